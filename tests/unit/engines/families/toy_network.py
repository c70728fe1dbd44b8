"""The network of a family that the program does not know: two convolutions."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ToyGenerator(nn.Module):
    """float32 [N, 3, H, W] in [-1, 1] to the same; any H, W."""

    def __init__(self, *, width: int = 8) -> None:
        super().__init__()
        self.toy_in, self.toy_out = nn.Conv2d(3, width, 3, padding=1), nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, picture: Tensor) -> Tensor:
        return torch.tanh(self.toy_out(torch.relu(self.toy_in(picture))))
