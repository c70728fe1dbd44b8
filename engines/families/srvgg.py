"""Real-ESRGAN's compact upscaler (Wang et al. 2021)."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import PictureParameters, Width
from engines.families.record import Family, Weights
from resources.messages import Message


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


def _read(tensors: Weights) -> dict[str, Any]:
    last = max(int(name.split(".")[1]) for name in tensors if name.startswith("body."))
    return {
        "width": tensors["body.0.weight"].shape[0],
        "convolutions": last // 2 - 1,
        "upscale": math.isqrt(tensors[f"body.{last}.weight"].shape[0] // 3),
    }


RECORD = Family(
    name="srvgg",
    parameters=SrvggParameters,
    module="engines.networks.srvgg",
    class_name="SrvggNet",
    range="0..1",
    upscales=True,
    mark=r"body\.0\.weight",
    read=_read,
    terms=Message("Real-ESRGAN's code is BSD-3-Clause; its weights' licence was asked for and not answered."),
    taught_by=("upscale",),
)
