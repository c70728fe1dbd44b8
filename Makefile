# Sketchart. `make run` opens the window, `make test` runs every test; both set up .venv by themselves the first time.
# `make help` lists the rest.
# Windows and macOS: see README.md for the same in two lines.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
# The first of these that is 3.11 or newer and can make virtual environments.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
# What the window needs on Debian and Ubuntu: Qt's xcb and Wayland plugins, and a font that has Korean.
SYSTEM_PACKAGES := libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 \
	libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0 libgssapi-krb5-2 \
	libwayland-cursor0 libwayland-egl1 fonts-nanum
# A virtual screen: only the tests that draw in a real window need it.
TEST_PACKAGES := xvfb

# Succeeds where a window can really open: Qt ends the process where its platform plugin cannot start.
PROBE := "from PySide6.QtGui import QGuiApplication as A; assert A([]).platformName() != 'offscreen'"

.PHONY: run test test-slow test-fast lint format translations setup system-packages test-packages clean help
# Two at a time: each takes about one core, and the suite stays within 2 GB.
WORKERS ?= 2

run: system-packages setup ## Open the window with a sample drawing (without a display: paint all samples into out/).
	@if { [ "$$(uname)" != Linux ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; } && ( $(BIN)/python -c $(PROBE) ) >/dev/null 2>&1; \
	then $(BIN)/sketchart resources/samples/cat.ora; \
	else echo "No display here: every sample drawing, in every style, goes to out/" >&2; \
		$(BIN)/sketchart stylize resources/samples --style all --out out; fi

test: system-packages test-packages setup ## All tests but the slow ones. WORKERS=1 runs them one after the other.
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m 'not slow'

test-slow: system-packages test-packages setup ## The slow ones: whole trainings in small, the largest networks.
	$(BIN)/python -m pytest -n $(WORKERS) --dist load -m slow

test-fast: system-packages setup ## The tests that need neither torch, nor a window, nor patience.
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -p tests.without_torch tests/unit

lint: setup ## ruff, pyright and the import contracts; changes nothing.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tools.type_check
	$(BIN)/lint-imports

format: setup ## Put the sources into shape.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: setup ## Collect the texts for users into the translation files, then compile those.
	@mkdir -p build
	$(BIN)/python -m tools.error_templates build/error_templates.py
	$(BIN)/pyside6-lupdate -no-obsolete -locations none $$(git ls-files 'sketchart_desktop/*.py') build/error_templates.py -ts resources/translations/*.ts
	$(BIN)/pyside6-lrelease resources/translations/*.ts

setup: $(STAMP) ## Install everything into .venv.

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Sketchart needs Python 3.11 or newer with venv: apt-get install python3 python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[train,dev]'
	@touch $@

system-packages:
	@sh packaging/debian_packages.sh $(SYSTEM_PACKAGES)

test-packages:
	@sh packaging/debian_packages.sh $(TEST_PACKAGES)

clean: ## Remove .venv and everything that was built.
	rm -rf $(VENV) build dist out *.egg-info

help: ## This list.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '%-20s %s\n' "$$name" "$$what"; done
