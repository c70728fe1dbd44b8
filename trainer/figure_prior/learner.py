"""The figure-ground prior's recipe, its network with the moving average, and one step of learning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from trainer import checkpoints
from trainer.figure_prior.material import Pool
from trainer.figure_prior.network import FigurePriorNetwork


@dataclass(frozen=True)
class PriorRecipe:
    """How the prior is taught. `file_samples`: made at a time; `files`: so many, then they are only used again."""

    sets: tuple[str, ...] = ("fluent-flat", "noto")
    seed: int = 11
    steps: int = 6000
    batch: int = 32
    learning_rate: float = 2e-3
    final_learning_rate: float = 5e-5
    warm_up: int = 100
    ema_decay: float = 0.998
    outline_weight: float = 0.5
    file_samples: int = 512
    files: int = 120


class FigurePriorLearner:
    """`step`: how many steps are done; `spent_s`: in so many seconds, of all sittings. `averaged` is what ships."""

    def __init__(self, recipe: PriorRecipe) -> None:
        self._recipe = recipe
        self._network, self.averaged = FigurePriorNetwork(), FigurePriorNetwork()
        self.averaged.load_state_dict(self._network.state_dict())
        self._optimiser = torch.optim.AdamW(
            self._network.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.98), weight_decay=1e-4
        )
        self.step, self.spent_s = 0, 0.0

    def resume(self, run: Path) -> None:
        """Go on where the last run stopped, if there was one. Raises JobError where no checkpoint can be read."""
        kept = checkpoints.load_latest(run)
        if kept is not None:
            self._network.load_state_dict(kept["network"])
            self.averaged.load_state_dict(kept["averaged"])
            self._optimiser.load_state_dict(kept["optimiser"])
            self.step, self.spent_s = kept["step"], kept["spent_s"]

    def save(self, run: Path) -> None:
        state = {
            "network": self._network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "spent_s": self.spent_s,
        }
        checkpoints.save(run, self.step, state)

    def learn(self, pool: Pool, *, along: float) -> tuple[float, float]:
        """One step, at the rate for a run that is `along` (0..1): the losses inside and along outlines."""
        recipe = self._recipe
        rate = recipe.final_learning_rate + (recipe.learning_rate - recipe.final_learning_rate) * 0.5 * (
            1 + np.cos(np.pi * along)
        )
        self._optimiser.param_groups[0]["lr"] = float(rate * min(1.0, (self.step + 1) / recipe.warm_up))
        batch = pool.batch(np.random.default_rng((recipe.seed, self.step)), recipe.batch)
        logits = self._network.logits(torch.from_numpy(batch.sheet))
        weight = torch.from_numpy(batch.weight)
        loss = functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(batch.answer), reduction="none")
        inside, outline = ((loss * weight).mean(dim=(0, 2, 3)) / weight.mean()).unbind()
        self._optimiser.zero_grad()
        (inside + recipe.outline_weight * outline).backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self.step += 1
        self._follow(min(recipe.ema_decay, self.step / (self.step + 20)))
        return float(inside.detach()), float(outline.detach())

    @torch.no_grad()
    def _follow(self, decay: float) -> None:
        for mean, new in zip(self.averaged.parameters(), self._network.parameters(), strict=True):
            mean.lerp_(new, 1 - decay)
