"""Drawings to be judged by: held-out subjects drawn by an imagined hand and dabbed, always the same ones.

They go to a generator as a drawing in the window does (engines.sketch.input_planes), not as a batch of the training
does.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.api import RenderRequest
from engines.palette import Palette
from engines.sketch.input_planes import request_planes
from trainer.datasets.drawn_pairs import dab
from trainer.datasets.lineart import LineHand, PlacedShape, draw_lines, random_hand
from trainer.datasets.subjects import Subjects

SHARE = 0.9  # of the canvas that the subject's square takes


@dataclass(frozen=True, eq=False)
class Drawn:
    """One drawing and the artist's answer.

    `ink`: uint8 [S, S], 255 = line. `colour`: uint8 [S, S, 4] straight RGBA, the dabs. `target`: float32 [S, S, 4]
    premultiplied RGBA in [0, 1]. `style`: place among the styles.
    """

    name: str
    style: int
    ink: np.ndarray
    colour: np.ndarray
    palette: Palette
    target: np.ndarray

    def planes(self, multiple: int, *, dabs: bool) -> np.ndarray:
        """What a generator reads: float32 [1, planes, S', S'] (engines.sketch.input_planes.PLANES)."""
        ink = np.zeros((*self.ink.shape, 4), np.uint8)
        ink[:, :, 3] = self.ink
        return request_planes(RenderRequest(0, ink, self.colour, self.palette, (1.0,), use_hints=dabs), multiple)

    @property
    def opaque(self) -> np.ndarray:
        """bool [S, S]: the artist's silhouette."""
        return self.target[:, :, 3] > 0.5

    @property
    def artist(self) -> np.ndarray:
        """The artist's picture over white, float32 [S, S, 3]."""
        return self.target[:, :, :3] + 1 - self.target[:, :, 3:]


def held_out_drawings(
    subjects: list[Subjects],
    *,
    size_px: int,
    per_style: int,
    seed: int = 5,
    part: str = "held_out",
    hand: LineHand | None = None,
) -> list[Drawn]:
    """Up to `per_style` held-out subjects of every style, whole and upright, by hands of every kind, or by `hand`;
    with `part` "train", subjects that were trained on (to calibrate with)."""
    found = []
    for style, source in enumerate(subjects):
        order = np.random.default_rng((seed, style)).permutation(getattr(source, part))[:per_style]
        for index in order:
            rng = np.random.default_rng((seed, style, int(index)))
            found.append(_drawn(source, style, int(index), size_px, rng, hand=hand))
    return found


def placed(picture: np.ndarray, size_px: int) -> np.ndarray:
    """An artist's picture (uint8 premultiplied RGBA, square) where the drawings have it: float32 [S, S, 4]."""
    side = round(SHARE * size_px)
    start = (size_px - side) // 2
    canvas = np.zeros((size_px, size_px, 4), np.float32)
    canvas[start : start + side, start : start + side] = (
        cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    )
    return canvas


def _drawn(
    source: Subjects, style: int, index: int, size_px: int, rng: np.random.Generator, *, hand: LineHand | None
) -> Drawn:
    side = round(SHARE * size_px)
    start = (size_px - side) // 2
    matrix = np.array([[side, 0, start], [0, side, start]], np.float64)
    to_canvas = matrix @ np.vstack([source.align[index], [0, 0, 1]])
    shapes = [
        PlacedShape(
            tuple((o @ to_canvas[:, :2].T + to_canvas[:, 2]).astype(np.float32) for o in shape.outlines),
            shape.stroke_width * side,
        )
        for shape in source.shapes[index]
    ]
    target = placed(source.targets[index], size_px)
    ink = draw_lines(shapes, (size_px, size_px), hand or random_hand(rng, size_px), rng=rng)
    colour = np.zeros((size_px, size_px, 4), np.uint8)
    dab(colour, ink, (target * 255 + 0.5).astype(np.uint8), rng=rng)
    rows = source.palettes[index]
    rows = rows[rows[:, 3] > 0]
    colours = tuple((round(float(r) * 255), round(float(g) * 255), round(float(b) * 255)) for r, g, b, _ in rows)
    palette = Palette(colours, tuple(max(1e-3, float(share)) for share in rows[:, 3]))
    return Drawn(source.names[index], style, ink, colour, palette, target)
