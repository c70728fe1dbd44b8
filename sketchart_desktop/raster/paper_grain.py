"""The paper's tooth: where it is low, a pencil leaves less. One tile of it, the same on every tile and machine."""

from __future__ import annotations

from functools import cache

import numpy as np

from sketchart_desktop.raster.tiles import TILE_PX

LEVELS = 64  # grains are told apart this finely


def tooth(grain: float) -> np.ndarray:
    """uint16 [TILE_PX, TILE_PX], 0..255: how much of its coverage a stroke of this `grain` (0..1) keeps."""
    return _tooth(round(grain * LEVELS))


def laid_on(coverage: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """uint8 coverage on the tooth (a part of `tooth()`, of the same shape)."""
    result = coverage * kept
    result += np.uint16(127)
    result //= np.uint16(255)
    return result.astype(np.uint8)


@cache
def _tooth(level: int) -> np.ndarray:
    # Whole numbers only, so that every machine sees the same paper; wrapped round, so that tiles show no seams.
    place = np.arange(TILE_PX * TILE_PX, dtype=np.uint64)
    mixed = (place + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    fine = (mixed >> np.uint64(8) & np.uint64(255)).astype(np.int64).reshape(TILE_PX, TILE_PX)
    soft = fine * 2
    for axis in (0, 1):
        soft = np.roll(soft, 1, axis) + 2 * soft + np.roll(soft, -1, axis)
    height = np.clip((soft // 32 - 128) * 5 // 2 + 128, 0, 255)
    kept = np.clip(255 - (255 - height) * level // LEVELS, 0, 255).astype(np.uint16)
    kept.flags.writeable = False
    return kept
