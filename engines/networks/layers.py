"""Layers that several families share."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPSILON = 1e-5


class PictureBatchNorm(nn.BatchNorm2d):
    """Batch norm that, not training, takes the statistics of the very picture, as pix2pix does (section 3.3: "we apply
    batch normalization using the statistics of the test batch", of one picture). The running statistics are kept
    for the checkpoint's sake and not used.
    """

    def forward(self, input: Tensor) -> Tensor:
        if self.training:
            return super().forward(input)
        return F.instance_norm(input, weight=self.weight, bias=self.bias, eps=self.eps)


def norm_layer(kind: str, channels: int) -> nn.Module:
    """ "batch", "instance" (without weights) or "none", as in the pix2pix and CycleGAN code base."""
    if kind == "none":
        return nn.Identity()
    return PictureBatchNorm(channels) if kind == "batch" else nn.InstanceNorm2d(channels)


def has_bias(kind: str, bias: bool | None) -> bool:
    """Has a convolution before a norm of that kind a bias? Said, or as that code base has it."""
    return kind == "instance" if bias is None else bias


class WholeNorm(nn.Module):
    """MUNIT's layer norm: over channels and places, unbiased deviation, epsilon outside the root."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.rand(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        return whole_norm(x) * self.gamma[:, None, None] + self.beta[:, None, None]


def whole_norm(x: Tensor) -> Tensor:
    mean = x.mean(dim=(1, 2, 3), keepdim=True)
    deviation = x.var(dim=(1, 2, 3), keepdim=True).sqrt()
    return (x - mean) / (deviation + EPSILON)


def start_small(network: nn.Module, std: float = 0.02) -> None:
    """Weights of convolutions N(0, 0.02), no bias; scales of norms N(1, 0.02): the start of pix2pix and CycleGAN."""
    for part in network.modules():
        if isinstance(part, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
            nn.init.normal_(part.weight, 0.0, std)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
        elif isinstance(part, nn.BatchNorm2d):
            nn.init.normal_(part.weight, 1.0, std)
            nn.init.zeros_(part.bias)
