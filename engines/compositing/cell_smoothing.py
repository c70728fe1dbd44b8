"""An artwork without the traces of the generator's cells: within flat parts of a region, light and shade vary smoothly.

SketchNet paints in cells of 4 x 4 pixels, each pixel of a cell by weights of its own, from features enlarged by
repetition: shading has stripes of that period and of twice it, seen as plaid in dark and in large areas. Far from lines
and borders shading has no finer detail to lose, so there it is averaged over whole periods. Plain numpy and OpenCV.
"""

from __future__ import annotations

import cv2
import numpy as np

PERIODS_PX = (4, 8)  # the cell, and what was enlarged by repetition before it
ALONE_PX = 7  # a pixel this far from the next line, and from another region, is averaged
RAMP_PX = 4  # and the more so over this many more
DEPTH_PX = 32.0  # the plane of depth is 1 from here on


def smoothed_cells(image: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The artwork, uint8 [H, W, 4], averaged where `inside` (`flat_share`) says; opacity stays."""
    x, y, w, h = cv2.boundingRect(inside)
    if not w:
        return image
    room = slice(y, y + h), slice(x, x + w)
    part = image[room]
    rgb = cv2.cvtColor(part, cv2.COLOR_RGBA2RGB)
    even = rgb
    for period in PERIODS_PX:
        # A box as wide as the period is blind to it and to its harmonics; an even box is half a pixel off, so twice.
        taps = np.ones(period + 1, np.float32) / period
        taps[[0, -1]] /= 2
        even = cv2.sepFilter2D(even, -1, taps, taps, borderType=cv2.BORDER_REFLECT_101)
    share = cv2.merge([inside[room]] * 3)
    mixed = cv2.add(cv2.multiply(even, share, scale=1 / 255), cv2.multiply(rgb, cv2.bitwise_not(share), scale=1 / 255))
    image[room] = cv2.merge([*cv2.split(mixed), cv2.extractChannel(part, 3)])
    return image


def flat_share(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """How much each pixel is to be averaged: uint8 [height, width], of 255. `planes`: what
    `engines.sketch.input_planes.request_planes` gave."""
    depth = planes[0, 2, :height, :width]
    labels = planes[0, 10, :height, :width].astype(np.uint8)
    square = np.ones((2 * ALONE_PX + 1, 2 * ALONE_PX + 1), np.uint8)
    ramp = np.clip((depth * DEPTH_PX - ALONE_PX) * (255 / RAMP_PX), 0, 255)
    alone = cv2.dilate(labels, square) == cv2.erode(labels, square)
    return ramp.astype(np.uint8) * alone
