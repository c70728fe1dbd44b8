"""The colour wheel: a ring of hues around a square of saturation (across) and value (up).

Ring and square are drawn once per size and hue into pictures; moving a marker only repaints them.
"""

from __future__ import annotations

import colorsys
import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engines.palette import Colour
from sketchart_desktop.ui.widgets.swatch import hex_of
from sketchart_desktop.ui.widgets.theme import DARK, Tones

RING_SHARE = 0.13  # the ring's width, of the wheel's diameter
GAP_SHARE = 0.03  # between ring and square
FINE_STEP, COARSE_STEP = 0.01, 0.1  # of saturation and value
HUE_STEP = 1 / 360


def hue_ring(side_px: int) -> QImage:
    """A ring of all hues, red at the right, going round against the clock; smooth edges."""
    axis = np.arange(side_px, dtype=np.float32) + 0.5 - side_px / 2
    x, y = np.meshgrid(axis, axis)
    radius = np.hypot(x, y)
    outer = side_px / 2 - 1
    inner = outer - side_px * RING_SHARE
    cover = np.clip(outer - radius + 0.5, 0, 1) * np.clip(radius - inner + 0.5, 0, 1)
    hue = (np.arctan2(-y, x) / (2 * np.pi)) % 1.0
    # HSV to RGB with full saturation and value: three shifted trapezoids.
    rgb = np.clip(np.abs((hue[..., None] * 6 + np.array([0.0, 4.0, 2.0], np.float32)) % 6 - 3) - 1, 0, 1)
    pixels = np.empty((side_px, side_px, 4), np.uint8)
    pixels[..., :3] = np.rint(rgb[..., ::-1] * cover[..., None] * 255)
    pixels[..., 3] = np.rint(cover * 255)
    return QImage(pixels.data, side_px, side_px, side_px * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def value_square(side_px: int, hue: float) -> QImage:
    """Saturation grows to the right, value upwards."""
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor.fromHsvF(hue % 1.0, 1.0, 1.0))
    painter = QPainter(image)
    across, down = QLinearGradient(0, 0, side_px, 0), QLinearGradient(0, 0, 0, side_px)
    across.setColorAt(0, QColor(255, 255, 255, 255))
    across.setColorAt(1, QColor(255, 255, 255, 0))
    down.setColorAt(0, QColor(0, 0, 0, 0))
    down.setColorAt(1, QColor(0, 0, 0, 255))
    painter.fillRect(image.rect(), across)
    painter.fillRect(image.rect(), down)
    painter.end()
    return image


