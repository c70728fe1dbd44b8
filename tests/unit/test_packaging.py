"""What is installed and what is bundled: all that the program reads, and no name of a module that is gone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEC = (ROOT / "packaging" / "sketchart.spec").read_text(encoding="utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def folders_of_data() -> set[str]:
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    return {path.relative_to(ROOT / "resources").parts[0] for path in files}


def test_all_data_is_installed_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = project["tool"]["setuptools"]["package-data"]["resources"]
    assert folders_of_data() <= {pattern.split("/")[0] for pattern in installed}


def test_all_data_is_in_the_bundle() -> None:
    assert folders_of_data() == set(re.findall(r'"resources/(\w+)"', SPEC))


def test_modules_that_the_bundle_leaves_out_exist() -> None:
    named = re.findall(r'"((?:engines|sketchart_desktop)\.[\w.]+)"', SPEC)
    assert named and [name for name in named if not (ROOT / f"{name.replace('.', '/')}.py").is_file()] == []


def test_every_package_asked_for_has_a_tested_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]  # those that `make` installs
    asked = [*project["dependencies"], *extras["train"], *extras["test"], *extras["dev"]]
    names = {re.split(r"[\[<>=; ]", row)[0].lower().replace("_", "-") for row in asked} - {"sketchart"}
    pinned = {row.split("==")[0].lower().replace("_", "-") for row in CONSTRAINTS.splitlines() if "==" in row}
    assert names <= pinned
