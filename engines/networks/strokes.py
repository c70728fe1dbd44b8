"""Strokes as a network layer: one for every cell of a grid, laid one over another like paint, feed-forward.

Instead of drawing strokes one by one, cells are sorted into 16 classes (4 x 4). Strokes of one class are four cells
apart and never touch, so a class is laid in a single step, and all strokes in sixteen, in an order that never changes.
Randomness is a fixed texture of the place: the same drawing gives the same strokes, and a change moves no stroke
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

AT_ONCE = 8  # classes
REACH = 4  # cells: a stroke stays within a window of so many
MOST_CELLS = 2048  # in a line
PERIOD = 64  # cells after which the randomness repeats
NOISES = 9
# Numbers in a row of the texture: place x, y; angle; length; width; three of colour; where the bristles begin.
PLACE, ANGLE, LENGTH, WIDTH, COLOUR, BRISTLES = slice(0, 2), 2, 3, 4, slice(5, 8), 8
LIMIT = 0.47  # of the window: the longest half stroke
# A brush's mark. `square`: 0 an ellipse, 1 a box; `soft`: its edge; `fray`: of the ends; `dry`: gaps between bristles;
# `bristle`, `ridge`: the relief of the paint, of streaks and of the borders.
MARK = ("square", "soft", "fray", "dry", "bristle", "ridge")


class CellStrokes(NamedTuple):
    """One stroke a cell, all [N, 1, R, C] but `colour` [N, 3, R, C]: place relative to the cell's upper left corner,
    half length and half width in pixels, direction (cos, sin), bend in 1/pixel, opacity 0..1, where its bristles
    begin -1..1.
    """

    x: Tensor
    y: Tensor
    cos: Tensor
    sin: Tensor
    bend: Tensor
    length: Tensor
    width: Tensor
    opacity: Tensor
    bristles: Tensor
    colour: Tensor


class StrokeLayer(nn.Module):
    """Lays strokes of a grid of `cell` x `cell` pixels on a canvas."""

    noise: Tensor

    def __init__(self, cell: int) -> None:
        super().__init__()
        self.cell = cell
        random = torch.Generator().manual_seed(cell)
        noise = torch.rand(1, NOISES, PERIOD, PERIOD, generator=random) * 2 - 1
        noise[:, COLOUR] = torch.randn(1, 3, PERIOD, PERIOD, generator=random).clamp(-2, 2)
        self.register_buffer("noise", noise)
        order = torch.randperm(REACH * REACH, generator=random).tolist()
        self.order = [(n // REACH, n % REACH) for n in order]

    def tiled(self, rows: int, columns: int) -> Tensor:
        """The fixed randomness [1, NOISES, rows, columns]."""
        return tile(self.noise, rows, columns)

    def forward(self, canvas: list[Tensor], strokes: CellStrokes, mark: Tensor) -> list[Tensor]:
        """`canvas`: red, green, blue and the paint's height, each [N, 1, H, W], with the strokes over it; `mark`
        [N, len(MARK)].

        Pixels of a cell lie as channels meanwhile: what belongs to a stroke then stays small, and a CPU reads it from
        its cache.
        """
        cell = self.cell
        planes = [F.pixel_unshuffle(plane, cell) for plane in canvas]
        rows, columns = planes[0].shape[2:]
        inside = torch.arange(cell, device=mark.device, dtype=mark.dtype) + 0.5
        y = inside.repeat_interleave(cell).reshape(1, -1, 1, 1)
        x = inside.repeat(cell).reshape(1, -1, 1, 1)
        square, soft, fray, dry, bristle, ridge = mark.t().reshape(len(MARK), -1, 1, 1, 1)
        if len(mark) > 1:
            square, soft, fray, dry, bristle, ridge = (
                part.repeat(AT_ONCE, 1, 1, 1) for part in (square, soft, fray, dry, bristle, ridge)
            )
        inverse = 1 / soft
        # From pixels to each stroke's own frame, where it reaches from -1 to 1 along (u) and across (v).
        ux, uy = strokes.cos / strokes.length, strokes.sin / strokes.length
        vx, vy = -strokes.sin / strokes.width, strokes.cos / strokes.width
        frame = [ux, uy, -(ux * strokes.x + uy * strokes.y), vx, vy, -(vx * strokes.x + vy * strokes.y)]
        bend = strokes.bend * strokes.length.square() / (2 * strokes.width)
        rest = [bend, strokes.bristles * 9 + 9.25, strokes.opacity, strokes.colour]
        seeds = edged(torch.cat(frame + rest, 1), REACH)
        for own, off_x, off_y in self._groups(seeds, rows, columns):
            ux, uy, u0, vx, vy, v0, bend, start, opacity, red, green, blue = own.split(1, 1)
            u0, v0 = u0 + ux * off_x + uy * off_y, v0 + vx * off_x + vy * off_y
            u = ux * x + uy * y + u0
            v = vx * x + vy * y + v0
            uu = u * u
            v = v - bend * uu
            vv = v * v
            streak = v * 2.9 + start
            other = v * 1.3 + u * 0.3 + start * 1.7
            streak = (streak - streak.floor() - 0.5).abs() + (other - other.floor() - 0.5).abs() - 0.5
            far = uu + vv + square * (uu * uu + vv * vv - uu - vv) + fray * streak * uu
            alpha = ((0.85 - far) * inverse + 0.5).clamp(0, 1)
            alpha = alpha * (1 - dry * (streak * 2 + 0.3 + 0.5 * u).clamp(0, 1)) * opacity
            height = 0.5 + bristle * streak + ridge * (vv - 0.5 * v)
            # One class over another, in their order.
            each = zip(*(part.split(len(mark)) for part in (alpha, red, green, blue, height)), strict=True)
            for cover, *paints in each:
                planes = [plane + cover * (paint - plane) for plane, paint in zip(planes, paints, strict=True)]
        return [F.pixel_shuffle(plane, cell) for plane in planes]

    def _groups(self, seeds: Tensor, rows: int, columns: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Of so many classes at once, in their order: what the stroke that may reach each cell is, [classes * N, seeds,
        R, C], and how many pixels the cell is right of and below the stroke's own, [classes * N, 1, 1, C] and
        [classes * N, 1, R, 1].

        Groups are a matter of speed alone: few large steps are made ready sooner, small ones stay in the cache.
        """
        count = len(seeds)
        all_rows, all_columns = (numbers(count, seeds) for count in (rows, columns))
        for first in range(0, len(self.order), AT_ONCE):
            phases = torch.tensor(self.order[first : first + AT_ONCE], device=seeds.device)
            r, c = _owners(all_rows, phases[:, 0]), _owners(all_columns, phases[:, 1])
            parts = [
                seeds.index_select(2, rows_of + REACH).index_select(3, columns_of + REACH)
                for rows_of, columns_of in zip(r, c, strict=True)
            ]
            off_x = ((all_columns - c) * self.cell).to(seeds.dtype)[:, None, None, :]
            off_y = ((all_rows - r) * self.cell).to(seeds.dtype)[:, None, :, None]
            if count > 1:  # a style pack's graph paints one picture, and may not make tensors of any size
                off_x, off_y = off_x.repeat_interleave(count, 0), off_y.repeat_interleave(count, 0)
            yield torch.cat(parts), off_x, off_y


