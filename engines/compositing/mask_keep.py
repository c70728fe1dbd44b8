"""What the mask keeps as drawn: the drawing laid into a finished artwork. Works after any engine; plain numpy and
OpenCV.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from engines.alpha import premultiplied, straight
from engines.api import RenderRequest, RenderResult

EDGE_SHARE = 1 / 320  # of the long side: how softly artwork and drawing meet (Gaussian sigma), 1.6 pixels at 512


def keep_drawn(result: RenderResult, request: RenderRequest) -> RenderResult:
    """The result with the drawing (ink over colour, on clear ground) where the mask is; itself without a mask."""
    if request.mask is None:
        return result
    height, width = request.mask.shape
    share = _soft(request.mask)
    x, y, w, h = cv2.boundingRect((share > 0).astype(np.uint8))
    if not w or result.image.shape[:2] != (height, width):
        return result
    part = (slice(y, y + h), slice(x, x + w))
    drawn = _over(premultiplied(request.ink[part]), premultiplied(request.colour[part]))
    weight = share[part][..., None]
    mixed = premultiplied(result.image[part]) * (1.0 - weight) + drawn * weight
    image = result.image.copy()
    image[part] = straight(mixed)
    return replace(result, image=image)


def _soft(mask: np.ndarray) -> np.ndarray:
    """float32 [H, W] in 0..1: the mask with a soft edge as wide as the picture's size asks for."""
    sigma = max(0.8, max(mask.shape) * EDGE_SHARE)
    share = cv2.GaussianBlur(mask.astype(np.float32) / 255.0, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    share[share < 1 / 512] = 0.0
    return share


def _over(upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    return upper + lower * (1.0 - upper[..., 3:] / 255.0)
