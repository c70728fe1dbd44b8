"""The figure-ground prior learns its material, and goes on after a stop as if there had been none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engines.sketch.figure_prior import SIDE_PX
from trainer.figure_prior.learner import FigurePriorLearner, PriorRecipe
from trainer.figure_prior.material import Pool

STEPS = 8


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    """Squares of two sizes on whole sheets, each with its inside and outline known."""
    ink = np.zeros((2, SIDE_PX, SIDE_PX), np.uint8)
    planes = np.zeros((2, 5, SIDE_PX, SIDE_PX), np.uint8)
    planes[:, 0] = planes[:, 3] = 1  # paper; known
    for index, half in enumerate((30, 45)):
        box = slice(64 - half, 64 + half)
        ink[index, box, box], planes[index, 2, box, box] = 255, 1
        inner = slice(64 - half + 3, 64 + half - 3)
        ink[index, inner, inner], planes[index, 2, inner, inner] = 0, 0
        planes[index, 1, inner, inner] = 1
    folder = tmp_path / "samples"
    folder.mkdir()
    np.savez(folder / "samples-00000.npz", ink=ink, bits=np.packbits(planes.reshape(2, -1), axis=1))
    return Pool(folder)


def begun() -> FigurePriorLearner:
    torch.manual_seed(0)
    return FigurePriorLearner(PriorRecipe(steps=STEPS, batch=2, warm_up=1))


@pytest.mark.torch
def test_a_stopped_run_goes_on_with_the_same_bits(pool: Pool, tmp_path: Path) -> None:
    whole = begun()
    losses = [whole.learn(pool, along=step / STEPS) for step in range(STEPS)]
    assert sum(losses[-1]) < 0.8 * sum(losses[0]), losses

    parts = begun()
    for _ in range(3):
        parts.learn(pool, along=parts.step / STEPS)
    parts.spent_s = 12.5
    parts.save(tmp_path / "run")
    parts = begun()
    parts.resume(tmp_path / "run")
    assert (parts.step, parts.spent_s) == (3, 12.5)
    while parts.step < STEPS:
        parts.learn(pool, along=parts.step / STEPS)
    for name, weight in whole.averaged.state_dict().items():
        assert torch.equal(weight, parts.averaged.state_dict()[name]), name
