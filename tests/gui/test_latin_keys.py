"""Shortcuts under layouts without Latin letters: by the key's place, or by its letter where no place is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from sketchart_desktop.ui.widgets.latin_keys import LAYOUTS, ROWS, latin_sequence
from tests.gui.conftest import focus_canvas

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def event(text: str, modifiers=NONE, *, scan: int = 0, virtual: int = 0) -> QKeyEvent:
    key = ord(text.upper()) if len(text) == 1 else 0
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


def found(*args, platform: str = "xcb", **native: int) -> str:
    sequence = latin_sequence(event(*args, **native), platform)
    return sequence.toString() if sequence is not None else ""


@pytest.mark.parametrize(("text", "key"), [("к", "R"), ("ρ", "R"), ("ר", "R"), ("ق", "R"), ("х", "["), ("لا", "B")])
def test_the_letter_tells_the_key(text: str, key: str) -> None:
    assert found(text) == key
    assert found(text, SHIFT | CTRL) == f"Ctrl+Shift+{key}"


def test_the_place_tells_it_on_every_system() -> None:
    for text in "йقξ":  # whatever the letter, the key beside Tab is Q
        assert found(text, scan=24, platform="wayland") == "Q"
        assert found(text, virtual=0x51, platform="windows") == "Q"
        assert found(text, virtual=12, platform="cocoa") == "Q"
    assert found("ю", scan=60) == "."
    assert found("ф", platform="cocoa") == "A", "without a place the letter counts"


def test_latin_letters_and_what_has_none_are_left_to_qt() -> None:
    assert found("r", scan=27) == ""
    assert found("", scan=27) == ""
    assert latin_sequence(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, NONE), "xcb") is None
    assert latin_sequence(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, SHIFT), "xcb") is None
    assert found("한") == "", "Hangul is written by an input method"


def test_every_layout_has_every_letter() -> None:
    for layout in LAYOUTS:
        assert len(layout) == len(ROWS)
        letters = {ROWS[place] for place, letter in enumerate(layout) if not letter.isascii()}
        assert len(letters & set("abcdefghijklmnopqrstuvwxyz")) >= 24


def press(widget: QWidget, text: str, modifiers=NONE, *, scan: int = 0) -> None:
    QApplication.sendEvent(widget, event(text, modifiers, scan=scan))


@pytest.mark.parametrize("letters", [("и", "с", "я"), ("β", "ψ", "ζ"), ("נ", "ב", "ז"), ("لا", "ؤ", "ئ")])  # B, C, Z
def test_tools_and_commands_follow_the_keys(qtbot, bench, letters: tuple[str, str, str]) -> None:
    app = bench(begin=False).app
    focus_canvas(qtbot, app.window)
    canvas, (b, c, z) = app.window.canvas, letters
    press(canvas, c)
    assert app.toolbox.tool == "colour"
    press(canvas, b, SHIFT)
    assert app.toolbox.tool == "ink"
    app.session.begin_stroke("ink", app.toolbox.brush, colour=(0, 0, 0), point=(9.0, 9.0, 1.0, 0.0))
    app.session.finish_stroke()
    press(canvas, z, CTRL, scan=52)
    assert app.session.is_blank


def test_what_is_typed_into_a_field_is_no_command(qtbot, bench) -> None:
    app = bench(begin=False).app
    focus_canvas(qtbot, app.window)
    field = QLineEdit(app.window)
    field.show()
    field.setFocus()
    tool = app.toolbox.tool
    press(field, "с")
    assert field.text() == "с"
    press(app.window, "с")
    assert app.toolbox.tool == tool, "plain letters belong to the drawing"
