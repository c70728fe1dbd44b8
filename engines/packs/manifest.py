"""What a style pack says of itself: style.json as a checked model. Reads no file; pydantic alone.

Generators are of two kinds. Those of planes read line art, hints and palette as SketchNet does; those of a picture
read a picture composed of the drawing (or a photograph), and say what they want, in which order, range and size.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, model_validator

from engines.families.finishing import FinishParameters
from engines.families.onnx import OnnxParameters
from engines.families.parameters import PictureParameters
from engines.families.sketchnet import SketchNetParameters
from engines.families.table import FAMILIES, Parameters
from engines.sketch import input_planes

THUMBNAIL = "thumbnail.png"
WANTS = ("line_art", "coloured_drawing", "photo")
RANGES = ((-1.0, 1.0), (0.0, 1.0), (0.0, 255.0))

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Line = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
Texts = Annotated[dict[Language, Line], Field(max_length=64)]
Share = Annotated[float, Field(gt=0, le=1)]
Byte = Annotated[int, Field(ge=0, le=255)]
Side = Annotated[int, Field(ge=8, le=4096)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Inputs(_Strict):
    """What the generator reads, in this order; see engines.sketch.input_planes and SketchNet's docstring."""

    planes: tuple[
        Literal["ink"],
        Literal["region_size"],
        Literal["region_depth"],
        Literal["region_roundness"],
        Literal["region_x"],
        Literal["region_y"],
        Literal["hint_red"],
        Literal["hint_green"],
        Literal["hint_blue"],
        Literal["hint_confidence"],
        Literal["region"],
    ] = input_planes.PLANES
    palette: Literal["4x4"] = "4x4"
    style: Literal["weights"] = "weights"


class PictureInputs(_Strict):
    """What a generator of pictures reads and answers.

    `wants`: the picture is composed accordingly (engines.pictures). `order`, `order_out`: the channels' order, or one
    grey channel. `range_in`, `range_out`: what black and white are as numbers. `padding`: how a picture is enlarged to
    the pack's size multiple, or to `fixed_size` (height, width) after it was made to fit. `margin`: pixels the network
    eats at each side. `scale`: the answer is so many times larger. `style`: none, `style_length` weights of styles,
    or a code of that many numbers, N(0, 1); `reference`: a code can be read from a picture (style_encoder.onnx).
    `landmarks`: planes after the picture's, neutral at 0. `heatmap`: the generator tells where it looked.
    """

    kind: Literal["picture"]
    wants: Literal["line_art", "coloured_drawing", "photo"]
    order: Literal["rgb", "bgr", "grey"] = "rgb"
    order_out: Literal["rgb", "bgr", "grey"] = "rgb"
    range_in: tuple[float, float] = (-1.0, 1.0)
    range_out: tuple[float, float] = (-1.0, 1.0)
    padding: Literal["reflect", "replicate"] = "reflect"
    fixed_size: tuple[Side, Side] | None = None
    margin: Annotated[int, Field(ge=0, le=64)] = 0
    scale: Annotated[int, Field(ge=1, le=8)] = 1
    style: Literal["none", "weights", "code"] = "none"
    style_length: Annotated[int, Field(ge=0, le=256)] = 0
    reference: bool = False
    landmarks: Annotated[int, Field(ge=0, le=8)] = 0
    heatmap: bool = False

    @model_validator(mode="after")
    def _numbers_fit(self) -> PictureInputs:
        if self.range_in not in RANGES or self.range_out not in RANGES:
            raise ValueError("a range is -1 to 1, 0 to 1 or 0 to 255")
        if (self.style == "none") != (self.style_length == 0):
            raise ValueError("style and style_length do not fit")
        if self.reference and self.style != "code":
            raise ValueError("only a style code can be read from a picture")
        return self

    @property
    def channels(self) -> int:
        """How many planes the generator reads."""
        return (1 if self.order == "grey" else 3) + self.landmarks


def _kind(inputs: Any) -> str:
    """The first packs had no kind: theirs are planes."""
    if isinstance(inputs, dict):
        return str(inputs.get("kind", "planes"))
    return "picture" if isinstance(inputs, PictureInputs) else "planes"


