"""What the line art encloses: the regions of the drawing, and what each pixel is told of its region. Seen before the
network looks.

Whether a pixel lies inside an outline, and to which region it belongs, are questions about the whole picture, which
convolutions answer badly and connected components answer in milliseconds. Small openings count as closed, between two
regions as well as between inside and outside (in the spirit of trapped-ball segmentation, Zhang et al. 2009, 3.1: the
ball that cannot escape is small first, then larger, and the larger one asks more of a shape).
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from engines.sketch.closing import LIGHT_TOUCH, fill_open_shapes, limit_of
from engines.sketch.figure_prior import Prior, bundled_prior
from engines.sketch.run_lengths import areas, extents, largest, runs_of

LINE = 90  # of 255: darker is a wall
GAP = 0.02  # of the longer side: openings of an outline up to this count as closed
WIDE_GAP = 0.05  # of the longer side: up to this too, where the shape is clearly meant: what follows
SPACIOUS = 2.5  # a disc this many times as wide as the opening finds room in the shape
OPEN_SHARE = 0.15  # of the shape's rim, at most, is open
OWN_SHARE = 0.3  # of the shape's lines, at least, part it from the paper; between a cat's tail and its body is no shape
BEYOND = 0.025  # of the longer side: a line with the paper this near parts the shape from it
NECK = 0.006  # of the longer side: half the width of an opening that still parts two regions
CORE = 0.03  # of the longer side: regions parted by a neck are at least as large as a square of this
EDGE_SHARE = 0.35  # cut off by the canvas' edge, with less of the edge than this share of the outside's: a region
SPECK_PX = 8  # smaller ones are no regions
CORNER = 1.5  # of GAP squared: what is smaller and open to the outside is the corner between two lines, no shape
REGIONS = 255  # at most; smaller ones beyond are left to the network
DEPTH_PX = 32.0
SIZE_FLOOR = 0.4  # of the plane that tells a region's size: however small, it is told from the outside
VECTOR_PX = 64
CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
Room = tuple[slice, slice]  # rows and columns
REGION_PLANES = ("region_size", "region_depth", "region_roundness", "region_x", "region_y")


class Regions(NamedTuple):
    """What the ink encloses: `outside`, bool [H, W], and `labels`, what `partition` gives, uint8 [H, W]; and the prior
    that was obeyed, if one was."""

    outside: np.ndarray
    labels: np.ndarray
    prior: Prior | None


def regions_of(
    ink: np.ndarray,
    *,
    fill_strength: float = 0.5,
    wanted: np.ndarray | None = None,
    unwanted: np.ndarray | None = None,
) -> Regions:
    """Outside and regions, open outlines closed where the figure-ground prior takes what they hold for a thing.

    `ink`: uint8 [H, W], 255 = line. `fill_strength`: 0 fills only what is closed, 0.5 what people see as one thing, 1
    whatever could be one. `wanted`, `unwanted`: bool or uint8 [H, W], not 0 where a brush says "a thing" or "paper".
    Raises EngineError where the prior cannot run.
    """
    outside = outside_mask(ink)
    walls = prior = None
    lines = (ink > LINE).view(np.uint8)
    if fill_strength > 0 and lines.any():
        prior = bundled_prior().read(ink)
        limit = limit_of(fill_strength)
        walls = fill_open_shapes(lines, outside.view(np.uint8), prior, limit=limit, wanted=wanted, unwanted=unwanted)
    return Regions(outside, partition(ink, outside, walls=walls), prior)


def could_be_inside(places: np.ndarray, prior: Prior) -> bool:
    """Is any of those places (bool [H, W]) one that a brush can ask to be filled?"""
    small = cv2.resize(places.view(np.uint8) * 255, prior.inside.shape[::-1], interpolation=cv2.INTER_AREA)
    return bool(((small > 80) & (prior.inside > LIGHT_TOUCH)).any())


def outside_mask(ink: np.ndarray) -> np.ndarray:
    """What lies outside the drawn outlines: bool [H, W]. `ink`: uint8 [H, W], 255 = line. Small gaps count as closed,
    wider ones in the outline of a shape that is spacious and its own, and so do outlines that the canvas' edge
    completes, such as shoulders at the bottom of a portrait."""
    lines = (ink > LINE).view(np.uint8)
    gap_px = max(3, round(GAP * max(ink.shape))) | 1
    outside = np.ones(ink.shape, np.uint8)
    # Paper around a drawing that keeps clear of the canvas' edge is outside: only the drawing is looked at.
    room = _room(lines, gap_px + 2)
    if not all(span.start > 0 and span.stop < side for span, side in zip(room, ink.shape, strict=True)):
        room = (slice(None), slice(None))
    outside[room] = _outside(np.ascontiguousarray(lines[room]), gap_px)
    outside = cv2.subtract(outside, lines, dst=outside)
    room = _room(lines, round(WIDE_GAP * max(ink.shape)) + 2)
    _close(np.ascontiguousarray(lines[room]), outside[room], side=max(ink.shape))
    return outside.view(bool)


def _room(marked: np.ndarray, margin_px: int) -> Room:
    """Rows and columns of what is marked (uint8 [H, W], not 0) and of a margin; from an even row and column on."""
    height, width = marked.shape
    x, y, w, h = cv2.boundingRect(marked)
    top, left = max(0, y - margin_px) & ~1, max(0, x - margin_px) & ~1
    return slice(top, min(height, y + h + margin_px)), slice(left, min(width, x + w + margin_px))


def _outside(lines: np.ndarray, gap_px: int) -> np.ndarray:
    """What can be reached from the canvas' edge by a disc of diameter `gap_px`: uint8 [H, W]; `lines` too, 0 or 1."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap_px, gap_px))
    count, parts = cv2.connectedComponents(1 - cv2.dilate(lines, kernel), connectivity=4)
    edge = _edge(parts)
    shares = np.bincount(edge, minlength=count)
    shares[0] = 0
    open_parts = (shares > EDGE_SHARE * shares.max()).astype(np.uint8)
    open_parts[0] = 0
    if (shares[open_parts == 0] > 0).any():
        # Cut off by the canvas' edge: only where lines reach the edge, not where they merely come near it.
        within = _edge(cv2.connectedComponents(1 - lines, connectivity=4)[1])
        reached = np.unique(within[(open_parts[edge] > 0) & (within > 0)])
        open_parts[np.unique(edge[np.isin(within, reached)])] = 1
        open_parts[0] = 0
    return cv2.dilate(_renamed(parts, open_parts), kernel)


