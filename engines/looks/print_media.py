"""Manga and comic: tones as dots and hatching, in print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from engines.looks.lines import swollen
from engines.looks.look_input import UNIT_SIDE, LookInput, Rendered, luminance, mixed, saturated, smoothstep, soft
from engines.looks.textures import noise, paper, sheet

CREAM_RGB = (0.985, 0.96, 0.885)


@lru_cache(24)
def dots(height: int, width: int, degrees: float, pitch: float) -> np.ndarray:
    """float32 [H, W]: the threshold of a screen of round dots, 0 in their middles, 1 between them; `pitch` in paper
    units."""
    unit = max(height, width) / UNIT_SIDE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.deg2rad(degrees)
    frequency = np.float32(2 * np.pi / (pitch * unit))
    u = (x * np.cos(turn) + y * np.sin(turn)) * frequency
    v = (y * np.cos(turn) - x * np.sin(turn)) * frequency
    screen = (2 - np.cos(u) - np.cos(v)) / 4
    screen = screen.astype(np.float32)
    screen.flags.writeable = False
    return screen


@lru_cache(24)
def rulings(height: int, width: int, degrees: float, pitch: float) -> np.ndarray:
    """float32 [H, W]: as `dots`, of parallel lines that a hand drew."""
    unit = max(height, width) / UNIT_SIDE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.deg2rad(degrees)
    across = (y * np.cos(turn) - x * np.sin(turn)) / np.float32(pitch * unit)
    across += np.float32(0.12) * noise(height, width, 60.0, 71, 2)
    screen = (0.5 - 0.5 * np.cos(2 * np.pi * across)).astype(np.float32)
    screen.flags.writeable = False
    return screen


def screened(tone: np.ndarray, screen: np.ndarray, sharp: float) -> np.ndarray:
    """Where ink is printed: float32 [H, W]; `tone` 0..1 is how dark, `sharp` how steep a dot's border is."""
    return np.clip((tone - screen) * np.float32(sharp) + np.float32(0.5), 0, 1)


def manga(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Black and white, with two tones of screen, and hatching in the shade. Sliders: tone, hatching, lines."""
    height, width = art.size
    unit = art.unit
    grey = 1 - luminance(art.rgb)
    grey = soft(grey, 1.2 * unit)
    more = values["tone"]
    # Four steps, as sheets of screen have: white, light, middle, black.
    light = smoothstep(grey, 0.20, 0.24) * np.float32(0.16 + 0.12 * more)
    middle = smoothstep(grey, 0.46, 0.50) * np.float32(0.14 + 0.14 * more)
    black = smoothstep(grey, 0.84, 0.87)
    tone = (light + middle) * art.alpha
    sharp = 2.6 * max(1.0, unit) + 2.2
    printed = screened(tone, dots(height, width, 45.0, 4.6), sharp) * (tone > 0.02)
    shade = soft(art.shadow, 2.6 * unit) * art.alpha
    shade = (shade - np.float32(0.55 - 0.35 * values["hatching"])) * np.float32(1.5)
    hatch = screened(np.clip(shade, 0, 0.55), rulings(height, width, -38.0, 4.4), sharp) * (shade > 0.02)
    shine = smoothstep(soft(art.bright, 1.6 * unit), 0.42, 0.48)
    printed = np.maximum(
        np.maximum(printed * (1 - shine), hatch * np.float32(min(1.0, 2 * values["hatching"]))),
        black * art.alpha * (1 - shine),
    )
    weight = swollen(art, 0.35 + 0.6 * values["lines"], swell=1.0, seed=seed + 2)
    printed = np.maximum(printed, np.maximum(weight, art.solid * (1 - shine)))
    ink = 1 - printed * np.float32(0.95)
    rgb = np.repeat(ink[..., None], 3, 2)
    cover = np.maximum(art.alpha, printed)
    ground = np.ones_like(rgb)
    return Rendered(rgb, cover, ground)


def comic(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Flat process colours, dots in the shade, a heavy black line. Sliders: dots, colour, lines, each 0..1."""
    height, width = art.size
    unit = art.unit
    base = saturated(art.rgb, 1.15 + 0.5 * values["colour"])
    base = np.clip((base - 0.5) * np.float32(1.08) + np.float32(0.52), 0, 1)
    pitch = 3.6 + 4.4 * values["dots"]
    sharp = 2.6 * max(1.0, unit) + 2.0
    shadow = soft(art.shadow, 3 * unit)
    tone = np.clip((shadow - np.float32(0.10)) * np.float32(1.25), 0, 0.82)
    printed = screened(tone, dots(height, width, 15.0, pitch), sharp) * (tone > 0.01)
    ink_rgb = saturated(base * np.array((0.62, 0.42, 0.60), np.float32), 1.25)
    rgb = mixed(base, ink_rgb, printed)
    glow = np.clip((soft(art.bright, 2.4 * unit) - np.float32(0.16)) * np.float32(1.2), 0, 0.8)
    rgb = mixed(rgb, (1.0, 0.99, 0.95), screened(glow, dots(height, width, 75.0, pitch), sharp) * (glow > 0.01))
    # Colour plates never meet exactly: a sliver of red and blue at the borders of things.
    shift = max(1, round(0.9 * unit))
    rgb = np.dstack(
        [np.roll(rgb[..., 0], (0, shift), (0, 1)), rgb[..., 1], np.roll(rgb[..., 2], (shift, -shift), (0, 1))]
    )
    weight = swollen(art, 0.5 + 0.6 * values["lines"], swell=0.8, seed=seed + 2)
    weight = np.maximum(weight, art.solid)
    rgb = mixed(rgb, (0.07, 0.055, 0.08), weight)
    rgb = np.clip(rgb * (1 + np.float32(0.025) * paper(height, width, seed + 3, 3.0)[..., None]), 0, 1)
    cover = np.maximum(art.alpha, weight)
    ground = sheet(height, width, CREAM_RGB, 0.02, 36)
    sky = screened(
        np.clip(np.linspace(0.34, 0.0, height, dtype=np.float32), 0, 1)[:, None] * np.ones((1, width), np.float32),
        dots(height, width, 15.0, pitch),
        sharp,
    )
    ground = mixed(ground, (0.97, 0.80, 0.45), sky * np.float32(0.55))
    return Rendered(rgb, cover, ground)
