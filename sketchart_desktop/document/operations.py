"""Operations: every undoable step of a drawing, frozen and JSON-able. A drawing is nothing but a sequence of these."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.stroke import LAYERS, Stroke

MAX_PLACED_PX = 64 * limits.MAX_SIDE_PX  # a long, thin picture that fills the paper is far longer than the paper


class Operation(Protocol):
    """One undoable step. `op` is its name in files."""

    @property
    def op(self) -> str: ...

    def to_json(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class AddStroke:
    """Draw one stroke."""

    stroke: Stroke
    op = "add_stroke"

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "stroke": self.stroke.to_json()}

    @staticmethod
    def from_json(value: dict[str, Any]) -> AddStroke:
        return AddStroke(Stroke.from_json(value.get("stroke")))


@dataclass(frozen=True)
class Clear:
    """Empty some layers."""

    layers: tuple[str, ...] = ("colour", "ink", "mask")
    op = "clear"

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(self.layers))
        for layer in self.layers:
            check_layer(layer)

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "layers": list(self.layers)}

    @staticmethod
    def from_json(value: dict[str, Any]) -> Clear:
        layers = value.get("layers")
        if not isinstance(layers, list) or len(layers) > len(LAYERS):
            raise DrawingFileError("The drawing holds a damaged operation.")
        return Clear(tuple(layers))


@dataclass(frozen=True)
class Fill:
    """Pour colour into the region of the ink around (x, y), closing gaps up to `gap_px`.

    `tolerance`: 0..255, the ink coverage that still lets colour through. `to_middle`: the colour goes under the lines
    as far as their middle; without, as in older drawings, two pixels.
    """

    layer: str
    x: int
    y: int
    colour: tuple[int, int, int]
    gap_px: float = 4.0
    tolerance: int = 96
    to_middle: bool = False
    op = "fill"

    def __post_init__(self) -> None:
        check_layer(self.layer)
        limits.whole(self.x, "position", low=0, high=limits.MAX_SIDE_PX - 1)
        limits.whole(self.y, "position", low=0, high=limits.MAX_SIDE_PX - 1)
        object.__setattr__(self, "colour", limits.colour(self.colour))
        object.__setattr__(self, "gap_px", limits.number(self.gap_px, "gap", low=0.0, high=64.0))
        limits.whole(self.tolerance, "tolerance", low=0, high=255)
        limits.flag(self.to_middle, "fill")

    def to_json(self) -> dict[str, Any]:
        return {
            "op": self.op,
            "layer": self.layer,
            "x": self.x,
            "y": self.y,
            "colour": list(self.colour),
            "gap_px": self.gap_px,
            "tolerance": self.tolerance,
            **({"to_middle": True} if self.to_middle else {}),
        }

    @staticmethod
    def from_json(value: dict[str, Any]) -> Fill:
        return Fill(
            value.get("layer", ""),
            limits.whole(value.get("x"), "position", low=0, high=limits.MAX_SIDE_PX - 1),
            limits.whole(value.get("y"), "position", low=0, high=limits.MAX_SIDE_PX - 1),
            limits.colour(value.get("colour")),
            limits.number(value.get("gap_px"), "gap", low=0.0, high=64.0),
            limits.whole(value.get("tolerance"), "tolerance", low=0, high=255),
            value.get("to_middle", False),
        )


@dataclass(frozen=True)
class ImportImage:
    """Lay a picture over a layer with its top left corner at (x, y). `png`: the bytes of a PNG file, straight RGBA."""

    layer: str
    png: bytes
    x: int = 0
    y: int = 0
    op = "import_image"

    def __post_init__(self) -> None:
        check_layer(self.layer)
        limits.whole(self.x, "position", low=-limits.MAX_SIDE_PX, high=limits.MAX_SIDE_PX)
        limits.whole(self.y, "position", low=-limits.MAX_SIDE_PX, high=limits.MAX_SIDE_PX)
        limits.check_size(*png_size(self.png))

    def to_json(self) -> dict[str, Any]:
        packed = base64.b64encode(self.png).decode("ascii")
        return {"op": self.op, "layer": self.layer, "png": packed, "x": self.x, "y": self.y}

    @staticmethod
    def from_json(value: dict[str, Any]) -> ImportImage:
        return ImportImage(value.get("layer", ""), _unpacked(value.get("png")), value.get("x", 0), value.get("y", 0))


@dataclass(frozen=True)
class PlacePicture:
    """Put a picture in place of all that is on a layer, `width` x `height` large, its corner at (x, y).

    `png`: the bytes of a PNG file, straight RGBA, of any size: it is scaled when it is painted. `turn`: degrees
    clockwise about its middle.
    """

    layer: str
    png: bytes = field(repr=False)
    x: int
    y: int
    width: int
    height: int
    turn: float = 0.0
    op = "place_picture"

    def __post_init__(self) -> None:
        check_layer(self.layer)
        for value in (self.x, self.y):
            limits.whole(value, "position", low=-MAX_PLACED_PX, high=MAX_PLACED_PX)
        for value in (self.width, self.height):
            limits.whole(value, "size", low=1, high=MAX_PLACED_PX)
        object.__setattr__(self, "turn", limits.number(self.turn, "turn", low=-360.0, high=360.0))
        limits.check_size(*png_size(self.png))

    def to_json(self) -> dict[str, Any]:
        packed = base64.b64encode(self.png).decode("ascii")
        place = {"x": self.x, "y": self.y, "width": self.width, "height": self.height}
        turn = {"turn": self.turn} if self.turn else {}
        return {"op": self.op, "layer": self.layer, "png": packed, **place, **turn}

    @staticmethod
    def from_json(value: dict[str, Any]) -> PlacePicture:
        x, y, width, height = (value.get(name) for name in ("x", "y", "width", "height"))
        png, turn = _unpacked(value.get("png")), value.get("turn", 0.0)
        return PlacePicture(value.get("layer", ""), png, x, y, width, height, turn)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reshape:
    """The stroke just drawn becomes another one. Follows its AddStroke; taken back, that stroke is as it was drawn."""

    stroke: Stroke
    op = "reshape"

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "stroke": self.stroke.to_json()}

    @staticmethod
    def from_json(value: dict[str, Any]) -> Reshape:
        return Reshape(Stroke.from_json(value.get("stroke")))


@dataclass(frozen=True)
class Redraw:
    """One layer is emptied and drawn anew, as one step: `operations` are strokes and pictures on that layer alone."""

    layer: str
    operations: tuple[AddStroke | ImportImage | PlacePicture, ...]
    op = "redraw"

    def __post_init__(self) -> None:
        check_layer(self.layer)
        object.__setattr__(self, "operations", tuple(self.operations))
        if len(self.operations) > limits.MAX_OPERATIONS:
            raise DrawingFileError("The drawing holds too many operations.")
        for one in self.operations:
            layers = one.stroke.layers if isinstance(one, AddStroke) else (one.layer,)
            if layers != (self.layer,):
                raise DrawingFileError("The drawing holds a damaged operation.")

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "layer": self.layer, "operations": [one.to_json() for one in self.operations]}

    @staticmethod
    def from_json(value: dict[str, Any]) -> Redraw:
        told = value.get("operations")
        if not isinstance(told, list) or len(told) > limits.MAX_OPERATIONS:
            raise DrawingFileError("The drawing holds a damaged operation.")
        found: list[AddStroke | ImportImage | PlacePicture] = []
        for one in told:
            # Not through `operation_from_json`: a redraw holds no other redraw, however deep a file nests them.
            op = one.get("op") if isinstance(one, dict) else None
            if op not in (AddStroke.op, ImportImage.op, PlacePicture.op):
                raise DrawingFileError("The drawing holds a damaged operation.")
            inner = READERS[op](one)
            assert isinstance(inner, AddStroke | ImportImage | PlacePicture)
            found.append(inner)
        return Redraw(value.get("layer", ""), tuple(found))


READERS: dict[str, Callable[[dict[str, Any]], Operation]] = {
    AddStroke.op: AddStroke.from_json,
    Clear.op: Clear.from_json,
    Fill.op: Fill.from_json,
    ImportImage.op: ImportImage.from_json,
    PlacePicture.op: PlacePicture.from_json,
    Reshape.op: Reshape.from_json,
    Redraw.op: Redraw.from_json,
}


def operation_from_json(value: Any) -> Operation:
    """The operation that `to_json` wrote. Raises DrawingFileError for anything else."""
    if not isinstance(value, dict) or not isinstance(value.get("op"), str):
        raise DrawingFileError("The drawing holds a damaged operation.")
    reader = READERS.get(value["op"])
    if reader is None:
        raise DrawingFileError(
            "The drawing uses an operation that this version does not know: {0}.", repr(value["op"][:40])
        )
    return reader(value)


def _unpacked(packed: Any) -> bytes:
    """A picture's bytes from a file. Raises DrawingFileError."""
    if not isinstance(packed, str) or len(packed) > limits.MAX_PICTURE_BYTES:
        raise DrawingFileError("The drawing holds a damaged picture.")
    try:
        return base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DrawingFileError("The drawing holds a damaged picture.") from error


def check_layer(layer: Any) -> None:
    if not isinstance(layer, str) or layer not in LAYERS:
        raise DrawingFileError("The drawing names a layer that does not exist.")


def png_size(png: bytes) -> tuple[int, int]:
    """(width, height) from the header of a PNG, nothing decoded. Raises DrawingFileError."""
    if len(png) < 33 or png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        raise DrawingFileError("A picture inside the drawing is not a PNG.")
    width, height = struct.unpack(">II", png[16:24])
    return width, height
