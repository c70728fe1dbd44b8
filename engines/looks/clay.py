"""Modelling clay: rounded, with the marks of fingers, seams where lines are, and a soft shadow on the table."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from engines.looks.look_input import LookInput, Rendered, mixed, saturated, smoothstep, soft
from engines.looks.textures import noise, paper, sheet

TABLE_RGB = (0.945, 0.915, 0.895)


def clay(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: depth, marks (of fingers), gloss, each 0..1."""
    height, width = art.size
    unit = art.unit
    round_, marked, glossy = values["depth"], values["marks"], values["gloss"]
    dents = noise(height, width, 44.0, seed + 1, 2)
    prints = np.sin(noise(height, width, 46.0, seed + 2, 1) * np.float32(14)) * smoothstep(
        noise(height, width, 60.0, seed + 3, 1), 0.4, 1.1
    )
    pores = paper(height, width, seed + 4, 3.0)
    groove = soft(art.line, 1.7 * unit)
    bump = soft(
        (dents * np.float32(0.8) + prints * np.float32(0.45)) * np.float32(unit), 0.8 * unit
    ) + pores * np.float32(0.12 * unit)
    bump = bump * np.float32(0.5 + 1.4 * marked) - groove * np.float32(9 * unit)
    slope = (
        cv2.Sobel(bump, cv2.CV_32F, 1, 0, scale=1 / 8) + cv2.Sobel(bump, cv2.CV_32F, 0, 1, scale=1 / 8)
    ) * np.float32(0.55)
    base = saturated(art.rgb, 1.12) * np.float32(0.94) + np.float32(0.03)
    # Light goes a little way into clay: its shadows are warm and saturated.
    dark = np.clip(
        art.shadow * np.float32(0.45 + 0.5 * round_)
        + np.clip(-slope, -1, 1) * np.float32(-0.0)
        + np.clip(slope, 0, 0.5) * 0,
        0,
        1,
    )
    shade = base * base * np.array((0.86, 0.78, 0.82), np.float32)
    rgb = mixed(base, shade, np.clip(dark, 0, 1))
    rgb = rgb * (1 - np.clip(slope, -0.22, 0.30)[..., None] * np.float32(0.9))
    crease = np.clip(groove * np.float32(1.25), 0, 1)
    rgb = mixed(rgb, shade * np.float32(0.62), crease * art.alpha)
    shine = np.clip(art.bright * np.float32(0.55) + np.clip(-slope, 0, 0.25) * np.float32(0.8), 0, 1)
    rgb = mixed(rgb, (1.0, 0.985, 0.96), shine * np.float32(0.25 + 0.55 * glossy))
    strand = smoothstep(soft(art.line, 1.2 * unit), 0.10, 0.30) * (
        1 - smoothstep(soft(art.alpha, 1.4 * unit), 0.25, 0.6)
    )
    bead = np.maximum(art.solid, strand)
    pupil = np.array((0.13, 0.115, 0.14), np.float32) + (np.clip(-slope, 0, 0.3) * np.float32(1.2))[..., None]
    rgb = mixed(rgb, pupil, bead)
    cover = np.maximum(smoothstep(soft(art.alpha, 0.9 * unit), 0.40, 0.60), bead)
    rgb = np.clip(rgb * (1 + np.float32(0.02) * pores[..., None]), 0, 1)
    falls = np.zeros(art.size, np.float32)
    for reach, weight in ((4.0, 0.34), (11.0, 0.24)):
        by = round(reach * unit)
        move = np.array([[1, 0, by], [0, 1, by]], np.float32)
        moved = cv2.warpAffine(cover, move, (width, height), flags=cv2.INTER_NEAREST)
        falls += soft(moved, 0.7 * reach * unit) * np.float32(weight)
    table = sheet(height, width, TABLE_RGB, 0.012, 38) * (
        1 - falls[..., None] * np.array((0.75, 0.78, 0.74), np.float32)
    )
    return Rendered(rgb, cover, np.clip(table, 0, 1))
