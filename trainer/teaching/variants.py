"""Variants of the pairs: moved, turned, drawn by other hands, and painted by the base style as the engine paints them.

PairVariant `number` of a pair is always the same; 0 is the pair as it is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.alpha import premultiplied
from engines.api import RenderRequest
from engines.compositing.finishing import art_planes
from engines.engine import SketchEngine
from engines.families.finishing import MARGIN_PX
from trainer.datasets.drawn_pairs import dab
from trainer.teaching.material import TaughtPair

KEPT_BYTES = 600 * 2**20
INK_TONE = 30


@dataclass(frozen=True, eq=False)
class PairVariant:
    """uint8, sides multiples of 8: `art` [8, H, W] (engines.compositing.finishing.art_planes, of 255, with its margin),
    `target` [4, H, W] (premultiplied), `known` [H, W] (255 where the target is one). `to_canvas` float64 [2, 3]: from
    its pixels to the pair's; `size`: of the pair, (height, width)."""

    art: np.ndarray
    target: np.ndarray
    known: np.ndarray
    to_canvas: np.ndarray
    size: tuple[int, int]


@dataclass(frozen=True, eq=False)
class BasePainter:
    """The base style as it is finished: `weights` one per style of its pack, `light` its own."""

    engine: SketchEngine
    weights: tuple[float, ...]
    light: float
    keep_lines: float

    def request(self, pair: TaughtPair, colour: np.ndarray, *, keep_lines: float = 0.0) -> RenderRequest:
        height, width = pair.ink.shape
        ink = np.empty((height, width, 4), np.uint8)
        ink[:, :, :3], ink[:, :, 3] = INK_TONE, pair.ink
        palette = pair.palette(colour if colour[:, :, 3].any() else None)
        return RenderRequest(0, ink, colour, palette, self.weights, keep_lines, light=self.light)

    def art(self, pair: TaughtPair, colour: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The unfinished artwork uint8 [H, W, 4] and art_planes float32 [1, 8, H', W']."""
        image, regions = self.engine.unfinished(self.request(pair, colour))
        return image, art_planes(image, pair.ink, regions)

    def shown(self, pair: TaughtPair, colour: np.ndarray) -> np.ndarray:
        """uint8 [H, W, 4]: the base style's artwork as the program shows it."""
        return self.engine.render(self.request(pair, colour, keep_lines=self.keep_lines)).image.copy()


class Variants:
    """Made when they are first asked for, kept while there is room."""

    def __init__(self, painter: BasePainter, pairs: Sequence[TaughtPair], *, seed: int) -> None:
        self._painter = painter
        self._pairs = pairs
        self._seed = seed
        self._kept: OrderedDict[tuple[int, int], PairVariant] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._pairs)

    def variant(self, pair: int, number: int) -> PairVariant:
        key = (pair, number)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = make_variant(self._painter, self._pairs[pair], number, seed=(self._seed, pair, number))
        self._kept[key] = made
        self._bytes += _bytes(made)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= _bytes(self._kept.popitem(last=False)[1])
        return made


def make_variant(painter: BasePainter, pair: TaughtPair, number: int, *, seed: tuple[int, ...]) -> PairVariant:
    rng = np.random.default_rng(seed)
    height, width = pair.ink.shape
    colour = colour_of(pair, rng)
    matrix = np.array([[1, 0, 0], [0, 1, 0]], np.float64)
    known = np.full((height, width), 255, np.uint8)
    target = np.rint(premultiplied(pair.target)).astype(np.uint8)
    if number:
        matrix = _placement(rng, height, width)
        size = (width, height)
        known = cv2.warpAffine(known, matrix, size, flags=cv2.INTER_NEAREST)
        target = cv2.warpAffine(target, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        colour = cv2.warpAffine(colour, matrix, size, flags=cv2.INTER_NEAREST)
        ink = other_hand(cv2.warpAffine(pair.ink, matrix, size, flags=cv2.INTER_LINEAR), rng)
        pair = TaughtPair(pair.id, ink, colour if pair.colour is not None else None, pair.target)
    _, planes = painter.art(pair, colour)
    rows, columns = planes.shape[2:]
    room = ((MARGIN_PX, rows - height - MARGIN_PX), (MARGIN_PX, columns - width - MARGIN_PX))
    back = cv2.invertAffineTransform(matrix)
    back[:, 2] -= back[:, :2] @ [MARGIN_PX, MARGIN_PX]
    return PairVariant(
        np.rint(planes[0] * 255).astype(np.uint8),
        np.pad(target.transpose(2, 0, 1), ((0, 0), *room), mode="edge"),
        np.pad(known, room),
        back,
        (height, width),
    )


def colour_of(pair: TaughtPair, rng: np.random.Generator) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA: what was coloured; where nobody knows, dabs of the finished picture's colours."""
    if pair.colour is not None:
        return pair.colour
    colour = np.zeros((*pair.ink.shape, 4), np.uint8)
    dab(colour, pair.ink, np.rint(premultiplied(pair.target)).astype(np.uint8), rng=rng)
    return colour


def other_hand(ink: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The lines, uint8 [H, W], a little thicker, thinner or more wobbly: what is learnt should not hang on the pen."""
    kind = rng.random()
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    if kind < 0.25:
        ink = cv2.dilate(ink, cross)
    elif kind < 0.4:
        thin = cv2.erode(ink, cross)
        ink = cv2.addWeighted(ink, 0.5, thin, 0.5, 0)
    if rng.random() < 0.5:
        height, width = ink.shape
        coarse = rng.normal(0, 1.1, (2, height // 24 + 2, width // 24 + 2)).astype(np.float32)
        dx, dy = (cv2.resize(c, (width, height), interpolation=cv2.INTER_CUBIC) for c in coarse)
        y, x = np.meshgrid(np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32), indexing="ij")
        ink = cv2.remap(ink, x + dx, y + dy, cv2.INTER_LINEAR)
    return ink


def _placement(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """The pair's pixels to the variant's, [2, 3]: a little turned, scaled and moved, seldom mirrored."""
    turn = np.deg2rad(rng.normal(0, 6))
    scale = float(np.exp(rng.normal(0, 0.1)))
    flip = -1.0 if rng.random() < 0.15 else 1.0
    linear = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ np.diag([flip, 1.0])
    centre = np.array([width, height]) / 2
    shift = rng.normal(0, 0.06, 2) * (width, height)
    return np.column_stack([linear, centre - linear @ centre + shift])


def _bytes(variant: PairVariant) -> int:
    return variant.art.nbytes + variant.target.nbytes + variant.known.nbytes
