"""What shape a freehand stroke means: a line, circle, ellipse, rectangle, triangle, or the same curve without wobble.

Each kind is fitted by least squares or by its smallest enclosing figure; the one that lies nearest to the stroke wins.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from sketchart_desktop.document.shapes import polygon
from sketchart_desktop.document.spline import evenly, lengths, through

STEPS = 128
SHORTEST_PX = 24.0
CLOSED_SHARE = 0.2  # ends nearer than this share of the way mean a closed shape
LINE_BEND = 0.055  # of the chord: a line may bend so much
FIT_SHARE = 0.035  # of the size: how far a stroke lies from the figure it means, on average
CURVE_SHARE = 0.03
UPRIGHT_DEGREES = 9.0
ROUND, SQUARE = 0.84, 0.9  # a figure's short side by its long one; above, it is a circle, a square
MOST_TURNING = 5.0 * math.pi  # beyond this it is a scribble, and means nothing

Place = tuple[float, float]


@dataclass(frozen=True)
class Fit:
    """`kind`: line, circle, ellipse, rectangle, triangle or curve. `places`: the way of the pen."""

    kind: str
    places: list[Place]


def fitted(points: np.ndarray) -> Fit | None:
    """The shape that float [N, 2 or more] points (x, y first; pixels) mean; None where they mean none."""
    whole = lengths(points)[-1] if len(points) > 2 else 0.0
    if whole < SHORTEST_PX:
        return None
    path = evenly(points[:, :2].astype(float), whole / STEPS)
    chord = float(np.linalg.norm(path[-1] - path[0]))
    if chord > 0.5 * whole and _bend(path) < LINE_BEND:
        return Fit("line", [_place(path[0]), _place(path[-1])])
    size = float(np.linalg.norm(np.ptp(path, axis=0)))
    closed = chord < CLOSED_SHARE * whole
    # The rest of a way that winds and winds is a hatching or a filling.
    if _turning(path) > MOST_TURNING:
        return None
    if closed:
        scored = [(_distance(path, np.array(fit.places)) / size, fit) for fit in _figures(path)]
        score, best = min(scored, key=lambda one: one[0])
        if score < FIT_SHARE:
            return best
    return _curve(path, size, closed=closed)


def _figures(path: np.ndarray) -> list[Fit]:
    """The closed figures nearest to a path, most plain ones first."""
    own = path.astype(np.float32)
    (x, y), (first, second), angle = cv2.fitEllipse(own)
    across, down = first / 2.0, second / 2.0
    found = []
    if min(across, down) > ROUND * max(across, down):
        radius = (across + down) / 2.0
        found.append(Fit("circle", _ellipse((x, y), (radius, radius), 0.0, path)))
    elif np.isfinite([x, y, across, down]).all() and max(across, down) < 4.0 * float(np.ptp(path, axis=0).max()):
        near = (angle + 45.0) % 90.0 - 45.0
        angle = angle - near if abs(near) < UPRIGHT_DEGREES else angle
        found.append(Fit("ellipse", _ellipse((x, y), (across, down), angle, path)))
    found.append(Fit("rectangle", _rectangle(own)))
    _, triangle = cv2.minEnclosingTriangle(own)
    if triangle is not None:
        corners = [_place(corner) for corner in _drawn_in(triangle[:, 0], own)]
        found.append(Fit("triangle", polygon([*corners, corners[0]])))
    return found


def _ellipse(middle: Place, radii: Place, angle: float, path: np.ndarray) -> list[Place]:
    """From where the hand began, the way it went round."""
    turn = math.radians(angle)
    c, s = math.cos(turn), math.sin(turn)
    away = path[0] - middle
    start = math.atan2((-s * away[0] + c * away[1]) / radii[1], (c * away[0] + s * away[1]) / radii[0])
    way = 1.0 if _area(path) > 0 else -1.0
    places = []
    for step in range(97):
        t = start + way * 2.0 * math.pi * step / 96
        u, v = radii[0] * math.cos(t), radii[1] * math.sin(t)
        places.append((middle[0] + c * u - s * v, middle[1] + s * u + c * v))
    return places


def _rectangle(path: np.ndarray) -> list[Place]:
    (x, y), (wide, high), angle = cv2.minAreaRect(path)
    near = (angle + 45.0) % 90.0 - 45.0
    if abs(near) < UPRIGHT_DEGREES:
        low, far = path.min(axis=0), path.max(axis=0)
        (x, y), (wide, high), angle = (low + far) / 2.0, far - low, 0.0
    # The smallest box around is as large as the largest slip of the hand: the sides belong to the middle of the line.
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    u, v = (path - (x, y)) @ (c, s), (path - (x, y)) @ (-s, c)
    left, right = (float(np.median(u[near_side])) for near_side in (u < -0.4 * wide, u > 0.4 * wide))
    top, bottom = (float(np.median(v[near_side])) for near_side in (v < -0.4 * high, v > 0.4 * high))
    wide, high = right - left, bottom - top
    if min(wide, high) > SQUARE * max(wide, high):
        side = (wide + high) / 2.0
        left, right = (left + right - side) / 2.0, (left + right + side) / 2.0
        top, bottom = (top + bottom - side) / 2.0, (top + bottom + side) / 2.0
    corners = [(x + c * a - s * b, y + s * a + c * b)
               for a, b in ((left, top), (right, top), (right, bottom), (left, bottom))]  # fmt: skip
    return polygon([_place(corner) for corner in [*corners, corners[0]]])


def _drawn_in(corners: np.ndarray, path: np.ndarray) -> np.ndarray:
    """The triangle through the middle of the line: each side moved to the median of the points beside it."""
    sides = []
    for index in range(3):
        a, b = corners[index], corners[(index + 1) % 3]
        along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
        normal = np.array([-along[1], along[0]])
        depth = (path - a) @ normal
        others = (corners[(index + 2) % 3] - a) @ normal
        beside = np.abs(depth) < 0.12 * abs(others)
        sides.append((normal, float(normal @ a + (np.median(depth[beside]) if beside.any() else 0.0))))
    found = []
    for index in range(3):
        (n, d), (m, e) = sides[index - 1], sides[index]
        det = n[0] * m[1] - n[1] * m[0]
        if abs(det) < 1e-6:
            return corners
        found.append(((d * m[1] - e * n[1]) / det, (n[0] * e - m[0] * d) / det))
    return np.array(found)


def _curve(path: np.ndarray, size: float, *, closed: bool) -> Fit | None:
    """The same way through a few of its points; corners stay."""
    tolerance = CURVE_SHARE * size * 0.7
    kept = cv2.approxPolyDP(path.astype(np.float32)[:, None], tolerance, False)[:, 0].astype(float)
    if closed:
        kept[-1] = kept[0]
    places: list[Place] = [_place(kept[0])]
    for before, here, after in zip(kept, kept[1:], kept[2:], strict=False):
        places.append(_place(here))
        if _angle(before, here, after) > math.radians(65.0):
            places.append(_place(here))
    places.append(_place(kept[-1]))
    smooth = through(places, max(2.0, size / 100.0), closed=closed)
    if _distance(path, smooth) > CURVE_SHARE * size:
        return None
    return Fit("curve", [_place(place) for place in smooth])


def _bend(path: np.ndarray) -> float:
    """How far a path leaves its chord, as a share of the chord."""
    chord = path[-1] - path[0]
    length = float(np.linalg.norm(chord))
    away = path - path[0]
    return float(np.abs(away[:, 0] * chord[1] - away[:, 1] * chord[0]).max()) / max(length, 1e-6) ** 2


def _turning(path: np.ndarray) -> float:
    """Radians of turning, either way, tremor aside."""
    calm = np.stack([np.convolve(path[:, i], np.ones(9) / 9, mode="valid") for i in (0, 1)], axis=1)[::4]
    heading = np.unwrap(np.arctan2(*np.diff(calm, axis=0).T[::-1]))
    return float(np.abs(np.diff(heading)).sum())


def _angle(before: np.ndarray, here: np.ndarray, after: np.ndarray) -> float:
    one, other = here - before, after - here
    return abs(math.atan2(one[0] * other[1] - one[1] * other[0], float(one @ other)))


def _area(path: np.ndarray) -> float:
    x, y = path[:, 0], path[:, 1]
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2.0


def _distance(path: np.ndarray, places: np.ndarray) -> float:
    """How far two ways lie apart on average, from the one that fares worse."""
    other = evenly(places, max(float(lengths(places)[-1]) / 192.0, 1e-3))
    apart = np.linalg.norm(path[:, None] - other[None], axis=2)
    return float(max(apart.min(axis=1).mean(), apart.min(axis=0).mean()))


def _place(array: np.ndarray | Place) -> Place:
    return float(array[0]), float(array[1])
