"""The training loop of every method that goes from picture to picture: one function, read from top to bottom.
Networks, objective and pictures do not know each other; they meet here. (The flagship's, with its drawings that are
made as it goes, is trainer/flagship/loop.py.)
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from trainer.datasets.pictures import Cut, PictureBatch, PictureSource
from trainer.job import JobError
from trainer.objectives.contract import Examples
from trainer.run import LOG_EVERY_STEPS, Clock, Kept, Progress, RunFolder, as_numbers, averaged_copy, follow
from trainer.translation import distributed
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
    # Processes and devices.
    fabric = distributed.start(recipe.precision)
    many, rank = fabric.world_size, fabric.global_rank
    if recipe.batch % many:
        raise JobError(f"a batch of {recipe.batch} cannot be shared by {many} processes; change `batch` in the recipe")
    rows = slice(recipe.batch // many * rank, recipe.batch // many * (rank + 1))
    torch.manual_seed(recipe.seed)

    # Networks, discriminators, optimisers; and the moving averages, which are what ships.
    objective = objective_of(recipe, source, device=fabric.device, initial=initial)
    averages = {name: averaged_copy(objective.networks[name]) for name in objective.averaged}
    parts: dict[str, Kept] = {
        **{f"network.{name}": network for name, network in objective.networks.items()},
        **{f"average.{name}": network for name, network in averages.items()},
        **{f"optimizer.{name}": optimizer for name, optimizer in objective.optimizers.items()},
        **{f"memory.{name}": memory for name, memory in objective.memory.items()},
    }

    # The run's folder, and resume: all randomness is a function of the step.
    kept = RunFolder(
        run, recipe=recipe.model_dump_json(indent=1), digest=recipe.digest, parts=parts, writes=fabric.is_global_zero
    )
    step = kept.resume()
    clock = Clock(step, recipe.steps)
    last_step = min(recipe.steps, max_steps or recipe.steps)
    cut = Cut(recipe.size_px, recipe.load_px or recipe.size_px, recipe.flip)
    examined = _examples(source.held_out(HELD_OUT, cut), paired=source.truth, device=fabric.device)

    def show() -> Path:
        """A sheet of samples, and held-out measures in the log."""
        shipped, sheet = objective.shipped(averages), kept.sheet(step)
        sample_sheet(objective, shipped, examined, sheet)
        kept.log({"step": step, **held_out_metrics(objective, shipped, examined)})
        return sheet

    if step == 0 and fabric.is_global_zero:
        show()

    stream = source.stream(step, batch=recipe.batch, rows=rows, cut=cut)
    while step < last_step and not distributed.agreed(fabric, should_stop()):
        # One step of all networks.
        examples = _examples(next(stream), paired=source.paired, device=fabric.device)
        rate = recipe.rate * _share_of_rate(recipe, step)
        for optimizer in objective.optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = rate
        for network in objective.networks.values():
            network.train()
        with fabric.autocast():
            losses = objective.step(examples, distributed.SharedTurn(fabric, seed=recipe.seed, number=step))
        for name, average in averages.items():
            follow(average, objective.networks[name], step=step, decay=recipe.ema_decay)
        step += 1
        clock.count(recipe.batch)

        # Tell, show, keep.
        if step % log_every == 0 or step == last_step:
            values = as_numbers(distributed.averaged(fabric, losses), step)
            pace = clock.images_per_s()
            kept.log({"step": step, "images_per_s": round(pace, 1), "rate": rate, **values})
            preview = None
            if fabric.is_global_zero and (clock.time_to_show() or step == last_step):
                preview = show()
            if fabric.is_global_zero:
                on_progress(Progress(step, recipe.steps, values, pace, clock.eta_s(step), preview))
        if clock.time_to_save():
            kept.save(step)
    stream.close()  # type: ignore[attr-defined]
    if step < last_step and fabric.is_global_zero:
        show()
    kept.save(step)
    fabric.barrier()
    return copy.deepcopy(objective.shipped(averages)).cpu().eval() if fabric.is_global_zero else None


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
