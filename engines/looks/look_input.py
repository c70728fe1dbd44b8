"""What a look is told of an artwork, and what it gives back. Plain numpy and OpenCV."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from engines.compositing.ink_overlay import solid_ink
from engines.compositing.lighting import Light

UNIT_SIDE = 512  # paper units along the longer side: what is one unit wide is a pixel wide at 512
WHITE_RGB = (1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class LookInput:
    """One artwork of H x W. float32 in 0..1 but where said.

    `rgb` [H, W, 3]: its colours, without light and without ink, carried on under the lines; white where it is clear.
    `alpha` [H, W]: how opaque it is. `line` [H, W]: how much ink covers, `ink_rgb` [H, W, 3] in which colour.
    `shadow`, `bright` [H, W]: how light falls on it, at full strength (engines.compositing.lighting).
    """

    rgb: np.ndarray
    alpha: np.ndarray
    line: np.ndarray
    ink_rgb: np.ndarray
    shadow: np.ndarray
    bright: np.ndarray

    @classmethod
    def of(cls, image: np.ndarray, ink: np.ndarray, light: Light | None) -> LookInput:
        """`image`, `ink`: uint8 [H, W, 4], straight RGBA."""
        height, width = ink.shape[:2]
        share = np.float32(1 / 255)
        alpha = cv2.extractChannel(image, 3).astype(np.float32) * share
        rgb = cv2.cvtColor(image, cv2.COLOR_RGBA2RGB).astype(np.float32) * share
        rgb[image[:, :, 3] == 0] = 1
        line = cv2.extractChannel(ink, 3).astype(np.float32) * share
        ink_rgb = cv2.cvtColor(ink, cv2.COLOR_RGBA2RGB).astype(np.float32) * share
        ink_rgb[ink[:, :, 3] == 0] = 0
        none = np.zeros((height, width), np.float32)
        shadow, bright = none, none
        if light is not None:
            shadow, bright = (_of_size(plane, height, width) * share for plane in (light.shadow, light.bright))
        return cls(rgb, alpha, line, ink_rgb, shadow, bright)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width in pixels."""
        height, width = self.alpha.shape
        return height, width

    @property
    def unit(self) -> float:
        """Pixels in a paper unit."""
        return max(self.size) / UNIT_SIDE

    @cached_property
    def solid(self) -> np.ndarray:
        """Where ink fills an area, such as a pupil: float32 [H, W]."""
        found = solid_ink(np.rint(self.line * 255).astype(np.uint8))
        return np.zeros(self.size, np.float32) if found is None else found.astype(np.float32) / np.float32(255)

    @cached_property
    def ink_free(self) -> np.ndarray:
        """uint8 [H, W], 1 where the artwork is painted and no line lies over it."""
        return ((self.alpha > 0.5) & (self.line < 0.5)).view(np.uint8)

    @cached_property
    def lit(self) -> np.ndarray:
        """`rgb` in soft light."""
        return in_light(self, 0.6)


@dataclass(frozen=True, eq=False)
class Rendered:
    """What a look made: `rgb` float32 [H, W, 3], `cover` float32 [H, W], 0..1 how much of its ground it hides; and the
    `ground` it lies on, float32 [H, W, 3], when it is shown on one. `pigment`: lets the ground shine through, as
    watercolour does."""

    rgb: np.ndarray
    cover: np.ndarray
    ground: np.ndarray
    pigment: bool = False


def in_light(art: LookInput, strength: float) -> np.ndarray:
    """float32 [H, W, 3]: the colours in light of this strength, 0..1; shadows are deep and a little cool."""
    if strength <= 0:
        return art.rgb
    shade = np.float32(1) - art.shadow[..., None] * (np.array((0.62, 0.66, 0.50), np.float32) * np.float32(strength))
    rgb = art.rgb * shade
    return rgb + (1 - rgb) * (art.bright[..., None] * np.float32(0.55 * strength))


def smoothstep(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 up to `low`, 1 from `high` on, smooth between."""
    share = np.clip((values - np.float32(low)) * np.float32(1 / (high - low)), 0, 1)
    return share * share * (3 - 2 * share)


def mixed(one: np.ndarray, other: np.ndarray | tuple[float, float, float], share: np.ndarray) -> np.ndarray:
    """float32 [H, W, 3]: `other` in `share`, float32 [H, W], of `one`."""
    return one + (np.asarray(other, np.float32) - one) * share[..., None]


def soft(values: np.ndarray, radius_px: float) -> np.ndarray:
    """Two boxes, nearly a Gaussian of this standard deviation."""
    side = round(radius_px * 6**0.5) | 1
    return values if side < 3 else cv2.blur(cv2.blur(values, (side, side)), (side, side))


def luminance(rgb: np.ndarray) -> np.ndarray:
    """float32 [H, W], Rec. 709 weights on the values as they are."""
    return rgb @ np.array((0.2126, 0.7152, 0.0722), np.float32)


def saturated(rgb: np.ndarray, factor: float) -> np.ndarray:
    """Colours that many times as strong, within 0..1."""
    grey = luminance(rgb)[..., None]
    return np.clip(grey + (rgb - grey) * np.float32(factor), 0, 1)


def warped(planes: np.ndarray, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """Each pixel from `dx`, `dy` pixels beside it: float32 [H, W]."""
    height, width = dx.shape
    x = np.arange(width, dtype=np.float32) + dx
    y = np.arange(height, dtype=np.float32)[:, None] + dy
    return cv2.remap(planes, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _of_size(plane: np.ndarray, height: int, width: int) -> np.ndarray:
    if plane.shape != (height, width):
        plane = cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR)
    return plane.astype(np.float32)
