"""Fast neural style's network (Johnson et al. 2016)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import Blocks, PictureParameters, Width
from engines.families.record import Family, Weights
from resources.messages import Message


class TransformerNetParameters(PictureParameters):
    """Johnson et al. 2016; more than one of `styles`: conditional instance norm (Dumoulin et al. 2017, eq. 5)."""

    width: Width = 32
    blocks: Blocks = 5
    styles: Annotated[int, Field(ge=1, le=64)] = 1

    @property
    def style_weights(self) -> int:
        return self.styles if self.styles > 1 else 0


def _read(tensors: Weights) -> dict[str, Any]:
    scale = tensors["in1.weight"]
    return {
        "width": tensors["conv1.conv2d.weight"].shape[0],
        "blocks": sum(bool(re.fullmatch(r"res\d+\.in1\.weight", name)) for name in tensors),
        "styles": scale.shape[0] if scale.ndim == 2 else 1,
    }


RECORD = Family(
    name="transformernet",
    parameters=TransformerNetParameters,
    module="engines.networks.transformernet",
    class_name="TransformerNet",
    range="0..255",
    mark=r"conv1\.conv2d\.weight",
    read=_read,
    terms=Message("PyTorch's examples are BSD-3-Clause; the style is that of a picture, mind whose."),
    taught_by=("feature_style",),
)
