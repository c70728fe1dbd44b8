"""What a set's pictures usually look like, without learning: their main tones, how their colours differ from those of
the base's artworks, their grain. A finishing network begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch

from engines.families.finishing import CELL, MARGIN_PX
from engines.networks.finishing import TONES, FinishingNetwork
from engines.palette import dominant_colours
from trainer.teaching.variants import PairVariant

RIDGE = 1e-4
PLAIN_SIDE_PX = 24  # squares without lines and edges, in which grain is looked for
LEAST_GRAIN = 0.004  # standard deviation, of 1: less is nothing
COARSEST_PX = 1.2  # standard deviation of the blur that makes grain of noise


@dataclass(frozen=True, eq=False)
class UsualLook:
    """`tones` float32 [4, 4], straight RGBA; `recolour` float32 [4, 5], an affine map of RGB over white and opacity;
    `grain` float32 [3], the standard deviation of each channel, and `grain_px`, how coarse it is."""

    tones: np.ndarray
    recolour: np.ndarray
    grain: np.ndarray
    grain_px: float

    @torch.no_grad()
    def give_to(self, network: FinishingNetwork) -> None:
        network.tones.copy_(torch.from_numpy(self.tones))
        network.recolour.copy_(torch.from_numpy(self.recolour))
        network.grain_colour[:3].copy_(torch.from_numpy(self.grain))
        network.paper.grain.weight.copy_(torch.from_numpy(_in_cells(_blur(self.grain_px))))


def usual_look(variants: Sequence[PairVariant]) -> UsualLook:
    """Of pairs as they are, painted by the base."""
    grain, grain_px = usual_grain(variants)
    return UsualLook(usual_tones(variants), usual_colours(variants), grain, grain_px)


def usual_tones(variants: Sequence[PairVariant]) -> np.ndarray:
    """float32 [4, 4], straight RGBA in 0..1: the main colours of all pictures together, opaque; where any of them is
    clear, the last one is clear."""
    pixels = np.concatenate([variant.target[:, ::4, ::4].reshape(4, -1).T for variant in variants])
    solid = pixels[:, 3] > 250
    colours = dominant_colours(np.ascontiguousarray(pixels[solid, :3]), np.ones(int(solid.sum()))).colours
    tones = np.array([[*colour, 255] for colour in (colours * TONES)[:TONES]], np.float32) / 255
    if solid.mean() < 0.98:
        tones[-1] = (1, 1, 1, 0)
    return tones


def usual_colours(variants: Sequence[PairVariant]) -> np.ndarray:
    """float32 [4, 5]: the affine map from the base's artworks over white and their opacity to the finished pictures',
    by least squares off the lines; what they do not tell stays as it is."""
    given, wanted = [], []
    for variant in variants:
        part = np.s_[:, MARGIN_PX:-MARGIN_PX:3, MARGIN_PX:-MARGIN_PX:3]
        art = variant.art[part].reshape(8, -1).astype(np.float64) / 255
        target = variant.target[part].reshape(4, -1).astype(np.float64) / 255
        plain = (art[4] < 0.1) & (variant.known[None][part].reshape(-1) > 0)
        given.append(np.vstack([art[:4], np.ones_like(art[:1])])[:, plain])
        wanted.append(np.vstack([target[:3] + 1 - target[3], target[3]])[:, plain])
    x, y = np.hstack(given), np.hstack(wanted)
    ridge = RIDGE * x.shape[1] * np.eye(5)
    start = np.eye(4, 5)
    return (start + (y - start @ x) @ x.T @ np.linalg.inv(x @ x.T + ridge)).astype(np.float32)


def usual_grain(variants: Sequence[PairVariant]) -> tuple[np.ndarray, float]:
    """float32 [3], the standard deviation of the grain in each channel (0..1), and its coarseness: the deviation in
    pixels of the Gaussian that makes it of noise. Zero where there is none, or no opaque place without a line.

    Looked for in the plainest half of the squares that have no line: neighbours of blurred noise have the correlation
    exp(-1 / (4 s^2)).
    """
    squares = []
    for variant in variants:
        rgb = variant.target[:3].astype(np.float32) / 255
        lines = cv2.dilate(variant.art[4], np.ones((9, 9), np.uint8))
        for top in range(MARGIN_PX, rgb.shape[1] - MARGIN_PX - PLAIN_SIDE_PX, PLAIN_SIDE_PX):
            for left in range(MARGIN_PX, rgb.shape[2] - MARGIN_PX - PLAIN_SIDE_PX, PLAIN_SIDE_PX):
                part = np.s_[top : top + PLAIN_SIDE_PX, left : left + PLAIN_SIDE_PX]
                if variant.target[3][part].min() == 255 and not lines[part].any() and variant.known[part].all():
                    squares.append(rgb[(slice(None), *part)])
    if not squares:
        return np.zeros(3, np.float32), 0.0
    tiles = np.stack(squares)
    tiles = tiles - tiles.mean(axis=(2, 3), keepdims=True)
    spread = tiles.std(axis=(1, 2, 3))
    plain = tiles[spread <= np.median(spread)]
    deviation = plain.std(axis=(0, 2, 3))
    if deviation.mean() < LEAST_GRAIN:
        return np.zeros(3, np.float32), 0.0
    near = float((plain[..., 1:] * plain[..., :-1]).mean() / plain.var())
    coarse = (1 / (4 * -np.log(min(near, 0.99)))) ** 0.5 if near > 0.02 else 0.0
    return deviation.astype(np.float32), min(coarse, COARSEST_PX)


def _blur(deviation_px: float) -> np.ndarray:
    """float32 [5, 5]: a Gaussian that keeps noise of deviation 1 at 1."""
    at = np.arange(-2, 3)
    row = np.exp(-(at**2) / (2 * deviation_px**2)) if deviation_px else (at == 0).astype(np.float64)
    kernel = np.outer(row, row)
    return (kernel / np.sqrt((kernel**2).sum())).astype(np.float32)


def _in_cells(kernel: np.ndarray) -> np.ndarray:
    """float32 [4, 4, 3, 3]: the same convolution of pixels in cells of 2 x 2."""
    weights = np.zeros((CELL**2, CELL**2, 3, 3), np.float32)
    for place in range(CELL**2):
        row, column = divmod(place, CELL)
        for down in range(-2, 3):
            for across in range(-2, 3):
                (cell_y, y), (cell_x, x) = divmod(row + down, CELL), divmod(column + across, CELL)
                weights[place, y * CELL + x, cell_y + 1, cell_x + 1] = kernel[down + 2, across + 2]
    return weights
