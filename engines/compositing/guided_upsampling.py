"""A drawing's artwork made larger along its ink: the picture stays the same, its edges become finer.

A network paints each size a little differently, since it sees so many pixels and no more. So a large drawing is painted
small, and enlarged: smooth within each region of the drawing, and parted where the drawing's own lines part it (in the
spirit of joint upsampling, Kopf et al. 2007, with regions as the guide).
"""

from __future__ import annotations

import cv2
import numpy as np

from engines import alpha
from engines.sketch.regions import regions_of

BLURRED = 2.0  # pixels of the small picture next to an edge that enlarging mixes with what is beyond it


def resized_along_ink(
    image: np.ndarray, ink: np.ndarray, *, kept_lines: bool = False, fill_strength: float = 0.5
) -> np.ndarray:
    """As `enlarged`, and made smaller where `ink` is smaller than `image`."""
    height, width = ink.shape
    if height * width >= image.shape[0] * image.shape[1]:
        return enlarged(image, ink, kept_lines=kept_lines, fill_strength=fill_strength)
    small = cv2.resize(alpha.premultiplied(image), (width, height), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(alpha.straight(small))


def enlarged(image: np.ndarray, ink: np.ndarray, *, kept_lines: bool = False, fill_strength: float = 0.5) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA of the size of `ink`, uint8 [H, W], 255 = line; `image`: uint8 [h, w, 4] straight
    RGBA, of the same drawing and not larger. `kept_lines`: the ink is to be laid over it.
    `fill_strength`: as it was painted with."""
    height, width = ink.shape
    small = np.rint(alpha.premultiplied(image)).astype(np.uint8)
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    labels = regions_of(ink, fill_strength=fill_strength).labels
    if labels.any():
        reach_px = round(BLURRED * max(height / image.shape[0], width / image.shape[1]))
        _part(large, labels, reach_px=reach_px)
        if kept_lines:
            _join_under_lines(large, labels, ink, reach_px=reach_px)
    flat = large.reshape(-1, 4)
    partly = np.flatnonzero((flat[:, 3] > 0) & (flat[:, 3] < 255))
    flat[partly] = alpha.straight(flat[partly].astype(np.float32))
    return large


def _join_under_lines(large: np.ndarray, labels: np.ndarray, ink: np.ndarray, *, reach_px: int) -> None:
    """Under a line between two regions let one colour pass into the other: a hard border in the middle of a wide, kept
    line makes two lines of it. At the outline, towards the paper, the border stays. Changes `large`."""
    square = np.ones((2 * reach_px + 1, 2 * reach_px + 1), np.uint8)
    least = cv2.erode(labels, square)
    under = np.flatnonzero((least > 0) & (cv2.dilate(labels, square) != least) & (ink > 127))
    if len(under):
        window = (reach_px | 1, reach_px | 1)
        mixed = cv2.blur(cv2.blur(large, window), window)
        large.reshape(-1, 4)[under] = mixed.reshape(-1, 4)[under]


def _part(large: np.ndarray, labels: np.ndarray, *, reach_px: int) -> None:
    """Within `reach_px` of a border between regions, give each pixel the colour of the nearest one of its own region
    that is farther from any border. Changes `large`, uint8 [H, W, 4]."""
    square = np.ones((2 * reach_px + 1, 2 * reach_px + 1), np.uint8)
    border = (cv2.dilate(labels, square) != cv2.erode(labels, square)).view(np.uint8)
    sources = np.flatnonzero(border == 0)
    if not len(sources):
        return
    _, nearest = cv2.distanceTransformWithLabels(border, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    mixed = np.flatnonzero(border)
    found = sources[nearest.ravel()[mixed] - 1]
    # A region too thin to have pixels far from its border keeps what it has.
    own = labels.ravel()[found] == labels.ravel()[mixed]
    flat = large.reshape(-1, 4)
    flat[mixed[own]] = flat[found[own]]
    # Like the network's own, the new edges are smoothed over a pixel.
    edge = np.flatnonzero(cv2.dilate(labels, np.ones((3, 3), np.uint8)) != cv2.erode(labels, np.ones((3, 3), np.uint8)))
    flat[edge] = cv2.blur(large, (3, 3)).reshape(-1, 4)[edge]
