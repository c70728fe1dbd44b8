"""The classifier's training: its schedule, and when it tells, measures and saves. Knows pictures and label numbers, not
where they come from.

The learning rate stays constant, then falls over the last `decay_steps` (Hu et al. 2024, section 4, "warmup, stable,
decay"): a run can be stopped, shipped and continued. What is measured and kept is the moving average of the weights.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from trainer.classifier.learner import ClassifierLearner
from trainer.classifier.network import ClassifierNet
from trainer.classifier.recipe import ClassifierRecipe

TELL_EVERY_S = 30.0
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
    on_measured: Callable[[int, str], None] = lambda _step, _measured: None,
    should_stop: Callable[[], bool],
) -> ClassifierNet:
    """The averaged network after `recipe.steps`, or where it was stopped. Continues from the run's folder."""
    torch.manual_seed(recipe.seed)
    learner = ClassifierLearner(recipe, labels)
    start = learner.resume(run)
    last_save = last_told = time.monotonic()
    shown, loss_sum, step = 0, 0.0, start
    for step in range(start, recipe.steps):
        side_px = recipe.side_at(step)
        pictures, wanted = source.batch(step, side_px)
        rate = recipe.learning_rate * recipe.rate_at(step) * min(1.0, (step - start + 1) / 100)
        loss = learner.learn(pictures, wanted, step=step, rate=rate)
        shown, loss_sum = shown + 1, loss_sum + loss
        now = time.monotonic()
        if now - last_told > TELL_EVERY_S:
            on_progress(step + 1, loss_sum / shown, shown * len(wanted) / (now - last_told))
            shown, loss_sum, last_told = 0, 0.0, now
        if now - last_save > SAVE_EVERY_S:
            learner.save(run, step + 1)
            on_measured(step + 1, measure(learner.averaged(), side_px))
            last_save = last_told = time.monotonic()
            shown, loss_sum = 0, 0.0
        if should_stop():
            break
    learner.save(run, step + 1)
    return learner.averaged()
