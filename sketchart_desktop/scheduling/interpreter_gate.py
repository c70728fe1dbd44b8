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

LONGEST_WAIT_S = 0.1  # at each call; only so that no mistake could ever stop both for good


def has_gil() -> bool:
    """Does one thread at a time run Python here? Not in Python's free-threaded builds."""
    told = getattr(sys, "_is_gil_enabled", None)  # since Python 3.13
    return told is None or told()


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
        """The calling thread waits at each of its calls while the first is at work, until this is left. Gives a
        function that tells how many milliseconds it has waited so far.

        By Python's hook for profilers, so that what is computed knows nothing of it (docs/adr/0005). Of this thread
        alone: no other one is hooked, and a profiler that watches this one keeps its hook; then nothing gives way. Hold
        no lock here that the first thread may want, and import nothing.
        """
        waited_ms = 0.0

        def look(_frame: FrameType, _event: str, _value: object) -> None:
            nonlocal waited_ms
            if self._depth:
                began = time.perf_counter()
                self._wait()
                waited_ms += (time.perf_counter() - began) * 1e3

        if not _is_free():
            yield lambda: 0.0
            return
        sys.setprofile(look)
        try:
            yield lambda: waited_ms
        finally:
            if sys.getprofile() is look:  # else a profiler began meanwhile
                sys.setprofile(None)

    def give_way_for_good(self) -> None:
        """The calling thread, one that helps those of `giving_way`, waits at its calls until it ends."""

        def look(_frame: FrameType, _event: str, _value: object) -> None:
            if self._depth:
                self._wait()

        if _is_free():
            sys.setprofile(look)

    def _wait(self) -> None:
        gates, gate = self._gates, threading.Lock()
        gate.acquire()
        gates.append(gate)
        if self._depth and gates is self._gates:  # else they were opened just before
            gate.acquire(timeout=LONGEST_WAIT_S)


def _is_free() -> bool:
    """May the calling thread be hooked? Not where a profiler has it, nor where there is no interpreter to wait for."""
    return sys.getprofile() is None and has_gil()