class ColourWheel(QWidget):
    """Arrow keys move in the square, with Shift around the ring. `colour_requested` tells what the user points at."""

    colour_requested = Signal(object)  # Colour

    def __init__(self, colour: Colour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._colour = colour
        self._hue, self._saturation, self._value = _hsv(colour)
        self._grabbed = ""  # "ring" or "square" while the button is down
        self._ring = QImage()
        self._square = QImage()
        self._square_of = (0, -1.0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the letter keys to the drawing
        self.setMinimumSize(150, 150)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(216, 216)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    @property
    def hsv(self) -> tuple[float, float, float]:
        """Each 0..1. The hue of a grey is the one that was pointed at last."""
        return self._hue, self._saturation, self._value

    def show_colour(self, colour: Colour) -> None:
        """Does not echo. A colour that stands here already leaves hue and saturation alone: grey has none."""
        if colour == self._colour:
            return
        hue, saturation, value = _hsv(colour)
        self._colour = colour
        self._hue = hue if saturation > 0 and value > 0 else self._hue
        self._saturation = saturation if value > 0 else self._saturation
        self._value = value
        self._name()
        self.update()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def retranslate(self) -> None:
        self.setToolTip(
            self.tr("Ring: hue. Square: how strong and how bright. Arrow keys work, with Shift on the ring.")
        )
        self._name()

    # Within

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Colour wheel"))
        self.setAccessibleDescription(
            self.tr("{0}: hue {1}°, saturation {2} %, brightness {3} %").format(
                hex_of(self._colour), round(self._hue * 360), round(self._saturation * 100), round(self._value * 100)
            )
        )

    def _circle(self) -> QRectF:
        side = min(self.width(), self.height()) - 6
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _square_rect(self) -> QRectF:
        circle = self._circle()
        half = circle.width() * (0.5 - RING_SHARE - GAP_SHARE) / math.sqrt(2)
        middle = circle.center()
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)

    def _take(self, hue: float, saturation: float, value: float) -> None:
        self._hue, self._saturation, self._value = hue % 1.0, min(max(saturation, 0.0), 1.0), min(max(value, 0.0), 1.0)
        red, green, blue = colorsys.hsv_to_rgb(self._hue, self._saturation, self._value)
        self._colour = (round(red * 255), round(green * 255), round(blue * 255))
        self._name()
        self.update()
        self.colour_requested.emit(self._colour)

    def _point(self, at: QPointF) -> None:
        if self._grabbed == "ring":
            middle = self._circle().center()
            hue = math.atan2(middle.y() - at.y(), at.x() - middle.x()) / (2 * math.pi)
            self._take(hue, self._saturation, self._value)
        elif self._grabbed == "square":
            square = self._square_rect()
            across = (at.x() - square.left()) / square.width()
            self._take(self._hue, across, 1 - (at.y() - square.top()) / square.height())

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        circle, at = self._circle(), event.position()
        distance = math.hypot(at.x() - circle.center().x(), at.y() - circle.center().y())
        on_ring = circle.width() * (0.5 - RING_SHARE) - 4 <= distance <= circle.width() / 2 + 4
        self._grabbed = "square" if self._square_rect().contains(at) else "ring" if on_ring else ""
        self._point(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers()
        right = (key == Qt.Key.Key_Right) - (key == Qt.Key.Key_Left)
        up = (key == Qt.Key.Key_Up) - (key == Qt.Key.Key_Down)
        if not right and not up:
            super().keyPressEvent(event)
            return
        coarse = bool(mods & Qt.KeyboardModifier.ControlModifier)
        if mods & Qt.KeyboardModifier.ShiftModifier:
            self._take(self._hue + (right + up) * HUE_STEP * (10 if coarse else 1), self._saturation, self._value)
        else:
            step = COARSE_STEP if coarse else FINE_STEP
            self._take(self._hue, self._saturation + right * step, self._value + up * step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        circle, square = self._circle(), self._square_rect()
        ring_px, square_px = round(circle.width() * ratio), max(round(square.width() * ratio), 1)
        if self._ring.width() != ring_px:
            self._ring = hue_ring(ring_px)
        if self._square_of != (square_px, self._hue):
            self._square, self._square_of = value_square(square_px, self._hue), (square_px, self._hue)
        painter.drawImage(circle, self._ring)
        painter.drawImage(square, self._square)
        radius = circle.width() * (0.5 - RING_SHARE / 2) - 0.5
        turn = self._hue * 2 * math.pi
        on_ring = circle.center() + QPointF(radius * math.cos(turn), -radius * math.sin(turn))
        in_square = QPointF(
            square.left() + self._saturation * square.width(), square.top() + (1 - self._value) * square.height()
        )
        _mark(painter, on_ring, circle.width() * RING_SHARE / 2 - 1, QColor.fromHsvF(self._hue, 1, 1))
        _mark(painter, in_square, 7, QColor(*self._colour))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.tones.focus), 2))
            painter.drawEllipse(circle.adjusted(-2, -2, 2, 2))
        painter.end()


def _mark(painter: QPainter, at: QPointF, radius: float, colour: QColor) -> None:
    """A dark ring around a white one: seen on every colour."""
    painter.setBrush(colour)
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4))
    painter.drawEllipse(at, radius, radius)
    painter.setPen(QPen(QColor(255, 255, 255), 2))
    painter.drawEllipse(at, radius, radius)


def _hsv(colour: Colour) -> tuple[float, float, float]:
    return colorsys.rgb_to_hsv(*(part / 255 for part in colour))
