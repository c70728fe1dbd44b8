"""Curves that grow while something is learnt: few points, so painted here, without a library for plots."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

MARGIN_PX = 8
LABEL_PX = 52
DOT_PX = 3.0
SMOOTH = 0.12  # share of a new point in the curve that is drawn over the single ones


class SeriesPlot(QWidget):
    """One series over steps. `smooth`: the points pale, a smoothed curve over them; otherwise dots joined by lines.
    `level`: a value to compare with, a dashed line."""

    def __init__(self, parent: QWidget | None = None, *, smooth: bool = False) -> None:
        super().__init__(parent)
        self._smooth = smooth
        self._points: tuple[tuple[int, float], ...] = ()
        self._level: float | None = None
        self._title = self._level_name = self._form = ""
        self._last_step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(260, 130)

    def set_words(self, title: str, *, level_name: str = "", form: str = "{0:.3f}") -> None:
        """`form`: how a value is written."""
        self._title, self._level_name, self._form = title, level_name, form
        self.setAccessibleName(title)
        self.update()

    def show_series(self, points: Sequence[tuple[int, float]], *, steps: int, level: float | None = None) -> None:
        """`steps`: the right end of the axis."""
        self._points = tuple((step, value) for step, value in points if math.isfinite(value))
        self._level, self._last_step = level, max(steps, 1)
        if self._points:
            self.setAccessibleDescription(self._form.format(self._points[-1][1]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect(), 6, 6)
        text = self.fontMetrics().height()
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(QRectF(MARGIN_PX, 4, self.width() - 2 * MARGIN_PX, text), self._title)
        area = QRectF(LABEL_PX, text + 12, self.width() - LABEL_PX - MARGIN_PX, self.height() - 2 * text - 22)
        if self._points and area.height() > 10:
            self._paint_series(painter, area)
        painter.end()

    def _paint_series(self, painter: QPainter, area: QRectF) -> None:
        values = [value for _, value in self._points] + ([] if self._level is None else [self._level])
        low, high = min(values), max(values)
        room = (high - low) * 0.08 or max(abs(high), 1e-3) * 0.1
        low, high = low - room, high + room
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        accent = self.palette().color(QPalette.ColorRole.Link)
        painter.setPen(QPen(faint, 1))
        for value, y in ((high - room, area.top()), (low + room, area.bottom() - self.fontMetrics().height())):
            place = QRectF(2, y, LABEL_PX - 8, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, self._form.format(value))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        steps = QRectF(area.left(), area.bottom() + 3, area.width(), self.fontMetrics().height())
        painter.drawText(steps, Qt.AlignmentFlag.AlignRight, str(self._last_step))

        def at(step: float, value: float) -> QPointF:
            share = (value - low) / (high - low)
            return QPointF(area.left() + area.width() * step / self._last_step, area.bottom() - area.height() * share)

        if self._level is not None:
            y = at(0, self._level).y()
            painter.setPen(QPen(faint, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            place = QRectF(area.left(), y + 2, area.width(), self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, self._level_name)
        line = QPolygonF([at(*point) for point in self._points])
        if self._smooth:
            pale = accent.toRgb()
            pale.setAlpha(90)
            painter.setPen(QPen(pale, 1))
            painter.drawPolyline(line)
            line = QPolygonF([at(*point) for point in _smoothed(self._points)])
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(line)
        if not self._smooth:
            painter.setBrush(accent)
            for point in self._points:
                painter.drawEllipse(at(*point), DOT_PX, DOT_PX)


def _smoothed(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The mean of the first points, an exponential mean later on."""
    mean, made = points[0][1], []
    for number, (step, value) in enumerate(points, 1):
        mean += max(SMOOTH, 1 / number) * (value - mean)
        made.append((step, mean))
    return made
