"""The artwork under its outlines: a generator paints up to the middle of a line, a kept line is wider.

Left so, half of every outline would be grey over paper, like a sticker's rim; coloured underneath, it is a darker
shade of what it encloses.
"""

from __future__ import annotations

import cv2
import numpy as np

REACH = 0.022  # of the longer side: how far colour is fetched, somewhat more than half a line's width
SOLID = 160  # of 255: fainter paint is not carried on
ENOUGH = 1 / 5  # of the surroundings: so much paint beside a line colours it whole
FAINT = 0.2  # strength of kept lines from which on they are coloured whole


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
