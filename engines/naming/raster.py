"""Lines as the classifier sees them: one figure in a small square, lines of one width, soft edges.

Training and naming draw alike, so what is learnt is what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engines.sketch.linework import thinned

FINE = 3  # drawn so many times larger, then averaged
FILLED = 0.92  # of the square's side, the longer side of the figure
LINE_PX = 3  # width of a line in the large drawing: details need room
_THINNEST_PX, _THICKEST_PX = 2.5, 4.5  # in the large drawing: left as they are
_SHIFT = 4  # cv2's fixed-point bits


def drawn(strokes: Sequence[np.ndarray], *, side_px: int, line_px: int = LINE_PX) -> np.ndarray:
    """Polylines as the network's picture: float32 [side, side] in 0..1, 1 = line.

    `strokes`: float32 [K, 2] each, in a square of side 1 around (0, 0). `line_px`: in the 3 times larger drawing.
    """
    large = side_px * FINE
    canvas = np.zeros((large, large), np.uint8)
    fixed = [np.round((s + 0.5) * (large << _SHIFT)).astype(np.int32)[:, None] for s in strokes]
    cv2.polylines(canvas, fixed, False, 255, line_px, cv2.LINE_AA, _SHIFT)
    return averaged(canvas)


def seen(ink: np.ndarray, *, side_px: int) -> np.ndarray:
    """A figure's ink of any size and line width as the network's picture: float32 [side, side] in 0..1.

    `ink`: uint8 [H, W] coverage, 255 = line, at least one line in it. Thin lines are thickened, thick ones thinned;
    filled areas stay filled.
    """
    large = side_px * FINE
    x, y, width, height = cv2.boundingRect((ink > 64).astype(np.uint8))
    part = ink[y : y + height, x : x + width]
    scale = FILLED * large / max(width, height, 1)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    line_px = _line_width(part) * scale
    if scale < 1:
        # A thin line keeps little coverage when averaged: what counts as line is lowered with it.
        small = cv2.resize(part, size, interpolation=cv2.INTER_AREA) > 90 * min(1.0, line_px)
    else:
        small = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) > 110
    if line_px > _THICKEST_PX:
        small, line_px = thinned(small), 1.0
    canvas = np.zeros((large, large), np.uint8)
    left, top = (large - size[0]) // 2, (large - size[1]) // 2
    canvas[top : top + size[1], left : left + size[0]] = small.astype(np.uint8) * 255
    if line_px < _THINNEST_PX:
        brush = round(LINE_PX - max(line_px, 1.0)) + 1
        canvas = cv2.dilate(canvas, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (brush, brush)))
    return averaged(canvas)


def averaged(canvas: np.ndarray) -> np.ndarray:
    """uint8 [3 S, 3 S] coverage to float32 [S, S] in 0..1."""
    side = canvas.shape[0] // FINE
    return cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _line_width(ink: np.ndarray) -> float:
    """The usual width of the lines of uint8 [H, W], pixels: twice the distance to the paper, along the middle."""
    solid = np.pad((ink > 110).astype(np.uint8), 1)
    if not solid.any():
        return 1.0
    depth = cv2.distanceTransform(solid, cv2.DIST_L2, 3)
    middle = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 1e-3) & (solid > 0)
    return max(1.0, 2.0 * float(np.median(depth[middle])) - 1.0)
