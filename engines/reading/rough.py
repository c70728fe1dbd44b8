"""Drawings by hand on real paper: pencil, pen and chalk under real light, with grain, smudges and searching lines.

A mark is what it takes of the paper's light. Strokes are looked for along ten directions, so that the grain of a
pencil stroke hangs together and that of the paper does not (oriented averaging, in the spirit of Kang et al. 2007);
what is found keeps the stroke's own width: it ends where the stroke has faded to a share of its own middle.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from engines.reading.flat import SeparatedLayers
from engines.reading.marks import disc, hysteresis, least, most, opened, weighed, without_pinholes, without_scraps
from engines.reading.paper import at_full_size
from engines.reading.pigments import LUMA

DIRECTIONS = 10
ALONG, ACROSS = 1 / 150, 1 / 800  # of the long side: how far a stroke is followed, and half the width looked through
LEAST_ACROSS_PX = 0.6
GRAINY = 6.0  # times the paper's own variation is surely drawn
NEARBY = 1.7  # times the mark around a pixel is the most that a stroke through it can be
FAINT = 0.012  # absorbance: less is no mark on any paper
HIGH = 0.46  # of a sure stroke: what is a stroke by itself
EDGE = 0.40  # of a stroke's middle: there it ends
SCRAP = 0.014  # of the long side: shorter marks are dirt
SPOT = 0.006  # of the long side: an area as large as a square of this is kept, however short
PINHOLE = 0.006  # of the long side: gaps between the strokes of one line
SATURATED = 0.10  # difference between the channels' absorbances: crayon, felt pen, water colour
AREA = 1 / 45  # of the long side: paint is wider than twice this, coloured lines are not
OVER_PAINT = 1.35  # times an area's own darkness: what is darker is a line on it


class RoughStrokes(NamedTuple):
    """`absorbance`: float32 [H, W, 3] in 0..1, of the paper's light at that place. `strength`: float32 [H, W], 0 on
    bare paper, 1 where a stroke is sure. `noise`: the paper's own variation, in the same unit. `areas`: bool [H, W],
    where crayon, felt pen or water colour lies."""

    absorbance: np.ndarray
    strength: np.ndarray
    noise: float
    areas: np.ndarray


def strokes_of(rgb: np.ndarray, paper: np.ndarray) -> RoughStrokes | None:
    """What was drawn; None on a sheet without a mark. `rgb`: uint8 [H, W, 3]; `paper`: engines.reading.paper."""
    height, width = rgb.shape[:2]
    side = max(height, width)
    absorbance = 1.0 - np.minimum(rgb.astype(np.float32) / at_full_size(paper, (width, height)), 1.0)
    dark = _most_telling(absorbance)
    areas = _areas(absorbance, side)
    if areas.any():  # on paint a line is what is darker than the paint
        light = np.rint(np.clip(weighed(absorbance, LUMA), 0.0, 1.0) * 255.0).astype(np.uint8)
        own = opened(cv2.GaussianBlur(light, (0, 0), max(1.0, side / 300)), round(side * AREA))
        dark = np.where(areas, (light.astype(np.float32) - OVER_PAINT * own) / 255.0, dark)
    # A closing takes the brightest grain for paper: what bare paper lacks to that is no mark.
    dark -= float(np.percentile(dark, 55))
    found = _along_strokes(dark, side)
    # The darker half may be all marks, on a densely covered sheet: the paper is told by the lighter side alone.
    light, bare = np.percentile(found, (12, 40)).astype(float)
    noise = max(1.6 * (bare - light), 1e-3)
    found = found - bare
    # Of the marks only their middles: how strong a stroke is has nothing to do with how soft its edges are.
    crest = found >= cv2.dilate(found, np.ones((3, 3), np.uint8)) - 1e-6
    seen = found[crest & (found > max(FAINT, GRAINY * noise))]
    if len(seen) < max(8, side // 32):
        return None
    # Most of what is seen may be dirt: the median of the drawn amount, not of the places.
    seen = np.sort(seen)
    sure = float(seen[np.searchsorted(np.cumsum(seen), 0.5 * seen.sum())])
    # Beside a crisp line a way that crosses it has some of it: nothing is there without a mark nearby.
    near = cv2.GaussianBlur(dark - bare, (0, 0), max(0.8, side * ACROSS))
    found = np.minimum(found, NEARBY * near)
    return RoughStrokes(absorbance, np.clip(found / sure, 0.0, None), noise / sure, areas)


def lines_of(strokes: RoughStrokes, *, faintest: float) -> np.ndarray:
    """Coverage, float32 [H, W] in 0..1. `faintest`: of a sure stroke, what still may belong to a line."""
    strength = strokes.strength
    side = max(strength.shape)
    low = max(faintest, 2.8 * strokes.noise)
    high = max(HIGH * min(faintest / 0.19, 1.5), 1.3 * low)
    # In a stroke's middle it is strongest; its edge is a share of that.
    middle = cv2.dilate(cv2.GaussianBlur(strength, (0, 0), 0.7), disc(max(2, round(side / 110))))
    edge = np.maximum(low, EDGE * np.minimum(middle, 3.0))
    relative = cv2.GaussianBlur(strength / edge, (0, 0), max(0.5, side / 1300))
    kept = hysteresis(np.where(strength > high, relative + 1.0, relative), 1.0, 2.0)
    kept = without_scraps(kept, SCRAP * side, area_px=(SPOT * side) ** 2)
    kept = without_pinholes(kept, (PINHOLE * side) ** 2)
    near = cv2.dilate(kept.view(np.uint8), disc(1)) > 0
    cover = np.where(near, np.clip((relative - 0.72) / 0.5, 0.0, 1.0), 0.0)
    inner = cv2.erode(kept.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(inner, 1.0, cover).astype(np.float32)


def painted(strokes: RoughStrokes, ink: np.ndarray) -> SeparatedLayers:
    """Lines, and the areas of crayon, felt pen or water colour beside and under them. Grey areas are shading, and no
    paint. `ink`: `lines_of`. An area has its mean colour nearby everywhere, as if the paper's grain did not show."""
    side = max(ink.shape)
    beside = (strokes.areas & (ink < 0.05)).astype(np.float32)
    sigma = max(1.5, side / 100)
    weight = cv2.GaussianBlur(beside, (0, 0), sigma)
    mean = cv2.GaussianBlur(strokes.absorbance * beside[..., None], (0, 0), sigma) / np.maximum(weight, 1e-3)[..., None]
    # Strokes of a crayon leave paper between them: their own colour is stronger than the mean.
    full = np.clip(mean * (1.0 + 0.3 * (1.0 - mean)), 0.0, 1.0)
    paint = np.clip(np.rint((1.0 - full) * 255.0), 0, 255).astype(np.uint8)
    whole = cv2.morphologyEx(strokes.areas.view(np.uint8), cv2.MORPH_CLOSE, disc(max(1, round(side / 130)))) > 0
    return SeparatedLayers(ink, paint, (whole & (weight > 0.01)).astype(np.float32), None)


