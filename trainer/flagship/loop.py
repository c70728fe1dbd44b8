"""The flagship's training: from a recipe to the averaged generator. Networks and objective (`learner`) and the drawings
do not know each other; they meet here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import torch
from lightning_fabric import Fabric

from engines.networks.sketchnet import SketchNet
from trainer.bookkeeping import Bookkeeping
from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety, WindowPlan
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.flagship.learner import FlagshipLearner
from trainer.flagship.metrics import held_out_metrics, sample_sheet
from trainer.flagship.recipe import Recipe, Stage
from trainer.run import Progress, RunFolder


def train(
    recipe: Recipe,
    run: Path,
    *,
    cache: Path,
    on_progress: Callable[[Progress], None] = lambda _: None,
    on_preparing: Callable[[str, int, int], None] = lambda *_: None,
    should_stop: Callable[[], bool] = lambda: False,
    max_steps: int | None = None,
    initial: dict[str, torch.Tensor] | None = None,
    compiled: bool = False,
) -> SketchNet:
    """Train `recipe` in the folder `run`, from its newest checkpoint if there is one; returns the averaged
    generator (EMA).

    `max_steps` stops early without changing any schedule. `initial`: weights to begin with.
    `compiled`: fuse the element-wise work with torch.compile (1.7x on a CPU; needs a C++ compiler; other last bits).
    Raises JobError.
    """
    fabric = Fabric(accelerator="auto", devices=1, precision=recipe.precision)
    fabric.launch()
    torch.manual_seed(recipe.seed)

    # Material: every style's subjects, from the cache.
    sources = [StyleSource(s.id, s.target, s.lines) for s in recipe.styles]
    subjects = [load_subjects(source, cache, on_progress=on_preparing) for source in sources]
    sampler = _sampler(recipe, subjects, "train")
    held_out = _sampler(recipe, subjects, "held_out")

    learner = FlagshipLearner(recipe, fabric, initial=initial, compiled=compiled)
    # The run's folder, and resume: all randomness is a function of the step, so weights and optimisers are the whole
    # state.
    kept = RunFolder(run, recipe=recipe.model_dump_json(indent=1), digest=recipe.digest, parts=learner.parts)
    step = kept.resume()
    last_step = min(recipe.steps, max_steps or recipe.steps)

    def show(step: int) -> Path:
        """A sheet of samples, and held-out measures in the log."""
        sheet = kept.sheet(step)
        sample_sheet(learner.average, subjects, held_out, sheet, device=fabric.device)
        kept.log({"step": step, **held_out_metrics(learner.average, held_out, device=fabric.device)})
        return sheet

    books = Bookkeeping(
        kept, first_step=step, last_step=last_step, steps=recipe.steps, show=show, on_progress=on_progress
    )
    for pairs, stage, within in _batches(recipe, sampler, step):
        if step >= last_step or should_stop():
            break
        rate = _learning_rate(stage, within)
        losses = learner.learn(pairs, stage, step=step, rate=rate)
        step += 1
        books.after(step, losses, images=len(pairs.ink), rate=rate, size_px=stage.size_px)
    kept.save(step)
    return learner.average


def _sampler(recipe: Recipe, subjects: list[Subjects], part: str) -> PairSampler:
    shares = [style.share for style in recipe.styles]
    variety = Variety(**recipe.variety.model_dump())
    return PairSampler(
        subjects, styles=recipe.network.styles, style_shares=shares, variety=variety, seed=recipe.seed, part=part
    )


def _batches(recipe: Recipe, sampler: PairSampler, start: int) -> Iterator[tuple[Pairs, Stage, int]]:
    """Every remaining batch of every stage, with its place within the stage."""
    before = 0
    for number, stage in enumerate(recipe.stages):
        within = max(0, start - before)
        before += stage.steps
        if within >= stage.steps:
            continue
        plan = WindowPlan(
            stage=number,
            size_px=stage.size_px,
            batch=stage.batch,
            samples=stage.window,
            uses=stage.uses,
            aspects=stage.aspects,
        )
        with closing(sampler.stream(plan, within)) as stream:
            while within < stage.steps:
                yield next(stream), stage, within
                within += 1


def _learning_rate(stage: Stage, within: int) -> float:
    """Linear warm-up, then a cosine from the stage's rate to its final one."""
    warm = min(1.0, (within + 1) / stage.warm_up)
    fall = 0.5 + 0.5 * math.cos(math.pi * min(1.0, within / stage.steps))
    return warm * (stage.final_learning_rate + (stage.learning_rate - stage.final_learning_rate) * fall)
