"""How much of each pixel a stroke covers: anti-aliased tapered round-ended pieces, joined by the greatest coverage.

The greatest coverage of all pieces does not depend on their order, on how they came in, or on being drawn twice. That
is why live ink and replayed ink are the same pixels, and why joints show no seam. Numpy only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sketchart_desktop.document.curve import Piece, Sample, pieces
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.document.symmetry import SAME, Map, mapped
from sketchart_desktop.state.tiles import Rect, TileRects, clipped, joined

BLOCK_PX = 64


@dataclass(frozen=True)
class Tip:
    """What sets one kind of brush apart. `thinnest`: share of the size left at no pressure; `feather`: of softness."""

    thinnest: float
    feather: float


TIPS = {
    "ink": Tip(thinnest=0.12, feather=0.5),
    "colour": Tip(thinnest=0.45, feather=1.0),
    "eraser": Tip(thinnest=0.35, feather=0.5),
    "pencil": Tip(thinnest=0.35, feather=1.0),
    "marker": Tip(thinnest=0.8, feather=0.3),
    "airbrush": Tip(thinnest=0.6, feather=1.5),
}


class Trail:
    """The coverage of one stroke while it grows, written into `mask` (uint8 [H, W], all zero at the start).

    With symmetry a stroke has several arms, each a copy of the hand's way; they cover as one.
    """

    def __init__(self, mask: np.ndarray, brush: Brush, maps: Iterable[Map] = (SAME,)) -> None:
        self._mask = mask
        self._brush = brush
        self._tip = TIPS[brush.kind]
        feather = (1.0 - brush.hardness) * self._tip.feather * brush.size_px / 2.0
        self._look = _Look(1.0 / (1.0 + feather), feather > 1.5)
        self._arms = [(one, _Arm(mask, self._look)) for one in maps]
        self.touched = TileRects()  # everything the settled mask may hold

    def extend(self, points: Iterable[tuple[float, float, float]]) -> TileRects:
        """Take in (x, y, pressure) points; the rectangles, by tile, in which the coverage may have changed."""
        samples = [self._sample(x, y, pressure) for x, y, pressure in points]
        changed = TileRects()
        for one, arm in self._arms:
            own = samples if one is SAME else [(*mapped(one, x, y), radius, share) for x, y, radius, share in samples]
            arm.extend(own, self.touched, changed)
        return changed

    def coverage(self, rect: Rect) -> np.ndarray:
        """uint8 [h, w] inside `rect`, tails included. May be a view: do not write to it."""
        x0, y0, x1, y1 = rect
        result = settled = self._mask[y0:y1, x0:x1]
        for _, arm in self._arms:
            both = clipped(rect, arm.tail_rect) if arm.tail_rect else None
            if both is None or arm.tail is None or arm.tail_rect is None:
                continue
            if result is settled:
                result = settled.copy()
            left, top = arm.tail_rect[:2]
            part = result[both[1] - y0 : both[3] - y0, both[0] - x0 : both[2] - x0]
            np.maximum(part, arm.tail[both[1] - top : both[3] - top, both[0] - left : both[2] - left], out=part)
        return result

    def settle_tail(self) -> None:
        """The stroke is over: what the tails show is its true end."""
        for _, arm in self._arms:
            if arm.tail is not None and arm.tail_rect is not None:
                x0, y0, x1, y1 = arm.tail_rect
                _raise_to(self._mask[y0:y1, x0:x1], arm.tail)
                self.touched.add(arm.tail_rect)
            arm.tail = arm.tail_rect = None

    def wipe(self) -> None:
        """Leave the mask all zero again, for the next stroke."""
        for x0, y0, x1, y1 in self.touched.rects():
            self._mask[y0:y1, x0:x1] = 0
        for _, arm in self._arms:
            arm.tail = arm.tail_rect = None

    def _sample(self, x: float, y: float, pressure: float) -> Sample:
        brush, thinnest = self._brush, self._tip.thinnest
        share = thinnest + (1.0 - thinnest) * pressure if brush.pressure_size else 1.0
        strength = brush.faintest + (1.0 - brush.faintest) * pressure if brush.pressure_opacity else 1.0
        return x, y, share * brush.size_px / 2.0, strength


@dataclass(frozen=True)
class _Look:
    """How a brush's edge falls off: `gain` per pixel of depth; `smooth` rounds the fall at both ends."""

    gain: float
    smooth: bool


