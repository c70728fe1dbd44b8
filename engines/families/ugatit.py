"""U-GAT-IT (Kim et al. 2020)."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import Blocks, Channels, PictureParameters, Width
from engines.families.record import Family, Weights
from resources.messages import Message


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


def _read(tensors: Weights) -> dict[str, Any]:
    first, dense = tensors["DownBlock.1.weight"], tensors["FC.0.weight"]
    width = int(first.shape[0])
    light = dense.shape[1] == 4 * width
    last = tensors["UpBlock2.11.weight"]
    return {
        "in_channels": first.shape[1],
        "out_channels": last.shape[0],
        "width": width,
        "blocks": sum(bool(re.fullmatch(r"UpBlock1_\d+\.conv1\.weight", name)) for name in tensors),
        "size": 256 if light else 4 * math.isqrt(dense.shape[1] // (4 * width)),
        "light": light,
    }


RECORD = Family(
    name="ugatit",
    parameters=UgatitParameters,
    module="engines.networks.ugatit",
    class_name="UgatitGenerator",
    mark=r"DownBlock\.1\.weight",
    read=_read,
    options=("direction",),
    terms=Message("U-GAT-IT's code is MIT."),
    taught_by=("ugatit",),
)
