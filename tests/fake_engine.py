"""A scriptable engine for tests of everything above the engines: it delays, fails, echoes, blocks, and remembers its
requests.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from engines.api import RenderRequest, RenderResult
from engines.errors import EngineError


class FakeEngine:
    """Stands in for an Engine.

    Its artwork: inside the ink's bounding box the first palette colour, opaque; the ink itself in the second colour (or
    black); outside, transparent. `fail(request)` true raises EngineError; `crash(request)` true raises RuntimeError (a
    bug in an engine). `gate` (a threading.Event), if given, is waited for before each picture, so that a test can hold
    a render as long as it needs. `requests` holds all that came in, in order; `started` is set when the first render
    begins; `closed` tells that close() came.
    """

    def __init__(
        self,
        delay_s: float = 0.0,
        fail: Callable[[RenderRequest], bool] | None = None,
        *,
        crash: Callable[[RenderRequest], bool] | None = None,
        gate: threading.Event | None = None,
        device: str = "fake",
        notice: str = "",
    ) -> None:
        self.delay_s = delay_s
        self.fail = fail
        self.crash = crash
        self.gate = gate
        self.notice = notice
        self.requests: list[RenderRequest] = []
        self.results: list[RenderResult] = []
        self.threads: set[int] = set()
        self.started = threading.Event()
        self.closed = False
        self._device = device
        self._busy = threading.Lock()

    @property
    def device(self) -> str:
        return self._device

    def render(self, request: RenderRequest) -> RenderResult:
        if not self._busy.acquire(blocking=False):
            raise AssertionError("two renders at once: an engine serves one thread at a time")
        try:
            start = time.perf_counter()
            self.requests.append(request)
            self.threads.add(threading.get_ident())
            self.started.set()
            if self.closed:
                raise EngineError("The engine is closed.")
            if self.gate is not None and not self.gate.wait(timeout=30):
                raise AssertionError("the test never opened the gate")
            if self.delay_s:
                time.sleep(self.delay_s)
            if self.crash is not None and self.crash(request):
                raise RuntimeError("the fake engine was told to crash")
            if self.fail is not None and self.fail(request):
                raise EngineError("The fake engine was told to fail.")
            elapsed_ms = (time.perf_counter() - start) * 1000
            result = RenderResult(
                request.request_id, request.key, echo(request), elapsed_ms, device=self._device, notice=self.notice
            )
            self.results.append(result)
            return result
        finally:
            self._busy.release()

    def close(self) -> None:
        self.closed = True


def echo(request: RenderRequest) -> np.ndarray:
    """The fake's artwork, uint8 [H, W, 4] straight RGBA: a function of the request alone, so tests can foretell it."""
    image = np.zeros(request.ink.shape, np.uint8)
    inked = request.ink[:, :, 3] > 127
    if inked.any():
        rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = (*request.palette.colours[0], 255)
        line = request.palette.colours[1] if len(request.palette.colours) > 1 else (0, 0, 0)
        image[inked] = (*line, 255)
    return image
