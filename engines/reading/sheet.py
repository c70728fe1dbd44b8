"""The sheet in a picture: its four corners on a table, a scanner's lid or a black border, and the sheet laid straight.

A sheet is a bright part with four straight sides, and along each side that is in the picture the light drops. Where no
such thing is seen the whole picture is the sheet.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.reading.ground import luma
from engines.reading.marks import disc
from engines.sizes import fitted_size

LOOK_PX = 320
WHOLE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
LEAST_AREA, MOST_AREA = 0.12, 0.985
LIKE_QUAD = 0.9  # of sheet and quadrilateral together, at least, both share
DROP = 0.14  # of the sheet's light, at least, is lost across its rim
SEEN = 0.72  # of a side's length, at least, shows that drop
BORDER = 0.012  # a side as near to the picture's edge as this lies on it
INSET = 0.006  # how far the corners are pulled in, so that no rim of the table is read
STEPS = 14
FRAME_DEPTH = 0.14  # a drawn frame lies within this share of the picture from its edge
FRAME_LENGTH = 0.8  # and is drawn along this share of each side
FRAME_INSIDE = 0.3  # of a side's length, at most, is covered just inside it
Corners = np.ndarray


def find_sheet(rgb: np.ndarray) -> Corners | None:
    """float32 [4, 2] in 0..1, clockwise from the top left; None where the whole picture is the sheet."""
    small = cv2.resize(rgb, fitted_size((rgb.shape[1], rgb.shape[0]), LOOK_PX), interpolation=cv2.INTER_AREA)
    light = _without_lines(cv2.medianBlur(luma(small), 5))
    low, high = int(np.percentile(light, 1)), int(np.percentile(light, 97))
    if high - low < 40:
        return None
    best, found = 0.0, None
    for level in np.linspace(low, high, STEPS + 2)[1:-1]:
        corners = _quad((light > level).view(np.uint8))
        if corners is None:
            continue
        score = _drop_along(light, corners)
        if score > best:
            best, found = score, corners
    if found is None or best < SEEN:
        return None
    height, width = light.shape
    shares = _ordered(found) / np.array([width, height], np.float32)
    middle = shares.mean(axis=0)
    return np.clip(middle + (shares - middle) * (1.0 - 2 * INSET), 0.0, 1.0).astype(np.float32)


def find_frame(ink: np.ndarray) -> Corners | None:
    """The inside of a rectangle drawn around everything: float32 [4, 2] in 0..1, or None. `ink`: bool [H, W]."""
    height, width = ink.shape
    spans = []
    for lines, along, across in ((ink, width, height), (ink.T, height, width)):
        share = lines.sum(axis=1) / along
        depth = max(2, round(across * FRAME_DEPTH))
        first, last = np.flatnonzero(share[:depth] > FRAME_LENGTH), np.flatnonzero(share[-depth:] > FRAME_LENGTH)
        if not len(first) or not len(last):
            return None
        start, end = int(first.max()) + 2, across - depth + int(last.min()) - 2
        if max(share[start + 1], share[end - 1]) > FRAME_INSIDE:
            return None  # dark all around is a background
        spans.append((start, end, across))
    (top, bottom, _), (left, right, _) = spans
    if bottom - top < height / 2 or right - left < width / 2:
        return None
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return box / np.array([width, height], np.float32)


def straightened(rgb: np.ndarray, corners: Corners, side_px: int) -> np.ndarray:
    """The part between four corners (float32 [4, 2] in 0..1) as an upright picture, no side longer than `side_px`."""
    height, width = rgb.shape[:2]
    points = np.clip(corners, 0.0, 1.0).astype(np.float32) * np.array([width, height], np.float32)
    top, right, bottom, left = (float(np.hypot(*(points[(i + 1) % 4] - points[i]))) for i in range(4))
    across, down = max(top, bottom, 1.0), max(left, right, 1.0)
    scale = min(1.0, side_px / max(across, down))
    size = max(1, round(across * scale)), max(1, round(down * scale))
    straight = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    if scale < 0.6:  # warping alone would skip pixels
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        points = points * np.array([rgb.shape[1] / width, rgb.shape[0] / height], np.float32)
    # Pixels have their centres at halves.
    way = cv2.getPerspectiveTransform(points - 0.5, straight - 0.5)
    return cv2.warpPerspective(rgb, way, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def is_whole(corners: Corners) -> bool:
    """Are these the corners of the picture itself?"""
    return bool(np.abs(corners - WHOLE).max() < 1e-4)


def _without_lines(light: np.ndarray) -> np.ndarray:
    """The light with what is narrower than a disc filled, but for a strip of table along the picture's edge."""
    radius = LOOK_PX // 26
    room = 2 * radius
    wide = cv2.copyMakeBorder(light, room, room, room, room, cv2.BORDER_REPLICATE)
    return cv2.morphologyEx(wide, cv2.MORPH_CLOSE, disc(radius))[room:-room, room:-room]


def _quad(bright: np.ndarray) -> np.ndarray | None:
    """The four corners of the largest bright part, float32 [4, 2] in pixels, if four corners describe it."""
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    area = cv2.contourArea(outline) / bright.size
    if not LEAST_AREA < area < MOST_AREA:
        return None
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.045, 0.06, 0.08):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) <= 4:
            break
    if len(corners) != 4:
        return None
    whole, quad = np.zeros_like(bright), np.zeros_like(bright)
    cv2.drawContours(whole, [outline], -1, 1, -1)
    cv2.fillConvexPoly(quad, corners, 1)
    both = np.count_nonzero(whole & quad) / max(1, np.count_nonzero(whole | quad))
    return corners.reshape(4, 2).astype(np.float32) if both > LIKE_QUAD else None


def _drop_along(light: np.ndarray, corners: np.ndarray) -> float:
    """Of the sides that are no edge of the picture, the least share of length across which the light drops; 0 where all
    are edges of the picture, and less where the surroundings are as bright as the sheet."""
    height, width = light.shape
    level = light.astype(np.float32)
    middle = corners.mean(axis=0)
    step = max(3.0, 0.014 * max(height, width))
    shares: list[float] = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = end - start
        length = float(np.hypot(*side))
        outward = np.array([side[1], -side[0]]) / max(length, 1e-6)
        if outward @ ((start + end) / 2 - middle) < 0:
            outward = -outward
        places = start + side * np.linspace(0.08, 0.92, 40)[:, None]
        beyond = places + outward * step
        inside = places - outward * step
        on_edge = (beyond < -0.5).any(axis=1) | (beyond > np.array([width, height]) - 0.5).any(axis=1)
        if on_edge.mean() > 0.6:
            continue
        here, there = (_at(level, points[~on_edge]) for points in (inside, beyond))
        shares.append(float((there < (1.0 - DROP) * here).mean()))
    return min(shares, default=0.0) + 0.01 * len(shares) if shares else 0.0


def _at(level: np.ndarray, points: np.ndarray) -> np.ndarray:
    x, y = points.astype(np.float32).T
    return cv2.remap(level, x[None], y[None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[0]


def _ordered(corners: np.ndarray) -> np.ndarray:
    """Clockwise from the top left."""
    middle = corners.mean(axis=0)
    turn = np.argsort(np.arctan2(*(corners - middle).T[::-1]), kind="stable")
    ring = corners[turn]
    return np.roll(ring, -int(np.argmin(ring.sum(axis=1))), axis=0)
