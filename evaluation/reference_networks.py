"""The generators that ours is timed against, as their authors run them: pix2pix's U-Net-256 and CycleGAN's ResNet-9, in
torch.

Written from the papers (Isola et al. 2017, section 6.1.1; Zhu et al. 2017, section 7.2); the weights are random, since
only time is measured. Parameters and arithmetic agree with the authors' code: 54.41 M and 12.1 GFLOP, 11.38 M and 99.1
GFLOP at 256 x 256.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class UNet256(nn.Module):
    """pix2pix: eight halvings by 4x4 convolutions to one pixel and back, each level's input handed across. Sides:
    multiples of 256.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = (64, 128, 256, 512, 512, 512, 512, 512)
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        before = 3
        for level, width in enumerate(widths):
            # The outermost and innermost levels have no normalisation on the way down, the outermost none on the way
            # up.
            norm = [nn.BatchNorm2d(width)] if 0 < level < len(widths) - 1 else []
            first = [nn.LeakyReLU(0.2)] if level else []
            self.down.append(nn.Sequential(*first, nn.Conv2d(before, width, 4, 2, 1, bias=False), *norm))
            inner = width if level == len(widths) - 1 else 2 * width
            if level:
                last: list[nn.Module] = [nn.ConvTranspose2d(inner, before, 4, 2, 1, bias=False), nn.BatchNorm2d(before)]
            else:
                last = [nn.ConvTranspose2d(inner, before, 4, 2, 1), nn.Tanh()]
            self.up.append(nn.Sequential(nn.ReLU(), *last))
            before = width

    def forward(self, picture: Tensor) -> Tensor:
        kept = []
        x = picture
        for level in self.down:
            x = level(x)
            kept.append(x)
        kept.pop()
        for level in reversed(list(self.up)):
            x = level(x)
            if kept:
                x = torch.cat([kept.pop(), x], dim=1)
        return x


class ReferenceResnetBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            *(nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width), nn.ReLU()),
            *(nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3), nn.InstanceNorm2d(width)),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x)


def resnet_9() -> nn.Module:
    """CycleGAN: two halvings, nine residual blocks, two doublings. Sides: multiples of 4."""
    layers: list[nn.Module] = [nn.ReflectionPad2d(3), nn.Conv2d(3, 64, 7), nn.InstanceNorm2d(64), nn.ReLU()]
    for width in (64, 128):
        layers += [nn.Conv2d(width, 2 * width, 3, 2, 1), nn.InstanceNorm2d(2 * width), nn.ReLU()]
    layers += [ReferenceResnetBlock(256) for _ in range(9)]
    for width in (256, 128):
        layers += [nn.ConvTranspose2d(width, width // 2, 3, 2, 1, 1), nn.InstanceNorm2d(width // 2), nn.ReLU()]
    layers += [nn.ReflectionPad2d(3), nn.Conv2d(64, 3, 7), nn.Tanh()]
    return nn.Sequential(*layers)


def gflop(network: nn.Module, *inputs: Tensor) -> float:
    """Arithmetic of one run, in 10^9 operations (a multiply-add counts two; convolutions and products alone)."""
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        network(*inputs)
    return counter.get_total_flops() / 1e9


def size_m(network: nn.Module) -> float:
    """Millions of parameters."""
    return sum(p.numel() for p in network.parameters()) / 1e6
