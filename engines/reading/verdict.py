"""What a picture shows: a drawing, a photo, a page of text, nothing."""

from __future__ import annotations

import cv2
import numpy as np

from engines.reading.marks import most
from engines.reading.paper import PAPER_PX, at_full_size, dark_share, hue_spread
from engines.sizes import fitted_size

BARE = 0.1  # absorbance of what is still paper
LEAST_BARE = 0.45  # of a drawing, at least, is bare paper
HUES = 0.1  # by how much, in a drawing, the paper's own hue changes, at most
FLAT_PX = 0.5  # of the pixels, at least, have no neighbour of another value in what was made on a screen
LETTERS = 60  # fewer are a caption
LETTER_HEIGHT = 0.07  # of the long side, at most
LETTER_SHARE = 0.72  # of all ink, at least, is in letters


def is_photo(rgb: np.ndarray, paper: np.ndarray) -> bool:
    """Is there too little bare paper, or paper of too many hues, for a drawing? uint8 [H, W, 3], and its paper."""
    small = cv2.resize(rgb, fitted_size((rgb.shape[1], rgb.shape[0]), PAPER_PX), interpolation=cv2.INTER_AREA)
    ground = at_full_size(paper, (small.shape[1], small.shape[0]))
    is_bare = most((1.0 - np.minimum(small / ground, 1.0)).astype(np.float32)) < BARE
    bare = float(is_bare.mean())
    light = ground.mean(axis=2)
    spread = hue_spread(rgb, is_bare)
    depth = float(np.percentile(light, 5) / np.percentile(light, 95))
    return (
        bare < LEAST_BARE
        or (spread > HUES and bare < 0.85)
        or (bare < 0.65 and (depth < 0.5 or dark_share(rgb) > 0.15))
    )


def is_made_on_screen(rgb: np.ndarray) -> bool:
    """Do most pixels have the very value of their neighbours?"""
    step = max(1, max(rgb.shape[:2]) // 640)
    grey = cv2.cvtColor(np.ascontiguousarray(rgb[::step, ::step]), cv2.COLOR_RGB2GRAY)
    kernel = np.ones((3, 3), np.uint8)
    return float((cv2.dilate(grey, kernel) - cv2.erode(grey, kernel) <= 2).mean()) > FLAT_PX


def is_text(ink: np.ndarray) -> bool:
    """Is nearly all ink in many small parts of one height, on lines of writing? bool [H, W]."""
    side = max(ink.shape)
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    height, area = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    some = area > (side / 400) ** 2
    letters = some & (height < LETTER_HEIGHT * side) & (stats[1:, cv2.CC_STAT_WIDTH] < 4 * LETTER_HEIGHT * side)
    if int(letters.sum()) < LETTERS or area[letters].sum() < LETTER_SHARE * area.sum():
        return False
    usual = float(np.median(height[letters]))
    alike = float(((height[letters] > 0.5 * usual) & (height[letters] < 2.0 * usual)).mean())
    # Lines of writing: along the page, rows full of letters and rows without any take turns.
    rows = np.bincount(np.rint(centres[1:][letters, 1]).astype(int), minlength=ink.shape[0]).astype(np.float32)
    rows = cv2.GaussianBlur(rows[:, None], (1, 2 * max(1, round(usual)) + 1), usual / 5)[:, 0]
    full = rows > rows.max() * 0.25
    return alike > 0.6 and float(full.mean()) < 0.6 and int((np.diff(full.astype(int)) == 1).sum()) >= 3
