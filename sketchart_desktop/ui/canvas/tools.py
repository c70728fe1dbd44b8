"""What the hand does on the paper. A tool turns pen samples into strokes of the session, or into a picked colour.

A new tool is one class here, one row in TOOL_CLASSES and one row in the table of actions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor

from sketchart_desktop.state.session import Session
from sketchart_desktop.state.toolbox import ToolBox


@dataclass(frozen=True)
class Sample:
    """Where the pen is: canvas pixels (sub-pixel), pressure 0..1, seconds since it touched."""

    x: float
    y: float
    pressure: float
    time_s: float

    def point(self) -> tuple[float, float, float, float]:
        return (self.x, self.y, self.pressure, self.time_s)


class Tool(Protocol):
    """One press, drags, one release; or `cancel` instead of the release."""

    def press(self, sample: Sample) -> None: ...

    def drag(self, sample: Sample) -> None: ...

    def release(self, sample: Sample) -> None: ...

    def cancel(self) -> None: ...


class StrokeTool:
    """Ink, colour and eraser: one stroke from press to release."""

    def __init__(self, session: Session, toolbox: ToolBox) -> None:
        self._session = session
        self._toolbox = toolbox

    def press(self, sample: Sample) -> None:
        box = self._toolbox
        self._session.begin_stroke(box.layer, box.brush, colour=box.colour, point=sample.point())
        if box.tool != "eraser":
            box.note_used()

    def drag(self, sample: Sample) -> None:
        self._session.extend_stroke([sample.point()])

    def release(self, sample: Sample) -> None:
        self._session.finish_stroke()

    def cancel(self) -> None:
        self._session.cancel_stroke()


class PickTool:
    """Takes the colour under the tip, as it is seen: on bare paper, the paper's."""

    def __init__(self, session: Session, toolbox: ToolBox) -> None:
        self._session = session
        self._toolbox = toolbox

    def press(self, sample: Sample) -> None:
        self._pick(sample)

    def drag(self, sample: Sample) -> None:
        self._pick(sample)

    def release(self, sample: Sample) -> None:
        pass

    def cancel(self) -> None:
        pass

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


TOOL_CLASSES: dict[str, type[StrokeTool] | type[PickTool]] = {
    "ink": StrokeTool,
    "colour": StrokeTool,
    "eraser": StrokeTool,
    "pick": PickTool,
}
