"""SketchNet: line art and colour hints to shaded art with alpha, several styles in one network.

A U-Net behind a 4x pixel-unshuffle, without normalisation layers: no layer looks at statistics of the whole picture,
so one
more stroke changes the artwork only where it was drawn, and any size gives the same picture. Styles and palette enter
by
feature-wise linear modulation (FiLM, Perez et al. 2018, eq. 2). The head does not paint RGB from nothing: each pixel
picks a
mixture of the palette's colours and the hint (a softmax), then adds shading, so the colours asked for are the colours
shown.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.networks.table import INPUT_PLANES

PALETTE_SIZE = 4
HINT_TRUST = 4.0  # in logits
SHARPNESS = 4.0  # of the choice among colours while training: it has to stay a slope to climb
RESOLVED = 5.0  # and when painting: more is crisper, and shows the borders of every doubt


class Film(nn.Module):
    """Per-channel scale and shift from the condition vector: `x * (1 + scale) + shift`."""

    def __init__(self, condition: int, channels: int) -> None:
        super().__init__()
        self.affine = nn.Linear(condition, 2 * channels)
        nn.init.normal_(self.affine.weight, std=0.02)
        nn.init.zeros_(self.affine.bias)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        scale, shift = self.affine(condition)[:, :, None, None].chunk(2, dim=1)
        return x * (1 + scale) + shift


class ResidualBlock(nn.Module):
    """conv, FiLM, activation, conv, added to its input; the second convolution starts small, so depth starts as
    identity."""

    def __init__(self, channels: int, condition: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.film = Film(condition, channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        for convolution, gain in ((self.conv1, 1.0), (self.conv2, 0.3)):
            nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
            convolution.weight.data.mul_(gain)
            nn.init.zeros_(convolution.bias)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        return x + self.conv2(F.relu(self.film(self.conv1(F.relu(x)), condition)))


class SketchNet(nn.Module):
    """The generator.

    Inputs: `planes` float32 [N, 7, H, W] in [0, 1] (ink, 1 = line; size and depth of the enclosing region; hint
    red, green,
    blue; hint confidence), H and
    W multiples
    of `size_multiple`; `palette` float32 [N, 4, 4] (red, green, blue, share of the area; share 0 = no such colour);
    `style` float32 [N, styles], weights that sum to 1 (mixtures blend styles).
    Output: float32 [N, 4, H, W] in [0, 1] when not training: straight (not premultiplied) RGB and alpha.
    """

    def __init__(
        self,
        *,
        styles: int = 4,
        widths: tuple[int, ...] = (48, 96, 160, 208),
        blocks: tuple[int, ...] = (0, 1, 1, 3),
        condition: int = 128,
        unshuffle: int = 4,
    ) -> None:
        super().__init__()
        self.styles = styles
        self.unshuffle = unshuffle
        self.size_multiple = unshuffle * 2 ** (len(widths) - 1)
        self.embed = nn.Sequential(
            nn.Linear(styles + PALETTE_SIZE * 4, condition), nn.ReLU(), nn.Linear(condition, condition), nn.ReLU()
        )
        self.stem = nn.Conv2d(INPUT_PLANES * unshuffle**2, widths[0], 3, padding=1)
        self.encoder = nn.ModuleList(
            nn.ModuleList(ResidualBlock(w, condition) for _ in range(b)) for w, b in zip(widths, blocks, strict=True)
        )
        self.down = nn.ModuleList(
            nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in zip(widths[:-1], widths[1:], strict=True)
        )
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(widths[:-1], widths[1:], strict=True))
        self.skip = nn.ModuleList(nn.Conv2d(a, a, 1) for a in widths[:-1])
        self.decoder = nn.ModuleList(ResidualBlock(a, condition) for a in widths[:-1])
        for convolution in (self.stem, *self.down):
            nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        self.head = nn.Conv2d(widths[0], (PALETTE_SIZE + 1 + 3 + 1) * unshuffle**2, 3, padding=1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, planes: Tensor, palette: Tensor, style: Tensor) -> Tensor:
        condition = self.embed(torch.cat([palette.flatten(1) * 2 - 1, style], dim=1))
        cells = F.pixel_unshuffle(planes, self.unshuffle)
        x = self.stem(cells)
        skips = []
        for level, stage in enumerate(self.encoder):
            for block in cast(nn.ModuleList, stage):
                x = block(x, condition)
            if level < len(self.down):
                skips.append(x)
                x = self.down[level](F.relu(x))
        for level in reversed(range(len(skips))):
            x = F.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest") + self.skip[level](skips[level])
            x = self.decoder[level](x, condition)
        # Colours are mixed before the pixel-shuffle, on [N, kind, cell, h, w], and the head runs as one convolution for
        # each kind of answer: the same picture, a third less time in OpenVINO than shuffling nine full-size planes.
        count = self.unshuffle**2
        sizes = [(PALETTE_SIZE + 1) * count, 3 * count, count]
        parts = zip(self.head.weight.split(sizes), self.head.bias.split(sizes), strict=True)
        x = F.relu(x)
        logits, shading, alpha = (F.conv2d(x, weight, bias, padding=1).float() for weight, bias in parts)
        inputs = cells.unflatten(1, (planes.shape[1], count))
        absent = F.pad((palette[:, :, 3] <= 0).float() * -30.0, (0, 1))[:, :, None, None, None]
        # Untrained, the net already takes a hint for what it is: trusted as far as it is confident.
        trust = F.pad(HINT_TRUST * (2 * inputs[:, 6:7] - 1), (0, 0, 0, 0, 0, 0, PALETTE_SIZE, 0))
        sharpness = SHARPNESS if self.training else RESOLVED
        weights = (sharpness * (logits.unflatten(1, (PALETTE_SIZE + 1, count)) + trust) + absent).softmax(dim=1)
        rgb = weights[:, PALETTE_SIZE:] * inputs[:, 3:6]
        for index in range(PALETTE_SIZE):
            rgb = rgb + weights[:, index : index + 1] * palette[:, index, :3, None, None, None]
        rgb = rgb.flatten(1, 2) + shading
        result = F.pixel_shuffle(torch.cat([rgb, torch.sigmoid(alpha)], dim=1), self.unshuffle)
        return result if self.training else result.clamp(0.0, 1.0)
