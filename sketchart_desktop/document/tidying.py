"""Tidy lines: wobble smoothed, outlines that almost close closed, ends that almost meet joined, specks dropped.

Works on the strokes of the log, not on pixels. Lengths are measured in the pen's own width and in the paper's size, so
that a small sketch and a large one are treated alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from sketchart_desktop.document.operations import (
    AddStroke,
    Clear,
    Fill,
    ImportImage,
    Operation,
    PlacePicture,
    Redraw,
    Reshape,
)
from sketchart_desktop.document.spline import evenly, lengths
from sketchart_desktop.document.stroke import PAPER, Stroke

LAYER = "ink"
SMOOTH_WIDTHS = 1.6  # wobbles up to about this many pen widths go
BLOB_WIDTHS = 5.0  # smaller strokes are dots and eyes: left as they are
CORNER_DEGREES = 50.0
SIMPLE_WIDTHS = 0.08
SPECK_SHARE = 0.006  # of the paper's longer side: what is smaller, width included, is dropped
END_WIDTHS, END_SHARE = 2.5, 0.02  # ends nearer than so many pen widths plus this share of the paper's side are joined
BODY_WIDTHS, BODY_SHARE = 1.5, 0.012  # an end that stops short of a line
MOST_OF_LENGTH = 0.3  # a gap is never wider than this share of the stroke
MOST_OF_OUTLINE = 0.15  # nor one between the two ends of a stroke: a beak is no closed outline
HEADING_SHARE = 0.08  # but ends that head for each other may be this share of their stroke apart: a large round
HEADING_COSINE = 0.6
Step = AddStroke | ImportImage | PlacePicture


@dataclass(eq=False)
class _Line:
    """One stroke on its way to be tidy. `points`: float [N, 4]; `at`: its place among the steps."""

    at: int
    stroke: Stroke
    points: np.ndarray
    closed: bool = False

    @property
    def width(self) -> float:
        return self.stroke.brush.size_px

    @property
    def length(self) -> float:
        return float(lengths(self.points)[-1])


def tidied(operations: Sequence[Operation], size: tuple[int, int]) -> Redraw | None:
    """The step that draws the ink of `operations` tidily on paper of (width, height); None where nothing is to do."""
    steps = _ink_steps(operations)
    if steps is None:
        return None
    side = float(max(size))
    lines = [
        _Line(at, step.stroke, step.stroke.points.astype(float))
        for at, step in enumerate(steps)
        if isinstance(step, AddStroke) and step.stroke.brush.kind != "eraser"
    ]
    if not lines:
        return None
    kept = [line for line in lines if _extent(line) >= SPECK_SHARE * side]
    for line in kept:
        _smooth(line)
        _close(line, side)
    _join(kept, side)
    new = {line.at: AddStroke(replace(line.stroke, points=line.points)) for line in kept}
    dropped = {line.at for line in lines} - set(new)
    return Redraw(LAYER, tuple(new.get(at, step) for at, step in enumerate(steps) if at not in dropped))


def _ink_steps(operations: Sequence[Operation]) -> list[Step] | None:
    """What made the ink as it is; None where it was poured, which hangs on more than the ink's own steps."""
    steps: list[Step] = []
    for operation in operations:
        if isinstance(operation, AddStroke) and LAYER in operation.stroke.layers:
            own = operation.stroke.layer in (LAYER, PAPER)
            steps.append(AddStroke(replace(operation.stroke, layer=LAYER)) if own else operation)
        elif isinstance(operation, Reshape) and LAYER in operation.stroke.layers:
            steps[-1] = AddStroke(operation.stroke)
        elif isinstance(operation, Clear) and LAYER in operation.layers:
            steps = []
        elif isinstance(operation, Redraw) and operation.layer == LAYER:
            steps = list(operation.operations)
        elif isinstance(operation, PlacePicture) and operation.layer == LAYER:
            steps = [operation]
        elif isinstance(operation, ImportImage) and operation.layer == LAYER:
            steps.append(operation)
        elif isinstance(operation, Fill) and operation.layer == LAYER:
            return None
    return steps


def _extent(line: _Line) -> float:
    return float(np.linalg.norm(np.ptp(line.points[:, :2], axis=0))) + line.width


def _smooth(line: _Line) -> None:
    """Between its corners a line is averaged along its way, ends kept; then points that say nothing are left out."""
    if _extent(line) < BLOB_WIDTHS * line.width or len(line.points) < 4:
        return
    step = max(1.0, line.width / 3.0)
    path = evenly(line.points, step)
    reach = max(2, round(2.0 * line.width / step))
    corners = [0, *_corners(path, reach), len(path) - 1]
    sigma = SMOOTH_WIDTHS * line.width / step
    pieces = []
    for start, end in zip(corners, corners[1:], strict=False):
        piece = _averaged(path[start : end + 1], min(sigma, (end - start) / 6.0))
        simple = cv2.approxPolyDP(piece[:, None, :2].astype(np.float32), max(0.3, SIMPLE_WIDTHS * line.width), False)[
            :, 0
        ]
        # Each kept point is one of the piece's: it takes pressure and time along. Long straights keep a point between.
        at = sorted({0, len(piece) - 1, *(int(np.argmin(((piece[:, :2] - s) ** 2).sum(axis=1))) for s in simple)})
        pieces.append(piece[at])
    # A corner is the same place twice.
    line.points = np.concatenate(pieces)


