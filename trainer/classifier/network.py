"""The classifier: a small residual network (He et al. 2016) on one channel, with an embedding before its labels."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EMBEDDING = 128


def _unit(inside: int, outside: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outside))


class ClassifierBlock(nn.Module):
    """Two convolutions and the way around them (He et al. 2016, figure 2)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _unit(channels, channels)
        self.second = _unit(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(F.relu(self.first(x))))


class Down(nn.Module):
    """Half the size, more channels."""

    def __init__(self, inside: int, outside: int, kernel: int = 3) -> None:
        super().__init__()
        self.unit = _unit(inside, outside, kernel, 2)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.unit(x))


class ClassifierNet(nn.Module):
    """float32 [N, 1, S, S] in 0..1 (1 = line; S 32 to 64) to logits [N, labels] and embedding [N, 128]."""

    def __init__(self, labels: int, *, dropout: float = 0.2) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            Down(1, 16, 5),
            Down(16, 48),
            ClassifierBlock(48),
            Down(48, 96),
            ClassifierBlock(96),
            ClassifierBlock(96),
            Down(96, 192),
            ClassifierBlock(192),
        )
        self.embed = nn.Linear(192, EMBEDDING)
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(EMBEDDING, labels)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        found = self.trunk(x)
        embedding = self.embed(found.mean(dim=(2, 3)))
        return self.labels(self.dropout(F.relu(embedding))), embedding


def widened(state: dict[str, Tensor], old: list[str], new: list[str]) -> dict[str, Tensor]:
    """Weights learnt for the labels `old`, for the labels `new`: known rows kept, unknown ones small and random."""
    place = {name: i for i, name in enumerate(old)}
    weight, bias = state["labels.weight"], state["labels.bias"]
    rows = torch.randn(len(new), weight.shape[1], generator=torch.Generator().manual_seed(0)) * weight.std() * 0.3
    offsets = torch.full((len(new),), float(bias.mean()))
    for i, name in enumerate(new):
        if name in place:
            rows[i], offsets[i] = weight[place[name]], bias[place[name]]
    return state | {"labels.weight": rows, "labels.bias": offsets}
