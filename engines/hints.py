"""Colour hints spread over the drawing before the network sees them: a region of the line art takes the colour of its
dabs.

Classical, so that the network shades and repairs instead of learning to flood-fill. Regions are those of
engines.enclosure: what is parted by a line, or by a line with a small opening, is coloured apart.
"""

from __future__ import annotations

import cv2
import numpy as np

REACH = 0.08  # of the longer side: how far a dab in the open spreads
OPEN_CONFIDENCE = 0.35
SPILL = 0.2  # a dab that covers a region with less of itself than this share has only slipped over the line
SMALL = 0.3  # unless it covers this share of that region
MINOR = 0.08  # of a region's dabbed pixels: rarer colours are the edges of strokes, not wishes; they do not spread
SEVERAL = 6  # colours in one region, at most


def propagate(
    colour: np.ndarray, labels: np.ndarray, outside: np.ndarray, *, out: np.ndarray | None = None
) -> np.ndarray:
    """Spread the dabs over the regions of the line art.

    `colour`: uint8 [H, W, 4] straight RGBA, a dab where alpha > 127. `labels`, `outside`: what
    engines.enclosure.partition and outside_mask say of the ink. `out`, if given, takes the answer: float32 [4, H, W],
    all zero.
    Returns float32 [4, H, W] in [0, 1]: red, green, blue, confidence. Confidence is 1 in a region that holds a dab,
    0.35 near a dab in the open (1 on it), 0 elsewhere. Several colours in one region blend by inverse distance
    (Shepard 1968).
    """
    height, width = labels.shape
    planes = np.zeros((4, height, width), np.float32) if out is None else out
    dabs = (colour[:, :, 3] > 127).view(np.uint8)
    places = np.flatnonzero(dabs)
    if not len(places):
        return planes
    painted = colour.reshape(-1, 4)[places, :3]
    regions = labels.ravel()[places]
    kept = ~_spilled(dabs, places, regions, labels)
    packed = painted[:, 0].astype(np.int32) >> 3 << 10 | painted[:, 1].astype(np.int32) >> 3 << 5 | painted[:, 2] >> 3
    table = np.zeros((4, 256), np.float32)
    mixed: list[tuple[int, np.ndarray, np.ndarray]] = []
    for region in np.unique(regions[kept & (regions > 0)]):
        mine = np.flatnonzero(kept & (regions == region))
        tones, which, counts = np.unique(packed[mine], return_inverse=True, return_counts=True)
        order = np.argsort(-counts, kind="stable")[:SEVERAL]
        table[:3, region], table[3, region] = painted[mine[which == order[0]]].mean(axis=0) / 255, 1
        if counts[order[0]] < (1 - MINOR) * counts.sum():
            wanted = np.isin(which, order) & ((counts >= MINOR * counts.sum())[which] | (which == order[0]))
            mixed.append((int(region), mine[wanted], tones[which[wanted]]))
    for channel in range(4):
        cv2.LUT(labels, table[channel], dst=planes[channel])
    for region, mine, tones in mixed:
        _mix(planes, labels == region, places[mine], painted[mine], tones)
        mine = kept & (regions == region)
        planes.reshape(4, -1)[:3, places[mine]] = painted[mine].T.astype(np.float32) / 255
    _in_the_open(planes, outside, places[regions == 0], painted[regions == 0])
    return planes


def _spilled(dabs: np.ndarray, places: np.ndarray, regions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which dabbed pixels lie in a region that their dab only slipped into: bool, one for each of `places`."""
    count, joined = cv2.connectedComponents(dabs, connectivity=8)
    owner = joined.ravel()[places].astype(np.int64)
    pair = owner * 256 + regions
    pairs, which, covered = np.unique(pair, return_inverse=True, return_counts=True)
    whole = np.bincount(owner, minlength=count)[pairs // 256]
    touched = np.unique(pairs % 256)
    area = np.ones(256, np.int64)
    if len(pairs) > 1:
        area = np.maximum(1, np.bincount(labels.ravel(), minlength=256))
    slipped = (covered < SPILL * whole) & (covered < SMALL * area[pairs % 256])
    return slipped[which] if len(touched) > 1 else np.zeros(len(places), bool)


def _mix(planes: np.ndarray, region: np.ndarray, places: np.ndarray, painted: np.ndarray, tones: np.ndarray) -> None:
    """Blend several colours over one region by the inverse cube of the distance to their dabs."""
    rows, columns = np.nonzero(region)
    window = (slice(int(rows.min()), int(rows.max()) + 1), slice(int(columns.min()), int(columns.max()) + 1))
    height, width = region.shape
    total = np.zeros((window[0].stop - window[0].start, window[1].stop - window[1].start), np.float32)
    blend = np.zeros((3, *total.shape), np.float32)
    for tone in np.unique(tones):
        seeds = np.ones(height * width, np.uint8)
        seeds[places[tones == tone]] = 0
        distance = cv2.distanceTransform(np.ascontiguousarray(seeds.reshape(height, width)[window]), cv2.DIST_L2, 3)
        weight = 1 / np.power(distance + 1, 3)
        total += weight
        blend += weight * (painted[tones == tone].mean(axis=0).astype(np.float32) / 255)[:, None, None]
    inside = region[window]
    for channel in range(3):
        planes[channel][window][inside] = (blend[channel] / total)[inside]


def _in_the_open(planes: np.ndarray, outside: np.ndarray, places: np.ndarray, painted: np.ndarray) -> None:
    """Dabs outside every outline colour their own place, and faintly what is near: an outline not yet closed."""
    if not len(places):
        return
    height, width = outside.shape
    rows, columns = np.divmod(places, width)
    reach = round(REACH * max(height, width))
    window = (
        slice(max(0, int(rows.min()) - reach), int(rows.max()) + reach + 1),
        slice(max(0, int(columns.min()) - reach), int(columns.max()) + reach + 1),
    )
    seeds = np.ones((height, width), np.uint8)
    seeds[rows, columns] = 0
    distance, nearest = cv2.distanceTransformWithLabels(
        np.ascontiguousarray(seeds[window]), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    colours = np.zeros((int(nearest.max()) + 1, 3), np.float32)
    own = nearest[rows - window[0].start, columns - window[1].start]
    colours[own] = painted.astype(np.float32) / 255
    near = (distance <= reach) & outside[window]
    for channel in range(3):
        planes[channel][window][near] = colours[nearest[near], channel]
    planes[3][window][near] = OPEN_CONFIDENCE
    on = outside[rows, columns]
    planes[3, rows[on], columns[on]] = 1.0
