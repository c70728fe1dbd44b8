"""Brushes and eraser: one stroke from press to release; straight while Shift is held, a shape when held still."""

from __future__ import annotations

import math

import numpy as np

from sketchart_desktop.document.shape_fit import fitted
from sketchart_desktop.document.smoothing import Point
from sketchart_desktop.ui.canvas.tool import Sample, Tool

HOLD_S = 0.6
STILL_PX, STILL_SHARE = 2.0, 0.002  # a held pen trembles this far: canvas pixels, and of the canvas's longer side


class StrokeTool(Tool):
    """Freehand, the hand steadied as the toolbox says."""

    def press(self, sample: Sample) -> None:
        self._way: list[Point] = [sample.point()]  # as the hand went, for what shape it may mean
        self._still = sample  # where the pen has been since
        self._snapped = False
        self._begin(sample.point())
        if self._toolbox.tool != "eraser":
            self._toolbox.note_used()

    def drag(self, sample: Sample) -> None:
        if self._snapped:
            return
        self._way.append(sample.point())
        still = STILL_PX + STILL_SHARE * max(self._session.size)
        if math.hypot(sample.x - self._still.x, sample.y - self._still.y) > still:
            self._still = sample
        if sample.constrain:
            self._straighten(sample)
        else:
            self._session.extend_stroke([sample.point()])

    def rest(self, time_s: float) -> None:
        if self._snapped:
            return
        self._session.rest_stroke(time_s)
        box = self._toolbox
        if box.snaps_shapes and box.tool != "eraser" and time_s - self._still.time_s >= HOLD_S:
            self._snap()
            self._still = Sample(self._still.x, self._still.y, 0.0, time_s)  # ask again only after another hold

    def release(self, sample: Sample) -> None:
        self._session.finish_stroke()

    def cancel(self) -> None:
        self._session.cancel_stroke()

    def _snap(self) -> None:
        """The stroke becomes the shape it resembles, if any: evenly strong, as if drawn in the same time."""
        way = np.array(self._way)
        fit = fitted(way) if self._session.is_drawing else None
        if fit is None:
            return
        pressure = float(np.median(way[:, 2]))
        times = np.linspace(0.0, way[-1, 3], len(fit.places))
        points = [(x, y, pressure, float(t)) for (x, y), t in zip(fit.places, times, strict=True)]
        self._snapped = self._session.reshape_stroke(points)

    def _straighten(self, sample: Sample) -> None:
        """The whole stroke becomes a line to the pen, as strong all along as it is now; then it goes on from there."""
        if not self._session.is_drawing:
            return
        x, y, first, _ = self._way[0]
        pressure = max(sample.pressure, first)
        self._session.cancel_stroke()
        self._begin((x, y, pressure, 0.0), steady=False)
        self._session.extend_stroke([(sample.x, sample.y, pressure, sample.time_s)])
