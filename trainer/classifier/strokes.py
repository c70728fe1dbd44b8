"""Drawings as strokes: files of Quick, Draw! lines (`.ndjson`, `.ndjson.gz`) read, cleaned, and split by key.

Knows the file format that Google publishes; knows nothing of pixels or labels' meaning.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from trainer.job import JobError

SIMPLIFIED_SIDE = 0.006  # how far a simplified line may leave the drawn one, in units of the drawing's longer side
HELD_OUT_PARTS = 10  # one part in so many is never trained on


@dataclass(frozen=True, eq=False)
class StrokeDrawing:
    """One person's drawing of one thing.

    `strokes`: float32 [K, 2] each, in drawing order, the longer side of the drawing 1, its box centred on (0, 0).
    """

    word: str
    key: str
    strokes: tuple[np.ndarray, ...]


def read_folder(folder: Path) -> list[StrokeDrawing]:
    """All recognised drawings of a folder's `.ndjson` and `.ndjson.gz` files, in the order of names and lines.

    Raises JobError for a folder without such files, and for a file that is none.
    """
    paths = sorted(p for p in folder.glob("*") if p.name.endswith((".ndjson", ".ndjson.gz")))
    if not paths:
        raise JobError(f"{folder} holds no .ndjson files of drawings")
    return [drawing for path in paths for drawing in read_file(path)]


def read_file(path: Path) -> Iterator[StrokeDrawing]:
    """The drawings of one file; those with nothing in them, or not recognised, are left out. Raises JobError."""
    opened = gzip.open if path.name.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.strip():
                    continue
                entry = json.loads(line)
                drawn = [np.array(s[:2], np.float32).reshape(2, -1).T for s in entry["drawing"]]
                strokes = normalised(drawn)
                if strokes and entry.get("recognized", True):
                    yield StrokeDrawing(str(entry["word"]), str(entry["key_id"]), strokes)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise JobError(f"{path.name} is no file of drawings as strokes") from error


def normalised(strokes: list[np.ndarray]) -> tuple[np.ndarray, ...]:
    """Strokes float32 [K, 2] of any units, simplified, in a box of longer side 1 around (0, 0); empty for no ink."""
    strokes = [s for s in strokes if len(s)]
    if not strokes:
        return ()
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    side = float((high - low).max())
    if side <= 0:
        return ()
    middle = (low + high) / 2
    fitted = [((s - middle) / side).astype(np.float32) for s in strokes]
    return tuple(cv2.approxPolyDP(s, SIMPLIFIED_SIDE, False)[:, 0] if len(s) > 2 else s for s in fitted)


def is_held_out(key: str) -> bool:
    """Whether a drawing belongs to the tenth that no training sees: by the hash of its key, so by itself alone."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % HELD_OUT_PARTS == 0
