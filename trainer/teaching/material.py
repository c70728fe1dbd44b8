"""What is learnt from: a set's pairs as arrays, at the size at which styles paint. Pairs that cannot be used are left
out and named.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engines.alpha import premultiplied, straight
from engines.engine import PAINTED_PX
from engines.palette import Palette, dab_colours, dominant_colours
from engines.sizes import fitted_size
from resources.messages import Message
from trainer.curation.set_folder import (
    SetError,
    colour_path,
    ink_path,
    read_description,
    target_path,
)

LEAST_SIDE_PX = 64
HELD_OUT_SHARE = 0.2  # of pairs, where the set does not say which
MOST_HELD_OUT = 12


@dataclass(frozen=True, eq=False)
class TaughtPair:
    """A drawing and its finished colouring: `ink` uint8 [H, W], 255 = line; `colour` uint8 [H, W, 4] straight RGBA,
    what was coloured on the drawing, None where nobody knows; `target` uint8 [H, W, 4] straight RGBA."""

    id: str
    ink: np.ndarray
    colour: np.ndarray | None
    target: np.ndarray

    def palette(self, colour: np.ndarray | None = None) -> Palette:
        """The main colours of what was coloured, else of the finished picture."""
        dabs = (
            dab_colours(np.ascontiguousarray(self.colour if colour is None else colour))
            if (self.colour is not None or colour is not None)
            else None
        )
        return dabs or dominant_colours(self.target[:, :, :3].reshape(-1, 3), self.target[:, :, 3].reshape(-1))


@dataclass(frozen=True, eq=False)
class TeachingMaterial:
    """`held_out` are never learnt from; where there are too few pairs, some are in both, and `apart` is False.
    `skipped`: a sentence for each pair left out. `digest` changes with any file."""

    pairs: tuple[TaughtPair, ...]
    held_out: tuple[TaughtPair, ...]
    apart: bool
    licence: str
    skipped: tuple[Message, ...]
    digest: str


def read_material(folder: Path) -> TeachingMaterial:
    """A set folder. Raises SetError where nothing can be learnt."""
    if not folder.is_dir():
        raise SetError("There is no folder {0}.", folder.name)
    description = read_description(folder)
    digest = hashlib.sha256()
    learnt: list[TaughtPair] = []
    held_out: list[TaughtPair] = []
    skipped: list[Message] = []
    for entry in description.pairs:
        try:
            pair = _read_pair(folder, entry.id, digest)
        except SetError as error:
            skipped.append(error.message)
            continue
        (held_out if entry.held_out else learnt).append(pair)
    if not learnt:
        told = Message("{0} {1}", Message("No pair in it can be used."), skipped[0]) if skipped else ""
        raise SetError("The set {0} has nothing to learn from. {1}", folder.name, told)
    apart = True
    if not held_out:
        learnt, held_out, apart = _parted(learnt)
    return TeachingMaterial(
        tuple(learnt), tuple(held_out), apart, description.licence, tuple(skipped), digest.hexdigest()[:16]
    )


def _parted(pairs: list[TaughtPair]) -> tuple[list[TaughtPair], list[TaughtPair], bool]:
    """Some to learn from and some to measure on, spread evenly; with fewer than four pairs all are both."""
    if len(pairs) < 4:
        return pairs, pairs, False
    count = min(MOST_HELD_OUT, max(1, round(HELD_OUT_SHARE * len(pairs))))
    places = {round((i + 0.5) * len(pairs) / count) for i in range(count)}
    chosen = {place % len(pairs) for place in places}
    return (
        [pair for i, pair in enumerate(pairs) if i not in chosen],
        [pair for i, pair in enumerate(pairs) if i in chosen],
        True,
    )


def _read_pair(folder: Path, id: str, digest: hashlib._Hash) -> TaughtPair:
    ink = _read(ink_path(folder, id), cv2.IMREAD_GRAYSCALE, digest)
    target = _rgba(_read(target_path(folder, id), cv2.IMREAD_UNCHANGED, digest))
    colour = None
    if colour_path(folder, id).exists():
        colour = _rgba(_read(colour_path(folder, id), cv2.IMREAD_UNCHANGED, digest))
    height, width = ink.shape
    if target.shape[:2] != ink.shape or (colour is not None and colour.shape[:2] != ink.shape):
        raise SetError("{0}: drawing and colouring are not of one size.", id)
    if min(height, width) < LEAST_SIDE_PX:
        raise SetError("{0}: the picture is smaller than {1} pixels.", id, LEAST_SIDE_PX)
    if not (ink < 128).any():
        raise SetError("{0}: there is no line on the drawing.", id)
    size = fitted_size((width, height), PAINTED_PX)
    if size != (width, height):
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
        target = straight(cv2.resize(premultiplied(target), size, interpolation=cv2.INTER_AREA))
        if colour is not None:
            colour = cv2.resize(colour, size, interpolation=cv2.INTER_NEAREST)
    return TaughtPair(id, 255 - ink, colour, np.ascontiguousarray(target))


def _read(path: Path, how: int, digest: hashlib._Hash) -> np.ndarray:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SetError("{0} cannot be read: {1}.", path.name, error.strerror or "") from error
    digest.update(data)
    image = cv2.imdecode(np.frombuffer(data, np.uint8), how) if data else None
    if image is None or image.dtype != np.uint8:
        raise SetError("{0} is no picture that can be used.", path.name)
    return image


def _rgba(image: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 4] RGBA of what OpenCV read: grey, BGR or BGRA."""
    code = {2: cv2.COLOR_GRAY2RGBA, 3: cv2.COLOR_BGR2RGBA}[image.ndim]
    return cv2.cvtColor(image, cv2.COLOR_BGRA2RGBA if image.shape[2:] == (4,) else code)
