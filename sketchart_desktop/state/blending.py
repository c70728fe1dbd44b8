"""Source-over on premultiplied uint32 pixels, exact to the bit whatever the rectangle; rounds as Qt does."""

from __future__ import annotations

import numpy as np

_PAIR = np.uint32(0x00FF00FF)
_HALF = np.uint32(0x00800080)
_EIGHT = np.uint32(8)


def scaled(pixels: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Every channel of uint32 `pixels` times `share` / 255, rounded; `share`: uint32 0..255, same shape."""
    low = _scaled_pair(pixels & _PAIR, share)
    high = _scaled_pair((pixels >> _EIGHT) & _PAIR, share)
    high <<= _EIGHT
    high |= low
    return high


def over(base: np.ndarray | None, source: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """`source` laid over `base` (None = blank), of which `keep` / 255 shines through."""
    if base is None:
        return source
    result = scaled(base, keep)
    result += source
    return result


def paint_tables(colour: tuple[int, int, int], opacity: float) -> tuple[np.ndarray, np.ndarray]:
    """For each coverage 0..255: the premultiplied pixel it lays down, and how much of the base it keeps."""
    alpha = np.rint(np.arange(256) * opacity).astype(np.uint32)
    pixels = alpha << np.uint32(24)
    for part, shift in zip(colour, (16, 8, 0), strict=True):
        pixels |= ((alpha * np.uint32(part) + np.uint32(127)) // np.uint32(255)) << np.uint32(shift)
    return pixels, np.uint32(255) - alpha


def erase_tables(opacity: float) -> tuple[np.ndarray, np.ndarray]:
    """As `paint_tables`, for a rubber: lays down nothing."""
    return np.zeros(256, np.uint32), np.uint32(255) - np.rint(np.arange(256) * opacity).astype(np.uint32)


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


def _scaled_pair(pair: np.ndarray, share: np.ndarray) -> np.ndarray:
    pair = pair * share
    carry = pair >> _EIGHT
    carry &= _PAIR
    pair += carry
    pair += _HALF
    pair >>= _EIGHT
    pair &= _PAIR
    return pair
