"""Can every family learn? A toy task each: `python -m evaluation.families [NAME ...] [--seconds 100]`.

Prints the held-out measure before and after (it must fall by half), what leaving the picture as it is would score, and
how long it took, by the clock and of the processor: on a busy computer the second is what counts. Sample sheets are
left in the folder given with --runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.torch_environment import without_triton
from evaluation.family_toys import TOYS, Toy, recipe_of, source_of
from trainer.datasets.pictures import Cut
from trainer.translation.loop import train_pictures

SIZE_PX = 48


@dataclass(frozen=True)
class Learnt:
    """`before`, `after`: the toy's held-out measure. `untouched`: L1 of leaving A as it is."""

    before: float
    after: float
    untouched: float
    steps: int
    took_s: float
    computed_s: float


def learn(toy: Toy, run: Path, *, steps: int, size_px: int, smaller: int = 1, seconds: float = 1e9) -> Learnt:
    """Train the toy in a new folder and read its log."""
    recipe = recipe_of(toy, steps=steps, size_px=size_px, smaller=smaller)
    source = source_of(toy, size_px=size_px)
    started, computed = time.monotonic(), time.process_time()
    train_pictures(recipe, run, source=source, should_stop=lambda: time.monotonic() - started > seconds)
    took_s, computed_s = time.monotonic() - started, time.process_time() - computed
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]
    measured = [line[f"held_out_{toy.measure}"] for line in lines if f"held_out_{toy.measure}" in line]
    apart = source.held_out(16, Cut(size_px, size_px))
    untouched = float(np.abs(apart.a.astype(np.float32) - apart.b.astype(np.float32)).mean() / 255)
    return Learnt(measured[0], measured[-1], untouched, lines[-1]["step"], took_s, computed_s)


def main(argv: list[str] | None = None) -> int:
    without_triton()
    parser = argparse.ArgumentParser(prog="python -m evaluation.families", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(toy.name for toy in TOYS))
    parser.add_argument("--steps", type=int, help="by default each task's own")
    parser.add_argument("--seconds", type=float, default=110.0)
    parser.add_argument("--runs", type=Path, default=Path(tempfile.gettempdir()) / "sketchart-families")
    order = parser.parse_args(argv)
    times = f"{'steps':>7}{'seconds':>9}{'of CPU':>8}"
    print(f"{'family':16}{'measure':10}{'before':>9}{'after':>9}{'ratio':>8}{'as it is':>10}{times}", flush=True)
    for toy in TOYS:
        if order.names and toy.name not in order.names:
            continue
        run = Path(tempfile.mkdtemp(prefix=f"{toy.name}-", dir=_made(order.runs)))
        told = learn(toy, run, steps=order.steps or toy.steps, size_px=SIZE_PX, seconds=order.seconds)
        same = f"{told.untouched:.4f}" if toy.measure == "l1" else "-"
        print(
            f"{toy.name:16}{toy.measure:10}{told.before:9.4f}{told.after:9.4f}{told.after / told.before:8.2f}"
            f"{same:>10}{told.steps:7}{told.took_s:9.0f}{told.computed_s:8.0f}",
            flush=True,
        )
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
