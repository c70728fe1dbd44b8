"""Source-over on premultiplied uint32 pixels, exact to the bit whatever the rectangle; rounds as Qt does."""

from __future__ import annotations

import cv2
import numpy as np

_EIGHT = np.uint32(8)
_EACH = np.uint32(0x01010101)  # times a share: the share for each of the four channels
# a * b / 255, rounded as Qt rounds it, (x + (x >> 8) + 128) >> 8, is a * b * 257 / 65536 rounded to the nearest: a
# number that float32 holds to the last bit, and never half way between two. So OpenCV's one pass gives the same.
_SHARE = 257.0 / 65536.0


def scaled(pixels: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Every channel of uint32 [h, w] `pixels` times `share` / 255, rounded; `share`: as `shares` gives it."""
    return cv2.multiply(pixels.view(np.uint8), share.view(np.uint8), scale=_SHARE).view(np.uint32)


def shares(share: np.ndarray) -> np.ndarray:
    """uint32 0..255, the same for all four channels of a pixel."""
    return share * _EACH


def over(base: np.ndarray | None, source: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """`source` laid over `base` (None = blank), of which `keep` (`shares` of 255) shines through. All uint32 [h, w]."""
    if base is None:
        return source
    result = scaled(base, keep)
    result += source
    return result


def paint_tables(colour: tuple[int, int, int], opacity: float) -> tuple[np.ndarray, np.ndarray]:
    """For each coverage 0..255: the premultiplied pixel it lays down, and the `shares` of the base it keeps."""
    alpha = np.rint(np.arange(256) * opacity).astype(np.uint32)
    pixels = alpha << np.uint32(24)
    for part, shift in zip(colour, (16, 8, 0), strict=True):
        pixels |= ((alpha * np.uint32(part) + np.uint32(127)) // np.uint32(255)) << np.uint32(shift)
    return pixels, shares(np.uint32(255) - alpha)


def erase_tables(opacity: float) -> tuple[np.ndarray, np.ndarray]:
    """As `paint_tables`, for a rubber: lays down nothing."""
    return np.zeros(256, np.uint32), shares(np.uint32(255) - np.rint(np.arange(256) * opacity).astype(np.uint32))


def premultiplied(rgba: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA to uint32 [H, W] premultiplied."""
    parts = rgba.astype(np.uint32)
    alpha = parts[..., 3]
    result = alpha << np.uint32(24)
    for index, shift in enumerate((16, 8, 0)):
        product = parts[..., index] * alpha + np.uint32(128)
        product += product >> _EIGHT
        result |= (product >> _EIGHT) << np.uint32(shift)
    return result


def straight(pixels: np.ndarray) -> np.ndarray:
    """uint32 [H, W] premultiplied to uint8 [H, W, 4] straight RGBA. `premultiplied` gives the same pixels back."""
    height, width = pixels.shape
    result = np.empty((height, width, 4), np.uint8)
    alpha = pixels >> np.uint32(24)
    result[..., 3] = alpha
    divisor = np.maximum(alpha, np.uint32(1))
    half = divisor >> np.uint32(1)
    for index, shift in enumerate((16, 8, 0)):
        part = (pixels >> np.uint32(shift)) & np.uint32(255)
        result[..., index] = (part * np.uint32(255) + half) // divisor
    return result
