"""A pad to try a pen on: the stroke it draws, and a strip with the pressure of the last seconds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QWidget

from sketchart_desktop.document.pressure import STRAIGHT, PressureCurve
from sketchart_desktop.ui.canvas.pen_pressure import PenSense
from sketchart_desktop.ui.widgets.theme import DARK, Tones

GRAPH_S, GRAPH_PX = 4.0, 84.0
RATE_OVER_S = 0.5
MOST_POINTS = 6000
WIDEST_PX = 22.0


@dataclass(frozen=True)
class PenReading:
    """One report of a pen or mouse. `pressed` as told, `drawn` after the curve; tilts in degrees; `rate_hz` lately."""

    pointer: str  # "pen", "eraser", "mouse"
    pressed: float
    drawn: float
    x_tilt: float
    y_tilt: float
    rate_hz: float
    down: bool


class PenPad(QWidget):
    """Draws what it is told with the curve in use; tells each report."""

    reported = Signal(object)  # Reading

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self.curve: PressureCurve = STRAIGHT
        self._clock = clock
        self._sense = PenSense()
        self._strokes: deque[tuple[QPointF, float, bool]] = deque(maxlen=MOST_POINTS)  # place, drawn, goes on
        self._graph: deque[tuple[float, float, float]] = deque(maxlen=MOST_POINTS)  # second, pressed, drawn
        self._times: deque[float] = deque(maxlen=1000)
        self._down = False
        self.setMinimumSize(380, 280)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(460, 360)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pad to try the pen on"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def clear(self) -> None:
        self._strokes.clear()
        self._graph.clear()
        self.update()

    # Qt overrides

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        pressing = event.type() == QEvent.Type.TabletPress
        if pressing:
            self._begin()
        eraser = event.pointerType() == event.pointingDevice().PointerType.Eraser
        if event.type() == QEvent.Type.TabletRelease:
            self._down = False
            pressed: float | None = 0.0
        else:
            pressed = self._sense.pressure(event, pressing=pressing) if self._down else 0.0
        if pressed is not None:
            tilts = (event.xTilt(), event.yTilt())
            self._note("eraser" if eraser else "pen", event.position(), pressed, tilts=tilts)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begin()
        self._note("mouse", event.position(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down:
            self._note("mouse", event.position(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._down = False
        self._note("mouse", event.position(), 0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = self.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones.pressed), 1.0))
        painter.setBrush(QColor("#ffffff"))
        pad = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -GRAPH_PX - 8.5)
        painter.drawRoundedRect(pad, 8, 8)
        painter.setClipRect(pad)
        if not self._strokes:
            painter.setPen(QColor("#70757f"))
            painter.drawText(pad, Qt.AlignmentFlag.AlignCenter, self.tr("Draw here, lightly and firmly"))
        before: tuple[QPointF, float] | None = None
        for place, drawn, goes_on in self._strokes:
            if goes_on and before is not None:
                width = max(0.6, WIDEST_PX * (before[1] + drawn) / 2)
                painter.setPen(QPen(QColor(24, 24, 28), width, c=Qt.PenCapStyle.RoundCap))
                painter.drawLine(before[0], place)
            before = (place, drawn)
        painter.setClipping(False)
        self._paint_graph(painter, QRectF(0.5, self.height() - GRAPH_PX - 0.5, self.width() - 1.0, GRAPH_PX))
        painter.end()

    # Within

    def _begin(self) -> None:
        self._down = True
        self._strokes.append((QPointF(), 0.0, False))

    def _note(self, pointer: str, place: QPointF, pressed: float, *, tilts: tuple[float, float] = (0.0, 0.0)) -> None:
        now = self._clock()
        drawn = pressed if pointer == "mouse" or not self._down else self.curve.drawn(pressed)
        self._times.append(now)
        while self._times and now - self._times[0] > RATE_OVER_S:
            self._times.popleft()
        span = now - self._times[0]
        rate = (len(self._times) - 1) / span if span > 0.0 else 0.0
        self._graph.append((now, pressed, drawn))
        if self._down:
            follows = bool(self._strokes) and self._strokes[-1][0] != QPointF()
            self._strokes.append((QPointF(place), drawn, follows))
        self.reported.emit(PenReading(pointer, pressed, drawn, tilts[0], tilts[1], rate, self._down))
        self.update()

    def _paint_graph(self, painter: QPainter, area: QRectF) -> None:
        tones = self.tones
        painter.setPen(QPen(QColor(tones.pressed), 1.0))
        painter.setBrush(QColor(tones.raised))
        painter.drawRoundedRect(area, 8, 8)
        if not self._graph:
            painter.setPen(QColor(tones.faint))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.tr("Pressure"))
            return
        newest, inner = self._graph[-1][0], area.adjusted(8, 8, -8, -8)
        for column, colour in ((1, tones.faint), (2, tones.accent)):
            path = QPainterPath()
            for report in self._graph:
                age = newest - report[0]
                if age > GRAPH_S:
                    continue
                spot = QPointF(
                    inner.right() - age / GRAPH_S * inner.width(), inner.bottom() - report[column] * inner.height()
                )
                path.lineTo(spot) if path.elementCount() else path.moveTo(spot)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour), 1.6))
            painter.drawPath(path)
