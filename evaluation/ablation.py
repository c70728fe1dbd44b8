"""`python -m evaluation.ablation --cache FOLDER --out FOLDER`: the flagship with one part taken away at a time, each
trained for the same short time at 128 px and judged on held-out subjects by freehand hands.

Each row is kept as JSON in --out and not made again, also by a later call; with --only, only those rows are made, and
the table has these and all that were made before. Seven trainings of --minutes each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch

from engines.palette import Palette
from engines.sketch.input_planes import PLANES
from engines.torch_environment import without_triton
from evaluation import flagship_trial
from evaluation.flagship_table import MEASURES, TableMaterial, markdown, order_parser, say, trained_in_words
from trainer.datasets import drawn_pairs
from trainer.datasets.drawn_pairs import Pairs, PairSampler
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn
from trainer.flagship import learner, loop
from trainer.flagship.recipe import Recipe
from trainer.objectives.sketch_to_art import StyleBatch
from trainer.recipe_files import read_recipe

SIZE_PX = 128
BATCH = 24
NO_PALETTE = np.zeros((4, 4), np.float32)
HINTS = PLANES.index("hint_red")
REGION = PLANES.index("region")


def raw_dabs(colour: np.ndarray, *_rest: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """Dabs as they are, not spread: what engines.sketch.hints.propagate is compared with. float32 [4, H, W]."""
    planes = np.zeros((4, *colour.shape[:2]), np.float32) if out is None else out
    on = colour[:, :, 3] > 127
    planes[:3] = (colour[:, :, :3].transpose(2, 0, 1) / np.float32(255)) * on
    planes[3] = on
    return planes


class RawDabs(PairSampler):
    """Pairs whose dabs are not spread. A class, since pictures are drawn in another process."""

    def sample(self, rng, size_px, **where):
        with patch.object(drawn_pairs, "propagate", raw_dabs):
            return super().sample(rng, size_px, **where)


class _Unseen(Palette):
    """A palette that says nothing."""

    def array(self) -> np.ndarray:
        return NO_PALETTE.copy()


@dataclass(frozen=True)
class Variant:
    """What is taken away: from the recipe, from the training, and from what is judged."""

    title: str
    recipe: Callable[[Recipe], Recipe] = lambda recipe: recipe
    training: Callable[[], AbstractContextManager] = nullcontext
    planes: Callable[[Drawn, np.ndarray], None] | None = None
    drawn: Callable[[Drawn], Drawn] = lambda drawn: drawn


def _batches_changed(change: Callable[[StyleBatch], StyleBatch]) -> Callable[[], AbstractContextManager]:
    whole = learner.to_batch
    return lambda: patch.object(learner, "to_batch", lambda *args, **more: change(whole(*args, **more)))


def _without_palette(batch: StyleBatch) -> StyleBatch:
    return replace(batch, palette=batch.palette * 0)


def one_palette(palette: Palette) -> Variant:
    """The same palette for every drawing, which so says nothing of any. Nor are colours exchanged while training: where
    the palette does not tell of the exchange, no colour could be learnt.

    With no palette at all a network that never sees dabs must paint black, since its head mixes what it is offered."""
    whole, rows = learner.to_batch, torch.from_numpy(palette.array())

    def as_they_are(pairs: Pairs, *, device: torch.device, generator: torch.Generator | None) -> StyleBatch:
        batch = whole(pairs, device=device, generator=None)
        return replace(batch, palette=rows.to(device).expand_as(batch.palette))

    return Variant(
        "one palette for all",
        training=lambda: patch.object(learner, "to_batch", as_they_are),
        drawn=lambda d: replace(d, palette=palette),
    )


def _without_regions(batch: StyleBatch) -> StyleBatch:
    planes = batch.planes.clone()
    planes[:, REGION] = 0
    return replace(batch, planes=planes)


def _planes_raw(drawn: Drawn, planes: np.ndarray) -> None:
    side = drawn.ink.shape[0]
    if planes[0, HINTS + 3].any():
        planes[0, HINTS : HINTS + 4, :side, :side] = raw_dabs(drawn.colour)


def _planes_unnumbered(_drawn: Drawn, planes: np.ndarray) -> None:
    planes[0, REGION] = 0


def _plain_stages(recipe: Recipe) -> Recipe:
    stages = tuple(s.model_copy(update={"adversarial": False, "perceptual": False}) for s in recipe.stages)
    return recipe.model_copy(update={"stages": stages})


def _without_adversarial(recipe: Recipe) -> Recipe:
    stages = tuple(s.model_copy(update={"adversarial": False}) for s in recipe.stages)
    return recipe.model_copy(update={"stages": stages})


def _steady_hand(recipe: Recipe) -> Recipe:
    variety = recipe.variety.model_copy(update={"freehand": 0.0, "elastic": 0.0, "partial": 0.0})
    return recipe.model_copy(update={"variety": variety})


VARIANTS = {
    "whole": Variant("whole"),
    "palette": Variant(
        "no palette",
        training=_batches_changed(_without_palette),
        drawn=lambda d: replace(d, palette=_Unseen(d.palette.colours, d.palette.shares)),
    ),
    "propagation": Variant(
        "dabs not spread",
        training=lambda: patch.object(loop, "PairSampler", RawDabs),
        planes=_planes_raw,
    ),
    "adversarial": Variant("no adversarial loss", recipe=_without_adversarial),
    "looks": Variant("no adversarial, no perceptual loss", recipe=_plain_stages),
    "freehand": Variant("no freehand augmentation", recipe=_steady_hand),
    "regions": Variant("no vote of the region", training=_batches_changed(_without_regions), planes=_planes_unnumbered),
}


def small(recipe: Recipe) -> Recipe:
    """The recipe at 128 px: its first stage, then one with all losses that any of its stages has."""
    first, last = recipe.stages[0], recipe.stages[-1]
    plain = first.model_copy(update={"steps": 600, "size_px": SIZE_PX, "batch": BATCH, "window": 384})
    looks = plain.model_copy(
        update={
            "steps": 400,
            "learning_rate": first.final_learning_rate,
            "final_learning_rate": last.learning_rate,
            "adversarial": any(s.adversarial for s in recipe.stages),
            "perceptual": any(s.perceptual for s in recipe.stages),
        }
    )
    return recipe.model_copy(update={"stages": (plain, looks)})


def trained(bench: TableMaterial, name: str, minutes: float, *, variant: Variant | None = None) -> tuple[Paint, dict]:
    """One variant (of those named here, unless it is given) as one that can be measured, and how far it came."""
    variant, run = variant or VARIANTS[name], bench.out / f"run-without-{name}"
    known = run / "recipe.json"
    with variant.training():
        if known.exists():
            recipe = Recipe.model_validate_json(known.read_text())
        else:
            recipe = variant.recipe(small(bench.recipe))
            recipe = flagship_trial.shortened(recipe, bench.cache, minutes=minutes, largest_px=SIZE_PX)
        network, told = flagship_trial.train_for(recipe, run, cache=bench.cache, minutes=minutes, tell=say)
    paint = flagship_trial.painter(network, recipe.network.styles, change=variant.planes)
    return _seen_as(variant, paint), told


def row(bench: TableMaterial, name: str, minutes: float) -> dict:
    """One variant, trained and judged."""
    paint, told = trained(bench, name, minutes)
    return {"trained": told, **bench.measured(paint)}


def _seen_as(variant: Variant, paint: Paint) -> Paint:
    return lambda drawn, dabs: paint(variant.drawn(drawn), dabs)


def main(arguments: list[str] | None = None) -> int:
    without_triton()
    parser = order_parser("evaluation.ablation", __doc__, minutes=2.5, per_style=28)
    parser.add_argument("--only", nargs="*", choices=tuple(VARIANTS))
    order = parser.parse_args(arguments)
    recipe, out = read_recipe(order.recipe), Path(order.out) / "ablation"
    bench = TableMaterial(recipe, order.cache, out, size_px=SIZE_PX, per_style=order.per_style)
    names = [n for n in VARIANTS if not order.only or n in order.only or bench.has(n)]
    rows = {VARIANTS[n].title: bench.row(n, lambda n=n: row(bench, n, order.minutes)) for n in names}
    text = f"{markdown(rows, columns=MEASURES)}\n\nTrained: {trained_in_words(rows)}.\n"
    (order.out / "ablation.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
