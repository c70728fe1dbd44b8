"""How near a style comes to the person's own held-out pictures, and strips to see it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from engines.compositing.finishing import canvas_planes, picture_of
from engines.networks.finishing import FinishingNetwork
from trainer.features.network import FeatureNet
from trainer.teaching.material import TaughtPair
from trainer.teaching.variants import BasePainter, colour_of

STRIP_PX = 256
STRIP_COUNT = 4
LOOKED_AT = 4  # held-out pictures by which the best weights are chosen while it learns


@dataclass(frozen=True)
class Distance:
    """Mean L1 of the colours over white, 0..1, and mean perceptual distance (Zhang et al. 2018, on the trainer's own
    features)."""

    l1: float
    perceptual: float

    @property
    def whole(self) -> float:
        """What is compared: the geometric mean of both."""
        return (self.l1 * self.perceptual) ** 0.5

    def beats(self, other: Distance) -> bool:
        """Is it nearer in both?"""
        return self.l1 < other.l1 and self.perceptual < other.perceptual


@dataclass(frozen=True, eq=False)
class HeldOut:
    """A held-out pair with what the base style makes of it: `base` uint8 [H, W, 4] as the program shows it, `art`
    float32 [1, 8, H', W'] as it is finished."""

    pair: TaughtPair
    base: np.ndarray
    art: np.ndarray


class Examiner:
    """Measures on the same held-out drawings again and again. Where nobody knows what was coloured, dabs of the
    finished picture's colours are given, to the base and to the new style alike."""

    def __init__(self, painter: BasePainter, pairs: Sequence[TaughtPair], features: FeatureNet) -> None:
        self._features = features
        self.held_out: list[HeldOut] = []
        for number, pair in enumerate(pairs):
            colour = colour_of(pair, np.random.default_rng((29, number)))
            base = painter.shown(pair, colour)
            _, art = painter.art(pair, colour)
            self.held_out.append(HeldOut(pair, base, art))

    def of_base(self) -> Distance:
        return self._mean([over_white(one.base) for one in self.held_out])

    def of_network(self, network: FinishingNetwork, *, quick: bool = False) -> Distance:
        """`quick`: on the first few."""
        chosen = self.held_out[:LOOKED_AT] if quick else self.held_out
        return self._mean([self.painted(network, one) for one in chosen])

    @torch.inference_mode()
    def painted(self, network: FinishingNetwork, one: HeldOut) -> np.ndarray:
        """uint8 [H, W, 3]: the finished artwork over white."""
        height, width = one.pair.ink.shape
        was_training = network.training
        network.eval()
        canvas = torch.from_numpy(canvas_planes(height, width, network.parameters_told))
        art = network(torch.from_numpy(one.art), network.paper(canvas)).numpy()
        network.train(was_training)
        return over_white(picture_of(art, height, width))

    @torch.inference_mode()
    def _mean(self, pictures: Sequence[np.ndarray]) -> Distance:
        l1, perceptual = [], []
        for ours, one in zip(pictures, self.held_out, strict=False):
            theirs = over_white(one.pair.target)
            l1.append(float(np.abs(ours.astype(np.float32) - theirs).mean() / 255))
            perceptual.append(float(self._features.perceptual(_tensor(ours), _tensor(theirs))))
        return Distance(float(np.mean(l1)), float(np.mean(perceptual)))

    def strip(self, network: FinishingNetwork, path: Path) -> Path:
        """A PNG: for some held-out drawings the drawing, the base style, the new one, the person's own."""
        rows = []
        for one in self.held_out[:STRIP_COUNT]:
            drawing = cv2.cvtColor(255 - one.pair.ink, cv2.COLOR_GRAY2RGB)
            if one.pair.colour is not None:
                drawing = np.minimum(over_white(one.pair.colour), drawing)
            row = (drawing, over_white(one.base), self.painted(network, one), over_white(one.pair.target))
            rows.append(np.hstack([_fitted(picture) for picture in row]))
        written = cv2.imencode(".png", np.vstack(rows)[:, :, ::-1])[1].tobytes()
        unfinished = path.with_suffix(".tmp")
        unfinished.write_bytes(written)
        unfinished.replace(path)
        return path


def over_white(rgba: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3] of uint8 [H, W, 4] straight RGBA."""
    alpha = rgba[:, :, 3:].astype(np.float32) / 255
    return np.rint(rgba[:, :, :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)


def _tensor(rgb: np.ndarray) -> Tensor:
    return torch.from_numpy(rgb.astype(np.float32) / 255).permute(2, 0, 1)[None]


def _fitted(picture: np.ndarray) -> np.ndarray:
    """On a square of STRIP_PX, on grey."""
    height, width = picture.shape[:2]
    scale = STRIP_PX / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    square = np.full((STRIP_PX, STRIP_PX, 3), 225, np.uint8)
    y, x = (STRIP_PX - size[1]) // 2, (STRIP_PX - size[0]) // 2
    square[y : y + size[1], x : x + size[0]] = small
    return square
