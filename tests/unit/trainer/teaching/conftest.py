"""A set of small drawings, each finished in one made-up hand, and a small base style."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from trainer.curation.set_folder import (
    PAIRS,
    SetDescription,
    SetPair,
    colour_path,
    ink_path,
    target_path,
    write_description,
)

SIDE_PX = 96


def drawing(number: int, *, side: int = SIDE_PX) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """ink uint8 [H, W] (black on white), colour RGBA, target RGB: a disc, dark blue on ruled yellow paper."""
    rng = np.random.default_rng(number)
    ink = np.full((side, side), 255, np.uint8)
    centre = tuple(rng.integers(side // 3, 2 * side // 3, 2).tolist())
    radius = int(rng.integers(side // 6, side // 4))
    cv2.circle(ink, centre, radius, 0, 3)
    colour = np.zeros((side, side, 4), np.uint8)
    cv2.circle(colour, centre, radius // 3, (200, 60, 40, 255), -1)
    target = np.full((side, side, 3), (240, 220, 120), np.uint8)
    target[::8] = (120, 120, 200)
    cv2.circle(target, centre, radius, (90, 40, 40), -1)
    cv2.circle(target, centre, radius, (20, 20, 80), 7)
    return ink, colour, target


def write_pair(folder: Path, id: str, number: int, *, coloured: bool = True) -> None:
    (folder / PAIRS).mkdir(parents=True, exist_ok=True)
    ink, colour, target = drawing(number)
    cv2.imwrite(str(ink_path(folder, id)), ink)
    cv2.imwrite(str(target_path(folder, id)), target[:, :, ::-1])
    if coloured:
        cv2.imwrite(str(colour_path(folder, id)), cv2.cvtColor(colour, cv2.COLOR_RGBA2BGRA))


@pytest.fixture
def set_folder(tmp_path: Path) -> Path:
    """Five pairs to learn from, two of them without colours, and two held out."""
    folder = tmp_path / "set"
    for number in range(7):
        write_pair(folder, f"disc-{number}", number, coloured=number % 3 != 2)
    pairs = tuple(SetPair(id=f"disc-{number}", source="test", held_out=number > 4) for number in range(7))
    write_description(folder, SetDescription(licence="CC0-1.0", pairs=pairs))
    return folder
