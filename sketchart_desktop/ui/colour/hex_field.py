"""A field for a colour's hex code: `#f60`, `ff6600` and pasted blanks are understood; anything else is put back."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from engines.palette import Colour
from sketchart_desktop.ui.widgets.swatch import hex_of

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def parse_hex(text: str) -> Colour | None:
    """The colour meant, None where the text is no colour."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * letter for letter in found[1])
    return (int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


class HexField(QLineEdit):
    """`colour_requested` when a whole colour was typed or pasted, `left` when Return or Esc ended it."""

    colour_requested = Signal(object)  # Colour
    left = Signal()

    def __init__(self, colour: Colour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setMaxLength(16)
        self.setText(hex_of(colour))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("#mmmmmm") + 28)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._finished)
        self.returnPressed.connect(self.left)
        self.retranslate()

    def show_colour(self, colour: Colour) -> None:
        self._colour = colour
        if not self.hasFocus() or parse_hex(self.text()) != colour:
            self.setText(hex_of(colour))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Colour code"))
        self.setToolTip(self.tr("The colour as a hex code, such as #3f70d8"))

    @Slot(str)
    def _edited(self, text: str) -> None:
        colour = parse_hex(text)
        # Three digits may be on the way to six: they count when typing has ended.
        if colour is not None and len(text.strip().lstrip("#")) == 6:
            self._ask(colour)

    @Slot()
    def _finished(self) -> None:
        colour = parse_hex(self.text())
        if colour is not None:
            self._ask(colour)
        self.setText(hex_of(self._colour))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.setText(hex_of(self._colour))
            self.left.emit()

    def _ask(self, colour: Colour) -> None:
        if colour != self._colour:
            self._colour = colour
            self.colour_requested.emit(colour)