def _corners(path: np.ndarray, reach: int) -> list[int]:
    """Where a path turns sharply, seen over `reach` points each way; the sharpest of a neighbourhood."""
    if len(path) < 2 * reach + 3:
        return []
    before = path[reach:-reach, :2] - path[: -2 * reach, :2]
    after = path[2 * reach :, :2] - path[reach:-reach, :2]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    found: list[int] = []
    for index in np.argsort(-turn):
        if turn[index] < np.radians(CORNER_DEGREES):
            break
        if all(abs(index + reach - other) > reach for other in found):
            found.append(int(index) + reach)
    return sorted(found)


def _averaged(piece: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian mean along the piece, of `sigma` points; mirrored through its ends, so that these stay."""
    if sigma < 0.5 or len(piece) < 4:
        return piece
    reach = min(len(piece) - 1, int(3.0 * sigma) + 1)
    head = 2.0 * piece[0] - piece[reach:0:-1]
    tail = 2.0 * piece[-1] - piece[-2 : -reach - 2 : -1]
    whole = np.concatenate([head, piece, tail])
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    mean = np.stack([np.convolve(whole[:, i], weights, mode="valid") for i in range(whole.shape[1])], axis=1)
    mean[:, 2] = np.clip(mean[:, 2], 0.0, 1.0)
    mean[[0, -1], :2] = piece[[0, -1], :2]
    return mean


def _close(line: _Line, side: float) -> None:
    """An outline whose ends almost meet: both come to the middle between them."""
    gap = float(np.linalg.norm(line.points[-1, :2] - line.points[0, :2]))
    most = min(_limit(line, END_WIDTHS, side * END_SHARE), MOST_OF_OUTLINE * line.length)
    if len(line.points) < 4 or (gap > most and not (gap <= HEADING_SHARE * line.length and _heads_home(line, gap))):
        return
    middle = (line.points[0, :2] + line.points[-1, :2]) / 2.0
    _pull(line, first=True, to=middle)
    _pull(line, first=False, to=middle)
    line.closed = True


def _heads_home(line: _Line, gap: float) -> bool:
    """Does the stroke go on from its end to where it began, and does it begin in that direction?"""
    path = evenly(line.points, max(gap, BLOB_WIDTHS * line.width))[:, :2]
    if len(path) < 4:
        return False
    home = (path[0] - path[-1]) / gap
    ways = (path[-1] - path[-2], path[1] - path[0])
    return all(way @ home >= HEADING_COSINE * np.linalg.norm(way) for way in ways)


def _join(lines: list[_Line], side: float) -> None:
    """Open ends come to other open ends nearby, else to the body of a line they stop just short of."""
    open_lines = [line for line in lines if not line.closed and line.stroke.symmetry is None]
    free = [(line, first) for line in open_lines for first in (True, False)]
    if not free:
        return
    used = _meet(free, side)
    steps = [evenly(line.points[:, :2], max(1.0, line.width / 2.0)) for line in lines if line.length > 0.0]
    bodies = np.concatenate(steps) if steps else np.zeros((0, 2))
    owners = np.repeat([line.at for line in lines if line.length > 0.0], [len(step) for step in steps])
    for index, (line, first) in enumerate(free):
        most = _limit(line, BODY_WIDTHS, side * BODY_SHARE)
        end = _end(line, first)
        near = np.flatnonzero((np.abs(bodies - end) <= most).all(axis=1) & (owners != line.at))
        if index in used or not len(near):
            continue
        away = np.linalg.norm(bodies[near] - end, axis=1)
        if 0.25 * line.width < away.min() <= most:
            _pull(line, first=first, to=bodies[near[int(away.argmin())]])


def _meet(free: list[tuple[_Line, bool]], side: float) -> set[int]:
    """Join open ends in pairs, the nearest first; which ones met."""
    ends = np.array([_end(line, first) for line, first in free])
    limits = np.array([_limit(line, END_WIDTHS, side * END_SHARE) for line, _ in free])
    owners = np.array([line.at for line, _ in free])
    pairs: list[tuple[float, int, int]] = []
    for one, end in enumerate(ends):
        gaps = np.linalg.norm(ends[one + 1 :] - end, axis=1)
        fit = (gaps <= np.minimum(limits[one], limits[one + 1 :])) & (owners[one + 1 :] != owners[one])
        pairs += [(float(gaps[other]), one, one + 1 + int(other)) for other in np.flatnonzero(fit)]
    used: set[int] = set()
    for _, one, other in sorted(pairs):
        if one in used or other in used:
            continue
        used |= {one, other}
        middle = (_end(*free[one]) + _end(*free[other])) / 2.0
        for line, first in (free[one], free[other]):
            _pull(line, first=first, to=middle)
    return used


def _limit(line: _Line, widths: float, more: float) -> float:
    return min(widths * line.width + more, MOST_OF_LENGTH * line.length)


def _end(line: _Line, first: bool) -> np.ndarray:
    return line.points[0 if first else -1, :2].copy()


def _pull(line: _Line, *, first: bool, to: np.ndarray) -> None:
    """Move one end to a place, and the line beside it along, less and less."""
    points = line.points if first else line.points[::-1]
    way = to - points[0, :2]
    along = lengths(points)
    reach = min(along[-1] / 2.0, 4.0 * float(np.linalg.norm(way)) + 2.0 * line.width)
    share = np.clip(1.0 - along / max(reach, 1e-6), 0.0, 1.0)
    share[0] = 1.0
    moved = points.copy()
    moved[:, :2] += (share * share * (3.0 - 2.0 * share))[:, None] * way
    line.points = moved if first else moved[::-1].copy()
