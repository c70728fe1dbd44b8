"""CartoonGAN's generator, photographs to cartoons (Chen et al. 2018, figure 2), with the names of the authors'
weights.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPSILON = 1e-9  # the authors'; too small for float16


class ScaledNorm(nn.Module):
    """Instance norm with biased variance, its scale and shift named as the authors did."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(channels))
        self.shift = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        return F.instance_norm(x, weight=self.scale, bias=self.shift, eps=EPSILON)


class CartoonGanGenerator(nn.Module):
    """float32 [N, 3, H, W] **BGR** in [-1, 1] to the same; H, W multiples of 4.

    Reflects at the borders in the first and last layer and the blocks; zeros elsewhere.
    """

    def __init__(self, *, width: int = 64, blocks: int = 8) -> None:
        super().__init__()
        w1, w2, w4 = width, 2 * width, 4 * width
        self.blocks = blocks
        self.conv01_1, self.in01_1 = nn.Conv2d(3, w1, 7), ScaledNorm(w1)
        self.conv02_1, self.conv02_2 = nn.Conv2d(w1, w2, 3, 2, 1), nn.Conv2d(w2, w2, 3, 1, 1)
        self.in02_1 = ScaledNorm(w2)
        self.conv03_1, self.conv03_2 = nn.Conv2d(w2, w4, 3, 2, 1), nn.Conv2d(w4, w4, 3, 1, 1)
        self.in03_1 = ScaledNorm(w4)
        for number in range(4, 4 + blocks):
            for half in (1, 2):
                self.add_module(f"conv{number:02}_{half}", nn.Conv2d(w4, w4, 3))
                self.add_module(f"in{number:02}_{half}", ScaledNorm(w4))
        last = 4 + blocks
        self.deconv01_1, self.deconv01_2 = nn.ConvTranspose2d(w4, w2, 3, 2, 1, 1), nn.Conv2d(w2, w2, 3, 1, 1)
        self.deconv02_1, self.deconv02_2 = nn.ConvTranspose2d(w2, w1, 3, 2, 1, 1), nn.Conv2d(w1, w1, 3, 1, 1)
        self.add_module(f"in{last:02}_1", ScaledNorm(w2))
        self.add_module(f"in{last + 1:02}_1", ScaledNorm(w1))
        self.deconv03_1 = nn.Conv2d(w1, 3, 7)
        for part in self.modules():
            if isinstance(part, (nn.Conv2d, nn.ConvTranspose2d)):
                nn.init.normal_(part.weight, 0.0, 0.02)
                if part.bias is not None:
                    nn.init.zeros_(part.bias)

    def forward(self, picture: Tensor) -> Tensor:
        x = F.relu(self.in01_1(self.conv01_1(_reflected(picture, 3))))
        x = F.relu(self.in02_1(self.conv02_2(self.conv02_1(x))))
        x = F.relu(self.in03_1(self.conv03_2(self.conv03_1(x))))
        for number in range(4, 4 + self.blocks):
            y = F.relu(self._half(x, f"{number:02}_1"))
            x = x + self._half(y, f"{number:02}_2")
        last = 4 + self.blocks
        x = F.relu(self.get_submodule(f"in{last:02}_1")(self.deconv01_2(self.deconv01_1(x))))
        x = F.relu(self.get_submodule(f"in{last + 1:02}_1")(self.deconv02_2(self.deconv02_1(x))))
        return torch.tanh(self.deconv03_1(_reflected(x, 3)))

    def _half(self, x: Tensor, name: str) -> Tensor:
        return self.get_submodule(f"in{name}")(self.get_submodule(f"conv{name}")(_reflected(x, 1)))


def _reflected(x: Tensor, border: int) -> Tensor:
    return F.pad(x, (border, border, border, border), mode="reflect")
