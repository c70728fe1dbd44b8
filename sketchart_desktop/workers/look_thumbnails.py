"""Small pictures of one's own drawing in every look, painted one after the other while nothing else is to be painted.

Knows the live preview and the inference thread; knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from engines.api import RenderRequest, RenderResult
from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from sketchart_desktop.workers.inference_thread import EngineOf, InferenceThread
from sketchart_desktop.workers.live_preview import LivePreview
from sketchart_desktop.workers.pen_pacing import PenPacing

SIZE_PX = 192
REST_MS = 900
LANE = "looks"


@dataclass(frozen=True, eq=False)
class ThumbnailJob:
    """Paint the drawing in one look; "" for none."""

    look: str
    pack: object
    device: str
    request: RenderRequest

    def run(self, engine_of: EngineOf) -> RenderResult:
        return engine_of(self.pack, self.device).render(self.request)


class LookThumbnails(QObject):
    """Paints them anew when the drawing has rested."""

    thumbnail_ready = Signal(str, object)  # the look's id, "" for none; uint8 [H, W, 4]

    def __init__(self, preview: LivePreview, inference: InferenceThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._inference = inference
        self._waiting: list[str] = []
        self._running: ThumbnailJob | None = None
        self._asked: RenderRequest | None = None
        self._pacing = PenPacing(self, rest_ms=REST_MS, rested=self._begin)
        preview.artwork_ready.connect(self._artwork_ready)
        preview.artwork_emptied.connect(self._emptied)
        inference.job_done.connect(self._done)
        inference.job_failed.connect(self._failed)

    @Slot(object)
    def _artwork_ready(self, _result: RenderResult) -> None:
        self._pacing.moved()

    @Slot()
    def _emptied(self) -> None:
        self._pacing.stop()
        self._waiting, self._running, self._asked = [], None, None

    @Slot()
    def _begin(self) -> None:
        if self._preview.engine_pack is None or self._running is not None:
            self._pacing.moved()
            return
        request = replace(self._preview.request_of(SIZE_PX), look=None)
        if self._asked is not None and request.asks_the_same(self._asked):
            return  # only the look is another one
        self._asked = request
        self._waiting = ["", *LOOKS]
        self._next()

    def _next(self) -> None:
        if not self._waiting or self._asked is None:
            return
        id = self._waiting.pop(0)
        request = replace(self._asked, look=LookChoice(id) if id else None, key=f"look {id} {self._asked.request_id}")
        self._running = ThumbnailJob(id, self._preview.engine_pack, self._preview.wanted_device, request)
        self._inference.send(self._running, LANE)

    @Slot(object, object)
    def _done(self, job: object, result: object) -> None:
        if job is self._running and isinstance(job, ThumbnailJob) and isinstance(result, RenderResult):
            self._running = None
            self.thumbnail_ready.emit(job.look, result.image)
            self._next()

    @Slot(object, object)
    def _failed(self, job: object, _reason: object) -> None:
        if job is self._running:
            self._running = None
            self._next()
