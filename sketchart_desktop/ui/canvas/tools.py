"""What the hand does on the paper. A tool turns pen samples into strokes of the session, or into a picked colour.

A new tool is one class here, one row in TOOL_CLASSES and one row in the table of actions.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor

from sketchart_desktop.document.shapes import outline
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.brushes import DRAWING_TOOLS
from sketchart_desktop.tools.toolbox import SHAPE_TOOLS, ToolBox
from sketchart_desktop.ui.canvas.place_tool import PlaceTool
from sketchart_desktop.ui.canvas.stroke_tool import StrokeTool
from sketchart_desktop.ui.canvas.tool import Sample, Tool

LEAST_SHAPE_PX = 1.0


class ShapeTool(Tool):
    """Line, rectangle, ellipse: drawn anew while the hand drags, a plain stroke in the end. A mere press draws none."""

    def __init__(self, session: Session, toolbox: ToolBox) -> None:
        super().__init__(session, toolbox)
        self._start: Sample | None = None
        self._shape = ""

    def press(self, sample: Sample) -> None:
        self._start = sample
        self._shape = self._toolbox.tool

    def drag(self, sample: Sample) -> None:
        start = self._start
        if start is None or math.hypot(sample.x - start.x, sample.y - start.y) < LEAST_SHAPE_PX:
            return
        places = outline(self._shape, (start.x, start.y), (sample.x, sample.y), constrained=sample.constrain)
        # A shape has no pressure of its own, and its time goes by evenly.
        points = [(x, y, 1.0, sample.time_s * i / len(places)) for i, (x, y) in enumerate(places)]
        self._session.cancel_stroke()
        self._begin(points[0], steady=False)
        self._session.extend_stroke(points[1:])

    def release(self, sample: Sample) -> None:
        self.drag(sample)
        if self._session.is_drawing:
            self._session.finish_stroke()
            self._toolbox.note_used()
        self._start = None

    def cancel(self) -> None:
        self._start = None
        self._session.cancel_stroke()


class FillTool(Tool):
    """A press pours colour into the area of the lines around it, on the colour layer."""

    def press(self, sample: Sample) -> None:
        x, y = math.floor(sample.x), math.floor(sample.y)
        width, height = self._session.size
        if not (0 <= x < width and 0 <= y < height):
            return
        box = self._toolbox
        if self._session.fill(box.layer, x, y, colour=box.colour, gap_px=box.fill_gap_px):
            box.note_used()


class PickTool(Tool):
    """Takes the colour under the tip, as it is seen: on bare paper, the paper's."""

    def press(self, sample: Sample) -> None:
        self._pick(sample)

    def drag(self, sample: Sample) -> None:
        self._pick(sample)

    def _pick(self, sample: Sample) -> None:
        colour = colour_at(self._session, QPointF(sample.x, sample.y))
        if colour is not None:
            self._toolbox.set_colour(colour)


def colour_at(session: Session, point: QPointF) -> tuple[int, int, int] | None:
    """The drawing's colour at a canvas point; None outside the paper."""
    x, y = int(point.x() // 1), int(point.y() // 1)
    width, height = session.size
    if not (0 <= x < width and 0 <= y < height):
        return None
    colour: QColor = session.painting.composite(QRect(x, y, 1, 1)).pixelColor(0, 0)
    return (colour.red(), colour.green(), colour.blue())


TOOL_CLASSES: dict[str, type[Tool]] = {
    **dict.fromkeys(DRAWING_TOOLS, StrokeTool),
    **dict.fromkeys(SHAPE_TOOLS, ShapeTool),
    "fill": FillTool,
    "pick": PickTool,
    "place": PlaceTool,
}