class StyleEntry(_Strict):
    """One style of a pack. `keep_lines`: how strongly the ink is laid over its artwork until the user says otherwise,
    and `light`: how strongly it is lit (engines.compositing.lighting; of drawings alone), both 0..1.
    """

    id: Id
    name: Texts
    description: Texts = {}
    keep_lines: Annotated[float, Field(ge=0, le=1)] = 0.0
    light: Annotated[float, Field(ge=0, le=1)] = 0.0
    thumbnail: str = THUMBNAIL


class PaletteEntry(_Strict):
    colours: Annotated[tuple[tuple[Byte, Byte, Byte], ...], Field(min_length=1, max_length=4)]
    shares: Annotated[tuple[Share, ...], Field(min_length=1, max_length=4)]

    @model_validator(mode="after")
    def _one_share_each(self) -> PaletteEntry:
        if len(self.colours) != len(self.shares):
            raise ValueError("a palette has one share for each colour")
        return self


class Manifest(_Strict):
    """style.json. All that is needed to run the generator is written out; nothing is guessed."""

    format: Literal[1]
    id: Id
    name: Texts
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]{0,31}$")]
    family: str
    hyper_parameters: dict[str, Any]
    inputs: Annotated[
        Annotated[Inputs, Tag("planes")] | Annotated[PictureInputs, Tag("picture")], Discriminator(_kind)
    ] = Inputs()
    value_range: tuple[Literal[0], Literal[1]] = (0, 1)
    native_size: Annotated[int, Field(ge=64, le=4096)]
    size_multiple: Annotated[int, Field(ge=1, le=512)]
    styles: Annotated[tuple[StyleEntry, ...], Field(min_length=1, max_length=64)]
    palettes: Annotated[tuple[PaletteEntry, ...], Field(max_length=1024)] = ()
    licence: Line
    author: Line
    recipe: Annotated[str, Field(max_length=100_000)] = ""
    sources: Annotated[tuple[Line, ...], Field(max_length=256)] = ()
    finish: FinishParameters | None = None  # of the network that finishes SketchNet's artwork in a taught style
    files: Annotated[dict[str, Hash], Field(max_length=32)] = {}

    @model_validator(mode="after")
    def _parts_fit(self) -> Manifest:
        if self.family not in FAMILIES:
            raise ValueError(f"the family {self.family[:40]!r} is unknown; a newer Sketchart may know it")
        parameters = FAMILIES[self.family].check(self.hyper_parameters)
        if parameters.size_multiple != self.size_multiple:
            raise ValueError(f"size_multiple must be {parameters.size_multiple}")
        if isinstance(parameters, SketchNetParameters):
            if not isinstance(self.inputs, Inputs):
                raise ValueError("this family reads planes, not a picture")
            named = parameters.styles
        else:
            named = _check_picture(self.inputs, parameters)
            if self.finish is not None:
                raise ValueError("only a generator of planes is finished")
        if len(self.styles) > named or len({style.id for style in self.styles}) < len(self.styles):
            raise ValueError("the styles do not fit the network")
        if any("en" not in texts for texts in (self.name, *(style.name for style in self.styles))):
            raise ValueError("every name needs an English text")
        return self


def _check_picture(inputs: Inputs | PictureInputs, parameters: PictureParameters) -> int:
    """How many styles the pack may name; raises ValueError where the inputs are not this network's."""
    if not isinstance(inputs, PictureInputs):
        raise ValueError("this family reads a picture, not planes")
    size = parameters.fixed_size
    fixed = (size, size) if size else None
    if isinstance(parameters, OnnxParameters) and parameters.height and parameters.width:
        fixed = (parameters.height, parameters.width)
    wanted = {
        "scale": parameters.scale,
        "margin": parameters.margin,
        "fixed_size": fixed,
        "heatmap": parameters.heatmap,
        "style_length": parameters.style_weights or parameters.style_code,
        "landmarks": getattr(parameters, "landmarks", 0),
    }
    for name, value in wanted.items():
        if getattr(inputs, name) != value:
            raise ValueError(f"{name} must be {value} for this network")
    if (inputs.style == "code") != bool(parameters.style_code):
        raise ValueError("the kind of style does not fit the network")
    return parameters.style_weights or 1


def written(parameters: Parameters, inputs: Inputs | PictureInputs) -> dict[str, Any]:
    """The part of style.json that tells of the network."""
    return {
        "hyper_parameters": parameters.model_dump(mode="json"),
        "inputs": inputs.model_dump(mode="json"),
        "size_multiple": parameters.size_multiple,
    }
