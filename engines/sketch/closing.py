"""What a person sees as one thing is inside although its outline is open: the figure-ground prior obeyed. Its sure
places are seeds; what is unsure goes to the nearest seed that can be reached without crossing a line or a join.

Closed outlines are not looked at here: only what engines.sketch.regions would leave outside is decided.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.sketch.figure_prior import Prior
from engines.sketch.joins import joins

UNSURE = 0.12  # of probability to both sides of the limit: for the nearest seed to decide
DRAWN_SHARE = 0.7  # of a shape's rim, at least, are lines or the canvas' edge
SMALLEST = 0.03  # of the longer side, squared: less is the corner between two lines
BESIDE_CLOSED = 0.6  # of the largest closed shape: a smaller open one may be whiskers, steam or a wedge between things
# And is filled, as the trunk under a closed crown is, if it is not much smaller, that much more likely than the limit,
# and so much of its rim is drawn.
SMALLER_BESIDE, SURER_BESIDE, DRAWN_BESIDE = 0.06, 0.2, 0.84
OWN_SHARE = 0.3  # of a shape's lines, at least, part it from paper: between a cat's tail and its body is no shape
BEYOND = 0.025  # of the longer side: so far from a shape's line is what it is parted from
CERTAIN = 0.14  # of probability by which a whole shape's mean has to pass the limit
REFUSED_SHARE = 0.2  # of a shape under the mask: then it was no thing; a smaller part is only kept as drawn
CLOSED_BONUS = 0.15  # of probability for what joins have closed
LIGHT_TOUCH = 0.15  # the limit where the person asked for it with a brush


def limit_of(fill_strength: float) -> float:
    """The probability from which on a place is inside: 0.5 at the middle of the setting, 1 at 0 (only what is closed is
    filled), 0.1 at 1."""
    strength = min(max(fill_strength, 0.0), 1.0)
    return 1 - strength if strength < 0.5 else 0.5 - 0.8 * (strength - 0.5)


def fill_open_shapes(
    lines: np.ndarray,
    outside: np.ndarray,
    prior: Prior,
    *,
    limit: float = 0.5,
    wanted: np.ndarray | None = None,
    unwanted: np.ndarray | None = None,
) -> np.ndarray:
    """Take open shapes out of `outside` (in place); the joins that close them: uint8 [H, W], 1 on a join.

    `lines`, `outside`: uint8 [H, W], 0 or 1. `wanted`, `unwanted`: bool or uint8 [H, W], not 0 where a brush says that
    the place is a thing, or paper.
    """
    height, width = lines.shape
    side = max(height, width)
    walls = np.zeros_like(lines)
    # Looked at with about 256 pixels to the side: the shape's edge is a line's, which is drawn at full size.
    step = max(1, round(side / 256))
    few = cv2.resize(lines * 255, (-(-width // step), -(-height // step)), interpolation=cv2.INTER_AREA)
    few = (few > 255 * 0.3 / step).view(np.uint8)
    free = cv2.resize(outside, few.shape[::-1], interpolation=cv2.INTER_NEAREST) & (few == 0)
    if not cv2.countNonZero(few) or limit >= 1:
        return walls
    inside = cv2.resize(prior.inside, few.shape[::-1], interpolation=cv2.INTER_LINEAR)
    if wanted is None and float(inside[free > 0].max(initial=0.0)) + CLOSED_BONUS <= limit:
        return walls  # nowhere on open paper could anything be
    joined = few.copy()
    for start, stop in joins(few, prior, side=max(few.shape)):
        cv2.line(joined, start, stop, 1, 1, cv2.LINE_4)
        cv2.line(walls, tuple(v * step for v in start), tuple(v * step for v in stop), 1, max(1, step // 2))
    asked, refused = (None if mask is None else _small(mask, few.shape) for mask in (wanted, unwanted))
    if asked is not None:
        asked &= inside > LIGHT_TOUCH
    shape, inside = _flooded(joined, free, inside, limit=limit, asked=asked)
    shape = _believed(shape, few, free, inside, limit=limit, asked=asked, refused=refused)
    if not cv2.countNonZero(shape):
        return np.zeros_like(lines)
    whole = cv2.resize(shape * 255, (width, height), interpolation=cv2.INTER_LINEAR) > 127
    remains = outside & ~whole
    # Beside the lines a rim as thin as a pixel of the small picture is left: no paper.
    size = 2 * step + 1
    wide = cv2.morphologyEx(remains, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    beside = cv2.dilate(whole.view(np.uint8), np.ones((2 * size + 1, 2 * size + 1), np.uint8))
    np.copyto(outside, remains & ~(beside & (wide == 0)))
    return walls & (outside == 0)


def _small(mask: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    size = (shape[1], shape[0])
    return cv2.resize((mask > 0).view(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 100


def _flooded(
    joined: np.ndarray,
    free: np.ndarray,
    inside: np.ndarray,
    *,
    limit: float,
    asked: np.ndarray | None,
) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [h, w], 1 in open shapes: a watershed from what is surely inside and surely outside. And the probabilities
    that led to it."""
    high, low = min(limit + UNSURE, 0.97), max(limit - UNSURE, 0.03)
    open_paper = free & (joined == 0)
    inside = _cell_by_cell(open_paper, inside, limit=limit)
    if asked is not None and asked.any():
        inside = _with_overrides(asked, inside)
    likely = inside > limit
    small = np.ones((3, 3), np.uint8)
    sure = cv2.erode((inside > high).view(np.uint8), small) & open_paper
    paper = cv2.erode((inside < low).view(np.uint8), small) & open_paper
    if not cv2.countNonZero(sure):
        return np.zeros_like(joined), inside
    markers = np.zeros(joined.shape, np.int32)
    markers[paper > 0] = 2
    markers[sure > 0] = 1
    if not cv2.countNonZero(paper):
        return (open_paper & likely).astype(np.uint8), inside
    cv2.watershed(cv2.merge([joined * 255] * 3), markers)
    # Where two floods met, and at the picture's edge, watershed gives no answer: the prior does.
    met = (markers < 1) & (inside > limit)
    return (((markers == 1) | met) & (free > 0)).astype(np.uint8), inside


