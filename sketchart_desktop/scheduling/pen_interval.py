"""When the pen will speak next: pens report evenly, so that work of some milliseconds fits between two reports."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

LONGEST_MS = 20.0  # a longer pause says nothing: the pen rests, or this program was busy
LATE_MS = 1.5  # a report may come so much later than expected
SHARE_OF_NEWEST = 0.2


class PenInterval:
    """Of one stroke at a time."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._last_s = self._every_ms = 0.0

    def note(self) -> None:
        """The pen reported just now."""
        now = self._clock()
        gap = (now - self._last_s) * 1e3
        if gap <= LONGEST_MS:
            self._every_ms += (gap - self._every_ms) * (SHARE_OF_NEWEST if self._every_ms else 1.0)
        self._last_s = now

    def stop(self) -> None:
        """The pen was lifted."""
        self._last_s = self._every_ms = 0.0

    def wait_ms(self, needed_ms: float) -> int:
        """0: begin now; else ask again after so long, when the report that would come meanwhile has been seen to."""
        left = self._every_ms - (self._clock() - self._last_s) * 1e3
        if self._every_ms < needed_ms + LATE_MS or not -LATE_MS < left < needed_ms:
            return 0  # so quick a pen leaves no room, or there is enough, or it rests
        return math.ceil(left + LATE_MS)
