"""The thread that opens engines and renders. Knows no widget: orders come in, results go out by signal."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal

from engines.api import Engine, RenderRequest
from engines.compositing.mask_keep import keep_drawn
from engines.errors import EngineError
from sketchart_desktop.scheduling.interpreter_gate import Precedence
from sketchart_desktop.scheduling.thread_priority import PAINTING, step_back
from sketchart_desktop.workers.engine_cache import EngineShelf, pack_name
from sketchart_desktop.workers.latest_wins import LatestWins

LOG = logging.getLogger(__name__)
STOP_WAIT_MS = 1800


@dataclass(frozen=True)
class EngineOrder:
    """Open this pack on this device. `pack` is whatever the engine factory understands."""

    pack: Any
    device: str


@dataclass(frozen=True)
class _CloseSide:
    """Let go of the engines beside the artwork's."""


EngineFactory = Callable[[Any, str], Engine]
EngineOf = Callable[[Any, str], Engine]  # pack, device; raises EngineError
LANES = ("engine", "request", "side", "grid", "look")


class Errand(Protocol):
    """Something else to compute than the artwork, such as a cell of the grid."""

    def run(self, engine_of: EngineOf) -> object:
        """In the inference thread. What it raises is told as the reason in words."""
        ...


class InferenceThread(QThread):
    """Latest-wins rendering beside the window, giving way to `precedence`, if any, while the artwork is rendered.

    `engine_factory(pack, device)` is called in this thread, so heavy imports never stop the hand. Connect the signals
    to `@Slot` methods of QObjects only: anything else would run in this thread.
    """

    finished_render = Signal(object)  # RenderResult
    failed = Signal(int, object)  # request id, reason in words
    engine_ready = Signal(str)  # device label
    engine_failed = Signal(object)  # reason in words
    errand_done = Signal(object, object)  # the errand, what it brought
    errand_failed = Signal(object, object)  # the errand, reason in words

    def __init__(
        self, engine_factory: EngineFactory, parent: QObject | None = None, *, precedence: Precedence | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inference")
        self._engine_factory = engine_factory
        self._precedence = precedence or Precedence()
        self._orders: LatestWins[EngineOrder | RenderRequest | Errand | _CloseSide] = LatestWins(LANES)
        self._engine: Engine | None = None
        self._opened: EngineOrder | None = None
        self._shelf = EngineShelf(engine_factory)
        self._stopping = False
        self._kept: InferenceThread | None = None

    def submit(self, request: RenderRequest) -> None:
        """Render this next; a request still waiting is forgotten."""
        self._orders.put(request)

    def use(self, pack: Any, device: str) -> None:
        """Open this pack on this device, before any further request. What waited for the old engine is forgotten."""
        self._orders.drop("request")
        self._orders.put(EngineOrder(pack, device), "engine")

    def send(self, errand: Errand, lane: str) -> None:
        """Run this when no artwork waits; an errand still waiting in its lane ("grid", "look") is forgotten."""
        if lane == "grid":
            self._orders.drop("side")
        self._orders.put(errand, lane)

    def close_side_engines(self) -> None:
        """Errands need no engines any more: close all but the artwork's."""
        self._orders.drop("grid")
        self._orders.put(_CloseSide(), "side")

    def stop(self) -> bool:
        """End the thread: True when it has ended within two seconds.

        A render cannot be interrupted. When it outlasts the wait, the thread goes on mute and keeps itself alive until
        the render returns; the caller may go on, or leave the process.
        """
        self._stopping = True
        self._orders.close()
        if not self.isRunning() or self.wait(STOP_WAIT_MS):
            return True
        LOG.warning("the engine is still busy: leaving it behind")
        self._kept = self
        self.setParent(None)
        return False

    def run(self) -> None:
        # Before the engine starts threads of its own: they take after this one.
        step_back(PAINTING)
        while (taken := self._orders.take()) is not None:
            order = taken[1]
            if isinstance(order, EngineOrder):
                self._open(order)
            elif isinstance(order, RenderRequest):
                self._render(order)
            elif isinstance(order, _CloseSide):
                self._shelf.clear()
            else:
                self._run(order)
        self._close_engine()
        self._shelf.clear()
        self._kept = None

    def _open(self, order: EngineOrder) -> None:
        self._close_engine()
        if order == self._opened:
            self._shelf.clear()  # the same once more: engines are opened in another way now
        self._opened = order
        try:
            ready = self._shelf.take(order.pack, order.device)
            self._engine = ready if ready is not None else self._engine_factory(order.pack, order.device)
            device = self._engine.device
        except Exception as error:  # the thread's border: nothing may end the loop
            LOG.exception("the engine did not open")
            self._engine = None
            self._tell(self.engine_failed, str(error) or type(error).__name__)
        else:
            self._tell(self.engine_ready, device)

    def _render(self, request: RenderRequest) -> None:
        if self._engine is None:
            self._tell(self.failed, request.request_id, self.tr("No style is ready to paint with."))
            return
        began = time.perf_counter()
        try:
            with self._precedence.giving_way() as waited_ms:
                result = keep_drawn(self._engine.render(request), request)
            # By this the size of the next artworks is chosen: the hand's time is not the engine's.
            result = replace(result, elapsed_ms=max(0.0, result.elapsed_ms - waited_ms()))
        except Exception as error:  # the thread's border: nothing may end the loop
            LOG.exception("render %d failed after %.0f ms", request.request_id, (time.perf_counter() - began) * 1e3)
            self._tell(self.failed, request.request_id, str(error) or type(error).__name__)
        else:
            self._tell(self.finished_render, result)

    def _run(self, errand: Errand) -> None:
        try:
            brought = errand.run(self._engine_of)
        except Exception as error:  # the thread's border: nothing may end the loop
            LOG.warning("an errand failed: %s", error, exc_info=not isinstance(error, EngineError))
            self._tell(self.errand_failed, errand, str(error) or type(error).__name__)
        else:
            self._tell(self.errand_done, errand, brought)

    def _engine_of(self, pack: Any, device: str) -> Engine:
        """The artwork's own engine where it is of this pack, else one from the shelf."""
        own, opened = self._engine, self._opened
        if own is None or opened is None or opened.device != device or pack_name(opened.pack) != pack_name(pack):
            return self._shelf.engine(pack, device)
        return own

    def _close_engine(self) -> None:
        engine, self._engine = self._engine, None
        if engine is None:
            return
        try:
            engine.close()
        except Exception:  # the thread's border: a bad farewell must not stop the next engine
            LOG.exception("the engine did not close")

    def _tell(self, signal: Any, *values: object) -> None:
        # After `stop` the receivers may be gone.
        if not self._stopping:
            signal.emit(*values)