def _renamed(parts: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Each pixel its part's name: uint8 [H, W]. `parts`: int32 [H, W]; `names`: uint8 [number of parts]."""
    return cv2.LUT(parts.astype(np.uint8), np.resize(names, 256)) if len(names) <= 256 else names[parts]


def _close(lines: np.ndarray, outside: np.ndarray, *, side: int) -> None:
    """Take what lies within outlines with wide gaps out of `outside`; both uint8 [H, W], 0 or 1, of the part of the
    canvas that holds the drawing; `side`: the canvas' longer one. Looked for at half size."""
    few = cv2.dilate(lines, np.ones((2, 2), np.uint8), anchor=(0, 0))[::2, ::2].copy()
    depth = cv2.distanceTransform((few == 0).view(np.uint8), cv2.DIST_L2, 3)
    reach = WIDE_GAP * side / 4
    count, cores = cv2.connectedComponents((depth > reach).view(np.uint8), connectivity=4)
    escaped = np.zeros(count, np.uint8)
    escaped[_edge(cores)] = 1
    escaped[0] = 0
    roomy = np.flatnonzero(outside[::2, ::2] & (depth > SPACIOUS * reach))
    caught = np.zeros(count, bool)
    caught[cores.ravel()[roomy]] = True
    caught &= escaped == 0
    if not caught.any():
        return
    # A pixel more than the disc reaches: it must not leave a rim along the lines that leads from gap to gap.
    away = cv2.distanceTransform((_renamed(cores, escaped) == 0).view(np.uint8), cv2.DIST_L2, 3)
    far = (away > reach + 1.5).view(np.uint8)
    shapes = cv2.connectedComponents(outside[::2, ::2] & far & (few == 0), connectivity=4)[1]
    kept = np.zeros(int(shapes.max()) + 1, bool)
    for number in np.unique(shapes[caught[cores]]):
        shape = (shapes == number).view(np.uint8)
        rim = cv2.subtract(cv2.dilate(shape, np.ones((3, 3), np.uint8)), shape) > 0
        drawn = rim & (few > 0)
        own = np.count_nonzero(away[drawn] < reach + BEYOND * side / 2) / max(1, np.count_nonzero(drawn))
        kept[number] = own > OWN_SHARE and np.count_nonzero(rim & ~drawn) < OPEN_SHARE * np.count_nonzero(rim)
    kept[0] = False
    if kept.any():
        height, width = lines.shape
        far = far.repeat(2, 0).repeat(2, 1)[:height, :width]
        whole = cv2.connectedComponents(outside & far, connectivity=4)[1]
        named = np.zeros(int(whole.max()) + 1, bool)
        named[whole[::2, ::2][kept[shapes]]] = True
        named[0] = False
        outside[named[whole]] = 0


def _edge(parts: np.ndarray) -> np.ndarray:
    """The canvas' edge: its first and last row and column, one after the other."""
    return np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]])


