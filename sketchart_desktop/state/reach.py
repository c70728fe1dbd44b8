"""Which tiles an operation can change at most, so that undo without kept tiles need not paint everything anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sketchart_desktop.document.operations import AddStroke, ImportImage, Operation, Reshape, png_size
from sketchart_desktop.document.stroke import Stroke
from sketchart_desktop.document.symmetry import mapped
from sketchart_desktop.state.tiles import Rect, clipped, tiles_of

MARGIN_PX = 3.0
# Beyond this share of the log, painting all of it anew leaves undo tiles for the steps to come and is the better deal.
WORTH_SHARE = 0.5


def tiles_reached(operations: Sequence[Operation], width: int, height: int) -> set[tuple[int, int]] | None:
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


def operations_needed(
    operations: Sequence[Operation], region: set[tuple[int, int]], *, width: int, height: int
) -> list[Operation] | None:
    """The operations that make the pixels of `region`, in order; None where it is no cheaper than all of them.

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
        reached = tiles_reached((operation,), width, height)
        if reached is None or not reached.isdisjoint(region):
            needed.append(operation)
    return None if len(needed) > WORTH_SHARE * len(operations) + 8 else needed


def _stroke_tiles(stroke: Stroke, width: int, height: int) -> set[tuple[int, int]]:
    result: set[tuple[int, int]] = set()
    for one in stroke.maps:
        copy = np.stack(mapped(one, stroke.points[:, 0], stroke.points[:, 1]), axis=1)
        result |= _way_tiles(copy, stroke.brush.size_px, width, height)
    return result


def _way_tiles(points: np.ndarray, size_px: float, width: int, height: int) -> set[tuple[int, int]]:
    result: set[tuple[int, int]] = set()
    # A control point of the curve lies at most 2/3 of the chord away, so the curve leaves it by half a chord at most.
    for index in range(max(1, len(points) - 1)):
        shaping = points[max(0, index - 1) : index + 3, :2]
        near = points[index : index + 2, :2]
        bulge = 0.75 * float((shaping.max(axis=0) - shaping.min(axis=0)).max())
        margin = size_px / 2.0 + bulge + MARGIN_PX
        x0, y0 = near.min(axis=0).tolist()
        x1, y1 = near.max(axis=0).tolist()
        result |= _tiles(
            (int(x0 - margin) - 1, int(y0 - margin) - 1, int(x1 + margin) + 2, int(y1 + margin) + 2), width, height
        )
    return result


def _tiles(rect: Rect, width: int, height: int) -> set[tuple[int, int]]:
    inside = clipped(rect, (0, 0, width, height))
    return set() if inside is None else set(tiles_of(inside))
