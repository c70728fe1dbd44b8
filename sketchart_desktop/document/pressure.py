"""How hard a pen is pressed and how hard it draws: one curve for every brush, the user's own.

It is applied when a point is recorded, not when it is painted: the log holds pressure as it was drawn with. So replay
equals what was seen, a drawing looks the same on every machine, and a new curve never changes old strokes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

FEWEST_POINTS, MOST_POINTS = 2, 5
STEPS = 256
HIGHEST_LEAST = 0.5
LEVEL = 1e-9  # slopes below are level: dividing by them gives no number
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class PressureCurve:
    """`points`: 2 to 5 of (pressed, drawn), each 0..1, pressed rising. `least`: 0..0.5, the faintest that is drawn.

    Between the points runs a monotone cubic (Fritsch and Carlson 1980), so the curve never swings past them.
    """

    points: Points = ((0.0, 0.0), (1.0, 1.0))
    least: float = 0.0
    _table: np.ndarray = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        xs = [x for x, _ in self.points]
        inside = all(0.0 <= value <= 1.0 for point in self.points for value in point)
        rising = all(a < b for a, b in zip(xs, xs[1:], strict=False))
        if not FEWEST_POINTS <= len(xs) <= MOST_POINTS or not inside or not rising:
            raise ValueError("no pressure curve")
        if not 0.0 <= self.least <= HIGHEST_LEAST:
            raise ValueError("no pressure curve")
        object.__setattr__(self, "_table", _monotone(np.array(self.points), np.linspace(0.0, 1.0, STEPS + 1)))

    def drawn(self, pressed: float) -> float:
        """What is drawn for a pressure of 0..1."""
        at = min(max(pressed, 0.0), 1.0) * STEPS
        low = min(int(at), STEPS - 1)
        value = float(self._table[low]) + (at - low) * float(self._table[low + 1] - self._table[low])
        return min(max(value, self.least), 1.0)

    def text(self) -> str:
        """As it stands in the settings."""
        return " ".join(f"{x:.3f},{y:.3f}" for x, y in self.points) + f" {self.least:.3f}"

    @staticmethod
    def read(text: str) -> PressureCurve:
        """What `text` wrote; the straight curve for anything else."""
        try:
            *points, least = text.split()
            return PressureCurve(tuple((float(x), float(y)) for x, y in (p.split(",") for p in points)), float(least))
        except ValueError:
            return STRAIGHT


def _monotone(points: np.ndarray, at: np.ndarray) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    slopes = np.diff(y) / np.diff(x)
    slopes[np.abs(slopes) < LEVEL] = 0.0
    tangents = np.concatenate([slopes[:1], (slopes[1:] + slopes[:-1]) / 2.0, slopes[-1:]])
    for index, slope in enumerate(slopes):
        if slope == 0.0:
            tangents[index] = tangents[index + 1] = 0.0
            continue
        a, b = max(tangents[index] / slope, 0.0), max(tangents[index + 1] / slope, 0.0)
        shrunk = min(1.0, 3.0 / max(float(np.hypot(a, b)), 1e-9))
        tangents[index], tangents[index + 1] = shrunk * a * slope, shrunk * b * slope
    part = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(slopes) - 1)
    width = np.diff(x)[part]
    t = np.clip((at - x[part]) / width, 0.0, 1.0)  # before the first and after the last point the curve is level
    smooth = t * t * (3.0 - 2.0 * t)
    bulge = width * (tangents[part] * t * (1.0 - t) ** 2 - tangents[part + 1] * t * t * (1.0 - t))
    return np.clip(y[part] + (y[part + 1] - y[part]) * smooth + bulge, 0.0, 1.0)


STRAIGHT = PressureCurve()
PRESETS = {
    "soft": PressureCurve(((0.0, 0.0), (0.3, 0.6), (1.0, 1.0))),
    "linear": STRAIGHT,
    "firm": PressureCurve(((0.0, 0.0), (0.65, 0.35), (1.0, 1.0))),
}
