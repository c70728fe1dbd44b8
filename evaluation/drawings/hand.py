"""Hands that draw: outlines through a few points become pen strokes with wobble, pressure, gaps and overshoots.

Lengths are in units of a sheet of 512 x 512, whatever the canvas. The same subject and hand give the same strokes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.document.spline import evenly, through
from sketchart_desktop.document.stroke import Brush, Stroke

SHEET = 512.0
STEP = 2.5
SPEED_PER_S = 420.0
INK = (26, 24, 32)
Points = list[tuple[float, float]]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Hand:
    """How somebody draws. `ink`: pen size. `wobble`: how far lines stray. `slip`: how far a whole stroke lands off.

    `meet`: where a closed outline ends, beyond its start (overshoot) or short of it (gap if below 0). `taper`: 0..1,
    how thin strokes begin and end; `pressure` 0 is a mouse. `lifts`: gaps per 100 units. `passes`: times each line is
    drawn, one over the other. `beyond`: how far open lines run past their ends.
    """

    ink: float = 5.0
    wobble: float = 1.0
    slip: float = 0.6
    meet: float = 4.0
    taper: float = 0.5
    pressure: float = 1.0
    lifts: float = 0.0
    passes: int = 1
    beyond: float = 0.0


CHILD = Hand(ink=7.0, wobble=3.2, slip=2.4, meet=8.0, taper=0.2, pressure=0.7)
HOBBY = Hand()
ARTIST = Hand(ink=4.2, wobble=0.35, slip=0.2, meet=1.5, taper=0.85, pressure=1.2)
MOUSE = Hand(ink=4.6, wobble=1.5, slip=1.0, meet=1.0, taper=0.0, pressure=0.0)
MARKER = Hand(ink=10.0, wobble=1.2, slip=1.0, meet=6.0, taper=0.1, pressure=0.4)
SHAKY = Hand(ink=5.5, wobble=6.5, slip=3.0, meet=6.0, taper=0.2)
HASTY = Hand(ink=4.5, wobble=1.6, slip=1.5, meet=-12.0, lifts=0.7)
SKETCHY = Hand(ink=3.0, wobble=2.0, slip=3.4, meet=14.0, taper=0.8, passes=3, beyond=6.0)
BOLD = Hand(ink=5.0, wobble=1.2, slip=1.6, meet=26.0, beyond=22.0)


@dataclass(frozen=True)
class Subject:
    """What is drawn, by whose hand, and where: `scale` about the upper left corner, then moved `right` and `down`."""

    draw: Callable[[Page], None]
    hand: Hand
    scale: float = 1.0
    right: float = 0.0
    down: float = 0.0


@dataclass(eq=False)
class Page:
    """A sheet being drawn on, stroke after stroke. `behind`: the line stops where earlier outlines are in front."""

    hand: Hand
    seed: int
    _strokes: list[tuple[np.ndarray, float, Colour, str]] = field(default_factory=list)
    _outlines: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dice = np.random.default_rng(self.seed)

    def loop(self, points: Points, *, behind: bool = False, size: float | None = None) -> None:
        """A closed outline; a doubled point is a corner."""
        path = curve([*points, points[0]], closed=True)
        self._ink(path, behind=behind, size=size, closed=True)
        self._outlines.append(path)

    def line(self, points: Points, *, behind: bool = False, size: float | None = None) -> None:
        """An open line."""
        self._ink(curve(points), behind=behind, size=size, closed=False)

    def dot(self, x: float, y: float, *, radius: float = 4.0) -> None:
        """A dot filled with the pen, round and round."""
        size = min(self.hand.ink, radius)
        turns = max(1.5, radius / (size * 0.45))
        angle = np.linspace(0, turns * 2 * np.pi, int(turns * 20))
        reach = np.minimum(1.0, angle / max(angle[-1] - 2 * np.pi, 0.1)) * max(0.4, radius - size / 2)
        path = np.stack([x + np.cos(angle) * reach, y + np.sin(angle) * reach], axis=1)
        self._strokes.append((self._timed(path, np.full(len(path), 0.8)), size, INK, "ink"))

    def scribble(
        self, x: float, y: float, width: float, height: float, *, rows: int, size: float | None = None
    ) -> None:
        """Back and forth across a box without lifting the pen, as when shading in haste."""
        points = []
        for row in range(rows):
            level = y + height * row / max(rows - 1, 1)
            side = width / 2 * (-1 if row % 2 else 1) * (0.8 + 0.4 * self._dice.random())
            points.append((x + side, level))
        self._ink(curve(points), behind=False, size=size, closed=False)

    def dab(self, points: Points, colour: Colour, *, size: float = 22.0) -> None:
        """A touch of the colour brush."""
        path = curve(points)
        self._strokes.append((self._timed(path, np.ones(len(path))), size, colour, "colour"))

    def operations(self, side: int, subject: Subject) -> tuple[AddStroke, ...]:
        """The strokes for a square canvas of `side` pixels, where the subject wants them; the pen stays as it is."""
        unit = side / SHEET
        factor = np.array([subject.scale * unit, subject.scale * unit, 1, 1], np.float32)
        shift = np.array([subject.right * unit, subject.down * unit, 0, 0], np.float32)
        found = []
        for points, size, colour, layer in self._strokes:
            size_px = size * unit * (1.0 if layer == "ink" else max(subject.scale, 0.5))
            brush = Brush(layer, size_px, pressure_size=layer == "ink")
            found.append(AddStroke(Stroke(points * factor + shift, brush, colour, layer)))
        return tuple(found)

    def _ink(self, path: np.ndarray, *, behind: bool, size: float | None, closed: bool) -> None:
        hand = self.hand
        runs = _visible(path, self._outlines, closed=closed) if behind else [path]
        for run in runs:
            whole = closed and len(run) == len(path)
            for _ in range(hand.passes):
                for piece in self._lifted(self._ended(run, closed=whole)):
                    self._strokes.append((self._by_hand(piece), size or hand.ink, INK, "ink"))

    def _ended(self, path: np.ndarray, *, closed: bool) -> np.ndarray:
        """The path with the hand's way of closing an outline or ending a line."""
        if closed:
            steps = min(int(abs(self.hand.meet) * (0.5 + self._dice.random()) / STEP), len(path) // 6)
            ring = path[:-1]
            return np.concatenate([path, ring[1 : steps + 1]]) if self.hand.meet > 0 else path[: len(path) - steps]
        if self.hand.beyond and len(path) > 4:
            before, after = path[0] - path[3], path[-1] - path[-4]
            reach = self.hand.beyond * self._dice.random(2)
            head = path[0] + before / (np.linalg.norm(before) + 1e-6) * reach[0]
            tail = path[-1] + after / (np.linalg.norm(after) + 1e-6) * reach[1]
            return evenly(np.concatenate([head[None], path, tail[None]]), STEP)
        return path

    def _lifted(self, path: np.ndarray) -> list[np.ndarray]:
        """The path in pieces, where the hand lifts the pen on its way."""
        count = self._dice.poisson(self.hand.lifts * len(path) * STEP / 100) if self.hand.lifts else 0
        cuts = sorted(int(cut) for cut in self._dice.uniform(0.1, 0.9, count) * len(path))
        pieces, start = [], 0
        for cut in cuts:
            if cut - start > 6:
                pieces.append(path[start:cut])
                start = cut + int(self._dice.uniform(4, 13) / STEP)
        pieces.append(path[start:])
        return [piece for piece in pieces if len(piece) > 3]

    def _by_hand(self, path: np.ndarray) -> np.ndarray:
        hand, dice, count = self.hand, self._dice, len(path)
        length = count * STEP
        amount = hand.wobble * min(1.0, 0.3 + length / 260)
        moved = path + np.stack([_drift(dice, count) for _ in range(2)], axis=1) * amount
        moved = moved + dice.normal(0, hand.slip / 2, 2) * min(1.0, length / 80)
        rise = np.minimum(np.arange(count), np.arange(count)[::-1]) * STEP
        taper = 1 - hand.taper * np.clip(1 - rise / min(34.0, length / 2 + 1), 0, 1) ** 1.4
        pressure = 0.78 + 0.16 * hand.pressure * _drift(dice, count)
        pressure = np.clip(pressure * taper, 0.15, 1.0) if hand.pressure else np.ones(count)
        return self._timed(moved, pressure)

    def _timed(self, path: np.ndarray, pressure: np.ndarray) -> np.ndarray:
        steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
        time_s = np.concatenate([[0.0], np.cumsum(steps)]) / SPEED_PER_S
        return np.concatenate([path, pressure[:, None], time_s[:, None]], axis=1).astype(np.float32)


def at(text: str) -> Points:
    """Points written as `x,y x,y! ...`; `!` makes a corner."""
    points: Points = []
    for word in text.split():
        x, y = word.rstrip("!").split(",")
        points += [(float(x), float(y))] * (2 if word.endswith("!") else 1)
    return points


def oval(x: float, y: float, rx: float, ry: float, *, tilt: float = 0.0) -> Points:
    """Ten points round an ellipse, from the upper left as hands begin; `tilt` in degrees."""
    return arc(x, y, rx, ry, start=-110, end=214, tilt=tilt, count=10)


def arc(
    x: float, y: float, rx: float, ry: float, *, start: float, end: float, tilt: float = 0.0, count: int = 7
) -> Points:
    """Points along part of an ellipse, angles in degrees, clockwise from the right."""
    angle, turn = np.radians(np.linspace(start, end, count)), np.radians(tilt)
    a, b = np.cos(angle) * rx, np.sin(angle) * ry
    return [(float(x + p * np.cos(turn) - q * np.sin(turn)), float(y + p * np.sin(turn) + q * np.cos(turn)))
            for p, q in zip(a, b, strict=True)]  # fmt: skip


def box(left: float, top: float, right: float, bottom: float) -> Points:
    """A box with four corners."""
    return at(f"{left},{top}! {right},{top}! {right},{bottom}! {left},{bottom}!")


def star(x: float, y: float, radius: float, *, tips: int = 5, depth: float = 0.45) -> Points:
    """A star with sharp tips."""
    angle = np.pi * np.arange(2 * tips) / tips - np.pi / 2
    reach = np.where(np.arange(2 * tips) % 2, radius * depth, radius)
    return at(" ".join(f"{x + np.cos(t) * r:.1f},{y + np.sin(t) * r:.1f}!" for t, r in zip(angle, reach, strict=True)))


def mirrored(points: Points, *, x: float) -> Points:
    """The same on the other side of the vertical line at `x`."""
    return [(2 * x - px, py) for px, py in points]


def curve(points: Points, *, closed: bool = False) -> np.ndarray:
    """float [N, 2], evenly spaced; a doubled point is a corner."""
    return through(points, STEP, closed=closed, cuts=16)


def _visible(path: np.ndarray, in_front: list[np.ndarray], *, closed: bool) -> list[np.ndarray]:
    """The runs of a path outside every outline in front of it; each ends on the outline that hides it."""
    seen = np.ones(len(path), bool)
    for outline in in_front:
        polygon = outline.astype(np.float32)[:, None]
        inside_box = ((path > outline.min(axis=0)) & (path < outline.max(axis=0))).all(axis=1)
        for index in np.flatnonzero(inside_box & seen):
            place = (float(path[index, 0]), float(path[index, 1]))
            seen[index] = cv2.pointPolygonTest(polygon, place, True) < 1.5
    if seen.all():
        return [path]
    if closed and seen.any():  # begin where the line comes into sight, so that no run is cut at the seam
        start = int(np.argmin(seen))
        path, seen = np.roll(path[:-1], -start, axis=0), np.roll(seen[:-1], -start)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    return [path[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 5]


def _drift(dice: np.random.Generator, count: int) -> np.ndarray:
    """Slow noise of about unit size: a few sines with wavelengths of 40 to 340 units."""
    along = np.arange(count) * STEP
    return (
        sum(
            (np.sin(2 * np.pi * (along / wave + dice.random())) * (wave / 340) ** 0.7 for wave in (340, 160, 75, 40)),
            np.zeros(count),
        )
        / 1.3
    )
