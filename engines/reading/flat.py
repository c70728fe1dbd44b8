"""Drawings made on a screen, or scanned to pure black and white: a paper of one colour, and marks with crisp edges.

Lines are found by what they are, not by how wide they are: first the pigment that they are drawn in, then all that has
this pigment; and, over paint as well, whatever is thin and darker than what lies around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.reading.marks import disc, least, most, opened, weighed
from engines.reading.pigments import LUMA, Pigment, amount, blackest, ink_of, pigments_of

FAINTEST = 0.05  # absorbance of what counts as a mark at all
THIN = 1 / 80  # of the long side: half the width of what is a line in whatever colour it is drawn
EVEN = 10  # levels of 255 to each side that are still the paper's colour
LEAST_PAPER, LEAST_RIM = 0.06, 0.15  # of the picture, and of its rim, at least, have the paper's colour
RING = 0.3  # of these, at most, as many pixels have nearly that colour: more, and light plays on the paper
CRISP = 0.5  # of these pixels, at least, have the very same value
VIVID = 0.45  # of its brightest channel lacks in the darkest: seldom the colour of a paper
BRIGHT = 90  # of 255: a paper is not darker
SOFT_PX = 2  # how far a line's soft edge reaches


@dataclass(frozen=True, eq=False)
class SeparatedLayers:
    """`ink`: float32 [H, W] coverage in 0..1. `paint`: uint8 [H, W, 3] colours with the lines taken away, and `cover`,
    float32 [H, W] in 0..1, where there are any. `pigment`: what the lines were drawn in; None where there are none."""

    ink: np.ndarray
    paint: np.ndarray
    cover: np.ndarray
    pigment: Pigment | None


def flat_paper(rgb: np.ndarray) -> np.ndarray | None:
    """float32 [3], 0..255: the colour of a paper without light, shadow or grain; None where there is no such paper."""
    step = max(1, max(rgb.shape[:2]) // 512)
    small = rgb[::step, ::step].astype(np.int32)
    keys = (small[..., 0] << 16 | small[..., 1] << 8 | small[..., 2]).ravel()
    rim = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    values, counts = np.unique(keys, return_counts=True)
    for place in np.argsort(-counts, kind="stable")[:3]:
        key = int(values[place])
        colour = np.array([key >> 16, key >> 8 & 255, key & 255])
        away = np.abs(small - colour).max(axis=2)
        near = away <= EVEN
        same = (away <= 1).sum() / max(1, near.sum())
        ring = ((away > 1) & (away <= 3 * EVEN)).sum() / max(1, near.sum())
        at_rim = (np.abs(rim - colour).max(axis=1) <= EVEN).mean()
        if np.ptp(colour) > VIVID * colour.max() and at_rim < 0.9:
            continue  # a painted sky reaches two or three edges of the picture; a coloured paper all of them
        if colour @ LUMA > BRIGHT and near.mean() > LEAST_PAPER and ring < RING and at_rim > LEAST_RIM and same > CRISP:
            return np.maximum(colour, 1).astype(np.float32)
    return None


def read_flat(rgb: np.ndarray, paper: np.ndarray) -> SeparatedLayers:
    """`rgb`: uint8 [H, W, 3]; `paper`: float32 [3], 0..255."""
    absorbance = 1.0 - np.minimum(rgb.astype(np.float32) / paper, 1.0)
    strength = most(absorbance)
    marks = strength > FAINTEST
    side = max(rgb.shape[:2])
    pigment = ink_of(pigments_of(absorbance, marks), side)
    if pigment is None:
        ink = np.zeros(marks.shape, np.float32)
    else:
        ink = np.maximum(_of_pigment(absorbance, marks, pigment), _thin(absorbance, pigment, side))
    return with_paint(rgb, paper, ink, pigment)


def with_paint(rgb: np.ndarray, paper: np.ndarray, ink: np.ndarray, pigment: Pigment | None) -> SeparatedLayers:
    """The colours beside the lines, and under them what is nearest: uint8 [H, W, 3], float32 [3] or [H, W, 3]."""
    known = cv2.dilate((ink > 0.04).view(np.uint8), disc(SOFT_PX)) == 0
    whitened = np.clip(np.rint(rgb * (255.0 / paper)), 0, 255).astype(np.uint8)
    paint = nearest(whitened, known)
    cover = np.clip((244.0 - least(paint).astype(np.float32)) / 24.0, 0.0, 1.0)
    # What is thinner than a hair beside a line is its soft edge, not paint.
    hair = disc(max(1, round(max(rgb.shape[:2]) / 512)))
    solid = cv2.dilate(cv2.morphologyEx(cover, cv2.MORPH_OPEN, hair), np.ones((3, 3), np.uint8))
    return SeparatedLayers(ink, paint, np.minimum(cover, solid), pigment)


def nearest(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """`values`, uint8 [H, W, 3], with what is not known (bool [H, W]) taken from the nearest that is."""
    if known.all():
        return values
    if not known.any():
        return np.full_like(values, 255)
    _, labels = cv2.distanceTransformWithLabels((~known).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    owners = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    owners[labels[known]] = values[known]
    return owners[labels]


def _of_pigment(absorbance: np.ndarray, marks: np.ndarray, pigment: Pigment) -> np.ndarray:
    """Coverage by the pigment itself, at any width: its full strength, and the soft edges around that."""
    share, rest = amount(absorbance, pigment.absorbance)
    core = ((share > 0.72) & (rest < 0.2)).view(np.uint8)
    if pigment.is_black:  # dark brown and navy are colours
        dark = least(absorbance)
        core &= ((dark > max(0.5, blackest(absorbance, marks) - 0.14)) & (most(absorbance) - dark < 0.2)).view(np.uint8)
    around = cv2.dilate(core, disc(SOFT_PX))
    # Each soft edge lies between the pigment and what is beside the line there: paper, or paint.
    beside = cv2.erode(share, np.ones((2 * SOFT_PX + 3,) * 2, np.uint8))
    cover = np.clip((share - beside) / np.maximum(1.0 - beside, 0.05), 0.0, 1.0)
    cover = np.where(core > 0, np.maximum(cover, np.clip(share / 0.85, 0.0, 1.0)), cover)
    return np.where((around > 0) & (cover > 0.08), cover, np.float32(0)).astype(np.float32)


def _thin(absorbance: np.ndarray, pigment: Pigment, side: int) -> np.ndarray:
    """Coverage by lines that are thin, whatever their colour and whatever they lie on."""
    dark = np.rint(weighed(absorbance, LUMA) * 255.0).astype(np.uint8)
    ground = opened(dark, max(2, round(side * THIN)))
    dark, ground = dark.astype(np.float32) / 255.0, ground.astype(np.float32) / 255.0
    line = (dark - ground) / np.maximum(1.0 - ground, 0.05)
    full = min(1.0, max(pigment.darkness, 0.08))
    return np.clip((line - 0.08 * full) / (0.8 * full), 0.0, 1.0).astype(np.float32)
