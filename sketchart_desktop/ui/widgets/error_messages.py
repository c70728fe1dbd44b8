"""Messages of the floors below, which know no Qt and tell in English, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from resources.messages import Message

CONTEXT = "Errors"  # of all templates in the translation files


def translated(text: str) -> str:
    """A Message by its template, and its arguments that are Messages with it; any other text as it is."""
    if not isinstance(text, Message):
        return text
    template = QCoreApplication.translate(CONTEXT, text.template)
    if not text.arguments:
        return template
    return template.format(*(translated(part) if isinstance(part, str) else part for part in text.arguments))
