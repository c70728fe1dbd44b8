"""What is on the paper and is no drawing: ruled and squared paper, printed dots, hatching; found, and taken away."""

from __future__ import annotations

import cv2
import numpy as np

from engines.sketch.morphology import closed, eroded, opened

TILTS = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0)  # degrees that ruled paper may lie askew
RULE_LENGTH = 1 / 9  # of the long side: a rule is straight at least so far
RULE_ACROSS = 0.62  # of the sheet's width, at least, is crossed by a rule
RULES = 4  # fewer straight lines are part of the drawing
EVEN = 0.22  # how far distances between rules may differ
PALER = 0.72  # of the strongest marks: rules are printed paler than that
FAINTEST = 0.025  # absorbance of a rule
LOOK_PX = 900
DOT = 1 / 70  # of the long side: printed dots are smaller
DOTS = 80  # fewer are freckles
NEIGHBOURS = 7  # dots around a dot, within
ROUND = 1 / 24  # of the long side
HATCH_GAP = 1 / 90  # of the long side: strokes nearer to each other than this are hatching
HATCH_SIZE = 1 / 15  # of the long side: half the width of a hatched area
HATCH_FULL = 0.78  # covered more densely it is solid black


def rules_in(strength: np.ndarray) -> np.ndarray | None:
    """What rules there are on the paper: bool [H, W], or None. `strength`: absorbance, float32 [H, W] in 0..1."""
    height, width = strength.shape
    scale = min(1.0, LOOK_PX / max(height, width))
    small = strength if scale == 1.0 else cv2.resize(strength, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = np.zeros(small.shape, bool)
    strong = float(np.percentile(small[small > 0.08], 90)) if (small > 0.08).any() else 1.0
    level = _rules(small, strong, least_rules=RULES)
    across = np.ascontiguousarray(small.T)
    # Where the paper is ruled one way, a single rule the other way is its margin.
    upright = _rules(across, strong, least_rules=RULES if level is None else 1)
    if upright is not None and level is None:
        level = _rules(small, strong, least_rules=1)
    for rules in (level, None if upright is None else upright.T):
        if rules is not None:
            found |= rules
    if not found.any():
        return None
    return cv2.resize(found.view(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0


def _rules(plane: np.ndarray, strong: float, *, least_rules: int) -> np.ndarray | None:
    """Nearly level rules of one strength, evenly apart: bool [h, w]."""
    side = max(plane.shape)
    best, total = plane, -1.0
    for tilt in TILTS:
        kernel = _line(round(side * RULE_LENGTH) | 1, tilt)
        soft = cv2.filter2D(
            plane, cv2.CV_32F, _line(max(5, side // 60) | 1, tilt).astype(np.float32) / (side // 60 | 1)
        )
        along = cv2.morphologyEx(np.clip(soft, 0, 1), cv2.MORPH_OPEN, kernel, borderType=cv2.BORDER_REPLICATE)
        # A rule is thin: an area of paint is not.
        thin = along - cv2.morphologyEx(along, cv2.MORPH_OPEN, np.ones((max(5, side // 80), 1), np.uint8))
        sum_of = float((thin > FAINTEST).sum())
        if sum_of > total:
            best, total = thin, sum_of
    mask = (best > FAINTEST) & (best < PALER * strong)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(
        cv2.dilate(mask.view(np.uint8), np.ones((1, max(3, side // 30)), np.uint8)), connectivity=8
    )
    # Crossed by darker lines a rule falls into parts: parts on one level belong together.
    long = [i for i in range(1, count) if stats[i, cv2.CC_STAT_WIDTH] > 0.06 * plane.shape[1]]
    rows: list[tuple[float, list[int]]] = []
    for i in sorted(long, key=lambda i: centres[i][1]):
        level = centres[i][1]
        if rows and level - rows[-1][0] < max(3.0, side / 130):
            rows[-1][1].append(i)
        else:
            rows.append((level, [i]))
    across = [
        (level, parts)
        for level, parts in rows
        if sum(stats[i, cv2.CC_STAT_WIDTH] for i in parts) > RULE_ACROSS * plane.shape[1]
    ]
    if len(across) < least_rules:
        return None
    steps = np.diff([level for level, _ in across])
    if (
        least_rules > 1
        and float((np.abs(steps / np.median(steps) - np.rint(steps / np.median(steps))) < EVEN).mean()) < 0.75
    ):
        return None
    chosen = np.zeros(count, bool)
    for _, parts in rows:
        chosen[parts] = True
    return cv2.dilate((mask & chosen[labels]).view(np.uint8), np.ones((3, 3), np.uint8)) > 0


def dots_in(ink: np.ndarray) -> np.ndarray | None:
    """Printed dots among the marks: bool [H, W], or None. `ink`: bool [H, W]."""
    side = max(ink.shape)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    extent = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = extent <= max(3.0, DOT * side)
    small[0] = False
    if int(small.sum()) < DOTS:
        return None
    # How many of them are around each.
    plane = np.zeros(ink.shape, np.float32)
    places = np.rint(centres[small]).astype(int)
    plane[places[:, 1], places[:, 0]] = 1.0
    around = cv2.boxFilter(
        plane, -1, (2 * round(side * ROUND) + 1,) * 2, normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    many = np.zeros(count, bool)
    many[np.flatnonzero(small)] = around[places[:, 1], places[:, 0]] > NEIGHBOURS
    if int(many.sum()) < DOTS or not _is_lattice(centres[many]):
        return None
    return many[labels]


def _is_lattice(places: np.ndarray) -> bool:
    """Is each of them as far from its nearest neighbour as the others are? (Grain is not.) float [N, 2]."""
    some = places[:: max(1, len(places) // 400)].astype(np.float32)
    apart = np.hypot(*(some[:, None] - places[None].astype(np.float32)).transpose(2, 0, 1))
    apart[apart < 1e-3] = np.inf
    nearest = apart.min(axis=1)
    usual = float(np.median(nearest))
    return float((np.abs(nearest - usual) < 0.2 * usual).mean()) > 0.7


def hatching_in(ink: np.ndarray, strength: np.ndarray) -> np.ndarray | None:
    """Areas filled by strokes beside one another: bool [H, W], or None. Their rims, and what is much stronger than they
    are, stay out of it. `ink`: bool [H, W]; `strength`: float32 [H, W]."""
    side = max(ink.shape)
    gap = max(1, round(side * HATCH_GAP / 2))
    areas = opened(closed(ink.view(np.uint8), gap), max(2, round(side * HATCH_SIZE / 2)))
    if not areas.any():
        return None
    count, labels = cv2.connectedComponents(areas, connectivity=4)
    full = np.bincount(labels.ravel(), weights=ink.ravel(), minlength=count)
    full /= np.maximum(np.bincount(labels.ravel(), minlength=count), 1)
    hatched = full < HATCH_FULL
    hatched[0] = False
    if not hatched.any():
        return None
    inner = eroded(hatched[labels].view(np.uint8), gap) > 0
    if not inner.any():
        return None
    usual = float(np.median(strength[inner & ink])) if (inner & ink).any() else 1.0
    return inner & (strength < 1.5 * usual)


def _line(length: int, tilt: float) -> np.ndarray:
    """A line through the middle as a structuring element, `tilt` degrees from the level."""
    rise = int(np.ceil(length / 2 * abs(np.sin(np.radians(tilt)))))
    kernel = np.zeros((2 * rise + 1, length), np.uint8)
    half = length // 2
    lift = round(half * float(np.tan(np.radians(tilt))))
    cv2.line(kernel, (0, rise - lift), (length - 1, rise + lift), 1)
    return kernel
