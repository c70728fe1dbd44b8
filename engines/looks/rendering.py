"""An artwork rendered in a look, on its background."""

from __future__ import annotations

import cv2
import numpy as np

from engines.compositing.lighting import Light
from engines.look_choice import LookChoice
from engines.looks.look_input import LookInput, Rendered, smoothstep
from engines.looks.table import checked
from engines.looks.textures import noise

HORIZON = 0.70  # of the height
SKY_RGB, LOW_SKY_RGB = (0.70, 0.85, 0.97), (0.93, 0.95, 0.93)
GROUND_RGB, FAR_GROUND_RGB = (0.66, 0.80, 0.52), (0.80, 0.88, 0.68)
PIGMENT = 1e-3  # of the ground: less shines through nothing


def rendered(image: np.ndarray, ink: np.ndarray, light: Light | None, choice: LookChoice) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA: `image`, an artwork of that kind without ink and light, in the chosen look.
    `ink`: uint8 [H, W, 4]; `light`: at full strength. Raises EngineError for a look or a slider that is not there."""
    entry = checked(choice)
    art = LookInput.of(image, ink, light)
    values = {slider.key: slider.default for slider in entry.sliders} | dict(choice.values)
    made = entry.render(art, values, choice.seed)
    return _composed(art, made, choice.background or entry.background, choice.seed)


def _composed(art: LookInput, made: Rendered, background: str, seed: int) -> np.ndarray:
    if background == "clear":
        return _clear(art, made)
    ground = made.ground
    if background == "white":
        ground = np.ones_like(made.ground)
    elif background == "scene":
        ground = made.ground * scene(*art.size, seed)
    cover = made.cover[..., None]
    rgb = ground * (1 - cover * (1 - made.rgb)) if made.pigment else ground + (made.rgb - ground) * cover
    return _bytes(rgb, np.full(art.size, 255, np.uint8))


def _clear(art: LookInput, made: Rendered) -> np.ndarray:
    if not made.pigment:
        return _bytes(made.rgb, np.clip(made.cover * 255 + np.float32(0.5), 0, 255).astype(np.uint8))
    # Of what shines through: as opaque as the artwork and its lines are.
    cover = np.maximum(art.alpha, art.line)
    share = np.maximum(cover, np.float32(0.02))[..., None]
    return _bytes(1 - (1 - made.rgb) / share, np.rint(cover * 255).astype(np.uint8))


def scene(height: int, width: int, seed: int) -> np.ndarray:
    """float32 [H, W, 3]: what a wash of sky and ground lets through."""
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    line = np.float32(HORIZON) + np.float32(0.018) * noise(height, width, 130.0, seed + 21, 2)
    sky = np.array(SKY_RGB, np.float32) + (np.array(LOW_SKY_RGB, np.float32) - np.array(SKY_RGB, np.float32)) * np.clip(
        (down / HORIZON + 0.10 * noise(height, width, 160.0, seed + 22, 3))[..., None], 0, 1
    )
    near = np.clip((down - HORIZON) / (1 - HORIZON) + 0.08 * noise(height, width, 90.0, seed + 23, 3), 0, 1)[..., None]
    ground = np.array(FAR_GROUND_RGB, np.float32) * (1 - near) + np.array(GROUND_RGB, np.float32) * near
    below = smoothstep(np.broadcast_to(down, (height, width)) - line, -0.006, 0.006)[..., None]
    return sky * (1 - below) + ground * below


def _bytes(rgb: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    colour = cv2.convertScaleAbs(np.clip(rgb, 0, 1), alpha=255)
    return cv2.merge([*cv2.split(colour), alpha])
