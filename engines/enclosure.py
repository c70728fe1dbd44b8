"""What the line art encloses: the regions of the drawing, and what each pixel is told of its region. Seen before the
network looks.

Whether a pixel lies inside an outline, and to which region it belongs, are questions about the whole picture, which
convolutions answer badly and connected components answer in milliseconds. Small openings count as closed, between two
regions as well as between inside and outside (in the spirit of trapped-ball segmentation, Zhang et al. 2009, 3.1).
"""

from __future__ import annotations

import cv2
import numpy as np

LINE = 90  # of 255: darker is a wall
GAP = 0.02  # of the longer side: openings of an outline up to this count as closed
NECK = 0.006  # of the longer side: half the width of an opening that still parts two regions
CORE = 0.03  # of the longer side: regions parted by a neck are at least as large as a square of this
EDGE_SHARE = 0.35  # cut off by the canvas' edge, with less of the edge than this share of the outside's: a region
SPECK_PX = 8  # smaller ones are no regions
REGIONS = 255  # at most; smaller ones beyond are left to the network
DEPTH_PX = 32.0
REGION_PLANES = ("region_size", "region_depth", "region_roundness", "region_x", "region_y")


def outside_mask(ink: np.ndarray) -> np.ndarray:
    """What lies outside the drawn outlines: bool [H, W]. `ink`: uint8 [H, W], 255 = line. Small gaps count as closed,
    and so do outlines that the canvas' edge completes, such as shoulders at the bottom of a portrait."""
    lines = (ink > LINE).view(np.uint8)
    return _outside(lines, max(3, round(GAP * max(ink.shape)))) & (lines == 0)


def _outside(lines: np.ndarray, gap_px: int) -> np.ndarray:
    """What can be reached from the canvas' edge by a disc of diameter `gap_px`: bool [H, W]. `lines`: uint8, 0 or 1."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap_px | 1, gap_px | 1))
    wall = cv2.dilate(lines, kernel)
    count, parts = cv2.connectedComponents(1 - wall, connectivity=4)
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
    outside = cv2.LUT(parts.astype(np.uint8), np.resize(open_parts, 256)) if count <= 256 else open_parts[parts]
    return cv2.dilate(outside, kernel).view(bool)


def _edge(parts: np.ndarray) -> np.ndarray:
    """The canvas' edge: its first and last row and column, one after the other."""
    return np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]])


def partition(ink: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """The region of every pixel: uint8 [H, W], 0 = none (outside). A line's pixels belong to the nearest region, or to
    the outside, so that neighbours meet in the middle of their line."""
    inside = ((ink <= LINE) & ~outside).view(np.uint8)
    count, parts = cv2.connectedComponents(inside, connectivity=4)
    if count < 2:
        return np.zeros(ink.shape, np.uint8)
    count, parts = _parted_at_necks(inside, count, parts)
    areas = np.bincount(parts.ravel(), minlength=count) if count > 256 else _areas(parts.astype(np.uint8))[:count]
    areas[0] = 0
    names = np.zeros(count, np.uint8)
    largest = np.argsort(-areas, kind="stable")[: min(count - 1, REGIONS)]
    largest = largest[areas[largest] >= SPECK_PX]
    # In the order in which they were found, so that a stroke elsewhere seldom renames a region.
    names[np.sort(largest)] = np.arange(1, len(largest) + 1)
    labels = cv2.LUT(parts.astype(np.uint8), np.resize(names, 256)) if count <= 256 else names[parts]
    unknown = (labels == 0) & ~outside
    lines = np.flatnonzero(unknown)
    if len(lines) and len(lines) < unknown.size:
        # Each pixel that is not known is told which known one is nearest; those are counted along the rows, from 1.
        _, nearest = cv2.distanceTransformWithLabels(
            unknown.view(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
        )
        labels.ravel()[lines] = labels[~unknown][nearest.ravel()[lines] - 1]
    return labels


def _areas(labels: np.ndarray) -> np.ndarray:
    """How many pixels have each value: int64 [256], of uint8 [H, W]."""
    return cv2.calcHist([labels], [0], None, [256], [0, 256]).ravel().astype(np.int64)


def _parted_at_necks(inside: np.ndarray, count: int, parts: np.ndarray) -> tuple[int, np.ndarray]:
    """The components with those parted that hang together by a narrow opening only: their count and labels."""
    side = max(inside.shape)
    reach = max(1, round(NECK * side))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    core_count, cores = cv2.connectedComponents(cv2.erode(inside, kernel), connectivity=4)
    # Every other pixel is enough to see which cores are large, and where they lie.
    owner = np.zeros(core_count, np.int64)
    few_cores, few_parts = cores[::2, ::2].ravel(), parts[::2, ::2].ravel()
    owner[few_cores] = few_parts
    large = 4 * np.bincount(few_cores, minlength=core_count) >= (CORE * side) ** 2
    large[0] = False
    held = np.bincount(owner[large], minlength=count)
    if held.max(initial=0) < 2:
        return count, parts
    for part in np.flatnonzero(held > 1):
        rows, columns = np.nonzero(parts == part)
        window = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns.min()), int(columns.max()) + 1))
        own = parts[window] == part
        seeds = np.isin(cores[window], np.flatnonzero(large & (owner == part))) & own
        _, nearest = cv2.distanceTransformWithLabels(
            (~seeds).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP
        )
        for other in range(2, int(nearest.max()) + 1):
            parts[window][own & (nearest == other)] = count
            count += 1
    return count, parts


