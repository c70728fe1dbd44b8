"""`python -m trainer classifier`: gathers drawings, trains, measures on what was held out, writes the classifier."""

from __future__ import annotations

import argparse
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from engines.naming.raster import FILLED, drawn
from engines.naming.vocabulary import Vocabulary, read_vocabulary
from trainer.classifier.bitmaps import load_bitmaps
from trainer.classifier.export import export_classifier
from trainer.classifier.icons import load_icons
from trainer.classifier.learner import averaged
from trainer.classifier.loop import train
from trainer.classifier.material import Batches, Material
from trainer.classifier.network import ClassifierNet, widened
from trainer.classifier.recipe import SHIPPED, ClassifierRecipe, read_classifier_recipe
from trainer.classifier.strokes import StrokeDrawing, is_held_out, read_folder
from trainer.job import JobError
from trainer.reporting import TerminalReport
from trainer.run import Progress


@dataclass(frozen=True, eq=False)
class ClassifierLessons:
    """`material`: to learn from. `held_out`: strokes never learnt from, with `held_out_label`, the labels' numbers."""

    labels: list[str]
    material: Material
    held_out: list[StrokeDrawing]
    held_out_label: np.ndarray


def gather(recipe: ClassifierRecipe, vocabulary: Vocabulary, *, strokes: Path, cache: Path) -> ClassifierLessons:
    """All material of a recipe; minutes where the icons' line art is not in the cache yet. Raises JobError."""
    bitmaps = load_bitmaps(cache)
    icons = [load_icons(name, vocabulary, cache) for name in recipe.icon_sets]
    hands = {t.quickdraw: t.id for t in vocabulary if t.quickdraw}
    known = set(hands.values()) | {thing for pictures in icons for thing in pictures.thing}
    labels = [t.id for t in vocabulary if t.id in known]
    number = {label: i for i, label in enumerate(labels)}
    drawings = [d for d in read_folder(strokes) if d.word in hands]
    learnt = [d for d in drawings if not is_held_out(d.key)]
    apart = [d for d in drawings if is_held_out(d.key)]
    if not learnt:
        raise JobError(f"{strokes} holds no drawing of a thing that the vocabulary names")
    material = Material(
        [d.strokes for d in learnt],
        np.array([number[hands[d.word]] for d in learnt]),
        bitmaps.pictures,
        np.array([number[hands[w]] for w in bitmaps.words])[bitmaps.word_of],
        np.concatenate([p.pictures for p in icons]) if icons else np.zeros((0, 64, 64), np.uint8),
        np.array([number[thing] for p in icons for thing in p.thing], int),
    )
    return ClassifierLessons(labels, material, apart, np.array([number[hands[d.word]] for d in apart]))


@torch.no_grad()
def logits_of(network: ClassifierNet, drawings: list[StrokeDrawing], *, side_px: int) -> torch.Tensor:
    """Mean logits [N, L] of each drawing and its mirror image, drawn as naming draws."""
    pictures = [drawn([s * FILLED for s in d.strokes], side_px=side_px) for d in drawings]
    rows = []
    for start in range(0, len(pictures), 128):
        batch = torch.from_numpy(np.stack(pictures[start : start + 128]))[:, None]
        rows.append((network(batch)[0] + network(batch.flip(3))[0]) / 2)
    return torch.cat(rows)


def accuracy(logits: torch.Tensor, wanted: np.ndarray, among: int = 5) -> float:
    """The share of rows whose label is among the best."""
    best = logits.topk(among, dim=1).indices
    return float((best == torch.from_numpy(wanted)[:, None]).any(dim=1).float().mean())


def main(argv: list[str], *, cache: Path) -> int:
    """Exit code 0 when done or stopped in order, 2 when the order is at fault."""
    parser = argparse.ArgumentParser(prog="python -m trainer classifier", description="Learn to name drawings.")
    parser.add_argument("--recipe", type=Path, default=SHIPPED)
    parser.add_argument("--strokes", type=Path, required=True, help="a folder of Quick, Draw! .ndjson files")
    parser.add_argument("--cache", type=Path, default=cache, help="where fetched and prepared material is kept")
    parser.add_argument("--run", type=Path, default=Path("runs/classifier"), help="checkpoints; continued if there")
    parser.add_argument("--steps", type=int, help="another number of steps than the recipe's")
    parser.add_argument("--decay-from", type=int, help="let the learning rate fall from this step on")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the classifier into this folder at the end")
    parser.add_argument("--export-only", action="store_true", help="export the newest checkpoint, train no further")
    order = parser.parse_args(argv)
    try:
        recipe = read_classifier_recipe(order.recipe)
        if order.steps:
            recipe = recipe.model_copy(update={"steps": order.steps})
        if order.decay_from is not None:
            recipe = recipe.model_copy(update={"decay_steps": recipe.steps - order.decay_from})
        torch.set_num_threads(order.threads)
        vocabulary = read_vocabulary()
        lessons = gather(recipe, vocabulary, strokes=order.strokes, cache=order.cache)
        network, step = _learnt(recipe, lessons, order)
        if order.out is not None:
            side_px = recipe.side_at(step - 1)
            logits = logits_of(network, lessons.held_out, side_px=side_px)
            export_classifier(
                network,
                lessons.labels,
                order.out,
                side_px=side_px,
                held_out=(logits, lessons.held_out_label),
                made=f"{step} steps of {recipe.batch} drawings; recipe {order.recipe.name}, seed {recipe.seed}",
            )
    except (JobError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _learnt(
    recipe: ClassifierRecipe, lessons: ClassifierLessons, order: argparse.Namespace
) -> tuple[ClassifierNet, int]:
    """The averaged network and its step, trained as ordered."""
    from trainer import checkpoints

    if not order.export_only:
        report, stops = TerminalReport(), list[int]()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda n, _: stops.append(n))

        def tell(step: int, loss: float, pace: float) -> None:
            left_s = (recipe.steps - step) * recipe.batch / pace
            report.progress(Progress(step, recipe.steps, {"loss": loss}, pace, left_s))

        def measure(network: ClassifierNet, side_px: int) -> str:
            logits = logits_of(network, lessons.held_out, side_px=side_px)
            first, five = (accuracy(logits, lessons.held_out_label, n) for n in (1, 5))
            return f"top-1 {first:.3f}, top-5 {five:.3f} of the held-out strokes"

        def say(step: int, measured: str) -> None:
            report.says(f"step {step}: {measured}")

        train(
            recipe,
            Batches(lessons.material, recipe),
            lessons.labels,
            run=order.run,
            on_progress=tell,
            measure=measure,
            on_measured=say,
            should_stop=lambda: bool(stops),
        )
    saved = checkpoints.load_latest(order.run)
    if saved is None:
        raise JobError(f"{order.run} holds no checkpoint to export")
    network = ClassifierNet(len(lessons.labels))
    return averaged(network, widened(saved["average"], saved["labels"], lessons.labels), lessons.labels), saved["step"]