class _Arm:
    """One way through the mask.

    The stretch to the newest sample still lacks its next neighbour: it is the *tail*, kept apart and laid over the mask
    for show, and settled into the mask when the next sample tells its true curve.
    """

    def __init__(self, mask: np.ndarray, look: _Look) -> None:
        self._mask = mask
        self._look = look
        self._samples: list[Sample] = []  # the last three
        self.tail: np.ndarray | None = None
        self.tail_rect: Rect | None = None

    def extend(self, samples: Iterable[Sample], touched: TileRects, changed: TileRects) -> None:
        known = self._samples
        for sample in samples:
            if not known:
                self._settle(((sample, sample),), touched, changed)
            elif len(known) >= 2:
                before = known[-3] if len(known) == 3 else known[-2]
                self._settle(pieces(before, known[-2], known[-1], sample), touched, changed)
            known.append(sample)
            del known[:-3]
        self._draw_tail(changed)

    def _settle(self, new: Iterable[Piece], touched: TileRects, changed: TileRects) -> None:
        for piece in new:
            rect = stamp(self._mask, (0, 0), piece, gain=self._look.gain, smooth=self._look.smooth)
            if rect is not None:
                touched.add(rect)
                changed.add(rect)

    def _draw_tail(self, changed: TileRects) -> None:
        if self.tail_rect is not None:
            changed.add(self.tail_rect)
        self.tail = self.tail_rect = None
        known = self._samples
        if len(known) < 2:
            return
        last = known[-1]
        height, width = self._mask.shape
        new = pieces(known[0] if len(known) == 3 else known[-2], known[-2], last, last)
        rect: Rect | None = None
        for piece in new:
            reach = bounds(piece, width, height)
            rect = joined(rect, reach) if reach else rect
        if rect is None:
            return
        self.tail = np.zeros((rect[3] - rect[1], rect[2] - rect[0]), np.uint8)
        settled = self._mask[rect[1] : rect[3], rect[0] : rect[2]]
        for piece in new:
            stamp(self.tail, rect[:2], piece, gain=self._look.gain, smooth=self._look.smooth, known=settled)
        self.tail_rect = rect
        changed.add(rect)


def bounds(piece: Piece, width: int, height: int) -> Rect | None:
    """The pixels a piece can reach, clipped to the canvas; None where there are none."""
    (ax, ay, ar, _), (bx, by, br, _) = piece
    # A pixel is reached while its centre is closer than radius + 0.5.
    x0 = max(0, math.ceil(min(ax - ar, bx - br) - 1.0))
    y0 = max(0, math.ceil(min(ay - ar, by - br) - 1.0))
    x1 = min(width, math.floor(max(ax + ar, bx + br)) + 1)
    y1 = min(height, math.floor(max(ay + ar, by + br)) + 1)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def stamp(
    target: np.ndarray,
    origin: tuple[int, int],
    piece: Piece,
    *,
    gain: float,
    smooth: bool,
    known: np.ndarray | None = None,
) -> Rect | None:
    """Raise `target` (uint8, its corner at `origin` of the canvas) to the coverage of one piece; where that was.

    `known`: coverage, of the same size, that the target will be laid over; where that is full nothing needs doing.
    """
    height, width = target.shape
    left, top = origin
    (ax, ay, ar, a_strength), (bx, by, br, b_strength) = piece
    local = ((ax - left, ay - top, ar, a_strength), (bx - left, by - top, br, b_strength))
    rect = bounds(local, width, height)
    if rect is None:
        return None
    x0, y0, x1, y1 = rect
    if (x1 - x0) * (y1 - y0) <= 8 * BLOCK_PX * BLOCK_PX:
        _raise_to(target[y0:y1, x0:x1], _coverage(local, rect, gain=gain, smooth=smooth))
    else:
        _stamp_blocks(target, local, rect, gain=gain, smooth=smooth, known=target if known is None else known)
    return x0 + left, y0 + top, x1 + left, y1 + top


