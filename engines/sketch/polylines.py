"""A skeleton of pixels as polylines: followed from end to end, spurs left out, smoothed. Plain numpy."""

from __future__ import annotations

import numpy as np

NEIGHBOURS = ((-1, 0), (0, 1), (1, 0), (0, -1), (-1, 1), (1, 1), (1, -1), (-1, -1))  # straight ones first
SPUR_SHARE = 0.5  # a side branch shorter than this share of the least length is no line of its own


def traced(skeleton: np.ndarray, *, least_px: float) -> list[np.ndarray]:
    """Polylines float32 [N, 2] (x, y) along a bool [H, W] skeleton; figures shorter than `least_px` are left out.

    Paths run from fork or end to fork or end; a ring comes back to where it began.
    """
    rows, columns = np.nonzero(skeleton)
    left = {(int(y), int(x)) for y, x in zip(rows, columns, strict=True)}
    degree = {place: _degree(place, left) for place in left}
    starts = [place for place in left if degree[place] != 2]
    paths: list[list[tuple[int, int]]] = []
    used: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for start in sorted(starts):
        for step in _around(start, left):
            if (start, step) not in used:
                paths.append(_followed(start, step, left, degree=degree, used=used))
    walked = {place for path in paths for place in path}
    for place in sorted(left - walked):
        if place not in walked:
            around = _around(place, left)
            ring = _followed(place, around[0], left, degree=degree, used=used) if around else [place]
            walked.update(ring)
            paths.append(ring)
    return _without_scraps(paths, degree, least_px)


def smoothed(path: np.ndarray, sigma: float) -> np.ndarray:
    """A polyline with its steps smoothed away; its ends stay where they are."""
    count = len(path)
    if count < 5:
        return path
    reach = min(int(np.ceil(2.5 * sigma)), (count - 1) // 2)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    closed = bool((path[0] == path[-1]).all())
    if closed:
        padded = np.concatenate([path[-1 - reach : -1], path, path[1 : 1 + reach]])
    else:
        # Mirrored through the ends, so that they do not draw back.
        padded = np.concatenate([2 * path[0] - path[reach:0:-1], path, 2 * path[-1] - path[-2 : -2 - reach : -1]])
    return np.stack([np.convolve(padded[:, axis], kernel, "valid") for axis in (0, 1)], axis=1).astype(np.float32)


def _without_scraps(
    paths: list[list[tuple[int, int]]], degree: dict[tuple[int, int], int], least_px: float
) -> list[np.ndarray]:
    """Whole figures shorter than `least_px` go, and so do short branches that end in nothing."""
    figure: dict[tuple[int, int], tuple[int, int]] = {}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while figure.setdefault(place, place) != place:
            figure[place] = figure[figure[place]]
            place = figure[place]
        return place

    # Forks are small clusters of pixels: those that touch are one place.
    for path in paths:
        figure[root(path[0])] = root(path[-1])
    total: dict[tuple[int, int], float] = {}
    for path in paths:
        total[root(path[0])] = total.get(root(path[0]), 0.0) + len(path)
    kept = []
    for path in paths:
        loose = (degree[path[0]] <= 1) != (degree[path[-1]] <= 1)
        if total[root(path[0])] < least_px or (loose and len(path) < SPUR_SHARE * least_px):
            continue
        kept.append(np.array(path, np.float32)[:, ::-1])
    return kept


def _followed(
    start: tuple[int, int],
    step: tuple[int, int],
    left: set[tuple[int, int]],
    *,
    degree: dict[tuple[int, int], int],
    used: set[tuple[tuple[int, int], tuple[int, int]]],
) -> list[tuple[int, int]]:
    """From `start` over `step` to the next fork or end, or round to `start`."""
    path = [start, step]
    used |= {(start, step), (step, start)}
    while degree[path[-1]] == 2 and path[-1] != start:
        ahead = [place for place in _around(path[-1], left) if place != path[-2]]
        if not ahead:
            break
        used |= {(path[-1], ahead[0]), (ahead[0], path[-1])}
        path.append(ahead[0])
    return path


def _around(place: tuple[int, int], left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The neighbours on the skeleton; a diagonal one counts only where no straight one leads there."""
    y, x = place
    straight = [(y + dy, x + dx) for dy, dx in NEIGHBOURS[:4] if (y + dy, x + dx) in left]
    diagonal = [
        (y + dy, x + dx)
        for dy, dx in NEIGHBOURS[4:]
        if (y + dy, x + dx) in left and (y + dy, x) not in left and (y, x + dx) not in left
    ]
    return straight + diagonal


def _degree(place: tuple[int, int], left: set[tuple[int, int]]) -> int:
    return len(_around(place, left))