def partition(ink: np.ndarray, outside: np.ndarray, *, walls: np.ndarray | None = None) -> np.ndarray:
    """The region of every pixel: uint8 [H, W], 0 = none (outside). A line's pixels belong to the nearest region, or to
    the outside, so that neighbours meet in the middle of their line. `walls`: uint8 [H, W], 1 where a join of two
    lines' ends parts regions as a line does."""
    labels = np.zeros(ink.shape, np.uint8)
    covered = 1 - outside.view(np.uint8)
    # With a margin of known pixels, the nearest known pixel is the same as on the whole canvas.
    room = _room(covered, 2)
    inside = cv2.bitwise_and((ink[room] <= LINE).view(np.uint8), covered[room])
    if walls is not None:
        inside = cv2.subtract(inside, np.ascontiguousarray(walls[room]))
    if inside.any():
        labels[room] = _partition(inside, covered[room], side=max(ink.shape))
    return labels


def _partition(inside: np.ndarray, covered: np.ndarray, *, side: int) -> np.ndarray:
    """Of the part of the canvas that holds the drawing; `side`: the canvas' longer one. `covered`: not outside; uint8
    [H, W], 0 or 1."""
    count, parts = cv2.connectedComponents(inside, connectivity=4)
    count, parts = _parted_at_necks(inside, count, parts, side=side)
    sizes = areas(runs_of(parts), count)
    sizes[0] = 0
    beside = cv2.dilate((covered == 0).view(np.uint8), CROSS) & inside
    corners = _corners(parts, sizes, beside, largest_px=CORNER * (GAP * side) ** 2)
    if corners.any():
        sizes[corners > 0] = 0
        covered = cv2.subtract(covered, _renamed(parts, corners))
    names = np.zeros(count, np.uint8)
    chosen = np.argsort(-sizes, kind="stable")[: min(count - 1, REGIONS)]
    chosen = chosen[sizes[chosen] >= SPECK_PX]
    # In the order in which they were found, so that a stroke elsewhere seldom renames a region.
    names[np.sort(chosen)] = np.arange(1, len(chosen) + 1)
    labels = _renamed(parts, names)
    unknown = cv2.bitwise_and((labels == 0).view(np.uint8), covered)
    lines = np.flatnonzero(unknown.view(bool))
    if len(lines) and len(lines) < unknown.size:
        # Each pixel that is not known is told which known one is nearest; those are counted along the rows, from 1.
        _, nearest = cv2.distanceTransformWithLabels(unknown, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
        labels.ravel()[lines] = labels[unknown == 0][nearest.ravel()[lines] - 1]
    return labels


def _corners(parts: np.ndarray, sizes: np.ndarray, beside: np.ndarray, *, largest_px: float) -> np.ndarray:
    """Which parts are no more than the corner between two lines, open to the outside: uint8 [number of parts], 0 or 1.
    `beside`: uint8 [H, W], the parts' pixels next to the outside."""
    found = np.zeros(len(sizes), np.uint8)
    found[parts.ravel()[np.flatnonzero(beside)]] = 1
    return found & (sizes < largest_px)


def _parted_at_necks(inside: np.ndarray, count: int, parts: np.ndarray, *, side: int) -> tuple[int, np.ndarray]:
    """The components with those parted that hang together by a narrow opening only: their count and labels."""
    reach = max(1, round(NECK * side))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    core_count, cores = cv2.connectedComponents(cv2.erode(inside, kernel), connectivity=4)
    # Every other pixel is enough to see which cores are large, and where they lie.
    few = runs_of(cores[::2, ::2])
    owner = np.zeros(core_count, np.int64)
    owner[few.labels] = parts[::2, ::2].ravel()[few.starts]
    large = 4 * areas(few, core_count) >= (CORE * side) ** 2
    large[0] = False
    held = np.bincount(owner[large], minlength=count)
    if held.max(initial=0) < 2:
        return count, parts
    for part in np.flatnonzero(held > 1):
        window = _room((parts == part).view(np.uint8), 0)
        own = parts[window] == part
        seeds = np.isin(cores[window], np.flatnonzero(large & (owner == part))) & own
        _, nearest = cv2.distanceTransformWithLabels(
            (~seeds).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP
        )
        for other in range(2, int(nearest.max()) + 1):
            parts[window][own & (nearest == other)] = count
            count += 1
    return count, parts


def room_of(labels: np.ndarray) -> Room:
    """Rows and columns that hold all regions."""
    rows, columns = _room(labels, 1)
    # In whole steps: distances are rounded otherwise in the last columns of a picture, if they fill no vector.
    stop = min(labels.shape[1], -(-columns.stop // VECTOR_PX) * VECTOR_PX)
    return rows, slice(columns.start // VECTOR_PX * VECTOR_PX, stop)


def enclosed(
    ink: np.ndarray, labels: np.ndarray, *, out: np.ndarray | None = None, room: Room | None = None
) -> np.ndarray:
    """What each pixel is told of its region: float32 [5, H, W] in [0, 1], all 0 outside.

    `labels`: what `partition` gave. Planes: size, 0.4 + 0.6 times the square root of the region's area over the longer
    side; depth, the distance to the nearest line, 1 from 32 px on; roundness, that distance over the largest in its
    region; x and y, the place within the region's bounding box (an artist's shading runs across the shape it shades).
    `out`, if given, takes the answer: float32 [5, H, W]. `room`, if given, is what `room_of` gave, and
    around it `out` is zero already.
    """
    planes = np.zeros((5, *ink.shape), np.float32) if out is None else out
    if room is None:
        room = room_of(labels)
        if out is not None:
            out.fill(0)
    rows, columns = room
    inner = planes[:, rows, columns]
    if labels.any():
        within = np.ascontiguousarray(labels[room])
        _tell(ink[room], within, inner, corner=(rows.start, columns.start), side=max(ink.shape))
    else:
        inner.fill(0)
    return planes


def _tell(ink: np.ndarray, labels: np.ndarray, planes: np.ndarray, *, corner: tuple[int, int], side: int) -> None:
    """`enclosed` for the part of the canvas that holds all regions; `corner`: its first row and column. Fills `planes`:
    with the very values that the whole canvas would give."""
    inside = cv2.min(labels, (ink <= LINE).view(np.uint8))
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    # Every other pixel is enough to measure a region by.
    sparse = labels[::2, ::2]
    runs = runs_of(sparse)
    area = 4.0 * areas(runs, 256)
    area[0] = 0
    _spread(labels, np.where(area > 0, SIZE_FLOOR + (1 - SIZE_FLOOR) * np.sqrt(area) / side, 0), out=planes[0])
    np.multiply(depth, np.float32(1 / DEPTH_PX), out=planes[1])
    _spread(labels, 1 / np.maximum(largest(runs, depth[::2, ::2], 256), 1), out=planes[2])
    planes[2] *= depth
    top, bottom, left, right = extents(runs, 256, width=sparse.shape[1])
    height, width = labels.shape
    for plane, first, low, high, along in (
        (planes[3], corner[1], left, right, np.arange(width, dtype=np.float32)),
        (planes[4], corner[0], top, bottom, np.arange(height, dtype=np.float32)[:, None]),
    ):
        per_pixel = 1 / np.maximum(2.0 * (high - low) + 1, 1)
        low += first // 2
        per_pixel[0] = low[0] = 0
        _spread(labels, per_pixel, out=plane)
        plane *= along + np.float32(first)
        plane -= _spread(labels, 2 * low * per_pixel, out=depth)
        cv2.threshold(plane, 0, 0, cv2.THRESH_TOZERO, dst=plane)
    for plane in planes[1:]:
        cv2.threshold(plane, 1, 1, cv2.THRESH_TRUNC, dst=plane)


def _spread(labels: np.ndarray, values: np.ndarray, *, out: np.ndarray) -> np.ndarray:
    """Each pixel its region's value; `values` [256]."""
    return cv2.LUT(labels, values.astype(np.float32), dst=out)
