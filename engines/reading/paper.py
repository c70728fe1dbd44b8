"""The paper under a drawing: its colour at every place, with lamp, shadow, vignette and stains, without what is drawn.

Where lines are thinner than a disc the brightest near them is paper (a morphological closing, channel by channel).
Areas of paint and solid black are wider: they are known by a hue that is not the paper's, or by being too dark for any
shadow, and the paper under them is taken from around.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.reading.marks import disc
from engines.sizes import fitted_size

PAPER_PX = 320  # long side at which the paper is looked at: it changes slowly
DISC = 1 / 9  # of the long side: the width of the widest line that leaves no trace in it
HUE = 0.085  # share of one channel in the sum that is not the paper's any more
SHADE = 0.34  # of the bright paper: no shadow is darker
SMOOTH = 1 / 48  # of the long side
EVEN_HUE = 1 / 5  # of the long side


def paper_of(rgb: np.ndarray) -> np.ndarray:
    """The paper, uint8 [h, w, 3], small: see `at_full_size`. `rgb`: uint8 [H, W, 3]."""
    ground = _bare(rgb)
    # Light changes within a hand's breadth, the paper's hue does not; a pen may shine more in one channel than it.
    light = ground.mean(axis=2, keepdims=True)
    hue = cv2.GaussianBlur(ground / np.maximum(light, 1.0), (0, 0), max(ground.shape) * EVEN_HUE)
    return np.clip(np.rint(light * hue), 0, 255).astype(np.uint8)


def hue_spread(rgb: np.ndarray, bare: np.ndarray) -> float:
    """How far the hue of what looks like paper changes within a picture; 0 on one paper. `bare`: bool [h, w], small."""
    ground = _bare(rgb)
    hue = (ground / np.maximum(ground.mean(axis=2, keepdims=True), 1.0))[bare]
    return float(np.percentile(np.abs(hue - np.median(hue, axis=0)).max(axis=1), 95)) if len(hue) else 0.0


def dark_share(rgb: np.ndarray) -> float:
    """How much of a picture is too dark for any shadow, over areas and not only lines: 0..1."""
    small = cv2.resize(rgb, fitted_size((rgb.shape[1], rgb.shape[0]), PAPER_PX), interpolation=cv2.INTER_AREA)
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, disc(round(max(small.shape[:2]) * DISC / 2))).mean(axis=2)
    return float((light < SHADE * np.percentile(light, 90)).mean())


def _bare(rgb: np.ndarray) -> np.ndarray:
    """float32 [h, w, 3], small: without lines, and without areas of paint."""
    small = cv2.resize(rgb, fitted_size((rgb.shape[1], rgb.shape[0]), PAPER_PX), interpolation=cv2.INTER_AREA)
    side = max(small.shape[:2])
    ground = cv2.morphologyEx(
        cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, disc(round(side * DISC / 2)), borderType=cv2.BORDER_REPLICATE
    )
    ground = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), side * SMOOTH)
    paint = cv2.dilate(painted(ground).view(np.uint8), disc(round(side * SMOOTH))) > 0
    return _filled(ground, ~paint)


def painted(ground: np.ndarray) -> np.ndarray:
    """bool [h, w]: where a smoothed picture, float32 [h, w, 3], can be no bare paper, lit or shaded."""
    light = ground.mean(axis=2)
    hue = ground / np.maximum(light, 1.0)[..., None]
    bright = light >= np.percentile(light, 60)
    paper = np.median(hue[bright], axis=0)
    return (np.abs(hue - paper).max(axis=2) > 3 * HUE) | (light < SHADE * np.percentile(light, 90))


def at_full_size(paper: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """float32 [H, W, 3], 0..255, never quite black. `size`: (W, H)."""
    large = cv2.resize(paper.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.clip(large, 8.0, 255.0)


def _filled(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """What is not known, from ever farther around: normalised averages at doubling scales."""
    if known.all() or not known.any():
        return values
    result = values.copy()
    missing = ~known
    weight = known.astype(np.float32)
    sigma = 3.0
    while missing.any() and sigma < max(known.shape):
        near = cv2.GaussianBlur(weight, (0, 0), sigma)
        mean = cv2.GaussianBlur(values * weight[..., None], (0, 0), sigma) / np.maximum(near, 1e-6)[..., None]
        found = missing & (near > 0.02)
        result[found] = mean[found]
        missing &= ~found
        sigma *= 2.0
    result[missing] = values[known].mean(axis=0)  # too little is known for anything nearer
    return result
