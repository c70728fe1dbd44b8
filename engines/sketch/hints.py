"""Colour hints spread over the drawing before the network sees them: a region of the line art takes the colour of its
dabs.

Classical, so that the network shades and repairs instead of learning to flood-fill. Regions are those of
engines.sketch.regions: what is parted by a line, or by a line with a small opening, is coloured apart. What is a dab,
and what only a touch that tints its own place, engines.sketch.touches says.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from engines.sketch.memo import PictureCache
from engines.sketch.regions import REGIONS, SPECK_PX, Room
from engines.sketch.run_lengths import areas, runs_of

REACH = 0.08  # of the longer side: how far a dab in the open spreads
OPEN_CONFIDENCE = 0.35
SPILL = 1 / 3  # a dab that covers a region with less of itself than this share has only slipped over the line
SMALL = 0.3  # unless it covers this share of that region
MINOR = 0.08  # of a region's dabbed pixels: rarer colours are the edges of strokes, not wishes; they do not spread
SEVERAL = 6  # colours in one region, at most
OPEN_SHARE = 0.5  # a dab with more of itself than this on open paper is a shape of its own
OPAQUE = 235.0  # of 255: a dab of this alpha, or more, hides what is under it
PAPER = (255, 255, 255)
STEP_PX = 64  # what is computed around dabs is so in such steps, to stay of use when a region changes a little


class Plan(NamedTuple):
    """What regions without a dab are to be coloured in. `tones` uint8 [256, 3] by region; `kinds` int16 [256]: a dab
    colours all regions of its own region's kind that have no dab themselves; -1 = nothing planned. `twins`: pairs of
    regions that take each other's dabs. `under`: what lies under a translucent dab where nothing is planned."""

    tones: np.ndarray
    kinds: np.ndarray
    twins: list[tuple[int, int]]
    under: tuple[int, int, int]


class Dabs(NamedTuple):
    """What the colour layer says by itself. Of its N dabbed pixels: `places`, in the flattened layer, int32 [N];
    `painted`, uint8 [N, 3]; `tones`, int32 [N], equal for colours that are nearly alike; `opacities`, uint8 [N];
    `owners`, the number of the dab, int64 [N]; of each number `sizes`, in pixels; and `reached`, what dabs in the open
    may colour."""

    places: np.ndarray
    painted: np.ndarray
    tones: np.ndarray
    opacities: np.ndarray
    owners: np.ndarray
    sizes: np.ndarray
    reached: Room


def dabs_of(colour: np.ndarray, firm: np.ndarray | None = None) -> Dabs | None:
    """`colour`: uint8 [H, W, 4] straight RGBA. `firm`: uint8 [H, W], not 0 on dabs; None: where alpha > 127. None
    where there is none."""
    dabbed = cv2.extractChannel(colour, 3) > 127 if firm is None else firm > 0
    places = np.flatnonzero(dabbed).astype(np.int32)
    if not len(places):
        return None
    pixels = colour.reshape(-1, 4)[places]
    painted = pixels[:, :3]
    count, joined = cv2.connectedComponents(dabbed.view(np.uint8), connectivity=8)
    owners = joined.ravel()[places].astype(np.int64)
    reached = _reached(places, shape=(colour.shape[0], colour.shape[1]))
    sizes = np.bincount(owners, minlength=count)
    return Dabs(places, painted, tones_of(painted), pixels[:, 3], owners, sizes, reached)


def tones_of(painted: np.ndarray) -> np.ndarray:
    """int32 [N], equal for colours (uint8 [N, 3]) that are nearly alike."""
    wide = painted.astype(np.int32) >> 3
    return wide[:, 0] << 10 | wide[:, 1] << 5 | wide[:, 2]


def with_open_dabs(labels: np.ndarray, dabs: Dabs) -> np.ndarray:
    """The regions, and each dab that lies mostly outside them as one more: colour laid on open paper, such as grass
    under a house, is a shape of its own, whereas what slips over a line is not. `labels`: uint8 [H, W], 0 = outside;
    given back as they are where there is no such dab."""
    outside = labels.ravel()[dabs.places] == 0
    open_sizes = np.bincount(dabs.owners[outside], minlength=len(dabs.sizes))
    last = int(labels.max())
    alone = np.flatnonzero((open_sizes > OPEN_SHARE * dabs.sizes) & (open_sizes >= SPECK_PX))[: REGIONS - last]
    if not len(alone):
        return labels
    names = np.zeros(len(dabs.sizes), np.uint8)
    names[alone] = last + 1 + np.arange(len(alone))
    shapes = labels.copy()
    shapes.ravel()[dabs.places[outside]] = names[dabs.owners[outside]]
    return shapes


