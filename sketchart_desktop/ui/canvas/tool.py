"""What every tool of the canvas is: one press, drags, one release; and the pen samples it gets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from sketchart_desktop.document.smoothing import UNSTEADIED
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.viewport import Viewport


@dataclass(frozen=True)
class Sample:
    """Where the pen is: canvas pixels (sub-pixel), pressure 0..1, seconds since it touched.

    `constrain`: Shift is held, shapes are to be regular. `pixel`: canvas pixels per pixel of the view.
    """

    x: float
    y: float
    pressure: float
    time_s: float
    constrain: bool = False
    pixel: float = 1.0

    def point(self) -> tuple[float, float, float, float]:
        return (self.x, self.y, self.pressure, self.time_s)


class Tool:
    """One press, drags, one release; or `cancel` instead of the release. Does nothing by itself.

    `overlays`: it paints something of its own over the drawing while it is in hand.
    """

    overlays = False

    def __init__(self, session: Session, toolbox: ToolBox) -> None:
        self._session = session
        self._toolbox = toolbox

    def press(self, sample: Sample) -> None:
        pass

    def drag(self, sample: Sample) -> None:
        pass

    def rest(self, time_s: float) -> None:
        """The pen is down and has not moved for a moment; told again and again."""

    def release(self, sample: Sample) -> None:
        pass

    def cancel(self) -> None:
        pass

    def key(self, key: int, *, constrain: bool) -> bool:
        """A key was pressed while the tool is in hand; True where that was meant for it."""
        return False

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Over the drawing, in the view's pixels; never part of the picture."""

    def _begin(self, point: tuple[float, float, float, float], *, steady: bool = True) -> None:
        """Start a stroke with what the toolbox has in hand."""
        box = self._toolbox
        self._session.begin_stroke(
            box.layer,
            box.brush,
            colour=box.colour,
            point=point,
            steadiness=box.steadiness if steady else UNSTEADIED,
            symmetry=box.symmetry.on_paper(self._session.size),
        )
