"""The coverage of the pieces of a stroke, written into a mask. Numpy only; each pixel is a function of the piece alone.

What one call costs is mostly the number of numpy calls, not of pixels: the short pieces of one stretch are counted
together, and of those that share a strength only the deepest place is turned into coverage.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sketchart_desktop.document import limits
from sketchart_desktop.document.curve import Piece
from sketchart_desktop.raster.tiles import Rect, joined

BLOCK_PX = 64
LARGE_PX = 48 * BLOCK_PX * BLOCK_PX  # pixels of a piece that is worth looking at block by block: measured
TOGETHER_PX = 24_576  # pixels of all pieces that are counted as one array: it stays in the processor's cache
MORE = 1.6  # so many times the pixels of its largest piece a stretch may take up, to be joined


@dataclass(frozen=True)
class EdgeProfile:
    """How a brush's edge falls off: `gain` per pixel of depth; `smooth` rounds the fall at both ends."""

    gain: float
    smooth: bool


def bounds(piece: Piece, width: int, height: int) -> Rect | None:
    """The pixels a piece can reach, clipped to the canvas; None where there are none."""
    (ax, ay, ar, _), (bx, by, br, _) = piece
    # A pixel is reached while its centre is closer than radius + 0.5.
    x0 = math.ceil((ax - ar if ax - ar < bx - br else bx - br) - 1.0)
    y0 = math.ceil((ay - ar if ay - ar < by - br else by - br) - 1.0)
    x1 = math.floor(ax + ar if ax + ar > bx + br else bx + br) + 1
    y1 = math.floor(ay + ar if ay + ar > by + br else by + br) + 1
    x0, y0 = (x0 if x0 > 0 else 0), (y0 if y0 > 0 else 0)
    x1, y1 = (x1 if x1 < width else width), (y1 if y1 < height else height)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def stamp(
    target: np.ndarray,
    origin: tuple[int, int],
    stretch: Sequence[Piece],
    look: EdgeProfile,
    *,
    known: np.ndarray | None = None,
) -> list[Rect]:
    """Raise `target` (uint8, its corner at `origin` of the canvas) to the coverage of pieces; where that was.

    `known`: coverage, of the same size, that the target will be laid over; where that is full nothing needs doing.
    """
    height, width = target.shape
    left, top = origin
    if left or top:
        stretch = [
            ((ax - left, ay - top, ar, a_strength), (bx - left, by - top, br, b_strength))
            for (ax, ay, ar, a_strength), (bx, by, br, b_strength) in stretch
        ]
    parts = [(piece, rect) for piece in stretch if (rect := bounds(piece, width, height)) is not None]
    if not parts:
        return []
    whole = parts[0][1]
    for _, rect in parts[1:]:
        whole = joined(whole, rect)
    largest = max(_area(rect) for _, rect in parts)
    area = _area(whole)
    if largest <= LARGE_PX and (area <= MORE * largest or len(parts) * area <= TOGETHER_PX):
        x0, y0, x1, y1 = whole
        part = target[y0:y1, x0:x1]
        np.maximum(part, _coverage_of_all(parts, whole, look), out=part)
        reached = [whole]
    else:
        for piece, rect in parts:
            x0, y0, x1, y1 = rect
            if _area(rect) <= LARGE_PX:
                part = target[y0:y1, x0:x1]
                np.maximum(part, _coverage_of_all([(piece, rect)], rect, look), out=part)
            else:
                _stamp_blocks(target, piece, rect, look, known=target if known is None else known)
        reached = [rect for _, rect in parts]
    return [(x0 + left, y0 + top, x1 + left, y1 + top) for x0, y0, x1, y1 in reached]


