"""Light and shadow on an artwork, as if the drawing were modelled: its silhouette one cushion, each region a smaller
one on it, lit from above on the left. Plain numpy and OpenCV.

Shapes are inflated from the distance to their outlines, in the manner of Johnston 2002 ("Lumo") and Sykora et al. 2014
("Ink-and-Ray"): a drawing says no more of its depth than that. Flat places and clear ones stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.sketch.regions import DEPTH_PX, LINE, SIZE_FLOOR

# Widths in shares of the longer side.
RIM, BODY = 0.035, 0.16  # how far from its outline a region, and the silhouette, rises
RIM_SOFT, BODY_SOFT = 0.007, 0.028  # how much their heights are smoothed (standard deviation)
ROOMY, SMALL_PART = 0.14, 0.35  # a region of this side (the root of its area) has full light; a dot has this part of it

TOWARDS_LIGHT = np.array([-0.454, -0.656, 0.603], np.float32)  # right, down, to the viewer; of length 1
SHADOW, BRIGHTNESS, SHINE = 1.35, 0.8, 0.6  # at full strength
GLOSS = 40  # exponent of the shine (Blinn 1977)
DARKEST = (0.82, 0.78, 0.88)  # of a colour times itself, by channel, in full shadow: rich, and a little cool
GLOW = 0.5  # of what light adds, this part is more of the colour itself, the rest is white


@dataclass(frozen=True, eq=False)
class Light:
    """uint8 [H, W] each, of 255: how much lies in shadow, how much in light."""

    shadow: np.ndarray
    bright: np.ndarray


def light_on(planes: np.ndarray, height: int, width: int, strength: float) -> Light | None:
    """How light falls on a drawing of `height` x `width`; None at `strength` 0 (of 1). `planes`: what
    `engines.sketch.input_planes.request_planes` gave."""
    if strength <= 0:
        return None
    ink, size, depth = planes[0, :3, :height, :width]
    drawn = (planes[0, 10, :height, :width] > 0) | (ink > LINE / 255)
    # Heights are smooth: half the size tells all.
    small = max(1, width // 2), max(1, height // 2)
    scale = np.float32(max(small))
    depth = cv2.resize(depth, small, interpolation=cv2.INTER_AREA) * (DEPTH_PX * scale / max(height, width))
    # Every pixel but the paper: beyond the canvas' edge a shape goes on.
    solid = cv2.resize(drawn.view(np.uint8), small, interpolation=cv2.INTER_NEAREST)
    reach = cv2.distanceTransform(solid, cv2.DIST_L2, 3) if not solid.all() else np.full(solid.shape, scale)
    surface = _smooth(_cushion(depth, RIM * scale), RIM_SOFT * scale)
    surface += _smooth(_cushion(reach, BODY * scale), BODY_SOFT * scale)
    slope = [cv2.Scharr(surface, cv2.CV_32F, dx, dy, scale=1 / 32) for dx, dy in ((1, 0), (0, 1))]
    steep = 1 / np.sqrt(1 + slope[0] * slope[0] + slope[1] * slope[1])

    # Lambert's law, against what a flat place has; and the shine, likewise.
    facing = _along(TOWARDS_LIGHT, slope, steep) - TOWARDS_LIGHT[2]
    halfway = TOWARDS_LIGHT + np.array([0, 0, 1], np.float32)
    halfway /= np.linalg.norm(halfway)
    flat = halfway[2] ** GLOSS
    shine = (np.clip(_along(halfway, slope, steep), 0, 1) ** GLOSS - flat) / (1 - flat)
    bright = 1 - (1 - BRIGHTNESS * strength * np.clip(facing, 0, 1)) * (1 - SHINE * strength * np.clip(shine, 0, 1))
    shadow = SHADOW * strength * np.clip(-facing, 0, 1)

    # A small region is all rim: in full light it would lose its colour, and eyes their look.
    side = (cv2.resize(size, small, interpolation=cv2.INTER_AREA) - SIZE_FLOOR) / (1 - SIZE_FLOOR)
    part = np.clip(side / ROOMY, SMALL_PART, 1)
    told = (cv2.convertScaleAbs(share * part, alpha=255) for share in (shadow, bright))
    return Light(*(cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR) for share in told))


def lit(image: np.ndarray, light: Light | None) -> np.ndarray:
    """The artwork, uint8 [H, W, 4] straight RGBA, in this light, which is of the same size."""
    if light is None:
        return image
    shadow, bright = (cv2.merge([share] * 3) for share in (light.shadow, light.bright))
    colour = cv2.cvtColor(image, cv2.COLOR_RGBA2RGB)
    colour = cv2.subtract(colour, cv2.multiply(cv2.LUT(colour, _DARKER), shadow, scale=1 / 255))
    colour = cv2.add(colour, cv2.multiply(cv2.LUT(colour, _BRIGHTER), bright, scale=1 / 255))
    return cv2.merge([*cv2.split(colour), cv2.extractChannel(image, 3)])


def _cushion(distance: np.ndarray, radius: np.float32) -> np.ndarray:
    """Heights over a shape, from the distance to its outline: a quarter of a circle of this radius, then flat."""
    rising = np.minimum(distance / radius, 1)
    return radius * np.sqrt(rising * (2 - rising))


def _smooth(heights: np.ndarray, deviation: np.float32) -> np.ndarray:
    """Two boxes, nearly a Gaussian of this standard deviation in pixels."""
    side = max(1, round(float(deviation) * 6**0.5)) | 1
    return cv2.blur(cv2.blur(heights, (side, side)), (side, side))


def _along(direction: np.ndarray, slope: list[np.ndarray], steep: np.ndarray) -> np.ndarray:
    """The cosine between a direction and the surface's normal."""
    return (direction[2] - direction[0] * slope[0] - direction[1] * slope[1]) * steep


def _table(value: np.ndarray) -> np.ndarray:
    """For each value of each channel: uint8 [1, 256, 3]; `value` [256, 1] or [256, 3], 0..1."""
    return np.rint(255 * np.broadcast_to(value, (256, 3))).astype(np.uint8)[None]


_VALUE = np.linspace(0, 1, 256)[:, None]
_DARKER = _table(_VALUE - _VALUE * _VALUE * np.array(DARKEST))  # what full shadow takes
_BRIGHTER = _table((1 - GLOW) * (1 - _VALUE) + GLOW * np.minimum(_VALUE, 1 - _VALUE))  # what full light adds
