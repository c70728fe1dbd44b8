"""The pressure curve to drag: across, how hard the pen is pressed; up, how hard it draws."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sketchart_desktop.document.pressure import FEWEST_POINTS, MOST_POINTS, STRAIGHT, PressureCurve
from sketchart_desktop.ui.widgets.theme import DARK, Tones

MARGIN_PX, HANDLE_PX, GRAB_PX = 14, 6.0, 14.0
LEAST_APART = 0.04
KEY_STEP = 0.02


class PressureEditor(QWidget):
    """Press beside a point for a new one, drag it, double-click or Delete to take it away; arrows move it too."""

    curve_requested = Signal(object)  # PressureCurve

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._curve = STRAIGHT
        self._held = -1
        self._chosen = 0
        self._now = -1.0
        self.setMinimumSize(220, 220)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(260, 260)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pressure curve"))
        self.setToolTip(self.tr("Drag the points. Press the line for a new one, double-click one to take it away."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_curve(self, curve: PressureCurve) -> None:
        self._curve = curve
        self._chosen = min(self._chosen, len(curve.points) - 1)
        self.update()

    def show_pressed(self, pressed: float) -> None:
        """Mark how hard the pen is pressed now; below 0 it is not."""
        self._now = pressed
        self.update()

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spots = [self._spot(*point) for point in self._curve.points]
        near = [(_apart(spot, event.position()), index) for index, spot in enumerate(spots)]
        distance, index = min(near)
        if distance > GRAB_PX:
            index = self._add(event.position())
        self._held, self._chosen = index, max(index, 0)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            x, y = self._value(event.position())
            self._move(self._held, x, y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        for index, point in enumerate(self._curve.points):
            if _apart(self._spot(*point), event.position()) <= GRAB_PX:
                self._remove(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-KEY_STEP, 0.0),
            Qt.Key.Key_Right: (KEY_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, KEY_STEP),
            Qt.Key.Key_Down: (0.0, -KEY_STEP),
        }
        if event.key() in steps:
            x, y = self._curve.points[self._chosen]
            dx, dy = steps[Qt.Key(event.key())]
            self._move(self._chosen, x + dx, y + dy)
        elif event.key() == Qt.Key.Key_Space:
            self._chosen = (self._chosen + 1) % len(self._curve.points)
            self.update()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(self._chosen)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones, area = self.tones, self._area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones.focus if self.hasFocus() else tones.pressed), 1.0))
        painter.setBrush(QColor(tones.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(QPen(QColor(tones.hover), 1.0))
        for part in (0.25, 0.5, 0.75):
            painter.drawLine(self._spot(part, 0.0), self._spot(part, 1.0))
            painter.drawLine(self._spot(0.0, part), self._spot(1.0, part))
        painter.setPen(QPen(QColor(tones.disabled), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        path = QPainterPath(self._spot(0.0, self._curve.drawn(0.0)))
        for step in range(1, 101):
            path.lineTo(self._spot(step / 100, self._curve.drawn(step / 100)))
        under = QPainterPath(path)
        under.lineTo(area.bottomRight())
        under.lineTo(area.bottomLeft())
        soft = QColor(tones.accent)
        soft.setAlpha(48)
        painter.fillPath(under, soft)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tones.accent), 2.5))
        painter.drawPath(path)
        if self._now >= 0.0:
            painter.setPen(QPen(QColor(tones.good), 1.5))
            spot = self._spot(self._now, self._curve.drawn(self._now))
            painter.drawLine(QPointF(spot.x(), area.bottom()), spot)
            painter.drawLine(spot, QPointF(area.left(), spot.y()))
        for index, point in enumerate(self._curve.points):
            painter.setPen(QPen(QColor(tones.accent), 2.0))
            painter.setBrush(QColor(tones.accent if index == self._chosen and self.hasFocus() else tones.text))
            painter.drawEllipse(self._spot(*point), HANDLE_PX, HANDLE_PX)
        painter.end()

    # Within

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)

    def _spot(self, x: float, y: float) -> QPointF:
        area = self._area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _value(self, spot: QPointF) -> tuple[float, float]:
        area = self._area()
        return (spot.x() - area.left()) / area.width(), (area.bottom() - spot.y()) / area.height()

    def _add(self, spot: QPointF) -> int:
        """A new point under the hand; its index, -1 where there is no room for one."""
        x, y = self._value(spot)
        points = list(self._curve.points)
        if len(points) >= MOST_POINTS or any(abs(x - other) < LEAST_APART for other, _ in points):
            return -1
        if not 0.0 <= x <= 1.0:
            return -1
        index = sum(other < x for other, _ in points)
        points.insert(index, (x, min(max(y, 0.0), 1.0)))
        self._ask(points)
        return index

    def _move(self, index: int, x: float, y: float) -> None:
        points = list(self._curve.points)
        low = points[index - 1][0] + LEAST_APART if index else 0.0
        high = points[index + 1][0] - LEAST_APART if index + 1 < len(points) else 1.0
        if low <= high:
            points[index] = (min(max(x, low), high), min(max(y, 0.0), 1.0))
            self._ask(points)

    def _remove(self, index: int) -> None:
        points = list(self._curve.points)
        if len(points) > FEWEST_POINTS:
            del points[index]
            self._held = -1
            self._ask(points)

    def _ask(self, points: list[tuple[float, float]]) -> None:
        self.show_curve(PressureCurve(tuple(points), self._curve.least))
        self.curve_requested.emit(self._curve)


def _apart(one: QPointF, other: QPointF) -> float:
    return ((one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2) ** 0.5
