"""waifu2x's upscalers and cleaner for drawn art: upconv_7, cunet (cleans) and upcunet (doubles). By nagadomi.

No layer pads: the answer lacks `margin` pixels at each side of the picture (engines.networks.parameters), so whoever
calls pads first.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SLOPE = 0.1


class UpConv7(nn.Module):
    """float32 [N, 3, H, W] RGB in [0, 1] to [N, 3, 2 H - 28, 2 W - 28]."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 16, 32, 64, 128, 128, 256)
        layers: list[nn.Module] = []
        for before, after in zip(widths[:-1], widths[1:], strict=True):
            layers += [nn.Conv2d(before, after, 3), nn.LeakyReLU(SLOPE)]
        self.net = nn.Sequential(*layers, nn.ConvTranspose2d(256, 3, 4, 2, 3))

    def forward(self, picture: Tensor) -> Tensor:
        x = self.net(picture)
        return x if self.training else x.clamp(0.0, 1.0)


class Gate(nn.Module):
    """Squeeze and excitation: each channel scaled by what the whole picture says (Hu et al. 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels // 8, 1)
        self.conv2 = nn.Conv2d(channels // 8, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        squeezed = x.mean(dim=(2, 3), keepdim=True)
        return x * torch.sigmoid(self.conv2(F.relu(self.conv1(squeezed))))


class Pair(nn.Module):
    """Two convolutions without borders, gated or not."""

    def __init__(self, before: int, between: int, after: int, *, gated: bool) -> None:
        super().__init__()
        self.conv = nn.Sequential(
            *(nn.Conv2d(before, between, 3), nn.LeakyReLU(SLOPE)), *(nn.Conv2d(between, after, 3), nn.LeakyReLU(SLOPE))
        )
        self.seblock = Gate(after) if gated else None

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return x if self.seblock is None else self.seblock(x)


class ShallowUNet(nn.Module):
    """One halving; the answer is 8 pixels a side smaller, or (`doubles`) twice that of 9 less."""

    def __init__(self, *, doubles: bool) -> None:
        super().__init__()
        self.conv1 = Pair(3, 32, 64, gated=False)
        self.conv1_down = nn.Conv2d(64, 64, 2, 2)
        self.conv2 = Pair(64, 128, 64, gated=True)
        self.conv2_up = nn.ConvTranspose2d(64, 64, 2, 2)
        self.conv3 = nn.Conv2d(64, 64, 3)
        self.conv_bottom = nn.ConvTranspose2d(64, 3, 4, 2, 3) if doubles else nn.Conv2d(64, 3, 3)

    def forward(self, x: Tensor) -> Tensor:
        outer = self.conv1(x)
        inner = self.conv2(_leaky(self.conv1_down(outer)))
        inner = _leaky(self.conv2_up(inner))
        return self.conv_bottom(_leaky(self.conv3(_inside(outer, 4) + inner)))


class DeepUNet(nn.Module):
    """Two halvings; the answer is 20 pixels a side smaller."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = Pair(3, 32, 64, gated=False)
        self.conv1_down = nn.Conv2d(64, 64, 2, 2)
        self.conv2 = Pair(64, 64, 128, gated=True)
        self.conv2_down = nn.Conv2d(128, 128, 2, 2)
        self.conv3 = Pair(128, 256, 128, gated=True)
        self.conv3_up = nn.ConvTranspose2d(128, 128, 2, 2)
        self.conv4 = Pair(128, 64, 64, gated=True)
        self.conv4_up = nn.ConvTranspose2d(64, 64, 2, 2)
        self.conv5 = nn.Conv2d(64, 64, 3)
        self.conv_bottom = nn.Conv2d(64, 3, 3)

    def forward(self, x: Tensor) -> Tensor:
        outer = self.conv1(x)
        middle = self.conv2(_leaky(self.conv1_down(outer)))
        inner = self.conv3(_leaky(self.conv2_down(middle)))
        inner = _leaky(self.conv3_up(inner))
        inner = self.conv4(_inside(middle, 4) + inner)
        inner = _leaky(self.conv4_up(inner))
        return self.conv_bottom(_leaky(self.conv5(_inside(outer, 16) + inner)))


class CascadedUNet(nn.Module):
    """Two U-Nets, the second correcting the first. float32 [N, 3, H, W] RGB in [0, 1]; H, W multiples of 4 (with
    margin).

    `doubles` (upcunet): to [N, 3, 2 H - 72, 2 W - 72]; else (cunet) to [N, 3, H - 56, W - 56]. `clip`: what the second
    reads is held to [0, 1].
    """

    def __init__(self, *, doubles: bool, clip: bool = True) -> None:
        super().__init__()
        self.unet1 = ShallowUNet(doubles=doubles)
        self.unet2 = DeepUNet()
        self.clip = clip

    def forward(self, picture: Tensor) -> Tensor:
        first = self.unet1(picture)
        if self.clip:
            first = first.clamp(0.0, 1.0)
        x = _inside(first, 20) + self.unet2(first)
        return x if self.training else x.clamp(0.0, 1.0)


def waifu2x_network(*, kind: str, clip: bool = True) -> nn.Module:
    """ "upconv_7", "cunet" or "upcunet"."""
    return UpConv7() if kind == "upconv_7" else CascadedUNet(doubles=kind == "upcunet", clip=clip)


def _leaky(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE)


def _inside(x: Tensor, border: int) -> Tensor:
    return x[:, :, border:-border, border:-border]
