"""The training loop: one function, read from top to bottom. Networks, objective and data do not know each other; they
meet here."""

from __future__ import annotations

import copy
import functools
import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from lightning_fabric import Fabric

from engines.networks.sketchnet import SketchNet
from trainer import checkpoints
from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety, WindowPlan
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.features import FeatureNet, load_features, over_white
from trainer.job import JobError
from trainer.metrics import held_out_metrics, sample_sheet
from trainer.objectives.sketch_to_art import (
    Discriminator,
    choice,
    discriminator_loss,
    feature_matching,
    premultiplied,
    reconstruction,
    to_batch,
)
from trainer.recipe import Recipe, Stage

CHECKPOINT_EVERY_S = 180.0
PREVIEW_EVERY_S = 240.0
LOG_EVERY_STEPS = 20
WARM_UP_STEPS = 100


@dataclass(frozen=True)
class Progress:
    """Where a run stands: step of all steps, the last losses, images a second, seconds to go, and a sample sheet
    when new."""

    step: int
    steps: int
    losses: dict[str, float]
    images_per_s: float
    eta_s: float
    preview: Path | None = None


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
    # The run's folder: recipe, checkpoints, samples, metrics.jsonl. A folder of another recipe is not touched.
    run.mkdir(parents=True, exist_ok=True)
    (run / "recipe.json").write_text(recipe.model_dump_json(indent=1))
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
    critic = Discriminator(styles=recipe.network.styles).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(generator.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4)
    critic_optimizer = torch.optim.AdamW(critic.parameters(), lr=2e-4, betas=(0.5, 0.99), weight_decay=1e-4)
    compared = reconstruction
    if compiled:
        generator.compile(dynamic=False)
        compared = torch.compile(reconstruction, dynamic=False)
    generator, optimizer = fabric.setup(generator, optimizer)
    critic, critic_optimizer = fabric.setup(critic, critic_optimizer)
    average = average.to(fabric.device)
    parts: dict[str, Any] = {
        "generator": generator,
        "average": average,
        "critic": critic,
        "optimizer": optimizer,
        "critic_optimizer": critic_optimizer,
    }

    @functools.cache
    def features() -> FeatureNet:
        """Loaded when the first perceptual stage begins."""
        return load_features().to(fabric.device, memory_format=torch.channels_last)

    # Resume: all randomness is a function of the step, so weights and optimisers are the whole state.
    step = 0
    state = checkpoints.load_latest(run)
    if state is not None:
        if state["recipe"] != recipe.digest:
            raise JobError(f"{run} holds a run of another recipe; give a new folder, or restore the recipe")
        for name, part in parts.items():
            part.load_state_dict(state[name])
        step = state["step"]

    def save() -> None:
        checkpoints.save(run, step, {"recipe": recipe.digest} | {n: p.state_dict() for n, p in parts.items()})

    started, last_save, last_preview = time.monotonic(), time.monotonic(), time.monotonic()
    window_started, window_images = time.monotonic(), 0
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
        if stage.adversarial:
            ink, flat = batch.planes[:, :1], premultiplied(art)
            critic.requires_grad_(False)
            # Where the drawing left things out, the picture is no example: the critic sees the artist's there.
            known = batch.weight.clamp(0, 1)
            shown = flat * known + batch.target * (1 - known)
            verdict, fake_features = critic(ink, shown, batch.style)
            with torch.no_grad():
                _, real_features = critic(ink, batch.target, batch.style)
            losses["adversarial"] = -w.adversarial * verdict.float().mean()
            losses["feature_matching"] = w.feature_matching * feature_matching(real_features, fake_features)
            critic.requires_grad_(True)
        if stage.perceptual:
            seen = features()
            known = batch.weight.clamp(0, 1)
            flat = premultiplied(art)
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
            real, _ = critic(ink, batch.target, batch.style)
            fake, _ = critic(ink, shown.detach(), batch.style)
            losses["critic"] = discriminator_loss(real, fake)
            critic_optimizer.zero_grad()
            fabric.backward(losses["critic"])
            critic_optimizer.step()

        # The moving average: short at first, so that it forgets the beginning.
        decay = min(recipe.ema_decay, (1 + step) / (10 + step))
        with torch.no_grad():
            for slow, fast in zip(average.parameters(), generator.parameters(), strict=True):
                slow.lerp_(fast, 1 - decay)
        step += 1
        window_images += len(pairs.ink)

        # Tell, keep, show.
        now = time.monotonic()
        if step % LOG_EVERY_STEPS == 0 or step == last_step:
            values = {name: round(float(loss.detach()), 5) for name, loss in losses.items()}
            if not all(math.isfinite(v) for v in values.values()):
                raise JobError(f"the losses are no longer numbers at step {step}; the last checkpoint is still good")
            pace = window_images / max(now - window_started, 1e-6)
            per_step = (now - started) / max(1, step - (state["step"] if state else 0))
            _log(run, {"step": step, "size_px": stage.size_px, "images_per_s": round(pace, 1), "rate": rate, **values})
            preview = None
            if now - last_preview > PREVIEW_EVERY_S or step == last_step:
                preview = run / f"samples-{step:07d}.png"
                sample_sheet(average, subjects, held_out, preview, device=fabric.device)
                _log(run, {"step": step, **held_out_metrics(average, held_out, device=fabric.device)})
                last_preview = now
            on_progress(Progress(step, recipe.steps, values, pace, per_step * (recipe.steps - step), preview))
            window_started, window_images = time.monotonic(), 0
        if now - last_save > CHECKPOINT_EVERY_S:
            save()
            last_save = now
    save()
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
        plan = WindowPlan(stage=number, size_px=stage.size_px, batch=stage.batch, samples=stage.window, uses=stage.uses)
        stream = sampler.stream(plan, within)
        while within < stage.steps:
            yield next(stream), stage, within
            within += 1
        stream.close()  # type: ignore[attr-defined]


def _learning_rate(stage: Stage, within: int) -> float:
    """Linear warm-up, then a cosine from the stage's rate to its final one."""
    warm = min(1.0, (within + 1) / WARM_UP_STEPS)
    fall = 0.5 + 0.5 * math.cos(math.pi * min(1.0, within / stage.steps))
    return warm * (stage.final_learning_rate + (stage.learning_rate - stage.final_learning_rate) * fall)


def _log(run: Path, line: dict[str, Any]) -> None:
    with (run / "metrics.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
