"""The templates of all messages for the user in the floors that know no Qt, for the translation files.

`python -m tools.error_templates FILE` writes them as a source that pyside6-lupdate reads (`make translations`).
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sketchart_desktop.ui.widgets.error_messages import CONTEXT

ROOT = Path(__file__).parents[1]
FLOORS = ("sketchart_desktop", "engines", "resources", "trainer/curation", "trainer/teaching")
# What a template is given to, first. JobError and CommandError are told on the command line alone, in English.
MADE_BY = {
    *("DrawingFileError", "StylePackError", "StyleTakenError", "EngineError", "LandmarksError", "UserError", "Message"),
    *("SetError", "TeachError"),
}


def calls(path: Path) -> Iterator[tuple[int, ast.expr]]:
    """(line, first argument) of each call that makes a message."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE_BY and node.args:
            yield node.lineno, node.args[0]


def literals(template: ast.expr) -> Iterator[str]:
    """The texts that a first argument can be: one, or those of a choice."""
    if isinstance(template, ast.Constant) and isinstance(template.value, str):
        yield template.value
    elif isinstance(template, ast.IfExp):
        yield from literals(template.body)
        yield from literals(template.orelse)


def sources() -> list[Path]:
    """Every file that may tell the user something."""
    return sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))


def templates() -> list[str]:
    """Each that has words, once, sorted."""
    found = {text for path in sources() for _, given in calls(path) for text in literals(given)}
    return sorted(text for text in found if re.search(r"\w", re.sub(r"\{\d\}", "", text)))


def main(path: Path) -> None:
    """Write them for lupdate."""
    lines = [f"QT_TRANSLATE_NOOP({CONTEXT!r}, {text!r})" for text in templates()]
    path.write_text("\n".join(["from PySide6.QtCore import QT_TRANSLATE_NOOP", "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
