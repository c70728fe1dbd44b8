"""The samples' pen gestures: smooth outlines, a human wobble, a pen's pressure. Knows geometry, not the program.

`evaluation.drawings.hand` has hands of many kinds, and other outlines; these stay as they are, so that the samples do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from evaluation.drawings.hand import Points
from sketchart_desktop.document.spline import through

STEP_PX = 5.0
SPEED_PX_PER_S = 900.0


@dataclass(frozen=True, eq=False)
class Gesture:
    """One pen gesture. `points`: float32 [N, 4] of x, y, pressure, seconds since pen down."""

    points: np.ndarray
    size_px: float
    colour: tuple[int, int, int]
    layer: str


@dataclass(eq=False)
class _Mark:
    path: np.ndarray
    covers: bool
    size_px: float


@dataclass(eq=False)
class Sheet:
    """Shapes in painter's order: what comes later lies in front and hides the lines behind it, as if never drawn."""

    seed: int
    ink_px: float = 15.0
    ink: tuple[int, int, int] = (24, 22, 30)
    _marks: list[_Mark] = field(default_factory=list)
    _dabs: list[tuple[Points, tuple[int, int, int], float]] = field(default_factory=list)

    def shape(self, points: Points, *, open_end: bool = False) -> None:
        """A closed, opaque outline; a doubled point is a corner. `open_end` leaves its last side out."""
        path = curve(points) if open_end else curve([*points, points[0]], closed=True)
        self._marks.append(_Mark(path, True, self.ink_px))

    def line(self, points: Points, *, size_px: float | None = None) -> None:
        """An open line through `points`."""
        self._marks.append(_Mark(curve(points), False, size_px or self.ink_px))

    def dot(self, x: float, y: float, *, radius: float) -> None:
        """A filled dot, drawn as a pen fills it: a spiral from the middle to the rim."""
        turns = max(2.0, radius / (self.ink_px * 0.4))
        angle = np.linspace(0, turns * 2 * np.pi, int(turns * 24))
        reach = np.minimum(1.0, angle / (angle[-1] - 2 * np.pi)) * max(0.5, radius - self.ink_px / 2)
        path = np.stack([x + np.cos(angle) * reach, y + np.sin(angle) * reach], axis=1)
        self._marks.append(_Mark(path, False, self.ink_px))

    def dab(self, points: Points, colour: tuple[int, int, int], *, size_px: float = 44.0) -> None:
        """A touch of the colour brush, from point to point."""
        self._dabs.append((points, colour, size_px))

    def gestures(self) -> list[Gesture]:
        """All pen gestures, in the order they are drawn: ink from back to front, then the colours."""
        dice = np.random.default_rng(self.seed)
        result = []
        for index, mark in enumerate(self._marks):
            in_front = [m.path for m in self._marks[index + 1 :] if m.covers]
            for run in _visible(mark.path, in_front):
                result.append(Gesture(_by_hand(run, dice), mark.size_px, self.ink, "ink"))
        for path, colour, size_px in self._dabs:
            points = _by_hand(curve(path), dice)
            points[:, 2] = 1.0
            result.append(Gesture(points, size_px, colour, "colour"))
        return result


def oval(x: float, y: float, rx: float, ry: float, *, tilt: float = 0.0) -> Points:
    """Twelve points round an ellipse; `tilt` in degrees."""
    angle = np.linspace(0, 2 * np.pi, 12, endpoint=False) - 1.9
    turn = np.radians(tilt)
    px, py = np.cos(angle) * rx, np.sin(angle) * ry
    return [
        (float(x + a * np.cos(turn) - b * np.sin(turn)), float(y + a * np.sin(turn) + b * np.cos(turn)))
        for a, b in zip(px, py, strict=True)
    ]


def mirrored(points: Points, *, x: float) -> Points:
    """The same shape on the other side of the vertical line at `x`."""
    return [(2 * x - px, py) for px, py in reversed(points)]


def curve(points: Points, *, closed: bool = False) -> np.ndarray:
    """float [N, 2], 5 px apart; a doubled point is a corner."""
    return through(points, STEP_PX, closed=closed)


def _visible(path: np.ndarray, in_front: list[np.ndarray]) -> list[np.ndarray]:
    """The runs of a path outside every shape in front of it; each ends on the outline that hides it."""
    seen = np.ones(len(path), bool)
    for outline in in_front:
        polygon = outline.astype(np.float32)[:, None]
        seen &= np.array([cv2.pointPolygonTest(polygon, (float(x), float(y)), True) < 2.0 for x, y in path])
    if seen.all():
        return [path]
    closed = bool(np.linalg.norm(path[0] - path[-1]) < 2 * STEP_PX)
    if closed and seen.any():  # start where the line comes into sight, so that no run is cut at the seam
        start = int(np.argmin(seen))
        path, seen = np.roll(path[:-1], -start, axis=0), np.roll(seen[:-1], -start)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    return [path[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 4]


def _by_hand(path: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Wobble, pressure and time laid over an exact path."""
    count = len(path)
    closed = bool(count > 8 and np.linalg.norm(path[0] - path[-1]) < 2 * STEP_PX)
    if closed:  # a hand overshoots a little when it closes an outline
        path = np.concatenate([path, path[1:5]])
        count = len(path)
    length = count * STEP_PX
    along = np.linspace(0, 1, count)
    amount = min(2.6, 0.5 + length / 260)
    offset = np.stack([_drift(dice, along, length) for _ in range(2)], axis=1) * amount
    if closed:
        offset *= np.minimum(1, np.minimum(along, 1 - along) * 14)[:, None]
    moved = path + offset
    heading = np.unwrap(np.arctan2(*np.gradient(moved, axis=0).T[::-1])) if count > 2 else np.zeros(count)
    bend = np.abs(np.gradient(heading)) if count > 2 else np.zeros(count)
    bend = np.convolve(np.pad(bend, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    pressure = 0.66 + 0.10 * _drift(dice, along, length) + 0.55 * np.minimum(bend, 0.35)
    rise = np.arange(count) * STEP_PX
    taper = np.minimum(1.0, 0.55 + rise / 60) * np.minimum(1.0, 0.5 + rise[::-1] / 75)
    pressure = np.clip(pressure * taper, 0.2, 1.0)
    speed = SPEED_PX_PER_S / (1 + 4 * np.minimum(bend, 0.4))
    time_s = np.cumsum(STEP_PX / speed) - STEP_PX / speed[0]
    return np.concatenate([moved, pressure[:, None], time_s[:, None]], axis=1).astype(np.float32)


def _drift(dice: np.random.Generator, along: np.ndarray, length: float) -> np.ndarray:
    """Slow noise of about unit size along a path: a few sines with wavelengths of 150 to 700 px."""
    total = np.zeros_like(along)
    for wavelength in (700, 330, 150):
        total += np.sin(2 * np.pi * (along * length / wavelength + dice.random())) * (wavelength / 700) ** 0.7
    return total / 1.6
