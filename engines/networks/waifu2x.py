"""waifu2x's upscalers and cleaner for drawn art: upconv_7, cunet (cleans) and upcunet (doubles), by nagadomi; and
Real-CUGAN's, by bilibili, which enlarge three and four times (upcunet_3x, upcunet_4x).

No layer pads: the answer lacks `margin` pixels at each side of the picture (engines.families.waifu2x), so whoever
calls pads first.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SLOPE = 0.1
CUNET_SCALES = {"cunet": 1, "upcunet": 2, "upcunet_3x": 3, "upcunet_4x": 4}
FEATURES = 64  # what the two U-Nets of upcunet_4x pass on instead of colours


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
    """One halving; the answer of `channels` is 8 pixels a side smaller, or `enlarges` 2 or 3 times that of 9 or 7 and
    two thirds less."""

    def __init__(self, *, enlarges: int, channels: int = 3) -> None:
        super().__init__()
        self.conv1 = Pair(3, 32, 64, gated=False)
        self.conv1_down = nn.Conv2d(64, 64, 2, 2)
        self.conv2 = Pair(64, 128, 64, gated=True)
        self.conv2_up = nn.ConvTranspose2d(64, 64, 2, 2)
        self.conv3 = nn.Conv2d(64, 64, 3)
        if enlarges == 1:
            self.conv_bottom: nn.Module = nn.Conv2d(64, channels, 3)
        else:
            kernel, padding = {2: (4, 3), 3: (5, 2)}[enlarges]
            self.conv_bottom = nn.ConvTranspose2d(64, channels, kernel, enlarges, padding)

    def forward(self, x: Tensor) -> Tensor:
        outer = self.conv1(x)
        inner = self.conv2(_leaky(self.conv1_down(outer)))
        inner = _leaky(self.conv2_up(inner))
        return self.conv_bottom(_leaky(self.conv3(_inside(outer, 4) + inner)))


class DeepUNet(nn.Module):
    """Two halvings; the answer is 20 pixels a side smaller, of as many `channels`."""

    def __init__(self, *, channels: int = 3) -> None:
        super().__init__()
        self.conv1 = Pair(channels, 32, 64, gated=False)
        self.conv1_down = nn.Conv2d(64, 64, 2, 2)
        self.conv2 = Pair(64, 64, 128, gated=True)
        self.conv2_down = nn.Conv2d(128, 128, 2, 2)
        self.conv3 = Pair(128, 256, 128, gated=True)
        self.conv3_up = nn.ConvTranspose2d(128, 128, 2, 2)
        self.conv4 = Pair(128, 64, 64, gated=True)
        self.conv4_up = nn.ConvTranspose2d(64, 64, 2, 2)
        self.conv5 = nn.Conv2d(64, 64, 3)
        self.conv_bottom = nn.Conv2d(64, channels, 3)

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

    To [N, 3, H - 56, W - 56] (`scale` 1: cunet), [N, 3, 2 H - 72, 2 W - 72] (2: upcunet) or [N, 3, 3 H - 84, 3 W - 84]
    (3: upcunet_3x). `clip`: what the second reads is held to [0, 1].
    """

    def __init__(self, *, scale: int, clip: bool = True) -> None:
        super().__init__()
        self.unet1 = ShallowUNet(enlarges=scale)
        self.unet2 = DeepUNet()
        self.clip = clip

    def forward(self, picture: Tensor) -> Tensor:
        first = self.unet1(picture)
        if self.clip:
            first = first.clamp(0.0, 1.0)
        x = _inside(first, 20) + self.unet2(first)
        return x if self.training else x.clamp(0.0, 1.0)


class FeatureCascade(nn.Module):
    """upcunet_4x: the two U-Nets pass features, whose pixels are put in from channels and added to the enlarged
    picture. float32 [N, 3, H, W] RGB in [0, 1], H, W even, to [N, 3, 4 H - 152, 4 W - 152].
    """

    def __init__(self) -> None:
        super().__init__()
        self.unet1 = ShallowUNet(enlarges=2, channels=FEATURES)
        self.unet2 = DeepUNet(channels=FEATURES)
        self.conv_final = nn.Conv2d(FEATURES, 12, 3)

    def forward(self, picture: Tensor) -> Tensor:
        first = self.unet1(picture)
        detail = _inside(self.conv_final(_inside(first, 20) + self.unet2(first)), 1)
        enlarged = F.interpolate(_inside(picture, 19), scale_factor=4.0, mode="nearest")
        x = F.pixel_shuffle(detail, 2) + enlarged
        return x if self.training else x.clamp(0.0, 1.0)


def waifu2x_network(*, kind: str, clip: bool = True) -> nn.Module:
    """ "upconv_7", "cunet", "upcunet", "upcunet_3x" or "upcunet_4x"."""
    if kind == "upconv_7":
        return UpConv7()
    return FeatureCascade() if kind == "upcunet_4x" else CascadedUNet(scale=CUNET_SCALES[kind], clip=clip)


def _leaky(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE)


def _inside(x: Tensor, border: int) -> Tensor:
    return x[:, :, border:-border, border:-border]
