"""A slot between two threads: one job running, one waiting, the newest kept. Pure Python, no Qt."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestWins(Generic[T]):
    """Lanes of one waiting job each; `take` serves the lanes in the order they were named.

    A new job replaces the one waiting in its lane: a slow taker always gets the newest, a quick giver never waits.
    Any number of threads may call any method.
    """

    def __init__(self, lanes: tuple[str, ...] = ("request",)) -> None:
        self._lanes = lanes
        self._waiting: dict[str, T] = {}
        self._changed = threading.Condition()
        self._closed = False

    def put(self, job: T, lane: str = "request") -> T | None:
        """Leave a job; returns the one it replaced. After `close` nothing is kept."""
        if lane not in self._lanes:
            raise ValueError(f"no lane {lane!r}, only {', '.join(self._lanes)}")
        with self._changed:
            if self._closed:
                return None
            replaced = self._waiting.get(lane)
            self._waiting[lane] = job
            self._changed.notify()
            return replaced

    def take(self, timeout_s: float | None = None) -> tuple[str, T] | None:
        """Wait for a job: (lane, job); None once closed or when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting), timeout_s)
            if self._closed:
                return None
            for lane in self._lanes:
                if lane in self._waiting:
                    return lane, self._waiting.pop(lane)
            return None

    def drop(self, lane: str = "request") -> T | None:
        """Forget what waits in a lane; returns it."""
        with self._changed:
            return self._waiting.pop(lane, None)

    def waiting(self, lane: str = "request") -> bool:
        with self._changed:
            return lane in self._waiting

    def close(self) -> None:
        """Wake the taker for the last time."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