def _areas(absorbance: np.ndarray, side: int) -> np.ndarray:
    """bool [H, W]: what is coloured, and wider than any line."""
    soft = cv2.GaussianBlur(absorbance, (0, 0), max(1.0, side / 260))
    saturation = np.rint(np.clip(most(soft) - least(soft), 0.0, 1.0) * 255.0).astype(np.uint8)
    core = opened(saturation, round(side * AREA)) > SATURATED * 255.0
    if not core.any():
        return core
    near = cv2.dilate(core.view(np.uint8), disc(max(2, round(side / 90)))) > 0
    return near & (saturation > 0.8 * SATURATED * 255.0)


def _most_telling(absorbance: np.ndarray) -> np.ndarray:
    """One plane of absorbance, weighed so that a coloured pencil counts as much as a grey one, and grain as little as
    it can: along the mean direction of the strongest marks. float32 [H, W]."""
    strongest = most(absorbance)
    strong = strongest >= np.percentile(strongest, 97)
    mean = absorbance[strong].mean(axis=0)
    weight = mean / max(float(mean.sum()), 1e-6)
    plane = weighed(absorbance, weight) * float(mean.max() / max(float(mean @ weight), 1e-6))
    # Other colours than the most frequent must not be lost: they count by their strongest channel.
    return np.maximum(plane, 0.8 * strongest)


def _along_strokes(dark: np.ndarray, side: int) -> np.ndarray:
    """The largest of the averages along short straight ways in all directions."""
    along, across = max(2.0, ALONG * side), max(LEAST_ACROSS_PX, ACROSS * side)
    reach = round(2.2 * along)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    best: np.ndarray | None = None
    for angle in np.pi * np.arange(DIRECTIONS) / DIRECTIONS:
        u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        kernel = np.exp(-0.5 * ((u / along) ** 2 + (v / across) ** 2))
        answer = cv2.filter2D(dark, cv2.CV_32F, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
        best = answer if best is None else np.maximum(best, answer)
    assert best is not None
    return best