def propagate(
    colour: np.ndarray, labels: np.ndarray, outside: np.ndarray, *, out: np.ndarray | None = None
) -> np.ndarray:
    """Spread the dabs over the regions of the line art.

    `colour`: uint8 [H, W, 4] straight RGBA, a dab where alpha > 127. `labels`, `outside`: what
    engines.sketch.regions.partition and outside_mask say of the ink. `out`, if given, takes the answer: float32
    [4, H, W].
    Returns float32 [4, H, W] in [0, 1]: red, green, blue, confidence. Confidence is 1 in a region that holds a dab,
    0.35 near a dab in the open (1 on it), 0 elsewhere. Several colours in one region blend by inverse distance
    (Shepard 1968).
    """
    planes = np.empty((4, *labels.shape), np.float32) if out is None else out
    dabs = dabs_of(colour)
    if dabs is None:
        planes.fill(0)
    else:
        spread(dabs, labels, outside, out=planes, memory=PictureCache(), room=(slice(None), slice(None)))
    return planes


def spread(
    dabs: Dabs | None,
    labels: np.ndarray,
    outside: np.ndarray,
    *,
    out: np.ndarray,
    memory: PictureCache,
    room: Room,
    plan: Plan | None = None,
) -> None:
    """`propagate` with dabs already found. `memory`: what it knows of them is not computed again. `room` holds all
    regions and what the dabs reach, and around it `out` is zero already. `plan`: for regions without a dab."""
    table = np.zeros((4, 256), np.float32)
    if plan is not None:
        planned = plan.kinds >= 0
        table[:3, planned], table[3, planned] = plan.tones[planned].T.astype(np.float32) / 255, 1
    if dabs is None:
        _lay(table, labels, out=out, room=room)
        return
    regions = labels.ravel()[dabs.places]
    kept = ~_spilled(dabs, regions, labels)
    mixed: list[tuple[int, np.ndarray]] = []
    dabbed: list[int] = []
    for region in np.unique(regions[kept & (regions > 0)]):
        mine = np.flatnonzero(kept & (regions == region))
        _, which, counts = np.unique(dabs.tones[mine], return_inverse=True, return_counts=True)
        order = np.argsort(-counts, kind="stable")[:SEVERAL]
        main = mine[which == order[0]]
        tone = dabs.painted[main].mean(axis=0) / 255
        opacity = float(np.median(dabs.opacities[main])) / OPAQUE
        if opacity < 1:
            under = table[:3, region] if table[3, region] else np.array(plan.under if plan else PAPER) / 255
            tone = opacity * tone + (1 - opacity) * under
        table[:3, region], table[3, region] = tone, 1
        dabbed.append(int(region))
        if counts[order[0]] < (1 - MINOR) * counts.sum():
            wanted = np.isin(which, order) & ((counts >= MINOR * counts.sum())[which] | (which == order[0]))
            mixed.append((int(region), mine[wanted]))
    if plan is not None:
        _follow(table, plan, dabbed)
    _lay(table, labels, out=out, room=room)
    width = labels.shape[1]
    for region, wanted in mixed:
        _mix(dabs, wanted, (labels == region).view(np.uint8), out=out, memory=memory)
        mine = kept & (regions == region)
        rows, columns = np.divmod(dabs.places[mine], width)
        out[:3, rows, columns] = dabs.painted[mine].T.astype(np.float32) / 255
    _in_the_open(dabs, np.flatnonzero(regions == 0), outside, out=out, memory=memory)


def _lay(table: np.ndarray, labels: np.ndarray, *, out: np.ndarray, room: Room) -> None:
    """Each pixel its region's entry of the table, float32 [4, 256]."""
    within = np.ascontiguousarray(labels[room])
    for channel in range(4):
        plane = out[channel][room]
        plane[...] = cv2.LUT(within, table[channel], dst=plane)


def _follow(table: np.ndarray, plan: Plan, dabbed: list[int]) -> None:
    """Regions without a dab take the one of their twin, or of a region of their kind."""
    own = set(dabbed)
    for region in dabbed:
        follows = np.flatnonzero(plan.kinds == plan.kinds[region]) if plan.kinds[region] >= 0 else ()
        for other in follows:
            if int(other) not in own:
                table[:, other] = table[:, region]
    for one, other in (*plan.twins, *((b, a) for a, b in plan.twins)):
        if one in own and other not in own:
            table[:, other] = table[:, one]


