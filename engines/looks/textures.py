"""Noise, paper and strokes, fixed to the canvas: the same places at every size, only finer. Kept while a size is used.

Value noise in octaves (Perlin 1985 in its simplest form): random values on lattices in paper units, enlarged smoothly.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from engines.looks.look_input import UNIT_SIDE

KEPT = 64  # textures
FINEST_PX = 1.5  # a cell smaller than this is too fine for this size, and left out
MOST_CELLS = 2048


@lru_cache(KEPT)
def noise(height: int, width: int, cell: float, seed: int, octaves: int = 1) -> np.ndarray:
    """float32 [H, W], mean 0, standard deviation about 1; `cell`: of the coarsest octave, in paper units. Do not change
    what you are given."""
    field = np.zeros((height, width), np.float32)
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        field += np.float32(weight) * _lattice(height, width, cell / 2**octave, seed + 101 * octave)
        total += weight**2
        weight *= 0.55
    field *= np.float32(1 / total**0.5)
    field.flags.writeable = False
    return field


@lru_cache(KEPT)
def strokes(height: int, width: int, degrees: float, *, thick: float, long: float, seed: int) -> np.ndarray:
    """float32 [H, W], mean 0, standard deviation about 1: noise drawn out along a direction, in strokes so `thick` and
    `long`, paper units."""
    side = max(height, width)
    # A square that holds the canvas however it is turned.
    around = int(side * 1.5)
    across = max(2, round(1.5 * UNIT_SIDE / thick))
    along = max(2, round(1.5 * UNIT_SIDE / long))
    if side / (across / 1.5) < FINEST_PX:
        across = round(1.5 * side / FINEST_PX)
    values = np.random.default_rng((seed, along)).standard_normal((MOST_CELLS, along)).astype(np.float32)
    values = np.ascontiguousarray(values[:across])
    field = cv2.resize(values, (around, around), interpolation=cv2.INTER_CUBIC)
    turn = cv2.getRotationMatrix2D((around / 2, around / 2), degrees, 1.0)
    turn[:, 2] -= ((around - side) / 2, (around - side) / 2)
    field = cv2.warpAffine(field, turn, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    field = np.ascontiguousarray(field[:height, :width]) * np.float32(1.35)
    field.flags.writeable = False
    return field


@lru_cache(KEPT)
def paper(height: int, width: int, seed: int, cell: float = 5.0) -> np.ndarray:
    """float32 [H, W], about -1..1: the grain of rough paper, hills and pits."""
    field = 0.6 * noise(height, width, cell, seed, 3) + 0.25 * noise(height, width, 12 * cell, seed + 7, 2)
    field = np.clip(field, -1.6, 1.6).astype(np.float32)
    field.flags.writeable = False
    return field


@lru_cache(KEPT)
def sheet(height: int, width: int, rgb: tuple[float, float, float], roughness: float, seed: int) -> np.ndarray:
    """float32 [H, W, 3]: a sheet of paper of this colour, its grain lit from above on the left."""
    grain = paper(height, width, seed)
    unit = max(height, width) / UNIT_SIDE
    relief = (grain - np.roll(grain, (round(unit) or 1, round(unit) or 1), (0, 1))) * np.float32(roughness)
    tone = relief + noise(height, width, 150.0, seed + 3, 2) * np.float32(0.25 * roughness)
    ground = np.clip(np.array(rgb, np.float32) + tone[..., None], 0, 1)
    ground.flags.writeable = False
    return ground


def _lattice(height: int, width: int, cell: float, seed: int) -> np.ndarray:
    side = max(height, width)
    cells = max(2, round(UNIT_SIDE / cell))
    if cells > MOST_CELLS or side / cells < FINEST_PX:
        return np.zeros((height, width), np.float32)
    values = np.random.default_rng((seed, cells)).standard_normal((cells, cells)).astype(np.float32)
    scale = side / cells
    rows, columns = (min(cells, int(np.ceil(length / scale)) + 2) for length in (height, width))
    field = cv2.resize(values[:rows, :columns], None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    short = (max(0, height - field.shape[0]), max(0, width - field.shape[1]))
    if any(short):
        field = cv2.copyMakeBorder(field, 0, short[0], 0, short[1], cv2.BORDER_REPLICATE)
    return field[:height, :width] * np.float32(1.25)
