"""The artwork at its outlines: the colours of its rim, and what lies under lines that are kept.

A generator learns little of colours that are all but clear, and on the rim it paints specks; there the colours beside
are carried on. It paints up to the middle of a line, and a kept line is wider: left so, half of every outline would be
grey over paper, like a sticker's rim; coloured underneath, it is a darker shade of what it encloses.
"""

from __future__ import annotations

import cv2
import numpy as np

REACH = 0.022  # of the longer side: how far colour is fetched, somewhat more than half a line's width
SOLID = 160  # of 255: fainter paint is not carried on
ENOUGH = 1 / 5  # of the surroundings: so much paint beside a line colours it whole
FAINT = 0.2  # strength of kept lines from which on they are coloured whole
RIM_PX = 9  # wide is the square in which a rim's colour is looked for
FIRM = 240  # of 255: what is as opaque is no rim


def clean_rim(image: np.ndarray) -> np.ndarray:
    """The artwork, uint8 [H, W, 4] straight RGBA, each pixel that is half clear, or touches one, in the colours of the
    opaque ones beside it, as opaque as before; where there are none, as it was. Changes `image`."""
    alpha = cv2.extractChannel(image, 3)
    _, firm = cv2.threshold(alpha, FIRM - 1, 255, cv2.THRESH_BINARY)
    firm = cv2.erode(firm, np.ones((3, 3), np.uint8))
    places = np.flatnonzero((alpha > 0) & (firm == 0))
    if not len(places):
        return image
    inner = cv2.bitwise_and(image, image, mask=firm)
    # Sums, not means: rounded means of few pixels would be off by a shade.
    window = (RIM_PX, RIM_PX)
    sums = cv2.boxFilter(inner, cv2.CV_16U, window, normalize=False).reshape(-1, 4)[places, :3]
    counts = cv2.boxFilter(firm, cv2.CV_16U, window, normalize=False).reshape(-1)[places] / 255
    found = counts > 0.5
    flat = image.reshape(-1, 4)
    flat[places[found], :3] = np.rint(sums[found] / counts[found, None]).astype(np.uint8)
    return image


def under_lines(image: np.ndarray, ink: np.ndarray, strength: float) -> np.ndarray:
    """The artwork, uint8 [H, W, 4] straight RGBA, carried on under the lines beside it; lines far from any paint stay
    as they are. `ink`: uint8 [H, W], 255 = line; `strength` 0..1 of the lines to be laid over. Changes `image`.
    """
    places = np.flatnonzero((ink > 0) & (image[:, :, 3] < 255)) if strength > 0 else ()
    if not len(places):
        return image
    reach_px = max(3, round(REACH * max(ink.shape))) | 1
    _, solid = cv2.threshold(image[:, :, 3], SOLID, 255, cv2.THRESH_BINARY)
    near = cv2.blur(cv2.bitwise_and(image, image, mask=solid), (reach_px, reach_px)).reshape(-1, 4)[places]
    share = cv2.blur(solid, (reach_px, reach_px)).reshape(-1)[places, None] / np.float32(255)
    own = image.reshape(-1, 4)[places].astype(np.float32)
    opacity = own[:, 3:] / 255
    fill = np.minimum(share / ENOUGH, 1) * (ink.reshape(-1)[places, None] * np.float32(min(1, strength / FAINT) / 255))
    fill *= 1 - opacity
    total = opacity + fill
    colour = near[:, :3] / np.maximum(share, np.float32(1e-3))
    own[:, :3] = (own[:, :3] * opacity + colour * fill) / np.maximum(total, np.float32(1e-3))
    own[:, 3:] = total * 255
    image.reshape(-1, 4)[places] = np.clip(np.rint(own), 0, 255).astype(np.uint8)
    return image
