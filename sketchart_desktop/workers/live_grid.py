"""One drawing in many styles at once, small, following the pen: the cells take turns on the inference thread.

One cell is painted at a time, always from the newest ink: the one that is behind and has waited longest. Knows the
session, the look and the inference thread; knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from engines.api import Engine, RenderRequest, RenderResult
from engines.compositing.mask_keep import keep_drawn
from engines.sizes import fitted_size
from sketchart_desktop.raster.engine_input import EngineInput, engine_input, photo_input
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import Look, PackChain
from sketchart_desktop.workers.dab_palette import DabPalette
from sketchart_desktop.workers.inference_thread import EngineOf, InferenceThread
from sketchart_desktop.workers.pen_pacing import PenPacing
from sketchart_desktop.workers.request_composer import composed_request

LIVE_SIZE_PX = 256
LARGEST_SIZE_PX = 512
SIZE_STEP_PX = 64  # engines prepare themselves for each size: few sizes
REST_MS = 260
LANE = "grid"


@dataclass(frozen=True, eq=False)
class CellJob:
    """Paint one cell. `age`: of the drawing it was asked for."""

    key: str
    pack: object
    device: str
    request: RenderRequest
    age: int

    def run(self, engine_of: EngineOf) -> RenderResult:
        engine: Engine = engine_of(self.pack, self.device)
        return keep_drawn(engine.render(self.request), self.request)


class LiveGrid(QObject):
    """Sleeps until `show_cells` names styles; `show_cells(())` sends it to sleep again."""

    cell_ready = Signal(str, object)  # style key, RenderResult
    cell_failed = Signal(str, object)  # style key, reason in words
    emptied = Signal()  # nothing is drawn

    def __init__(self, session: Session, look: Look, inference: InferenceThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._inference = inference
        self._device = "auto"
        self._keys: tuple[str, ...] = ()
        self._cell_px = LIVE_SIZE_PX
        self._age = 0  # of the drawing: one more with each change
        self._input: tuple[int, tuple[int, int], EngineInput] | None = None
        self._painted: dict[str, tuple[int, int]] = {}  # style key -> age and long side of what its cell shows
        self._turns: dict[str, int] = {}  # style key -> when it was served last
        self._turn = 0
        self._running: CellJob | None = None
        self._dabs = DabPalette()
        self._pacing = PenPacing(self, rest_ms=REST_MS, rested=self._next)
        session.drawing_changed.connect(self._changed)
        session.history_changed.connect(self._stroke_ended)
        session.layers_changed.connect(self._changed)
        look.changed.connect(self._changed)
        inference.job_done.connect(self._done)
        inference.job_failed.connect(self._failed)

    @property
    def following(self) -> bool:
        return bool(self._keys)

    @Slot(object, int)
    def show_cells(self, keys: tuple[str, ...], cell_px: int) -> None:
        """Follow with these styles, in cells of about so many pixels; with none: let go of the engines."""
        was, self._keys = self._keys, tuple(keys)
        self._cell_px = cell_px
        if self._keys:
            self._painted = {key: there for key, there in self._painted.items() if key in self._keys}
            self._pacing.hurry()
        elif was:
            self._painted.clear()
            self._running = None
            self._inference.close_side_engines()

    def set_device(self, device: str) -> None:
        if device != self._device:
            self._device = device
            self._changed()

    @Slot()
    def _changed(self) -> None:
        self._age += 1
        if self._keys:
            self._pacing.moved()
            self._pacing.hurry()

    @Slot()
    def _stroke_ended(self) -> None:
        if self._keys and self._dabs.dabs is not None:
            self._changed()  # the dabs lead again
        elif self._keys:
            self._pacing.hurry()

    @Slot(object, object)
    def _done(self, job: object, result: object) -> None:
        if job is self._running and isinstance(job, CellJob):
            self._running = None
            self.cell_ready.emit(job.key, result)
            self._next()

    @Slot(object, object)
    def _failed(self, job: object, reason: str) -> None:
        if job is self._running and isinstance(job, CellJob):
            self._running = None
            self.cell_failed.emit(job.key, reason)
            self._next()

    @Slot()
    def _next(self) -> None:
        if self._running is not None or not self._keys:
            return
        wanted = self._age, self._long_side()
        behind = [k for k in self._keys if self._painted.get(k, (-1, 0)) < wanted and self._look.find(k) is not None]
        if not behind:
            return
        size = fitted_size(self._session.size, wanted[1])
        given = self._given(size)
        if not given.ink[:, :, 3].any() and not given.colour[:, :, 3].any():
            entry = self._look.find(behind[0])
            if entry is None or photo_input(self._session.painting, size, entry.pack) is None:
                self._painted.update(dict.fromkeys(behind, wanted))
                self.emptied.emit()
                return
        key = min(behind, key=lambda k: self._turns.get(k, 0))
        self._turn += 1
        self._turns[key] = self._turn
        self._painted[key] = wanted
        entry = self._look.find(key)
        assert entry is not None
        # As a click would have it: alone, or on the chosen style's artwork.
        on_artwork, chosen = self._look.paints_on(entry), self._look.chosen
        pack = PackChain(chosen.pack, entry.pack) if on_artwork and chosen is not None else entry.pack
        request = composed_request(
            self._turn,
            self._session,
            look=self._look,
            dabs=self._dabs,
            given=given,
            entry=None if on_artwork else entry,
            then=entry if on_artwork else None,
            key=f"{entry.key} {self._age} {size}",  # not asked twice: no need to compute one
        )
        self._running = CellJob(key, pack, self._device, request, self._age)
        self._inference.send(self._running, LANE)

    def _given(self, size: tuple[int, int]) -> EngineInput:
        """The layers, composed once for all cells."""
        if self._input is None or self._input[:2] != (self._age, size):
            self._input = self._age, size, engine_input(self._session.painting, size)
        return self._input[2]

    def _long_side(self) -> int:
        """Small while the pen moves; when it rests, as large as the cells."""
        if not self._pacing.rests:
            return LIVE_SIZE_PX
        steps = -(-self._cell_px // SIZE_STEP_PX)
        return min(max(steps * SIZE_STEP_PX, LIVE_SIZE_PX), LARGEST_SIZE_PX)
