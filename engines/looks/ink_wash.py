"""Ink and wash: a brush pen, diluted ink in three depths, and a touch of the drawing's colours."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engines.looks.lines import swollen
from engines.looks.look_input import LookInput, Rendered, luminance, mixed, saturated, smoothstep, soft, warped
from engines.looks.textures import noise, paper, sheet

RICE_RGB = (0.965, 0.95, 0.91)
INK_RGB = np.array((0.09, 0.10, 0.13), np.float32)


def ink_wash(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: wash (how dark), colour (how much of it is left), brush (how the line swells), each 0..1."""
    height, width = art.size
    unit = art.unit
    dx, dy = (noise(height, width, 46.0, seed + k, 2) * np.float32(2.2 * unit) for k in (1, 2))
    # Washes are laid loosely: they miss their outlines by a little.
    tone = smoothstep(1 - luminance(art.rgb), 0.12, 0.95) * np.float32(0.72) + soft(art.shadow, 4 * unit) * np.float32(
        0.40
    )
    tone = warped(soft(np.clip(tone, 0, 1) * art.alpha, 1.6 * unit), dx * 2, dy * 2)
    film = warped(art.alpha, dx * 2, dy * 2)
    cloud = noise(height, width, 80.0, seed + 3, 3)
    tone = np.clip(tone + np.float32(0.05) * cloud, 0, 1)
    step = (
        smoothstep(tone, 0.16, 0.24) * 0.26 + smoothstep(tone, 0.36, 0.44) * 0.34 + smoothstep(tone, 0.60, 0.70) * 0.7
    )
    deposit = np.clip(step - soft(step, 3.0 * unit), -0.2, 1)  # each wash dries darker at its rim
    depth = (step + np.float32(1.1) * deposit + np.float32(0.10) * cloud * step) * film
    depth *= (0.35 + 1.1 * values["wash"]) * (1 + np.float32(0.22) * paper(height, width, seed + 4, 4.0))
    wash = np.exp(-np.clip(depth, 0, 3)[..., None] * (1 - INK_RGB * 0.6) * np.float32(1.15))
    hue = saturated(art.rgb, 1.25)
    tint = warped(hue, dx, dy)
    touched = film * np.float32(values["colour"]) * smoothstep(cloud, -1.6, 0.4)
    wash = wash * mixed(np.ones_like(tint), tint, np.clip(touched, 0, 1))
    weight = swollen(art, 0.55, swell=0.6 + 1.6 * values["brush"], seed=seed + 5)
    dry = np.clip(1.06 - np.float32(0.28) * np.maximum(paper(height, width, seed + 6, 3.0), 0), 0, 1)
    drawn = np.maximum(weight * dry, art.solid)
    wash = mixed(wash, INK_RGB, np.clip(drawn * np.float32(0.96), 0, 1))
    return Rendered(wash, np.ones(art.size, np.float32), sheet(height, width, RICE_RGB, 0.035, 35), pigment=True)
