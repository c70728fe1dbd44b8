"""Labelled pictures: one folder a label, or a CSV with the labels of each picture. Knows files, not networks."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trainer.datasets.picture_files import SUFFIXES
from trainer.job import JobError

HELD_OUT_PARTS = 5  # one picture in so many is kept for measuring


@dataclass(frozen=True, eq=False)
class LabelledPictures:
    """`paths`: N pictures. `targets`: bool [N, L]. `labels`: L names. `multi`: a picture may have any number of
    labels; else exactly one. `held_out`: bool [N]."""

    paths: tuple[Path, ...]
    targets: np.ndarray
    labels: tuple[str, ...]
    multi: bool
    held_out: np.ndarray


def read_labelled(folder: Path, table: Path | None = None) -> LabelledPictures:
    """`table`: a CSV with a header; its first column names a picture in `folder`, and the others are labels with 0 or
    1, or there is one other column with labels separated by semicolons. Without a table every folder within `folder`
    is a label. Raises JobError with what is wrong."""
    if not folder.is_dir():
        raise JobError(f"there is no folder {folder}")
    rows = _of_folders(folder) if table is None else _of_table(folder, table)
    labels = tuple(sorted({label for _, chosen in rows for label in chosen}))
    if len(labels) < 2 and table is None:
        raise JobError(f"{folder} needs at least two folders with pictures, one for each label")
    if not labels:
        raise JobError(f"{table} gives no picture a label")
    number = {label: i for i, label in enumerate(labels)}
    targets = np.zeros((len(rows), len(labels)), bool)
    for row, (_, chosen) in enumerate(rows):
        targets[row, [number[label] for label in chosen]] = True
    paths = tuple(path for path, _ in rows)
    held_out = np.array([_is_held_out(path.relative_to(folder)) for path in paths])
    if held_out.all() or not held_out.any():  # very few pictures
        held_out = np.arange(len(paths)) % HELD_OUT_PARTS == 0
    if len(paths) < 4:
        raise JobError(f"{len(paths)} pictures are too few to learn from")
    return LabelledPictures(paths, targets, labels, table is not None, held_out)


def _of_folders(folder: Path) -> list[tuple[Path, tuple[str, ...]]]:
    rows = []
    for part in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        pictures = sorted(p for p in part.rglob("*") if p.suffix.lower() in SUFFIXES)
        rows += [(path, (part.name,)) for path in pictures]
    return rows


def _of_table(folder: Path, table: Path) -> list[tuple[Path, tuple[str, ...]]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            header, *lines = [row for row in csv.reader(file) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise JobError(f"{table.name} cannot be read as a table with a header") from error
    names = [name.strip() for name in header[1:]]
    if not names:
        raise JobError(f"{table.name} needs a column with pictures and at least one with labels")
    rows = []
    for number, line in enumerate(lines, 2):
        if len(line) != len(header):
            raise JobError(f"{table.name}, line {number}: {len(line)} cells where the header has {len(header)}")
        path = folder / line[0].strip()
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise JobError(f"{table.name}, line {number}: there is no picture {line[0].strip()} in {folder}")
        if len(names) == 1:
            chosen = tuple(word.strip() for word in line[1].split(";") if word.strip())
        else:
            cells = [cell.strip() for cell in line[1:]]
            if any(cell not in ("0", "1") for cell in cells):
                raise JobError(f"{table.name}, line {number}: a label is 0 or 1")
            chosen = tuple(name for name, cell in zip(names, cells, strict=True) if cell == "1")
        rows.append((path, chosen))
    return rows


def _is_held_out(path: Path) -> bool:
    return hashlib.sha256(path.as_posix().encode()).digest()[0] % HELD_OUT_PARTS == 0
