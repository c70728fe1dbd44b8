"""Strokes that people really drew: folders of Quick, Draw! files (.ndjson, also gzipped), as Google publishes them.

Knows the files' form and how to draw them; the data is Google's, CC BY 4.0.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from trainer.job import JobError

HELD_OUT = 10  # one key in so many is never trained on
_SHIFT = 4


@dataclass(frozen=True, eq=False)
class HandDrawing:
    """One drawing: what it was to be, its key, and its strokes, float32 [K, 2] each, in a square of side 1."""

    word: str
    key: int
    strokes: tuple[np.ndarray, ...]

    @property
    def held_out(self) -> bool:
        return self.key % HELD_OUT == 0


def read_strokes(folder: Path) -> list[HandDrawing]:
    """All drawings of a folder's .ndjson and .ndjson.gz files. Raises JobError where there are none, or a line is no
    drawing."""
    found = []
    for path in sorted([*folder.glob("*.ndjson"), *folder.glob("*.ndjson.gz")]):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for number, line in enumerate(lines, 1):
                try:
                    found.append(_drawing(json.loads(line)))
                except (ValueError, KeyError, TypeError, IndexError) as error:
                    raise JobError(f"line {number} of {path.name} holds no drawing") from error
    if not found:
        raise JobError(f"there are no .ndjson files with drawings in {folder}")
    return found


def _drawing(entry: dict) -> HandDrawing:
    strokes = [np.array([s[0], s[1]], np.float32).T for s in entry["drawing"]]
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    side = max(1.0, float((high - low).max()))
    centre = (low + high) / 2
    placed = tuple(((s - centre) / side + 0.5).astype(np.float32) for s in strokes)
    return HandDrawing(str(entry["word"]), int(entry["key_id"]), placed)


def drawn(strokes: tuple[np.ndarray, ...], side_px: int, *, width_px: float) -> np.ndarray:
    """Line art, uint8 [side, side], 255 = line, of strokes in pixels of that picture."""
    canvas = np.zeros((2 * side_px, 2 * side_px), np.uint8)
    points = [((s * 2 - 0.5) * (1 << _SHIFT) + 0.5).astype(np.int32) for s in strokes]
    cv2.polylines(canvas, points, False, 255, max(1, round(2 * width_px)), cv2.LINE_AA, _SHIFT)
    return cv2.resize(canvas, (side_px, side_px), interpolation=cv2.INTER_AREA)


def hull(ink: np.ndarray, reach_px: float) -> np.ndarray:
    """The figure that an eye sees in lines, told without any network: bool [H, W]. The ink closed by a disc of that
    radius (a morphological closing), its holes filled, and the lines with it."""
    size = 2 * max(1, round(reach_px)) + 1
    margin = size + 1
    lines = cv2.copyMakeBorder((ink > 80).astype(np.uint8), *[margin] * 4, cv2.BORDER_CONSTANT, value=0)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    wide = cv2.dilate(lines, kernel)
    cv2.floodFill(wide, None, (0, 0), 2)
    closed = cv2.erode((wide != 2).astype(np.uint8), kernel)
    return ((closed | lines) > 0)[margin:-margin, margin:-margin]
