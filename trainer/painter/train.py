"""`python -m trainer painter`: measures the paintings, trains the Painter's student on what the teacher says, and
writes the style pack.

The student's eye learns directions and needs from composed scenes, its mixer learns each painting's palette. The
strokes themselves are tables and arithmetic (engines.networks.painter.Studio): nothing in them is left to smear.
"""

from __future__ import annotations

import argparse
import json
import operator
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from engines.errors import StylePackError
from engines.networks.painter import CELLS, Painter
from trainer.datasets.scenes import scene
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.job import JobError
from trainer.painter.folder import painted_by
from trainer.painter.painted_strokes import PaintingFigures, flow_of, furnish, in_palette, need_of
from trainer.painter.recipe import PainterRecipe, read_painter_recipe
from trainer.reporting import TerminalReport

SUBJECTS = (StyleSource("fluent", "fluent", "fluent-flat"), StyleSource("noto", "noto", "noto"))
PALETTE_SIDE = 33  # colours on each axis that the mixer learns from
NEED_WEIGHT = 1.0


Tell = Callable[..., None]  # whatever there is to tell, by name


@dataclass(frozen=True)
class PainterLessons:
    """Content uint8 [N, S, S, 3] and, for each layer, direction and need float16 [N, 3, R, C]."""

    pictures: np.ndarray
    layers: list[np.ndarray]


