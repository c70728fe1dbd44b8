"""Enlarging a finished artwork by an upscaler's pack, in tiles that overlap so that memory stays small and no seam
shows.

The clear parts of an artwork stay clear: colours and alpha are enlarged apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

import cv2
import numpy as np

TILE_PX = 256
OVERLAP_PX = 24  # beyond what the known upscalers see around a pixel (18 of SRVGG's 16 layers, 28 of cunet with margin)


class TileEnlarger(Protocol):
    """What enlarges one tile: a PictureEngine."""

    @property
    def scale(self) -> int: ...

    def paint(self, rgb: np.ndarray, style: np.ndarray | None) -> tuple[np.ndarray, np.ndarray | None]: ...


def upscale(
    engine: TileEnlarger,
    image: np.ndarray,
    *,
    tile_px: int = TILE_PX,
    overlap_px: int = OVERLAP_PX,
    on_progress: Callable[[float], None] | None = None,
) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA to [scale * H, scale * W, 4]. Raises EngineError.

    Each tile is painted with at least `overlap_px` pixels of its neighbours around it, which are then cut off.
    """
    scale = engine.scale
    height, width = image.shape[:2]
    colours = _filled(image)
    large = np.empty((scale * height, scale * width, 4), np.uint8)
    alpha = cv2.resize(image[:, :, 3], (scale * width, scale * height), interpolation=cv2.INTER_CUBIC)
    large[:, :, 3] = alpha
    places = list(tiles(height, width, tile_px=tile_px, overlap_px=overlap_px))
    for number, (top, bottom, left, right, y0, y1, x0, x1) in enumerate(places):
        part, _ = engine.paint(colours[y0:y1, x0:x1], None)
        inner = part[scale * (top - y0) : scale * (bottom - y0), scale * (left - x0) : scale * (right - x0)]
        large[scale * top : scale * bottom, scale * left : scale * right, :3] = inner
        if on_progress is not None:
            on_progress((number + 1) / len(places))
    return large


class Tile(NamedTuple):
    """Rows top to bottom and columns left to right are painted by showing the rows y0 to y1 and columns x0 to x1."""

    top: int
    bottom: int
    left: int
    right: int
    y0: int
    y1: int
    x0: int
    x1: int


def tiles(height: int, width: int, *, tile_px: int = TILE_PX, overlap_px: int = OVERLAP_PX) -> Iterator[Tile]:
    """Tiles of at most `tile_px` a side, nearly equal, all shown in windows of one size: a runtime prepares itself for
    each size anew.
    """
    columns = list(_spans(width, tile_px, overlap_px))
    for top, bottom, y0, y1 in _spans(height, tile_px, overlap_px):
        for left, right, x0, x1 in columns:
            yield Tile(top, bottom, left, right, y0, y1, x0, x1)


def _spans(length: int, tile_px: int, overlap_px: int) -> Iterator[tuple[int, int, int, int]]:
    side = -(-length // -(-length // tile_px))
    window = min(length, side + 2 * overlap_px)
    for start in range(0, length, side):
        shown = min(max(0, start - overlap_px), length - window)
        yield start, min(start + side, length), shown, shown + window


def _filled(image: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3] RGB: clear pixels take the colours beside them, so that no paper shines through at the edges."""
    alpha = image[:, :, 3]
    if alpha.min() > 0:
        return np.ascontiguousarray(image[:, :, :3])
    if not alpha.any():
        return np.full((*alpha.shape, 3), 255, np.uint8)
    weight = alpha.astype(np.float32)[:, :, None] / 255
    total, share = image[:, :, :3] * weight, weight
    filled = image[:, :, :3].copy()
    missing = alpha == 0
    radius = 3
    while missing.any():
        size = (2 * radius + 1, 2 * radius + 1)
        near, known = cv2.blur(total, size), cv2.blur(share, size)
        reached = missing & (known > 1e-4)
        filled[reached] = np.clip(near[reached] / known[reached][:, None], 0, 255).astype(np.uint8)
        missing &= ~reached
        if radius > max(alpha.shape):
            break
        radius *= 4
    return filled
