"""A ghost of the stroke to draw: a soft dotted line on the paper, and a dot that runs along it to show the way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sketchart_desktop.session.lesson import SIDE, LessonStep, place
from sketchart_desktop.ui.canvas.view import CanvasView

GHOST = QColor(63, 112, 216, 120)
RUNNER = QColor(63, 112, 216, 230)
TICK_MS = 40
ROUND_S = 2.6  # once along the line
REST_S = 0.5


class GhostOverlay(QWidget):
    """Lies over the canvas and lets every event through."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._step: LessonStep | None = None
        self._time_s = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        canvas.viewport_changed.connect(self._moved)
        self.hide()

    @property
    def step(self) -> LessonStep | None:
        return self._step

    def show_step(self, step: LessonStep | None) -> None:
        self._step, self._time_s = step, 0.0
        self.setVisible(step is not None)
        self._timer.start() if step is not None else self._timer.stop()
        self.update()

    def points(self) -> list[QPointF]:
        """The ghost in widget pixels."""
        if self._step is None:
            return []
        sheet = self._canvas.sheet
        scale, x, y = place(sheet.width(), sheet.height())
        viewport = self._canvas.viewport
        return [viewport.to_widget(QPointF(x + px * scale, y + py * scale)) for px, py in self._step.shape]

    @Slot()
    def _moved(self) -> None:
        self.update()

    @Slot()
    def _tick(self) -> None:
        if self._canvas.is_drawing:
            return  # the hand is at work: nothing moves beside it
        self.update(self._runner_rect())
        self._time_s = (self._time_s + TICK_MS / 1000) % (ROUND_S + REST_S)
        self.update(self._runner_rect())

    def _unit_px(self) -> float:
        """Widget pixels of a lesson unit."""
        sheet = self._canvas.sheet
        return self._canvas.viewport.scale * min(sheet.width(), sheet.height()) / SIDE

    def _runner(self) -> QPointF:
        points = self.points()
        share = min(self._time_s / ROUND_S, 1.0)
        share = share * share * (3 - 2 * share)
        lengths = np.cumsum([0.0, *(_length(b - a) for a, b in zip(points[:-1], points[1:], strict=True))])
        at = int(np.searchsorted(lengths, share * lengths[-1], side="right").clip(1, len(points) - 1))
        part = (share * lengths[-1] - lengths[at - 1]) / max(lengths[at] - lengths[at - 1], 1e-9)
        return points[at - 1] + (points[at] - points[at - 1]) * float(part)

    def _runner_rect(self) -> QRect:
        if self._step is None:
            return QRect()
        at = self._runner()
        return QRectF(at.x() - 16, at.y() - 16, 32, 32).toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        points = self.points()
        if len(points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        width = min(max(14 * self._unit_px(), 4.0), 16.0)
        colour = QColor(244, 150, 62, 150) if self._step is not None and self._step.layer == "colour" else GHOST
        if self._step is not None and self._step.layer == "colour":
            pen = QPen(colour, width * 3, Qt.PenStyle.SolidLine)
        else:
            pen = QPen(colour, width)
            pen.setDashPattern([0.01, 1.8])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.setPen(QPen(QColor(255, 255, 255), 2.5))
        painter.setBrush(RUNNER)
        painter.drawEllipse(self._runner(), 9, 9)
        painter.end()


def _length(vector: QPointF) -> float:
    return (vector.x() ** 2 + vector.y() ** 2) ** 0.5