def main(words: list[str], *, cache: Path) -> int:
    """Exit code 0, or 2 when the order is at fault."""
    parser = argparse.ArgumentParser(prog="python -m trainer painter", description="Train the Painter from paintings.")
    parser.add_argument("recipe", nargs="?", type=Path, default=Path("painter"))
    parser.add_argument("--paintings", type=Path, required=True, help="a folder of pictures: a style for each")
    parser.add_argument("--cache", type=Path, default=cache, help="where prepared subjects are kept")
    parser.add_argument("--run", type=Path, default=Path("runs/painter"), help="the run's folder")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop learning after this long")
    parser.add_argument("--export", type=Path, help="write the style pack into this folder")
    parser.add_argument("--licence", help="of the style, and so what the pictures allow")
    parser.add_argument("--author", help="who made the style")
    parser.add_argument("--export-only", action="store_true", help="use the run's weights, learn no further")
    order = parser.parse_args(words)
    try:
        recipe, paintings = painted_by(read_painter_recipe(order.recipe), order.paintings)
        terms = {name: getattr(order, name) for name in ("licence", "author") if getattr(order, name)}
        recipe = recipe.model_copy(update=terms)
        subjects = [load_subjects(source, order.cache) for source in SUBJECTS]
        network = new_painter(recipe, paintings)
        order.run.mkdir(parents=True, exist_ok=True)
        saved = order.run / "painter.pt"
        if order.export_only:
            if not saved.exists():
                raise JobError(f"there are no weights in {order.run}")
            state = torch.load(saved, weights_only=True)
            # The tables come from the recipe: only what was learnt is taken.
            learnt = {name: weight for name, weight in state.items() if not name.startswith("studio.")}
            network.load_state_dict(learnt, strict=False)
        else:
            teach(network, recipe, paintings, subjects, run=order.run, minutes=order.minutes)
            torch.save(network.state_dict(), saved)
        if order.export is not None:
            from trainer.painter.export import export_painter

            export_painter(network, recipe, order.export, subjects=subjects, run=order.run)
    except (JobError, StylePackError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def new_painter(recipe: PainterRecipe, paintings: list[PaintingFigures | None]) -> Painter:
    """The network with its tables filled and nothing learnt."""
    torch.manual_seed(recipe.training.seed)
    network = Painter(styles=len(recipe.styles), width=recipe.training.width, mixer=recipe.training.mixer)
    furnish(network.studio, recipe.styles, paintings)
    return network


def teach(
    network: Painter,
    recipe: PainterRecipe,
    paintings: list[PaintingFigures | None],
    subjects: list[Subjects],
    *,
    run: Path,
    minutes: float,
) -> None:
    """Trains the mixer, then the eye, until the recipe's steps or the minutes are over; making the lessons does not
    count. Numbers go to metrics.jsonl."""
    order, report = recipe.training, TerminalReport()
    with (run / "metrics.jsonl").open("w") as log:

        def tell(**numbers: object) -> None:
            line = json.dumps(numbers) + "\n"
            log.write(line)
            log.flush()
            report.says(line.rstrip())

        rng = np.random.default_rng(order.seed)
        train = lessons(rng, subjects, order.pictures, order.size_px)
        apart = lessons(np.random.default_rng(10_000), subjects, 48, order.size_px, held_out=True)
        tell(part="lessons", pictures=order.pictures)
        start = time.monotonic()
        end = start + 60 * minutes
        learn_palettes(network, recipe, paintings, tell=tell, end=start + 15 * minutes)
        learn_to_look(network, recipe, train, apart, tell=tell, end=end)


def lessons(
    rng: np.random.Generator, subjects: list[Subjects], count: int, size_px: int, *, held_out: bool = False
) -> PainterLessons:
    """Content pictures and what the teacher says of them."""
    pictures = np.stack([scene(rng, subjects, size_px, held_out=held_out) for _ in range(count)])
    layers = [np.empty((count, 3, size_px // cell, size_px // cell), np.float16) for cell in CELLS]
    for index, picture in enumerate(pictures):
        lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
        flow = flow_of(lab)
        for layer, cell in zip(layers, CELLS, strict=True):
            side = size_px // cell
            layer[index, :2] = cv2.resize(flow, (side, side), interpolation=cv2.INTER_AREA).transpose(2, 0, 1)
            layer[index, 2] = need_of(lab, cell)
    return PainterLessons(pictures, layers)


def learn_palettes(
    network: Painter, recipe: PainterRecipe, paintings: list[PaintingFigures | None], *, tell: Tell, end: float
) -> None:
    """The mixer learns what `in_palette` says of all colours, for single styles and for mixtures of two."""
    axis = np.linspace(0, 1, PALETTE_SIDE, dtype=np.float32)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3)
    answers = [grid if p is None else in_palette(grid, p, s) for p, s in zip(paintings, recipe.styles, strict=True)]
    colours, wanted = torch.from_numpy(grid), torch.from_numpy(np.stack(answers).astype(np.float32))
    random = torch.Generator().manual_seed(recipe.training.seed)
    steps, styles = recipe.training.mixer_steps, len(recipe.styles)
    optimizer = torch.optim.Adam(network.mixer.parameters(), lr=4e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    for step in range(steps):
        pick = torch.randint(len(colours), (styles * 2, 512), generator=random)
        code = torch.eye(styles).repeat(2, 1)
        share = torch.rand(styles, 1, generator=random)
        code[styles:] = (
            share * code[styles:] + (1 - share) * torch.eye(styles)[torch.randperm(styles, generator=random)]
        )
        target = torch.einsum("ns,snkc->nkc", code, wanted[:, pick])
        answer = network.mixer(colours[pick].transpose(1, 2)[..., None], code)[..., 0].transpose(1, 2)
        loss = (answer - target).abs().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 500 == 499 or time.monotonic() > end:
            tell(part="palettes", step=step + 1, l1=round(loss.item(), 5))
        if time.monotonic() > end:
            break


def learn_to_look(
    network: Painter, recipe: PainterRecipe, train: PainterLessons, apart: PainterLessons, *, tell: Tell, end: float
) -> None:
    """The eye learns directions and needs; flips of the pictures turn the directions with them."""
    order = recipe.training
    rng = np.random.default_rng(order.seed + 1)
    eye = network.eye.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(eye.parameters(), lr=order.learning_rate, weight_decay=1e-4)
    start, total = time.monotonic(), max(1e-6, end - time.monotonic())
    step, done = 0, 0.0
    while done < 1:
        # By steps or by the clock, whichever ends first: the rate always comes down.
        done = min(1.0, max(step / order.steps, (time.monotonic() - start) / total))
        warm = min(1.0, (step + 1) / 100)
        optimizer.param_groups[0]["lr"] = order.learning_rate * warm * (0.5 + 0.5 * float(np.cos(np.pi * done))) + 1e-6
        pick = rng.integers(len(train.pictures), size=order.batch)
        loss, _ = _looked(eye, train, pick, flips=(rng.random() < 0.5, rng.random() < 0.5))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(eye.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 200 == 0 or done >= 1:
            with torch.inference_mode():
                _, held = _looked(eye, apart, np.arange(len(apart.pictures)), flips=(False, False))
            tell(part="eye", step=step, loss=round(loss.item(), 4), held_out=held)
    network.eye.to(memory_format=torch.contiguous_format)


def _looked(
    eye: torch.nn.Module, told: PainterLessons, pick: np.ndarray, *, flips: tuple[bool, bool]
) -> tuple[torch.Tensor, dict[str, float]]:
    dims = [dim for dim, flip in zip((2, 3), flips, strict=True) if flip]
    pictures = torch.from_numpy(told.pictures[pick]).permute(0, 3, 1, 2).float() / 255
    with torch.autocast("cpu", torch.bfloat16):
        answers = eye(torch.flip(pictures, dims).contiguous(memory_format=torch.channels_last))
    parts = []
    for answer, layer in zip(answers, told.layers, strict=True):
        wanted = torch.flip(torch.from_numpy(layer[pick]).float(), dims)
        if len(dims) == 1:
            wanted[:, 1] = -wanted[:, 1]
        answer = answer.float()
        parts.append((F.l1_loss(answer[:, :2], wanted[:, :2]), F.l1_loss(answer[:, 2], wanted[:, 2])))
    loss = reduce(operator.add, (a + NEED_WEIGHT * b for a, b in parts))
    numbers = {f"direction_{c}": round(a.item(), 4) for c, (a, _) in zip(CELLS, parts, strict=True)}
    numbers |= {f"need_{c}": round(b.item(), 4) for c, (_, b) in zip(CELLS, parts, strict=True)}
    return loss, numbers
