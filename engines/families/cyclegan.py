"""CycleGAN (Zhu et al. 2017)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import Blocks, Channels, Norm, PictureParameters, Width
from engines.families.record import Family, Weights, norm_told
from resources.messages import Message


class CycleGanParameters(PictureParameters):
    """ResNet of Zhu et al. 2017, section 7.2. `dropout`: the checkpoint was trained with it, which moves an index.

    `landmarks`: planes after the picture's, neutral at 0. `bias`: as pix2pix's.
    """

    in_channels: Channels = 3
    out_channels: Channels = 3
    landmarks: Annotated[int, Field(ge=0, le=8)] = 0
    width: Width = 64
    blocks: Blocks = 9
    norm: Norm = "instance"
    bias: bool | None = None
    dropout: bool = False


def _read(tensors: Weights) -> dict[str, Any]:
    first = tensors["model.1.weight"]
    blocks = {name.split(".")[1] for name in tensors if ".conv_block." in name}
    last = max((n for n in tensors if re.fullmatch(r"model\.\d+\.weight", n)), key=lambda n: int(n.split(".")[1]))
    second = [name for name in tensors if re.search(r"conv_block\.[56]\.weight$", name) and tensors[name].ndim == 4]
    planes = int(first.shape[1])
    return {
        "in_channels": min(planes, 3),
        "landmarks": max(0, planes - 3),
        "out_channels": tensors[last].shape[0],
        "width": first.shape[0],
        "blocks": len(blocks),
        **norm_told(batch="model.2.weight" in tensors, bias="model.1.bias" in tensors),
        "dropout": any(".conv_block.6." in name for name in second),
    }


RECORD = Family(
    name="cyclegan",
    parameters=CycleGanParameters,
    module="engines.networks.cyclegan",
    class_name="ResnetGenerator",
    mark=r"model\.\d+\.conv_block\.1\.weight",
    read=_read,
    options=("norm",),
    terms=Message("CycleGAN's code is BSD; its authors' checkpoints come without a licence of their own."),
    taught_by=("cyclegan", "pix2pix", "cartoongan"),
)