def _cell_by_cell(open_paper: np.ndarray, inside: np.ndarray, *, limit: float) -> np.ndarray:
    """The prior with one opinion for all that joins have closed: each such cell takes its mean, with a bonus for being
    closed. What hangs together with the canvas' edge keeps what it has."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(open_paper.astype(np.uint8), connectivity=4)
    if count <= 2:
        return inside
    means = np.bincount(parts.ravel(), weights=inside.ravel(), minlength=count) / np.maximum(1, stats[:, 4])
    height, width = open_paper.shape
    closed = (stats[:, 0] > 0) & (stats[:, 1] > 0)
    closed &= (stats[:, 0] + stats[:, 2] < width) & (stats[:, 1] + stats[:, 3] < height)
    closed[0] = False
    values = np.where(means + CLOSED_BONUS > limit, np.maximum(means + CLOSED_BONUS, min(0.99, limit + 0.2)), 0)
    return np.where(closed[parts], values[parts], inside).astype(np.float32)


def _with_overrides(asked: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """A brush asks for all that hangs together with what it touched, and could be a thing."""
    could = (inside > LIGHT_TOUCH) | asked
    _, parts = cv2.connectedComponents(could.view(np.uint8), connectivity=4)
    touched = np.unique(parts[asked])
    meant = np.isin(parts, touched[touched > 0])
    return np.where(meant, np.maximum(inside, 0.99), inside)


def _largest_closed(few: np.ndarray, free: np.ndarray) -> int:
    """Pixels of the largest shape that lines alone close."""
    closed = ((few == 0) & (free == 0)).view(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    return int(stats[1:, cv2.CC_STAT_AREA].max(initial=0))


def _believed(
    shape: np.ndarray,
    few: np.ndarray,
    free: np.ndarray,
    inside: np.ndarray,
    *,
    limit: float,
    asked: np.ndarray | None,
    refused: np.ndarray | None,
) -> np.ndarray:
    """Of the open shapes those that are large enough, likely enough and mostly drawn; what a brush asked for always."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(shape, connectivity=4)
    kept = np.zeros(count, np.uint8)
    side = max(shape.shape)
    reach = 2 * round(BEYOND * side) + 1
    closed = _largest_closed(few, free)
    least = max((SMALLEST * side) ** 2, SMALLER_BESIDE * closed)
    paper = cv2.dilate(free & (1 - shape), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    for number in range(1, count):
        x, y, w, h, area = stats[number]
        window = slice(max(0, y - 1), y + h + 1), slice(max(0, x - 1), x + w + 1)
        own = (parts[window] == number).view(np.uint8)
        if asked is not None and (asked[window] & (own > 0)).any():
            kept[number] = 1
            continue
        if refused is not None and (refused[window] & (own > 0)).sum() > REFUSED_SHARE * area:
            continue
        likely = float(inside[window][own > 0].mean())
        is_large = area >= BESIDE_CLOSED * closed
        surer, drawn_share = (CERTAIN, DRAWN_SHARE) if is_large else (SURER_BESIDE, DRAWN_BESIDE)
        if area < least or likely < limit + surer:
            continue
        ring = cv2.dilate(own, np.ones((3, 3), np.uint8)) & (1 - own)
        at_lines = ring & cv2.dilate(few[window], np.ones((3, 3), np.uint8))
        drawn = cv2.countNonZero(at_lines)
        if cv2.countNonZero(at_lines & paper[window]) < OWN_SHARE * drawn:
            continue
        edge = sum(
            np.count_nonzero(line)
            for line, there in (
                (own[1 if y else 0], not y),
                (own[-1], y + h == shape.shape[0]),
                (own[:, 0], not x),
                (own[:, -1], x + w == shape.shape[1]),
            )
            if there
        )
        rim = cv2.countNonZero(ring) + edge
        kept[number] = (drawn + edge) >= drawn_share * max(1, rim)
    return cv2.LUT(parts.astype(np.uint8), np.resize(kept, 256)) if count <= 256 else kept[parts]