def _stamp_blocks(
    target: np.ndarray, piece: Piece, rect: Rect, *, gain: float, smooth: bool, known: np.ndarray
) -> None:
    """A large piece is mostly inside or mostly outside: only blocks on its rim are worth counting pixel by pixel."""
    x0, y0, x1, y1 = rect
    half = BLOCK_PX / 2.0
    xs = np.arange(x0 + half, x1 + half, BLOCK_PX, dtype=np.float32)
    ys = np.arange(y0 + half, y1 + half, BLOCK_PX, dtype=np.float32)
    inside, _ = _inside(piece, xs, ys)
    # `inside` changes by at most 1 per pixel of way; the corner of a block is at most this far from its middle.
    reach = half * math.sqrt(2.0) + 0.5
    solid = piece[0][3] == 1.0 and piece[1][3] == 1.0
    full = (inside > 1.0 / gain + reach).tolist()
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
                _raise_to(part, _coverage(piece, (left, top, right, bottom), gain=gain, smooth=smooth))


def _coverage(piece: Piece, rect: Rect, *, gain: float, smooth: bool) -> np.ndarray:
    """uint8 [h, w] coverage of one piece in a rectangle."""
    x0, y0, x1, y1 = rect
    (ax, ay, ar, a_strength), (bx, by, br, b_strength) = piece
    xs = np.arange(x1 - x0, dtype=np.float32) + np.float32(x0 + 0.5)
    ys = np.arange(y1 - y0, dtype=np.float32) + np.float32(y0 + 0.5)
    inside, along = _inside(piece, xs, ys)
    if min(ar, br) < 0.5:
        # Lines thinner than a pixel get paler, not thinner.
        np.minimum(inside, np.float32(2.0 * max(ar, br)), out=inside)
    if gain != 1.0:
        inside *= np.float32(gain)
    np.clip(inside, 0.0, 1.0, out=inside)
    if smooth:
        inside *= inside * (np.float32(3.0) - np.float32(2.0) * inside)
    if a_strength != b_strength and along is not None:
        inside *= along * np.float32((b_strength - a_strength) / math.hypot(bx - ax, by - ay)) + np.float32(a_strength)
    elif a_strength != 1.0 or b_strength != 1.0:
        inside *= np.float32(max(a_strength, b_strength))
    inside *= np.float32(255.0)
    inside += np.float32(0.5)
    return inside.astype(np.uint8)


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
        inside = np.sqrt((xs * xs)[None, :] + (ys * ys)[:, None])
        np.subtract(np.float32(radius + 0.5), inside, out=inside)
        return inside, None
    ux, uy = np.float32((bx - ax) / length), np.float32((by - ay) / length)
    xs, ys = xs - np.float32(ax), ys - np.float32(ay)
    along = (xs * ux)[None, :] + (ys * uy)[:, None]
    across = (ys * ux)[:, None] - (xs * uy)[None, :]
    if slope:
        at = np.abs(across)
        at *= np.float32(slope / math.sqrt(1.0 - slope * slope))
        at += along
        np.clip(at, 0.0, np.float32(length), out=at)
    else:
        at = np.clip(along, 0.0, np.float32(length))
    along -= at
    along *= along
    across *= across
    along += across
    inside = np.sqrt(along, out=along)
    np.subtract(np.float32(ar + 0.5), inside, out=inside)
    if slope:
        inside += np.multiply(at, np.float32(slope), out=across)
    return inside, at


def _raise_to(part: np.ndarray, coverage: np.ndarray) -> None:
    np.maximum(part, coverage, out=part)
