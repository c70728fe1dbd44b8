"""Which colour the lines are drawn in: the pigments of the marks on a paper, told apart by what they take of its light.

Everything here is absorbance, 1 - picture/paper for each channel: a half covered pixel of a line has half of its
pigment's absorbance, so one pigment is one direction from the paper, however soft its edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.reading.marks import least, most, weighed

LEVELS = 6  # of each channel, to find the pigments
NEAR = 0.26  # absorbances nearer than this are one pigment at one strength
LEAST_SHARE = 0.005  # of the marks: rarer colours are no pigment of their own
MOST = 8
BLACK, GREY = 0.62, 0.22  # at least so dark, and at most so far between its channels, is black or graphite
SOLID = 0.8  # at least so dark is solid black
WIDEST = 0.075  # of the long side: half the width of the widest line
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, eq=False)
class Pigment:
    """`absorbance`: float32 [3] in 0..1. `share`: of the marks. `half_width`: of its marks on the average, pixels.
    `edge_px`: the length of their rims."""

    absorbance: np.ndarray
    share: float
    half_width: float
    edge_px: float

    @property
    def darkness(self) -> float:
        return float(self.absorbance @ LUMA)

    @property
    def chroma(self) -> float:
        return float(np.ptp(self.absorbance))

    @property
    def is_black(self) -> bool:
        return self.darkness > BLACK and self.chroma < GREY


def pigments_of(absorbance: np.ndarray, marks: np.ndarray) -> list[Pigment]:
    """The pigments, the most frequent first. `absorbance`: float32 [H, W, 3]; `marks`: bool [H, W].

    Soft edges are left out where a mark has a middle: a pixel counts if none beside it is much stronger.
    """
    strength = most(absorbance)
    crest = marks & (strength > cv2.dilate(strength, np.ones((3, 3), np.uint8)) - 0.04)
    left = absorbance[crest]
    total = len(left)
    found: list[Pigment] = []
    if not total:
        return found
    step = max(1, total // 60_000)
    left = left[::step]
    total = len(left)
    cells = np.minimum((left * LEVELS).astype(np.int32), LEVELS - 1) @ np.array([LEVELS * LEVELS, LEVELS, 1])
    while len(left) > LEAST_SHARE * total and len(found) < MOST:
        centre = left[cells == np.bincount(cells).argmax()].mean(axis=0)
        near = np.abs(left - centre).max(axis=1) < NEAR
        centre = left[near].mean(axis=0)
        share = float(near.sum() / total)
        if share >= LEAST_SHARE:
            away = most(cv2.absdiff(absorbance, (*centre.tolist(), 0.0)))
            half_width, edge_px = _shape(marks & (away < NEAR))
            found.append(Pigment(centre.astype(np.float32), share, half_width, edge_px))
        left, cells = left[~near], cells[~near]
    return found


def ink_of(pigments: list[Pigment], side_px: int) -> Pigment | None:
    """The pigment that the lines are drawn in; None where there are only areas.

    Black comes first, then the one with the longest and darkest marks that are no areas.
    """
    widest = WIDEST * side_px
    # Only real black is ink over areas as well: dark grey ones are paint.
    black = [one for one in pigments if one.is_black and (one.darkness > SOLID or one.half_width <= widest)]
    if black:
        return max(black, key=lambda pigment: pigment.darkness)
    lines = [pigment for pigment in pigments if pigment.half_width <= widest]
    return max(lines, key=lambda pigment: pigment.edge_px * pigment.darkness, default=None)


def blackest(absorbance: np.ndarray, marks: np.ndarray) -> float:
    """How much light, at least, the drawing's black takes in every channel: darker browns and blues take less."""
    low = least(absorbance)[marks]
    grey = most(absorbance)[marks] - low < GREY / 2
    black = low[grey & (low > 0.5)]
    return float(np.percentile(black, 60)) if len(black) else BLACK


def amount(absorbance: np.ndarray, pigment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much of a pigment is in each pixel (1 = full), and what it does not explain; float32 [H, W] each."""
    share = weighed(absorbance, pigment / float(pigment @ pigment))
    return share, most(np.abs(absorbance - share[..., None] * pigment))


def _shape(mask: np.ndarray) -> tuple[float, float]:
    """(half width, edge length) of a mask, pixels."""
    area = int(np.count_nonzero(mask))
    inner = int(np.count_nonzero(cv2.erode(mask.view(np.uint8), np.ones((3, 3), np.uint8))))
    edge = max(1, area - inner)
    return area / edge, float(edge)
