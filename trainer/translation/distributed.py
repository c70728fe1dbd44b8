"""One process or many, on one machine or several, under torchrun: devices and precision are lightning-fabric's.

Gradients are averaged here by hand, not by DistributedDataParallel: that wants each network run once a step through its
`forward`, and the methods run generators two and three times, or by halves.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

import numpy as np
import torch
from lightning_fabric import Fabric
from torch import Tensor
from torch.optim import Optimizer

from trainer.job import JobError

SEEDS_APART = 1_000_003


def start(precision: Literal["bf16-mixed", "32-true"]) -> Fabric:
    """This process's Fabric: all processes that torchrun started, else one."""
    many = int(os.environ.get("WORLD_SIZE", "1"))
    here = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    fabric = Fabric(
        accelerator="auto",
        devices=here,
        num_nodes=many // here,
        strategy="ddp" if many > 1 else "auto",
        precision=precision,
    )
    fabric.launch()
    return fabric


def rows_of(fabric: Fabric, batch: int) -> slice:
    """Which rows of a batch are this process's. Raises JobError where the processes cannot share it evenly."""
    many, rank = fabric.world_size, fabric.global_rank
    if batch % many:
        raise JobError(f"a batch of {batch} cannot be shared by {many} processes; change `batch` in the recipe")
    return slice(batch // many * rank, batch // many * (rank + 1))


def agreed(fabric: Fabric, stop: bool) -> bool:
    """Does any process want to stop? All of them stop at the same step."""
    if fabric.world_size == 1:
        return stop
    wants = torch.tensor(float(stop), device=fabric.device)
    return bool(_reduced(fabric, wants, "sum") > 0)


def averaged(fabric: Fabric, values: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    """Each value's mean over all processes."""
    if fabric.world_size == 1:
        return values
    mean = _reduced(fabric, torch.stack([value.detach().float() for value in values.values()]), "mean")
    return dict(zip(values, mean, strict=True))


def _reduced(fabric: Fabric, value: Tensor, reduce_op: Literal["sum", "mean"]) -> Tensor:
    """Sum or mean over all processes of a tensor that every one of them has."""
    reduced = fabric.all_reduce(value, reduce_op=reduce_op)
    assert isinstance(reduced, Tensor)  # it answers with what it was given
    return reduced


class SharedTurn:
    """One step of an objective (trainer.objectives.contract.Turn) shared by all processes."""

    def __init__(self, fabric: Fabric, *, seed: int, number: int) -> None:
        self.number = number
        self._fabric = fabric
        self._seed = seed * SEEDS_APART + number
        self._rolled = 0
        # Dropout is rolled anew in each process and step, and the same when the step is done again.
        torch.manual_seed(self._seed + fabric.global_rank * SEEDS_APART**2)

    def step(self, optimizer: Optimizer, loss: Tensor) -> None:
        weights = [weight for group in optimizer.param_groups for weight in group["params"]]
        slopes = torch.autograd.grad(loss, weights, allow_unused=True)
        if self._fabric.world_size > 1:
            slopes = self._averaged(slopes)
        for weight, slope in zip(weights, slopes, strict=True):
            weight.grad = slope
        optimizer.step()
        optimizer.zero_grad()
        torch.clear_autocast_cache()  # else the rest of the step would see the old weights, in half precision

    def normal(self, rows: int, *shape: int) -> Tensor:
        self._rolled += 1
        dice = torch.Generator().manual_seed(self._seed * 64 + self._rolled)
        every = torch.randn(rows * self._fabric.world_size, *shape, generator=dice)
        return self.shard(every).to(self._fabric.device)

    def rng(self) -> np.random.Generator:
        self._rolled += 1
        return np.random.default_rng((self._seed, self._rolled))

    def all_gather(self, rows: Tensor) -> Tensor:
        if self._fabric.world_size == 1:
            return rows
        gathered = self._fabric.all_gather(rows.contiguous())
        assert isinstance(gathered, Tensor)
        return gathered.flatten(0, 1)

    def shard(self, rows: Tensor) -> Tensor:
        return rows.chunk(self._fabric.world_size)[self._fabric.global_rank]

    def _averaged(self, slopes: tuple[Tensor | None, ...]) -> tuple[Tensor | None, ...]:
        """In one message: a network has a hundred weights. Which of them have no slope is the same everywhere."""
        present = [slope for slope in slopes if slope is not None]
        mean = _reduced(self._fabric, torch.cat([slope.flatten() for slope in present]), "mean")
        parts = iter(mean.split([slope.numel() for slope in present]))
        return tuple(None if slope is None else next(parts).view_as(slope) for slope in slopes)
