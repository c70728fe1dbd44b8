"""What the loop of picture objectives and an objective promise each other. Knows no network and no data.

An objective holds the networks that learn together, their optimisers, and one `step`; the loop gives it examples and a
`Turn`, which hides how many processes there are, and keeps all that is random a function of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

# Runs a generator on RGB in [-1, 1], whatever its own ideas of range, order and answers are.
Paint = Callable[[nn.Module, Tensor], Tensor]


@dataclass(frozen=True, eq=False)
class Examples:
    """The rows of one step that are this process's. `a`, `b`: float32 [N, 3, H, W] RGB in [-1, 1], the same thing in
    both where `paired`. `landmarks`: float32 [N, L, H, W] of `a`, neutral at 0; L may be 0."""

    a: Tensor
    b: Tensor
    landmarks: Tensor
    paired: bool


class Turn(Protocol):
    """One step, as an objective sees it."""

    number: int

    def step(self, optimizer: Optimizer, loss: Tensor) -> None:
        """One step of that optimiser down the loss's slope, averaged over all processes."""
        ...

    def normal(self, rows: int, *shape: int) -> Tensor:
        """N(0, 1), [rows, *shape], independent in each row of the whole step, however many processes share it."""
        ...

    def rng(self) -> np.random.Generator:
        """A generator that rolls alike in all processes."""
        ...

    def all_gather(self, rows: Tensor) -> Tensor:
        """The rows of all processes, in order."""
        ...

    def shard(self, rows: Tensor) -> Tensor:
        """This process's part of such rows."""
        ...


class Objective(Protocol):
    """`networks`: all that learns, by name. `averaged`: those whose moving average is kept. `memory`: what else a
    resumed run must find again."""

    networks: dict[str, nn.Module]
    optimizers: dict[str, Optimizer]
    averaged: tuple[str, ...]
    memory: dict[str, TrainingMemory]

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        """Let every network learn once; the losses, weighted, by name."""
        ...

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        """From (averages of) the `averaged` networks the one generator from A to B that a pack holds."""
        ...

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        """What the shipped generator makes of `examples.a`, for measures and sheets: the same each time."""
        ...

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        """Losses of the shipped generator on held-out examples, whose names say what they are."""
        ...


class TrainingMemory(Protocol):
    """Kept in checkpoints beside weights and optimisers."""

    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any], /) -> None: ...


def darkness(picture: Tensor) -> Tensor:
    """How much of a pixel is ink: [N, 1, H, W], 1 = black, 0 = white or a full colour. RGB in [-1, 1]."""
    return (1 - picture.amax(dim=1, keepdim=True)) / 2


def l1(ours: Tensor, theirs: Tensor) -> Tensor:
    """Mean absolute difference, in float32."""
    return (ours.float() - theirs.float()).abs().mean()


def adam(networks: list[nn.Module], rate: float, *, beta: float = 0.5, decay: float = 0.0) -> Optimizer:
    """Adam as all of the GAN papers here use it: first moment 0.5, second 0.999. `decay`: of the weights."""
    weights = [weight for network in networks for weight in network.parameters()]
    return torch.optim.Adam(weights, lr=rate, betas=(beta, 0.999), weight_decay=decay)
