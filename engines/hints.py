"""Colour hints spread over the drawing before the network sees them: a region of the line art takes the colour of its
dabs.

Classical: a watershed (Meyer 1994, as in OpenCV) over the line art, seeded by the dabs and by the outside. The network
then shades and repairs, instead of learning to flood-fill.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.enclosure import outside_mask


def propagate(
    ink: np.ndarray, colour: np.ndarray, *, outside: np.ndarray | None = None, out: np.ndarray | None = None
) -> np.ndarray:
    """Spread the dabs over the regions of the line art.

    `ink`: uint8 [H, W], 255 = line. `colour`: uint8 [H, W, 4] straight RGBA, a dab where alpha > 127. `outside`:
    what `outside_mask(ink)` says, if known. `out`, if given, takes the answer: float32 [4, H, W], all zero.
    Returns float32 [4, H, W] in [0, 1]: red, green, blue, confidence. Confidence is 1 on a dab and in a closed region
    that holds one, 0.35 where the colour crossed a line or spread in the open (an outline with a gap, a sky), 0
    elsewhere.

    Made for the pen's pace: byte planes and look-up tables wherever the colours fit one byte.
    """
    height, width = ink.shape
    planes = np.zeros((4, height, width), np.float32) if out is None else out
    dabs = colour[:, :, 3] > 127
    rows, columns = np.divmod(np.flatnonzero(dabs), width)
    if not len(rows):
        return planes
    if outside is None:
        outside = outside_mask(ink)
    # One seed per distinct colour: equal colours may meet without a border between them.
    painted = colour[rows, columns, :3]
    packed = painted.astype(np.int32) >> 3
    values, inverse = np.unique(packed[:, 0] << 10 | packed[:, 1] << 5 | packed[:, 2], return_inverse=True)
    # A dab in the open spreads a little way, not over its own pixels only: an outline with a gap still gets its colour.
    seeds = outside & ~dabs
    in_the_open = outside & dabs
    if in_the_open.any():
        reach = round(0.16 * max(height, width)) | 1
        seeds &= cv2.dilate(in_the_open.view(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    markers = seeds.astype(np.int32)
    markers[rows, columns] = inverse + 2
    cv2.watershed(cv2.merge([ink, ink, ink]), markers)
    colours = np.zeros((len(values) + 2, 3), np.float32)
    counts = np.bincount(inverse, minlength=len(values)).astype(np.float32)
    for channel in range(3):
        colours[2:, channel] = np.bincount(inverse, weights=painted[:, channel], minlength=len(values)) / counts / 255
    # The watershed leaves one-pixel borders (-1): they take the larger neighbour.
    few = len(colours) <= 256
    labels = np.maximum(markers, 0).astype(np.uint8 if few else np.float32)
    labels += cv2.dilate(labels, np.ones((3, 3), np.uint8)) * (labels == 0)
    for channel in range(3):
        if few:
            cv2.LUT(labels, _table(colours[:, channel]), dst=planes[channel])
        else:
            planes[channel] = colours[labels.astype(np.intp), channel]
    count, labelled = cv2.connectedComponents((ink < 128).view(np.uint8), connectivity=4)
    regions = np.asarray(labelled, np.int32)
    holds = np.zeros(count, np.uint8)
    holds[regions[rows, columns]] = 1
    holds[0] = 1
    in_held = cv2.LUT(regions.astype(np.uint8), np.resize(holds, 256)) if count <= 256 else holds[regions]
    # 0 not reached, 1 reached, 2 reached in a closed region that holds a dab.
    trust = (labels > 1).view(np.uint8)
    trust += trust & in_held & ~outside
    cv2.LUT(trust, _table(np.array([0.0, 0.35, 1.0], np.float32)), dst=planes[3])
    planes[:3, rows, columns] = painted.T.astype(np.float32) / 255
    planes[3, rows, columns] = 1.0
    return planes


def _table(values: np.ndarray) -> np.ndarray:
    """A look-up table for cv2.LUT: float32 [256], the values first."""
    table = np.zeros(256, np.float32)
    table[: len(values)] = values
    return table
