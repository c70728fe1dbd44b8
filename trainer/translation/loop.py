"""The training of every method that goes from picture to picture: from a recipe to the averaged generator. Networks and
objective (`learner`) and the pictures do not know each other; they meet here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import torch
from torch import nn

from trainer.bookkeeping import Bookkeeping
from trainer.datasets.pictures import Cut, PictureBatch, PictureSource
from trainer.objectives.contract import Examples
from trainer.run import LOG_EVERY_STEPS, Progress, RunFolder
from trainer.translation import distributed
from trainer.translation.learner import PictureLearner
from trainer.translation.metrics import held_out_metrics, sample_sheet
from trainer.translation.objective_table import objective_of
from trainer.translation.recipe import PictureRecipe

HELD_OUT = 16


def train_pictures(
    recipe: PictureRecipe,
    run: Path,
    *,
    source: PictureSource,
    on_progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    max_steps: int | None = None,
    initial: dict[str, torch.Tensor] | None = None,
    log_every: int = LOG_EVERY_STEPS,
) -> nn.Module | None:
    """Train `recipe` in the folder `run`, from its newest checkpoint if there is one; returns the averaged generator
    from A to B, on the CPU; None in all processes but the first.

    `max_steps` stops early without changing any schedule. `initial`: weights for the generator to begin with. Raises
    JobError.
    """
    fabric = distributed.start(recipe.precision)
    rows = distributed.rows_of(fabric, recipe.batch)
    torch.manual_seed(recipe.seed)

    learner = PictureLearner(recipe, objective_of(recipe, source, device=fabric.device, initial=initial), fabric)
    # The run's folder, and resume: all randomness is a function of the step.
    kept = RunFolder(
        run,
        recipe=recipe.model_dump_json(indent=1),
        digest=recipe.digest,
        parts=learner.parts,
        writes=fabric.is_global_zero,
    )
    step = kept.resume()
    last_step = min(recipe.steps, max_steps or recipe.steps)
    cut = Cut(recipe.size_px, recipe.load_px or recipe.size_px, recipe.flip)
    examined = _examples(source.held_out(HELD_OUT, cut), paired=source.truth, device=fabric.device)

    show = partial(_show, learner, kept, examined)
    if step == 0 and fabric.is_global_zero:
        show(step)
    books = Bookkeeping(
        kept,
        first_step=step,
        last_step=last_step,
        steps=recipe.steps,
        show=show,
        on_progress=on_progress,
        log_every=log_every,
        gather=partial(distributed.averaged, fabric),
    )
    with closing(source.stream(step, batch=recipe.batch, rows=rows, cut=cut)) as stream:
        while step < last_step and not distributed.agreed(fabric, should_stop()):
            examples = _examples(next(stream), paired=source.paired, device=fabric.device)
            rate = recipe.rate * _share_of_rate(recipe, step)
            losses = learner.learn(examples, step=step, rate=rate)
            step += 1
            books.after(step, losses, images=recipe.batch, rate=rate)
    if step < last_step and fabric.is_global_zero:
        show(step)
    kept.save(step)
    fabric.barrier()
    return copy.deepcopy(learner.shipped()).cpu().eval() if fabric.is_global_zero else None


def _show(learner: PictureLearner, kept: RunFolder, examined: Examples, step: int) -> Path:
    """A sheet of samples, and held-out measures in the log."""
    shipped, sheet = learner.shipped(), kept.sheet(step)
    sample_sheet(learner.objective, shipped, examined, sheet)
    kept.log({"step": step, **held_out_metrics(learner.objective, shipped, examined)})
    return sheet


def _examples(batch: PictureBatch, *, paired: bool, device: torch.device) -> Examples:
    a, b = (torch.from_numpy(part).to(device).float() / 127.5 - 1 for part in (batch.a, batch.b))
    landmarks = ((torch.from_numpy(batch.landmarks).to(device).float() - 128) / 127).clamp(-1, 1)
    return Examples(a, b, landmarks, paired)


def _share_of_rate(recipe: PictureRecipe, step: int) -> float:
    """1 at first; then falling in a line to 0, or halved now and then."""
    if recipe.halve_every:
        return 0.5 ** (step // recipe.halve_every)
    held = recipe.hold * recipe.steps
    return 1.0 if step < held or recipe.hold >= 1 else (recipe.steps - step) / (recipe.steps - held)
