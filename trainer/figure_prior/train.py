"""`python -m trainer.figure_prior.train --cache FOLDER --hands FOLDER --out FOLDER`: teaches the figure-ground prior on
one CPU thread while a second process makes its material. Stopped at any time, it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from trainer.figure_prior.material import Pool, sampler_of, write_samples
from trainer.figure_prior.network import FigurePriorNetwork

CHECKPOINT = "checkpoint.pt"


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


def material_process(recipe: PriorRecipe, cache: Path, hands: Path | None, folder: Path) -> None:
    """Makes the files that are missing, one after the other, while whoever started it lives."""
    parent = os.getppid()
    os.nice(2)
    sampler = sampler_of(recipe.sets, hands, cache)
    for number in range(recipe.files):
        if os.getppid() != parent:
            return
        if not (folder / f"samples-{number:05d}.npz").exists():
            write_samples(sampler, folder, number, count=recipe.file_samples, seed=recipe.seed)


def train(recipe: PriorRecipe, cache: Path, out: Path, *, hands: Path | None, minutes: float) -> FigurePriorNetwork:
    """Up to `recipe.steps` steps, or as many as the minutes allow: the rate falls with whichever is further along.
    Returns the averaged network."""
    torch.set_num_threads(1)
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")

    # The material is made beside the training, in its own process.
    folder = out / "samples"
    making = get_context("spawn").Process(target=material_process, args=(recipe, cache, hands, folder), daemon=True)
    making.start()
    pool = Pool(folder)
    while len(pool) < recipe.file_samples:
        if not making.is_alive() and not len(pool):
            raise RuntimeError("no material could be made")
        time.sleep(1)
        pool.look()

    # Where the last run stopped, or the beginning.
    torch.manual_seed(recipe.seed)
    network, averaged = FigurePriorNetwork(), FigurePriorNetwork()
    averaged.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.98), weight_decay=1e-4)
    step, spent = 0, 0.0
    if (out / CHECKPOINT).exists():
        kept = torch.load(out / CHECKPOINT, weights_only=True)
        network.load_state_dict(kept["network"])
        averaged.load_state_dict(kept["averaged"])
        optimiser.load_state_dict(kept["optimiser"])
        step, spent = kept["step"], kept["spent_s"]

    began, told = time.monotonic() - spent, []
    while step < recipe.steps:
        along = max(step / recipe.steps, (time.monotonic() - began) / (60 * minutes))
        if along >= 1:
            break
        rate = recipe.final_learning_rate + (recipe.learning_rate - recipe.final_learning_rate) * 0.5 * (
            1 + np.cos(np.pi * along)
        )
        optimiser.param_groups[0]["lr"] = float(rate * min(1.0, (step + 1) / recipe.warm_up))

        batch = pool.batch(np.random.default_rng((recipe.seed, step)), recipe.batch)
        logits = network.logits(torch.from_numpy(batch.sheet))
        weight = torch.from_numpy(batch.weight)
        loss = functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(batch.answer), reduction="none")
        inside, outline = ((loss * weight).mean(dim=(0, 2, 3)) / weight.mean()).unbind()
        optimiser.zero_grad()
        (inside + recipe.outline_weight * outline).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()

        step += 1
        decay = min(recipe.ema_decay, step / (step + 20))
        with torch.no_grad():
            for mean, new in zip(averaged.parameters(), network.parameters(), strict=True):
                mean.lerp_(new, 1 - decay)
        told.append((float(inside.detach()), float(outline.detach())))
        if step % 50 == 0:
            pool.look()
            mean_loss = np.mean(told[-50:], axis=0)
            minutes_spent = (time.monotonic() - began) / 60
            sys.stdout.write(
                f"step {step}, {minutes_spent:.1f} min, {len(pool)} samples, inside {mean_loss[0]:.4f}, "
                f"outline {mean_loss[1]:.4f}\n"
            )
            sys.stdout.flush()
        if step % 200 == 0:
            _keep(out, network, averaged, optimiser, step=step, spent_s=time.monotonic() - began)
    _keep(out, network, averaged, optimiser, step=step, spent_s=time.monotonic() - began)
    making.terminate()
    return averaged


def _keep(
    out: Path, network: FigurePriorNetwork, averaged: FigurePriorNetwork, optimiser: torch.optim.Optimizer, **at: float
) -> None:
    kept = {
        "network": network.state_dict(),
        "averaged": averaged.state_dict(),
        "optimiser": optimiser.state_dict(),
        **at,
    }
    partial = out / f"{CHECKPOINT}.tmp"
    torch.save(kept, partial)
    partial.replace(out / CHECKPOINT)


def main() -> None:
    parser = argparse.ArgumentParser(prog="trainer.figure_prior.train", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where icon sets are kept")
    parser.add_argument("--hands", type=Path, help="a folder of Quick, Draw! .ndjson files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--steps", type=int, default=PriorRecipe.steps)
    order = parser.parse_args()
    recipe = PriorRecipe(steps=order.steps)
    train(recipe, order.cache, order.out, hands=order.hands, minutes=order.minutes)


if __name__ == "__main__":
    main()
