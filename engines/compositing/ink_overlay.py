"""The ink laid over the artwork: lines as strongly as asked, what is filled with ink whole. Plain numpy and OpenCV.

Lines cover few pixels: only those are mixed. What hangs on the ink alone is worked out ahead, while a network paints.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.sketch.morphology import dilated, eroded

SOLID = 0.018  # of the longer side: ink that holds a disc this wide may be a filled area
LINES_TO_AREA = 2.0  # and is one if it is this much wider than the lines
DOT = 3.0  # times as wide as that, at most: ink by itself that is as large as a pupil


@dataclass(frozen=True, eq=False)
class Inking:
    """Of the N pixels to be mixed: their `places` in the flattened picture; `opacity`, float32 [N, 1], 0..1; and
    `paint`, float32 [N, 3], their colours (0..255) times that."""

    places: np.ndarray
    opacity: np.ndarray
    paint: np.ndarray


def inking(ink: np.ndarray, strength: float) -> Inking | None:
    """What is to be laid of `ink`, uint8 [H, W, 4] straight RGBA; None for nothing. `strength` 0..1 scales the alpha of
    lines. What is filled with ink, such as a pupil, is meant to be that colour: it is laid whole."""
    alpha = cv2.extractChannel(ink, 3)
    solid = solid_ink(alpha)
    if strength <= 0 and solid is None:
        return None
    places = np.flatnonzero((alpha if solid is None or strength > 0 else solid) > 0)
    over = _pixels(ink)[places].view(np.uint8).reshape(-1, 4).astype(np.float32)
    opacity = over[:, 3:] * np.float32(min(strength, 1.0) / 255)
    if solid is not None:
        whole = solid.reshape(-1)[places, None].astype(np.float32) / 255
        opacity += (over[:, 3:] / np.float32(255) - opacity) * whole
    return Inking(places, opacity, over[:, :3] * opacity)


def inked(image: np.ndarray, laid: Inking | None) -> np.ndarray:
    """The picture, uint8 [H, W, 4] straight RGBA, with the ink over it. Changes `image`."""
    if laid is None or not len(laid.places):
        return image
    flat = _pixels(image)
    under = flat[laid.places].view(np.uint8).reshape(-1, 4).astype(np.float32)
    mixed = np.empty_like(under)
    share = under[:, 3:] * np.float32(1 / 255) * (1 - laid.opacity)
    total = laid.opacity + share
    mixed[:, :3] = (laid.paint + under[:, :3] * share) / np.maximum(total, np.float32(1e-6))
    mixed[:, 3:] = total * 255
    flat[laid.places] = np.rint(mixed, out=mixed).astype(np.uint8).view(np.uint32)[:, 0]
    return image


def solid_ink(ink: np.ndarray) -> np.ndarray | None:
    """Where ink fills an area instead of drawing a line: uint8 [H, W], 0..255, or None where it nowhere does.
    `ink`: uint8 [H, W], 255 = line. Filled is what holds a disc much wider than this drawing's lines."""
    mask = (ink > 127).view(np.uint8)
    least = max(5, round(SOLID * max(ink.shape))) | 1
    if not eroded(mask, least // 2).any():
        return None
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    depth = np.minimum(depth, np.float32(max(ink.shape)))  # endless where all is ink
    # Half a line's width is the depth of its middle; areas have few middles, however large they are.
    middle = depth[(depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8))) & (depth >= 1)]
    wide = max(least, round(min(2 * LINES_TO_AREA * float(np.median(middle)), max(ink.shape)))) | 1
    # And their corners, which no disc fills.
    cores = _without_crossings(eroded(mask, wide // 2), mask, wide)
    areas = cv2.bitwise_and(dilated(cores, wide), mask)
    return cv2.blur(areas * np.uint8(255), (3, 3)) if areas.any() else None


def _without_crossings(cores: np.ndarray, mask: np.ndarray, wide: int) -> np.ndarray:
    """Without the small cores of places where lines meet, which are no areas. A small core counts where it is a dot by
    itself, such as a pupil. All uint8 [H, W], 0 or 1."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(cores, connectivity=8)
    if count == 1:
        return cores
    _, strokes, extents, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= wide**2
    places = np.flatnonzero(cores)
    stroke = np.zeros(count, np.intp)
    stroke[np.asarray(parts.reshape(-1)[places], np.intp)] = strokes.reshape(-1)[places]
    kept |= extents[stroke, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) <= DOT * wide
    kept[0] = False
    return np.take(kept.view(np.uint8), np.asarray(parts, np.intp))


def _pixels(image: np.ndarray) -> np.ndarray:
    """uint32 [H * W], a view where the picture lies in one piece."""
    return np.ascontiguousarray(image).view(np.uint32).reshape(-1)
