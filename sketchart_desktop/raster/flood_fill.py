"""Where a bucket of paint flows: the region of the ink around a point, small gaps in the lines held closed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from sketchart_desktop.document.operations import Fill
from sketchart_desktop.raster.tiles import Rect

UNDER_LINE_PX = 2  # the paint goes this far under the lines, so that no light seam shows
MIDDLE_PX = 48  # and never farther than this under a line, however broad
BLOCK_PX = 256
# Under lines it is a close thing which side is nearer, and OpenCV's last bit depends on where a picture is cut: this
# one size stays as it was, so that old drawings come out the same.
MIDDLE_BLOCK_PX = 512
DISC_PX = 8
FARTHER_PX = 4  # a distance is measured over two kinds of steps: up to so much farther than it says

CROSS = np.array(((0, 1, 0), (1, 1, 1), (0, 1, 0)), np.uint8)

Slices = tuple[slice, slice]


@dataclass(frozen=True, eq=False)
class Lines:
    """What a fill must know of the whole paper; the next fill of the same gap needs it again.

    `ink`: uint8 [height, width] coverage. `closed`: not zero on lines of more than `tolerance`, broadened by `reach`.
    """

    ink: np.ndarray
    closed: np.ndarray
    gap_px: float
    tolerance: int
    reach: int

    def fit(self, fill: Fill) -> bool:
        """Are they what this fill needs?"""
        return (self.gap_px, self.tolerance) == (fill.gap_px, fill.tolerance)


def lines_for(ink: np.ndarray, fill: Fill) -> Lines:
    """`ink`: uint8 [height, width] coverage of the line art."""
    barrier = _barrier(ink, fill.tolerance)
    reach = math.ceil(fill.gap_px / 2.0)
    return Lines(ink, _closed(barrier, _blocks_with(barrier, BLOCK_PX), reach), fill.gap_px, fill.tolerance, reach)


def region(lines: Lines | None, fill: Fill, width: int, height: int) -> tuple[np.ndarray | None, Rect]:
    """Coverage uint8 [h, w] (0 or 255) inside the returned rectangle; None where the paint has nowhere to go.

    `lines`: those that `fit`, None = blank paper. A region narrower than the gap is still found.
    """
    whole = (0, 0, width, height)
    if not (0 <= fill.x < width and 0 <= fill.y < height):
        return None, whole
    if lines is None:
        return np.full((height, width), 255, np.uint8), whole
    ink, closed, reach = lines.ink, lines.closed, lines.reach
    if ink[fill.y, fill.x] > fill.tolerance:
        return None, whole
    if closed[fill.y, fill.x]:
        closed, reach = _barrier(ink, fill.tolerance), 0  # a narrow place: closing gaps would close it altogether
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (255 << 8)
    x, y, w, h = cv2.floodFill(closed, flooded, (fill.x, fill.y), 2, flags=flags)[3]
    inside = flooded[1:-1, 1:-1]
    margin = reach + (MIDDLE_PX if fill.to_middle else UNDER_LINE_PX)
    x0, y0, x1, y1 = max(0, x - margin), max(0, y - margin), min(width, x + w + margin), min(height, y + h + margin)
    here = np.s_[y0:y1, x0:x1]
    part = _up_to_lines(inside[here], ink[here], _barrier(ink[here], fill.tolerance), fill, reach=reach)
    return part, (x0, y0, x1, y1)


def _barrier(ink: np.ndarray, tolerance: int) -> np.ndarray:
    return cv2.threshold(ink, tolerance, 1, cv2.THRESH_BINARY)[1]


def _closed(barrier: np.ndarray, lines: np.ndarray, reach: int) -> np.ndarray:
    """The lines, broadened by `reach`: openings of twice that are closed."""
    if not reach:
        return barrier
    closed = np.zeros(barrier.shape, np.uint8)  # unlike zeros_like it costs nothing where nothing is written
    for core, wide, within in _blocks_near(lines, barrier.shape, reach + FARTHER_PX, block=BLOCK_PX):
        closed[core] = _grown(np.ascontiguousarray(barrier[wide]), reach)[within]
    return closed


def _up_to_lines(inside: np.ndarray, ink: np.ndarray, barrier: np.ndarray, fill: Fill, *, reach: int) -> np.ndarray:
    """What the flood reached (written over), led back to the lines it kept `reach` away from, and then under them."""
    lines = _blocks_with(barrier, BLOCK_PX)
    if reach:
        _lead_back(inside, barrier, lines, reach=reach)
    changed: list[tuple[Slices, np.ndarray]] = []  # put in place at the end: each block looks at its neighbours
    if not fill.to_middle:
        for core, wide, within in _blocks_near(lines, inside.shape, UNDER_LINE_PX + MIDDLE_PX, block=BLOCK_PX):
            near = np.ascontiguousarray(inside[wide])
            changed.append((core, np.where(ink[wide] > 0, _grown(near, UNDER_LINE_PX), near)[within]))
    else:
        lines = _blocks_with(barrier, MIDDLE_BLOCK_PX)
        for core, wide, within in _blocks_near(lines, inside.shape, MIDDLE_PX + FARTHER_PX, block=MIDDLE_BLOCK_PX):
            x, y, w, h = cv2.boundingRect(np.ascontiguousarray(barrier[core]))
            if w and _holds(inside[wide]):  # measured around the lines alone
                near = np.ascontiguousarray(inside[wide])
                y, x, away = y + within[0].start, x + within[1].start, MIDDLE_PX + FARTHER_PX
                box = np.s_[max(0, y - away) : y + h + away, max(0, x - away) : x + w + away]
                near[box] = _to_middle(near[box], ink[wide][box], fill.tolerance)
                changed.append((core, near[within]))
    for core, near in changed:
        inside[core] = near
    return inside


def _lead_back(inside: np.ndarray, barrier: np.ndarray, lines: np.ndarray, *, reach: int) -> None:
    """The flood kept `reach` away from the lines: let it come up to them, in place."""
    # A disc does not reach into corners; steps to the four neighbours do, and cross no line however thin.
    steps = 1 + math.ceil(0.42 * reach)
    changed: list[tuple[Slices, np.ndarray]] = []
    for core, wide, within in _blocks_near(lines, inside.shape, reach + steps + FARTHER_PX, block=BLOCK_PX):
        # Far from every line the flood has reached all or nothing.
        if not _holds(barrier[wide]) or not _holds(inside[wide]):
            continue
        free = np.where(barrier[wide] == 0, np.uint8(255), np.uint8(0))
        near = cv2.min(_grown(np.ascontiguousarray(inside[wide]), reach), free)
        reached = cv2.countNonZero(near)
        for _ in range(steps):
            near = cv2.min(cv2.dilate(near, CROSS), free)
            before, reached = reached, cv2.countNonZero(near)
            if reached == before:
                break  # most corners are reached long before
        changed.append((core, near[within]))
    for core, near in changed:
        inside[core] = near


def _to_middle(part: np.ndarray, ink: np.ndarray, tolerance: int) -> np.ndarray:
    """The filled part and, under the lines, all that is nearer to it than to the paper on the other side."""
    line = ink > tolerance
    beyond = ~line & (part == 0)
    to_part = cv2.distanceTransform((part == 0).astype(np.uint8), cv2.DIST_L2, 3)
    to_beyond = cv2.distanceTransform((~beyond).astype(np.uint8), cv2.DIST_L2, 3)
    under = line & (to_part <= MIDDLE_PX) & (to_part <= to_beyond)
    return np.where(under, np.uint8(255), part)


def _grown(mask: np.ndarray, reach: int) -> np.ndarray:
    """What is not zero in `mask`, broadened by `reach`; a broad disc costs too much for trying each of its pixels."""
    if reach <= DISC_PX:
        return cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)))
    blank = (mask == 0).view(np.uint8)
    # Measured only where something blank is within reach of the mask: around what is blank, or around the mask.
    around = min(_around(blank, 2), _around(mask, reach + FARTHER_PX), key=_area)
    result = mask.copy()
    away = cv2.distanceTransform(np.ascontiguousarray(blank[around]), cv2.DIST_L2, 5)
    result[around] = np.where(away <= reach, mask.max(), np.uint8(0))
    return result


def _around(mask: np.ndarray, margin: int) -> Slices:
    """The rectangle of what is not zero, and `margin` about it."""
    x, y, w, h = cv2.boundingRect(mask)
    return np.s_[max(0, y - margin) : y + h + margin, max(0, x - margin) : x + w + margin]


def _area(part: Slices) -> int:
    return (part[0].stop - part[0].start) * (part[1].stop - part[1].start)


def _blocks_with(mask: np.ndarray, block: int) -> np.ndarray:
    """uint8 [rows, columns]: which blocks have something in them. In blocks, because most of a large paper has not."""
    height, width = mask.shape
    tops, lefts = range(0, height, block), range(0, width, block)
    return np.array([[_holds(mask[y : y + block, x : x + block]) for x in lefts] for y in tops], np.uint8)


def _blocks_near(
    some: np.ndarray, shape: tuple[int, ...], margin: int, *, block: int = BLOCK_PX
) -> Iterator[tuple[Slices, Slices, Slices]]:
    """The blocks with `some` about them, `margin` and a bit away at most.

    Each one's pixels, those with `margin` around them, and where the first lie in the second.
    """
    height, width = shape
    far = math.ceil(margin / block)
    near = cv2.dilate(some, np.ones((2 * far + 1, 2 * far + 1), np.uint8))
    for row, column in np.argwhere(near).tolist():
        y, x = row * block, column * block
        bottom, right = min(y + block, height), min(x + block, width)
        top, left = max(0, y - margin), max(0, x - margin)
        wide = np.s_[top : bottom + margin, left : right + margin]
        yield np.s_[y:bottom, x:right], wide, np.s_[y - top : bottom - top, x - left : right - left]


def _holds(mask: np.ndarray) -> bool:
    return cv2.countNonZero(mask) > 0
