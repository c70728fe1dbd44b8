"""The drawing's lines as a medium draws them."""

from __future__ import annotations

import numpy as np

from engines.looks.look_input import LookInput, smoothstep, soft
from engines.looks.textures import noise


def swollen(art: LookInput, weight: float, *, swell: float = 0.6, seed: int = 5) -> np.ndarray:
    """float32 [H, W]: how much of each pixel a line covers that is thick in the shade and thin in the light, and
    swells along its way; `weight` 0..1."""
    height, width = art.size
    unit = art.unit
    spread = soft(art.line, (0.5 + 1.0 * weight) * unit)
    shade = soft(art.shadow - art.bright, 6 * unit)
    along = noise(height, width, 55.0, seed, 1)
    level = 0.36 - np.float32(0.16 * swell) * shade - np.float32(0.07 * swell) * along
    level = np.clip(level - np.float32(0.14 * (weight - 0.5)), 0.10, 0.6)
    soft_px = 0.14
    return np.clip((spread - level) * np.float32(1 / soft_px) + np.float32(0.5), 0, 1)


def thick(art: LookInput, by: float) -> np.ndarray:
    """float32 [H, W]: the lines, `by` paper units wider on each side, with smooth borders."""
    spread = soft(art.line, max(0.4, by) * art.unit)
    return smoothstep(spread, 0.10, 0.34)
