"""The symmetry's lines over the drawing, with handles at their ends to move them. Never part of the picture."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sketchart_desktop.tools.symmetry_guide import SymmetryGuide
from sketchart_desktop.ui.canvas.viewport import Viewport

HANDLE_PX = 9.0
GRAB_PX = 14.0
INSIDE_PX = 16.0  # handles stay this far inside the view
LINE, HALO, FACE = QColor(63, 112, 216, 220), QColor(255, 255, 255, 170), QColor(255, 255, 255)


class SymmetryLines:
    """Where the lines and handles are in the view; a drag moves the guide."""

    def __init__(self, guide: SymmetryGuide) -> None:
        self._guide = guide
        self._held = ""

    @property
    def held(self) -> bool:
        return bool(self._held)

    def grab(self, position: QPointF, viewport: Viewport, size: tuple[int, int], *, view: QRectF) -> bool:
        """Take the handle at a widget position; False where there is none."""
        for axes, handle in self._handles(viewport, size, view).items():
            if QLineF(handle, position).length() <= GRAB_PX:
                self._held = axes
                return True
        return False

    def drag(self, position: QPointF, viewport: Viewport, size: tuple[int, int]) -> None:
        place = viewport.to_canvas(position)
        x, y = self._guide.place
        if "x" in self._held:
            x = place.x() / size[0]
        if "y" in self._held:
            y = place.y() / size[1]
        # The middle of the paper is easy to find again.
        near = 6.0 / viewport.scale
        x = 0.5 if abs(x - 0.5) * size[0] < near else x
        y = 0.5 if abs(y - 0.5) * size[1] < near else y
        self._guide.move(x, y)

    def release(self) -> None:
        self._held = ""

    def paint(self, painter: QPainter, viewport: Viewport, size: tuple[int, int], *, view: QRectF) -> None:
        if not self._guide.kind:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way = viewport.transform()
        lines = [way.map(QLineF(start, end)) for start, end in self._spokes(size)]
        for pen in (QPen(HALO, 3.0), QPen(LINE, 1.4, Qt.PenStyle.DashLine)):
            painter.setPen(pen)
            painter.drawLines(lines)
        for handle in self._handles(viewport, size, view).values():
            painter.setPen(QPen(LINE, 2.0))
            painter.setBrush(FACE)
            painter.drawEllipse(handle, HANDLE_PX, HANDLE_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(LINE)
            painter.drawEllipse(handle, HANDLE_PX / 2.5, HANDLE_PX / 2.5)
        painter.restore()

    def _middle(self, size: tuple[int, int]) -> QPointF:
        return QPointF(self._guide.place[0] * size[0], self._guide.place[1] * size[1])

    def _spokes(self, size: tuple[int, int]) -> list[tuple[QPointF, QPointF]]:
        """Canvas lines. Mirrors run over the whole paper; a radial symmetry has a ray per turn."""
        middle, kind, (width, height) = self._middle(size), self._guide.kind, size
        if kind == "radial":
            found = []
            for turn in range(self._guide.turns):
                angle = 2.0 * math.pi * turn / self._guide.turns - math.pi / 2.0
                found.append((middle, _edge(middle, math.cos(angle), math.sin(angle), size)))
            return found
        upright = [(QPointF(middle.x(), 0), QPointF(middle.x(), height))] if kind in ("vertical", "both") else []
        level = [(QPointF(0, middle.y()), QPointF(width, middle.y()))] if kind in ("horizontal", "both") else []
        return upright + level

    def _handles(self, viewport: Viewport, size: tuple[int, int], view: QRectF) -> dict[str, QPointF]:
        """What each handle moves ("x", "y" or both), and where it is: at a line's end, kept in sight."""
        kind, middle = self._guide.kind, self._middle(size)
        ends: dict[str, QPointF] = {}
        if kind in ("vertical", "both"):
            ends["x"] = QPointF(middle.x(), 0)
        if kind in ("horizontal", "both"):
            ends["y"] = QPointF(0, middle.y())
        if kind == "radial":
            ends["xy"] = QPointF(middle.x(), middle.y() / 2)
        inside = view.adjusted(INSIDE_PX, INSIDE_PX, -INSIDE_PX, -INSIDE_PX)
        result = {}
        for axes, end in ends.items():
            at, to = viewport.to_widget(end), viewport.to_widget(middle)
            result[axes] = _kept_in(inside, at, to)
        return result


def _edge(start: QPointF, x: float, y: float, size: tuple[int, int]) -> QPointF:
    """Where a ray leaves the paper."""
    reach = [math.inf]
    for at, way, far in ((start.x(), x, size[0]), (start.y(), y, size[1])):
        if abs(way) > 1e-9:
            reach.append(((far if way > 0 else 0.0) - at) / way)
    length = min(reach)
    return QPointF(start.x() + x * length, start.y() + y * length)


def _kept_in(view: QRectF, at: QPointF, to: QPointF) -> QPointF:
    """The point of the way from `at` to `to` that is nearest to `at` and in sight; `at` clamped where none is."""
    for step in range(33):
        place = at + (to - at) * (step / 32)
        if view.contains(place):
            return place
    return QPointF(min(max(at.x(), view.left()), view.right()), min(max(at.y(), view.top()), view.bottom()))
