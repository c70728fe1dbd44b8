"""A RenderRequest as the planes a generator reads, and a generator's answer as a picture. Plain numpy and OpenCV.

Generators take heights and widths that are multiples of some number: the planes are padded with blank paper on the
right and at the bottom, so the drawing keeps its place on the generator's pixel grid, and the answer is cropped back.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines import alpha, enclosure, hints
from engines.api import RenderRequest
from engines.enclosure import REGION_PLANES
from engines.errors import EngineError
from engines.sizes import padded

PLANES = ("ink", *REGION_PLANES, "hint_red", "hint_green", "hint_blue", "hint_confidence", "region")
SOLID = 0.018  # of the longer side: ink that holds a disc this wide may be a filled area
LINES_TO_AREA = 2.0  # and is one if it is this much wider than the lines
CLEAR_BELOW = 2  # of 255: fainter alpha than this is noise


def request_planes(request: RenderRequest, multiple: int) -> np.ndarray:
    """float32 [1, 11, H', W'], the planes of `PLANES`, in [0, 1] but for the last, which holds the number of
    each pixel's region (0 = none, at most 255); H', W' multiples of `multiple`."""
    height, width = request.ink.shape[:2]
    planes = np.zeros((1, len(PLANES), padded(height, multiple), padded(width, multiple)), np.float32)
    ink = np.ascontiguousarray(request.ink[:, :, 3])
    np.multiply(ink, np.float32(1 / 255), out=planes[0, 0, :height, :width])
    if not ink.any() and not request.colour[:, :, 3].any():
        return planes
    outside = enclosure.outside_mask(ink)
    labels = enclosure.partition(ink, outside)
    planes[0, 10, :height, :width] = labels
    enclosure.enclosed(ink, labels, out=planes[0, 1:6, :height, :width])
    if request.use_hints:
        hints.propagate(request.colour, labels, outside, out=planes[0, 6:10, :height, :width])
    return planes


def picture(art: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA from a generator's float32 [1, 4, H', W'] in [0, 1]; what is all but clear
    is cleared.

    Raises ValueError where the answer holds something else than colours, such as NaN.
    """
    channels = []
    for plane in art[0, :, :height, :width]:
        if not np.isfinite(plane).all():
            raise ValueError("the generator's answer holds values that are no colours")
        channels.append(cv2.convertScaleAbs(plane, alpha=255.0))
    _, channels[3] = cv2.threshold(channels[3], CLEAR_BELOW - 1, 255, cv2.THRESH_TOZERO)
    image = cv2.merge(channels)
    return cv2.bitwise_and(image, image, mask=channels[3])


def lay_ink(image: np.ndarray, ink: np.ndarray, strength: float) -> np.ndarray:
    """The ink laid over the picture, both uint8 [H, W, 4] straight RGBA; `strength` 0..1 scales the alpha of lines.
    What is filled with ink, such as a pupil, is meant to be that colour: it is laid whole. Changes `image`.
    """
    solid = solid_ink(ink[:, :, 3])
    if strength <= 0 and solid is None:
        return image
    # Lines cover few pixels: only those are mixed.
    inked = np.flatnonzero(ink[:, :, 3] if strength > 0 else solid)
    over = ink.reshape(-1, 4)[inked].astype(np.float32)
    under = image.reshape(-1, 4)[inked].astype(np.float32)
    over_alpha = over[:, 3:] * np.float32(min(strength, 1.0) / 255)
    if solid is not None:
        whole = solid.reshape(-1)[inked, None].astype(np.float32) / 255
        over_alpha += (over[:, 3:] / np.float32(255) - over_alpha) * whole
    under_alpha = under[:, 3:] * np.float32(1 / 255) * (1 - over_alpha)
    total = over_alpha + under_alpha
    mixed = np.empty_like(over)
    mixed[:, :3] = (over[:, :3] * over_alpha + under[:, :3] * under_alpha) / np.maximum(total, np.float32(1e-6))
    mixed[:, 3:] = total * 255
    image.reshape(-1, 4)[inked] = np.rint(mixed, out=mixed).astype(np.uint8)
    return image


def solid_ink(ink: np.ndarray) -> np.ndarray | None:
    """Where ink fills an area instead of drawing a line: uint8 [H, W], 0..255, or None where it nowhere does.
    `ink`: uint8 [H, W], 255 = line. Filled is what holds a disc much wider than this drawing's lines."""
    mask = (ink > 127).view(np.uint8)
    least = max(5, round(SOLID * max(ink.shape))) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (least, least))
    if not cv2.erode(mask, disc).any():
        return None
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    # The median depth of a line is a quarter of its width.
    wide = max(least, round(min(4 * LINES_TO_AREA * float(np.median(depth[mask > 0])), max(ink.shape)))) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (wide, wide))
    areas = cv2.dilate(cv2.erode(mask, disc), disc)
    return cv2.blur(areas * np.uint8(255), (3, 3)) if areas.any() else None


def scaled(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA; colours of clear pixels do not bleed into the edges."""
    large = cv2.resize(alpha.premultiplied(image), (width, height), interpolation=cv2.INTER_LINEAR)
    return alpha.straight(large)


def style_vector(weights: tuple[float, ...], *, named: int, length: int) -> np.ndarray:
    """float32 [1, length]: one weight for each of the `named` styles of a pack; styles that the pack does not name get
    none. Raises EngineError where the weights are not so many or do not sum to 1."""
    if len(weights) != named or min(weights) < 0 or not 0.999 <= sum(weights) <= 1.001:
        raise EngineError(f"The style takes {named} weights that sum to 1, got {weights}.")
    vector = np.zeros((1, length), np.float32)
    vector[0, :named] = weights
    return vector
