"""Masks grown and shrunk by discs, at a cost that does not grow with the radius (by distance transforms; Soille 2003,
chapter 3). OpenCV's own with an elliptic structuring element takes time with the square of it: it is for small ones.

Masks are uint8 [H, W], 0 or 1; radii in pixels. What lies beyond the edge neither grows into the mask nor eats of it.
"""

from __future__ import annotations

import cv2
import numpy as np

SMALL_PX = 9  # up to here OpenCV's own is faster


def dilated(mask: np.ndarray, radius_px: int) -> np.ndarray:
    """All that is no farther than the radius from the mask."""
    if radius_px <= SMALL_PX:
        return cv2.dilate(mask, _disc(radius_px))
    return 1 - eroded(1 - mask, radius_px)


def eroded(mask: np.ndarray, radius_px: int) -> np.ndarray:
    """The part of the mask that is farther than the radius from all outside it."""
    if radius_px <= SMALL_PX:
        return cv2.erode(mask, _disc(radius_px))
    if mask.all():
        return mask
    return (cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5) > radius_px).view(np.uint8)


def opened(mask: np.ndarray, radius_px: int) -> np.ndarray:
    """What discs of this radius cover that fit into the mask."""
    return dilated(eroded(mask, radius_px), radius_px)


def closed(mask: np.ndarray, radius_px: int) -> np.ndarray:
    """The mask, with what no disc of this radius fits into filled."""
    return eroded(dilated(mask, radius_px), radius_px)


def _disc(radius_px: int) -> np.ndarray:
    side = 2 * radius_px + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
