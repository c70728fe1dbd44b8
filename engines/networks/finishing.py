"""The finishing network of a taught style: an artwork to the same artwork in somebody's own hand, at full resolution.

Line colour and weight, hatching, grain, paper and background are beyond SketchNet's head, which chooses among colours.
This small network paints them over its artwork: each pixel is a mixture of the artwork in other colours (one affine
map of all) and of a few tones that the style's pictures are full of, plus a difference. What hangs on the canvas alone
(noise, ruled paper, the place on the sheet) has a network of its own, `paper`, which need not run again while the
canvas keeps its size.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.families.finishing import ART_PLANES, CANVAS_PLANES, CELL, SIZE_MULTIPLE, FinishParameters

TONES = 4
KEPT = 3.0  # logits: untrained, the artwork stays
SHRUNK = SIZE_MULTIPLE // CELL  # cells to a place of the context


class FinishingBlock(nn.Module):
    """Two convolutions, added to their input; the second starts small, so that depth starts as identity."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.conv2 = nn.Conv2d(channels, channels, 1)
        _start(self.conv1)
        _start(self.conv2, std=0.3 * channels**-0.5)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


class PaperNetwork(nn.Module):
    """The canvas, `canvas` float32 [N, canvas planes, H/2, W/2] (engines.compositing.finishing.canvas_planes), to
    features of the same size and the grain of every pixel, [N, width + 4, H/2, W/2]."""

    def __init__(self, planes: int, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(planes, width, 1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        self.conv3 = nn.Conv2d(width, width, 1)
        self.grain = nn.Conv2d(CELL**2, CELL**2, 3, padding=1, bias=False)
        nn.init.zeros_(self.grain.weight)
        for convolution in (self.conv1, self.conv2, self.conv3):
            _start(convolution)

    def forward(self, canvas: Tensor) -> Tensor:
        features = self.conv3(F.relu(self.conv2(F.relu(self.conv1(canvas)))))
        return torch.cat([features, self.grain(canvas[:, : CELL**2])], dim=1)


class FinishingNetwork(nn.Module):
    """`art` float32 [N, 8, H, W] in [0, 1] (engines.compositing.finishing.art_planes: the artwork over white, its
    opacity, ink, two planes of the regions, nearness of the figure) and `paper` as above, to float32 [N, 4, H, W] in
    [0, 1]: straight RGB and alpha. H and W are multiples of 8. Untrained it gives the artwork as it is. When training:
    not clamped, and the grain that is to be added, [N, 4, H, W], apart from it."""

    def __init__(self, parameters: FinishParameters) -> None:
        super().__init__()
        width, context = parameters.width, parameters.context
        self.parameters_told = parameters
        self.paper = PaperNetwork(CANVAS_PLANES, width)
        self.stem = nn.Conv2d(ART_PLANES * CELL**2, width, 3, padding=1)
        self.around = nn.Sequential(
            nn.Conv2d(ART_PLANES, context, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(context, context, 3, padding=2, dilation=2),
            nn.ReLU(),
            nn.Conv2d(context, width, 3, padding=4, dilation=4),
        )
        self.mix = nn.Conv2d(3 * width, width, 1)
        self.blocks = nn.ModuleList(FinishingBlock(width, dilation) for dilation in parameters.dilations)
        self.head = nn.Conv2d(width, (4 + 1 + TONES) * CELL**2, 3, padding=1)
        self.grainy = nn.Conv2d(width, 1, 1)  # how much of the usual grain there is: 1 where it begins
        self.grain_colour = nn.Parameter(torch.zeros(4))
        # Of red, green, blue and alpha, all of them and 1 told: the artwork in other colours.
        self.recolour = nn.Parameter(torch.eye(4, 5))
        self.tones = nn.Parameter(torch.full((TONES, 4), 0.5))  # straight RGB and alpha
        for module in (self.stem, self.mix, *self.around):
            if isinstance(module, nn.Conv2d):
                _start(module)
        _start(self.head, std=1e-3)
        _start(self.grainy, std=1e-3)

    def forward(self, art: Tensor, paper: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        paper, grain = paper.split([self.parameters_told.width, CELL**2], dim=1)
        cells = F.pixel_unshuffle(art, CELL)
        far = self.around(F.avg_pool2d(art, SIZE_MULTIPLE))
        near = F.relu(self.stem(cells) + F.interpolate(far, scale_factor=float(SHRUNK), mode="nearest"))
        x = self.mix(torch.cat([near, paper, near * paper], dim=1))
        for block in self.blocks:
            x = block(x)
        count = CELL**2
        difference, kept, *chosen = self.head(F.relu(x)).split([4 * count, *[count] * (1 + TONES)], dim=1)
        weights = torch.stack([kept + KEPT, *chosen], dim=1).softmax(dim=1)  # [N, 1 + tones, place, h, w]
        artwork, *shares = weights.unbind(dim=1)
        channels = []
        for channel, plane in enumerate(self._recoloured(cells[:, : 4 * count]).split(count, dim=1)):
            mixed = artwork * plane
            for tone, share in enumerate(shares):
                mixed = mixed + share * self.tones[tone, channel]
            channels.append(mixed)
        grain = grain * (1 + self.grainy(F.relu(x)))
        grains = torch.cat([grain * share for share in self.grain_colour.unbind()], dim=1)
        painted = torch.cat(channels, dim=1) + difference
        if self.training:
            return F.pixel_shuffle(painted, CELL), F.pixel_shuffle(grains, CELL)
        return F.pixel_shuffle(painted + grains, CELL).clamp(0.0, 1.0)

    def _recoloured(self, cells: Tensor) -> Tensor:
        """The same for each place of a cell: [N, 16, h, w] to the same."""
        count = CELL**2
        places = torch.eye(count, device=cells.device)
        weight = (self.recolour[:, None, :4, None] * places[None, :, None, :]).reshape(4 * count, 4 * count, 1, 1)
        return F.conv2d(cells, weight, (self.recolour[:, 4:] * torch.ones_like(places[:1])).reshape(4 * count))


def _start(convolution: nn.Conv2d, *, std: float = 0.0) -> None:
    """Weights for layers that end in ReLU (He et al. 2015), or of that deviation; no bias."""
    if std:
        nn.init.normal_(convolution.weight, std=std)
    else:
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
    if convolution.bias is not None:
        nn.init.zeros_(convolution.bias)
