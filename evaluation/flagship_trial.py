"""Ours for a given time: the shipped recipe, every stage shortened alike, timed on this machine first."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from trainer import checkpoints
from trainer.evaluation.evaluate import Paint, premultiplied
from trainer.evaluation.held_out import Drawn
from trainer.flagship.loop import train
from trainer.flagship.recipe import Recipe, Stage

TIMED_STEPS = 4
# Of the time there is: the rest goes into waiting for the first pictures of each stage, samples and checkpoints.
PLANNED = 0.85


class Spent:
    """The wall time of one training, in minutes: sittings added up and kept in the run's folder. The clock starts when
    it is first asked, which is when the loop begins."""

    def __init__(self, run: Path, minutes: float) -> None:
        self._file, self._minutes = run / "spent_s.txt", minutes
        self._before = float(self._file.read_text()) if self._file.exists() else 0.0
        self._began: float | None = None

    @property
    def so_far(self) -> float:
        now = time.monotonic()
        return (self._before + now - (now if self._began is None else self._began)) / 60

    def used_up(self) -> bool:
        self._began = time.monotonic() if self._began is None else self._began
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(f"{self.so_far * 60:.1f}")
        return self.so_far > self._minutes


def shortened(recipe: Recipe, cache: Path, *, minutes: float, largest_px: int = 256) -> Recipe:
    """The recipe's stages up to `largest_px`, their steps and warm-ups cut in one proportion to take `minutes`
    here."""
    stages = tuple(s for s in recipe.stages if s.size_px <= largest_px)
    seconds = seconds_a_step(recipe, stages, cache)
    part = min(1.0, PLANNED * minutes * 60 / sum(s.steps * t for s, t in zip(stages, seconds, strict=True)))
    cut = tuple(
        s.model_copy(
            update={
                "steps": max(1, round(s.steps * part)),
                "warm_up": max(1, round(s.warm_up * part)),
                "window": max(s.batch, min(s.window, 256)),
            }
        )
        for s in stages
    )
    return recipe.model_copy(update={"stages": cut})


def seconds_a_step(recipe: Recipe, stages: tuple[Stage, ...], cache: Path) -> list[float]:
    """How long a step of each stage takes here, as the loop itself takes it."""
    timed = tuple(s.model_copy(update={"steps": TIMED_STEPS, "window": s.batch, "uses": TIMED_STEPS}) for s in stages)
    ticks: list[float] = []

    def stop() -> bool:
        ticks.append(time.monotonic())
        return len(ticks) >= TIMED_STEPS * len(timed)

    with TemporaryDirectory() as folder:
        train(recipe.model_copy(update={"stages": timed}), Path(folder), cache=cache, should_stop=stop)
    # A stage's first tick waits for its pictures, and its second step is the first that is warm.
    found = []
    for number in range(len(timed)):
        own = np.diff(ticks[number * TIMED_STEPS : (number + 1) * TIMED_STEPS])
        found.append(float(np.median(own)))
    return found


def train_for(
    recipe: Recipe, run: Path, *, cache: Path, minutes: float, tell: Callable[[str], None] = lambda _: None
) -> tuple[nn.Module, dict]:
    """Train a shortened recipe for at most `minutes` in all, sittings added up. Gives the averaged generator and how
    far it came."""
    spent = Spent(run, minutes)

    def progress(p) -> None:
        tell(f"ours step {p.step} of {p.steps}, {spent.so_far:.1f} of {minutes} min")

    network = train(recipe, run, cache=cache, should_stop=spent.used_up, on_progress=progress)
    state = checkpoints.load_latest(run)
    steps = left = state["step"] if state else 0
    pictures = 0
    for stage in recipe.stages:
        done = min(left, stage.steps)
        pictures, left = pictures + done * stage.batch, left - done
    return network.eval(), {"steps": steps, "pictures": pictures, "minutes": round(min(minutes, spent.so_far), 2)}


def painter(network: nn.Module, styles: int, *, change: Callable[[Drawn, np.ndarray], None] | None = None) -> Paint:
    """A SketchNet in torch as one that can be measured. `change` alters planes before they are read (ablations)."""
    network = network.eval().float()

    @torch.inference_mode()
    def paint(drawn: Drawn, dabs: bool) -> np.ndarray:
        planes = drawn.planes(network.size_multiple, dabs=dabs)  # type: ignore[arg-type]
        if change is not None:
            change(drawn, planes)
        palette = torch.from_numpy(drawn.palette.array())[None]
        style = F.one_hot(torch.tensor([drawn.style]), styles).float()
        art = network(torch.from_numpy(planes), palette, style)
        side = drawn.ink.shape[0]
        return premultiplied(art.numpy())[:side, :side]

    return paint
