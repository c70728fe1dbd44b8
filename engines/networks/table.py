"""The table of generator families: what a style pack may name, with hyper-parameters and weights spelt out. Loads no
torch.

A new family is one network file and one line in `FAMILIES`. The class is named by a string and imported only when a
network is really built, so reading and checking a pack needs no torch.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from engines.networks import parameters as pictures

if TYPE_CHECKING:
    from torch import nn

INPUT_PLANES = 11  # engines.sketch.input_planes.PLANES: those that are features, and last the regions' numbers
FEATURE_PLANES = 10
Shape = tuple[int, ...]
Width = Annotated[int, Field(ge=1, le=1024)]
Blocks = Annotated[int, Field(ge=0, le=16)]


class SketchNetParameters(BaseModel):
    """The hyper-parameters of engines.networks.sketchnet.SketchNet; `styles` is the length of its style vector."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    styles: Annotated[int, Field(ge=1, le=64)]
    widths: Annotated[tuple[Width, ...], Field(min_length=2, max_length=6)]
    blocks: Annotated[tuple[Blocks, ...], Field(min_length=2, max_length=6)]
    condition: Annotated[int, Field(ge=1, le=1024)]
    unshuffle: Annotated[int, Field(ge=1, le=8)]

    @model_validator(mode="after")
    def _one_block_count_per_width(self) -> SketchNetParameters:
        if len(self.widths) != len(self.blocks):
            raise ValueError("widths and blocks must have the same length")
        return self

    @property
    def size_multiple(self) -> int:
        return self.unshuffle * 2 ** (len(self.widths) - 1)


def sketchnet_tensors(p: SketchNetParameters) -> dict[str, Shape]:
    """Name and shape of every weight of that SketchNet, as its state_dict has them."""
    shapes: dict[str, Shape] = {}

    def layer(name: str, *shape: int) -> None:
        shapes[f"{name}.weight"] = shape
        shapes[f"{name}.bias"] = shape[:1]

    def block(name: str, channels: int) -> None:
        layer(f"{name}.conv1", channels, channels, 3, 3)
        layer(f"{name}.film.affine", 2 * channels, p.condition)
        layer(f"{name}.conv2", channels, channels, 3, 3)

    cells = p.unshuffle**2
    layer("embed.0", p.condition, p.styles + 16)
    layer("embed.2", p.condition, p.condition)
    shapes["relief"] = (p.styles,)
    layer("stem", p.widths[0], FEATURE_PLANES * cells, 3, 3)
    for level, (width, count) in enumerate(zip(p.widths, p.blocks, strict=True)):
        for index in range(count):
            block(f"encoder.{level}.{index}", width)
    for level, (a, b) in enumerate(zip(p.widths[:-1], p.widths[1:], strict=True)):
        layer(f"down.{level}", b, a, 3, 3)
        layer(f"up.{level}", a, b, 1, 1)
        layer(f"skip.{level}", a, a, 1, 1)
        block(f"decoder.{level}", a)
    voters = max(1, p.unshuffle // 2) ** 2
    layer("vote", 6 * voters, p.widths[0], 3, 3)
    layer("head", 4 * cells, p.widths[0], 3, 3)
    return shapes


Parameters = SketchNetParameters | pictures.PictureParameters


@dataclass(frozen=True)
class Family:
    """One generator family: where its class (or the function that builds it) is, the schema of its hyper-parameters,
    and, where they are known without torch, its weights' names and shapes.

    A family without a module has no network of ours: its packs hold an ONNX graph alone.
    """

    module: str
    class_name: str
    parameters: type[SketchNetParameters] | type[pictures.PictureParameters]
    tensors: Callable[[Any], dict[str, Shape]] | None = None

    def check(self, hyper_parameters: Mapping[str, Any]) -> Parameters:
        """The parameters, checked; raises pydantic.ValidationError."""
        return self.parameters.model_validate(dict(hyper_parameters))

    def build(self, hyper_parameters: Mapping[str, Any]) -> nn.Module:
        """The network, untrained. Imports torch."""
        if not self.module:
            raise ValueError("this family is known by its ONNX file alone")
        network = getattr(importlib.import_module(self.module), self.class_name)
        return network(**self.check(hyper_parameters).model_dump())


FAMILIES: Mapping[str, Family] = {
    "sketchnet": Family("engines.networks.sketchnet", "SketchNet", SketchNetParameters, sketchnet_tensors),
    "pix2pix": Family("engines.networks.pix2pix", "Pix2PixGenerator", pictures.Pix2PixParameters),
    "cyclegan": Family("engines.networks.cyclegan", "ResnetGenerator", pictures.CycleGanParameters),
    "munit": Family("engines.networks.munit", "MunitGenerator", pictures.MunitParameters),
    "ugatit": Family("engines.networks.ugatit", "UgatitGenerator", pictures.UgatitParameters),
    "cartoongan": Family("engines.networks.cartoongan", "CartoonGanGenerator", pictures.CartoonGanParameters),
    "animegan": Family("engines.networks.animegan", "AnimeGanGenerator", pictures.AnimeGanParameters),
    "transformernet": Family("engines.networks.transformernet", "TransformerNet", pictures.TransformerNetParameters),
    "painter": Family("engines.networks.painter", "Painter", pictures.PainterParameters),
    "waifu2x": Family("engines.networks.waifu2x", "waifu2x_network", pictures.Waifu2xParameters),
    "srvgg": Family("engines.networks.srvgg", "SrvggNet", pictures.SrvggParameters),
    "onnx": Family("", "", pictures.OnnxParameters),
}
