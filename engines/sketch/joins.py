"""Ends of lines joined to each other where an outline was left open: by the length of the join, how far the lines have
to bend, and what the figure-ground prior expects on both sides of it and under it.

In the spirit of Fourey, Tschumperle & Revoy (2018): key points at the ends of strokes, candidate curves between them,
taken greedily by quality. What they judge by the lines alone is judged here by the prior too.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.sketch.figure_prior import Prior

LONGEST = 0.65  # of the longer side
STEPS_BACK = 7  # along a line from its end, to see which way it runs; a shorter line has no direction to speak of
ENDS = 48  # at most; a sheet with more open ends is hatched, not open
BESIDE = 0.025  # of the longer side: how far to both sides of a join one looks
FARTHER = 0.12  # of a join's length: so far at least, for over a wide opening the prior sags
SAMPLES = 14
LENGTH_COST, BEND_COST, ACCEPTED = 0.4, 0.1, 0.12
CROSSED = 0.2  # of a join's samples, at most, lie on other lines
ROUNDS = 4  # of thinning: thicker lines keep a core, whose ends are found all the same
_WEIGHTS = np.array([[1, 2, 4], [128, 0, 8], [64, 32, 16]], np.float32)  # a pixel's neighbours, clockwise


def joins(lines: np.ndarray, prior: Prior, *, side: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Segments (x, y) to (x, y) that close outlines. `lines`: uint8 [H, W], 0 or 1, the whole sheet at any scale;
    `side`: its longer side."""
    ends, ways = line_ends(thinned(lines))
    if not 2 <= len(ends) <= ENDS:
        return []
    first, second = np.triu_indices(len(ends), 1)
    span = (ends[second] - ends[first]).astype(np.float32)
    length = np.hypot(span[:, 0], span[:, 1])
    near = (length > 1) & (length < LONGEST * side)
    first, second, span, length = first[near], second[near], span[near], length[near]
    if not len(first):
        return []
    unit = span / length[:, None]
    bend = 2 - (ways[first] * unit).sum(axis=1) + (ways[second] * unit).sum(axis=1)  # 0 straight on, 4 back
    at = np.linspace(0.0, 1.0, SAMPLES, dtype=np.float32)[None, :, None]
    points = ends[first][:, None].astype(np.float32) + span[:, None] * at
    away = np.maximum(BESIDE * side, FARTHER * length)[:, None, None]
    normal = np.stack([-unit[:, 1], unit[:, 0]], axis=1)[:, None] * away
    left, right = (_read(prior.inside, points[:, 2:-2] + sign * normal, side).mean(axis=1) for sign in (1, -1))
    expected = _read(prior.outline, points[:, 1:-1], side).mean(axis=1)
    columns, rows = np.rint(points[:, 3:-3]).astype(int).transpose(2, 0, 1)
    crossed = lines[rows.clip(0, lines.shape[0] - 1), columns.clip(0, lines.shape[1] - 1)].mean(axis=1)
    worth = np.maximum(np.abs(left - right), expected) - LENGTH_COST * length / (LONGEST * side) - BEND_COST * bend / 2
    worth[crossed > CROSSED] = -1
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    used = np.zeros(len(ends), bool)
    for index in np.argsort(-worth, kind="stable"):
        if worth[index] < ACCEPTED:
            break
        a, b = int(first[index]), int(second[index])
        if not used[a] and not used[b]:
            used[a] = used[b] = True
            taken.append(((int(ends[a, 0]), int(ends[a, 1])), (int(ends[b, 0]), int(ends[b, 1]))))
    return taken


def thinned(lines: np.ndarray) -> np.ndarray:
    """Lines thinned to about a pixel (Zhang & Suen 1984): uint8 [H, W], 0 or 1."""
    thin = lines.copy()
    first, second = _removable(0), _removable(1)
    for _ in range(ROUNDS):
        for table in (first, second):
            around = cv2.filter2D(thin, cv2.CV_8U, _WEIGHTS, borderType=cv2.BORDER_CONSTANT)
            gone = cv2.bitwise_and(cv2.LUT(around, table), thin)
            if not cv2.countNonZero(gone):
                return thin
            cv2.subtract(thin, gone, dst=thin)
    return thin


def line_ends(thin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The free ends of thin lines: their places (x, y), int64 [N, 2], and the way each line runs out of its end, unit
    vectors float32 [N, 2]. Spurs and what touches the canvas' edge are no ends."""
    count = cv2.LUT(cv2.filter2D(thin, cv2.CV_8U, _WEIGHTS, borderType=cv2.BORDER_CONSTANT), _branches())
    height, width = thin.shape
    rows, columns = np.nonzero((thin > 0) & (count == 1))
    ends, ways = [], []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if not (2 <= row < height - 2 and 2 <= column < width - 2):
            continue
        back, steps = _walked_back(thin, row, column)
        if steps >= STEPS_BACK // 2:
            way = np.array([column - back[1], row - back[0]], np.float32)
            ends.append((column, row))
            ways.append(way / max(1e-6, float(np.hypot(*way))))
    return np.array(ends, np.int64).reshape(-1, 2), np.array(ways, np.float32).reshape(-1, 2)


def _walked_back(thin: np.ndarray, row: int, column: int) -> tuple[tuple[int, int], int]:
    """Where one stands after some steps along a line from its end, and how many there were before it forked."""
    seen = {(row, column)}
    at, steps = (row, column), 0
    while steps < STEPS_BACK:
        window = thin[max(0, at[0] - 1) : at[0] + 2, max(0, at[1] - 1) : at[1] + 2]
        found = [
            (int(y) + max(0, at[0] - 1), int(x) + max(0, at[1] - 1)) for y, x in zip(*np.nonzero(window), strict=True)
        ]
        onward = [place for place in found if place not in seen]
        if not onward or len(onward) > 2:
            break
        seen.update(onward)
        # Of two, the one beside comes before the one across the corner.
        at = min(onward, key=lambda place: abs(place[0] - at[0]) + abs(place[1] - at[1]))
        steps += 1
    return at, steps


def _read(plane: np.ndarray, points: np.ndarray, side: int) -> np.ndarray:
    """The plane (longer side 128) at points (x, y) of the sheet; beyond the sheet its edge."""
    scale = max(plane.shape) / side
    columns = (points[..., 0] * scale).astype(int).clip(0, plane.shape[1] - 1)
    rows = (points[..., 1] * scale).astype(int).clip(0, plane.shape[0] - 1)
    return plane[rows, columns]


def _neighbours() -> np.ndarray:
    """Of every pattern of eight neighbours which are set, clockwise from the upper left: bool [256, 8]."""
    return (np.arange(256)[:, None] >> np.arange(8)[None]) & 1 > 0


def _branches() -> np.ndarray:
    """How many lines leave a pixel: the changes from unset to set round it. uint8 [256]."""
    around = _neighbours()
    return (~around & np.roll(around, -1, axis=1)).sum(axis=1).astype(np.uint8)


def _removable(second: int) -> np.ndarray:
    """Which patterns Zhang & Suen's first or second pass takes away: uint8 [256], 0 or 1."""
    around = _neighbours()
    north, east, south, west = (around[:, index] for index in (1, 3, 5, 7))
    total = around.sum(axis=1)
    one_line = _branches() == 1
    if second:
        free = ~(north & east & west) & ~(north & south & west)
    else:
        free = ~(north & east & south) & ~(east & south & west)
    return ((total >= 2) & (total <= 6) & one_line & free).astype(np.uint8)
