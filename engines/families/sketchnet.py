"""SketchNet, the flagship's network, which reads planes: line art, regions and hints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from engines.families.record import Family, Shape

INPUT_PLANES = 11  # engines.sketch.input_planes.PLANES: those that are features, and last the regions' numbers
FEATURE_PLANES = 10
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
    padding: Literal["zeros", "replicate"] = "zeros"  # what convolutions see beyond the edge

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


RECORD = Family(
    name="sketchnet",
    parameters=SketchNetParameters,
    module="engines.networks.sketchnet",
    class_name="SketchNet",
    tensors=sketchnet_tensors,
)
