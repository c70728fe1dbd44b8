"""MUNIT (Huang et al. 2018), and with PONO (Li et al. 2019)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field

from engines.families.parameters import Blocks, Channels, PictureParameters, Width
from engines.families.record import Family, Weights
from resources.messages import Message

CONTENT = "enc_content."  # names of the content encoder's weights


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


def _read(tensors: Weights) -> dict[str, Any]:
    pono = "enc_content.ds_blocks.0.conv.weight" in tensors
    first = tensors["enc_content.ds_blocks.0.conv.weight" if pono else "enc_content.model.0.conv.weight"]
    levels = r"enc_content\.ds_blocks\.\d+\.conv\.weight" if pono else r"enc_content\.model\.\d+\.conv\.weight"
    blocks = r"dec\.res_blocks\.model\.(\d+)\..*" if pono else r"dec\.model\.0\.model\.(\d+)\..*"
    return {
        "in_channels": first.shape[1],
        "width": first.shape[0],
        "halvings": sum(bool(re.fullmatch(levels, name)) for name in tensors) - 1,
        "blocks": len({match[1] for name in tensors if (match := re.fullmatch(blocks, name))}),
        "style": tensors["mlp.model.0.fc.weight"].shape[1],
        "mlp": tensors["mlp.model.0.fc.weight"].shape[0],
        "pono": pono,
    }


def joined(source: Weights, target: Weights) -> dict[str, Any]:
    """One generator: content is read by the first domain's encoder and painted by the second's decoder."""
    return {name: source[name] if name.startswith(CONTENT) else weight for name, weight in target.items()}


RECORD = Family(
    name="munit",
    parameters=MunitParameters,
    module="engines.networks.munit",
    class_name="MunitGenerator",
    mark=r"enc_content\.(model|ds_blocks)\.0\.conv\.weight",
    read=_read,
    # AdaIN's buffers are in every file and in our class; those of the content encoder are leftovers.
    keeps_running=lambda name: name.startswith(("dec.", "stat_convs.")),
    joined=joined,
    options=("direction",),
    terms=Message("MUNIT's own code and checkpoints are CC BY-NC-SA 4.0: not for commercial use."),
    taught_by=("munit",),
)
