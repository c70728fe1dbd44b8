"""The prior's network: a small U-shaped one that sees the whole sheet at its deepest level. Without normalisation."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

INPUTS, OUTPUTS = 2, 2
UNSHUFFLE = 4


class FigurePriorNetwork(nn.Module):
    """float32 [N, 2, 128, 128] (ink in [0, 1], 1 = line; paper, 1 on the sheet) to float32 [N, 2, 128, 128]: the
    probabilities that a pixel lies inside a thing, and that the finished outline passes there. `widths`: channels at
    a quarter of the side, an eighth, a sixteenth and a 32nd. `logits` gives both before the sigmoid."""

    def __init__(self, widths: tuple[int, ...] = (20, 32, 64, 96), blocks: tuple[int, ...] = (0, 1, 1, 2)) -> None:
        super().__init__()
        self.first = nn.Conv2d(INPUTS * UNSHUFFLE**2, widths[0], 3, padding=1)
        pairs = list(zip(widths[:-1], widths[1:], strict=True))
        self.down = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in pairs)
        self.blocks = nn.ModuleList(
            nn.Sequential(*(_Block(width) for _ in range(count))) for width, count in zip(widths, blocks, strict=True)
        )
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in pairs)
        self.joined = nn.ModuleList(nn.Conv2d(a, a, 3, padding=1) for a, _ in pairs)
        self.last = nn.Conv2d(widths[0], OUTPUTS * UNSHUFFLE**2, 3, padding=1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, a=0.1)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        for block in self.modules():
            if isinstance(block, _Block):
                nn.init.zeros_(block.second.weight)
        nn.init.normal_(self.last.weight, std=0.01)

    def logits(self, sheet: Tensor) -> Tensor:
        x = functional.leaky_relu(self.first(functional.pixel_unshuffle(sheet, UNSHUFFLE)), 0.1)
        kept = []
        for level, blocks in enumerate(self.blocks):
            x = blocks(x)
            if level < len(self.down):
                kept.append(x)
                x = functional.leaky_relu(self.down[level](x), 0.1)
        for level in reversed(range(len(self.up))):
            x = functional.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest") + kept[level]
            x = functional.leaky_relu(self.joined[level](functional.leaky_relu(x, 0.1)), 0.1)
        return functional.pixel_shuffle(self.last(x), UNSHUFFLE)

    def forward(self, sheet: Tensor) -> Tensor:
        return torch.sigmoid(self.logits(sheet))


class _Block(nn.Module):
    """A residual block (He et al. 2016) that starts as the identity."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(functional.leaky_relu(self.first(functional.leaky_relu(x, 0.1)), 0.1))
