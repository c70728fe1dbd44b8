"""What a painted picture is worth beside the artist's: structure, silhouette, colourfulness, and how well dabs were
obeyed. Plain numpy and OpenCV; pictures are float32 [H, W, 3] sRGB over white in [0, 1] unless said.
"""

from __future__ import annotations

import cv2
import numpy as np

LINE = 96  # of 255: ink darker than this parts regions
NEAR = 0.15  # of the side: in a region that is open to the paper, a dab speaks for what is this near
SEEN = 16 / 255  # a pixel that differs from the paper by less is paper


def ciede2000(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The colour difference CIEDE2000 between CIE L*a*b* colours [..., 3], after Sharma, Wu & Dalal 2005, equations 2
    to 22, all weights 1."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    chroma = (np.hypot(a[..., 1], a[..., 2]) + np.hypot(b[..., 1], b[..., 2])) / 2
    g = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))
    a1, a2 = a[..., 1] * (1 + g), b[..., 1] * (1 + g)
    c1, c2 = np.hypot(a1, a[..., 2]), np.hypot(a2, b[..., 2])
    h1 = np.degrees(np.arctan2(a[..., 2], a1)) % 360
    h2 = np.degrees(np.arctan2(b[..., 2], a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    # Exactly opposite hues: the published pairs count the turn as positive where h2 > h1.
    turn = np.where((turn == -180) & (h2 - h1 > 0), 180, turn)
    dl, dc = b[..., 0] - a[..., 0], c2 - c1
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    light, chroma = (a[..., 0] + b[..., 0]) / 2, (c1 + c2) / 2
    total = h1 + h2
    around = np.where(total < 360, (total + 360) / 2, (total - 360) / 2)
    hue = np.where(grey, total, np.where(np.abs(h1 - h2) <= 180, total / 2, around))
    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    turned = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    rt = -np.sin(np.radians(turned)) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    c, h = dc / sc, dh / sh
    return np.sqrt(np.maximum((dl / sl) ** 2 + c**2 + h**2 + rt * c * h, 0))


def lab(rgb: np.ndarray) -> np.ndarray:
    """sRGB [N, 3] in [0, 1] to CIE L*a*b* (D65) [N, 3]."""
    return cv2.cvtColor(np.ascontiguousarray(rgb, np.float32)[None], cv2.COLOR_RGB2LAB)[0]


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity (Wang et al. 2004, equation 13; Gaussian window of 1.5 px), mean over pixels and
    channels."""

    def blurred(x: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(x, (11, 11), 1.5)

    a, b = a.astype(np.float64), b.astype(np.float64)
    ma, mb = blurred(a), blurred(b)
    va, vb, both = blurred(a * a) - ma * ma, blurred(b * b) - mb * mb, blurred(a * b) - ma * mb
    c1, c2 = 0.01**2, 0.03**2
    return float((((2 * ma * mb + c1) * (2 * both + c2)) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean())


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
