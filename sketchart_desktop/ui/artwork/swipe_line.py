"""The line between drawing and artwork that is dragged to compare them: where it is, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sketchart_desktop.ui.widgets.theme import Tones

REACH_PX = 14.0  # how near a press counts as on the line
KNOB_PX = 17.0
LABEL_ABOVE_PX = 14  # the lower edge: the mode switch floats at the upper one


class SwipeLine:
    """A fraction of the view's width, so that it keeps its place when the view is resized."""

    def __init__(self) -> None:
        self._fraction = 0.5
        self.held = False
        self.near = False

    def x(self, width: int) -> float:
        """Where the line stands in a view of this width, widget pixels."""
        return round(self._fraction * width)

    def move_to(self, x: float, width: int) -> None:
        self._fraction = min(max(x / max(width, 1), 0.0), 1.0)

    def is_near(self, x: float, width: int) -> bool:
        return abs(x - self.x(width)) <= REACH_PX

    def paint(self, painter: QPainter, room: QRect, *, words: tuple[str, str], tones: Tones) -> None:
        """`words`: what is left of the line, and what is right of it."""
        x = self.x(room.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 70), 4))
        painter.drawLine(QPointF(x, 0), QPointF(x, room.height()))
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, room.height()))
        centre = QPointF(x, room.height() / 2)
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(centre, KNOB_PX, KNOB_PX)
        painter.setPen(QPen(QColor(tones.accent), 2.2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for side in (-1, 1):
            arrow = QPainterPath(centre + QPointF(side * 5, -5))
            arrow.lineTo(centre + QPointF(side * 10, 0))
            arrow.lineTo(centre + QPointF(side * 5, 5))
            painter.drawPath(arrow)
        bottom = room.height() - LABEL_ABOVE_PX
        self._label(painter, words[0], bottom=bottom, right=x - 12)
        self._label(painter, words[1], bottom=bottom, left=x + 12)
        painter.restore()

    def _label(
        self, painter: QPainter, text: str, *, bottom: float, left: float = 0.0, right: float | None = None
    ) -> None:
        box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-9, -4, 9, 4)
        box.moveTo(left if right is None else right - box.width(), bottom - box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 22, 26, 190))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
