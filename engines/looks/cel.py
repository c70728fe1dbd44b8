"""Webtoon cel: two tones and a rim light with clean borders, lines that swell and take on colour."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engines.looks.lines import swollen
from engines.looks.look_input import LookInput, Rendered, mixed, saturated, smoothstep, soft

WHITE_RGB = (1.0, 1.0, 1.0)
SHADE_RGB = (0.70, 0.62, 0.84)  # what a shadow lets through: cool, so that skin stays alive


def cel(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: shadow (how far it reaches), highlight, lines (weight), each 0..1."""
    unit = art.unit
    base = saturated(art.rgb, 1.22)
    base = np.clip(base * np.float32(1.03), 0, 1)
    shadow = soft(art.shadow, 2.2 * unit)
    level = 0.50 - 0.36 * values["shadow"]
    crisp = 0.035
    dark = smoothstep(shadow, level - crisp, level + crisp)
    shaded = base * np.array(SHADE_RGB, np.float32)
    shaded = saturated(shaded, 1.18)
    rgb = mixed(base, shaded, dark)
    glow = soft(art.bright, 1.6 * unit)
    shine = smoothstep(glow, 0.52 - 0.22 * values["highlight"], 0.58 - 0.22 * values["highlight"])
    shine *= np.float32(min(1.0, 2 * values["highlight"]))
    rgb = mixed(rgb, rgb * np.float32(0.35) + np.float32(0.65), shine * np.float32(0.85))
    # A rim of light on the shadow's side, just inside the outline.
    inner = art.alpha * (1 - smoothstep(soft(art.line, 0.8 * unit), 0.1, 0.4))
    rim = np.clip(art.alpha - soft(art.alpha, 5.0 * unit), 0, 1)
    rim = smoothstep(rim, 0.16, 0.22) * dark * inner
    rgb = mixed(rgb, base * np.float32(0.5) + np.float32(0.42), rim * np.float32(0.8 * values["highlight"]))
    weight = swollen(art, values["lines"])
    tinted = saturated(art.rgb, 1.2) * np.float32(0.26)
    ink = mixed(tinted, (0.07, 0.05, 0.09), np.full(art.size, 0.45, np.float32))
    ink = mixed(ink, (0.06, 0.05, 0.08), 1 - art.alpha)
    rgb = mixed(rgb, ink, weight)
    solid = art.solid
    rgb = mixed(rgb, (0.05, 0.045, 0.07), solid * (1 - shine * np.float32(0.9)))
    cover = np.maximum(art.alpha, np.maximum(weight, solid))
    ground = np.ones((*art.size, 3), np.float32)
    return Rendered(rgb, cover, ground)
