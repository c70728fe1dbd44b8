"""How much of each pixel a stroke covers: anti-aliased tapered round-ended pieces, joined by the greatest coverage.

The greatest coverage of all pieces does not depend on their order, on how they came in, or on being drawn twice. That
is why live ink and replayed ink are the same pixels, and why joints show no seam.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sketchart_desktop.document.curve import Piece, Sample, pieces
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.document.symmetry import SAME, Map, mapped
from sketchart_desktop.raster.capsules import EdgeProfile, bounds, stamp
from sketchart_desktop.raster.tiles import TILE_PX, Rect, TileRects, clipped, joined


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


BROAD_PX = 60.0  # radius from which on the way to the newest sample is shown straight: its pieces take too long
MARGIN_PX = 3.0


def way_margin(spread: Any, radius: float) -> Any:
    """How far from its two ends, pixels, a stretch can cover. `spread`: of the four samples that shape it, along x
    or y; a number, or an array of them.

    A control point of the curve lies at most 2/3 of the chord away, so the curve leaves it by half a chord at most.
    """
    return radius + 0.75 * spread + MARGIN_PX


class Trail:
    """The coverage of one stroke while it grows, written into `mask` (uint8 [H, W], all zero at the start).

    With symmetry a stroke has several arms, each a copy of the hand's way; they cover as one.
    `only`: tiles of the canvas; elsewhere the coverage does not matter, and most of it is left out.
    """

    def __init__(
        self,
        mask: np.ndarray,
        brush: Brush,
        maps: Iterable[Map] = (SAME,),
        *,
        only: Collection[tuple[int, int]] | None = None,
    ) -> None:
        self._mask = mask
        self._brush = brush
        self._tip = TIPS[brush.kind]
        feather = (1.0 - brush.hardness) * self._tip.feather * brush.size_px / 2.0
        self._look = EdgeProfile(1.0 / (1.0 + feather), feather > 1.5)
        self._arms = [(one, _Arm(mask, self._look, only)) for one in maps]
        self._is_settled = False
        self.touched = TileRects()  # everything the mask may hold

    def extend(self, points: Iterable[tuple[float, float, float]]) -> TileRects:
        """Take in (x, y, pressure) points; the rectangles, by tile, in which the coverage may have changed.

        Under the pen the stroke reaches the newest point; a broad brush goes straight there until the next one. The
        copies end one point earlier until `settle`: a tail for each would cost as much again, to be thrown away at the
        next point.
        """
        samples = [self._sample(x, y, pressure) for x, y, pressure in points]
        changed = TileRects()
        for one, arm in self._arms:
            own = samples if one is SAME else [(*mapped(one, x, y), radius, share) for x, y, radius, share in samples]
            arm.extend(own, changed)
        self._arms[0][1].draw_tail(changed)
        self.touched.update(changed)
        return changed

    def settle(self) -> TileRects:
        """The stroke is over: its newest point is its true end, in every copy. Where the coverage may have changed."""
        changed = TileRects()
        if self._is_settled:
            return changed
        self._is_settled = True
        for _, arm in self._arms:
            if not arm.shows_end:
                arm.draw_tail(changed, as_end=True)
            arm.settle_tail()
        self.touched.update(changed)
        return changed

    def coverage(self, rect: Rect) -> np.ndarray:
        """uint8 [h, w] inside `rect`, the tail included. May be a view: do not write to it."""
        x0, y0, x1, y1 = rect
        settled, arm = self._mask[y0:y1, x0:x1], self._arms[0][1]
        both = clipped(rect, arm.tail_rect) if arm.tail_rect else None
        if both is None or arm.tail is None or arm.tail_rect is None:
            return settled
        result = settled.copy()
        left, top = arm.tail_rect[:2]
        part = result[both[1] - y0 : both[3] - y0, both[0] - x0 : both[2] - x0]
        np.maximum(part, arm.tail[both[1] - top : both[3] - top, both[0] - left : both[2] - left], out=part)
        return result

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


class _Arm:
    """One way through the mask.

    The stretch to the newest sample still lacks its next neighbour: it is the *tail*, kept apart and laid over the mask
    for show, and settled into the mask when the next sample tells its true curve.
    """

    def __init__(self, mask: np.ndarray, look: EdgeProfile, only: Collection[tuple[int, int]] | None) -> None:
        self._mask = mask
        self._only = only
        self._look = look
        self._samples: list[Sample] = []  # the last three
        self.tail: np.ndarray | None = None
        self.tail_rect: Rect | None = None
        self.shows_end = False  # the tail is what it will be if the way ends here

    def extend(self, samples: Iterable[Sample], changed: TileRects) -> None:
        self.shows_end = False
        known = self._samples
        for sample in samples:
            if not known:
                self._settle(((sample, sample),), changed)
            elif len(known) >= 2:
                before = known[-3] if len(known) == 3 else known[-2]
                if self._only is None or self._matters((before, known[-2], known[-1], sample)):
                    self._settle(pieces(before, known[-2], known[-1], sample), changed)
            known.append(sample)
            del known[:-3]

    def draw_tail(self, changed: TileRects, *, as_end: bool = False) -> None:
        """The stretch to the newest sample, as if the way ended there.

        Until it does (`as_end`), a broad brush goes there straight: one piece instead of many, for one event.
        """
        if self.tail_rect is not None:
            changed.add(self.tail_rect)
        self.tail = self.tail_rect = None
        self.shows_end = True
        known = self._samples
        if len(known) < 2:
            return
        last = known[-1]
        height, width = self._mask.shape
        new = [(known[-2], last)]
        if as_end or last[2] < BROAD_PX:
            new = pieces(known[0] if len(known) == 3 else known[-2], known[-2], last, last)
        else:
            self.shows_end = False
        rect: Rect | None = None
        for piece in new:
            reach = bounds(piece, width, height)
            rect = joined(rect, reach) if reach else rect
        if rect is None:
            return
        self.tail = np.zeros((rect[3] - rect[1], rect[2] - rect[0]), np.uint8)
        stamp(self.tail, rect[:2], new, self._look, known=self._mask[rect[1] : rect[3], rect[0] : rect[2]])
        self.tail_rect = rect
        changed.add(rect)

    def settle_tail(self) -> None:
        """What the tail shows is the true end."""
        if self.tail is not None and self.tail_rect is not None:
            x0, y0, x1, y1 = self.tail_rect
            part = self._mask[y0:y1, x0:x1]
            np.maximum(part, self.tail, out=part)
        self.tail = self.tail_rect = None

    def _matters(self, shaping: Sequence[Sample]) -> bool:
        """May the stretch between the middle two of four samples reach a tile that counts?"""
        xs, ys = [one[0] for one in shaping], [one[1] for one in shaping]
        margin = way_margin(max(max(xs) - min(xs), max(ys) - min(ys)), max(one[2] for one in shaping))
        x0, x1 = min(xs[1:3]) - margin, max(xs[1:3]) + margin
        y0, y1 = min(ys[1:3]) - margin, max(ys[1:3]) + margin
        columns = range(int(x0 // TILE_PX), int(x1 // TILE_PX) + 1)
        rows = range(int(y0 // TILE_PX), int(y1 // TILE_PX) + 1)
        assert self._only is not None
        return any((column, row) in self._only for row in rows for column in columns)

    def _settle(self, new: Sequence[Piece], changed: TileRects) -> None:
        for rect in stamp(self._mask, (0, 0), new, self._look):
            changed.add(rect)
