"""A drawing as another hand might have drawn it: strokes left out, moved, bent; the whole turned, stretched, cut short.

Every function takes its random generator, so a batch is decided by its number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.naming.raster import FILLED, drawn

# The bitmaps hold the figure in 28 px, one pixel wide lines: strokes are shown like this now and then.
_COARSE_PX = 28


@dataclass(frozen=True)
class Variation:
    """How far a drawing is changed. Angles in degrees, lengths in units of the figure's longer side."""

    turn: float = 6.0
    stretch: float = 0.1
    shear: float = 0.08
    bend: float = 0.02
    stroke_move: float = 0.01
    stroke_turn: float = 3.0
    unfinished: float = 0.15  # share of drawings shown before their end
    omitted: float = 0.04  # chance of a short stroke to be left out
    erased: float = 0.1  # share of drawings with a hole in their lines


def strokes_seen(
    strokes: Sequence[np.ndarray], side_px: int, *, rng: np.random.Generator, how: Variation
) -> np.ndarray:
    """One rendering of a drawing's strokes (float32 [K, 2], box around (0, 0)): float32 [side, side] in 0..1."""
    chosen = _some_of(strokes, rng=rng, how=how)
    moved = [_moved(s, rng=rng, how=how) for s in chosen]
    points = np.concatenate(moved)
    sizes = np.cumsum([len(s) for s in moved])[:-1]
    points = points + _field_at(points, _field(rng, how.bend))
    points = _fitted(points @ _linear(rng, how).T, rng)
    parts = np.split(points.astype(np.float32), sizes)
    if rng.random() < 0.25:
        coarse = np.zeros((_COARSE_PX, _COARSE_PX), np.uint8)
        fixed = [np.round((p + 0.5) * (_COARSE_PX << 4) - 8).astype(np.int32)[:, None] for p in parts]
        cv2.polylines(coarse, fixed, False, 255, 1, cv2.LINE_AA, 4)
        large = cv2.resize(coarse, (side_px, side_px), interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
        picture = np.minimum(large * rng.uniform(1.0, 2.0), 1.0)
    else:
        picture = drawn(parts, side_px=side_px, line_px=int(rng.choice([2, 3, 3, 3, 4, 5, 6, 8])))
    return _erased(picture, rng=rng, how=how)


def bitmap_seen(bitmap: np.ndarray, side_px: int, *, rng: np.random.Generator, how: Variation) -> np.ndarray:
    """One rendering of a bitmap (uint8 [B, B], 255 = line): float32 [side, side] in 0..1."""
    x, y, width, height = cv2.boundingRect((bitmap > 40).astype(np.uint8))
    longer = max(width, height, bitmap.shape[0] / 7)
    scale = FILLED * np.exp(rng.uniform(-0.22, 0.06))
    # From a pixel of the answer (unit square around 0) back to a pixel of the bitmap.
    back = np.linalg.inv(_linear(rng, how)) * (longer / scale)
    span = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px - 0.5
    grid = np.stack(np.meshgrid(span, span), axis=-1)
    grid = grid + cv2.resize(_field(rng, how.bend * scale), (side_px, side_px), interpolation=cv2.INTER_CUBIC)
    room = max(0.0, 1 - scale) / 2
    grid = grid + rng.uniform(-room, room, 2)
    places = grid @ back.T.astype(np.float32) + np.array([x + (width - 1) / 2, y + (height - 1) / 2])
    places = places.astype(np.float32)
    picture = cv2.remap(bitmap, places[..., 0], places[..., 1], cv2.INTER_LINEAR).astype(np.float32) / 255
    if rng.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 0.9) * side_px / 48) * rng.uniform(1.2, 2.2)
    picture = np.minimum(picture * rng.uniform(1.0, 1.9), 1.0)
    return _erased(picture, rng=rng, how=how)


def _some_of(strokes: Sequence[np.ndarray], *, rng: np.random.Generator, how: Variation) -> list[np.ndarray]:
    """The strokes up to some moment of the drawing, a short one missing here and there; at least one."""
    lengths = np.array([np.linalg.norm(np.diff(s, axis=0), axis=1).sum() + 0.01 for s in strokes])
    total, kept = float(lengths.sum()), list(strokes)
    if rng.random() < how.unfinished:
        until = total * (rng.uniform(0.4, 1.0) if rng.random() < 0.3 else rng.uniform(0.7, 1.0))
        ends = np.cumsum(lengths)
        count = int(np.searchsorted(ends, until)) + 1
        kept = kept[:count]
        if count <= len(lengths) and len(kept[-1]) > 3:
            share = 1 - (ends[count - 1] - until) / lengths[count - 1]
            kept[-1] = kept[-1][: max(2, int(np.ceil(len(kept[-1]) * share)))]
    stays = [s for s, n in zip(kept, lengths, strict=False) if n > 0.3 * total or rng.random() >= how.omitted]
    return stays or kept


def _moved(stroke: np.ndarray, *, rng: np.random.Generator, how: Variation) -> np.ndarray:
    """One stroke set down a little elsewhere, turned and scaled about its middle, its points unsteady."""
    middle = stroke.mean(axis=0)
    angle = np.deg2rad(rng.normal(0, how.stroke_turn))
    size = rng.normal(1, 0.05, 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * size
    unsteady = rng.normal(0, 0.004, stroke.shape)
    return (stroke - middle) @ turn.T + middle + rng.normal(0, how.stroke_move, 2) + unsteady


def _linear(rng: np.random.Generator, how: Variation) -> np.ndarray:
    """Mirror, turn, stretch and shear of the whole: float64 [2, 2]."""
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    angle = np.deg2rad(rng.normal(0, how.turn))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.exp(np.clip(rng.normal(0, how.stretch), -0.4, 0.4))
    shear = np.array([[1.0, np.clip(rng.normal(0, how.shear), -0.4, 0.4)], [0.0, 1.0]])
    return turn @ shear @ np.diag([mirror * stretch, 1 / stretch])


def _field(rng: np.random.Generator, size: float) -> np.ndarray:
    """A coarse field of shifts: float32 [4, 4, 2]."""
    return rng.normal(0, size, (4, 4, 2)).astype(np.float32)


def _field_at(points: np.ndarray, field: np.ndarray) -> np.ndarray:
    """The field's shift at points [N, 2] of the unit square around (0, 0), bilinear."""
    at = np.clip((points + 0.5) * 3, 0, 2.999)
    low = at.astype(int)
    part = at - low
    x, y, u, v = low[:, 0], low[:, 1], part[:, :1], part[:, 1:]
    upper = field[y, x] * (1 - u) + field[y, x + 1] * u
    lower = field[y + 1, x] * (1 - u) + field[y + 1, x + 1] * u
    return upper * (1 - v) + lower * v


def _fitted(points: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Points fitted into the square, not quite filling it, not quite in its middle."""
    low, high = points.min(axis=0), points.max(axis=0)
    scale = FILLED * np.exp(rng.uniform(-0.22, 0.06))
    room = max(0.0, 1 - scale) / 2
    return (points - (low + high) / 2) * (scale / max(float((high - low).max()), 0.05)) + rng.uniform(-room, room, 2)


def _erased(picture: np.ndarray, *, rng: np.random.Generator, how: Variation) -> np.ndarray:
    """Sometimes a patch of the picture is missing."""
    if rng.random() < how.erased:
        side = picture.shape[0]
        size = rng.uniform(0.12, 0.32, 2) * side
        x, y = rng.uniform(0, side - size)
        picture[int(y) : int(y + size[1]), int(x) : int(x + size[0])] = 0
    return picture.astype(np.float32)
