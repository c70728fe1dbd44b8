"""SketchNet: line art and colour hints to shaded art with alpha, several styles in one network.

A U-Net behind a 4x pixel-unshuffle, without normalisation layers: no layer looks at statistics of the whole picture,
so one
more stroke changes the artwork only where it was drawn, and any size gives the same picture. Styles and palette enter
by
feature-wise linear modulation (FiLM, Perez et al. 2018, eq. 2). The head does not paint RGB from nothing: it picks a
mixture of the palette's colours and the hint (a softmax), then adds shading, so the colours asked for are the colours
shown. The pixels of one region of the drawing vote: the region has one choice of colour and one opacity.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.networks.table import FEATURE_PLANES

PALETTE_SIZE = 4
HINT_TRUST = 4.0  # in logits
OBEYED = 8.0  # more of them when painting, for a hint that is sure: whoever dabbed wants that colour, likely or not
ENCLOSED = 3.0  # logits of opacity: untrained, the net already paints what lines enclose, and nothing else
SHARPNESS = 4.0  # of the choice among colours while training: it has to stay a slope to climb
RESOLVED = 5.0  # and when painting: more is crisper, and shows the borders of every doubt
DECIDED = 16.0  # and when a whole region chooses: it has no borders to show, and a mixture is mud
SURE = 3.0  # when painting, what is half likely to be open paper outside the regions is left open
NUMBERS = 256  # of regions, 0 = none


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

    Inputs: `planes` float32 [N, 11, H, W] as engines.tensors.PLANES (ink, 1 = line; five planes about the enclosing
    region; hint red, green, blue; hint confidence; the region's number, 0 to 255), H and W multiples of
    `size_multiple`; `palette` float32 [N, 4, 4] (red, green, blue, share of the area; share 0 = no such colour);
    `style` float32 [N, styles], weights that sum to 1 (mixtures blend styles).
    Output: float32 [N, 4, H, W] in [0, 1]: straight (not premultiplied) RGB and alpha. When training: the same, not
    clamped, and each region's choice, float32 [N, 5, 256], the logarithm of the share that every palette colour and
    the hint has in its colour.
    """

    relief: Tensor

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
        self.stem = nn.Conv2d(FEATURE_PLANES * unshuffle**2, widths[0], 3, padding=1)
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
        # How strongly each style is shaded; set at export, so that light and shade are as strong as the artist's.
        self.register_buffer("relief", torch.ones(styles))

    def forward(self, planes: Tensor, palette: Tensor, style: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        condition = self.embed(torch.cat([palette.flatten(1) * 2 - 1, style], dim=1))
        cells = F.pixel_unshuffle(planes[:, :FEATURE_PLANES], self.unshuffle)
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
        inputs = cells.unflatten(1, (FEATURE_PLANES, count))
        absent = F.pad((palette[:, :, 3] <= 0).float() * -30.0, (0, 1))[:, :, None]
        # Untrained, the net already takes a hint for what it is: trusted as far as it is confident.
        confident = 2 * inputs[:, 9:10] - 1
        trust = HINT_TRUST * confident
        if not self.training:
            trust = trust + OBEYED * F.relu(confident)
        trust = F.pad(trust, (0, 0, 0, 0, 0, 0, PALETTE_SIZE, 0))
        choice = logits.unflatten(1, (PALETTE_SIZE + 1, count)) + trust
        number = F.pixel_unshuffle(planes[:, FEATURE_PLANES:], self.unshuffle)
        inside = (number > 0)[:, None]
        shading, alpha = shading.unflatten(1, (3, count)), alpha.unflatten(1, (1, count))
        alpha = alpha + ENCLOSED * (2 * inside.float() - 1)
        shading = shading * (style * self.relief).sum(1)[:, None, None, None, None]
        sharpness = SHARPNESS if self.training else RESOLVED
        tones, hint = palette[:, :, :3], inputs[:, 6:9]

        # Where no region is known, each pixel chooses for itself.
        weights = (sharpness * choice + absent[:, :, :, None, None]).softmax(dim=1)
        rgb = weights[:, PALETTE_SIZE:] * hint
        for index in range(PALETTE_SIZE):
            rgb = rgb + weights[:, index : index + 1] * tones[:, index, :, None, None, None]

        # Elsewhere the region does.
        own, chosen = self._voted(torch.cat([choice, alpha, shading], dim=1), number, tones=tones, absent=absent)
        rgb = torch.where(inside, own[:, :3] + own[:, 3:4] * hint, rgb)
        open_paper = torch.sigmoid(alpha if self.training else SURE * alpha) * self._near(cells)[:, :, None]
        opacity = torch.where(inside, own[:, 4:], open_paper)

        # Regions meet at hard edges: premultiplied, they are smoothed over a pixel, then shaded.
        flat = torch.cat([rgb * opacity, opacity], dim=1).flatten(1, 2)
        flat = F.avg_pool2d(F.pixel_shuffle(flat, self.unshuffle), 3, stride=1, padding=1, count_include_pad=False)
        opacity = flat[:, 3:]
        rgb = flat[:, :3] / opacity.clamp_min(1e-3) + F.pixel_shuffle(shading.flatten(1, 2), self.unshuffle)
        result = torch.cat([rgb, opacity], dim=1)
        return (result, chosen) if self.training else result.clamp(0.0, 1.0)

    def _near(self, cells: Tensor) -> Tensor:
        """1 where a line or a dab is near (some 32 to 60 pixels; at the rim of the canvas, 16), else 0: [N, 1, h, w].
        Elsewhere there is nothing to paint, whatever the edges of the canvas make the convolutions believe."""
        count = self.unshuffle**2
        drawn = torch.maximum(cells[:, :count].amax(1, keepdim=True), cells[:, 9 * count :].amax(1, keepdim=True))
        here = F.max_pool2d(drawn, 4)
        around = F.max_pool2d(here, 5, stride=1, padding=2)
        rim = F.avg_pool2d(0 * here + 1, 5, stride=1, padding=2) < 0.999
        near = torch.where(rim, here, around) > 0.1
        return F.interpolate(near.float(), size=drawn.shape[2:], mode="nearest")

    @torch.compiler.disable
    def _voted(self, votes: Tensor, number: Tensor, *, tones: Tensor, absent: Tensor) -> tuple[Tensor, Tensor]:
        """What each region chose, at each of its pixels: [N, 5, cells, h, w], the palette's share of the colour, the
        hint's weight, the opacity; and the choice itself, [N, 5, 256].

        `votes` [N, 9, cells, h, w] (choice, opacity, shading) are averaged over a region (every other pixel of every
        other row). Where it takes the hint, its shading averages to nothing: the colour asked for is the colour shown.
        """
        step, side = 2 if self.unshuffle > 1 else 1, self.unshuffle
        index = number.unflatten(1, (side, side))[:, ::step, ::step].flatten(1).long()[:, None]
        picked = votes.unflatten(2, (side, side))[:, :, ::step, ::step].flatten(2)
        picked = F.pad(picked, (0, 0, 0, 1), value=1.0)  # one more, to count by
        zeros = picked.new_zeros(len(votes), picked.shape[1], NUMBERS)
        sums = zeros.scatter_add(2, index.expand(-1, picked.shape[1], -1), picked)
        means = sums[:, :-1] / sums[:, -1:].clamp_min(1)
        sharpness = SHARPNESS if self.training else DECIDED
        chosen = sharpness * means[:, : PALETTE_SIZE + 1] + absent
        weights = chosen.softmax(dim=1)
        if self.training:
            chosen = chosen.log_softmax(dim=1)
        hinted = weights[:, PALETTE_SIZE:]
        base = tones.transpose(1, 2) @ weights[:, :PALETTE_SIZE] - hinted * means[:, PALETTE_SIZE + 2 :]
        opacity = torch.sigmoid(means[:, PALETTE_SIZE + 1 : PALETTE_SIZE + 2])
        table = torch.cat([base, hinted, opacity], dim=1).transpose(1, 2).flatten(0, 1)
        first = NUMBERS * torch.arange(len(votes), device=votes.device)[:, None]
        own = F.embedding((number.flatten(1) + first).long(), table)
        return own.transpose(1, 2).unflatten(2, number.shape[1:]), chosen
