"""Lines, rectangles and ellipses between two corners, as the points of plain strokes. Pure arithmetic."""

from __future__ import annotations

import math

Place = tuple[float, float]

SHAPES = ("line", "rectangle", "ellipse")
TURN_DEGREES = 15.0  # constrained lines lie at multiples of this
CORNER_PX = 0.1  # points so close to a corner keep it sharp on the curve that runs through all points
ELLIPSE_POINTS = 96


def outline(shape: str, start: Place, end: Place, *, constrained: bool = False) -> list[Place]:
    """The way of the pen. `constrained`: a line at a multiple of 15 degrees, a square, a circle."""
    if shape == "line":
        return [start, _snapped(start, end) if constrained else end]
    if constrained:
        end = _squared(start, end)
    return _rectangle(start, end) if shape == "rectangle" else _ellipse(start, end)


def _snapped(start: Place, end: Place) -> Place:
    x, y = end[0] - start[0], end[1] - start[1]
    step = math.radians(TURN_DEGREES)
    angle = round(math.atan2(y, x) / step) * step
    # The part of the way that lies along the snapped direction: the tip stays beside the pen.
    length = x * math.cos(angle) + y * math.sin(angle)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def _squared(start: Place, end: Place) -> Place:
    x, y = end[0] - start[0], end[1] - start[1]
    side = max(abs(x), abs(y))
    return start[0] + math.copysign(side, x), start[1] + math.copysign(side, y)


def _rectangle(start: Place, end: Place) -> list[Place]:
    (x0, y0), (x1, y1) = start, end
    return polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])


def polygon(corners: list[Place]) -> list[Place]:
    """Straight from corner to corner, each kept sharp; the first again at the end closes it."""
    points = [corners[0]]
    for here, there in zip(corners, corners[1:], strict=False):
        length = math.hypot(there[0] - here[0], there[1] - here[1])
        if length > 3 * CORNER_PX:
            dx, dy = ((there[i] - here[i]) * CORNER_PX / length for i in (0, 1))
            points += [(here[0] + dx, here[1] + dy), (there[0] - dx, there[1] - dy)]
        points.append(there)
    return points


def _ellipse(start: Place, end: Place) -> list[Place]:
    middle_x, middle_y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    across, down = (end[0] - start[0]) / 2, (end[1] - start[1]) / 2
    turns = (2 * math.pi * index / ELLIPSE_POINTS for index in range(ELLIPSE_POINTS + 1))
    return [(middle_x + across * math.cos(turn), middle_y + down * math.sin(turn)) for turn in turns]