def _area(rect: Rect) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _stamp_blocks(target: np.ndarray, piece: Piece, rect: Rect, look: EdgeProfile, *, known: np.ndarray) -> None:
    """A large piece is mostly inside or mostly outside: only blocks on its rim are worth counting pixel by pixel."""
    x0, y0, x1, y1 = rect
    half = BLOCK_PX / 2.0
    xs = np.arange(x0 + half, x1 + half, BLOCK_PX, dtype=np.float32)
    ys = np.arange(y0 + half, y1 + half, BLOCK_PX, dtype=np.float32)
    inside, _ = _inside(piece, xs, ys)
    # `inside` changes by at most 1 per pixel of way; the corner of a block is at most this far from its middle.
    reach = half * math.sqrt(2.0) + 0.5
    solid = piece[0][3] == 1.0 and piece[1][3] == 1.0
    full = (inside > 1.0 / look.gain + reach).tolist()
    empty = (inside < -reach).tolist()
    for row in range(len(ys)):
        top, bottom = y0 + row * BLOCK_PX, min(y1, y0 + (row + 1) * BLOCK_PX)
        for column in range(len(xs)):
            left, right = x0 + column * BLOCK_PX, min(x1, x0 + (column + 1) * BLOCK_PX)
            if empty[row][column] or left >= right or top >= bottom:
                continue
            part = target[top:bottom, left:right]
            if solid and full[row][column]:
                part[...] = 255
            elif known[top:bottom, left:right].min() < 255:
                block = (left, top, right, bottom)
                np.maximum(part, _coverage_of_all([(piece, block)], block, look), out=part)


def _coverage_of_all(parts: Sequence[tuple[Piece, Rect]], whole: Rect, look: EdgeProfile) -> np.ndarray:
    """uint8 [h, w]: the greatest coverage of pieces inside `whole`, each counted inside its own rectangle."""
    if len(parts) == 1:
        piece, (x0, y0, x1, y1) = parts[0]
        inside, along = _inside(piece, _centres()[x0:x1], _centres()[y0:y1])
        strength = _strength(piece, along)
    elif all(piece[0][3] == piece[1][3] == parts[0][0][0][3] for piece, _ in parts):
        strength = parts[0][0][0][3]
        if len(parts) * _area(whole) <= TOGETHER_PX and all(_is_plain(piece) for piece, _ in parts):
            inside = _inside_all([piece for piece, _ in parts], whole)
        else:
            inside = _deepest(parts, whole)
    else:
        x0, y0, x1, y1 = whole
        result = np.zeros((y1 - y0, x1 - x0), np.uint8)
        for piece, rect in parts:
            part = result[rect[1] - y0 : rect[3] - y0, rect[0] - x0 : rect[2] - x0]
            np.maximum(part, _coverage_of_all([(piece, rect)], rect, look), out=part)
        return result
    if look.gain != 1.0:
        inside *= np.float32(look.gain)
    np.maximum(inside, np.float32(0.0), out=inside)
    np.minimum(inside, np.float32(1.0), out=inside)
    if look.smooth:
        # x * x * (3 - 2 x), in the order that old drawings were painted in
        fall = inside * np.float32(2.0)
        np.subtract(np.float32(3.0), fall, out=fall)
        fall *= inside
        inside *= fall
    if isinstance(strength, np.ndarray) or strength != 1.0:
        inside *= strength if isinstance(strength, np.ndarray) else np.float32(strength)
    inside *= np.float32(255.0)
    inside += np.float32(0.5)
    return inside.astype(np.uint8)


def _deepest(parts: Sequence[tuple[Piece, Rect]], whole: Rect) -> np.ndarray:
    """float32 [h, w]: how deep inside any of the pieces, each one counted inside its own rectangle; else below 0."""
    x0, y0, x1, y1 = whole
    result = np.full((y1 - y0, x1 - x0), -1.0, np.float32)
    for piece, (left, top, right, bottom) in parts:
        part = result[top - y0 : bottom - y0, left - x0 : right - x0]
        np.maximum(part, _inside(piece, _centres()[left:right], _centres()[top:bottom])[0], out=part)
    return result


def _strength(piece: Piece, along: np.ndarray | None) -> np.ndarray | float:
    """Of one piece: evenly from its first end to its last, or all the same."""
    (ax, ay, _, a_strength), (bx, by, _, b_strength) = piece
    if a_strength != b_strength and along is not None:
        result = along * np.float32((b_strength - a_strength) / math.hypot(bx - ax, by - ay))
        result += np.float32(a_strength)
        return result
    return max(a_strength, b_strength)


