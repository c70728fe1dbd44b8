"""A public class name stands once: whoever searches for it finds what was meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("sketchart_desktop", "engines", "trainer", "resources", "evaluation", "benchmarks", "tools")


def places_by_name(files: Iterable[Path], root: Path) -> dict[str, list[str]]:
    """Every public class outside functions, those inside classes too: where it is defined."""
    found: defaultdict[str, list[str]] = defaultdict(list)

    def look(body: list[ast.stmt], place: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                if not node.name.startswith("_"):
                    found[node.name].append(f"{place}:{node.lineno}")
                look(node.body, place)

    for file in files:
        look(ast.parse(file.read_text("utf-8")).body, file.relative_to(root).as_posix())
    return found


def repeated(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: where for name, where in sorted(places.items()) if len(where) > 1}


def test_no_public_class_name_stands_twice() -> None:
    files = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
    places = places_by_name(files, ROOT)
    assert len(places) > 300
    assert repeated(places) == {}


def test_a_name_that_stands_twice_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("class Look:\n    pass\n\n\nclass _Part:\n    pass\n", "utf-8")
    (tmp_path / "two.py").write_text("class _Part:\n    class Look:\n        pass\n", "utf-8")
    places = places_by_name(sorted(tmp_path.glob("*.py")), tmp_path)
    assert repeated(places) == {"Look": ["one.py:1", "two.py:2"]}
