"""Paper cut-out: each region a piece of coloured paper, small ones lying on large ones, with soft shadows."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from engines.looks.look_input import LookInput, Rendered, mixed, saturated, smoothstep, soft
from engines.looks.textures import noise, paper, sheet

BACK_RGB = (0.88, 0.92, 0.965)


def cutout(art: LookInput, values: Mapping[str, float], seed: int) -> Rendered:
    """Sliders: depth (of the shadows), fibres, rim (of light at the cut), each 0..1."""
    height, width = art.size
    unit = art.unit
    grain = paper(height, width, seed + 1, 2.6)
    cloth = noise(height, width, 9.0, seed + 2, 2)
    flat, high, within = pieces(art)
    fibre = np.float32(0.016 + 0.05 * values["fibres"])
    rgb = saturated(flat, 1.08) * (1 + (grain + np.float32(0.4) * cloth)[..., None] * fibre)
    strips = smoothstep(soft(art.line, 1.1 * unit), 0.12, 0.34) * (
        1 - smoothstep(soft(art.alpha, 1.5 * unit), 0.3, 0.6)
    )
    drawn = smoothstep(soft(art.line * within, 0.9 * unit), 0.16, 0.40)
    dark = np.maximum(art.solid, np.maximum(strips, drawn))
    rgb = mixed(rgb, np.array((0.19, 0.175, 0.21), np.float32), dark)
    cover = np.maximum(smoothstep(soft(art.alpha, 0.7 * unit), 0.42, 0.58), dark)
    high = np.where(dark > 0.5, high + 1.2, high * (cover > 0.5)).astype(np.float32)
    high = cv2.GaussianBlur(high, (0, 0), 0.55 * unit)
    depth = 0.35 + 1.3 * values["depth"]
    # What stands higher up towards the light throws its shadow here.
    falls = np.zeros_like(high)
    for reach, weight in ((1.6, 0.40), (3.4, 0.26), (6.0, 0.16)):
        by = round(reach * unit * (0.6 + 0.5 * depth)) or 1
        above = soft(_shifted(high, by, by), 0.55 * reach * unit)
        falls += np.clip(above - high, 0, 1) * np.float32(weight * depth)
    step = high - _shifted(high, -max(1, round(0.8 * unit)), -max(1, round(0.8 * unit)))
    rim = np.clip(-step, 0, 1) * np.float32(0.0) + np.clip(
        high - _shifted(high, max(1, round(unit)), max(1, round(unit))), 0, 1
    )
    shade = np.clip(1 - falls, 0.35, 1)[..., None] ** np.array((1.0, 0.98, 0.86), np.float32)
    rgb = rgb * shade
    rgb = mixed(rgb, (1.0, 1.0, 1.0), np.clip(rim * cover * np.float32(0.55 * values["rim"]), 0, 1))
    ground = sheet(height, width, BACK_RGB, 0.018, 37) * shade
    return Rendered(np.clip(rgb, 0, 1), cover, ground)


def pieces(art: LookInput) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The colour of each piece, float32 [H, W, 3]; how high it lies, float32 [H, W]: regions between lines, the
    smaller, the higher; and where lines run within one piece, float32 [H, W], 1 there."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(art.ink_free, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    flat_labels = np.asarray(labels.ravel(), np.intp)
    colour = np.stack([np.bincount(flat_labels, art.rgb[..., k].ravel(), count) for k in range(3)], 1)
    colour = (colour / np.maximum(areas, 1)[:, None]).astype(np.float32)
    share = np.sqrt(areas) / max(art.size)
    heights = np.interp(share, [0.0, 0.03, 0.1, 0.25, 0.6], [2.6, 2.2, 1.7, 1.25, 1.0]).astype(np.float32)
    heights[0] = 0
    # Between pieces lies the nearest one.
    _, nearest = cv2.distanceTransformWithLabels(1 - art.ink_free, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    sources = np.flatnonzero(art.ink_free.ravel())
    if not len(sources):
        none = np.zeros(art.size, np.float32)
        return art.rgb, none, none
    places = np.clip(np.asarray(nearest.ravel(), np.intp) - 1, 0, len(sources) - 1)
    owner = np.take(flat_labels, np.take(sources, places)).reshape(art.size)
    # Within a piece the artist's own changes of colour stay, softened.
    own = mixed(colour[owner], art.rgb, np.full(art.size, 0.35, np.float32))
    reach = 2 * round(2.5 * art.unit) + 1
    names = np.where((art.alpha < 0.5) & (art.line < 0.5), -1, owner).astype(np.float32)
    square = np.ones((reach, reach), np.uint8)
    within = ((cv2.dilate(names, square) == cv2.erode(names, square)) & (art.alpha > 0.5)).astype(np.float32)
    return own, heights[owner] * (art.alpha > 0.5), within


def _shifted(plane: np.ndarray, down: int, right: int) -> np.ndarray:
    move = np.array([[1, 0, right], [0, 1, down]], np.float32)
    return cv2.warpAffine(
        plane, move, (plane.shape[1], plane.shape[0]), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT
    )
