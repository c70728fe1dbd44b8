"""The prior's material on disk: files of samples, made once by processes beside the training, read packed.

A file is complete or not there: a training that stops takes up what it finds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from trainer.datasets.iconsets import base_names, fetch, held_out, svg
from trainer.datasets.vectors import VectorShape, shapes_of
from trainer.figure_prior.hands import read_strokes
from trainer.figure_prior.samples import PriorSample, Sampler
from trainer.job import JobError

NEAR_PX = 12  # of 128: what is as near to a thing and open to the outside is what has to be learnt
HARD = 3  # how much more it counts


@dataclass(frozen=True, eq=False)
class SheetBatch:
    """float32 [N, 2, 128, 128]: `sheet` (ink, paper), `answer` (inside, outline); `weight` [N, 1, 128, 128]."""

    sheet: np.ndarray
    answer: np.ndarray
    weight: np.ndarray


class Pool:
    """All samples found in a folder so far, packed: five bits and a byte a pixel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[str] = set()
        self._ink: list[np.ndarray] = []
        self._bits: list[np.ndarray] = []
        self.look()

    def __len__(self) -> int:
        return sum(len(ink) for ink in self._ink)

    def look(self) -> None:
        """Take up what is new in the folder."""
        for path in sorted(self._folder.glob("samples-*.npz")):
            if path.name not in self._seen:
                self._seen.add(path.name)
                with np.load(path) as arrays:
                    self._ink.append(arrays["ink"])
                    self._bits.append(arrays["bits"])

    def batch(self, rng: np.random.Generator, count: int) -> SheetBatch:
        """A random draw, some of it mirrored."""
        files = rng.choice(len(self._ink), count)
        rows = [(f, int(rng.integers(len(self._ink[f])))) for f in files]
        ink = np.stack([self._ink[f][i] for f, i in rows]).astype(np.float32) / 255
        side = ink.shape[-1]
        bits = np.stack([np.unpackbits(self._bits[f][i]).reshape(5, side, side) for f, i in rows]).astype(np.float32)
        ink *= rng.uniform(0.75, 1.25, (count, 1, 1)).astype(np.float32)
        paper, inside, outline, counts, hard = bits.transpose(1, 0, 2, 3)
        weight = counts * (1 + (HARD - 1) * hard)
        sheet, answer = np.stack([ink.clip(0, 1), paper], 1), np.stack([inside, outline], 1)
        mirrored = rng.random(count) < 0.5
        for array in (sheet, answer, weight):
            array[mirrored] = array[mirrored][..., ::-1]
        return SheetBatch(sheet, answer, weight[:, None])


def sampler_of(sets: tuple[str, ...], hands: Path | None, cache: Path, *, part: str = "train") -> Sampler:
    """Of the icon sets' subjects and the strokes for training, or of those held out (`part` "held_out")."""
    icons: list[list[VectorShape]] = []
    for name in sets:
        icons += icons_of(name, cache, part=part)
    drawings = [] if hands is None else read_strokes(hands)
    return Sampler(icons, [d for d in drawings if d.held_out == (part == "held_out")])


def icons_of(name: str, cache: Path, *, part: str = "train") -> list[list[VectorShape]]:
    """The shapes of a set's subjects, kept in the cache (a minute or two the first time)."""
    kept = cache / "figure_prior" / f"{name}-shapes.json"
    if not kept.exists():
        icons = fetch(name, cache)
        found = {}
        for subject in base_names(icons):
            try:
                shapes = shapes_of(svg(icons, subject))
            except (ValueError, KeyError, AttributeError, ZeroDivisionError):
                continue  # a drawing that the reader of SVG cannot read is left out
            if shapes:
                found[subject] = [[shape.stroke_width, [_rounded(o) for o in shape.outlines]] for shape in shapes]
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".tmp")
        partial.write_text(json.dumps(found))
        partial.replace(kept)
    found = json.loads(kept.read_text())
    apart = held_out(sorted(found))
    return [
        [VectorShape(tuple(np.array(o, np.float32) for o in outlines), width) for width, outlines in shapes]
        for subject, shapes in found.items()
        if (subject in apart) == (part == "held_out")
    ]


def _rounded(outline: np.ndarray) -> list[list[float]]:
    return np.round(outline.astype(float), 4).tolist()


def write_samples(sampler: Sampler, folder: Path, number: int, *, count: int, seed: int) -> Path:
    """File `number` of the folder; the same arguments give the same file. Raises JobError where it cannot be kept."""
    cv2.setNumThreads(1)
    made = [sampler.sample(np.random.default_rng((seed, number, i))) for i in range(count)]
    bits = [np.packbits(np.stack([m.paper, m.inside, m.outline, m.counts, hard(m)])) for m in made]
    path = folder / f"samples-{number:05d}.npz"
    partial = folder / f"partial-{number:05d}.npz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(partial, ink=np.stack([m.ink for m in made]), bits=np.stack(bits))
        partial.replace(path)
    except OSError as error:
        raise JobError(f"the samples could not be kept: {error}") from error
    return path


def hard(sample: PriorSample) -> np.ndarray:
    """What a flood fill gets wrong or could get wrong: open to the outside, and within a thing or beside it. uint8."""
    free = np.pad((sample.ink < 90).astype(np.uint8), 1, constant_values=1)
    cv2.floodFill(free, None, (0, 0), 2)
    near = cv2.dilate(sample.inside, np.ones((2 * NEAR_PX + 1,) * 2, np.uint8))
    return ((free[1:-1, 1:-1] == 2) & (near > 0)).astype(np.uint8)
