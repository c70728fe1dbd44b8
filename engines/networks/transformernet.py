"""The feed-forward style network (Johnson et al. 2016), with many styles in one by conditional instance norm
(Dumoulin et al. 2017): each style is a scale and a shift per channel, and styles mix by mixing those.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPSILON = 1e-5


class Convolution(nn.Module):
    """A convolution with reflected borders; `doubled` enlarges its input first (nearest)."""

    def __init__(self, before: int, after: int, kernel: int, *, stride: int = 1, doubled: bool = False) -> None:
        super().__init__()
        self.border = kernel // 2
        self.doubled = doubled
        self.conv2d = nn.Conv2d(before, after, kernel, stride)

    def forward(self, x: Tensor) -> Tensor:
        if self.doubled:
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        return self.conv2d(F.pad(x, (self.border,) * 4, mode="reflect"))


class StyleNorm(nn.Module):
    """Instance norm; with several styles, weight and bias are [styles, channels], mixed by the style's weights (eq.
    5).
    """

    def __init__(self, channels: int, styles: int) -> None:
        super().__init__()
        shape = (channels,) if styles == 1 else (styles, channels)
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x: Tensor, style: Tensor | None) -> Tensor:
        if style is None:
            return F.instance_norm(x, weight=self.weight, bias=self.bias, eps=EPSILON)
        scale, shift = style @ self.weight, style @ self.bias
        return F.instance_norm(x, eps=EPSILON) * scale[:, :, None, None] + shift[:, :, None, None]


class TransformerNetBlock(nn.Module):
    def __init__(self, width: int, styles: int) -> None:
        super().__init__()
        self.conv1, self.in1 = Convolution(width, width, 3), StyleNorm(width, styles)
        self.conv2, self.in2 = Convolution(width, width, 3), StyleNorm(width, styles)

    def forward(self, x: Tensor, style: Tensor | None) -> Tensor:
        y = F.relu(self.in1(self.conv1(x), style))
        return x + self.in2(self.conv2(y), style)


class TransformerNet(nn.Module):
    """float32 [N, 3, H, W] RGB in 0..255 to the same, not clipped; H, W multiples of 4.

    `style`: float32 [N, styles], weights that sum to 1; left out where the network has one style.
    """

    def __init__(self, *, width: int = 32, blocks: int = 5, styles: int = 1) -> None:
        super().__init__()
        w1, w2, w4 = width, 2 * width, 4 * width
        self.styles = styles
        self.blocks = blocks
        self.conv1, self.in1 = Convolution(3, w1, 9), StyleNorm(w1, styles)
        self.conv2, self.in2 = Convolution(w1, w2, 3, stride=2), StyleNorm(w2, styles)
        self.conv3, self.in3 = Convolution(w2, w4, 3, stride=2), StyleNorm(w4, styles)
        for number in range(1, blocks + 1):
            self.add_module(f"res{number}", TransformerNetBlock(w4, styles))
        self.deconv1, self.in4 = Convolution(w4, w2, 3, doubled=True), StyleNorm(w2, styles)
        self.deconv2, self.in5 = Convolution(w2, w1, 3, doubled=True), StyleNorm(w1, styles)
        self.deconv3 = Convolution(w1, 3, 9)

    def forward(self, picture: Tensor, style: Tensor | None = None) -> Tensor:
        if (self.styles > 1) != (style is not None):
            raise ValueError(f"a network of {self.styles} styles was given {'none' if style is None else 'some'}")
        x = picture
        for number in (1, 2, 3):
            x = F.relu(self.get_submodule(f"in{number}")(self.get_submodule(f"conv{number}")(x), style))
        for number in range(1, self.blocks + 1):
            x = self.get_submodule(f"res{number}")(x, style)
        x = F.relu(self.in4(self.deconv1(x), style))
        x = F.relu(self.in5(self.deconv2(x), style))
        return self.deconv3(x)
