"""`python -m trainer.figure_prior.train --cache FOLDER --hands FOLDER --out FOLDER`: teaches the figure-ground prior on
one CPU thread while a second process makes its material. Stopped at any time, it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from trainer.figure_prior.learner import FigurePriorLearner, PriorRecipe
from trainer.figure_prior.material import Pool, sampler_of, write_samples
from trainer.figure_prior.network import FigurePriorNetwork
from trainer.reporting import TerminalReport
from trainer.run import Progress


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

    torch.manual_seed(recipe.seed)
    learner = FigurePriorLearner(recipe)
    learner.resume(out)
    began, told, report = time.monotonic() - learner.spent_s, [], TerminalReport()
    while learner.step < recipe.steps:
        along = max(learner.step / recipe.steps, (time.monotonic() - began) / (60 * minutes))
        if along >= 1:
            break
        told.append(learner.learn(pool, along=along))
        learner.spent_s = time.monotonic() - began
        step = learner.step
        if step % 50 == 0:
            pool.look()
            mean_loss = np.mean(told[-50:], axis=0)
            losses = {"inside": float(mean_loss[0]), "outline": float(mean_loss[1])}
            pace = step * recipe.batch / learner.spent_s
            left_s = min((recipe.steps - step) * learner.spent_s / step, 60 * minutes - learner.spent_s)
            report.progress(Progress(step, recipe.steps, losses, pace, left_s))
        if step % 200 == 0:
            learner.save(out)
    learner.save(out)
    report.done(out)
    making.terminate()
    return learner.averaged


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
