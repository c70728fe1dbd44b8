"""What the floors below the window tell the user: in English here, translated by its template in the window."""

from __future__ import annotations

import ast
import pickle
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from engines.errors import EngineError, StylePackError
from resources.messages import Message, UserError
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.limits import check_size
from sketchart_desktop.ui.widgets.error_messages import CONTEXT, translated
from tools import error_templates

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("file", sorted((ROOT / "resources/translations").glob("*.ts")), ids=lambda p: p.stem)
def test_every_message_has_its_translation_and_no_translation_is_left_over(file: Path) -> None:
    context = next(c for c in ElementTree.parse(file).getroot().iter("context") if c.findtext("name") == CONTEXT)
    known = {}
    for message in context.iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            known[message.findtext("source") or ""] = translation.text
    told = set(error_templates.templates())
    assert len(told) > 150
    assert sorted(told - known.keys()) == [], "without a translation: run make translations"
    assert sorted(known.keys() - told) == [], "told by nobody"
    for source, text in known.items():
        assert sorted(re.findall(r"\{\d\}", text)) == sorted(re.findall(r"\{\d\}", source)), source


def test_a_message_is_a_literal_template_and_never_put_together_beforehand() -> None:
    for path in error_templates.sources():
        for line, given in error_templates.calls(path):
            joined = any(isinstance(node, ast.JoinedStr | ast.BinOp) for node in ast.walk(given))
            assert not joined, f"{path.relative_to(ROOT)}:{line}: the window cannot translate this"


def test_a_message_is_its_sentence_and_remembers_how_it_was_made() -> None:
    message = Message("{0} holds {1}.", "cat.ora", Message("{0} cats", 2))
    assert message == "cat.ora holds 2 cats."
    assert message.template == "{0} holds {1}."
    for copy in (pickle.loads(pickle.dumps(message)), Message.from_json(message.to_json())):
        assert copy == message and copy.template == message.template
        assert isinstance(copy.arguments[1], Message)
    assert Message("braces {} stay {0}") == "braces {} stay {0}"
    assert Message(message) is message


@pytest.mark.parametrize("value", [None, "text", [], [1], ["{0} {1}", "one"]])
def test_what_is_no_message_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        Message.from_json(value)


@pytest.mark.parametrize("kind", [DrawingFileError, StylePackError, EngineError])
def test_an_error_for_the_user_tells_its_message(kind: type[UserError]) -> None:
    error = kind("{0} is empty.", "a.ora")
    assert isinstance(str(error), Message) and str(error) == "a.ora is empty."
    assert kind(str(error)).message is error.message


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
        saved = Message("{0} could not be saved: {1}.", "cat.ora", "No space left")
        assert translated(saved) == "<No space left could not be saved: cat.ora.>"
        with pytest.raises(DrawingFileError) as caught:
            check_size(0, 7)
        assert translated(str(caught.value)) == "<A picture of 7 x 0 pixels cannot be drawn on.>"
        assert translated(Message("{0} {1}", saved, "!")) == "<! <No space left could not be saved: cat.ora.>>"
        assert translated("Something else {0}.") == "Something else {0}."
    finally:
        QCoreApplication.removeTranslator(language)
    assert translated(Message("{0} is empty.", "a.ora")) == "a.ora is empty."
