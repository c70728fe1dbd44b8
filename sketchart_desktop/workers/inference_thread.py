"""The thread that opens engines and renders. Knows no widget: jobs come in, results go out by signal."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal, SignalInstance

from engines.api import Engine, RenderRequest
from engines.compositing.mask_keep import keep_drawn
from engines.errors import EngineError
from sketchart_desktop.scheduling.interpreter_gate import InterpreterGate
from sketchart_desktop.scheduling.thread_priority import PAINTING, step_back
from sketchart_desktop.workers.engine_cache import EngineCache, OpenEngine, pack_name
from sketchart_desktop.workers.latest_wins import LatestWins

LOG = logging.getLogger(__name__)
STOP_WAIT_MS = 1800


@dataclass(frozen=True)
class EngineChoice:
    """Open this pack on this device. `pack` is whatever the engine factory understands."""

    pack: object
    device: str


@dataclass(frozen=True)
class _CloseSideEngines:
    """Let go of the engines beside the artwork's."""


EngineOf = Callable[[object, str], Engine]  # pack, device; raises EngineError
LANES = ("engine", "request", "side", "grid", "heatmap", "looks")


class EngineJob(Protocol):
    """Something else to compute than the artwork, such as a cell of the grid."""

    def run(self, engine_of: EngineOf) -> object:
        """In the inference thread. What it raises is told as the reason in words."""
        ...


class InferenceThread(QThread):
    """Latest-wins rendering beside the window, giving way to `interpreter_gate`, if any, while the artwork is rendered.

    `engine_factory(pack, device)` is called in this thread, so heavy imports never stop the hand. Connect the signals
    to `@Slot` methods of QObjects only: anything else would run in this thread.
    """

    finished_render = Signal(object)  # RenderResult
    failed = Signal(int, object)  # request id, reason in words
    engine_ready = Signal(str)  # device label
    engine_failed = Signal(object)  # reason in words
    job_done = Signal(object, object)  # the job, what it brought
    job_failed = Signal(object, object)  # the job, reason in words

    def __init__(
        self,
        engine_factory: OpenEngine,
        parent: QObject | None = None,
        *,
        interpreter_gate: InterpreterGate | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inference")
        self._engine_factory = engine_factory
        self._interpreter_gate = interpreter_gate or InterpreterGate()
        self._jobs: LatestWins[EngineChoice | RenderRequest | EngineJob | _CloseSideEngines] = LatestWins(LANES)
        self._engine: Engine | None = None
        self._opened: EngineChoice | None = None
        self._cache = EngineCache(engine_factory)
        self._stopping = False
        self._kept: InferenceThread | None = None

    def submit(self, request: RenderRequest) -> None:
        """Render this next; a request still waiting is forgotten."""
        self._jobs.put(request)

    def use(self, pack: object, device: str) -> None:
        """Open this pack on this device, before any further request. What waited for the old engine is forgotten."""
        self._jobs.drop("request")
        self._jobs.put(EngineChoice(pack, device), "engine")

    def send(self, job: EngineJob, lane: str) -> None:
        """Run this when no artwork waits; a job still waiting in its lane ("grid", "heatmap", "looks") is forgotten."""
        if lane == "grid":
            self._jobs.drop("side")
        self._jobs.put(job, lane)

    def close_side_engines(self) -> None:
        """Jobs need no engines any more: close all but the artwork's."""
        self._jobs.drop("grid")
        self._jobs.put(_CloseSideEngines(), "side")

    def stop(self) -> bool:
        """End the thread: True when it has ended within two seconds.

        A render cannot be interrupted. When it outlasts the wait, the thread goes on mute and keeps itself alive until
        the render returns; the caller may go on, or leave the process.
        """
        self._stopping = True
        self._jobs.close()
        if not self.isRunning() or self.wait(STOP_WAIT_MS):
            return True
        LOG.warning("the engine is still busy: leaving it behind")
        self._kept = self
        self.setParent(None)
        return False

    def run(self) -> None:
        # Before the engine starts threads of its own: they take after this one.
        step_back(PAINTING)
        while (taken := self._jobs.take()) is not None:
            job = taken[1]
            if isinstance(job, EngineChoice):
                self._open(job)
            elif isinstance(job, RenderRequest):
                self._render(job)
            elif isinstance(job, _CloseSideEngines):
                self._cache.clear()
            else:
                self._run(job)
        self._close_engine()
        self._cache.clear()
        self._kept = None

    def _open(self, job: EngineChoice) -> None:
        self._close_engine()
        if job == self._opened:
            self._cache.clear()  # the same once more: engines are opened in another way now
        self._opened = job
        try:
            ready = self._cache.take(job.pack, job.device)
            self._engine = ready if ready is not None else self._engine_factory(job.pack, job.device)
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
            with self._interpreter_gate.giving_way() as waited_ms:
                result = keep_drawn(self._engine.render(request), request)
            # By this the size of the next artworks is chosen: the hand's time is not the engine's.
            result = replace(result, elapsed_ms=max(0.0, result.elapsed_ms - waited_ms()))
        except Exception as error:  # the thread's border: nothing may end the loop
            LOG.exception("render %d failed after %.0f ms", request.request_id, (time.perf_counter() - began) * 1e3)
            self._tell(self.failed, request.request_id, str(error) or type(error).__name__)
        else:
            self._tell(self.finished_render, result)

    def _run(self, job: EngineJob) -> None:
        try:
            brought = job.run(self._engine_of)
        except Exception as error:  # the thread's border: nothing may end the loop
            LOG.warning("a job failed: %s", error, exc_info=not isinstance(error, EngineError))
            self._tell(self.job_failed, job, str(error) or type(error).__name__)
        else:
            self._tell(self.job_done, job, brought)

    def _engine_of(self, pack: object, device: str) -> Engine:
        """The artwork's own engine where it is of this pack, else one from the cache."""
        own, opened = self._engine, self._opened
        if own is None or opened is None or opened.device != device or pack_name(opened.pack) != pack_name(pack):
            return self._cache.engine(pack, device)
        return own

    def _close_engine(self) -> None:
        engine, self._engine = self._engine, None
        if engine is None:
            return
        try:
            engine.close()
        except Exception:  # the thread's border: a bad farewell must not stop the next engine
            LOG.exception("the engine did not close")

    def _tell(self, signal: SignalInstance, *values: object) -> None:
        # After `stop` the receivers may be gone.
        if not self._stopping:
            signal.emit(*values)
