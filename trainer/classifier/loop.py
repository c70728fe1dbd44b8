"""The training loop of the classifier: read top to bottom. Knows pictures and label numbers, not where they come from.

The learning rate stays constant, then falls over the last `decay_steps` (Hu et al. 2024, section 4, "warmup, stable,
decay"): a run can be stopped, shipped and continued. What is measured and kept is the moving average of the weights.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from trainer import checkpoints
from trainer.classifier.network import ClassifierNet, widened
from trainer.classifier.recipe import ClassifierRecipe

AVERAGE_STEPS = 400  # the moving average looks back about so far
SAVE_EVERY_S = 180.0


class BatchSource(Protocol):
    """Whatever can show a batch: (pictures float32 [N, 1, S, S], labels int64 [N])."""

    def batch(self, step: int, side_px: int) -> tuple[np.ndarray, np.ndarray]: ...


def train(
    recipe: ClassifierRecipe,
    source: BatchSource,
    labels: list[str],
    *,
    run: Path,
    on_progress: Callable[[int, float, float], None],
    measure: Callable[[ClassifierNet, int], str],
    should_stop: Callable[[], bool],
) -> ClassifierNet:
    """The averaged network after `recipe.steps`, or where it was stopped. Continues from the run's folder."""
    torch.manual_seed(recipe.seed)
    network = ClassifierNet(len(labels), dropout=recipe.dropout).to(memory_format=torch.channels_last)
    average: dict[str, Tensor] = {n: t.clone() for n, t in network.state_dict().items()}
    optimizer = torch.optim.AdamW(_groups(network, recipe.weight_decay), lr=recipe.learning_rate)
    start = 0
    saved = checkpoints.load_latest(run)
    if saved is not None:
        start = int(saved["step"])
        network.load_state_dict(widened(saved["network"], saved["labels"], labels))
        average = widened(saved["average"], saved["labels"], labels)
        if saved["labels"] == labels:
            optimizer.load_state_dict(saved["optimizer"])

    def save(step: int) -> None:
        state: dict[str, Any] = {
            "network": network.state_dict(),
            "average": average,
            "optimizer": optimizer.state_dict(),
            "labels": labels,
        }
        checkpoints.save(run, step, state)

    network.train()
    last_save = last_told = time.monotonic()
    shown, loss_sum, step = 0, 0.0, start
    for step in range(start, recipe.steps):
        side_px = recipe.side_at(step)
        pictures, wanted = source.batch(step, side_px)
        rate = recipe.learning_rate * recipe.rate_at(step) * min(1.0, (step - start + 1) / 100)
        for group in optimizer.param_groups:
            group["lr"] = rate
        found, _ = network(torch.from_numpy(pictures).contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(found, torch.from_numpy(wanted), label_smoothing=recipe.label_smoothing)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        # The moving average, normalisation statistics with it.
        part = max(1 / AVERAGE_STEPS, 6 / (step + 6))  # of a young run, its last sixth
        with torch.no_grad():
            for name, tensor in network.state_dict().items():
                if tensor.dtype.is_floating_point:
                    average[name].lerp_(tensor, part)
                else:
                    average[name].copy_(tensor)
        shown, loss_sum = shown + 1, loss_sum + float(loss.detach())
        now = time.monotonic()
        if now - last_told > 30:
            on_progress(step + 1, loss_sum / shown, shown * len(wanted) / (now - last_told))
            shown, loss_sum, last_told = 0, 0.0, now
        if now - last_save > SAVE_EVERY_S:
            save(step + 1)
            told = measure(averaged(network, average, labels), side_px)
            print(f"step {step + 1}: {told}", flush=True)
            last_save = last_told = time.monotonic()
            shown, loss_sum = 0, 0.0
        if should_stop():
            break
    save(step + 1)
    return averaged(network, average, labels)


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
