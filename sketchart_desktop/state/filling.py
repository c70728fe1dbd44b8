"""Where a bucket of paint flows: the region of the ink around a point, small gaps in the lines held closed."""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np

from sketchart_desktop.document.operations import Fill
from sketchart_desktop.state.tiles import Rect

UNDER_LINE_PX = 2  # the paint goes this far under the lines, so that no light seam shows
MIDDLE_PX = 48  # and never farther than this under a line, however broad
BLOCK_PX = 512
DISC_PX = 8
FARTHER_PX = 4  # a distance is measured over two kinds of steps: up to so much farther than it says

Slices = tuple[slice, slice]


def region(ink: np.ndarray | None, fill: Fill, width: int, height: int) -> tuple[np.ndarray | None, Rect]:
    """Coverage uint8 [h, w] (0 or 255) inside the returned rectangle; None where the paint has nowhere to go.

    `ink`: uint8 [height, width] coverage of the line art, None = blank. A region narrower than the gap is still found.
    """
    whole = (0, 0, width, height)
    if not (0 <= fill.x < width and 0 <= fill.y < height):
        return None, whole
    if ink is None:
        return np.full((height, width), 255, np.uint8), whole
    barrier = cv2.threshold(ink, fill.tolerance, 1, cv2.THRESH_BINARY)[1]
    if barrier[fill.y, fill.x]:
        return None, whole
    reach = math.ceil(fill.gap_px / 2.0)
    closed = _closed(barrier, reach)
    if closed[fill.y, fill.x]:
        closed, reach = barrier, 0  # a narrow place: closing gaps would close it altogether
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    cv2.floodFill(closed, flooded, (fill.x, fill.y), 2, flags=4 | cv2.FLOODFILL_MASK_ONLY | (255 << 8))
    inside = flooded[1:-1, 1:-1]
    margin = reach + (MIDDLE_PX if fill.to_middle else UNDER_LINE_PX)
    x, y, w, h = cv2.boundingRect(inside)
    x0, y0, x1, y1 = max(0, x - margin), max(0, y - margin), min(width, x + w + margin), min(height, y + h + margin)
    here = np.s_[y0:y1, x0:x1]
    part = _up_to_lines(inside[here], ink[here], barrier[here], fill, reach=reach)
    return part, (x0, y0, x1, y1)


def _closed(barrier: np.ndarray, reach: int) -> np.ndarray:
    """The lines, broadened by `reach`: openings of twice that are closed."""
    if not reach:
        return barrier
    closed = np.zeros_like(barrier)
    for core, wide, within in _blocks(barrier.shape, reach + FARTHER_PX):
        if barrier[wide].any():
            closed[core] = _grown(np.ascontiguousarray(barrier[wide]), reach)[within]
    return closed


def _up_to_lines(inside: np.ndarray, ink: np.ndarray, barrier: np.ndarray, fill: Fill, *, reach: int) -> np.ndarray:
    """What the flood reached, led back to the lines it kept `reach` away from, and then under them."""
    part = inside.copy()
    # A disc does not reach into corners; steps to the four neighbours do, and cross no line however thin.
    steps = 1 + math.ceil(0.42 * reach) if reach else 0
    for core, wide, within in _blocks(inside.shape, reach + steps + MIDDLE_PX + FARTHER_PX):
        # Far from every line the flood has reached all or nothing.
        if not barrier[wide].any() or not inside[wide].any():
            continue
        near, line = np.ascontiguousarray(inside[wide]), ink[wide]
        if reach:
            free = np.where(barrier[wide] == 0, np.uint8(255), np.uint8(0))
            near = np.minimum(_grown(near, reach), free)
            for _ in range(steps):
                near = np.minimum(cv2.dilate(near, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))), free)
        if fill.to_middle:
            x, y, w, h = cv2.boundingRect(np.ascontiguousarray(barrier[core]))
            if w:  # measured around the lines alone
                y, x, away = y + within[0].start, x + within[1].start, MIDDLE_PX + FARTHER_PX
                box = np.s_[max(0, y - away) : y + h + away, max(0, x - away) : x + w + away]
                near[box] = _to_middle(near[box], line[box], fill.tolerance)
        else:
            near = np.where(line > 0, _grown(near, UNDER_LINE_PX), near)
        part[core] = near[within]
    return part


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
    away = cv2.distanceTransform((mask == 0).astype(np.uint8), cv2.DIST_L2, 5)
    return np.where(away <= reach, mask.max(), np.uint8(0))


def _blocks(shape: tuple[int, ...], margin: int) -> Iterator[tuple[Slices, Slices, Slices]]:
    """A picture in blocks: each one's pixels, those with `margin` around them, and where the first lie in the second.

    In blocks, because most of a large paper is far from any line, and what is not fits into the processor's cache.
    """
    height, width = shape
    for y in range(0, height, BLOCK_PX):
        for x in range(0, width, BLOCK_PX):
            bottom, right = min(y + BLOCK_PX, height), min(x + BLOCK_PX, width)
            top, left = max(0, y - margin), max(0, x - margin)
            wide = np.s_[top : bottom + margin, left : right + margin]
            yield np.s_[y:bottom, x:right], wide, np.s_[y - top : bottom - top, x - left : right - left]
