"""`sketchart train RECIPE --data FOLDER`: every family learns from every form of pictures that it fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from evaluation.family_toys import TOYS, recipe_of
from trainer.__main__ import main
from trainer.translation.recipe import PictureRecipe

SIDE_PX = 36


def _pictures(seed: int) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [cv2.resize(rng.integers(0, 256, (6, 6, 3)).astype(np.uint8), (SIDE_PX, SIDE_PX)) for _ in range(3)]


def _two_folders(folder: Path, names: tuple[str, str]) -> None:
    for seed, name in enumerate(names):
        (folder / name).mkdir(parents=True)
        for number, picture in enumerate(_pictures(seed)):
            cv2.imwrite(str(folder / name / f"{number}.png"), picture)


def _side_by_side(folder: Path) -> None:
    folder.mkdir()
    for number, pair in enumerate(zip(_pictures(0), _pictures(1), strict=True)):
        cv2.imwrite(str(folder / f"{number}.png"), np.hstack(pair))


def _arrays(folder: Path) -> None:
    folder.mkdir()
    np.savez(folder / "pairs.npz", a=np.stack(_pictures(0)), b=np.stack(_pictures(1)))


FORMS: dict[str, tuple[Callable[[Path], None], bool]] = {
    "A and B": (lambda folder: _two_folders(folder, ("A", "B")), True),
    "trainA and trainB": (lambda folder: _two_folders(folder, ("trainA", "trainB")), False),
    "side by side": (_side_by_side, True),
    "npz": (_arrays, True),
}


@pytest.mark.torch
@pytest.mark.parametrize("form", FORMS)
def test_every_family_learns_from(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, paired = FORMS[form]
    make(tmp_path / "data")
    told = dict.fromkeys(toy.name for toy in TOYS)
    for toy in TOYS:
        recipe = recipe_of(toy, steps=1, size_px=32, smaller=3).model_dump_json(exclude_defaults=True)
        monkeypatch.setattr("trainer.recipe_files.read_recipe", lambda _, text=recipe: _read(text))
        words = ["toy", "--data", str(tmp_path / "data"), "--cache", str(tmp_path), "--run", str(tmp_path / toy.name)]
        told[toy.name] = main(words)
    # pix2pix alone needs to know which belongs to which.
    assert told == {toy.name: 0 if paired or toy.objective != "pix2pix" else 2 for toy in TOYS}


def _read(text: str) -> PictureRecipe:
    return PictureRecipe.model_validate_json(text)
