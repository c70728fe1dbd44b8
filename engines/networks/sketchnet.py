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

import itertools
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.families.sketchnet import FEATURE_PLANES

PALETTE_SIZE = 4
HINT_TRUST = 4.0  # in logits
OBEYED = 8.0  # more of them when painting, for a hint that is sure: whoever dabbed wants that colour, likely or not
ENCLOSED = 3.0  # logits of opacity: untrained, the net already paints what lines enclose, and nothing else
SHARPNESS = 4.0  # of the choice among colours while training: it has to stay a slope to climb
RESOLVED = 5.0  # and when painting: more is crisper, and shows the borders of every doubt
DECIDED = 16.0  # and when a whole region chooses: it has no borders to show, and a mixture is mud
SURE = 3.0  # when painting, what is half likely to be open paper outside the regions is left open
NUMBERS = 256  # of regions, 0 = none
VOTED = PALETTE_SIZE + 2  # what is voted on: the palette's colours, the hint, the opacity
VOTE_PARTS = 256  # in one, when votes are counted in whole numbers


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


class SketchNetBlock(nn.Module):
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

    Inputs: `planes` float32 [N, 11, H, W] as engines.sketch.input_planes.PLANES (ink, 1 = line; five planes about
    the enclosing region; hint red, green, blue; hint confidence; the region's number, 0 to 255), H and W multiples of
    `size_multiple`; `palette` float32 [N, 4, 4] (red, green, blue, share of the area; share 0 = no such colour);
    `style` float32 [N, styles], weights that sum to 1 (mixtures blend styles).
    Output: float32 [N, 4, H, W] in [0, 1]: straight (not premultiplied) RGB and alpha. When training: the same, not
    clamped, and each region's choice, float32 [N, 5, 256], the logarithm of the share that every palette colour and
    the hint has in its colour.
    """

    relief: Tensor
    box: Tensor

    def __init__(
        self,
        *,
        styles: int = 4,
        widths: tuple[int, ...] = (48, 96, 160, 208),
        blocks: tuple[int, ...] = (0, 1, 1, 3),
        condition: int = 128,
        unshuffle: int = 4,
        padding: str = "zeros",
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
            nn.ModuleList(SketchNetBlock(w, condition) for _ in range(b)) for w, b in zip(widths, blocks, strict=True)
        )
        self.down = nn.ModuleList(
            nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in zip(widths[:-1], widths[1:], strict=True)
        )
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(widths[:-1], widths[1:], strict=True))
        self.skip = nn.ModuleList(nn.Conv2d(a, a, 1) for a in widths[:-1])
        self.decoder = nn.ModuleList(SketchNetBlock(a, condition) for a in widths[:-1])
        for convolution in (self.stem, *self.down):
            nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        few = len(_picks(unshuffle))
        self.vote = nn.Conv2d(widths[0], VOTED * few, 3, padding=1)
        self.head = nn.Conv2d(widths[0], (3 + 1) * unshuffle**2, 3, padding=1)
        for convolution in (self.vote, self.head):
            nn.init.normal_(convolution.weight, std=0.02)
            nn.init.zeros_(convolution.bias)
        self.register_buffer("box", _box(unshuffle, 4), persistent=False)
        for module in self.modules():
            if isinstance(module, nn.Conv2d) and module.padding == (1, 1):
                # Beyond the paper features go on as they end there: a shape cut by the edge is no shape with an edge.
                module.padding_mode = padding
                module._reversed_padding_repeated_twice = [1, 1, 1, 1]
        # How strongly each style is shaded; set at export, so that light and shade are as strong as the artist's.
        self.register_buffer("relief", torch.ones(styles))

    def forward(self, planes: Tensor, palette: Tensor, style: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        condition = self.embed(torch.cat([palette.flatten(1) * 2 - 1, style], dim=1))
        cells = F.pixel_unshuffle(planes[:, :FEATURE_PLANES], self.unshuffle)
        x = self._features(cells, condition)
        # From here on, pixels are in cells, [N, kind, place in the cell, h, w]: the same picture, in half the time that
        # OpenVINO takes for full-size planes.
        x = F.relu(x)
        side, count, step = self.unshuffle, self.unshuffle**2, min(2, self.unshuffle)
        picks = torch.tensor(_picks(side), device=x.device)
        inputs = cells.unflatten(1, (FEATURE_PLANES, count))
        number = F.pixel_unshuffle(planes[:, FEATURE_PLANES:], side)
        inside = (number > 0)[:, None]
        few = inputs[:, 6:].index_select(2, picks)
        # Untrained, the net already takes a hint for what it is: trusted as far as it is confident.
        confident = 2 * few[:, 3:] - 1
        trust = HINT_TRUST * confident
        if not self.training:
            trust = trust + OBEYED * F.relu(confident)
        votes = self.vote(x).float().unflatten(1, (VOTED, len(picks))) + F.pad(
            trust, (0, 0, 0, 0, 0, 0, PALETTE_SIZE, 1)
        )
        kinds = zip(self.head.weight.split([3 * count, count]), self.head.bias.split([3 * count, count]), strict=True)
        around = F.pad(x, (1, 1, 1, 1), mode="replicate" if self.head.padding_mode == "replicate" else "constant")
        shading, alpha = (F.conv2d(around, weight, bias).float() for weight, bias in kinds)
        shading = shading.unflatten(1, (3, count)) * (style * self.relief).sum(1)[:, None, None, None, None]
        absent = F.pad((palette[:, :, 3] <= 0).float() * -30.0, (0, 1))[:, :, None]
        tones = palette[:, :, :3]

        # Where no region is known, each place of the vote (a square of two by two pixels) chooses for itself.
        sharpness = SHARPNESS if self.training else RESOLVED
        weights = (sharpness * votes[:, : PALETTE_SIZE + 1] + absent[:, :, :, None, None]).softmax(dim=1)
        rgb = weights[:, PALETTE_SIZE:] * few[:, :3]
        for index in range(PALETTE_SIZE):
            rgb = rgb + weights[:, index : index + 1] * tones[:, index, :, None, None, None]
        near = torch.sigmoid((1.0 if self.training else SURE) * (alpha - ENCLOSED)) * self._near(cells)
        near = near[:, None]
        rgb = rgb.index_select(2, torch.tensor(_owners(side), device=x.device)) * near

        # Elsewhere the region does.
        table, chosen = self._voted(
            torch.cat([votes, shading.index_select(2, picks)], dim=1),
            # Sliced, not gathered: a style pack may only count by what was sliced from its planes.
            number.unflatten(1, (side, side))[:, ::step, ::step].flatten(1, 2),
            tones=tones,
            absent=absent,
        )
        first = NUMBERS * torch.arange(len(number), device=x.device)[:, None]
        own = table.index_select(1, (number.flatten(1) + first).long().flatten())
        own = own.unflatten(1, number.shape).transpose(0, 1)
        coloured = torch.where(inside, own[:, :3] + own[:, 3:4] * inputs[:, 6:9], rgb)
        opacity = torch.where(inside, own[:, 4:], near)

        result = self._smoothed(torch.cat([coloured, opacity], dim=1), shading, number)
        return (result, chosen) if self.training else result.clamp(0.0, 1.0)

    def _features(self, cells: Tensor, condition: Tensor) -> Tensor:
        """The U-net, down and up again: [N, widths[0], h, w]."""
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
        return x

    def _smoothed(self, coloured: Tensor, shading: Tensor, number: Tensor) -> Tensor:
        """The picture [N, 4, H, W] from cells of premultiplied colour and opacity [N, 4, place, h, w]: regions meet at
        hard edges, which are smoothed over a pixel (the sum of nine); then it is shaded."""
        count = self.unshuffle**2
        nine = F.conv2d(coloured.flatten(1, 2), self.box, padding=1)
        nine = nine.float().unflatten(1, (4, count))
        rgb = nine[:, :3] / nine[:, 3:].clamp_min(1e-2) + shading
        on_canvas = F.conv2d(0 * number + 1, self.box[:count, :count], padding=1).float()
        result = torch.cat([rgb, nine[:, 3:] / on_canvas[:, None]], dim=1)
        return F.pixel_shuffle(result.flatten(1, 2), self.unshuffle)

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
        """What each region chose: [5, N * 256], its colour without the hint's part, the hint's part, both premultiplied
        by the last, its opacity; and the choice itself, [N, 5, 256].

        `votes` [N, 9, places, h, w] (choice, opacity, shading) are averaged over a region (every other pixel of every
        other row). Where it takes the hint, its shading averages to nothing: the colour asked for is the colour shown.
        When painting, sums and the choice are whole numbers, exact in any precision.
        """
        index = number.flatten(1).long()[:, None]
        votes = votes.flatten(2)
        if not self.training:
            votes = (VOTE_PARTS * votes).to(torch.int32)
        votes = F.pad(votes, (0, 0, 0, 1), value=1)  # one more, to count by
        zeros = votes.new_zeros(len(votes), votes.shape[1], NUMBERS)
        sums = zeros.scatter_add(2, index.expand(-1, votes.shape[1], -1), votes)
        counts = sums[:, -1:].clamp_min(1)
        if self.training:
            means = sums[:, :-1] / counts
            chosen = SHARPNESS * means[:, : PALETTE_SIZE + 1] + absent
            weights, chosen = chosen.softmax(dim=1), chosen.log_softmax(dim=1)
        else:
            means = sums[:, :-1].float() / (VOTE_PARTS * counts.float())
            chosen = sums[:, : PALETTE_SIZE + 1] + (VOTE_PARTS * absent).to(torch.int32) * counts
            chosen = (chosen - chosen.amax(dim=1, keepdim=True)).float() / counts.float()
            weights = ((DECIDED / VOTE_PARTS) * chosen).softmax(dim=1)
        hinted = weights[:, PALETTE_SIZE:]
        opacity = torch.sigmoid(means[:, PALETTE_SIZE + 1 : PALETTE_SIZE + 2] + ENCLOSED)
        base = tones.transpose(1, 2) @ weights[:, :PALETTE_SIZE] - hinted * means[:, PALETTE_SIZE + 2 :]
        table = torch.cat([base * opacity, hinted * opacity, opacity], dim=1)
        return table.transpose(0, 1).flatten(1), chosen


def _picks(side: int) -> list[int]:
    """Which pixels of a cell vote: every other one of every other row."""
    step = min(2, side)
    return [row * side + column for row in range(0, side, step) for column in range(0, side, step)]


def _owners(side: int) -> list[int]:
    """Which of `_picks` speaks for each pixel of a cell."""
    step = min(2, side)
    return [(row // step) * (side // step) + column // step for row in range(side) for column in range(side)]


def _box(side: int, planes: int) -> Tensor:
    """A convolution of pixels in cells that sums the 3 x 3 pixels round each: [planes * cell, planes * cell, 3, 3]."""
    box = torch.zeros(planes, side, side, planes, side, side, 3, 3)
    for row, column, down, across in itertools.product(range(side), range(side), (-1, 0, 1), (-1, 0, 1)):
        (cell_y, y), (cell_x, x) = divmod(row + down, side), divmod(column + across, side)
        for plane in range(planes):
            box[plane, row, column, plane, y, x, cell_y + 1, cell_x + 1] = 1
    return box.reshape(planes * side**2, planes * side**2, 3, 3)
