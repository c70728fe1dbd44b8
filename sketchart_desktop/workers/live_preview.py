"""From drawing to artwork: composes render requests, paces them, and lets only the newest result through.

One render runs at a time. What changes meanwhile is composed when it comes back: every render starts from the newest
ink. Knows the session, the look and the inference thread; knows no widget.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer, Signal, Slot

from engines.api import RenderRequest, RenderResult
from engines.sizes import fitted_size, scaled_size
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import Look
from sketchart_desktop.workers.dab_palette import DabPalette
from sketchart_desktop.workers.inference_thread import InferenceThread
from sketchart_desktop.workers.request_composer import composed_request

WORKING_SIZE_PX = 512
SMALLEST_SIZE_PX = 256
TIERS = (1.0, 0.75, 0.5)  # of the working size; few, because engines prepare themselves for each size
LIVE_BUDGET_MS = 50.0  # a slower engine paints smaller while the pen is down
COMPOSING_MS = 3.0  # the next request, at most but for the first of a size
REST_MS = 220  # the pen has not moved for so long: paint at full size


class LivePreview(QObject):
    """Follows a session.

    States: `idle` (the artwork is of this drawing), `working`, `stale` (waiting for an engine), `failed`, `paused`,
    `empty` (nothing drawn).
    """

    artwork_ready = Signal(object)  # RenderResult
    artwork_emptied = Signal()
    state_changed = Signal(str)
    export_ready = Signal(object)  # RenderResult
    export_failed = Signal(object)

    def __init__(self, session: Session, look: Look, inference: InferenceThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._inference = inference
        self._wanted_device = "auto"
        self._device = ""
        self._working_size_px = WORKING_SIZE_PX
        self._state = "empty"
        self._reason = ""
        self._notice = ""
        self._elapsed_ms = 0.0
        self._ms_per_px = 0.0
        self._sizes_seen: set[tuple[int, int]] = set()
        self._paused = False
        self._engine_open = False
        self._pack: Any = None  # or a chain of packs
        self._next_id = 1
        self._valid_from = 1
        self._running: RenderRequest | None = None
        self._composed: RenderRequest | None = None  # the last one: an equal one takes over its key
        self._settled_key = ""  # of the last request that came back, well or failed
        self._dirty = True
        self._full_owed = False
        self._dabs = DabPalette()
        self._patient = False
        self._export_size_px: tuple[int, int] | None = None
        self._export_id = 0
        self._warm_up_id = 0
        self._soon = self._timer(0, self._compose)
        self._rest = self._timer(REST_MS, self._rested)
        self._results: list[RenderResult] = []  # that wait for the pen's next report
        self._between = self._timer(0, self._take_results)
        session.drawing_changed.connect(self._drawing_changed)
        session.history_changed.connect(self._history_changed)
        session.layers_changed.connect(self._layers_changed)
        look.style_changed.connect(self._style_changed)
        look.changed.connect(self._look_changed)
        inference.engine_ready.connect(self._engine_ready)
        inference.engine_failed.connect(self._engine_failed)
        inference.finished_render.connect(self._arrived)
        inference.failed.connect(self._failed)

    @property
    def state(self) -> str:
        return self._state

    @property
    def reason(self) -> str:
        """Why the state is `failed`, in words; or a notice of the engine."""
        return self._reason or self._notice

    @property
    def device(self) -> str:
        return self._device

    @property
    def elapsed_ms(self) -> float:
        """What the last render took."""
        return self._elapsed_ms

    @property
    def wanted_device(self) -> str:
        """The device asked for."""
        return self._wanted_device

    @property
    def pack(self) -> Any:
        """The chosen style's pack; None where there is no style."""
        return self._look.chosen.pack if self._look.chosen is not None else None

    @property
    def paused(self) -> bool:
        return self._paused

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self._settled_key = ""
            self._changed()

    @Slot(bool)
    def set_patient(self, patient: bool) -> None:
        """True: something else follows the pen; the artwork is painted when it rests."""
        self._patient = patient
        self._changed()

    def set_device(self, device: str) -> None:
        """Open the engine on another device; the newest artwork stays until the new engine has painted."""
        if device != self._wanted_device:
            self._wanted_device = device
            self._open_engine()

    def reopen(self) -> None:
        """Open the engine anew, as after a change of how engines are opened."""
        if self._pack is not None:
            self._open_engine()

    def set_working_size(self, long_side_px: int) -> None:
        self._working_size_px = max(long_side_px, SMALLEST_SIZE_PX)
        self._changed()

    @Slot()
    def leave_drawing(self) -> None:
        """Another drawing comes into hand: what is being painted of this one would come too late."""
        if self._export_size_px is not None:
            self._export_size_px = None
            self.export_failed.emit(self.tr("Another drawing was taken in hand."))
        if self._running is not None and self._running.request_id not in (self._export_id, self._warm_up_id):
            self._running = None
        self._settled_key = ""
        self._dabs.forget()

    def retry(self) -> None:
        """Try again after a failure."""
        self._settled_key = ""
        if not self._engine_open:
            self._open_engine()
        self._changed()

    def request_of(self, long_side_px: int) -> RenderRequest:
        """What an engine would be asked for now, at most so large."""
        return self._request(fitted_size(self._session.size, long_side_px))

    def request_export(self, width: int, height: int) -> None:
        """Paint the drawing as it is now at this size; answered by `export_ready` or `export_failed`."""
        if not self._engine_open:
            self.export_failed.emit(self._reason or self.tr("No style is ready to paint with."))
            return
        self._export_size_px = (width, height)
        self._changed()

    @Slot(QRect)
    def _drawing_changed(self, _dirty: QRect) -> None:
        self._rest.start()
        self._changed()

    @Slot()
    def _history_changed(self) -> None:
        # The end of a stroke changes no pixel, but frees the palette and the full size.
        self._changed()

    @Slot()
    def _layers_changed(self) -> None:
        self._changed()

    @Slot()
    def _look_changed(self) -> None:
        if self._dabs.dabs is None:
            self._look.note_shown_palette(self._look.values.palette)
        self._style_changed()

    @Slot()
    def _style_changed(self) -> None:
        pack = self._look.engine_pack
        if pack != self._pack:
            self._pack = pack
            self._open_engine()
        self._changed()

    @Slot(str)
    def _engine_ready(self, device: str) -> None:
        self._engine_open = True
        self._device = device
        self._reason = ""
        self._ms_per_px = 0.0
        self._sizes_seen.clear()
        self._settled_key = ""
        self._changed()

    @Slot(object)
    def _engine_failed(self, reason: str) -> None:
        self._engine_open = False
        self._device = ""
        self._running = None
        self._set_state("failed", reason)
        self._fail_export(reason)

    @Slot(object)
    def _arrived(self, result: RenderResult) -> None:
        # After the ink that waits to be painted, which has this low a priority: the next request takes longer.
        QCoreApplication.postEvent(self, _Arrival(result), Qt.EventPriority.LowEventPriority.value)

    @Slot()
    def _take_results(self) -> None:
        wait_ms = self._session.pen_interval.wait_ms(COMPOSING_MS)
        if wait_ms:
            self._between.start(wait_ms)
            return
        results, self._results = self._results, []
        for result in results:
            self._finished(result)

    def _finished(self, result: RenderResult) -> None:
        request = self._settle(result.request_id)
        if request is None:
            return
        if result.request_id == self._export_id:
            self._export_id = 0
            self.export_ready.emit(result)
        elif result.request_id == self._warm_up_id:
            self._sizes_seen.add(_size_of(result))
        else:
            self._settled_key = request.key
            self._elapsed_ms = result.elapsed_ms
            self._notice = result.notice
            self._measure(result)
            self.artwork_ready.emit(result)
        self._go_on()
        if self._running is None and self._state == "working":
            self._set_state("idle")  # not for the moment between two renders: the window would show it each time

    @Slot(int, object)
    def _failed(self, request_id: int, reason: str) -> None:
        request = self._settle(request_id)
        if request is None:
            return
        if request_id == self._export_id:
            self._export_id = 0
            self.export_failed.emit(reason)
        elif request_id != self._warm_up_id:
            self._settled_key = request.key
            self._full_owed = False
            self._set_state("failed", reason)
        self._go_on()

    @Slot()
    def _rested(self) -> None:
        if self._full_owed or self._patient:
            self._changed()

    @Slot()
    def _compose(self) -> None:
        if self._running is not None or not self._dirty:
            return
        if self._export_size_px is not None and self._engine_open:
            size, self._export_size_px = self._export_size_px, None
            self._export_id = self._submit(self._request(size))
            return
        if self._patient and self._rest.isActive():
            return
        self._dirty = False
        if self._paused:
            self._set_state("paused")
            return
        size = self._size()
        if not self._engine_open and self._session.is_drawing:
            # Nobody paints it yet: the hand need not wait for what would be asked.
            if self._state not in ("failed", "stale"):
                self._set_state("stale")
            return
        request = self._known(self._request(size))
        if request.is_blank:
            self._settled_key = ""
            self._full_owed = False
            self._set_state("empty")
            self.artwork_emptied.emit()
            if self._engine_open and size not in self._sizes_seen:
                # The first render prepares the engine for this size: better now than under the first stroke.
                self._warm_up_id = self._submit(request)
            return
        if not self._engine_open:
            if self._state != "failed":
                self._set_state("stale")
            return
        self._full_owed = max(size) < self._full_size()
        if request.key == self._settled_key:
            if self._state in ("paused", "working", "stale", "empty"):
                self._set_state("idle")
            return
        self._submit(request)
        if self._state != "working":
            self._set_state("working")

    def _open_engine(self) -> None:
        self._engine_open = False
        self._device = ""
        self._valid_from = self._next_id
        self._running = None
        self._settled_key = ""
        self._fail_export(self.tr("The style was changed."))
        if self._pack is not None:
            self._reason = ""
            self._set_state("stale")
            self._inference.use(self._pack, self._wanted_device)

    def _settle(self, request_id: int) -> RenderRequest | None:
        """The request that came back, or None where it was asked of an engine that is gone."""
        running = self._running
        if running is None or request_id < self._valid_from or request_id != running.request_id:
            return None
        self._running = None
        return running

    def _go_on(self) -> None:
        if self._dirty or self._export_size_px is not None:
            # At once, not by timer: the engine is waiting.
            self._dirty = True
            self._compose()
        elif self._full_owed and not self._rest.isActive():
            self._changed()

    def _request(self, size: tuple[int, int]) -> RenderRequest:
        number, self._next_id = self._next_id, self._next_id + 1
        with self._session.interpreter_gate:  # the next event of the pen waits for this
            given = engine_input(self._session.painting, size)
            request = composed_request(
                number, self._session, look=self._look, dabs=self._dabs, given=given, key=f"live {number}"
            )
        self._look.note_shown_palette(request.palette)
        return request

    def _known(self, request: RenderRequest) -> RenderRequest:
        """The request, with the key of the one before where both ask for the same picture."""
        if self._composed is not None and request.asks_the_same(self._composed):
            request = replace(request, key=self._composed.key)
        self._composed = request
        return request

    def _submit(self, request: RenderRequest) -> int:
        self._running = request
        self._inference.submit(request)
        return request.request_id

    def _full_size(self) -> int:
        width, height = self._session.size
        return min(max(width, height), self._working_size_px)

    def _size(self) -> tuple[int, int]:
        """The working size (width, height): smaller while the pen moves, if the measured time says so."""
        width, height = self._session.size
        long_side = self._full_size()
        scale = long_side / max(width, height)
        moving = self._session.is_drawing and self._rest.isActive()
        expected_ms = self._ms_per_px * width * height * scale**2
        if moving and expected_ms > LIVE_BUDGET_MS:
            tiers = [t for t in TIERS if t * long_side >= SMALLEST_SIZE_PX] or [1.0]
            scale *= next((t for t in tiers if expected_ms * t * t <= LIVE_BUDGET_MS), tiers[-1])
        return scaled_size((width, height), scale)

    def _measure(self, result: RenderResult) -> None:
        size = _size_of(result)
        if size not in self._sizes_seen:
            self._sizes_seen.add(size)  # this one paid for getting ready
            return
        cost = result.elapsed_ms / (size[0] * size[1])
        self._ms_per_px = cost if self._ms_per_px == 0 else 0.7 * self._ms_per_px + 0.3 * cost

    def _fail_export(self, reason: str) -> None:
        if self._export_size_px is not None or self._export_id:
            self._export_size_px, self._export_id = None, 0
            self.export_failed.emit(reason)

    def _changed(self) -> None:
        self._dirty = True
        self._soon.start()

    def _set_state(self, state: str, reason: str = "") -> None:
        self._state, self._reason = state, reason
        self.state_changed.emit(state)

    def _timer(self, interval_ms: int, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    # Qt overrides

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, _Arrival):
            self._results.append(event.result)
            self._take_results()


class _Arrival(QEvent):
    """A render came back."""

    def __init__(self, result: RenderResult) -> None:
        super().__init__(QEvent.Type.User)
        self.result = result


def _size_of(result: RenderResult) -> tuple[int, int]:
    height, width = result.image.shape[:2]
    return width, height
