"""Where a bucket of paint flows: the region of the ink around a point, small gaps in the lines held closed."""

from __future__ import annotations

import math

import cv2
import numpy as np

from sketchart_desktop.document.operations import Fill
from sketchart_desktop.state.tiles import Rect

UNDER_LINE_PX = 2  # the paint goes this far under the lines, so that no light seam shows

MIDDLE_PX = 48  # and never farther than this under a line, however broad


def region(ink: np.ndarray | None, fill: Fill, width: int, height: int) -> tuple[np.ndarray | None, Rect]:
    """Coverage uint8 [h, w] (0 or 255) inside the returned rectangle; None where the paint has nowhere to go.

    `ink`: uint8 [height, width] coverage of the line art, None = blank. A region narrower than the gap is still found.
    """
    whole = (0, 0, width, height)
    if not (0 <= fill.x < width and 0 <= fill.y < height):
        return None, whole
    if ink is None:
        return np.full((height, width), 255, np.uint8), whole
    barrier = (ink > fill.tolerance).astype(np.uint8)
    if barrier[fill.y, fill.x]:
        return None, whole
    reach = math.ceil(fill.gap_px / 2.0)
    closed = cv2.dilate(barrier, _disc(reach)) if reach else barrier
    if closed[fill.y, fill.x]:
        closed, reach = barrier, 0  # a narrow place: closing gaps would close it altogether
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    cv2.floodFill(closed, flooded, (fill.x, fill.y), 2, flags=4 | cv2.FLOODFILL_MASK_ONLY | (255 << 8))
    inside = flooded[1:-1, 1:-1]
    margin = reach + (MIDDLE_PX if fill.to_middle else UNDER_LINE_PX)
    x, y, w, h = cv2.boundingRect(inside)
    x0, y0, x1, y1 = max(0, x - margin), max(0, y - margin), min(width, x + w + margin), min(height, y + h + margin)
    part = np.ascontiguousarray(inside[y0:y1, x0:x1])
    if reach:
        free = np.where(barrier[y0:y1, x0:x1] == 0, 255, 0).astype(np.uint8)
        part = np.minimum(cv2.dilate(part, _disc(reach)), free)
        # A disc does not reach into corners; steps to the four neighbours do, and cross no line however thin.
        for _ in range(1 + math.ceil(0.42 * reach)):
            part = np.minimum(cv2.dilate(part, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))), free)
    if fill.to_middle:
        return _to_middle(part, ink[y0:y1, x0:x1], fill.tolerance), (x0, y0, x1, y1)
    under = cv2.dilate(part, _disc(UNDER_LINE_PX))
    return np.where(ink[y0:y1, x0:x1] > 0, under, part).astype(np.uint8), (x0, y0, x1, y1)


def _to_middle(part: np.ndarray, ink: np.ndarray, tolerance: int) -> np.ndarray:
    """The filled part and, under the lines, all that is nearer to it than to the paper on the other side."""
    line = ink > tolerance
    beyond = ~line & (part == 0)
    to_part = cv2.distanceTransform((part == 0).astype(np.uint8), cv2.DIST_L2, 3)
    to_beyond = cv2.distanceTransform((~beyond).astype(np.uint8), cv2.DIST_L2, 3)
    under = line & (to_part <= MIDDLE_PX) & (to_part <= to_beyond)
    return np.where(under, np.uint8(255), part)


def _disc(radius: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
