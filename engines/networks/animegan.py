"""AnimeGANv2's generator, photographs to anime: inverted residual blocks, bilinear doublings. Names of weights are
those of the public PyTorch port.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

Padding = int | tuple[int, int, int, int]
HALVING: Padding = (0, 1, 0, 1)  # left, right, top, bottom: as TensorFlow pads an even picture


class AnimeGanUnit(nn.Sequential):
    """Reflected border, convolution, layer norm, leaky ReLU."""

    def __init__(
        self,
        before: int,
        after: int,
        *,
        kernel: int = 3,
        stride: int = 1,
        padding: Padding = 1,
        depthwise: bool = False,
    ) -> None:
        groups = before if depthwise else 1
        super().__init__(
            nn.ReflectionPad2d(padding),
            nn.Conv2d(before, after, kernel, stride, groups=groups, bias=depthwise),
            nn.GroupNorm(1, after),
            nn.LeakyReLU(0.2),
        )


class InvertedBlock(nn.Module):
    """Widen, depthwise convolution, narrow; added to its input where the widths agree (MobileNetV2)."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            AnimeGanUnit(before, 2 * before, kernel=1, padding=0),
            AnimeGanUnit(2 * before, 2 * before, depthwise=True),
            nn.Conv2d(2 * before, after, 1, bias=False),
            nn.GroupNorm(1, after),
        )
        self._added = before == after

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x) if self._added else self.layers(x)


class AnimeGanGenerator(nn.Module):
    """float32 [N, 3, H, W] RGB in [-1, 1] to the same; H, W multiples of 4.

    `align_corners`: True is what the port's generator does by itself, False what its test program asks for.
    """

    def __init__(self, *, width: int = 32, align_corners: bool = True) -> None:
        super().__init__()
        w1, w2, w4, w8 = (width * k for k in (1, 2, 4, 8))
        self.align_corners = align_corners
        self.block_a = nn.Sequential(
            AnimeGanUnit(3, w1, kernel=7, padding=3),
            AnimeGanUnit(w1, w2, stride=2, padding=HALVING),
            AnimeGanUnit(w2, w2),
        )
        self.block_b = nn.Sequential(AnimeGanUnit(w2, w4, stride=2, padding=HALVING), AnimeGanUnit(w4, w4))
        blocks = (InvertedBlock(before, w8) for before in (w4, w8, w8, w8))
        self.block_c = nn.Sequential(AnimeGanUnit(w4, w4), *blocks, AnimeGanUnit(w8, w4))
        self.block_d = nn.Sequential(AnimeGanUnit(w4, w4), AnimeGanUnit(w4, w4))
        self.block_e = nn.Sequential(
            AnimeGanUnit(w4, w2), AnimeGanUnit(w2, w2), AnimeGanUnit(w2, w1, kernel=7, padding=3)
        )
        self.out_layer = nn.Sequential(nn.Conv2d(w1, 3, 1, bias=False), nn.Tanh())

    def forward(self, picture: Tensor) -> Tensor:
        x = self.block_c(self.block_b(self.block_a(picture)))
        x = self.block_d(self._doubled(x))
        return self.out_layer(self.block_e(self._doubled(x)))

    def _doubled(self, x: Tensor) -> Tensor:
        return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=self.align_corners)
