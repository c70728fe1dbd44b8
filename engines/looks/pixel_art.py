"""Pixel art: few large pixels, few colours, outlines one pixel wide."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from engines.looks.look_input import LookInput, Rendered, in_light, saturated

FEWEST, MOST = 32, 128  # pixels along the longer side
BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - np.float32(0.47)
BACK_RGB = (0.95, 0.96, 0.99)


def pixel_art(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: size (of the pixels), colours (how many), dither, each 0..1."""
    height, width = art.size
    along = round(MOST * (FEWEST / MOST) ** values["size"])
    scale = along / max(height, width)
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    small = (columns, rows)
    paint = np.dstack([in_light(art, 0.55) * art.alpha[..., None], art.alpha])
    paint = cv2.resize(paint, small, interpolation=cv2.INTER_AREA).reshape(rows, columns, 4)
    alpha = paint[..., 3]
    rgb = saturated(paint[..., :3] / np.maximum(alpha[..., None], np.float32(0.02)), 1.15)
    solid = cv2.resize(art.solid, small, interpolation=cv2.INTER_AREA) > 0.45
    line = cv2.resize(art.line, small, interpolation=cv2.INTER_AREA)
    filled = _without_strays(alpha > 0.5)
    outline = filled & ~_eroded(filled)
    # Of the lines inside only their ridges: one pixel wide.
    ridge = _thin((line > 0.30).astype(np.uint8)) > 0
    open_line = ridge & ~filled
    inner = ridge & filled & ~outline
    tile = np.tile(BAYER, (rows // 4 + 1, columns // 4 + 1))[:rows, :columns]
    rgb = _few(rgb, 4 + 5 * values["colours"], tile * np.float32(values["dither"]))
    dark = saturated(rgb, 1.2) * np.float32(0.42)
    dark = _few(dark + np.array((0.02, 0.0, 0.05), np.float32), 10, tile * 0)
    rgb = np.where(inner[..., None], dark, rgb)
    black = np.array((0.12, 0.09, 0.17), np.float32)
    rgb = np.where((outline | open_line | solid)[..., None], black * 0.75 + rgb * 0.25 * (~solid)[..., None], rgb)
    rgb = np.where(open_line[..., None], black * 1.6, rgb).astype(np.float32)
    cover = (filled | open_line | solid).astype(np.float32)
    back = np.broadcast_to(np.array(BACK_RGB, np.float32), (height, width, 3))
    large = (width, height)
    return Rendered(
        cv2.resize(rgb, large, interpolation=cv2.INTER_NEAREST),
        cv2.resize(cover, large, interpolation=cv2.INTER_NEAREST),
        np.ascontiguousarray(back),
    )


def _few(rgb: np.ndarray, levels: float, offset: np.ndarray) -> np.ndarray:
    """Colours on a fixed grid: brightness in steps, hue and strength in coarser ones; a new stroke changes none
    elsewhere."""
    lab = cv2.cvtColor(np.clip(rgb, 0, 1).astype(np.float32), cv2.COLOR_RGB2LAB)
    steps = np.array((100 / levels, 14, 14), np.float32)
    lab[..., 0] += offset * steps[0]
    lab = np.round(lab / steps) * steps
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def _eroded(mask: np.ndarray) -> np.ndarray:
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    return cv2.erode(mask.view(np.uint8), cross, borderValue=1) > 0


def _without_strays(mask: np.ndarray) -> np.ndarray:
    """Without pixels that have no neighbour in their row or column."""
    kernel = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32)
    beside = cv2.filter2D(mask.astype(np.float32), -1, kernel)
    return mask & (beside > 0)


def _thin(mask: np.ndarray) -> np.ndarray:
    """One pixel wide (Zhang and Suen 1984); uint8 [H, W], 0 or 1. Pictures of at most 128 pixels a side."""
    mask = np.pad(mask, 1)
    while True:
        removed = 0
        for first in (True, False):
            p = [
                np.roll(mask, shift, (0, 1))
                for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))
            ]
            around = sum(plane.astype(np.int8) for plane in p)
            changes = sum(((p[k] == 0) & (p[(k + 1) % 8] == 1)).astype(np.int8) for k in range(8))
            if first:
                gate = (p[0] * p[2] * p[4] == 0) & (p[2] * p[4] * p[6] == 0)
            else:
                gate = (p[0] * p[2] * p[6] == 0) & (p[0] * p[4] * p[6] == 0)
            gone = (mask == 1) & (around >= 2) & (around <= 6) & (changes == 1) & gate
            mask[gone] = 0
            removed += int(gone.sum())
        if not removed:
            return mask[1:-1, 1:-1]
