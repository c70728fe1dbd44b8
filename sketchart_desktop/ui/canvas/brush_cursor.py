"""The brush outline under the cursor: a ring as large as the brush, dark and light so that it shows on anything."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

CROSS_BELOW_PX = 3.0  # smaller brushes get a cross to be found by
CROSS_PX = 7.0


class BrushOutline:
    """Where the ring is and how large. Each change returns the widget rectangles to repaint."""

    def __init__(self) -> None:
        self._position = QPointF(-1000, -1000)
        self.radius = 4.0
        self._shown = False

    def move(self, position: QPointF) -> tuple[QRect, ...]:
        before = self.rect()
        self._position = QPointF(position)
        return self._changed(before)

    def change(self, radius: float, *, shown: bool) -> tuple[QRect, ...]:
        if (radius, shown) == (self.radius, self._shown):
            return ()
        before = self.rect()
        self.radius, self._shown = radius, shown
        return self._changed(before)

    def rect(self) -> QRect:
        """All that the ring may touch; empty when hidden."""
        if not self._shown:
            return QRect()
        reach = max(self.radius, CROSS_PX) + 3
        centre = self._position
        return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def paint(self, painter: QPainter) -> None:
        if not self._shown:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dark, light = QPen(QColor(0, 0, 0, 200), 1), QPen(QColor(255, 255, 255, 210), 1)
        if self.radius >= CROSS_BELOW_PX:
            painter.setPen(light)
            painter.drawEllipse(self._position, self.radius + 1, self.radius + 1)
            painter.setPen(dark)
            painter.drawEllipse(self._position, self.radius, self.radius)
        else:
            x, y = self._position.x(), self._position.y()
            for pen, offset in ((light, 1.0), (dark, 0.0)):
                painter.setPen(pen)
                for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                    begin = QPointF(x + dx * 2.5 + offset * dy, y + dy * 2.5 + offset * dx)
                    end = QPointF(x + dx * CROSS_PX + offset * dy, y + dy * CROSS_PX + offset * dx)
                    painter.drawLine(begin, end)
            painter.setPen(dark)
            painter.drawPoint(self._position)
        painter.restore()

    def _changed(self, before: QRect) -> tuple[QRect, ...]:
        return tuple(rect for rect in (before, self.rect()) if not rect.isEmpty())
