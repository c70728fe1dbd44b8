"""What the documents say is so: keys as in the program, links and pictures that are there, commands that exist."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest

from sketchart_desktop.cli import COMMANDS
from sketchart_desktop.ui.actions import ACTIONS
from tools.shortcut_list import MENUS, document

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
UNFINISHED = "Not measured yet."  # its pictures are made together with its numbers
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
MODULE = re.compile(r"python -m ((?:benchmarks|trainer|engines|evaluation|tools|sketchart_desktop|tests)[\w.]*)")
COMING = {"evaluation.closing"}  # named in a model card before it is there
ROOMS = "sketchart_desktop|engines|trainer|resources|benchmarks|evaluation|tools|tests|packaging|docs"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./*-]+)`|`((?:engines|sketchart_desktop|trainer)\.[a-z_.]+)`")
TARGET = re.compile(r"`make ([a-z-]+)`|^make ([a-z-]+)", re.MULTILINE)
OPENS_A_FILE = re.compile(r"sketchart (resources/|DRAWING)")


def test_the_list_of_keys_is_the_programs() -> None:
    page = (ROOT / "docs" / "shortcuts.md").read_text(encoding="utf-8")
    assert page == document(), "mend it: python -m tools.shortcut_list docs/shortcuts.md"


def test_no_action_is_left_out_of_the_list() -> None:
    assert {row.group for row in ACTIONS} == set(MENUS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if UNFINISHED not in text or not link.startswith("images/")]
    broken = [link for link in links if not (page.parent / link).exists()]
    assert not broken


def test_the_readmes_commands_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```\w*\n(.*?)```", text, re.DOTALL))
    lines = [line for line in blocks.splitlines() if line.startswith("sketchart ") and not OPENS_A_FILE.match(line)]
    assert {line.split()[1] for line in lines} == COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_to_run_exist(page: Path) -> None:
    for module in MODULE.findall(page.read_text(encoding="utf-8")):
        path = ROOT.joinpath(*module.rstrip(".").split("."))
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_and_modules_that_are_named_exist(page: Path) -> None:
    for file, module in NAMED.findall(page.read_text(encoding="utf-8")):
        name = file or module.replace(".", "/")
        if "NAME" in name or name.endswith("sketchart_de.ts"):
            continue  # to be put in by the reader
        found = any(ROOT.glob(name)) or (not file and (ROOT / f"{name}.py").is_file())
        # A module's function or class: sketchart_desktop.app.App.
        assert found or (not file and (ROOT / name).parent.with_suffix(".py").is_file()), file or module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_that_are_named_exist(page: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {one or other for one, other in TARGET.findall(page.read_text(encoding="utf-8"))} <= known


def test_help_tells_of_every_target_of_make_for_people() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"^([a-z-]+):.* ## ", text, re.MULTILINE))
    for_make_alone = {"system-packages", "test-packages"}
    assert set(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) - for_make_alone == told


def test_modules_to_run_that_the_sources_name_exist() -> None:
    rooms = ("sketchart_desktop", "engines", "trainer", "benchmarks", "evaluation", "tools", "tests", "packaging")
    gone = set()
    for source in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        for module in MODULE.findall(source.read_text(encoding="utf-8")):
            path = ROOT.joinpath(*module.rstrip(".").split("."))
            found = path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()
            if not found and module not in COMING:
                gone.add(f"{source.relative_to(ROOT)}: {module}")
    assert gone == set()


def test_files_that_the_sources_name_exist() -> None:
    """In docstrings and comments, in the way of trainer/run.py; and modules that a test replaces parts of."""
    rooms = ("sketchart_desktop", "engines", "trainer", "benchmarks", "evaluation", "tools", "tests")
    file = re.compile(rf"(?<![\w/.-])(?:{'|'.join(rooms)})/[\w/]+\.py\b")
    dotted = re.compile(r"setattr\(\s*\"((?:engines|sketchart_desktop|trainer)\.[\w.]+)\"")
    gone = set()
    for source in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        gone |= {f"{source.relative_to(ROOT)}: {name}" for name in file.findall(text) if not (ROOT / name).is_file()}
        for name in dotted.findall(text):
            parts = name.split(".")
            paths = [ROOT.joinpath(*parts[:end]).with_suffix(".py") for end in range(1, len(parts))]
            place = next((end for end, path in enumerate(paths, 1) if path.is_file()), None)
            if place is None or not re.search(rf"\b{parts[place]}\b", paths[place - 1].read_text(encoding="utf-8")):
                gone.add(f"{source.relative_to(ROOT)}: {name}")
    assert gone == set()


MODULES = sorted(path for room in ROOMS.split("|") for path in (ROOT / room).rglob("*.py"))
FILE_NAMED = re.compile(r"(?<![\w./*{-])((?:[\w-]+/)*[a-z_]\w*\.py)\b")


def prose_of(path: Path) -> str:
    """Docstrings and comments of a module."""
    text = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join(
        t.string for t in tokens if t.type == tokenize.COMMENT or (t.type == tokenize.STRING and t.string[:3] == '"""')
    )


@pytest.mark.parametrize("module", [m for m in MODULES if "tests" not in m.parts], ids=lambda m: m.stem)
def test_files_that_the_sources_name_are_there(module: Path) -> None:
    """Beside the file that names them, or from the root, or from the top of its room."""
    for named in FILE_NAMED.findall(prose_of(module)):
        places = (module.parent, ROOT, ROOT / module.relative_to(ROOT).parts[0])
        assert any((place / named).is_file() for place in places), f"{named} in {module.relative_to(ROOT)}"
