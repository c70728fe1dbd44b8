"""What is painted on the colour layer, told apart: firm dabs, which fill the shape they lie in; soft or faint touches,
which tint their own place and nothing else; backgrounds, which stay as they are painted.

The rule for people: a firm touch fills, a soft one shades. Soft is what fades out at its rim (an airbrush), or is
nowhere more than half opaque (a faint marker, or any brush set to shade).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.sketch.hints import OPEN_SHARE, Dabs, dabs_of, tones_of
from engines.sketch.regions import LINE

FIRM = 127  # of 255: fainter paint is no dab
FADING = 60  # of 255: paint with more than this beside its firm part fades out there
BESIDE = (3, 7)  # pixels: the squares between which beside is, at 512
RESIDUE = 0.004  # of the canvas: dark grey specks along lines, smaller than this, are left over from lines
DARK, GREY = 140, 34  # of 255: lightest value and largest difference between channels of such a speck
ALONG = 0.6  # of a speck lies within two pixels of ink
EDGE = 0.06  # of one side: paint in the open that touches so much of the canvas' edge is a background


@dataclass(frozen=True, eq=False)
class Touches:
    """`dabs`: the firm ones, or None. `tinting`: uint8 [H, W], 255 where paint tints its own place; None: nowhere."""

    dabs: Dabs | None
    tinting: np.ndarray | None


def touches_of(colour: np.ndarray, ink: np.ndarray) -> Touches:
    """`colour`: uint8 [H, W, 4] straight RGBA; `ink`: uint8 [H, W], 255 = line."""
    alpha = cv2.extractChannel(colour, 3)
    x, y, w, h = cv2.boundingRect(alpha)
    if not w:
        return Touches(None, None)
    room = slice(max(0, y - 4), y + h + 4), slice(max(0, x - 4), x + w + 4)
    inner = np.ascontiguousarray(colour[room])
    firm = firm_paint(inner, np.ascontiguousarray(ink[room]), canvas_px=ink.size)
    whole = np.zeros(alpha.shape, np.uint8)
    whole[room] = firm
    # The smooth rim of a firm dab tints nothing.
    covered = cv2.dilate(firm, np.ones((BESIDE[1], BESIDE[1]), np.uint8))
    tints = cv2.bitwise_and((inner[:, :, 3] > 0).view(np.uint8), 1 - covered)
    tinting = None
    if tints.any():
        tinting = np.zeros(alpha.shape, np.uint8)
        tinting[room] = tints * np.uint8(255)
    return Touches(dabs_of(colour, whole), tinting)


def firm_paint(colour: np.ndarray, ink: np.ndarray, *, canvas_px: int) -> np.ndarray:
    """Where paint is firm: uint8 [h, w], 0 or 1. `colour`, `ink`: of a part of a canvas of `canvas_px` pixels."""
    alpha = cv2.extractChannel(colour, 3)
    firm = (alpha > FIRM).view(np.uint8)
    count, parts = cv2.connectedComponents(firm, connectivity=8)
    if count < 2:
        return firm
    # Each tone of each patch by itself: a blush beside a filled cheek is soft, the cheek is not.
    places = np.flatnonzero(firm)
    tones = tones_of(colour.reshape(-1, 4)[places, :3])
    _, first, pair = np.unique(
        parts.ravel()[places].astype(np.int64) << 15 | tones, return_index=True, return_inverse=True
    )
    if len(first) > 60_000:
        return firm  # a picture, not touches
    named = np.zeros(alpha.shape, np.uint16)
    named.ravel()[places] = pair + 1
    near, far = (cv2.dilate(named, np.ones((side, side), np.uint8)) for side in BESIDE)
    ring = np.flatnonzero((near == 0) & (far > 0))
    owner = far.ravel()[ring]
    beside = np.bincount(owner, minlength=len(first) + 1)
    fading = np.bincount(owner, weights=alpha.ravel()[ring], minlength=len(first) + 1) / np.maximum(beside, 1)
    soft = (fading > FADING)[1:]
    firm.ravel()[places[soft[pair]]] = 0
    _drop_residue(colour, ink, firm, canvas_px=canvas_px)
    return firm


def _drop_residue(colour: np.ndarray, ink: np.ndarray, firm: np.ndarray, *, canvas_px: int) -> None:
    """Take dark grey specks along lines out of `firm`."""
    highest, lowest = colour[:, :, :3].max(axis=2), colour[:, :, :3].min(axis=2)
    dull = firm & (highest <= DARK).view(np.uint8) & (highest - lowest <= GREY).view(np.uint8)
    if not dull.any():
        return
    count, parts, stats, _ = cv2.connectedComponentsWithStats(dull, connectivity=8)
    small = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < RESIDUE * canvas_px)
    small = small[small > 0]
    if not len(small):
        return
    along = cv2.dilate((ink > LINE).view(np.uint8), np.ones((5, 5), np.uint8))
    beside = np.bincount(parts.ravel(), weights=along.ravel(), minlength=count)
    residue = np.zeros(count, bool)
    residue[small] = beside[small] > ALONG * stats[small, cv2.CC_STAT_AREA]
    firm[residue[parts]] = 0


def parted_backgrounds(dabs: Dabs, labels: np.ndarray) -> tuple[Dabs | None, np.ndarray | None]:
    """The dabs that are no backgrounds, and where the backgrounds lie: uint8 [H, W], 255 there; None for nowhere.

    A background lies mostly on open paper, and along the canvas' edge. `labels`: uint8 [H, W], the drawing's regions,
    0 = none."""
    height, width = labels.shape
    count = len(dabs.sizes)
    rows, columns = np.divmod(dabs.places, width)
    behind = np.zeros(count, bool)
    sides = ((rows == 0, width), (rows == height - 1, width), (columns == 0, height), (columns == width - 1, height))
    for at, side in sides:
        behind |= np.bincount(dabs.owners[at], minlength=count) > EDGE * side
    if not behind.any():
        return dabs, None
    open_sizes = np.bincount(dabs.owners[labels.ravel()[dabs.places] == 0], minlength=count)
    behind &= open_sizes > OPEN_SHARE * dabs.sizes
    if not behind.any():
        return dabs, None
    lying = np.zeros(labels.shape, np.uint8)
    of_them = behind[dabs.owners]
    lying.ravel()[dabs.places[of_them]] = 255
    kept = ~of_them
    if not kept.any():
        return None, lying
    fields = (dabs.places, dabs.painted, dabs.tones, dabs.opacities, dabs.owners)
    return Dabs(*(field[kept] for field in fields), dabs.sizes, dabs.reached), lying
