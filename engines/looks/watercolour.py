"""Watercolour: pigment of uneven density on rough paper (Bousseau et al. 2006, "Interactive watercolor rendering with
temporal coherence and abstraction", section 4; Montesdeoca et al. 2017, "Art-directed watercolor stylization")."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engines.looks.look_input import LookInput, Rendered, in_light, smoothstep, soft, warped
from engines.looks.textures import noise, paper, sheet

PAPER_RGB = (0.975, 0.965, 0.94)
THINNEST = 0.02  # of light that pigment lets through


def watercolour(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: wetness, granulation, edges, each 0..1."""
    height, width = art.size
    unit = art.unit
    wet, grainy, edged = values["wetness"], values["granulation"], values["edges"]
    # The hand is not exact: shapes and lines tremble, each a little differently.
    dx, dy = (noise(height, width, 40.0, seed + k, 2) * np.float32(1.3 * unit) for k in (1, 2))
    colour = np.dstack([in_light(art, 0.28), art.alpha])
    colour = warped(colour, dx, dy)
    # Wet in wet: colours run into each other where the paper is wet.
    pooled = soft(colour, (2 + 6 * wet) * unit)
    damp = smoothstep(noise(height, width, 70.0, seed + 3, 2), 0.6 - 1.6 * wet, 2.2 - 1.6 * wet)
    inside = colour[..., 3]
    run = pooled[..., :3] / 1
    share = (damp * np.float32(0.7) * wet * inside)[..., None]
    rgb = colour[..., :3] * (1 - share) + run * share

    # Dry gaps beside some lines, where the brush kept away from wet paint.
    line = art.line
    near = soft(line, 1.6 * unit)
    gap = smoothstep(near, 0.10, 0.30) * smoothstep(noise(height, width, 60.0, seed + 4, 2), 0.7, 1.3)
    film = inside * (1 - np.float32(0.75) * gap)

    # Density: edges dry darker, pools and backruns cloud, pigment settles in the paper's pits.
    wash = film * (1 - np.float32(0.85) * smoothstep(line, 0.35, 0.8))
    edge = np.clip(wash - soft(wash, 3.2 * unit), 0, 1)
    rim = np.clip(wash - soft(wash, 9.0 * unit), 0, 1)
    pools = noise(height, width, 90.0, seed + 5, 3)
    ring = np.abs(noise(height, width, 120.0, seed + 6, 2) - np.float32(0.55))
    backrun = np.exp(-((ring * np.float32(14)) ** 2))
    density = 1 + np.float32(1.5 * edged) * edge + np.float32(0.7 * edged) * rim
    density += np.float32(0.12 + 0.26 * wet) * pools + np.float32(0.35 * wet) * (
        backrun - 0.4 * smoothstep(-ring, -0.2, 0)
    )
    density += np.float32(0.26 * grainy) * paper(height, width, seed + 8)
    density = np.clip(density, 0.25, 3)
    absorbed = -np.log(np.maximum(rgb, THINNEST))
    pigment = np.exp(-absorbed * density[..., None] * np.float32(0.80))
    pigment = 1 - (1 - pigment) * film[..., None]

    # Lines: a soft pencil under the paint.
    drawn = line * np.clip(0.72 + 0.30 * paper(height, width, seed + 9), 0, 1)
    drawn = np.maximum(drawn * np.float32(0.78), art.solid * np.float32(0.94))
    pencil = np.array((0.20, 0.16, 0.17), np.float32)
    pigment *= 1 - drawn[..., None] * (1 - pencil)
    ground = sheet(height, width, PAPER_RGB, 0.055, 31)
    return Rendered(pigment, np.ones_like(film), ground, pigment=True)
