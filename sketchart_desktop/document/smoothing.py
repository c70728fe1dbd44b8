"""Takes the tremor out of pen samples, in two ways: a low-pass over the distance moved, and an average over time.

Both are fed samples as they come and give samples to draw; `flush` gives the way to where the pen really left.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float, float, float]  # x, y, pressure, time in seconds
MOST_SAMPLES = 120
TICKS_PER_S = 200.0
LEAST_MOVE_PX, LEAST_PRESS = 0.02, 0.02
MOST_TICKS = 4000  # of one pause; a longer one (the machine slept) is cut short


@dataclass(frozen=True)
class Steadiness:
    """How much a hand is steadied. `reach_px`: wobbles shorter than this are smoothed.

    `samples`: average over this many hundredths of half a second; 0 for no stabiliser, which else takes over.
    """

    reach_px: float = 0.0
    samples: int = 0

    def begin(self, size_px: float) -> Smoother | Stabiliser:
        """The filter for one stroke of a brush of `size_px`: thin lines keep their small turns."""
        return Stabiliser(self.samples) if self.samples > 1 else Smoother(min(self.reach_px, size_px))


UNSTEADIED = Steadiness()


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
                if distance < LEAST_MOVE_PX and abs(pressure - last[2]) < LEAST_PRESS:
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

    def rest(self, time_s: float) -> list[Point]:
        """The pen rests: nothing moves."""
        return []

    def flush(self) -> list[Point]:
        """The way from the smoothed end to where the pen really left."""
        if self._raw is None or self._last is None:
            return []
        if math.hypot(self._raw[0] - self._last[0], self._raw[1] - self._last[1]) < 0.25:
            return []
        self._last = self._raw
        return [self._raw]


class Stabiliser:
    """The mean of the last `samples` places of the pen, taken evenly in time: a heavy brush on a string.

    Krita's stabiliser, but for the clock: places are taken 200 times a second between the samples that came, so that
    slow tablets and fast mice draw the same line. While the pen rests, `rest` lets the line catch up.
    """

    def __init__(self, samples: int) -> None:
        self._count = min(max(samples, 2), MOST_SAMPLES)
        self._places: deque[Point] = deque(maxlen=self._count)
        self._raw: Point | None = None
        self._last: Point | None = None
        self._next_s = 0.0

    def feed(self, points: Iterable[Point]) -> list[Point]:
        result: list[Point] = []
        for point in points:
            raw = self._raw
            if raw is None:
                self._places.extend([point] * self._count)
                self._next_s = point[3] + 1.0 / TICKS_PER_S
                self._last = point
                result.append(point)
            else:
                span = point[3] - raw[3]
                self._next_s = max(self._next_s, point[3] - MOST_TICKS / TICKS_PER_S)
                while self._next_s <= point[3] and span > 0.0:
                    part = min(max((self._next_s - raw[3]) / span, 0.0), 1.0)
                    x, y, pressure = (a + (b - a) * part for a, b in zip(raw[:3], point[:3], strict=True))
                    self._take((x, y, pressure, self._next_s), result)
                    self._next_s += 1.0 / TICKS_PER_S
            self._raw = point
        return result

    def rest(self, time_s: float) -> list[Point]:
        """The pen rests until `time_s`: the line comes nearer to it."""
        if self._raw is None or time_s <= self._raw[3]:
            return []
        return self.feed([(*self._raw[:3], time_s)])

    def flush(self) -> list[Point]:
        """The rest of the way, as if the pen had waited."""
        result: list[Point] = []
        if self._raw is not None:
            for _ in range(self._count):
                self._take((*self._raw[:3], self._next_s), result)
                self._next_s += 1.0 / TICKS_PER_S
        return result

    def _take(self, place: Point, result: list[Point]) -> None:
        self._places.append(place)
        x, y, pressure = (sum(column) / self._count for column in list(zip(*self._places, strict=True))[:3])
        last = self._last
        assert last is not None
        if math.hypot(x - last[0], y - last[1]) < LEAST_MOVE_PX and abs(pressure - last[2]) < LEAST_PRESS:
            return
        self._last = (x, y, pressure, place[3])
        result.append(self._last)
