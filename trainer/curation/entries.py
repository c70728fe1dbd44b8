"""One thing to learn from, before anything is made of it; and why it may fall out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np


class SourceKind(StrEnum):
    """What a place given by the person holds."""

    DRAWINGS = "drawings"  # .ora, with their finished colouring beside them or in their colour layer
    PAIRS = "pairs"  # drawings and colourings of equal names, or side by side
    PICTURES = "pictures"  # finished pictures: their lines are drawn for them
    PHOTOS = "photos"  # sketches are made from them
    ARRAYS = "arrays"  # .npz
    SKETCHY = "sketchy"  # photo/ and sketch/ by category, as in the Sketchy database
    UNPAIRED = "unpaired"  # drawings in trainA, finished pictures in trainB
    SHARDS = "shards"  # WebDataset's .tar files


class FallOutReason(StrEnum):
    """Why something is not learnt from."""

    UNREADABLE = "unreadable"
    NO_PARTNER = "no partner"
    NO_COLOURS = "no colours"  # a drawing that nobody coloured
    NOT_NUMBERS = "not numbers"  # NaN or infinite
    TOO_SMALL = "too small"
    SHAPES_DIFFER = "shapes differ"
    BLANK = "blank"
    NOISE = "noise"
    CROWDED = "crowded"  # more line than paper
    WRITING = "writing"  # a page of text
    NO_SUBJECT = "no subject"  # a photo of nothing in particular, where subjects are asked for
    COPY = "copy"


class FallOutError(Exception):
    """Raised while something is made into a pair: it falls out. `detail`: in words, for the report."""

    def __init__(self, reason: FallOutReason, detail: str = "", *, shown: np.ndarray | None = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.shown = shown


@dataclass(frozen=True, eq=False)
class RawMaterial:
    """What an entry holds. `drawing`: uint8 [H, W, 3], a picture of lines on paper. `ink`, `colour`: uint8 [H, W, 4], a
    drawing's layers, instead. `finished`: uint8 [H, W, 3] or [H, W, 4] straight RGBA. What is not there is None.
    """

    drawing: np.ndarray | None = None
    ink: np.ndarray | None = None
    colour: np.ndarray | None = None
    finished: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class SourceEntry:
    """`name`: what a person calls it. `digest`: of its content, so that it is known again. `load` raises
    FallOutError."""

    name: str
    kind: SourceKind
    digest: str
    load: Callable[[], RawMaterial]


def digest_of(parts: Iterable[bytes]) -> str:
    """32 hexadecimal digits."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "little") + part)
    return made.hexdigest()[:32]


def digest_of_files(paths: Iterable[Path]) -> str:
    """Of their content; of their names where they cannot be read."""
    return digest_of(_content(path) for path in paths)


def falling(reason: FallOutReason, detail: str = "") -> Callable[[], RawMaterial]:
    """A `load` of what falls out in any case."""

    def load() -> RawMaterial:
        raise FallOutError(reason, detail)

    return load


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return str(path).encode()
