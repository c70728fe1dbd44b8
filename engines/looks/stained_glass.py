"""Stained glass: panes of uneven glass with light behind them, in lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import cv2
import numpy as np

from engines.looks.look_input import UNIT_SIDE, LookInput, Rendered, luminance, mixed, saturated, smoothstep, soft
from engines.looks.textures import noise

LEAD_RGB = np.array((0.135, 0.13, 0.14), np.float32)


def stained_glass(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: glow, streaks (in the glass), lead (its width), each 0..1."""
    height, width = art.size
    unit = art.unit
    panes, came = background_panes(height, width, seed)
    wave = noise(height, width, 70.0, seed + 1, 2)
    streak = noise(height, width, 28.0, seed + 2, 2)
    lines = soft(art.line, (1.0 + 1.5 * values["lead"]) * unit)
    edge = soft(np.maximum(art.alpha, art.line), 2.2 * unit)
    rim = smoothstep(np.float32(0.5) - np.abs(edge - np.float32(0.5)), 0.20, 0.36)
    far = art.alpha < 0.5
    came = came * far * (1 - smoothstep(edge, 0.02, 0.2))
    lead = np.maximum(np.maximum(smoothstep(lines, 0.10, 0.26), rim), smoothstep(came, 0.35, 0.65))
    lead = np.maximum(lead, art.solid)
    glass = saturated(art.rgb, 1.55)
    glass = np.clip(glass * np.float32(0.92), 0.03, 1)
    ground = panes
    colour = mixed(ground, glass, (art.alpha > 0.5).astype(np.float32))
    depth = (
        1
        + np.float32(0.04 + 0.14 * values["streaks"]) * streak
        + np.float32(0.18) * wave
        + np.float32(0.3) * art.shadow
    )
    absorbed = -np.log(np.clip(colour, 0.02, 0.995)) * np.clip(depth, 0.3, 2.2)[..., None]
    colour = np.exp(-absorbed)
    # Light behind: brighter in a pane's middle, dark towards its lead.
    inner = 1 - soft(lead, 7 * unit)
    colour = colour * (0.62 + 0.50 * inner[..., None]) + (
        np.clip(inner - 0.55, 0, 1) * np.float32(0.34 * values["glow"])
    )[..., None] * (0.35 + colour)
    halo = soft(luminance(colour) * (1 - lead), 5 * unit) * np.float32(0.22 * values["glow"])
    bump = soft(lead, 0.9 * unit)
    slope = cv2.Sobel(bump, cv2.CV_32F, 1, 0) + cv2.Sobel(bump, cv2.CV_32F, 0, 1)
    metal = (
        LEAD_RGB * (1 + 0.25 * streak[..., None])
        + np.clip(slope * np.float32(0.22 * max(1.0, unit)), -0.08, 0.30)[..., None]
        + halo[..., None] * colour
    )
    rgb = mixed(colour, metal, lead)
    return Rendered(np.clip(rgb, 0, 1), np.ones(art.size, np.float32), np.clip(rgb, 0, 1))


@lru_cache(4)
def background_panes(height: int, width: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The glass behind: its colours, float32 [H, W, 3], and its lead, float32 [H, W]; crooked cells on a grid."""
    unit = max(height, width) / UNIT_SIDE
    rng = np.random.default_rng((seed, 11))
    cells = 5
    step = UNIT_SIDE / cells
    points = (
        np.stack(np.meshgrid(np.arange(-1, cells + 1), np.arange(-1, cells + 1)), -1).reshape(-1, 2)
        + 0.5
        + rng.uniform(-0.36, 0.36, ((cells + 2) ** 2, 2))
    ) * step
    tints = np.array(
        [(0.72, 0.86, 0.94), (0.80, 0.91, 0.95), (0.66, 0.80, 0.90), (0.88, 0.93, 0.93), (0.78, 0.88, 0.86)], np.float32
    )
    colour = tints[rng.integers(0, len(tints), len(points))]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(unit)
    bend = noise(height, width, 90.0, seed + 12, 1)
    x, y = x + 5 * bend, y + 5 * noise(height, width, 90.0, seed + 13, 1)
    first = np.full((height, width), np.inf, np.float32)
    second = first.copy()
    owner = np.zeros((height, width), np.intp)
    for number, (px, py) in enumerate(points.astype(np.float32)):
        away = (x - px) ** 2 + (y - py) ** 2
        nearer = away < first
        second = np.where(nearer, first, np.minimum(second, away))
        owner[nearer] = number
        first = np.where(nearer, away, first)
    apart = np.sqrt(second) - np.sqrt(first)
    return colour[owner], smoothstep(-apart, -7.0, -1.0).astype(np.float32)
