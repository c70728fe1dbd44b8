"""Sizes of pictures in whole pixels: never less than one. (width, height), as Qt and OpenCV name them."""

from __future__ import annotations

Size = tuple[int, int]


def scaled_size(size: Size, scale: float) -> Size:
    """So many times as large."""
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def fitted_size(size: Size, long_side: int) -> Size:
    """Of the same shape, no side longer than `long_side`; never larger than it was."""
    return scaled_size(size, min(long_side / max(size), 1.0))


def padded(length: int, multiple: int) -> int:
    """`length` rounded up to a multiple."""
    return -(-length // multiple) * multiple
