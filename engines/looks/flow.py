"""Where strokes go: along the forms, and noise drawn out along them (line integral convolution, Cabral and Leedom 1993,
by doubling steps)."""

from __future__ import annotations

import cv2
import numpy as np

from engines.looks.look_input import LookInput, soft
from engines.looks.textures import noise


def along_forms(art: LookInput, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """float32 [H, W] twice: the unit direction in which the form runs, right and down; slow waves on open paper."""
    height, width = art.size
    unit = art.unit
    # Round the shape, and across the light: the level lines of depth and brightness.
    # Endless where no pixel is open.
    depth = np.minimum(cv2.distanceTransform(art.ink_free, cv2.DIST_L2, 3), max(art.size)) * np.float32(1 / unit)
    depth = np.minimum(depth, 40)
    heights = soft(depth + 14 * (art.bright - art.shadow), 5 * unit)
    heights += np.float32(1.6) * noise(height, width, 170.0, seed, 1)
    across_x = cv2.Scharr(heights, cv2.CV_32F, 1, 0)
    across_y = cv2.Scharr(heights, cv2.CV_32F, 0, 1)
    length = np.sqrt(across_x * across_x + across_y * across_y) + np.float32(1e-4)
    return -across_y / length, across_x / length


def smeared(values: np.ndarray, way: tuple[np.ndarray, np.ndarray], length_px: float) -> np.ndarray:
    """`values`, float32 [H, W] or [H, W, 3], averaged along the way over about `length_px`: each pass doubles
    the reach."""
    step = 0.5
    while step < length_px / 2:
        ahead, back = (_moved(values, way, sign * step) for sign in (1, -1))
        values = (ahead + back) * np.float32(0.5)
        step *= 2
    return values


def _moved(values: np.ndarray, way: tuple[np.ndarray, np.ndarray], by_px: float) -> np.ndarray:
    height, width = way[0].shape
    x = np.arange(width, dtype=np.float32) + way[0] * np.float32(by_px)
    y = np.arange(height, dtype=np.float32)[:, None] + way[1] * np.float32(by_px)
    return cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
