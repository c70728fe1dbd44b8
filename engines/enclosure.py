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
    gap_px = max(3, round(GAP * max(ink.shape)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap_px | 1, gap_px | 1))
    wall = cv2.dilate((ink > LINE).view(np.uint8), kernel)
    count, parts = cv2.connectedComponents(1 - wall, connectivity=4)
    edge = np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]])
    shares = np.bincount(edge, minlength=count)
    shares[0] = 0
    open_parts = (shares > EDGE_SHARE * shares.max()).astype(np.uint8)
    open_parts[0] = 0
    outside = cv2.LUT(parts.astype(np.uint8), np.resize(open_parts, 256)) if count <= 256 else open_parts[parts]
    return cv2.dilate(outside, kernel).view(bool) & (ink <= LINE)


def partition(ink: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """The region of every pixel: uint8 [H, W], 0 = none (outside). A line's pixels belong to the nearest region, or to
    the outside, so that neighbours meet in the middle of their line."""
    inside = ((ink <= LINE) & ~outside).view(np.uint8)
    count, parts, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    if count < 2:
        return np.zeros(ink.shape, np.uint8)
    count, parts, areas = _parted_at_necks(inside, count, parts, stats)
    areas[0] = 0
    names = np.zeros(count, np.uint8)
    largest = np.argsort(-areas, kind="stable")[: min(count - 1, REGIONS)]
    largest = largest[areas[largest] >= SPECK_PX]
    # In the order in which they were found, so that a stroke elsewhere seldom renames a region.
    names[np.sort(largest)] = np.arange(1, len(largest) + 1)
    labels = cv2.LUT(parts.astype(np.uint8), np.resize(names, 256)) if count <= 256 else names[parts]
    unknown = ((labels == 0) & ~outside).view(np.uint8)
    rows, columns = np.nonzero(unknown)
    if not len(rows):
        return labels
    top, bottom = max(0, int(rows[0]) - 1), int(rows[-1]) + 2
    left, right = max(0, int(columns.min()) - 1), int(columns.max()) + 2
    window = (slice(top, bottom), slice(left, right))
    _, nearest = cv2.distanceTransformWithLabels(unknown[window], cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    known = labels[window]
    table = np.zeros(int(nearest.max()) + 1, np.uint8)
    sure = np.flatnonzero(unknown[window] == 0)
    table[nearest.ravel()[sure]] = known.ravel()[sure]
    labels[window] = table[nearest]
    return labels


def _parted_at_necks(
    inside: np.ndarray, count: int, parts: np.ndarray, stats: np.ndarray
) -> tuple[int, np.ndarray, np.ndarray]:
    """The components with those parted that hang together by a narrow opening only: count, labels, areas."""
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    side = max(inside.shape)
    reach = max(1, round(NECK * side))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    core_count, cores, core_stats, _ = cv2.connectedComponentsWithStats(cv2.erode(inside, kernel), connectivity=4)
    held: dict[int, list[int]] = {}
    for core in range(1, core_count):
        if core_stats[core, cv2.CC_STAT_AREA] < (CORE * side) ** 2:
            continue
        left, top, width = core_stats[core, [cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH]]
        x = left + int((cores[top, left : left + width] == core).argmax())
        held.setdefault(int(parts[top, x]), []).append(core)
    if all(len(found) < 2 for found in held.values()):
        return count, parts, areas
    parts = parts.copy()
    added: list[int] = []
    for part, found in held.items():
        if len(found) < 2:
            continue
        left, top, width, height = stats[part, : cv2.CC_STAT_HEIGHT + 1]
        window = (slice(top, top + height), slice(left, left + width))
        own = parts[window] == part
        seeds = np.isin(cores[window], found) & own
        _, nearest = cv2.distanceTransformWithLabels(
            (~seeds).view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP
        )
        for other in range(2, int(nearest.max()) + 1):
            share = own & (nearest == other)
            parts[window][share] = count + len(added)
            added.append(int(share.sum()))
        areas[part] = int((parts[window] == part).sum())
    return count + len(added), parts, np.concatenate([areas, np.array(added, areas.dtype)])


def enclosed(ink: np.ndarray, labels: np.ndarray, *, out: np.ndarray | None = None) -> np.ndarray:
    """What each pixel is told of its region: float32 [5, H, W] in [0, 1], all 0 outside.

    `labels`: what `partition` gave. Planes: size, 0.4 + 0.6 times the square root of the region's area over the longer
    side; depth, the distance to the nearest line, 1 from 32 px on; roundness, that distance over the largest in its
    region; x and y, the place within the region's bounding box (an artist's shading runs across the shape it shades).
    `out`, if given, takes the answer: float32 [5, H, W], all zero.
    """
    planes = np.zeros((5, *ink.shape), np.float32) if out is None else out
    regions = int(labels.max())
    if not regions:
        return planes
    inside = ((ink <= LINE) & (labels > 0)).view(np.uint8)
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    # Every other pixel is enough to measure a region by.
    rows, columns = np.nonzero(labels[::2, ::2])
    owners = labels[::2, ::2][rows, columns]
    tables = np.zeros((6, 256), np.float32)  # size, 1 / depth, left, 1 / width, top, 1 / height
    area = 4 * np.bincount(owners, minlength=256).astype(np.float32)
    tables[0] = np.where(area > 0, 0.4 + 0.6 * np.sqrt(area) / max(ink.shape), 0)
    deepest = np.ones(256, np.float32)
    np.maximum.at(deepest, owners, depth[::2, ::2][rows, columns])
    tables[1] = 1 / deepest
    for at, along in ((2, columns), (4, rows)):
        low, high = np.full(256, 1 << 20), np.zeros(256, np.int64)
        np.minimum.at(low, owners, along)
        np.maximum.at(high, owners, along)
        tables[at], tables[at + 1] = 2 * low, 1 / np.maximum(2 * (high - low) + 1, 1)
    cv2.LUT(labels, tables[0], dst=planes[0])
    np.minimum(depth * np.float32(1 / DEPTH_PX), 1, out=planes[1])
    np.minimum(depth * cv2.LUT(labels, tables[1]), 1, out=planes[2])
    mask = labels > 0
    for plane, at, along in (
        (planes[3], 2, np.arange(ink.shape[1], dtype=np.float32)[None]),
        (planes[4], 4, np.arange(ink.shape[0], dtype=np.float32)[:, None]),
    ):
        place = (along - cv2.LUT(labels, tables[at])) * cv2.LUT(labels, tables[at + 1])
        np.clip(place, 0, 1, out=plane)
        plane *= mask
    return planes
