"""The training loop: one function, read from top to bottom. Networks, objective and data do not know each other; they
meet here."""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from lightning_fabric import Fabric

from engines.networks.sketchnet import SketchNet
from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety, WindowPlan
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.features.network import FeatureNet, load_features, over_white
from trainer.flagship.metrics import held_out_metrics, sample_sheet
from trainer.flagship.recipe import Recipe, Stage
from trainer.objectives.sketch_to_art import (
    Discriminator,
    choice,
    discriminator_loss,
    feature_matching,
    premultiplied,
    reconstruction,
    to_batch,
)
from trainer.run import LOG_EVERY_STEPS, Clock, Kept, Progress, RunFolder, as_numbers, follow


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

    # Networks: the generator, its moving average (what ships), the discriminator (sleeping until an adversarial stage).
    generator = SketchNet(**recipe.network.model_dump()).to(memory_format=torch.channels_last)
    if initial is not None:
        # How strongly to shade is found anew at the next export.
        generator.load_state_dict(initial | {"relief": torch.ones_like(generator.relief)})
    average = copy.deepcopy(generator).requires_grad_(False)
    discriminator = Discriminator(styles=recipe.network.styles).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(generator.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4)
    discriminator_optimizer = torch.optim.AdamW(
        discriminator.parameters(), lr=2e-4, betas=(0.5, 0.99), weight_decay=1e-4
    )
    compared = reconstruction
    if compiled:
        generator.compile(dynamic=False)
        compared = torch.compile(reconstruction, dynamic=False)
    generator, optimizer = fabric.setup(generator, optimizer)
    discriminator, discriminator_optimizer = fabric.setup(discriminator, discriminator_optimizer)
    average = average.to(fabric.device)
    parts: dict[str, Kept] = {
        "generator": generator,
        "average": average,
        "discriminator": discriminator,
        "optimizer": optimizer,
        "discriminator_optimizer": discriminator_optimizer,
    }

    @functools.cache
    def features() -> FeatureNet:
        """Loaded when the first perceptual stage begins."""
        return load_features().to(fabric.device, memory_format=torch.channels_last)

    # The run's folder, and resume: all randomness is a function of the step, so weights and optimisers are the whole
    # state.
    kept = RunFolder(run, recipe=recipe.model_dump_json(indent=1), digest=recipe.digest, parts=parts)
    step = kept.resume()
    clock = Clock(step, recipe.steps)
    last_step = min(recipe.steps, max_steps or recipe.steps)
    for pairs, stage, within in _batches(recipe, sampler, step):
        if step >= last_step or should_stop():
            break

        # One step of the generator.
        dice = torch.Generator().manual_seed(recipe.seed * 1_000_003 + step)
        batch = to_batch(pairs, device=fabric.device, generator=dice)
        rate = _learning_rate(stage, within)
        for group in optimizer.param_groups:
            group["lr"] = rate
        generator.train()
        art, chosen = generator(batch.planes, batch.palette, batch.style)
        w = recipe.weights
        losses = compared(art, batch, colour=w.colour, alpha=w.alpha, gradient=w.gradient)
        losses["choice"] = w.choice * choice(chosen, batch)
        # Where the drawing left things out, the picture is no example: what looks at it sees the artist's there.
        flat, known = premultiplied(art), batch.weight.clamp(0, 1)
        if stage.adversarial:
            ink = batch.planes[:, :1]
            discriminator.requires_grad_(False)
            shown = flat * known + batch.target * (1 - known)
            verdict, fake_features = discriminator(ink, shown, batch.style)
            with torch.no_grad():
                _, real_features = discriminator(ink, batch.target, batch.style)
            losses["adversarial"] = -w.adversarial * verdict.float().mean()
            losses["feature_matching"] = w.feature_matching * feature_matching(real_features, fake_features)
            discriminator.requires_grad_(True)
        if stage.perceptual:
            seen = features()
            theirs = over_white(batch.target)
            ours = over_white(flat).clamp(0, 1) * known + theirs * (1 - known)
            with fabric.autocast():
                # At half the size: a quarter of the work, and the fine edges have a loss of their own.
                distance = seen.perceptual(F.avg_pool2d(ours, 2), F.avg_pool2d(theirs, 2)).mean()
            losses["perceptual"] = w.perceptual * distance
        optimizer.zero_grad()
        fabric.backward(sum(losses.values()))
        fabric.clip_gradients(generator, optimizer, max_norm=1.0, error_if_nonfinite=False)
        optimizer.step()

        # One step of the discriminator.
        if stage.adversarial:
            real, _ = discriminator(ink, batch.target, batch.style)
            fake, _ = discriminator(ink, shown.detach(), batch.style)
            losses["discriminator"] = discriminator_loss(real, fake)
            discriminator_optimizer.zero_grad()
            fabric.backward(losses["discriminator"])
            discriminator_optimizer.step()

        # The moving average.
        follow(average, generator, step=step, decay=recipe.ema_decay)
        step += 1
        clock.count(len(pairs.ink))

        # Tell, keep, show.
        if step % LOG_EVERY_STEPS == 0 or step == last_step:
            values = as_numbers(losses, step)
            pace = clock.images_per_s()
            kept.log({"step": step, "size_px": stage.size_px, "images_per_s": round(pace, 1), "rate": rate, **values})
            preview = None
            if clock.time_to_show() or step == last_step:
                preview = kept.sheet(step)
                sample_sheet(average, subjects, held_out, preview, device=fabric.device)
                kept.log({"step": step, **held_out_metrics(average, held_out, device=fabric.device)})
            on_progress(Progress(step, recipe.steps, values, pace, clock.eta_s(step), preview))
        if clock.time_to_save():
            kept.save(step)
    kept.save(step)
    return average


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
        stream = sampler.stream(plan, within)
        while within < stage.steps:
            yield next(stream), stage, within
            within += 1
        stream.close()  # type: ignore[attr-defined]


def _learning_rate(stage: Stage, within: int) -> float:
    """Linear warm-up, then a cosine from the stage's rate to its final one."""
    warm = min(1.0, (within + 1) / stage.warm_up)
    fall = 0.5 + 0.5 * math.cos(math.pi * min(1.0, within / stage.steps))
    return warm * (stage.final_learning_rate + (stage.learning_rate - stage.final_learning_rate) * fall)
