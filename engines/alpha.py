"""Straight RGBA made premultiplied, to be mixed, enlarged or blurred, and straight again."""

from __future__ import annotations

import numpy as np


def premultiplied(rgba: np.ndarray) -> np.ndarray:
    """float32 [..., 4], colours times alpha, all 0..255, of uint8 [..., 4] straight RGBA."""
    parts = rgba.astype(np.float32)
    parts[..., :3] *= parts[..., 3:] / 255
    return parts


def straight(parts: np.ndarray) -> np.ndarray:
    """uint8 [..., 4] straight RGBA of float32 [..., 4] premultiplied, 0..255. Changes `parts`."""
    parts[..., :3] *= 255
    parts[..., :3] /= np.maximum(parts[..., 3:], np.float32(1e-3))
    return np.clip(np.rint(parts, out=parts), 0, 255).astype(np.uint8)
