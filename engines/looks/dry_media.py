"""Coloured pencil, crayon, and chalk on a board: strokes that catch on the grain of what they are drawn on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engines.looks.look_input import (
    LookInput,
    Rendered,
    in_light,
    luminance,
    mixed,
    saturated,
    smoothstep,
    soft,
    warped,
)
from engines.looks.textures import noise, paper, sheet, strokes

PENCIL_PAPER, CRAYON_PAPER = (0.985, 0.98, 0.965), (0.975, 0.965, 0.945)
BOARD_RGB = (0.135, 0.20, 0.175)


def coloured_pencil(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Two layers of hatching, the second where it is darker (Praun et al. 2001, "Real-time hatching", by thresholds).
    Sliders: pressure, hatching, grain, each 0..1."""
    height, width = art.size
    unit = art.unit
    rgb = saturated(in_light(art, 0.40), 1.22)
    dark = 1 - luminance(rgb)
    grain = paper(height, width, seed + 1, 3.0)
    grainy = values["grain"]
    one = strokes(height, width, 52.0, thick=1.9, long=46.0, seed=seed + 2)
    two = strokes(height, width, 20.0, thick=1.8, long=36.0, seed=seed + 3)
    hatched = values["hatching"]
    press = 0.40 + 0.6 * values["pressure"] + 0.35 * dark
    first = smoothstep(press + np.float32(0.36 * hatched) * one + np.float32(0.34 * grainy) * grain, -0.05, 1.25)
    second = smoothstep(dark + np.float32(0.35) * two + np.float32(0.3 * grainy) * grain, 0.45, 1.1)
    # A hand that hatches stops a little before the outline, or goes a little beyond.
    reach = noise(height, width, 26.0, seed + 4, 2) * np.float32(1.6 * unit)
    alpha = warped(art.alpha, reach, reach)
    laid = alpha * np.clip(first, 0, 1)
    layer = mixed(np.ones_like(rgb), rgb, laid)
    layer *= mixed(np.ones_like(rgb), rgb * 0.85 + 0.08, alpha * second * np.float32(0.55))
    rim = np.clip(alpha - soft(alpha, 3 * unit), 0, 1) + np.clip(soft(art.line, 2.2 * unit) - art.line, 0, 1) * alpha
    layer *= mixed(np.ones_like(rgb), rgb * rgb, np.clip(rim * (1 + 0.4 * grain), 0, 1) * np.float32(0.6))
    wax = np.clip(0.86 + np.float32(0.35) * grain + np.float32(0.12) * one, 0, 1)
    drawn = np.maximum(art.line * wax * np.float32(0.86), art.solid * np.float32(0.92) * wax)
    layer *= 1 - drawn[..., None] * (1 - np.array((0.19, 0.15, 0.17), np.float32))
    return Rendered(layer, np.ones(art.size, np.float32), sheet(height, width, PENCIL_PAPER, 0.03, 32), pigment=True)


def crayon(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Wax on rough paper: broad strokes that leave the pits white. Sliders: pressure, roughness, strokes, each 0..1."""
    height, width = art.size
    unit = art.unit
    rgb = saturated(in_light(art, 0.15), 1.3)
    grain = paper(height, width, seed + 1, 6.0)
    way = strokes(height, width, 38.0, thick=6.5, long=110.0, seed=seed + 2)
    fine = strokes(height, width, 41.0, thick=2.2, long=40.0, seed=seed + 3)
    wobble = noise(height, width, 30.0, seed + 4, 2) * np.float32(2.4 * unit)
    alpha = warped(art.alpha, wobble, -wobble)
    rough = 0.35 + values["roughness"]
    wax = 0.35 + 1.1 * values["pressure"] + np.float32(0.30 * values["strokes"]) * way + np.float32(0.2) * fine
    laid = smoothstep(wax + np.float32(0.42 * rough) * grain, -0.1, 0.75) * alpha
    tone = 1 + np.float32(0.10) * way + np.float32(0.06) * fine
    colour = np.clip(rgb * tone[..., None], 0, 1)
    edge = np.clip(alpha - soft(alpha, 4 * unit), 0, 1) * 2
    laid = np.maximum(laid, np.clip(edge, 0, 1) * alpha * smoothstep(grain, -1.0, 0.2) * np.float32(0.9))
    thick = soft(warped(art.line, wobble * np.float32(0.5), wobble * np.float32(0.5)), 0.9 * unit)
    drawn = smoothstep(thick * (1 + np.float32(0.55) * grain), 0.22, 0.55)
    drawn = np.maximum(drawn, art.solid * smoothstep(grain, -1.2, 0.0))
    line_rgb = mixed(rgb * np.float32(0.32), (0.13, 0.11, 0.14), np.full(art.size, 0.55, np.float32))
    colour = mixed(colour, line_rgb, drawn)
    cover = np.maximum(laid, drawn * np.float32(0.95))
    return Rendered(colour, cover, sheet(height, width, CRAYON_PAPER, 0.06, 33))


def chalk(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Chalk on a school board. Sliders: filling, dust, lines, each 0..1."""
    height, width = art.size
    unit = art.unit
    grain = paper(height, width, seed + 1, 3.6)
    way = strokes(height, width, 48.0, thick=4.0, long=70.0, seed=seed + 2)
    rgb = saturated(in_light(art, 0.6), 1.05)
    rgb = np.clip(rgb * np.float32(0.82) + np.float32(0.16), 0, 1)
    bright = luminance(in_light(art, 0.6))
    filled = 0.34 + 0.95 * values["filling"] + np.float32(0.25) * bright - np.float32(0.25) * art.shadow
    laid = smoothstep(filled + np.float32(0.15) * way + np.float32(0.28) * grain, 0.0, 1.15) * art.alpha
    rim = np.clip(art.alpha - soft(art.alpha, 5 * unit), 0, 1)
    laid = np.maximum(laid, rim * smoothstep(grain + way, -0.9, 0.9) * np.float32(1.2))
    thick = soft(art.line, max(1.2 * unit, 1.0))
    least = 0.26 - 0.20 * values["lines"]
    drawn = smoothstep(thick * (1 + np.float32(0.5) * grain), least, least + 0.32) * np.clip(0.82 + 0.3 * grain, 0, 1)
    solid = art.solid * np.float32(0.96)
    board = board_of(height, width, seed)
    colour = mixed(rgb, (0.97, 0.96, 0.92), drawn)
    cover = np.clip(np.maximum(laid, drawn), 0, 1) * (1 - solid * (1 - smoothstep(soft(solid, unit), 0.99, 0.6)))
    dust = soft(np.maximum(laid, drawn), 9 * unit) * np.float32(0.20 * values["dust"])
    ground = board + dust[..., None] * np.clip(0.8 + 0.3 * grain, 0, 1.3)[..., None]
    return Rendered(colour, cover, np.clip(ground, 0, 1))


def board_of(height: int, width: int, seed: int) -> np.ndarray:
    """float32 [H, W, 3]: a board that was wiped with a sponge."""
    wiped = strokes(height, width, 12.0, thick=22.0, long=400.0, seed=seed + 5) + noise(
        height, width, 120.0, seed + 6, 3
    )
    tone = np.float32(0.016) * wiped + np.float32(0.010) * paper(height, width, seed + 1, 3.6)
    return np.clip(np.array(BOARD_RGB, np.float32) + tone[..., None], 0, 1)
