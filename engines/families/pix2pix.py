"""pix2pix (Isola et al. 2017)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import Channels, Norm, PictureParameters, Width
from engines.families.record import Family, Weights, norm_told
from resources.messages import Message


class Pix2PixParameters(PictureParameters):
    """U-Net of Isola et al. 2017, section 6.1.1: `halvings` 8 is the U-Net-256, 7 the U-Net-128. `bias`: have the
    convolutions before a norm one; by itself, only where that is instance norm.
    """

    in_channels: Channels = 3
    out_channels: Channels = 3
    halvings: Annotated[int, Field(ge=2, le=9)] = 8
    width: Width = 64
    norm: Norm = "batch"
    bias: bool | None = None

    @property
    def size_multiple(self) -> int:
        return 2**self.halvings


def _read(tensors: Weights) -> dict[str, Any]:
    first = tensors["model.model.0.weight"]
    prefix, halvings = "model.model.1", 2
    while f"{prefix}.model.3.model.1.weight" in tensors:
        prefix, halvings = f"{prefix}.model.3", halvings + 1
    batch, bias = f"{prefix}.model.4.weight" in tensors, "model.model.0.bias" in tensors
    return {
        "in_channels": first.shape[1],
        "out_channels": tensors["model.model.3.weight"].shape[1],
        "halvings": halvings,
        "width": first.shape[0],
        **norm_told(batch=batch, bias=bias),
    }


RECORD = Family(
    name="pix2pix",
    parameters=Pix2PixParameters,
    module="engines.networks.pix2pix",
    class_name="Pix2PixGenerator",
    wants="line_art",
    mark=r"model\.model\.0\.weight",
    read=_read,
    options=("norm",),
    terms=Message("pix2pix's code is BSD; its authors' checkpoints come without a licence of their own."),
    taught_by=("pix2pix", "cyclegan"),
)