def _spilled(dabs: Dabs, regions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which dabbed pixels lie in a region that their dab only slipped into: bool [N]."""
    pair = dabs.owners * 256 + regions
    pairs, which, covered = np.unique(pair, return_inverse=True, return_counts=True)
    if (pairs % 256 == pairs[0] % 256).all():
        return np.zeros(len(regions), bool)
    area = np.maximum(1, areas(runs_of(labels), 256))
    return ((covered < SPILL * dabs.sizes[pairs // 256]) & (covered < SMALL * area[pairs % 256]))[which]


def _mix(dabs: Dabs, wanted: np.ndarray, region: np.ndarray, *, out: np.ndarray, memory: PictureCache) -> None:
    """Blend the colours of the `wanted` ones of the dabbed pixels over one region (uint8 [H, W], not 0 in it) by the
    inverse cube of the distance to their dabs."""
    height, width = region.shape
    x, y, w, h = cv2.boundingRect(region)
    window = _window(y, y + h, x, x + w, shape=(height, width))
    places, painted, tones = dabs.places[wanted], dabs.painted[wanted], dabs.tones[wanted]
    key = ("mix", region.shape, str(window), places.tobytes(), painted.tobytes())
    blend = memory.recalled(key, lambda: _blended(places, painted, tones, window=window, width=width))
    for channel in range(3):
        plane = out[channel][window]
        plane[...] = cv2.copyTo(blend[channel], region[window], plane)


def _blended(places: np.ndarray, painted: np.ndarray, tones: np.ndarray, *, window: Room, width: int) -> np.ndarray:
    """The colours blended all over a window of a picture of that width: float32 [3, h, w]."""
    rows, columns = np.divmod(places, width)
    rows, columns = rows - window[0].start, columns - window[1].start
    shape = (window[0].stop - window[0].start, window[1].stop - window[1].start)
    total, blend = np.zeros(shape, np.float32), np.zeros((3, *shape), np.float32)
    for tone in np.unique(tones):
        own = tones == tone
        seeds = np.ones(shape, np.uint8)
        seeds[rows[own], columns[own]] = 0
        away = cv2.distanceTransform(seeds, cv2.DIST_L2, 3)
        away += 1
        weight = 1 / np.power(away, 3)
        total += weight
        for plane, level in zip(blend, painted[own].mean(axis=0).astype(np.float32) / 255, strict=True):
            plane += weight * level
    blend /= total
    return blend


def _window(top: int, bottom: int, left: int, right: int, *, shape: tuple[int, int]) -> Room:
    """In whole steps, within the picture."""
    return (
        slice(max(0, top // STEP_PX * STEP_PX), min(shape[0], -(-bottom // STEP_PX) * STEP_PX)),
        slice(max(0, left // STEP_PX * STEP_PX), min(shape[1], -(-right // STEP_PX) * STEP_PX)),
    )


def _in_the_open(dabs: Dabs, free: np.ndarray, outside: np.ndarray, *, out: np.ndarray, memory: PictureCache) -> None:
    """Dabs outside every outline (`free`: which of the dabbed pixels) colour their own place, and faintly what is near:
    an outline not yet closed."""
    if not len(free):
        return
    height, width = outside.shape
    places, painted = dabs.places[free], dabs.painted[free]
    rows, columns = np.divmod(places, width)
    window = _reached(places, shape=(height, width))
    key = ("open", outside.shape, places.tobytes(), painted.tobytes())
    around, colours = memory.recalled(key, lambda: _surroundings(places, painted, window, shape=outside.shape))
    near = cv2.bitwise_and(around, outside[window].view(np.uint8))
    for channel in range(3):
        plane = out[channel][window]
        plane[...] = cv2.copyTo(colours[channel], near, plane)
    out[3][window][near.view(bool)] = OPEN_CONFIDENCE
    on = outside[rows, columns]
    out[3, rows[on], columns[on]] = 1.0


def _reached(places: np.ndarray, *, shape: tuple[int, int]) -> Room:
    """Rows and columns of those places (of a flattened picture) and of all that is near, within the picture."""
    rows, columns = np.divmod(places, shape[1])
    reach = round(REACH * max(shape))
    return (
        slice(max(0, int(rows.min()) - reach), min(shape[0], int(rows.max()) + reach + 1)),
        slice(max(0, int(columns.min()) - reach), min(shape[1], int(columns.max()) + reach + 1)),
    )


def _surroundings(
    places: np.ndarray, painted: np.ndarray, window: Room, *, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """What is near those pixels, in a window of a picture: uint8 [h, w], 0 or 1; and the nearest one's colour, float32
    [3, h, w]."""
    seeds = np.ones(shape, np.uint8)
    seeds.ravel()[places] = 0
    seeds = np.ascontiguousarray(seeds[window])
    distance, nearest = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    # The nearest ones are counted along the rows, from 1, as the places are.
    colours = np.concatenate([np.zeros((1, 3), np.uint8), painted]).astype(np.float32) / 255
    near = (distance <= round(REACH * max(shape))).view(np.uint8)
    return near, np.ascontiguousarray(colours[nearest].transpose(2, 0, 1))
