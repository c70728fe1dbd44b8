"""Who goes first at Python's interpreter: the hand. Knows neither what the hand does nor what others compute.

numpy and OpenCV let go of the interpreter in every call on more than a few hundred numbers. Two threads that compute at
the same time pass it to and fro at each of them: an event of the pen took 60 such exchanges, and 5 ms instead of 2.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

LONGEST_WAIT_S = 0.1  # at each call; only so that no mistake could ever stop both for good


class InterpreterGate:
    """`with gate:` in the one thread that goes first; `with gate.giving_way():` in others."""

    def __init__(self) -> None:
        self._depth = 0
        # One closed gate for each that waits. A lock of all would be handed on to the first of them, and while that one
        # waits for a core (it is of low priority) the hand would wait for it.
        self._gates: list[threading.Lock] = []

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0 and self._gates:
            gates, self._gates = self._gates, []
            for gate in gates:
                gate.release()

    @contextmanager
    def giving_way(self) -> Iterator[Callable[[], float]]:
        """The calling thread, and those that it starts meanwhile, wait at their next call while the first is at work.
        Gives a function that tells how many milliseconds the calling one has waited so far.

        By Python's hook for profilers, so that what is computed knows nothing of it. Hold no lock here that the first
        thread may want, and import nothing.
        """
        own, waited_ms = threading.get_ident(), 0.0

        def look(_frame: FrameType, _event: str, _value: Any) -> None:
            nonlocal waited_ms
            if self._depth:
                began = time.perf_counter()
                self._wait()
                if threading.get_ident() == own:
                    waited_ms += (time.perf_counter() - began) * 1e3

        sys.setprofile(look)
        threading.setprofile(look)
        try:
            yield lambda: waited_ms
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _wait(self) -> None:
        gates, gate = self._gates, threading.Lock()
        gate.acquire()
        gates.append(gate)
        if self._depth and gates is self._gates:  # else they were opened just before
            gate.acquire(timeout=LONGEST_WAIT_S)
