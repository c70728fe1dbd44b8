"""waifu2x's and Real-CUGAN's upscalers."""

from __future__ import annotations

from typing import Any, Literal

from engines.families.parameters import PictureParameters
from engines.families.record import Family, Weights
from resources.messages import Message


class Waifu2xParameters(PictureParameters):
    """nagadomi's networks, and Real-CUGAN's that enlarge three and four times. `clip`: the first of the two U-Nets'
    answers is held to colours before the second reads it.
    """

    kind: Literal["upconv_7", "cunet", "upcunet", "upcunet_3x", "upcunet_4x"] = "upconv_7"
    clip: bool = True

    @property
    def size_multiple(self) -> int:
        return {"upconv_7": 1, "upcunet_4x": 2}.get(self.kind, 4)

    @property
    def scale(self) -> int:
        return {"cunet": 1, "upcunet_3x": 3, "upcunet_4x": 4}.get(self.kind, 2)

    @property
    def margin(self) -> int:
        return {"upconv_7": 7, "cunet": 28, "upcunet": 18, "upcunet_3x": 14, "upcunet_4x": 19}[self.kind]


def _read(tensors: Weights) -> dict[str, Any]:
    if "net.0.weight" in tensors:
        return {"kind": "upconv_7"}
    if "conv_final.weight" in tensors:
        return {"kind": "upcunet_4x", "clip": False}
    # A doubling transposed convolution is 4 x 4, a tripling one 5 x 5, a plain one 3 x 3.
    kernel = tensors["unet1.conv_bottom.weight"].shape[-1]
    return {5: {"kind": "upcunet_3x", "clip": False}, 4: {"kind": "upcunet"}}.get(kernel, {"kind": "cunet"})


RECORD = Family(
    name="waifu2x",
    parameters=Waifu2xParameters,
    module="engines.networks.waifu2x",
    class_name="waifu2x_network",
    range="0..1",
    upscales=True,
    mark=r"net\.12\.weight|unet1\.conv_bottom\.weight",
    read=_read,
    leftovers=("pro",),
    terms=Message("waifu2x's and Real-CUGAN's models are MIT."),
    taught_by=("upscale",),
)
