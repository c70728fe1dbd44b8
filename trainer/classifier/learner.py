"""The classifier's network, the moving average of its weights, and a step of learning. Knows no schedule, no clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from trainer import checkpoints
from trainer.classifier.network import ClassifierNet, widened
from trainer.classifier.recipe import ClassifierRecipe

AVERAGE_STEPS = 400  # the moving average looks back about so far


class ClassifierLearner:
    """What is measured and kept is the average."""

    def __init__(self, recipe: ClassifierRecipe, labels: list[str]) -> None:
        self._recipe = recipe
        self._labels = labels
        self._network = ClassifierNet(len(labels), dropout=recipe.dropout).to(memory_format=torch.channels_last)
        self._average: dict[str, Tensor] = {n: t.clone() for n, t in self._network.state_dict().items()}
        self._optimizer = torch.optim.AdamW(_groups(self._network, recipe.weight_decay), lr=recipe.learning_rate)

    def resume(self, run: Path) -> int:
        """The step to go on from: all is as the newest checkpoint has it, with new labels where there are new ones."""
        saved = checkpoints.load_latest(run)
        if saved is None:
            return 0
        self._network.load_state_dict(widened(saved["network"], saved["labels"], self._labels))
        self._average = widened(saved["average"], saved["labels"], self._labels)
        if saved["labels"] == self._labels:
            self._optimizer.load_state_dict(saved["optimizer"])
        return int(saved["step"])

    def save(self, run: Path, step: int) -> None:
        state = {
            "network": self._network.state_dict(),
            "average": self._average,
            "optimizer": self._optimizer.state_dict(),
            "labels": self._labels,
        }
        checkpoints.save(run, step, state)

    def learn(self, pictures: np.ndarray, wanted: np.ndarray, *, step: int, rate: float) -> float:
        """One step from pictures float32 [N, 1, S, S] and their labels int64 [N]; the loss."""
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._network.train()
        found, _ = self._network(torch.from_numpy(pictures).contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(found, torch.from_numpy(wanted), label_smoothing=self._recipe.label_smoothing)
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        self._follow(max(1 / AVERAGE_STEPS, 6 / (step + 6)))  # of a young run, its last sixth
        return float(loss.detach())

    def averaged(self) -> ClassifierNet:
        """A network of its own with the averaged weights, ready to name."""
        return averaged(self._network, self._average, self._labels)

    @torch.no_grad()
    def _follow(self, part: float) -> None:
        """The moving average, normalisation statistics with it."""
        for name, tensor in self._network.state_dict().items():
            if tensor.dtype.is_floating_point:
                self._average[name].lerp_(tensor, part)
            else:
                self._average[name].copy_(tensor)


def averaged(network: ClassifierNet, average: dict[str, Tensor], labels: list[str]) -> ClassifierNet:
    """A network of its own with the averaged weights, ready to name."""
    copy = ClassifierNet(len(labels)).to(memory_format=torch.channels_last)
    copy.load_state_dict(average)
    return copy.eval().requires_grad_(False)


def _groups(network: ClassifierNet, decay: float) -> list[dict[str, Any]]:
    """Weight decay on matrices alone."""
    matrices = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]
