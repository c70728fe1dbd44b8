"""What a painted picture is worth beside the artist's: structure, silhouette, colourfulness, and how well dabs were
obeyed. Pictures are float32 [H, W, 3] sRGB over white in [0, 1] unless said.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from skimage.color import deltaE_ciede2000
from skimage.metrics import structural_similarity

LINE = 96  # of 255: ink darker than this parts regions
NEAR = 0.15  # of the side: in a region that is open to the paper, a dab speaks for what is this near
SEEN = 16 / 255  # a pixel that differs from the paper by less is paper


def ciede2000(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The colour difference CIEDE2000 (Sharma, Wu & Dalal 2005) between CIE L*a*b* colours [..., 3]: [...]."""
    one, other = np.broadcast_arrays(a, b)
    return deltaE_ciede2000(one, other)


def lab(rgb: np.ndarray) -> np.ndarray:
    """sRGB [N, 3] in [0, 1] to CIE L*a*b* (D65) [N, 3]."""
    return cv2.cvtColor(np.ascontiguousarray(rgb, np.float32)[None], cv2.COLOR_RGB2LAB)[0]


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity (Wang et al. 2004, equation 13; Gaussian window of 1.5 px), mean over channels
    and pixels."""
    found: Any = structural_similarity(
        a, b, channel_axis=2, data_range=1.0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, full=True
    )
    return float(np.mean(found[1]))  # whose mean over all pixels: its own leaves out a rim


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two masks; 1 where both are empty."""
    union = np.count_nonzero(a | b)
    return np.count_nonzero(a & b) / union if union else 1.0


def best_overlap(regions: np.ndarray, wanted: np.ndarray) -> float:
    """The largest `overlap` that painting whole regions, or not, can reach: a region is painted where most of it is
    wanted. `regions`: uint8 [H, W], 0 = none. `wanted`: bool [H, W]."""
    area = np.bincount(regions.ravel(), minlength=256)
    inside = np.bincount(regions.ravel(), weights=wanted.ravel(), minlength=256)
    painted = inside > 0.5 * area
    painted[0] = False
    return overlap(painted[regions], wanted)


def seen(rgb: np.ndarray) -> np.ndarray:
    """bool [H, W]: what can be told from white paper."""
    return rgb.min(axis=2) < 1 - SEEN


def chroma_ratio(rgb: np.ndarray, artist: np.ndarray, inside: np.ndarray) -> float:
    """Mean spread of the channels inside the subject over the artist's; 1 = as colourful, at most 2 is counted."""

    def spread(x: np.ndarray) -> float:
        pixels = x[inside]
        return float((pixels.max(axis=1) - pixels.min(axis=1)).mean()) if len(pixels) else 0.0

    return min(2.0, spread(rgb) / max(spread(artist), 1e-3))


def dab_errors(rgb: np.ndarray, ink: np.ndarray, colour: np.ndarray, alpha: np.ndarray) -> list[float]:
    """CIEDE2000 between each dab and the median of its region in the artwork `rgb`.

    `ink`: uint8 [H, W], 255 = line. `colour`: uint8 [H, W, 4], dabs where alpha > 127; dabs of one colour are one.
    `alpha`: float [H, W], the artist's: beyond the subject nothing is asked. A region is what lines part (4-connected);
    of several dabs in one region each speaks for the pixels nearest to it, and in a region open to the paper for what
    is near it. Dabs with nothing to speak for are left out.
    """
    free = (ink < LINE).astype(np.uint8)
    _, regions = cv2.connectedComponents(free, connectivity=4)
    side = max(ink.shape)
    dabs = colour[:, :, 3] > 127
    packed = colour[:, :, :3].astype(np.int32) @ (65536, 256, 1)
    packed[~dabs] = -1
    edges = np.unique(np.concatenate([regions[0], regions[-1], regions[:, 0], regions[:, -1]]))
    homes: list[tuple[int, int]] = []
    for value in np.unique(packed[dabs]):
        under = regions[(packed == value) & (free > 0)]
        if len(under):
            homes.append((int(value), int(np.bincount(under).argmax())))
    errors = []
    for value, home in homes:
        own = (regions == home) & (alpha > 0.9) & (free > 0)
        mine = cv2.distanceTransform((packed != value).astype(np.uint8), cv2.DIST_L2, 3)
        if home in edges:
            own &= mine < NEAR * side
        for other, place in homes:
            if place == home and other != value:
                own &= mine <= cv2.distanceTransform((packed != other).astype(np.uint8), cv2.DIST_L2, 3)
        if np.count_nonzero(own) < 12:
            continue
        wanted = np.array([[value >> 16, value >> 8 & 255, value & 255]], np.float32) / 255
        errors.append(float(ciede2000(lab(np.median(rgb[own], axis=0)[None]), lab(wanted))[0]))
    return errors
