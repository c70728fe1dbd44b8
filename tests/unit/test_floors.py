"""What may be loaded where: each claim is checked in a fresh process, because this one has loaded everything."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("sketchart_desktop", "engines", "trainer", "resources")


def loaded_by(*modules: str) -> set[str]:
    """Every module in a fresh process that imported these."""
    code = f"import sys, {', '.join(modules)}; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return set(done.stdout.split())


def modules_of(*packages: str) -> list[str]:
    """Every module of these packages, by its file."""
    files = [file for package in packages for file in (ROOT / package.replace(".", "/")).rglob("*.py")]
    names = [str(file.relative_to(ROOT).with_suffix("")).replace("/", ".") for file in files]
    return sorted(name.removesuffix(".__init__") for name in names if not name.endswith("__main__"))


def test_the_window_and_the_command_line_load_no_torch() -> None:
    loaded = loaded_by(*modules_of("sketchart_desktop"), "engines.engine", "engines.runtimes.openvino")
    assert not loaded & {"torch", "torchvision", "openvino_telemetry", "trainer"}


ROOMS_WITHOUT_WIDGETS = (
    *("document", "raster", "files", "preferences", "scheduling"),
    *("session", "styling", "tools", "workers", "commands"),
)


@pytest.mark.parametrize("room", ROOMS_WITHOUT_WIDGETS)
def test_below_the_window_nothing_knows_widgets(room: str) -> None:
    assert "PySide6.QtWidgets" not in loaded_by(*modules_of(f"sketchart_desktop.{room}"))


def test_starting_with_the_version_is_light() -> None:
    assert not loaded_by("sketchart_desktop.__main__") & {"PySide6", "typer", "rich", "openvino", "cv2", "numpy"}


def test_every_folder_with_modules_is_a_package() -> None:
    """A folder without __init__.py would be missing in an installation."""
    folders = {file.parent for package in PACKAGES for file in (ROOT / package).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_import_is_declared_and_every_declaration_is_used() -> None:
    """The base dependencies are what the app and the engines import; the trainer may use the train extra too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    base = _names(project["dependencies"])
    train = base | _names(project["optional-dependencies"]["train"])
    owners = packages_distributions()

    def imported(*packages: str, but: tuple[str, ...] = ()) -> set[str]:
        found = set()
        for package in packages:
            for file in (ROOT / package).rglob("*.py"):
                if not {ROOT / room for room in but} & set(file.parents):
                    found |= _top_level_imports(file)
        outside = {name for name in found if name not in sys.stdlib_module_names and name not in PACKAGES}
        return {_plain(owners.get(name, [name])[0]) for name in outside}

    # Importing and exporting happen in a process of their own, which needs what the trainer needs.
    paints = imported("sketchart_desktop", "engines", "resources", but=("engines/importers", "engines/exporting"))
    assert imported("engines") - train <= {"torch"}, "imported by the importers but not declared"
    assert paints - base <= {"torch"}, "imported on the painting path but not declared"
    assert imported("trainer") - train == set(), "imported by the trainer but not declared"
    # torch exports with the onnx packages; torchvision is the other half of torch's pair; qtawesome lends its font.
    indirect = {"onnx", "onnxscript", "torchvision", "qtawesome"}
    assert train - paints - imported("trainer") <= indirect, "declared but not used"


def test_the_pins_satisfy_what_is_declared() -> None:
    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if line and line[0] != "#"
    )
    pinned = {_plain(name) for name in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = _names(project["dependencies"]) | _names([line for lines in extras.values() for line in lines])
    assert wanted - {"sketchart"} - pinned == set()
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pins.values()), "a pin is a version, no address"


def _names(requirements: list[str]) -> set[str]:
    return {_plain(re.split(r"[\[<>=!~; ]", line)[0]) for line in requirements}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _top_level_imports(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names
