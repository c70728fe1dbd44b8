"""Oil and gouache: opaque paint in strokes."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from engines.looks.flow import along_forms, smeared
from engines.looks.lines import swollen
from engines.looks.look_input import LookInput, Rendered, in_light, mixed, saturated, smoothstep, soft, warped
from engines.looks.textures import noise, paper, sheet, strokes

CANVAS_RGB, CARD_RGB = (0.80, 0.76, 0.68), (0.965, 0.945, 0.90)


def oil(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Strokes that follow the form, thick enough to catch the light (Hertzmann 2002, "Fast paint texture").
    Sliders: stroke (size), impasto, colour (how much strokes differ), each 0..1."""
    height, width = art.size
    unit = art.unit
    way = along_forms(art, seed)
    size = 0.5 + values["stroke"]
    grain = noise(height, width, 3.4 * size, seed + 1, 1) + 0.6 * noise(height, width, 7.0 * size, seed + 2, 1)
    bristles = smeared(grain, way, 26 * size * unit)
    bristles *= np.float32(1 / max(1e-3, float(bristles.std())))
    rgb = saturated(in_light(art, 0.8), 1.2)
    opaque = np.dstack([rgb * art.alpha[..., None], art.alpha])
    dragged = smeared(opaque, way, 10 * size * unit)
    alpha = smoothstep(dragged[..., 3] + np.float32(0.10) * bristles, 0.35, 0.65)
    rgb = dragged[..., :3] / np.maximum(dragged[..., 3:], np.float32(0.05))
    # Each stroke a little warmer or cooler, lighter or darker.
    differ = np.float32(0.05 + 0.13 * values["colour"])
    warm = smeared(noise(height, width, 9.0 * size, seed + 3, 1), way, 24 * size * unit)
    rgb = rgb * (1 + (bristles * np.float32(0.35) + warm)[..., None] * differ * np.array((1.0, 0.75, 0.35), np.float32))
    line_rgb = rgb * np.float32(0.30)
    weight = smeared(art.line, way, 5 * unit)
    weight = smoothstep(weight + np.float32(0.05) * bristles, 0.18, 0.5)
    rgb = mixed(rgb, line_rgb * 0.6 + np.array((0.05, 0.035, 0.05), np.float32), weight * np.float32(0.9))
    rgb = mixed(rgb, (0.06, 0.05, 0.07), art.solid)
    cover = np.maximum(alpha, weight)
    # The ground is painted too, in slow strokes.
    tone = np.array(CANVAS_RGB, np.float32) + (bristles * np.float32(0.022) + warm * np.float32(0.03))[..., None]
    body = cover * np.float32(0.8) + np.float32(0.35)
    relief = bristles * body + soft(cover, 1.5 * unit) * np.float32(2.0)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    slope = np.clip(slope * np.float32(-0.030 * (0.3 + 1.4 * values["impasto"]) * min(1.6, unit**0.5)), -0.16, 0.24)
    rgb = np.clip(rgb + slope[..., None], 0, 1)
    ground = np.clip(tone + slope[..., None] * np.float32(0.7), 0, 1)
    return Rendered(rgb, cover, ground)


def gouache(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """A poster in few, flat, matt tones with a dry brush at their borders. Sliders: tones, brush, lines, each 0..1."""
    height, width = art.size
    unit = art.unit
    brush = strokes(height, width, 24.0, thick=3.2, long=90.0, seed=seed + 1)
    grain = paper(height, width, seed + 2, 3.4)
    ragged = np.float32(0.09 * (0.4 + values["brush"])) * (brush + np.float32(0.5) * grain)
    shadow, bright = soft(art.shadow, 3 * unit) + ragged, soft(art.bright, 3 * unit) + ragged
    base = saturated(art.rgb, 1.08) * np.float32(0.93) + np.array((0.045, 0.035, 0.02), np.float32)
    rgb = base
    few = 0.15 + 0.85 * values["tones"]
    rgb = mixed(rgb, base * np.array((0.80, 0.76, 0.86), np.float32), smoothstep(shadow, 0.20, 0.25) * np.float32(few))
    rgb = mixed(rgb, base * np.array((0.60, 0.56, 0.74), np.float32), smoothstep(shadow, 0.44, 0.49) * np.float32(few))
    rgb = mixed(
        rgb,
        base * 0.55 + 0.45 * np.array((1.0, 0.97, 0.88), np.float32),
        smoothstep(bright, 0.34, 0.39) * np.float32(few),
    )
    rgb = np.clip(
        rgb
        * (1 + np.float32(0.035 * (0.4 + values["brush"])) * brush[..., None] + np.float32(0.02) * grain[..., None]),
        0,
        1,
    )
    wobble = noise(height, width, 34.0, seed + 3, 2) * np.float32(1.0 * unit)
    alpha = warped(art.alpha, wobble, -wobble)
    # A rim of dry brush, where the paint gave out.
    edge = soft(alpha, 1.6 * unit)
    cover = smoothstep(edge + np.float32(0.12 * values["brush"]) * (brush + grain), 0.38, 0.56)
    weight = swollen(art, 0.35 + 0.5 * values["lines"], seed=seed + 4)
    weight *= np.clip(np.float32(0.92) + np.float32(0.16) * brush, 0, 1) * np.float32(
        min(1.0, 0.25 + 1.5 * values["lines"])
    )
    line_rgb = saturated(base, 1.2) * np.float32(0.34) + np.array((0.02, 0.015, 0.05), np.float32)
    rgb = mixed(rgb, line_rgb, weight)
    rgb = mixed(rgb, (0.13, 0.11, 0.16), art.solid)
    cover = np.maximum(cover, np.maximum(weight, art.solid))
    return Rendered(rgb, cover, sheet(height, width, CARD_RGB, 0.03, 34))
