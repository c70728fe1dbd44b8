"""Which tiles an operation can change at most, so that undo without kept tiles need not paint everything anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sketchart_desktop.document.operations import AddStroke, ImportImage, Operation, Reshape, png_size
from sketchart_desktop.document.stroke import Stroke
from sketchart_desktop.document.symmetry import mapped
from sketchart_desktop.raster.stroke_coverage import way_margin
from sketchart_desktop.raster.tiles import TILE_PX, Rect, clipped, tiles_of

STEPS_AHEAD = 8  # undo without tiles paints anew for so many steps at once, at most
FEW_TILES = 40  # and for no more than these, in a log of
LONG_LOG = 400  # operations or more; the shorter it is, the less lies on each tile


def footprint(operations: Sequence[Operation], width: int, height: int) -> set[tuple[int, int]] | None:
    """All tiles (column, row) that the operations can change; None where that may be anything (a fill, a clear)."""
    result: set[tuple[int, int]] = set()
    for operation in operations:
        if isinstance(operation, AddStroke | Reshape):
            result |= _stroke_tiles(operation.stroke, width, height)
        elif isinstance(operation, ImportImage):
            columns, rows = png_size(operation.png)
            rect = (operation.x, operation.y, operation.x + columns, operation.y + rows)
            result |= _tiles(rect, width, height)
        else:
            return None
    return result


def undo_footprint(
    operations: Sequence[Operation], position: int, *, width: int, height: int
) -> tuple[int, set[tuple[int, int]] | None]:
    """How far back to go where `operations` are to be undone down to `position`, and the tiles those can change.

    Some steps farther than asked, for who undoes once does so again, as long as few more tiles are to be painted for
    them. None for the tiles where they may be any.
    """
    region = footprint(operations[position:], width, height)
    start, few = position, FEW_TILES * max(1.0, LONG_LOG / max(1, position))
    while region is not None and start > max(0, position - STEPS_AHEAD):
        more = footprint(operations[start - 1 : start], width, height)
        if more is None or len(region | more) > few:
            break
        region |= more
        start -= 1
    return start, region


def operations_in_footprint(
    operations: Sequence[Operation], region: set[tuple[int, int]], *, width: int, height: int
) -> list[Operation] | None:
    """The operations that make the pixels of `region`, in order; None where that may be all of them.

    A fill depends on ink anywhere, so one in the log means all of it. A clear is the same everywhere: it is kept.
    """
    needed: list[Operation] = []
    for index, operation in enumerate(operations):
        if operation.op == "fill":
            return None
        if isinstance(operation, Reshape):
            operation = AddStroke(operation.stroke)  # it looks as if the stroke had been drawn so
        elif index + 1 < len(operations) and isinstance(operations[index + 1], Reshape):
            continue
        touched = footprint((operation,), width, height)
        if touched is None or not touched.isdisjoint(region):
            needed.append(operation)
    return needed


def _stroke_tiles(stroke: Stroke, width: int, height: int) -> set[tuple[int, int]]:
    result: set[tuple[int, int]] = set()
    for one in stroke.maps:
        copy = np.stack(mapped(one, stroke.points[:, 0], stroke.points[:, 1]), axis=1)
        result |= _way_tiles(copy, stroke.brush.size_px, width, height)
    return result


def _way_tiles(points: np.ndarray, size_px: float, width: int, height: int) -> set[tuple[int, int]]:
    ends = np.concatenate([points[:1], points, points[-1:], points[-1:]])[:, :2].astype(np.float64)
    shaping = np.stack([ends[shift : shift + max(1, len(points) - 1)] for shift in range(4)])  # of each stretch
    spread = (shaping.max(axis=0) - shaping.min(axis=0)).max(axis=1)
    margin = way_margin(spread, size_px / 2.0)[:, None]
    least = np.floor((shaping[1:3].min(axis=0) - margin - 1.0) / TILE_PX)
    most = np.floor((shaping[1:3].max(axis=0) + margin + 2.0) / TILE_PX)
    last = np.array([-(-width // TILE_PX) - 1, -(-height // TILE_PX) - 1])
    boxes = np.concatenate([np.maximum(least, 0), np.minimum(most, last)], axis=1).astype(int).tolist()
    result: set[tuple[int, int]] = set()
    for x0, y0, x1, y1 in set(map(tuple, boxes)):
        result.update((column, row) for row in range(y0, y1 + 1) for column in range(x0, x1 + 1))
    return result


def _tiles(rect: Rect, width: int, height: int) -> set[tuple[int, int]]:
    inside = clipped(rect, (0, 0, width, height))
    return set() if inside is None else set(tiles_of(inside))
