"""Rectangles and the tile grid of a canvas. A Rect is (x0, y0, x1, y1), whole pixels, the far sides outside."""

from __future__ import annotations

from collections.abc import Iterator

TILE_PX = 128
APART = 3  # a rectangle around all is taken apart where it holds so many times the pixels that changed
MOST_PARTS = 24  # and not into more than this
Rect = tuple[int, int, int, int]


def clipped(one: Rect, other: Rect) -> Rect | None:
    """What two rectangles share; None where they do not meet."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    x1, y1 = min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def joined(one: Rect | None, other: Rect) -> Rect:
    """The smallest rectangle around both."""
    if one is None:
        return other
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = one, other
    return (
        ax0 if ax0 < bx0 else bx0,
        ay0 if ay0 < by0 else by0,
        ax1 if ax1 > bx1 else bx1,
        ay1 if ay1 > by1 else by1,
    )


def tile_rect(tile: tuple[int, int], width: int, height: int) -> Rect:
    """The pixels of tile (column, row), clipped to the canvas."""
    x0, y0 = tile[0] * TILE_PX, tile[1] * TILE_PX
    return x0, y0, min(width, x0 + TILE_PX), min(height, y0 + TILE_PX)


def tiles_of(rect: Rect) -> Iterator[tuple[int, int]]:
    """The tiles (column, row) that a rectangle meets."""
    x0, y0, x1, y1 = rect
    for row in range(y0 // TILE_PX, (y1 - 1) // TILE_PX + 1):
        for column in range(x0 // TILE_PX, (x1 - 1) // TILE_PX + 1):
            yield column, row


class TileRects:
    """A region as one rectangle per tile: exact enough for dirty pixels, and a long diagonal stays thin."""

    def __init__(self) -> None:
        self._rects: dict[tuple[int, int], Rect] = {}

    def __bool__(self) -> bool:
        return bool(self._rects)

    def add(self, rect: Rect) -> None:
        # Called for every piece of every stroke: written out, because calls cost more here than what they do.
        x0, y0, x1, y1 = rect
        rects = self._rects
        for row in range(y0 // TILE_PX, (y1 - 1) // TILE_PX + 1):
            top = row * TILE_PX
            upper = y0 if y0 > top else top
            lower = y1 if y1 < top + TILE_PX else top + TILE_PX
            for column in range(x0 // TILE_PX, (x1 - 1) // TILE_PX + 1):
                left = column * TILE_PX
                part = (x0 if x0 > left else left, upper, x1 if x1 < left + TILE_PX else left + TILE_PX, lower)
                known = rects.get((column, row))
                rects[column, row] = part if known is None else joined(known, part)

    def update(self, other: TileRects) -> None:
        for tile, rect in other.items():
            self._rects[tile] = joined(self._rects.get(tile), rect)

    def items(self) -> Iterator[tuple[tuple[int, int], Rect]]:
        return iter(self._rects.items())

    def rects(self) -> Iterator[Rect]:
        return iter(self._rects.values())

    def bounds(self) -> Rect | None:
        """The smallest rectangle around the region."""
        result: Rect | None = None
        for rect in self._rects.values():
            result = joined(result, rect)
        return result

    def parts(self) -> list[Rect]:
        """A few rectangles around the region: one, unless its parts lie far apart, as those of a symmetric stroke."""
        around = self.bounds()
        if around is None:
            return []
        rects = self._rects
        if len(rects) < 2 or _area(around) <= APART * sum(map(_area, rects.values())):
            return [around]
        left, result = set(rects), []
        while left:
            todo, part = [left.pop()], None
            while todo:
                column, row = todo.pop()
                part = joined(part, rects[column, row])
                near = {(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)} & left
                left -= near
                todo += near
            if part is not None:
                result.append(part)
            if len(result) > MOST_PARTS:
                return [around]
        return sorted(result)


def _area(rect: Rect) -> int:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])
