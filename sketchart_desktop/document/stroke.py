"""Strokes: one pen gesture with its brush, colour and layer. Immutable; written to JSON and back without losing a bit.

An eraser works like a rubber on paper: on the pseudo-layer `PAPER` it takes away ink and the colour under it together;
named on one real layer it erases that layer alone.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.symmetry import SAME, Map, Symmetry

LAYERS = ("reference", "colour", "ink", "mask")  # bottom to top
PAPER = "paper"  # what an eraser may name instead of a layer
PAPER_LAYERS = ("colour", "ink")
BRUSH_KEYS = ("kind", "size_px", "opacity", "hardness", "pressure_size", "pressure_opacity", "faintest", "grain")
BRUSH_KINDS = ("ink", "colour", "eraser", "pencil", "marker", "airbrush")


@dataclass(frozen=True)
class Brush:
    """`size_px`: diameter at full pressure, canvas pixels. `opacity`, `hardness`: 0..1; hardness 1 is a crisp edge.

    `pressure_size` and `pressure_opacity` say what the pen's pressure changes. A mouse draws with pressure 1.0.
    `faintest`: 0..1, the share of its strength left at no pressure. `grain`: 0..1, how much the paper's tooth shows.
    """

    kind: str
    size_px: float
    opacity: float = 1.0
    hardness: float = 0.9
    pressure_size: bool = True
    pressure_opacity: bool = False
    faintest: float = 0.0
    grain: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in BRUSH_KINDS:
            raise DrawingFileError("The drawing uses a brush that this version does not know.")
        size_px = limits.number(self.size_px, "brush size", low=0.1, high=limits.MAX_BRUSH_PX)
        object.__setattr__(self, "size_px", size_px)
        object.__setattr__(self, "opacity", limits.number(self.opacity, "opacity", low=0.0, high=1.0))
        object.__setattr__(self, "hardness", limits.number(self.hardness, "hardness", low=0.0, high=1.0))
        limits.flag(self.pressure_size, "pressure")
        limits.flag(self.pressure_opacity, "pressure")
        object.__setattr__(self, "faintest", limits.number(self.faintest, "pressure", low=0.0, high=1.0))
        object.__setattr__(self, "grain", limits.number(self.grain, "grain", low=0.0, high=1.0))

    def to_json(self) -> dict[str, Any]:
        # What a brush lacks is left out: older versions read every drawing that does without.
        more = {key: value for key, value in (("faintest", self.faintest), ("grain", self.grain)) if value}
        return {
            "kind": self.kind,
            "size_px": self.size_px,
            "opacity": self.opacity,
            "hardness": self.hardness,
            "pressure_size": self.pressure_size,
            "pressure_opacity": self.pressure_opacity,
            **more,
        }

    @staticmethod
    def from_json(value: Any) -> Brush:
        if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
            raise DrawingFileError("The drawing holds a damaged brush.")
        if "size_px" not in value or any(key not in BRUSH_KEYS for key in value):
            raise DrawingFileError("The drawing holds a damaged brush.")
        return Brush(**value)


@dataclass(frozen=True, eq=False)
class Stroke:
    """`points`: float32 [N, 4], read-only: x, y (canvas pixels, sub-pixel), pressure 0..1, seconds since pen down.

    The same (x, y) twice in a row is a corner: the curve through the points does not round it.
    `symmetry`: the stroke is drawn several times over, as one.
    """

    points: np.ndarray  # anything array-like is taken
    brush: Brush
    colour: tuple[int, int, int] = (0, 0, 0)
    layer: str = "ink"
    symmetry: Symmetry | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", checked_points(self.points))
        object.__setattr__(self, "colour", limits.colour(self.colour))
        if self.layer not in LAYERS and not (self.layer == PAPER and self.brush.kind == "eraser"):
            raise DrawingFileError("The drawing holds a stroke on a layer that does not exist.")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stroke):
            return NotImplemented
        return self._tool() == other._tool() and self.points.tobytes() == other.points.tobytes()

    def __hash__(self) -> int:
        return hash((self.points.tobytes(), *self._tool()))

    @property
    def maps(self) -> tuple[Map, ...]:
        """How each of its copies is made of the points; one that leaves them as they are, without symmetry."""
        return (SAME,) if self.symmetry is None else self.symmetry.maps()

    @property
    def layers(self) -> tuple[str, ...]:
        """The real layers this stroke changes."""
        return PAPER_LAYERS if self.layer == PAPER else (self.layer,)

    def to_json(self) -> dict[str, Any]:
        packed = base64.b64encode(self.points.astype("<f4").tobytes()).decode("ascii")
        told = {"points": packed, "brush": self.brush.to_json(), "colour": list(self.colour), "layer": self.layer}
        return told if self.symmetry is None else {**told, "symmetry": self.symmetry.to_json()}

    @staticmethod
    def from_json(value: Any) -> Stroke:
        if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in ("points", "layer")):
            raise DrawingFileError("The drawing holds a damaged stroke.")
        try:
            packed = base64.b64decode(value["points"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise DrawingFileError("The drawing holds a damaged stroke.") from error
        if len(packed) % 16 or len(packed) > 16 * limits.MAX_POINTS_PER_STROKE:
            raise DrawingFileError("The drawing holds a damaged stroke.")
        points = np.frombuffer(packed, dtype="<f4").reshape(-1, 4)
        brush, colour = Brush.from_json(value.get("brush")), limits.colour(value.get("colour"))
        symmetry = Symmetry.from_json(value["symmetry"]) if "symmetry" in value else None
        return Stroke(points, brush, colour, value["layer"], symmetry)

    def _tool(self) -> tuple[object, ...]:
        return self.brush, self.colour, self.layer, self.symmetry


def checked_points(points: ArrayLike) -> np.ndarray:
    """A read-only float32 [N, 4] copy of `points`, N >= 1; DrawingFileError for wrong shape or impossible numbers."""
    try:
        array = np.array(points, dtype=np.float32, order="C", copy=True)
    except (TypeError, ValueError, OverflowError) as error:
        raise DrawingFileError("The drawing holds a damaged stroke.") from error
    if array.ndim != 2 or array.shape[1] != 4 or not 1 <= len(array) <= limits.MAX_POINTS_PER_STROKE:
        raise DrawingFileError("The drawing holds a stroke with no points, or with too many.")
    # A comparison with NaN is false, so this refuses NaN and infinity too.
    if not (np.abs(array[:, :2]) <= limits.MAX_COORDINATE_PX).all():
        raise DrawingFileError("The drawing holds a stroke far outside the paper.")
    if not ((array[:, 2] >= 0.0) & (array[:, 2] <= 1.0)).all() or not np.isfinite(array[:, 3]).all():
        raise DrawingFileError("The drawing holds a stroke with impossible pressure or time.")
    array.flags.writeable = False
    return array