def enclosed(ink: np.ndarray, labels: np.ndarray, *, out: np.ndarray | None = None) -> np.ndarray:
    """What each pixel is told of its region: float32 [5, H, W] in [0, 1], all 0 outside.

    `labels`: what `partition` gave. Planes: size, 0.4 + 0.6 times the square root of the region's area over the longer
    side; depth, the distance to the nearest line, 1 from 32 px on; roundness, that distance over the largest in its
    region; x and y, the place within the region's bounding box (an artist's shading runs across the shape it shades).
    `out`, if given, takes the answer: float32 [5, H, W], all zero.
    """
    planes = np.zeros((5, *ink.shape), np.float32) if out is None else out
    if not labels.any():
        return planes
    inside = ((ink <= LINE) & (labels > 0)).view(np.uint8)
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    # Every other pixel is enough to measure a region by.
    sparse = np.ascontiguousarray(labels[::2, ::2])
    area = 4.0 * _areas(sparse)
    area[0] = 0
    size = np.where(area > 0, 0.4 + 0.6 * np.sqrt(area) / max(ink.shape), 0)
    owners = sparse.ravel()
    deepest = np.ones(256, np.float32)
    np.maximum.at(deepest, owners, depth[::2, ::2].ravel())
    _spread(labels, size, out=planes[0])
    np.minimum(depth * np.float32(1 / DEPTH_PX), 1, out=planes[1])
    _spread(labels, 1 / deepest, out=planes[2])
    planes[2] *= depth
    np.minimum(planes[2], 1, out=planes[2])
    for plane, axis in ((planes[3], 1), (planes[4], 0)):
        along = np.arange(sparse.shape[axis], dtype=np.int32)
        places = np.broadcast_to(along if axis else along[:, None], sparse.shape).ravel()
        low, high = np.full(256, 1 << 20, np.int32), np.zeros(256, np.int32)
        np.minimum.at(low, owners, places)
        np.maximum.at(high, owners, places)
        per_pixel = 1 / np.maximum(2.0 * (high - low) + 1, 1)
        per_pixel[0] = low[0] = 0
        _spread(labels, per_pixel, out=plane)
        along = np.arange(ink.shape[axis], dtype=np.float32)
        plane *= along if axis else along[:, None]
        plane -= cv2.LUT(labels, (2 * low * per_pixel).astype(np.float32))
        np.clip(plane, 0, 1, out=plane)
    return planes


def _spread(labels: np.ndarray, values: np.ndarray, *, out: np.ndarray) -> None:
    """Each pixel its region's value; `values` [256]."""
    cv2.LUT(labels, values.astype(np.float32), dst=out)