def _is_plain(piece: Piece) -> bool:
    """A piece with a length, neither of its discs inside the other."""
    (ax, ay, ar, _), (bx, by, br, _) = piece
    length = math.hypot(bx - ax, by - ay)
    return length > 1e-6 and abs((br - ar) / length) < 0.999


def _inside(piece: Piece, xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """How deep the points (xs, ys) lie inside one piece, plus half a pixel; and where along its axis (None: one disc).

    The piece is the union of all discs between its two ends, their radius changing evenly: for a point at (along,
    across) of its axis the disc that covers it best is centred at along + |across| * k / sqrt(1 - k^2), k = radius
    change per length.
    """
    (ax, ay, ar, _), (bx, by, br, _) = piece
    length = math.hypot(bx - ax, by - ay)
    slope = (br - ar) / length if length > 1e-6 else 0.0
    if length <= 1e-6 or abs(slope) >= 0.999:
        cx, cy, radius, _ = piece[0] if ar >= br else piece[1]  # the larger disc holds the smaller one
        xs, ys = xs - np.float32(cx), ys - np.float32(cy)
        inside = np.add((xs * xs)[None, :], (ys * ys)[:, None])
        np.sqrt(inside, out=inside)
        np.subtract(np.float32(radius + 0.5), inside, out=inside)
        return _thinned(inside, ar, br), None
    ux, uy = np.float32((bx - ax) / length), np.float32((by - ay) / length)
    xs, ys = xs - np.float32(ax), ys - np.float32(ay)
    along = (xs * ux)[None, :] + (ys * uy)[:, None]
    across = (ys * ux)[:, None] - (xs * uy)[None, :]
    if slope:
        at = np.abs(across)
        at *= np.float32(slope / math.sqrt(1.0 - slope * slope))
        at += along
        np.maximum(at, np.float32(0.0), out=at)
    else:
        at = np.maximum(along, np.float32(0.0))
    np.minimum(at, np.float32(length), out=at)
    along -= at
    along *= along
    across *= across
    along += across
    inside = np.sqrt(along, out=along)
    np.subtract(np.float32(ar + 0.5), inside, out=inside)
    if slope:
        inside += np.multiply(at, np.float32(slope), out=across)
    return _thinned(inside, ar, br), at


def _inside_all(pieces: Sequence[Piece], rect: Rect) -> np.ndarray:
    """float32 [h, w]: as `_inside`, the deepest of several plain pieces in one rectangle, to the same bits."""
    rows = []
    for (ax, ay, ar, _), (bx, by, br, _) in pieces:
        length = math.hypot(bx - ax, by - ay)
        slope = (br - ar) / length
        lean = slope / math.sqrt(1.0 - slope * slope)
        thin = 2.0 * max(ar, br) if min(ar, br) < 0.5 else math.inf
        rows.append((ax, ay, (bx - ax) / length, (by - ay) / length, length, slope, lean, ar + 0.5, thin))
    x, y, ux, uy, length, slope, lean, depth, thin = np.array(rows, np.float32).T[:, :, None]
    xs, ys = _centres()[None, rect[0] : rect[2]] - x, _centres()[None, rect[1] : rect[3]] - y
    along = (xs * ux)[:, None, :] + (ys * uy)[:, :, None]
    across = (ys * ux)[:, :, None] - (xs * uy)[:, None, :]
    at = np.abs(across)
    at *= lean[:, :, None]
    at += along
    np.maximum(at, np.float32(0.0), out=at)
    np.minimum(at, length[:, :, None], out=at)
    along -= at
    along *= along
    across *= across
    along += across
    np.sqrt(along, out=along)
    np.subtract(depth[:, :, None], along, out=along)
    at *= slope[:, :, None]
    along += at
    np.minimum(along, thin[:, :, None], out=along)
    return along.max(axis=0)


def _thinned(inside: np.ndarray, ar: float, br: float) -> np.ndarray:
    """Lines thinner than a pixel get paler, not thinner."""
    if min(ar, br) < 0.5:
        np.minimum(inside, np.float32(2.0 * max(ar, br)), out=inside)
    return inside


@cache
def _centres() -> np.ndarray:
    """The middles of a row of pixels: float32, exact."""
    return np.arange(limits.MAX_SIDE_PX, dtype=np.float32) + np.float32(0.5)
