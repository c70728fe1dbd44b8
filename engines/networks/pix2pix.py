"""pix2pix: a U-Net from picture to picture, and the PatchGAN that learns with it (Isola et al. 2017, section 6.1).

Names of weights are those of the public checkpoints: each level holds the next one inside itself.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engines.networks.layers import has_bias, norm_layer, start_small


class Level(nn.Module):
    """One halving, all that lies inside it, and the doubling; hands its input across to whoever is outside it."""

    def __init__(
        self, outer: int, inner: int, inside: Level | None, *, norm: str, bias: bool, first: int = 0, dropout: bool
    ) -> None:
        super().__init__()
        outermost = bool(first)
        down = nn.Conv2d(first or outer, inner, 4, 2, 1, bias=bias)
        if outermost:
            assert inside is not None
            up = nn.ConvTranspose2d(2 * inner, outer, 4, 2, 1)
            layers: list[nn.Module] = [down, inside, nn.ReLU(), up, nn.Tanh()]
        elif inside is None:
            up = nn.ConvTranspose2d(inner, outer, 4, 2, 1, bias=bias)
            layers = [nn.LeakyReLU(0.2), down, nn.ReLU(), up, norm_layer(norm, outer)]
        else:
            up = nn.ConvTranspose2d(2 * inner, outer, 4, 2, 1, bias=bias)
            layers = [nn.LeakyReLU(0.2), down, norm_layer(norm, inner), inside, nn.ReLU(), up, norm_layer(norm, outer)]
            if dropout:
                layers.append(nn.Dropout(0.5))
        self.model = nn.Sequential(*layers)
        self._outermost = outermost

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x) if self._outermost else torch.cat([x, self.model(x)], dim=1)


class Pix2PixGenerator(nn.Module):
    """float32 [N, in_channels, H, W] in [-1, 1] to [N, out_channels, H, W] in [-1, 1]; H, W multiples of 2**halvings.

    Training, it rolls dropout in the three levels next to the innermost (its only noise, section 3.3). `eval()`
    gives one answer per picture: no dropout, and batch norm by the picture's own statistics.
    """

    def __init__(
        self,
        *,
        in_channels: int = 3,
        out_channels: int = 3,
        halvings: int = 8,
        width: int = 64,
        norm: str = "batch",
        bias: bool | None = None,
    ) -> None:
        super().__init__()
        bias = has_bias(norm, bias)
        widths = [width * min(2**level, 8) for level in range(halvings)]
        inside: Level | None = None
        for level in reversed(range(1, halvings)):
            dropout = widths[level] == widths[level - 1] and inside is not None
            inside = Level(widths[level - 1], widths[level], inside, norm=norm, bias=bias, dropout=dropout)
        self.model = Level(out_channels, width, inside, norm=norm, bias=bias, first=in_channels, dropout=False)
        start_small(self)

    def forward(self, picture: Tensor) -> Tensor:
        return self.model(picture)


class PatchDiscriminator(nn.Module):
    """N-layer PatchGAN: one judgement for each patch (70 x 70 pixels with 3 layers). `channels`: 6 for pairs.

    Answers [N, 1, H', W'], not squashed: the loss knows what it means.
    """

    def __init__(self, channels: int = 3, *, width: int = 64, layers: int = 3, norm: str = "batch") -> None:
        super().__init__()
        bias = norm == "instance"
        parts: list[nn.Module] = [nn.Conv2d(channels, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        before = width
        for level in range(1, layers + 1):
            after = width * min(2**level, 8)
            stride = 2 if level < layers else 1
            parts += [nn.Conv2d(before, after, 4, stride, 1, bias=bias), norm_layer(norm, after), nn.LeakyReLU(0.2)]
            before = after
        self.model = nn.Sequential(*parts, nn.Conv2d(before, 1, 4, 1, 1))
        start_small(self)

    def forward(self, picture: Tensor) -> Tensor:
        return self.model(picture)
