"""A round or square patch of colour that can be pressed. Says its colour to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from engines.palette import Colour
from sketchart_desktop.ui.widgets.theme import DARK, Tones


def hex_of(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


class Swatch(QAbstractButton):
    """One colour; checked swatches carry a ring. `edit_requested`: a right click or a long wish for another colour."""

    edit_requested = Signal()

    def __init__(
        self, colour: Colour, size_px: int = 28, *, round_shape: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._colour = colour
        self._size_px = size_px
        self._round = round_shape
        self.setFixedSize(size_px, size_px)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    @property
    def colour(self) -> Colour:
        return self._colour

    def set_colour(self, colour: Colour) -> None:
        if colour != self._colour:
            self._colour = colour
            self._name()
            self.update()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size_px, self._size_px)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.edit_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(*self._colour)
        ring = self.isChecked() or self.hasFocus()
        inset = 4.5 if ring else 2.5 if self.underMouse() else 3.5
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        edge = QColor(self.tones.text)
        edge.setAlpha(70)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(colour)
        corner = area.width() / 2 if self._round else 5
        painter.drawRoundedRect(area, corner, corner)
        if ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.tones.focus if self.hasFocus() else self.tones.text), 2))
            outer = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            corner = outer.width() / 2 if self._round else 7
            painter.drawRoundedRect(outer, corner, corner)
        painter.end()

    def _name(self) -> None:
        text = hex_of(self._colour)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Colour {0}").format(text))
