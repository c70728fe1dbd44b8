"""Moves, scales and turns the picture to trace, by a frame with handles. Each drag is one undoable step."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from sketchart_desktop.document.operations import PlacePicture
from sketchart_desktop.raster.picture_pose import HANDLES, MOVE, Handle, Pose
from sketchart_desktop.raster.placed_picture import placed_picture
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.tool import Sample, Tool
from sketchart_desktop.ui.canvas.viewport import Viewport

HANDLE_PX = 6.0
GRAB_PX = 14.0
STALK_PX = 28.0  # from the frame's top to the handle that turns
GHOST_OPACITY = 0.75
NUDGE_PX, LEAP_PX = 1.0, 10.0
LINE, HALO, FACE = QColor(63, 112, 216), QColor(255, 255, 255, 110), QColor(255, 255, 255)
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlaceTool(Tool):
    """A press beside the picture, Esc or Enter gives the brush back."""

    overlays = True

    def __init__(self, session: Session, toolbox: ToolBox) -> None:
        super().__init__(session, toolbox)
        self._held: Handle | None = None
        self._turning = False
        self._start = Pose(0, 0, 1, 1)
        self._pose = self._start
        self._from = (0.0, 0.0)
        self._ghost = QImage()

    def press(self, sample: Sample) -> None:
        placed = self._placed()
        at = (sample.x, sample.y)
        if placed is None:
            self._leave()
            return
        self._start = self._pose = pose = Pose.of(placed)
        self._from = at
        reach_px = GRAB_PX * sample.pixel
        self._turning = math.dist(at, _turn_handle(pose, sample.pixel)) <= reach_px
        near = min(HANDLES, key=lambda handle: math.dist(at, pose.point(handle)))
        if self._turning:
            self._held = MOVE
        elif math.dist(at, pose.point(near)) <= reach_px:
            self._held = near
        elif pose.holds(at):
            self._held = MOVE
        else:
            self._leave()
            return
        self._ghost = QImage.fromData(placed.png, "PNG")  # type: ignore[call-overload]

    def drag(self, sample: Sample) -> None:
        at, start = (sample.x, sample.y), self._start
        if self._held is None:
            return
        if self._turning:
            self._pose = start.turned_to(at, stops=sample.constrain)
        elif self._held == MOVE:
            self._pose = start.moved(at[0] - self._from[0], at[1] - self._from[1])
        else:
            self._pose = start.scaled(self._held, at, free=sample.constrain)

    def release(self, sample: Sample) -> None:
        self.drag(sample)
        placed = self._placed()
        if self._held is not None and placed is not None:
            self._put(placed, self._pose)
        self.cancel()

    def cancel(self) -> None:
        self._held, self._turning, self._ghost = None, False, QImage()

    def key(self, key: int, *, constrain: bool) -> bool:
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
            return True
        way, placed = ARROWS.get(Qt.Key(key)), self._placed()
        if way is None or placed is None:
            return False
        step = LEAP_PX if constrain else NUDGE_PX
        self._put(placed, Pose.of(placed).moved(way[0] * step, way[1] * step))
        return True

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        placed = self._placed()
        if placed is None:
            return
        pose = self._pose if self._held is not None else Pose.of(placed)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._ghost.isNull() and self._pose != self._start:
            self._paint_ghost(painter, viewport, pose)
        corners = [viewport.to_widget(QPointF(*pose.point(handle))) for handle in HANDLES[:4]]
        top = viewport.to_widget(QPointF(*pose.point((0, -1))))
        knob = viewport.to_widget(QPointF(*_turn_handle(pose, 1.0 / viewport.scale)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(HALO, 3.5), QPen(LINE, 1.5)):
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(corners))
            painter.drawLine(top, knob)
        painter.setPen(QPen(LINE, 1.5))
        painter.setBrush(FACE)
        for handle in HANDLES:
            middle = viewport.to_widget(QPointF(*pose.point(handle)))
            painter.drawRect(QRectF(middle.x() - HANDLE_PX, middle.y() - HANDLE_PX, 2 * HANDLE_PX, 2 * HANDLE_PX))
        painter.setBrush(LINE)
        painter.drawEllipse(knob, HANDLE_PX + 1, HANDLE_PX + 1)
        painter.restore()

    def _paint_ghost(self, painter: QPainter, viewport: Viewport, pose: Pose) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        turn = QTransform().translate(pose.x, pose.y).rotate(pose.turn)
        painter.setTransform(turn * viewport.transform(), True)
        painter.setOpacity(GHOST_OPACITY)
        painter.drawImage(QRectF(-pose.width / 2, -pose.height / 2, pose.width, pose.height), self._ghost)
        painter.restore()

    def _placed(self) -> PlacePicture | None:
        return placed_picture(self._session.drawing.operations)

    def _put(self, placed: PlacePicture, pose: Pose) -> None:
        wanted = pose.place(placed)
        if wanted != placed:
            self._session.do(wanted)

    def _leave(self) -> None:
        self._toolbox.choose(self._toolbox.drawing_tool)


def _turn_handle(pose: Pose, pixel: float) -> tuple[float, float]:
    """Above the frame's top, as far away whatever the zoom. `pixel`: canvas pixels per pixel of the view."""
    lifted = Pose(pose.x, pose.y, pose.width, pose.height + 2 * STALK_PX * pixel, pose.turn)
    return lifted.point((0, -1))
