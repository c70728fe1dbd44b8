"""Checkpoints that are not what they say, one of each kind, and a word of the refusal that each is to meet."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from torch import Tensor

from tests.unit.engines.importers import reference_networks as reference


class Harmful:
    """What a hostile pickle does: it runs a command where it is loaded."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self._mark}",)


def small() -> dict[str, Tensor]:
    return reference.srvgg_weights(width=4, convolutions=1, scale=2)


def with_code(folder: Path) -> Path:
    return _saved(folder, {"state_dict": small(), "extra": Harmful(folder / "harm")})


def of_wrong_shapes(folder: Path) -> Path:
    return _saved(folder, {**small(), "body.2.weight": torch.zeros(4, 5, 3, 3)})


def with_nan(folder: Path) -> Path:
    weights = small()
    weights["body.0.bias"][1] = float("nan")
    return _saved(folder, weights)


def claiming_3_gb(folder: Path) -> Path:
    """A few kilobytes: one number, repeated by strides."""
    return _saved(folder, {**small(), "body.0.weight": torch.zeros(1).expand(800_000_000)})


def truncated(folder: Path) -> Path:
    path = _saved(folder, small())
    path.write_bytes(path.read_bytes()[:-400])
    return path


BAD: Mapping[str, tuple[Callable[[Path], Path], str]] = {
    "code": (with_code, "wants to run code"),
    "shapes": (of_wrong_shapes, "should be [4, 4, 3, 3]"),
    "nan": (with_nan, "no numbers"),
    "3 GB": (claiming_3_gb, "more weights than any"),
    "truncated": (truncated, "damaged"),
}


def _saved(folder: Path, held: object) -> Path:
    torch.save(held, folder / "net.pth")
    return folder / "net.pth"