def _owners(cells: Tensor, phases: Tensor) -> Tensor:
    """For each phase and each cell of a line (its number), the one cell of that phase whose stroke may reach it."""
    return cells + 2 - (cells + 2 - phases[:, None]) % REACH


def edged(planes: Tensor, width: int) -> Tensor:
    """Planes [N, C, H, W] with their borders repeated `width` times (a padding that a style pack's graph may have)."""
    planes = torch.cat([planes[:, :, :1]] * width + [planes] + [planes[:, :, -1:]] * width, 2)
    return torch.cat([planes[:, :, :, :1]] * width + [planes] + [planes[:, :, :, -1:]] * width, 3)


def numbers(count: int, like: Tensor) -> Tensor:
    """0 to `count` - 1 (below 2,048), cut from a constant: a style pack's graph may not make numbers without end."""
    return torch.arange(MOST_CELLS, device=like.device)[:count]


def tile(texture: Tensor, rows: int, columns: int) -> Tensor:
    """The first rows and columns of a texture [1, C, P, Q] that repeats without end."""
    texture = texture.index_select(2, numbers(rows, texture) % texture.shape[2])
    return texture.index_select(3, numbers(columns, texture) % texture.shape[3])


def bend_of(direction: Tensor, cell: int) -> Tensor:
    """How a field of doubled angles [N, 2, R, C] (unit length) bends along itself, 1/pixel [N, 1, R, C]."""
    padded = edged(direction, 1)
    by_x = (padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2]) / (2 * cell)
    by_y = (padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]) / (2 * cell)
    c, s = direction[:, :1], direction[:, 1:]
    turn_x, turn_y = (0.5 * (c * d[:, 1:] - s * d[:, :1]) for d in (by_x, by_y))
    cos, sin = halved(direction)
    return cos * turn_x + sin * turn_y


def halved(direction: Tensor) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the angle whose double the field [N, 2, R, C] (unit length) holds."""
    c, s = direction[:, :1], direction[:, 1:]
    cos = ((1 + c).clamp(min=0) / 2).sqrt()
    sin = ((1 - c).clamp(min=0) / 2).sqrt() * ((s >= 0).to(s.dtype) * 2 - 1)
    return cos, sin
