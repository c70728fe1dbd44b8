"""CartoonGAN (Chen et al. 2018)."""

from __future__ import annotations

import re
from typing import Any

from engines.families.parameters import Blocks, PictureParameters, Width
from engines.families.record import Family, Weights
from resources.messages import Message


class CartoonGanParameters(PictureParameters):
    """Chen et al. 2018, figure 2, as the authors' released weights have it."""

    width: Width = 64
    blocks: Blocks = 8


def _read(tensors: Weights) -> dict[str, Any]:
    blocks = sum(bool(re.fullmatch(r"in\d\d_2\.scale", name)) for name in tensors)
    return {"width": tensors["conv01_1.weight"].shape[0], "blocks": blocks}


RECORD = Family(
    name="cartoongan",
    parameters=CartoonGanParameters,
    module="engines.networks.cartoongan",
    class_name="CartoonGanGenerator",
    order="bgr",
    mark=r"conv01_1\.weight",
    read=_read,
    terms=Message("Nobody has said under which licence CartoonGAN's original weights may be passed on."),
    taught_by=("cartoongan",),
)
