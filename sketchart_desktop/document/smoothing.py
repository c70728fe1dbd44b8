"""Takes the tremor out of pen samples: a low-pass over the distance moved; quick strokes and corners stay as drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float, float, float]  # x, y, pressure, time in seconds


class Smoother:
    """Feed samples, get samples. `reach_px`: wobbles shorter than this are smoothed; 0 leaves everything as it is."""

    def __init__(self, reach_px: float) -> None:
        self._reach = reach_px
        self._raw: Point | None = None
        self._last: Point | None = None

    def feed(self, points: Iterable[Point]) -> list[Point]:
        """The smoothed samples for `points`; a sample that moves nothing is dropped."""
        result: list[Point] = []
        for x, y, pressure, time_s in points:
            last = self._last
            if last is None:
                smoothed = (x, y, pressure, time_s)
            else:
                distance = math.hypot(x - last[0], y - last[1])
                # Resting mouse and pen send the same place again and again: that is no corner, only noise.
                if distance < 0.02 and abs(pressure - last[2]) < 0.02:
                    continue
                follow = 1.0 if self._reach <= 0.0 else 1.0 - math.exp(-distance / self._reach)
                smoothed = (
                    last[0] + (x - last[0]) * follow,
                    last[1] + (y - last[1]) * follow,
                    last[2] + (pressure - last[2]) * max(follow, 0.3),
                    time_s,
                )
            self._raw = (x, y, pressure, time_s)
            self._last = smoothed
            result.append(smoothed)
        return result

    def flush(self) -> list[Point]:
        """The way from the smoothed end to where the pen really left."""
        if self._raw is None or self._last is None:
            return []
        if math.hypot(self._raw[0] - self._last[0], self._raw[1] - self._last[1]) < 0.25:
            return []
        self._last = self._raw
        return [self._raw]
