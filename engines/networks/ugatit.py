"""U-GAT-IT: a generator that looks where the domains differ (class activation map) and normalises between instance and
layer norm as the picture asks (AdaLIN); Kim et al. 2020. Names of weights are those of the authors' PyTorch version.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import spectral_norm

EPSILON = 1e-5


class AdaLin(nn.Module):
    """Adaptive layer-instance norm, eq. 1: rho mixes instance norm (1) and layer norm (0); scale and shift are
    given.
    """

    def __init__(self, channels: int, rho: float = 0.9) -> None:
        super().__init__()
        self.rho = nn.Parameter(torch.full((1, channels, 1, 1), rho))

    def forward(self, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
        return self.mixed(x) * gamma[:, :, None, None] + beta[:, :, None, None]

    def mixed(self, x: Tensor) -> Tensor:
        # Unbiased variances, as the PyTorch version has them.
        by_picture = (x - x.mean((2, 3), keepdim=True)) / (x.var((2, 3), keepdim=True) + EPSILON).sqrt()
        by_layer = (x - x.mean((1, 2, 3), keepdim=True)) / (x.var((1, 2, 3), keepdim=True) + EPSILON).sqrt()
        return self.rho * by_picture + (1 - self.rho) * by_layer


class Lin(AdaLin):
    """The same with a scale and shift of its own."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, rho=0.0)
        self.gamma = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.mixed(x) * self.gamma + self.beta


class PlainBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(
            *(nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=False), nn.InstanceNorm2d(width), nn.ReLU()),
            *(nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=False), nn.InstanceNorm2d(width)),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv_block(x)


class AdaLinBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(width, width, 3, bias=False), AdaLin(width)
        self.conv2, self.norm2 = nn.Conv2d(width, width, 3, bias=False), AdaLin(width)

    def forward(self, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
        y = F.relu(self.norm1(self.conv1(_reflected(x)), gamma, beta))
        return x + self.norm2(self.conv2(_reflected(y)), gamma, beta)


class UgatitGenerator(nn.Module):
    """float32 [N, in_channels, H, W] RGB in [-1, 1]; H, W multiples of 4, and `size` exactly where not `light`.

    Answers picture [N, out_channels, H, W] in [-1, 1], class logits [N, 2] (of the average and the maximum), and the
    attention [N, 1, H / 4, W / 4], >= 0, larger where it looked.
    """

    def __init__(
        self,
        *,
        in_channels: int = 3,
        out_channels: int = 3,
        width: int = 64,
        blocks: int = 4,
        size: int = 256,
        light: bool = True,
    ) -> None:
        super().__init__()
        w1, w2, w4 = width, 2 * width, 4 * width
        self.blocks, self.light = blocks, light
        down: list[nn.Module] = []
        for before, after, kernel, stride in ((in_channels, w1, 7, 1), (w1, w2, 3, 2), (w2, w4, 3, 2)):
            convolution = nn.Conv2d(before, after, kernel, stride, bias=False)
            down += [nn.ReflectionPad2d(kernel // 2), convolution, nn.InstanceNorm2d(after), nn.ReLU()]
        self.DownBlock = nn.Sequential(*down, *(PlainBlock(w4) for _ in range(blocks)))
        self.gap_fc, self.gmp_fc = nn.Linear(w4, 1, bias=False), nn.Linear(w4, 1, bias=False)
        self.conv1x1 = nn.Conv2d(2 * w4, w4, 1)
        seen = w4 if light else (size // 4) ** 2 * w4
        self.FC = nn.Sequential(
            *(nn.Linear(seen, w4, bias=False), nn.ReLU()), *(nn.Linear(w4, w4, bias=False), nn.ReLU())
        )
        self.gamma, self.beta = nn.Linear(w4, w4, bias=False), nn.Linear(w4, w4, bias=False)
        for number in range(1, blocks + 1):
            self.add_module(f"UpBlock1_{number}", AdaLinBlock(w4))
        up: list[nn.Module] = []
        for before, after in ((w4, w2), (w2, w1)):
            convolution = nn.Conv2d(before, after, 3, bias=False)
            up += [nn.Upsample(scale_factor=2.0), nn.ReflectionPad2d(1), convolution, Lin(after), nn.ReLU()]
        last = nn.Conv2d(w1, out_channels, 7, bias=False)
        self.UpBlock2 = nn.Sequential(*up, nn.ReflectionPad2d(3), last, nn.Tanh())

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, logits = attended(self.DownBlock(picture), self.gap_fc, self.gmp_fc)
        x = F.relu(self.conv1x1(x))
        heatmap = x.sum(dim=1, keepdim=True)
        seen = self.FC(F.adaptive_avg_pool2d(x, 1).flatten(1) if self.light else x.flatten(1))
        gamma, beta = self.gamma(seen), self.beta(seen)
        for number in range(1, self.blocks + 1):
            x = self.get_submodule(f"UpBlock1_{number}")(x, gamma, beta)
        return self.UpBlock2(x), logits, heatmap


class UgatitDiscriminator(nn.Module):
    """Tells real from made of patches of [N, channels, H, W] in [-1, 1]; `layers` 5 is the local one, 7 the global.

    Answers judgements [N, 1, H', W'], class logits [N, 2] and the attention [N, 1, H' + 1, W' + 1].
    """

    def __init__(self, channels: int = 3, *, width: int = 64, layers: int = 5) -> None:
        super().__init__()
        widths = [channels, *(width * 2**level for level in range(layers - 1))]
        parts: list[nn.Module] = []
        for level, (before, after) in enumerate(zip(widths[:-1], widths[1:], strict=True)):
            convolution = nn.Conv2d(before, after, 4, 2 if level < layers - 2 else 1)
            parts += [nn.ReflectionPad2d(1), spectral_norm(convolution), nn.LeakyReLU(0.2)]
        self.model = nn.Sequential(*parts)
        last = widths[-1]
        self.gap_fc = spectral_norm(nn.Linear(last, 1, bias=False))
        self.gmp_fc = spectral_norm(nn.Linear(last, 1, bias=False))
        self.conv1x1 = nn.Conv2d(2 * last, last, 1)
        self.conv = spectral_norm(nn.Conv2d(last, 1, 4, bias=False))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, logits = attended(self.model(picture), self.gap_fc, self.gmp_fc)
        x = F.leaky_relu(self.conv1x1(x), 0.2)
        return self.conv(_reflected(x)), logits, x.sum(dim=1, keepdim=True)


def attended(x: Tensor, by_average: nn.Module, by_maximum: nn.Module) -> tuple[Tensor, Tensor]:
    """The maps weighted by what the classifiers look at [N, 2 C, H, W], and what those say [N, 2] (section 3.1.1)."""
    maps, logits = [], []
    for classifier, pooled in ((by_average, F.adaptive_avg_pool2d(x, 1)), (by_maximum, F.adaptive_max_pool2d(x, 1))):
        logits.append(classifier(pooled.flatten(1)))
        # Under spectral norm the bare weight is the one that is trained.
        weight = next(classifier.parameters())
        maps.append(x * weight[:, :, None, None])
    return torch.cat(maps, dim=1), torch.cat(logits, dim=1)


@torch.no_grad()
def clip_rho(network: nn.Module) -> None:
    """Hold every rho to 0..1, in place: to be done after each step of training (section 3.1.1)."""
    for part in network.modules():
        if isinstance(part, AdaLin):
            part.rho.clamp_(0.0, 1.0)


def _reflected(x: Tensor) -> Tensor:
    return F.pad(x, (1, 1, 1, 1), mode="reflect")
