"""Colour hints spread over the drawing before the network sees them: a region of the line art takes the colour of its dabs.

Classical: a watershed (Meyer 1994, as in OpenCV) over the line art, seeded by the dabs and by the outside. The network then
shades and repairs, instead of learning to flood-fill.
"""

from __future__ import annotations

import cv2
import numpy as np


def outside_mask(ink: np.ndarray, *, gap_px: int = 0) -> np.ndarray:
    """What lies outside the drawn outlines: bool [H, W]. `ink`: uint8 [H, W], 255 = line. Gaps up to `gap_px` count as closed."""
    height, width = ink.shape
    wall = (ink > 90).astype(np.uint8)
    if gap_px > 1:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap_px | 1, gap_px | 1))
        wall = cv2.dilate(wall, kernel)
    framed = np.zeros((height + 2, width + 2), np.uint8)
    framed[1:-1, 1:-1] = wall
    cv2.floodFill(framed, None, (0, 0), 2)
    outside = framed[1:-1, 1:-1] == 2
    if gap_px > 1:
        grown = cv2.dilate(outside.astype(np.uint8), kernel).astype(bool)
        outside = grown & (ink <= 90)
    return outside


def propagate(ink: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Spread the dabs over the regions of the line art.

    `ink`: uint8 [H, W], 255 = line. `colour`: uint8 [H, W, 4] straight RGBA, a dab where alpha > 127.
    Returns float32 [4, H, W] in [0, 1]: red, green, blue, confidence. Confidence is 1 on a dab, 0.8 in a closed region that holds
    one, 0.35 where the colour crossed a line or spread in the open (an outline with a gap, a sky), 0 elsewhere.
    """
    height, width = ink.shape
    planes = np.zeros((4, height, width), np.float32)
    dabs = colour[:, :, 3] > 127
    if not dabs.any():
        return planes
    gap = max(3, round(0.02 * max(height, width)))
    outside = outside_mask(ink, gap_px=gap)
    # One seed per distinct colour: equal colours may meet without a border between them.
    packed = (colour[:, :, 0].astype(np.int32) >> 3 << 10) | (colour[:, :, 1].astype(np.int32) >> 3 << 5)
    packed |= colour[:, :, 2].astype(np.int32) >> 3
    values, inverse = np.unique(packed[dabs], return_inverse=True)
    markers = np.zeros((height, width), np.int32)
    # A dab in the open spreads a little way, not over its own pixels only: an outline with a gap still gets its colour.
    seeds = outside & ~dabs
    in_the_open = outside & dabs
    if in_the_open.any():
        reach = round(0.16 * max(height, width)) | 1
        seeds &= cv2.dilate(in_the_open.astype(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    markers[seeds] = 1
    markers[dabs] = inverse.reshape(-1).astype(np.int32) + 2
    relief = cv2.merge([ink, ink, ink])
    cv2.watershed(relief, markers)
    # The watershed leaves one-pixel borders (-1): they take the larger neighbour.
    border = markers < 1
    if border.any():
        grown = cv2.dilate(markers.astype(np.float32), np.ones((3, 3), np.uint8))
        markers[border] = grown[border].astype(np.int32)
    colours = np.zeros((len(values) + 2, 3), np.float32)
    counts = np.bincount(inverse.reshape(-1), minlength=len(values)).astype(np.float32)
    for channel in range(3):
        total = np.bincount(inverse.reshape(-1), weights=colour[:, :, channel][dabs], minlength=len(values))
        colours[2:, channel] = total / counts / 255
    reached = markers > 1
    _, regions = cv2.connectedComponents((ink < 128).astype(np.uint8), connectivity=4)
    holds = np.zeros(regions.max() + 1, bool)
    holds[np.unique(regions[dabs])] = True
    holds[0] = True
    planes[:3] = colours[np.clip(markers, 0, None)].transpose(2, 0, 1)
    planes[3] = np.where(reached, np.where(holds[regions] & ~outside, 0.8, 0.35), 0.0)
    planes[:3] *= reached
    planes[:3, dabs] = colour[dabs][:, :3].T.astype(np.float32) / 255
    planes[3, dabs] = 1.0
    return planes
