"""Learns the features of trainer.features.network: a network that knows a subject again in another hand's
drawing, tells the hands apart, and sees what was done to a picture (blur, blotches, noise).

`python -m trainer features --out FOLDER` writes the weights and a card beside them.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from torch import Tensor, nn

from engines.exporting.forms import write_weights
from trainer.datasets.damage import DAMAGES, damaged
from trainer.datasets.iconsets import ICON_SETS
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.features.network import CONVOLUTIONS, SHIPPED, FeatureNet
from trainer.features.trials import card, trials
from trainer.job import JobError
from trainer.reporting import TerminalReport
from trainer.run import Progress

KEPT_PX = 160


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FeatureSource(_Part):
    """A hand: whose pictures, and whose line art they were registered to."""

    style: str
    target: str
    lines: str


class LossWeights(_Part):
    """How much each question counts."""

    contrast: float
    subject: float
    style: float
    damage: float


class FeatureRecipe(_Part):
    """Everything that decides the features."""

    seed: int
    steps: int = Field(gt=0)
    subjects_a_step: int = Field(gt=1)
    sizes_px: tuple[int, ...]
    learning_rate: float = Field(gt=0)
    weight_decay: float = Field(ge=0)
    temperature: float = Field(gt=0)
    weights: LossWeights
    sources: tuple[FeatureSource, ...]


@dataclass(frozen=True, eq=False)
class Album:
    """Every picture that may be learnt from: `pictures` uint8 [N, 160, 160, 4] premultiplied, `subject` and `style`
    int64 [N], `places`: for each subject where its pictures are."""

    pictures: np.ndarray
    subject: np.ndarray
    style: np.ndarray
    places: list[np.ndarray]


class Learner(nn.Module):
    """The features with normalisation layers and with the heads that ask the questions; both stay behind."""

    def __init__(self, *, subjects: int, styles: int) -> None:
        super().__init__()
        self.features = FeatureNet()
        self.norms = nn.ModuleList(
            nn.ModuleList(nn.BatchNorm2d(c.out_channels) for c in stage) for stage in self.features.convolutions()
        )
        width = self.features.convolutions()[-1][-1].out_channels
        self.subject = nn.Linear(width, subjects)
        self.style = nn.Linear(width, styles)
        self.damage = nn.Linear(width, len(DAMAGES))
        self.projection = nn.Sequential(nn.Linear(width, 256), nn.ReLU(), nn.Linear(256, 96))

    def forward(self, pictures: Tensor) -> Tensor:
        """The mean of the last stage's features, float32 [N, 224]."""
        x = pictures * 2 - 2
        for number, pairs in enumerate(self.normed()):
            if number:
                x = F.avg_pool2d(x, 2)
            for convolution, norm in pairs:
                x = F.relu(norm(convolution(x)))
        return x.float().mean(dim=(2, 3))

    def normed(self) -> list[list[tuple[nn.Conv2d, nn.BatchNorm2d]]]:
        """Of each stage, each convolution with what normalises it."""
        stages = zip(self.features.convolutions(), self.norms, strict=True)
        return [
            [(c, cast(nn.BatchNorm2d, norm)) for c, norm in zip(stage, cast(nn.ModuleList, norms), strict=True)]
            for stage, norms in stages
        ]


