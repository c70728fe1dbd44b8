"""The hyper-parameters of the families that read pictures, checked and torch-free. SketchNet's are in table.py.

Each class says what its network needs to know of a picture before it runs: by what its sides must be divisible, how
much larger its answer is, and how many style weights or numbers of a style code it takes. Defaults are the papers'.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Width = Annotated[int, Field(ge=1, le=256)]
Blocks = Annotated[int, Field(ge=0, le=16)]
Channels = Annotated[int, Field(ge=1, le=16)]


class PictureParameters(BaseModel):
    """What all of them share; the answers below are for a network without style, margin or scale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def size_multiple(self) -> int:
        """Sides of the picture (without the margin) must be divisible by it."""
        return 4

    @property
    def scale(self) -> int:
        """The answer is so many times larger than the picture."""
        return 1

    @property
    def margin(self) -> int:
        """Pixels that the network eats at each side."""
        return 0

    @property
    def style_weights(self) -> int:
        """How many styles can be mixed; 0 = the network has no such input."""
        return 0

    @property
    def style_code(self) -> int:
        """How many numbers describe a style; 0 = the network has no such input."""
        return 0

    @property
    def heatmap(self) -> bool:
        """Does the network tell where it looked?"""
        return False

    @property
    def fixed_size(self) -> int | None:
        """The only side length (a square's) that the network takes, if there is one."""
        return None


class Pix2PixParameters(PictureParameters):
    """U-Net of Isola et al. 2017, section 6.1.1: `halvings` 8 is the U-Net-256, 7 the U-Net-128."""

    in_channels: Channels = 3
    out_channels: Channels = 3
    halvings: Annotated[int, Field(ge=2, le=9)] = 8
    width: Width = 64
    norm: Literal["batch", "instance"] = "batch"

    @property
    def size_multiple(self) -> int:
        return 2**self.halvings


class CycleGanParameters(PictureParameters):
    """ResNet of Zhu et al. 2017, section 7.2. `dropout`: the checkpoint was trained with it, which moves an index.

    `landmarks`: planes after the picture's, neutral at 0.
    """

    in_channels: Channels = 3
    out_channels: Channels = 3
    landmarks: Annotated[int, Field(ge=0, le=8)] = 0
    width: Width = 64
    blocks: Blocks = 9
    norm: Literal["instance", "batch"] = "instance"
    dropout: bool = False


class MunitParameters(PictureParameters):
    """Huang et al. 2018, section 5.1; `pono`: positional normalisation and moment shortcut (Li et al. 2019)."""

    in_channels: Channels = 3
    width: Width = 64
    halvings: Annotated[int, Field(ge=1, le=4)] = 2
    blocks: Blocks = 4
    style: Annotated[int, Field(ge=1, le=256)] = 8
    mlp: Annotated[int, Field(ge=1, le=1024)] = 256
    pono: bool = False

    @property
    def size_multiple(self) -> int:
        return 2**self.halvings

    @property
    def style_code(self) -> int:
        return self.style


class UgatitParameters(PictureParameters):
    """Kim et al. 2020. Not `light`, the network is bound to pictures of `size` pixels a side."""

    in_channels: Channels = 3
    out_channels: Channels = 3
    width: Width = 64
    blocks: Blocks = 4
    size: Annotated[int, Field(ge=16, le=512, multiple_of=4)] = 256
    light: bool = True

    @property
    def heatmap(self) -> bool:
        return True

    @property
    def fixed_size(self) -> int | None:
        return None if self.light else self.size


class CartoonGanParameters(PictureParameters):
    """Chen et al. 2018, figure 2, as the authors' released weights have it."""

    width: Width = 64
    blocks: Blocks = 8


class AnimeGanParameters(PictureParameters):
    """AnimeGANv2's generator. `align_corners`: which of the two documented ways its pictures are enlarged inside."""

    width: Width = 32
    align_corners: bool = True


class PainterParameters(PictureParameters):
    """engines.networks.painter: `width` of the eye, `mixer` of the palettes' network."""

    styles: Annotated[int, Field(ge=1, le=64)] = 7
    width: Width = 32
    mixer: Width = 64

    @property
    def size_multiple(self) -> int:
        return 64

    @property
    def style_weights(self) -> int:
        return self.styles


class TransformerNetParameters(PictureParameters):
    """Johnson et al. 2016; more than one of `styles`: conditional instance norm (Dumoulin et al. 2017, eq. 5)."""

    width: Width = 32
    blocks: Blocks = 5
    styles: Annotated[int, Field(ge=1, le=64)] = 1

    @property
    def style_weights(self) -> int:
        return self.styles if self.styles > 1 else 0


class Waifu2xParameters(PictureParameters):
    """nagadomi's networks. `clip`: the first of the two U-Nets' answers is held to colours before the second reads
    it.
    """

    kind: Literal["upconv_7", "cunet", "upcunet"] = "upconv_7"
    clip: bool = True

    @property
    def size_multiple(self) -> int:
        return 1 if self.kind == "upconv_7" else 4

    @property
    def scale(self) -> int:
        return 1 if self.kind == "cunet" else 2

    @property
    def margin(self) -> int:
        return {"upconv_7": 7, "cunet": 28, "upcunet": 18}[self.kind]


class SrvggParameters(PictureParameters):
    """Real-ESRGAN's compact network (Wang et al. 2021)."""

    width: Width = 64
    convolutions: Annotated[int, Field(ge=1, le=64)] = 16
    upscale: Annotated[int, Field(ge=1, le=4)] = 4

    @property
    def size_multiple(self) -> int:
        return 1

    @property
    def scale(self) -> int:
        return self.upscale


class OnnxParameters(PictureParameters):
    """A network that is known by its ONNX file alone."""

    multiple: Annotated[int, Field(ge=1, le=512)] = 1
    upscale: Annotated[int, Field(ge=1, le=8)] = 1
    height: Annotated[int, Field(ge=8, le=4096)] | None = None
    width: Annotated[int, Field(ge=8, le=4096)] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> OnnxParameters:
        if (self.height is None) != (self.width is None):
            raise ValueError("a fixed size has a height and a width")
        return self

    @property
    def size_multiple(self) -> int:
        return self.multiple

    @property
    def scale(self) -> int:
        return self.upscale
