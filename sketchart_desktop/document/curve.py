"""The curve through a stroke's samples: centripetal Catmull-Rom, cut into tapered straight pieces. Pure arithmetic.

Centripetal parametrisation (Yuksel, Schaefer, Keyser: On the Parameterization of Catmull-Rom Curves, 2009) makes no
loops or cusps between samples. A sample repeated at the same place has no tangent: the curve keeps a corner there.
"""

from __future__ import annotations

import math

Sample = tuple[float, float, float, float]  # x, y, radius in canvas pixels; strength 0..1
Piece = tuple[Sample, Sample]

# How far a piece may lie from the true curve: far below what anti-aliasing can show, the more so on a broad brush.
TOLERANCE_PX = 0.06
TOLERANCE_PER_RADIUS = 0.002
MAX_CUTS = 48


def pieces(before: Sample, start: Sample, end: Sample, after: Sample) -> list[Piece]:
    """The stretch from `start` to `end` of the curve through all four samples, as tapered pieces laid end to end.

    At the ends of a stroke the missing neighbour is `start` (or `end`) itself.
    """
    first, second = _handle(before, start, end), _handle(after, end, start)
    # Three times the second difference of the control points bounds how far a cubic bends away from its chord.
    bend = max(
        max(abs(a - 2.0 * b + c) for a, b, c in zip(start[:3], first[:3], second[:3], strict=True)),
        max(abs(a - 2.0 * b + c) for a, b, c in zip(first[:3], second[:3], end[:3], strict=True)),
    )
    radius = max(start[2], end[2])
    tolerance = TOLERANCE_PX + TOLERANCE_PER_RADIUS * radius
    cuts = min(MAX_CUTS, max(1, math.ceil(math.sqrt(1.1 * bend / tolerance))))
    longest = max(24.0, 1.5 * radius)
    result: list[Piece] = []
    here = start
    for index in range(1, cuts + 1):
        there = end if index == cuts else _point(start, first, second, end, index / cuts)
        length = math.hypot(there[0] - here[0], there[1] - here[1])
        # Long pieces are cut again, not for the shape but because a diagonal's bounding box is mostly empty.
        steps = max(1, math.ceil(length / longest))
        last = here
        for step in range(1, steps + 1):
            step_end = there if step == steps else _between(here, there, step / steps)
            result.append((last, step_end))
            last = step_end
        here = there
    return result


def _handle(before: Sample, here: Sample, ahead: Sample) -> Sample:
    """The Bezier control point that leaves `here` towards `ahead`."""
    back = math.hypot(here[0] - before[0], here[1] - before[1])
    forth = math.hypot(ahead[0] - here[0], ahead[1] - here[1])
    if back == 0.0 or forth == 0.0:
        return _between(here, ahead, 1.0 / 3.0)
    root_back, root_forth = math.sqrt(back), math.sqrt(forth)
    scale = 1.0 / (3.0 * root_back * (root_back + root_forth))
    middle = 2.0 * back + 3.0 * root_back * root_forth + forth
    return (
        (back * ahead[0] - forth * before[0] + middle * here[0]) * scale,
        (back * ahead[1] - forth * before[1] + middle * here[1]) * scale,
        (back * ahead[2] - forth * before[2] + middle * here[2]) * scale,
        (back * ahead[3] - forth * before[3] + middle * here[3]) * scale,
    )


def _between(here: Sample, there: Sample, part: float) -> Sample:
    (ax, ay, ar, a_strength), (bx, by, br, b_strength) = here, there
    return (
        ax + (bx - ax) * part,
        ay + (by - ay) * part,
        ar + (br - ar) * part,
        a_strength + (b_strength - a_strength) * part,
    )


def _point(start: Sample, first: Sample, second: Sample, end: Sample, t: float) -> Sample:
    u = 1.0 - t
    a, b, c, d = u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t
    radius = a * start[2] + b * first[2] + c * second[2] + d * end[2]
    strength = a * start[3] + b * first[3] + c * second[3] + d * end[3]
    # Width and strength never leave what the two samples asked for.
    radius = min(max(start[2], end[2]), max(min(start[2], end[2]), radius))
    strength = min(max(start[3], end[3]), max(min(start[3], end[3]), strength))
    x = a * start[0] + b * first[0] + c * second[0] + d * end[0]
    y = a * start[1] + b * first[1] + c * second[1] + d * end[1]
    return x, y, radius, strength
