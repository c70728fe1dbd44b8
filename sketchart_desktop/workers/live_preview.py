"""From drawing to artwork: composes render requests, paces them, and lets only the newest result through.

One render runs at a time. What changes meanwhile is composed when it comes back: every render starts from the newest
ink. Knows the session, the look and the inference thread; knows no widget.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot

from engines.api import RenderRequest, RenderResult
from engines.sizes import fitted_size
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.session.preview_state import PreviewEvent, PreviewState, next_state
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import Look
from sketchart_desktop.workers.adaptive_resolution import AdaptiveResolution
from sketchart_desktop.workers.dab_palette import DabPalette
from sketchart_desktop.workers.inference_thread import InferenceThread
from sketchart_desktop.workers.pen_pacing import PacedResults, PenPacing
from sketchart_desktop.workers.request_composer import composed_request
from sketchart_desktop.workers.request_ledger import RequestLedger

COMPOSING_MS = 3.0  # the next request, at most but for the first of a size
FADING_MS = 120  # between two pictures of a change of colours
REST_MS = 220  # the pen has not moved for so long: paint at full size


class LivePreview(QObject):
    """Follows a session. Its states stand in `session.preview_state`."""

    artwork_ready = Signal(object)  # RenderResult
    artwork_emptied = Signal()
    state_changed = Signal(object)  # PreviewState
    export_ready = Signal(object)  # RenderResult
    export_failed = Signal(object)

    def __init__(self, session: Session, look: Look, inference: InferenceThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._inference = inference
        self._wanted_device = "auto"
        self._device = ""
        self._engine_open = False
        self._pack: object = None  # or a chain of packs
        self._state = PreviewState.EMPTY
        self._reason = ""
        self._notice = ""
        self._elapsed_ms = 0.0
        self._paused = False
        self._patient = False
        self._dirty = True
        self._full_owed = False
        self._export_size_px: tuple[int, int] | None = None
        self._export_id = 0
        self._warm_up_id = 0
        self._ledger = RequestLedger()
        self._resolution = AdaptiveResolution()
        self._dabs = DabPalette()
        self._pacing = PenPacing(self, rest_ms=REST_MS, rested=self._rested, soon=self._compose)
        self._fading = QTimer(self, singleShot=True, interval=FADING_MS)
        self._fading.timeout.connect(self._changed)
        self._results = PacedResults(session.pen_interval, needed_ms=COMPOSING_MS, parent=self)
        self._results.handed_on.connect(self._finished)
        session.drawing_changed.connect(self._drawing_changed)
        session.history_changed.connect(self._history_changed)
        session.layers_changed.connect(self._layers_changed)
        look.style_changed.connect(self._style_changed)
        look.changed.connect(self._look_changed)
        inference.engine_ready.connect(self._engine_ready)
        inference.engine_failed.connect(self._engine_failed)
        inference.finished_render.connect(self._results.put)
        inference.failed.connect(self._failed)

    @property
    def state(self) -> PreviewState:
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
    def pack(self) -> object:
        """The chosen style's pack; None where there is no style."""
        return self._look.chosen.pack if self._look.chosen is not None else None

    @property
    def engine_pack(self) -> object:
        """What the artwork's engine was opened with: a pack or a chain of packs; None without one."""
        return self._pack if self._engine_open else None

    @property
    def paused(self) -> bool:
        return self._paused

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            self._ledger.settled_key = ""
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
        self._resolution.set_working_size(long_side_px)
        self._changed()

    @Slot()
    def leave_drawing(self) -> None:
        """Another drawing comes into hand: what is being painted of this one would come too late."""
        if self._export_size_px is not None:
            self._export_size_px = None
            self.export_failed.emit(self.tr("Another drawing was taken in hand."))
        running = self._ledger.running
        if running is not None and running.request_id not in (self._export_id, self._warm_up_id):
            self._ledger.running = None
        self._ledger.settled_key = ""
        self._dabs.forget()

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
        self._pacing.moved()
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
        self._resolution.forget()
        self._ledger.settled_key = ""
        self._changed()

    @Slot(object)
    def _engine_failed(self, reason: str) -> None:
        self._engine_open = False
        self._device = ""
        self._ledger.running = None
        self._step(PreviewEvent.FAILED, reason)
        self._fail_export(reason)

    @Slot(object)
    def _finished(self, result: RenderResult) -> None:
        request = self._ledger.settle(result.request_id)
        if request is None:
            return
        if result.request_id == self._export_id:
            self._export_id = 0
            self.export_ready.emit(result)
        elif result.request_id == self._warm_up_id:
            self._resolution.note_prepared(_size_of(result))
        else:
            self._ledger.settled_key = request.key
            self._elapsed_ms = result.elapsed_ms
            self._notice = result.notice
            self._resolution.measure(_size_of(result), result.elapsed_ms)
            self._look.note_shown_palette(result.palette or request.palette)
            self.artwork_ready.emit(result)
            if not result.settled:
                self._ledger.settled_key = ""  # its colours still change
                self._fading.start()
        self._go_on()
        if self._ledger.running is None:
            # Not for the moment between two renders: the window would show it each time.
            self._step(PreviewEvent.RENDERED)

    @Slot(int, object)
    def _failed(self, request_id: int, reason: str) -> None:
        request = self._ledger.settle(request_id)
        if request is None:
            return
        if request_id == self._export_id:
            self._export_id = 0
            self.export_failed.emit(reason)
        elif request_id != self._warm_up_id:
            self._ledger.settled_key = request.key
            self._full_owed = False
            self._step(PreviewEvent.FAILED, reason)
        self._go_on()

    @Slot()
    def _rested(self) -> None:
        if self._full_owed or self._patient:
            self._changed()

    @Slot()
    def _compose(self) -> None:
        if self._ledger.running is not None or not self._dirty:
            return
        if self._export_size_px is not None and self._engine_open:
            size, self._export_size_px = self._export_size_px, None
            self._export_id = self._submit(self._request(size))
            return
        if self._patient and not self._pacing.rests:
            return
        self._dirty = False
        if self._paused:
            self._step(PreviewEvent.PAUSED)
            return
        moving = self._session.is_drawing and not self._pacing.rests
        size = self._resolution.size(self._session.size, moving=moving)
        if not self._engine_open and self._session.is_drawing:
            # Nobody paints it yet: the hand need not wait for what would be asked.
            self._step(PreviewEvent.ENGINE_MISSED)
            return
        request = self._ledger.known(self._request(size))
        if request.is_blank:
            self._ledger.settled_key = ""
            self._full_owed = False
            self._step(PreviewEvent.EMPTIED)
            self.artwork_emptied.emit()
            if self._engine_open and not self._resolution.is_prepared(size):
                # The first render prepares the engine for this size: better now than under the first stroke.
                self._warm_up_id = self._submit(request)
            return
        if not self._engine_open:
            self._step(PreviewEvent.ENGINE_MISSED)
            return
        self._full_owed = max(size) < self._resolution.full_side(self._session.size)
        if request.key == self._ledger.settled_key:
            self._step(PreviewEvent.UP_TO_DATE)
            return
        self._submit(request)
        self._step(PreviewEvent.SUBMITTED)

    def _open_engine(self) -> None:
        self._engine_open = False
        self._device = ""
        self._ledger.forget_running()
        self._fail_export(self.tr("The style was changed."))
        if self._pack is not None:
            self._reason = ""
            self._step(PreviewEvent.OPENING)
            self._inference.use(self._pack, self._wanted_device)

    def _go_on(self) -> None:
        if self._dirty or self._export_size_px is not None:
            # At once, not by timer: the engine is waiting.
            self._dirty = True
            self._compose()
        elif self._full_owed and self._pacing.rests:
            self._changed()

    def _request(self, size: tuple[int, int]) -> RenderRequest:
        number = self._ledger.new_id()
        with self._session.interpreter_gate:  # the next event of the pen waits for this
            given = engine_input(self._session.painting, size)
            request = composed_request(
                number, self._session, look=self._look, dabs=self._dabs, given=given, key=f"live {number}"
            )
        if request.by_name is None:
            self._look.note_shown_palette(request.palette)  # else the engine chooses one, and tells
        return request

    def _submit(self, request: RenderRequest) -> int:
        self._ledger.running = request
        self._inference.submit(request)
        return request.request_id

    def _fail_export(self, reason: str) -> None:
        if self._export_size_px is not None or self._export_id:
            self._export_size_px, self._export_id = None, 0
            self.export_failed.emit(reason)

    @Slot()
    def _changed(self) -> None:
        self._dirty = True
        self._pacing.hurry()

    def _step(self, event: PreviewEvent, reason: str = "") -> None:
        following = next_state(self._state, event)
        if following is not None:
            self._state, self._reason = following, reason
            self.state_changed.emit(following)


def _size_of(result: RenderResult) -> tuple[int, int]:
    height, width = result.image.shape[:2]
    return width, height
