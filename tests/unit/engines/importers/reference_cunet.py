"""waifu2x's cunet and upcunet once more, from their author's description and the order of the weights in ncnn files:
two U-Nets without borders, squeeze-and-excitation gates, the second correcting the first. See reference_networks.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unit.engines.importers.reference_networks import Maker, Weights

Layer = tuple[str, int, int, int, bool]  # name, output, input, kernel, transposed


def cunet_layers(*, doubles: bool) -> list[Layer]:
    """In the order of the file. The widths are the family's only ones."""
    first = [
        ("conv1.conv.0", 32, 3, 3), ("conv1.conv.2", 64, 32, 3), ("conv1_down", 64, 64, 2),
        ("conv2.conv.0", 128, 64, 3), ("conv2.conv.2", 64, 128, 3),
        ("conv2.seblock.conv1", 8, 64, 1), ("conv2.seblock.conv2", 64, 8, 1),
        ("conv2_up", 64, 64, 2), ("conv3", 64, 64, 3), ("conv_bottom", 3, 64, 4 if doubles else 3),
    ]  # fmt: skip
    second = [
        ("conv1.conv.0", 32, 3, 3), ("conv1.conv.2", 64, 32, 3), ("conv1_down", 64, 64, 2),
        ("conv2.conv.0", 64, 64, 3), ("conv2.conv.2", 128, 64, 3),
        ("conv2.seblock.conv1", 16, 128, 1), ("conv2.seblock.conv2", 128, 16, 1), ("conv2_down", 128, 128, 2),
        ("conv3.conv.0", 256, 128, 3), ("conv3.conv.2", 128, 256, 3),
        ("conv3.seblock.conv1", 16, 128, 1), ("conv3.seblock.conv2", 128, 16, 1), ("conv3_up", 128, 128, 2),
        ("conv4.conv.0", 64, 128, 3), ("conv4.conv.2", 64, 64, 3),
        ("conv4.seblock.conv1", 8, 64, 1), ("conv4.seblock.conv2", 64, 8, 1), ("conv4_up", 64, 64, 2),
        ("conv5", 64, 64, 3), ("conv_bottom", 3, 64, 3),
    ]  # fmt: skip
    return [
        (f"{unet}.{name}", out, into, kernel, name.endswith("_up") or kernel == 4)
        for unet, layers in (("unet1", first), ("unet2", second))
        for name, out, into, kernel in layers
    ]


def cunet_weights(*, doubles: bool) -> Weights:
    maker = Maker(11)
    for name, out, into, kernel, turned in cunet_layers(doubles=doubles):
        maker.conv(name, out, into, kernel, turned=turned)
    maker.weights["unet1.conv_bottom.bias"] += 0.5
    return maker.weights


def cunet(w: Weights, x: Tensor, *, doubles: bool, bottom: tuple[int, int] = (2, 3)) -> Tensor:
    """`bottom`: stride and padding of the first U-Net's last layer, where it enlarges."""

    def conv(y: Tensor, name: str, stride: int = 1) -> Tensor:
        return F.conv2d(y, w[f"{name}.weight"], w[f"{name}.bias"], stride)

    def up(y: Tensor, name: str) -> Tensor:
        return leaky(F.conv_transpose2d(y, w[f"{name}.weight"], w[f"{name}.bias"], 2))

    def pair(y: Tensor, name: str, *, gate: bool = True) -> Tensor:
        y = leaky(conv(leaky(conv(y, f"{name}.conv.0")), f"{name}.conv.2"))
        if not gate:
            return y
        seen = F.relu(conv(y.mean((2, 3), keepdim=True), f"{name}.seblock.conv1"))
        return y * torch.sigmoid(conv(seen, f"{name}.seblock.conv2"))

    def shallow(y: Tensor, name: str) -> Tensor:
        outer = pair(y, f"{name}.conv1", gate=False)
        inner = up(pair(leaky(conv(outer, f"{name}.conv1_down", 2)), f"{name}.conv2"), f"{name}.conv2_up")
        y = leaky(conv(cropped(outer, 4) + inner, f"{name}.conv3"))
        if not doubles:
            return conv(y, f"{name}.conv_bottom")
        return F.conv_transpose2d(y, w[f"{name}.conv_bottom.weight"], w[f"{name}.conv_bottom.bias"], *bottom)

    def deep(y: Tensor, name: str) -> Tensor:
        outer = pair(y, f"{name}.conv1", gate=False)
        middle = pair(leaky(conv(outer, f"{name}.conv1_down", 2)), f"{name}.conv2")
        inner = up(pair(leaky(conv(middle, f"{name}.conv2_down", 2)), f"{name}.conv3"), f"{name}.conv3_up")
        inner = up(pair(cropped(middle, 4) + inner, f"{name}.conv4"), f"{name}.conv4_up")
        return conv(leaky(conv(cropped(outer, 16) + inner, f"{name}.conv5")), f"{name}.conv_bottom")

    first = shallow(x, "unet1")
    return cropped(first, 20) + deep(first, "unet2")


# Real-CUGAN: the same two U-Nets, whose first enlarges three times (5 x 5, stride 3), or which pass 64 features on
# that a last convolution makes pixels of, twice as many a side, added to the picture four times as large.


def cugan_layers(scale: int) -> list[Layer]:
    changed = {"unet1.conv_bottom": (3, 64, 5, True)}
    if scale == 4:
        changed = {
            "unet1.conv_bottom": (64, 64, 4, True),
            "unet2.conv1.conv.0": (32, 64, 3, False),
            "unet2.conv_bottom": (64, 64, 3, False),
        }
    layers = [(layer[0], *changed.get(layer[0], layer[1:])) for layer in cunet_layers(doubles=True)]
    return [*layers, ("conv_final", 12, 64, 3, False)] if scale == 4 else layers


def cugan_weights(scale: int) -> Weights:
    maker = Maker(14)
    for name, out, into, kernel, turned in cugan_layers(scale):
        maker.conv(name, out, into, kernel, turned=turned)
    if scale == 3:
        maker.weights["unet1.conv_bottom.bias"] += 0.5
    return maker.weights


def cugan(w: Weights, x: Tensor, scale: int) -> Tensor:
    if scale == 3:
        return cunet(w, x, doubles=True, bottom=(3, 2))
    features = cunet(w, x, doubles=True)
    y = F.conv2d(features, w["conv_final.weight"], w["conv_final.bias"])[:, :, 1:-1, 1:-1]
    n, _, h, v = y.shape
    y = y.reshape(n, 3, 2, 2, h, v).permute(0, 1, 4, 2, 5, 3).reshape(n, 3, 2 * h, 2 * v)
    return y + cropped(x, 19).repeat_interleave(4, 2).repeat_interleave(4, 3)


def leaky(y: Tensor) -> Tensor:
    return torch.where(y > 0, y, 0.1 * y)


def cropped(y: Tensor, border: int) -> Tensor:
    return y[..., border : y.shape[-2] - border, border : y.shape[-1] - border]
