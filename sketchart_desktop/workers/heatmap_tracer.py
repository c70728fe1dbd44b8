"""Where the generator looked, while one wants to know: told by the generator itself, or traced once the pen rests.

Knows the live preview and the inference thread; knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from engines.api import RenderRequest, RenderResult
from engines.heatmaps import Spot, Tracer
from sketchart_desktop.workers.inference_thread import EngineOf, InferenceThread
from sketchart_desktop.workers.live_preview import LivePreview
from sketchart_desktop.workers.pen_pacing import PenPacing

SIZE_PX = 512
REST_MS = 350
LANE = "heatmap"


@dataclass(frozen=True, eq=False)
class TraceJob:
    """Trace one drawing; `tracer` is used in the inference thread alone."""

    tracer: Tracer
    pack: object
    device: str
    request: RenderRequest
    spot: Spot | None

    def run(self, engine_of: EngineOf) -> object:
        return self.tracer.trace(engine_of(self.pack, self.device), self.request, self.spot)


class HeatmapTracer(QObject):
    """Sleeps until `set_on(True, ...)`."""

    heatmap_ready = Signal(object, object)  # float32 [H, W] in 0..1; the spot it is of, or None for the whole picture
    heatmap_failed = Signal(object)
    heatmap_cleared = Signal()

    def __init__(self, preview: LivePreview, inference: InferenceThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._inference = inference
        self._on = False
        self._spot: Spot | None = None
        self._tracer = Tracer()
        self._newest: RenderResult | None = None
        self._running: TraceJob | None = None
        self._pacing = PenPacing(self, rest_ms=REST_MS, rested=self._trace)
        preview.artwork_ready.connect(self._artwork_ready)
        preview.artwork_emptied.connect(self._emptied)
        inference.job_done.connect(self._done)
        inference.job_failed.connect(self._failed)

    @Slot(bool, object)
    def set_on(self, on: bool, spot: Spot | None) -> None:
        """Look from now on, for what is around `spot` (None: for all)."""
        self._on, self._spot = on, spot
        self._running = None
        if not on:
            self._pacing.stop()
            self._tracer = Tracer()  # its network goes
        elif self._newest is not None and self._newest.heatmap is not None:
            self.heatmap_ready.emit(self._newest.heatmap, None)
        else:
            self._trace()

    @Slot(object)
    def _artwork_ready(self, result: RenderResult) -> None:
        self._newest = result
        if not self._on:
            return
        if result.heatmap is not None:
            self.heatmap_ready.emit(result.heatmap, None)
        else:
            self._pacing.moved()

    @Slot()
    def _emptied(self) -> None:
        self._newest = self._running = None  # what is still being traced is of a drawing that has gone
        self._pacing.stop()
        if self._on:
            self.heatmap_cleared.emit()

    @Slot()
    def _trace(self) -> None:
        pack = self._preview.pack
        if not self._on or pack is None:
            return
        if self._newest is None:
            self.heatmap_failed.emit(self.tr("Draw something first: there is no artwork to look at."))
            return
        request = self._preview.request_of(SIZE_PX)
        self._running = TraceJob(self._tracer, pack, self._preview.wanted_device, request, self._spot)
        self._inference.send(self._running, LANE)

    @Slot(object, object)
    def _done(self, job: object, heatmap: object) -> None:
        if job is self._running and isinstance(job, TraceJob):
            self._running = None
            self.heatmap_ready.emit(heatmap, job.spot)

    @Slot(object, object)
    def _failed(self, job: object, reason: str) -> None:
        if job is self._running and isinstance(job, TraceJob):
            self._running = None
            self.heatmap_failed.emit(reason)
