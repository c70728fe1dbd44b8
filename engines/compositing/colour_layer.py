"""What of the colour layer shows in the artwork as it is painted: soft touches over it, backgrounds behind it."""

from __future__ import annotations

import cv2
import numpy as np


def tinted(image: np.ndarray, colour: np.ndarray, tinting: np.ndarray | None) -> np.ndarray:
    """The artwork, uint8 [H, W, 4] straight RGBA, with soft touches on it. `colour`: uint8 [H, W, 4] straight RGBA;
    `tinting`: uint8 of any size, 255 where paint tints its own place. Changes `image`."""
    if tinting is None:
        return image
    touch = _shown(colour, tinting)
    return _over(touch, image, out=image)


def with_background(image: np.ndarray, colour: np.ndarray, background: np.ndarray | None) -> np.ndarray:
    """The artwork, as above, in front of the backgrounds. `background`: uint8 of any size, 255 where there is one.
    Changes `image`."""
    if background is None:
        return image
    return _over(image, _shown(colour, background), out=image)


def _shown(colour: np.ndarray, where: np.ndarray) -> np.ndarray:
    height, width = colour.shape[:2]
    if where.shape != (height, width):
        where = cv2.resize(where, (width, height), interpolation=cv2.INTER_LINEAR)
    layer = colour.copy()
    layer[:, :, 3] = cv2.multiply(colour[:, :, 3], where, scale=1 / 255)
    return layer


def _over(top: np.ndarray, bottom: np.ndarray, *, out: np.ndarray) -> np.ndarray:
    """One picture, uint8 [H, W, 4] straight RGBA, over another."""
    places = np.flatnonzero((top[:, :, 3] > 0) | (bottom[:, :, 3] > 0))
    above, below = (p.reshape(-1, 4)[places].astype(np.float32) for p in (top, bottom))
    opacity = above[:, 3:] / 255
    share = below[:, 3:] / 255 * (1 - opacity)
    total = opacity + share
    mixed = np.empty_like(above)
    mixed[:, :3] = (above[:, :3] * opacity + below[:, :3] * share) / np.maximum(total, np.float32(1e-6))
    mixed[:, 3:] = 255 * total
    out.reshape(-1, 4)[places] = np.rint(mixed).astype(np.uint8)
    return out
