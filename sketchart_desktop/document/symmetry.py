"""Symmetry: one stroke drawn several times over, mirrored or turned about a centre. Part of the stroke in the log."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError

SYMMETRIES = ("vertical", "horizontal", "both", "radial")  # the mirror's line: upright, level, both; or turned
LEAST_TURNS, MOST_TURNS = 3, 12

Map = tuple[float, float, float, float, float, float]  # x' = a x + b y + c, y' = d x + e y + f
SAME: Map = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Symmetry:
    """`x`, `y`: where the mirrors or turns meet, canvas pixels. `turns`: of a radial one, 3..12."""

    kind: str
    x: float
    y: float
    turns: int = 6

    def __post_init__(self) -> None:
        if self.kind not in SYMMETRIES:
            raise DrawingFileError("The drawing uses a symmetry that this version does not know.")
        reach = limits.MAX_COORDINATE_PX
        object.__setattr__(self, "x", limits.number(self.x, "symmetry", low=-reach, high=reach))
        object.__setattr__(self, "y", limits.number(self.y, "symmetry", low=-reach, high=reach))
        limits.whole(self.turns, "symmetry", low=LEAST_TURNS, high=MOST_TURNS)

    def maps(self) -> tuple[Map, ...]:
        """How each copy is made of the stroke; the first is the stroke itself."""
        x, y = self.x, self.y
        across: Map = (-1.0, 0.0, 2.0 * x, 0.0, 1.0, 0.0)
        down: Map = (1.0, 0.0, 0.0, 0.0, -1.0, 2.0 * y)
        if self.kind == "vertical":
            return SAME, across
        if self.kind == "horizontal":
            return SAME, down
        if self.kind == "both":
            return SAME, across, down, (-1.0, 0.0, 2.0 * x, 0.0, -1.0, 2.0 * y)
        found = [SAME]
        for turn in range(1, self.turns):
            angle = 2.0 * math.pi * turn / self.turns
            c, s = math.cos(angle), math.sin(angle)
            found.append((c, -s, x - c * x + s * y, s, c, y - s * x - c * y))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "x": self.x, "y": self.y, "turns": self.turns}

    @staticmethod
    def from_json(value: Any) -> Symmetry:
        if not isinstance(value, dict) or set(value) != {"kind", "x", "y", "turns"}:
            raise DrawingFileError("The drawing holds a damaged symmetry.")
        return Symmetry(value["kind"] if isinstance(value["kind"], str) else "", value["x"], value["y"], value["turns"])


Place = TypeVar("Place", float, np.ndarray)


def mapped(one: Map, x: Place, y: Place) -> tuple[Place, Place]:
    """Where a copy has the point (x, y), or the points."""
    a, b, c, d, e, f = one
    return a * x + b * y + c, d * x + e * y + f