def learn(
    recipe: FeatureRecipe,
    subjects: list[Subjects],
    *,
    on_step: Callable[[int, dict[str, float]], None],
    compiled: bool = False,
) -> FeatureNet:
    """Features learnt from the training part of `subjects` (names held out in any set are left out of all)."""
    torch.manual_seed(recipe.seed)
    book = album(subjects)
    learner = Learner(subjects=len(book.places), styles=len(subjects)).to(memory_format=torch.channels_last)
    if compiled:
        learner.compile(dynamic=False)
    optimizer = torch.optim.AdamW(learner.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    w = recipe.weights
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(_batch, book, recipe, 0)
        for step in range(recipe.steps):
            pictures, subject, style, damage = waiting.result()
            waiting = pool.submit(_batch, book, recipe, step + 1)
            for group in optimizer.param_groups:
                fall = 0.5 + 0.5 * math.cos(math.pi * step / recipe.steps)
                group["lr"] = recipe.learning_rate * min(1.0, (step + 1) / 50) * max(fall, 0.005)
            with torch.autocast("cpu", torch.bfloat16):
                found = learner(pictures)
            half = len(found) // 2
            projected = F.normalize(learner.projection(found), dim=1)
            alike = projected[:half] @ projected[half:].T / recipe.temperature
            same = torch.arange(half)
            losses = {
                "contrast": w.contrast * (F.cross_entropy(alike, same) + F.cross_entropy(alike.T, same)) / 2,
                "subject": w.subject * F.cross_entropy(learner.subject(found), subject, label_smoothing=0.1),
                "style": w.style * F.cross_entropy(learner.style(found), style),
                "damage": w.damage * F.cross_entropy(learner.damage(found), damage),
            }
            optimizer.zero_grad()
            torch.stack(list(losses.values())).sum().backward()
            optimizer.step()
            if step % 20 == 0 or step == recipe.steps - 1:
                on_step(step, {n: round(float(v.detach()), 4) for n, v in losses.items()})
    return folded(learner, book)


def album(subjects: list[Subjects]) -> Album:
    """The pictures of all subjects that no set holds out, made small."""
    apart = {s.names[i] for s in subjects for i in s.held_out}
    names = sorted({n for s in subjects for n in s.names} - apart)
    number = {name: i for i, name in enumerate(names)}
    pictures, subject, style = [], [], []
    for hand, source in enumerate(subjects):
        for index, name in enumerate(source.names):
            if name in number:
                pictures.append(cv2.resize(source.targets[index], (KEPT_PX, KEPT_PX), interpolation=cv2.INTER_AREA))
                subject.append(number[name])
                style.append(hand)
    order = np.array(subject)
    return Album(np.stack(pictures), order, np.array(style), [np.flatnonzero(order == i) for i in range(len(names))])


@torch.no_grad()
def folded(learner: Learner, book: Album) -> FeatureNet:
    """The features alone: normalisation put into the convolutions, each stage scaled to a mean length of 1."""
    network = FeatureNet().eval().requires_grad_(False)
    network.load_state_dict(learner.features.state_dict())
    stages = network.convolutions()
    for stage, pairs in zip(stages, learner.normed(), strict=True):
        for convolution, (_, norm) in zip(stage, pairs, strict=True):
            assert convolution.bias is not None and norm.running_mean is not None and norm.running_var is not None
            gain = norm.weight / (norm.running_var + norm.eps).sqrt()
            convolution.weight.copy_(convolution.weight * gain[:, None, None, None])
            convolution.bias.copy_((convolution.bias - norm.running_mean) * gain + norm.bias)
    rng = np.random.default_rng(1)
    some = book.pictures[rng.permutation(len(book.pictures))[:192]].astype(np.float32) / 255
    probe = torch.from_numpy(some[:, 16:-16, 16:-16, :3] + 1 - some[:, 16:-16, 16:-16, 3:]).permute(0, 3, 1, 2)
    # ReLU lets a factor through: what a stage's last convolution loses, the next stage's first one gets back.
    for number in range(len(CONVOLUTIONS)):
        length = network(probe)[number].square().sum(1).sqrt().mean()
        last = stages[number][-1]
        last.weight.div_(length)
        if last.bias is not None:
            last.bias.div_(length)
        if number + 1 < len(CONVOLUTIONS):
            stages[number + 1][0].weight.mul_(length)
    network.embedding_scale.copy_(1 / network.embed(probe).square().mean().sqrt())
    for weight in network.state_dict().values():
        weight.copy_(weight.half())  # what is stored is what is measured
    return network.to(memory_format=torch.channels_last)


def _batch(book: Album, recipe: FeatureRecipe, step: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Two pictures of each of some subjects: [2 K, 3, S, S], first pictures before second ones; and what they show."""
    rng = np.random.default_rng((recipe.seed, step))
    size = int(rng.choice(recipe.sizes_px))
    chosen = rng.choice(len(book.places), recipe.subjects_a_step, replace=False)
    firsts, seconds = [], []
    for subject in chosen:
        order = rng.permutation(book.places[subject])
        firsts.append(order[0])
        seconds.append(order[1] if len(order) > 1 else order[0])
    picks = np.array(firsts + seconds)
    damages = np.where(rng.random(len(picks)) < 0.5, 0, rng.integers(1, len(DAMAGES), len(picks)))
    rows = [_seen(book.pictures[p], size, DAMAGES[d], rng=rng) for p, d in zip(picks, damages, strict=True)]
    pictures = torch.from_numpy(np.stack(rows)).permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
    return (
        pictures,
        torch.from_numpy(book.subject[picks]),
        torch.from_numpy(book.style[picks]),
        torch.from_numpy(damages),
    )


def _seen(flat: np.ndarray, size_px: int, damage: str, *, rng: np.random.Generator) -> np.ndarray:
    """A premultiplied picture as one sees it: placed, turned, mirrored, in slightly other light. float32 [S, S, 3]."""
    scale = size_px / flat.shape[0] * np.exp(rng.uniform(-0.45, 0.55))
    turn = np.deg2rad(rng.normal(0, 12))
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    linear = np.array([[np.cos(turn) * mirror, -np.sin(turn)], [np.sin(turn) * mirror, np.cos(turn)]]) * scale
    centre = size_px / 2 + rng.uniform(-0.12, 0.12, 2) * size_px
    matrix = np.column_stack([linear, centre - linear @ np.full(2, flat.shape[0] / 2)])
    placed = cv2.warpAffine(flat, matrix, (size_px, size_px), flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    shown = damaged(placed, damage, rng.uniform(0.25, 1.0), rng=rng)
    shown = np.clip(shown[:, :, :3] + 1 - shown[:, :, 3:], 0, 1)
    light = rng.normal(1, 0.05, 3) * rng.normal(1, 0.06)
    shown = (shown * light) ** np.exp(rng.normal(0, 0.1)) if rng.random() < 0.5 else shown * 1.0
    if rng.random() < 0.15:  # something lies on the picture
        a, b = np.sort(rng.integers(0, size_px, (2, 2)), axis=0)
        b = np.minimum(b, a + size_px // 3)
        shown[a[0] : b[0], a[1] : b[1]] = rng.random(3)
    return np.clip(shown, 0, 1).astype(np.float32)


def main(argv: list[str]) -> int:
    """Exit code 0 when done, 2 when the order is at fault."""
    parser = argparse.ArgumentParser(prog="python -m trainer features", description="Learn the features of pictures.")
    parser.add_argument("--recipe", type=Path, default=SHIPPED.with_suffix(".toml"))
    parser.add_argument("--cache", type=Path, required=True, help="where fetched and prepared material is kept")
    parser.add_argument("--out", type=Path, required=True, help="the folder for icon-features.safetensors and its card")
    parser.add_argument("--steps", type=int, help="another number of steps than the recipe's")
    parser.add_argument("--compile", action="store_true", help="faster steps; needs a C++ compiler")
    order = parser.parse_args(argv)
    try:
        recipe = FeatureRecipe.model_validate(tomllib.loads(order.recipe.read_text(encoding="utf-8")))
        if order.steps:
            recipe = recipe.model_copy(update={"steps": order.steps})
        write(recipe, order.cache, order.out, compiled=order.compile)
    except (JobError, OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def write(recipe: FeatureRecipe, cache: Path, out: Path, *, compiled: bool = False) -> dict:
    """Learn, measure on what was held out, and write the weights with their card. Raises JobError."""
    for source in recipe.sources:
        if source.target not in ICON_SETS or source.lines not in ICON_SETS:
            raise JobError(f"no icon set is called {source.target} or {source.lines}")
    subjects = [load_subjects(StyleSource(s.style, s.target, s.lines), cache) for s in recipe.sources]
    started = time.monotonic()

    report = TerminalReport()

    def tell(step: int, losses: dict[str, float]) -> None:
        step_s = (time.monotonic() - started) / (step + 1)
        pace = 2 * recipe.subjects_a_step / step_s
        report.progress(Progress(step, recipe.steps, losses, pace, step_s * (recipe.steps - step)))

    network = learn(recipe, subjects, on_step=tell, compiled=compiled)
    minutes = (time.monotonic() - started) / 60
    measured = trials(network, subjects) | {"minutes": round(minutes, 1)}
    out.mkdir(parents=True, exist_ok=True)
    write_weights(network, out / "icon-features.safetensors")
    (out / "icon-features.json").write_text(json.dumps(measured, indent=1) + "\n")
    report.done(out)
    (out / "icon-features.md").write_text(card(recipe.model_dump(mode="json"), measured), encoding="utf-8")
    return measured
