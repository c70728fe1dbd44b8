"""Rectangles and the tile grid of a canvas. A Rect is (x0, y0, x1, y1), whole pixels, the far sides outside."""

from __future__ import annotations

from collections.abc import Iterator

TILE_PX = 128
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
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


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
        for tile in tiles_of(rect):
            x0, y0 = tile[0] * TILE_PX, tile[1] * TILE_PX
            part = clipped(rect, (x0, y0, x0 + TILE_PX, y0 + TILE_PX))
            if part is not None:
                self._rects[tile] = joined(self._rects.get(tile), part)

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
