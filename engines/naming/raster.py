"""Lines as the classifier sees them: one figure in a small square, lines of one width, soft edges.

Training and naming draw with the same function, so what is learnt is what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

INPUT_PX = 48  # side of the square that the network is shown
FINE = 3  # drawn so many times larger, then averaged
FILLED = 0.92  # of the square's side, the longer side of the figure
LINE_PX = 5  # width of a line in the large drawing: 1.7 px of the small one
_SHIFT = 4  # cv2's fixed-point bits


def drawn(strokes: Sequence[np.ndarray], *, side_px: int = INPUT_PX, line_px: int = LINE_PX) -> np.ndarray:
    """Polylines as the network's picture: float32 [side, side] in 0..1, 1 = line.

    `strokes`: float32 [K, 2] each, in a square of side 1 around (0, 0). `line_px`: in the 3 times larger drawing.
    """
    large = side_px * FINE
    canvas = np.zeros((large, large), np.uint8)
    fixed = [np.round((s + 0.5) * (large << _SHIFT)).astype(np.int32)[:, None] for s in strokes]
    cv2.polylines(canvas, fixed, False, 255, line_px, cv2.LINE_AA, _SHIFT)
    return averaged(canvas)


def averaged(canvas: np.ndarray) -> np.ndarray:
    """uint8 [3 S, 3 S] coverage to float32 [S, S] in 0..1."""
    side = canvas.shape[0] // FINE
    return cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
