"""Smooth paths through a few points, and paths in even steps: for hands that draw, shapes that fit, lines made tidy.

The painter's own curve between live samples is `curve.py`: it must go on from sample to sample; here all is known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

CUTS = 24


def through(
    points: Sequence[tuple[float, float]], step: float, *, closed: bool = False, cuts: int = CUTS
) -> np.ndarray:
    """float [N, 2], `step` apart: centripetal Catmull-Rom (Barry and Goldman 1988); a doubled point is a corner.

    `cuts`: straight pieces between two points, before the path is laid out evenly. `closed`: the last point is the
    first again, and the seam is as smooth as the rest where there are no corners.
    """
    corners = [i for i in range(1, len(points)) if points[i] == points[i - 1]]
    smooth_seam = closed and not corners
    drawn = []
    for piece in np.split(np.array(points, float), corners):
        if len(piece) < 2:
            continue
        before = piece[-2] if smooth_seam else 2 * piece[0] - piece[1]
        after = piece[1] if smooth_seam else 2 * piece[-1] - piece[-2]
        knots = np.concatenate([[before], piece, [after]])
        for a, b, c, d in zip(knots[:-3], knots[1:-2], knots[2:-1], knots[3:], strict=True):
            drawn.append(_stretch(a, b, c, d, cuts))
    return evenly(np.concatenate([*drawn, [np.array(points[-1], float)]]), step)


def lengths(path: np.ndarray) -> np.ndarray:
    """How far along the path each of its points lies: float [N], the first 0. `path`: [N, 2 or more]."""
    return np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path[:, :2], axis=0), axis=1))])


def evenly(path: np.ndarray, step: float) -> np.ndarray:
    """The same path in steps of (about) equal length, both ends kept. Further columns are taken along."""
    along = lengths(path)
    places = np.linspace(0, along[-1], max(2, int(along[-1] / step) + 1))
    return np.stack([np.interp(places, along, path[:, column]) for column in range(path.shape[1])], axis=1)


def _stretch(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray, cuts: int) -> np.ndarray:
    """From `b` to just before `c`."""
    t1 = np.linalg.norm(b - a) ** 0.5 + 1e-6
    t2 = t1 + np.linalg.norm(c - b) ** 0.5 + 1e-6
    t3 = t2 + np.linalg.norm(d - c) ** 0.5 + 1e-6
    t = np.linspace(t1, t2, cuts, endpoint=False)[:, None]
    p1 = (t1 - t) / t1 * a + t / t1 * b
    p2 = (t2 - t) / (t2 - t1) * b + (t - t1) / (t2 - t1) * c
    p3 = (t3 - t) / (t3 - t2) * c + (t - t2) / (t3 - t2) * d
    q1 = (t2 - t) / t2 * p1 + t / t2 * p2
    q2 = (t3 - t) / (t3 - t1) * p2 + (t - t1) / (t3 - t1) * p3
    return (t2 - t) / (t2 - t1) * q1 + (t - t1) / (t2 - t1) * q2
