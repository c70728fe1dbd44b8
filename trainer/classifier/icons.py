"""Line art of icons as training pictures: every set's drawing of a thing, a few hands each, kept as small bitmaps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engines.naming.vocabulary import Vocabulary
from trainer.datasets.iconsets import ICON_SETS, fetch, svg
from trainer.datasets.lineart import LineHand, PlacedShape, draw_lines
from trainer.datasets.vectors import VectorShape, shapes_of

KEPT_PX = 64
HANDS = 4  # renderings of one icon
_FILLED = 58  # px of the figure's longer side


@dataclass(frozen=True, eq=False)
class IconPictures:
    """`pictures`: uint8 [M, 64, 64], 255 = line. `thing`: the id of what each shows. `artist`: the icon set's name."""

    pictures: np.ndarray
    thing: tuple[str, ...]
    artist: str


def load_icons(name: str, vocabulary: Vocabulary, cache: Path) -> IconPictures:
    """The set's drawings of the vocabulary's things, from the cache or drawn first. Raises JobError."""
    wanted = sorted({icon for thing in vocabulary for icon in thing.icons})
    mark = hashlib.sha256("\n".join(wanted).encode()).hexdigest()[:12]
    kept = cache / "classifier" / f"lines-{name}-{ICON_SETS[name].version}-{mark}.npz"
    if not kept.exists():
        _draw_all(fetch(name, cache), wanted, kept)
    arrays = np.load(kept)
    place = {str(n): i for i, n in enumerate(arrays["names"])}
    drawn = arrays["pictures"]  # read once: the file unpacks all of it at every look
    pictures, things = [], []
    for thing in vocabulary:
        for icon in thing.icons:
            if icon in place:
                pictures.append(drawn[place[icon]])
                things += [thing.id] * HANDS
    return IconPictures(np.concatenate(pictures), tuple(things), name)


def _draw_all(icons: dict, wanted: list[str], kept: Path) -> None:
    """Only what is wanted: some sets hold flags and scenes of thousands of shapes that nothing here needs."""
    names, pictures = [], []
    for name in wanted:
        if name not in icons["icons"]:
            continue
        drawn = line_art(shapes_of(svg(icons, name)), rng=np.random.default_rng(len(names)))
        if drawn is not None:
            names.append(name)
            pictures.append(drawn)
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".tmp.npz")
    np.savez_compressed(unfinished, names=np.array(names), pictures=np.stack(pictures))
    unfinished.replace(kept)


def line_art(shapes: list[VectorShape], *, rng: np.random.Generator) -> np.ndarray | None:
    """An icon as people might draw it, from detailed to plain: uint8 [4, 64, 64]; None for one without shapes."""
    outlines = [o for s in shapes for o in s.outlines]
    if not outlines:
        return None
    points = np.concatenate(outlines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _FILLED / max(float((high - low).max()), 1e-6)
    shift = KEPT_PX / 2 - (low + high) / 2 * scale
    rows = []
    for number in range(HANDS):
        hand = LineHand(
            width_px=float(rng.uniform(1.6, 3.0)),
            wobble_px=float(rng.uniform(0.0, 0.8)) if number else 0.0,
            simple_px=float(rng.uniform(0.3, 1.5)) if number else 0.0,
        )
        # A plain drawing leaves small things out: what covers less than this share of the square.
        least = (0.0004, 0.002, 0.006, 0.015)[number]
        placed = [
            PlacedShape(tuple((o * scale + shift).astype(np.float32) for o in s.outlines), s.stroke_width * scale)
            for s in shapes
        ]
        kept = [p for p in placed if p.stroke_px > 0 or _area(p) >= least * KEPT_PX**2]
        rows.append(draw_lines(kept or placed, (KEPT_PX, KEPT_PX), hand, rng=rng))
    return np.stack(rows)


def _area(shape: PlacedShape) -> float:
    return max((cv2.contourArea(o) for o in shape.outlines if len(o) > 2), default=0.0)
