"""Small copies of the layers at an engine's working size, kept up to date where something changed, when asked for."""

from __future__ import annotations

import cv2
import numpy as np

from sketchart_desktop.state.blending import straight
from sketchart_desktop.state.tiles import Rect

BLOCK_PX = 32  # proxies are made anew in whole blocks of a fixed grid, so that history cannot show in the rounding


class Proxy:
    """One layer, averaged over areas to uint8 [height, width, 4] straight RGBA."""

    def __init__(self, source_size: tuple[int, int], size: tuple[int, int]) -> None:
        self._source_width, self._source_height = source_size
        self._width, self._height = size
        self._pixels = np.zeros((self._height, self._width, 4), np.uint8)
        self._columns = _edges(self._source_width, self._width)
        self._rows = _edges(self._source_height, self._height)
        self._stale = np.ones((-(-self._height // BLOCK_PX), -(-self._width // BLOCK_PX)), bool)

    def mark(self, rect: Rect) -> None:
        """The layer changed inside `rect` (canvas pixels)."""
        x0, y0, x1, y1 = rect
        across, down = self._width / self._source_width, self._height / self._source_height
        left, right = int(x0 * across) // BLOCK_PX, int(x1 * across) // BLOCK_PX
        top, bottom = int(y0 * down) // BLOCK_PX, int(y1 * down) // BLOCK_PX
        self._stale[top : bottom + 1, left : right + 1] = True

    def update(self, source: np.ndarray | None) -> np.ndarray:
        """The current picture, a copy; `source`: uint32 [H, W] premultiplied, or None (blank)."""
        if source is None:
            self._pixels[...] = 0
            self._stale[...] = True
            return self._pixels.copy()
        for row, column in zip(*np.nonzero(self._stale), strict=True):
            self._update_block(source, int(row) * BLOCK_PX, int(column) * BLOCK_PX)
        self._stale[...] = False
        return self._pixels.copy()

    def _update_block(self, source: np.ndarray, top: int, left: int) -> None:
        bottom, right = min(top + BLOCK_PX, self._height), min(left + BLOCK_PX, self._width)
        y0, y1, down = _part(self._rows, top, bottom, self._source_height)
        x0, x1, across = _part(self._columns, left, right, self._source_width)
        area = source[y0:y1, x0:x1]
        target = self._pixels[top:bottom, left:right]
        if not area.any():
            target[...] = 0
            return
        if (y1 - y0, x1 - x0) == target.shape[:2]:
            target[...] = straight(area)
            return
        parts = np.ascontiguousarray(area).view(np.uint8).reshape(y1 - y0, x1 - x0, 4)
        edges = (self._rows[top], self._rows[bottom], self._columns[left], self._columns[right])
        if all(edge == int(edge) for edge in edges):
            # The block's borders are pixel borders: OpenCV's averaging of areas is the same, and far faster.
            small = cv2.resize(parts, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        else:
            rows = (down @ parts.reshape(y1 - y0, -1).astype(np.float32)).reshape(bottom - top, x1 - x0, 4)
            small = np.rint(across @ rows).astype(np.uint8)
        target[...] = straight(np.ascontiguousarray(small).view(np.uint32)[..., 0])


def _edges(source: int, target: int) -> np.ndarray:
    """The edges of each target pixel's area in source pixels."""
    return np.arange(target + 1, dtype=np.float64) * (source / target)


def _part(edges: np.ndarray, first: int, last: int, source: int) -> tuple[int, int, np.ndarray]:
    """Source range and float32 [target pixels, source pixels] averaging weights for target pixels first..last."""
    start = int(np.floor(edges[first] + 1e-9))
    end = min(source, int(np.ceil(edges[last] - 1e-9)))
    places = np.arange(start, end, dtype=np.float64)
    low, high = edges[first:last, None], edges[first + 1 : last + 1, None]
    shared = np.clip(np.minimum(high, places + 1.0) - np.maximum(low, places), 0.0, None)
    return start, end, (shared / shared.sum(axis=1, keepdims=True)).astype(np.float32)
