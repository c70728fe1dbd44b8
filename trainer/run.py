"""A run: its folder, its clock and its moving average; what every training loop shares. Knows no network."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import torch
from torch import Tensor, nn

from trainer import checkpoints
from trainer.job import JobError

Network = TypeVar("Network", bound=nn.Module)
CHECKPOINT_EVERY_S = 180.0
PREVIEW_EVERY_S = 240.0
LOG_EVERY_STEPS = 20


@dataclass(frozen=True)
class Progress:
    """Where a run stands: step of all steps, the last losses, images a second, seconds to go, and a sample sheet
    when new."""

    step: int
    steps: int
    losses: dict[str, float]
    images_per_s: float
    eta_s: float
    preview: Path | None = None


class Kept(Protocol):
    """Anything that goes into a checkpoint: a network, an optimiser, a memory."""

    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any], /) -> Any: ...


class RunFolder:
    """recipe.json, checkpoints, samples and metrics.jsonl of one run. `writes`: False in all processes but one."""

    def __init__(
        self, folder: Path, *, recipe: str, digest: str, parts: Mapping[str, Kept], writes: bool = True
    ) -> None:
        self._folder = folder
        self._recipe = recipe
        self._digest = digest
        self._parts = parts
        self._writes = writes

    @property
    def writes(self) -> bool:
        """Is this the process that writes?"""
        return self._writes

    def resume(self) -> int:
        """The step to go on from, 0 in a new folder: all parts are as the newest checkpoint has them. A folder of
        another recipe is not touched: JobError."""
        state = checkpoints.load_latest(self._folder)
        if state is not None and state["recipe"] != self._digest:
            raise JobError(f"{self._folder} holds a run of another recipe; give a new folder, or restore the recipe")
        if self._writes:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / "recipe.json").write_text(self._recipe, encoding="utf-8")
        if state is None:
            return 0
        for name, part in self._parts.items():
            part.load_state_dict(state[name])
        return state["step"]

    def save(self, step: int) -> None:
        if self._writes:
            kept = {name: part.state_dict() for name, part in self._parts.items()}
            checkpoints.save(self._folder, step, {"recipe": self._digest} | kept)

    def log(self, line: Mapping[str, Any]) -> None:
        """One line of metrics.jsonl."""
        if self._writes:
            with (self._folder / "metrics.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    def sheet(self, step: int) -> Path:
        """Where the sample sheet of that step goes."""
        return self._folder / f"samples-{step:07d}.png"


class Clock:
    """When it is time to show and to save, and how fast it goes."""

    def __init__(self, first_step: int, steps: int) -> None:
        now = time.monotonic()
        self._first, self._steps = first_step, steps
        self._started, self._saved, self._shown, self._window = now, now, now, now
        self._images = 0

    def count(self, images: int) -> None:
        self._images += images

    def images_per_s(self) -> float:
        """Since the last time it was asked."""
        now = time.monotonic()
        pace = self._images / max(now - self._window, 1e-6)
        self._window, self._images = now, 0
        return pace

    def eta_s(self, step: int) -> float:
        return (time.monotonic() - self._started) / max(1, step - self._first) * (self._steps - step)

    def time_to_show(self) -> bool:
        due = time.monotonic() - self._shown > PREVIEW_EVERY_S
        if due:
            self._shown = time.monotonic()
        return due

    def time_to_save(self) -> bool:
        due = time.monotonic() - self._saved > CHECKPOINT_EVERY_S
        if due:
            self._saved = time.monotonic()
        return due


def as_numbers(losses: Mapping[str, Tensor], step: int) -> dict[str, float]:
    """The losses for the log. Raises JobError where one is no number any more."""
    values = {name: round(float(loss.detach()), 5) for name, loss in losses.items()}
    if not all(math.isfinite(value) for value in values.values()):
        raise JobError(f"the losses are no longer numbers at step {step}; the last checkpoint is still good")
    return values


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, *, step: int, decay: float) -> None:
    """One step of the moving average: short at first, so that it forgets the beginning."""
    decay = min(decay, (1 + step) / (10 + step))
    for slow, fast in zip(average.parameters(), network.parameters(), strict=True):
        slow.lerp_(fast, 1 - decay)


def averaged_copy(network: Network) -> Network:
    """Where a moving average of the network begins."""
    return copy.deepcopy(network).requires_grad_(False).eval()
