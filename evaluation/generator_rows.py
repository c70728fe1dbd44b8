"""The families that docs/generators.md compares: how each is made small enough for a CPU, trained by its own method for
a given time, and asked to paint. Nothing here knows how they are judged.
"""

from __future__ import annotations

import statistics
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engines.families.table import FAMILIES
from evaluation.flagship_table import TIMED_PX
from evaluation.flagship_trial import PLANNED, Spent
from evaluation.reference_networks import gflop, size_m
from trainer import checkpoints
from trainer.datasets.drawn_pictures import DrawnPictures
from trainer.datasets.subjects import Subjects
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn
from trainer.objectives.contract import darkness
from trainer.run import Progress
from trainer.translation.loop import train_pictures
from trainer.translation.objective_table import paint
from trainer.translation.recipe import PictureRecipe

TIMED_STEPS = 8
WINDOW = 256  # pictures drawn at a time: a larger one would eat a short training's first minute
# As in evaluation.families: trainings this short need larger steps than the papers' (2e-4 and 1e-4).
LEARNING_RATE = 1e-3
FIRST_PHASE = 0.1  # the share of its steps that CartoonGAN's first phase takes in the shipped recipe


@dataclass(frozen=True)
class Entrant:
    """One family. `small`: what of the network is not as in its paper. `discriminator`: of its discriminators."""

    name: str
    title: str
    objective: str
    small: dict[str, Any]
    discriminator: dict[str, Any]
    batch: int = 1
    weights: dict[str, Any] = field(default_factory=dict)
    network: dict[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """What was made smaller, in words for the table."""
        return ", ".join(f"{name} {value}" for name, value in self.small.items())

    def recipe(self, *, size_px: int, steps: int, seed: int = 0) -> PictureRecipe:
        """Its own method on pairs drawn from the vector sets, at that size and length."""
        phase = {"first_steps": round(FIRST_PHASE * steps)} if self.objective == "cartoongan" else {}
        words = {"en": self.title}
        return PictureRecipe.model_validate(
            {
                "name": self.name,
                "pack_name": words,
                "description": words,
                "objective": self.objective,
                "network": {**self.network, **self.small},
                "discriminator": self.discriminator,
                "weights": {**self.weights, **phase},
                "steps": steps,
                "size_px": size_px,
                "batch": self.batch,
                "seed": seed,
                "learning_rate": LEARNING_RATE,
            }
        )

    @property
    def family(self) -> str:
        return self.recipe(size_px=256, steps=1).generator


ENTRANTS = (
    Entrant(
        "pix2pix",
        "pix2pix",
        "pix2pix",
        {"halvings": 7, "width": 32},
        {"width": 32, "norm": "batch"},
    ),
    Entrant("cyclegan", "CycleGAN", "cyclegan", {"width": 16, "blocks": 6}, {"width": 32}),
    Entrant(
        "munit-pono",
        "MUNIT + PONO",
        "munit",
        {"width": 16, "mlp": 128},
        {"width": 16},
        weights={"keep_drawn": True},
        network={"pono": True},
    ),
    Entrant("ugatit-light", "U-GAT-IT light", "ugatit", {"width": 16}, {"width": 16}, network={"light": True}),
    Entrant("cartoongan", "CartoonGAN", "cartoongan", {"width": 16}, {"width": 32}, batch=4),
)


def open_pictures(entrant: Entrant, subjects: Subjects, *, window: int = WINDOW) -> DrawnPictures:
    """The same drawings and pictures for all: as pairs for a method that learns from pairs, else two heaps."""
    return DrawnPictures(subjects, seed=0, window=window, mixed=entrant.objective != "pix2pix")


def planned(entrant: Entrant, subjects: Subjects, *, size_px: int, minutes: float) -> PictureRecipe:
    """The entrant's recipe with as many steps as fit into `minutes` here, so that its learning rate falls to 0 in
    time: a few steps are timed."""
    timed = entrant.recipe(size_px=size_px, steps=TIMED_STEPS)
    if "first_steps" in timed.weights:
        timed = timed.model_copy(update={"weights": {**timed.weights, "first_steps": 0}})
    ticks: list[float] = []

    def stop() -> bool:
        ticks.append(time.monotonic())
        return False

    with TemporaryDirectory() as folder:
        source = open_pictures(entrant, subjects, window=timed.batch * TIMED_STEPS)
        train_pictures(timed, Path(folder), source=source, should_stop=stop)
    # The first steps wait for their pictures, and for memory.
    seconds = statistics.median(np.diff(ticks)[2:])
    steps = max(TIMED_STEPS, round(PLANNED * 60 * minutes / seconds))
    return entrant.recipe(size_px=size_px, steps=steps)


def train_for(
    recipe: PictureRecipe,
    source: DrawnPictures,
    run: Path,
    *,
    minutes: float,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[nn.Module, dict]:
    """Train for at most `minutes` in all, sittings added up. Gives the averaged generator and how far it came."""
    spent = Spent(run, minutes)

    def progress(p: Progress) -> None:
        losses = ", ".join(f"{name} {value:.3g}" for name, value in p.losses.items())
        tell(f"{recipe.name} step {p.step} of {p.steps}, {spent.so_far:.1f} of {minutes} min: {losses}")

    network = train_pictures(recipe, run, source=source, should_stop=spent.used_up, on_progress=progress)
    assert network is not None
    state = checkpoints.load_latest(run)
    steps = state["step"] if state else 0
    told = {"steps": steps, "pictures": steps * recipe.batch, "minutes": round(min(minutes, spent.so_far), 2)}
    return network.eval(), told


def painter(entrant: Entrant, network: nn.Module) -> Paint:
    """A trained entrant as one that can be measured: it sees the lines on white paper, and nothing else."""
    network = network.eval().float()
    run = paint(entrant.family)

    @torch.inference_mode()
    def answer(drawn: Drawn, _dabs: bool) -> np.ndarray:
        drawing = as_picture(drawn.ink)
        inputs = example(entrant, drawing, seed=zlib.crc32(drawn.name.encode()))
        art = network(*inputs) if len(inputs) > 1 else run(network, drawing)
        if entrant.weights.get("keep_drawn"):
            ink = darkness(drawing)
            art = art * (1 - ink) + drawing * ink
        return (art[0].permute(1, 2, 0).numpy() + 1) / 2

    return answer


def as_picture(ink: np.ndarray) -> Tensor:
    """Lines (uint8 [S, S], 255 = line) on white: RGB [1, 3, S, S] in [-1, 1]."""
    return 1 - torch.from_numpy(ink.astype(np.float32) / 127.5)[None, None].repeat(1, 3, 1, 1)


def example(entrant: Entrant, drawing: Tensor, *, seed: int = 0) -> tuple[Tensor, ...]:
    """What its network is given with that drawing: MUNIT also rolls a style."""
    length = entrant.recipe(size_px=256, steps=1).parameters.style_code
    if not length:
        return (drawing,)
    return drawing, torch.randn(1, length, generator=torch.Generator().manual_seed(seed))


def whole_costs(entrant: Entrant) -> dict:
    """Parameters and arithmetic of the paper's own network, which the small one stands for; nothing is computed."""
    with torch.device("meta"):
        network = FAMILIES[entrant.family].build(entrant.network).eval()
    inputs = (tensor.to("meta") for tensor in example(entrant, torch.zeros(1, 3, TIMED_PX, TIMED_PX)))
    return {"parameters_m": size_m(network), "gflop": gflop(network, *inputs)}
