"""What did not come over from another program's drawing, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engines.reading import Kind
from sketchart_desktop.files.opened import ImportNotes

MOST_NAMES = 6


def lost(notes: ImportNotes) -> str:
    """What one would miss, as sentences; "" where the picture is the one it was."""
    parts = []
    if notes.hidden:
        words = QCoreApplication.translate("ImportNotes", "Hidden layers were left out: {0}.")
        parts.append(words.format(_named(notes.hidden)))
    if notes.unblended:
        words = QCoreApplication.translate("ImportNotes", "Blend modes are not kept, the paint lies flat here: {0}.")
        parts.append(words.format(_named(notes.unblended)))
    return "\n".join(parts)


def changed(notes: ImportNotes) -> str:
    """What looks the same but is made otherwise now, as a sentence; "" where nothing is."""
    if notes.guessed:
        return QCoreApplication.translate(
            "ImportNotes", "No layer is named “ink” or “line art”: the picture was split into lines and colours."
        )
    if notes.joined:
        return QCoreApplication.translate("ImportNotes", "These layers were put together: {0}.").format(
            _named(notes.joined)
        )
    return ""


def _named(names: Sequence[str]) -> str:
    """Top to bottom, as layers are listed; not endlessly."""
    shown = [f"“{name}”" for name in list(reversed(names))[:MOST_NAMES]]
    return ", ".join(shown) + (" …" if len(names) > MOST_NAMES else "")


def read(kind: Kind | None) -> str:
    """What is to be told of a picture that was opened; empty where it is a drawing as expected."""
    words = {
        Kind.PICTURE: QCoreApplication.translate(
            "ImportNotes", "This is a finished coloured picture: lines and colours were told apart."
        ),
        Kind.PHOTO: QCoreApplication.translate(
            "ImportNotes", "This is a photo: its edges became the ink, over the photo to trace."
        ),
        Kind.TEXT: QCoreApplication.translate("ImportNotes", "This looks like a page of text, not like a drawing."),
        Kind.EMPTY: QCoreApplication.translate("ImportNotes", "No drawing was found on this sheet."),
    }
    return words.get(kind, "") if kind is not None else ""
