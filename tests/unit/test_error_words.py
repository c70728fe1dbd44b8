"""Sentences that the floors below tell in English reach the user translated."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.limits import check_size
from sketchart_desktop.ui.widgets.error_messages import CONTEXT, SENTENCES, in_words

ROOT = Path(__file__).parents[2]


def told() -> set[str]:
    """Every text in the floors below, its values as {}."""
    texts = set()
    for folder in ("engines", "sketchart_desktop/document", "sketchart_desktop/state", "sketchart_desktop/ui/gallery"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
                elif isinstance(node, ast.JoinedStr):
                    texts.add("".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values))
    return texts


def test_every_sentence_is_one_that_is_told() -> None:
    texts = told()
    assert not [s for s in SENTENCES if re.sub(r"\{\d\}", "{}", s) not in texts]


class Backwards(QTranslator):
    """A language in which the values come in another order."""

    def translate(self, context: str, source: str, *_: object) -> str:
        return f"<{source.replace('{0}', '*').replace('{1}', '{0}').replace('*', '{1}')}>" if context == CONTEXT else ""

    def isEmpty(self) -> bool:
        return False


def test_an_error_is_translated_with_its_values(qapp) -> None:
    language = Backwards()
    QCoreApplication.installTranslator(language)
    try:
        assert in_words("cat.ora could not be saved: No space left.") == "<No space left could not be saved: cat.ora.>"
        try:
            check_size(0, 7)
        except DrawingFileError as error:
            assert in_words(str(error)) == "<A picture of 7 x 0 pixels cannot be drawn on.>"
        assert in_words("Something else {0}.") == "Something else {0}."
    finally:
        QCoreApplication.removeTranslator(language)
    assert in_words("a.ora is empty.") == "a.ora is empty."
