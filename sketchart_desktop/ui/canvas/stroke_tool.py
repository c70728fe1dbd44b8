"""Brushes and eraser: one stroke from press to release; straight while Shift is held."""

from __future__ import annotations

from sketchart_desktop.ui.canvas.tool import Sample, Tool


class StrokeTool(Tool):
    """Freehand, the hand steadied as the toolbox says."""

    def press(self, sample: Sample) -> None:
        self._first = sample
        self._begin(sample.point())
        if self._toolbox.tool != "eraser":
            self._toolbox.note_used()

    def drag(self, sample: Sample) -> None:
        if sample.constrain:
            self._straighten(sample)
        else:
            self._session.extend_stroke([sample.point()])

    def rest(self, time_s: float) -> None:
        self._session.rest_stroke(time_s)

    def release(self, sample: Sample) -> None:
        self._session.finish_stroke()

    def cancel(self) -> None:
        self._session.cancel_stroke()

    def _straighten(self, sample: Sample) -> None:
        """The whole stroke becomes a line to the pen, as strong all along as it is now; then it goes on from there."""
        if not self._session.is_drawing:
            return
        pressure = max(sample.pressure, self._first.pressure)
        self._session.cancel_stroke()
        self._begin((self._first.x, self._first.y, pressure, 0.0), steady=False)
        self._session.extend_stroke([(sample.x, sample.y, pressure, sample.time_s)])
