"""Masks of lines made sound: no scraps, faint ends kept that hang on sure ones, hairlines as wide as can be seen."""

from __future__ import annotations

import cv2
import numpy as np

LEAST_WIDTH = 1 / 300  # of the long side: a line thinner than this would be lost at the size that generators see
PAIR = np.ones((3, 3), np.uint8)


def disc(radius_px: int) -> np.ndarray:
    """A filled circle as a structuring element."""
    side = 2 * max(0, radius_px) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


def most(planes: np.ndarray) -> np.ndarray:
    """The largest of the three channels, [H, W] of [H, W, 3] (numpy takes ten times as long along a short axis)."""
    first, second, third = cv2.split(planes)
    return cv2.max(cv2.max(first, second), third)


def least(planes: np.ndarray) -> np.ndarray:
    """The smallest of the three channels, [H, W] of [H, W, 3]."""
    first, second, third = cv2.split(planes)
    return cv2.min(cv2.min(first, second), third)


def weighed(planes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weighted sum of the three channels: float32 [H, W]. `weights`: float [3]."""
    return cv2.transform(planes, np.asarray(weights, np.float32)[None])


def opened(plane: np.ndarray, radius_px: int) -> np.ndarray:
    """A morphological opening with a disc, made as an octagon of a square and a diamond: its cost grows with the
    radius, not with its square. uint8 [H, W]; beyond the edge all is as on it."""
    square = max(1, round(0.414 * radius_px))
    diamond = max(0, radius_px - square)
    box = np.ones((2 * square + 1, 1), np.uint8)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    for act in (cv2.erode, cv2.dilate):
        plane = act(act(plane, box, borderType=cv2.BORDER_REPLICATE), box.T, borderType=cv2.BORDER_REPLICATE)
        if diamond:
            plane = act(plane, cross, iterations=diamond, borderType=cv2.BORDER_REPLICATE)
    return plane


def hysteresis(strength: np.ndarray, low: float, high: float) -> np.ndarray:
    """bool [H, W]: what is above `low` and hangs together with something above `high` (Canny 1986, VIII)."""
    count, labels = cv2.connectedComponents((strength > low).view(np.uint8), connectivity=8)
    sure = np.zeros(count, bool)
    sure[labels[strength > high]] = True
    sure[0] = False
    return sure[labels]


def without_scraps(mask: np.ndarray, least_px: float, *, area_px: float = 0.0) -> np.ndarray:
    """bool [H, W]: parts with no side of their box as long as `least_px` left out, unless they cover `area_px`."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
    extent = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = extent >= least_px
    if area_px:
        kept |= stats[:, cv2.CC_STAT_AREA] >= area_px
    kept[0] = False
    return kept[labels]


def without_pinholes(mask: np.ndarray, area_px: float) -> np.ndarray:
    """bool [H, W]: holes smaller than `area_px` filled."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((~mask).view(np.uint8), connectivity=4)
    filled = stats[:, cv2.CC_STAT_AREA] < area_px
    filled[0] = True
    return filled[labels]


def strengthened(cover: np.ndarray, least_px: float) -> np.ndarray:
    """Coverage, float32 [H, W] in 0..1, with lines thinner than `least_px` widened to it; wider ones stay."""
    lack = least_px - 1.0
    if lack <= 0.0:
        return cover
    reach = disc(max(1, round(least_px / 2)))
    broad = cv2.dilate(cv2.morphologyEx(cover, cv2.MORPH_OPEN, disc(max(1, round(least_px / 2)))), reach)
    thin = np.where(broad > 0.5, np.float32(0), cover)
    if not (thin > 0.2).any():
        return cover
    # A thin line's own coverage is spread over a disc and cut again: soft edges, the wanted width.
    spread = cv2.GaussianBlur(cv2.dilate(thin, disc(max(0, round(lack / 2)))), (0, 0), 0.6)
    return np.maximum(cover, np.clip(spread * 1.5, 0.0, 1.0))
