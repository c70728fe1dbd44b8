"""Painter: a small network looks at the picture and says, cell by cell, which way the brush goes, which colour it
takes and where small brushes are needed; layers of strokes then paint it, large to small (the order is Hertzmann's
1998; that a network foretells strokes, all at once, is Liu et al.'s Paint Transformer 2021).

What a style is besides: its brush marks, the size and unrest of its strokes, how its colours scatter, how its strokes
drift where the drawing says nothing, how thick its paint lies. Those are tables, measured in the paintings or set in
the recipe, and mix by the style's weights like all else.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.networks.strokes import (
    ANGLE,
    BRISTLES,
    COLOUR,
    LENGTH,
    LIMIT,
    MARK,
    PERIOD,
    PLACE,
    REACH,
    WIDTH,
    CellStrokes,
    StrokeLayer,
    bend_of,
    edged,
    halved,
    numbers,
    tile,
)

CELLS = (16, 8, 4)  # pixels
JITTER = 0.4  # of a cell: how far strokes lie from their places
GUIDES = 6  # direction (2, doubled angle, its length the certainty), need for strokes, colour (3)
# What the table holds for each layer, in this order.
HABITS = ("length", "width", "opacity", "everywhere", "angle", "unrest", "shrink")
# And for the whole picture.
MANNERS = ("relief", "grain", "drift", "line", "line_red", "line_green", "line_blue")
GRAIN_PX = 128
LINE_PX = 2  # how far from the brighter place an outline reaches


class Guides(NamedTuple):
    """What the strokes of one layer need to know, by cell: `direction` [N, 2, R, C] (doubled angle; length 0..1 =
    certainty), `need` [N, 1, R, C] 0..1, `colour` [N, 3, R, C] 0..1.
    """

    direction: Tensor
    need: Tensor
    colour: Tensor


class Studio(nn.Module):
    """The tables of all styles, and the painting itself: guides in, picture out. Nothing here is learnt by descent."""

    habits: Tensor
    manners: Tensor
    scatter: Tensor
    marks: Tensor
    drift: Tensor
    grain: Tensor

    def __init__(self, styles: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(StrokeLayer(cell) for cell in CELLS)
        self.register_buffer("habits", torch.ones(styles, len(CELLS) * len(HABITS)))
        self.register_buffer("manners", torch.zeros(styles, len(MANNERS)))
        self.register_buffer("scatter", torch.zeros(styles, 9))
        self.register_buffer("marks", torch.zeros(styles, len(MARK)))
        self.register_buffer("drift", torch.zeros(styles, 2 * PERIOD * PERIOD))
        self.register_buffer("grain", torch.zeros(1, 1, GRAIN_PX, GRAIN_PX))

    def habit(self, style: Tensor, layer: int, name: str) -> Tensor:
        """One number of the mixed style for a layer, [N, 1, 1, 1]."""
        return (style @ self.habits)[:, layer * len(HABITS) + HABITS.index(name)][:, None, None, None]

    def manner(self, style: Tensor, name: str) -> Tensor:
        """One number of the mixed style, [N, 1, 1, 1]."""
        return (style @ self.manners)[:, MANNERS.index(name)][:, None, None, None]

    def _tiled(self, layer: int, rows: int, columns: int) -> Tensor:
        return cast(StrokeLayer, self.layers[layer]).tiled(rows, columns)

    def places(self, layer: int, rows: int, columns: int) -> Tensor:
        """Where the strokes of a layer are, in cells relative to their cells' corners, [1, 2, rows, columns]."""
        return self._tiled(layer, rows, columns)[:, PLACE] * JITTER

    def picked(self, picture: Tensor, layer: int) -> Tensor:
        """The picture's colour under each stroke, [N, 3, R, C], blurred over a quarter of a cell."""
        cell = CELLS[layer]
        soft = F.avg_pool2d(picture, cell // 4) if cell > 4 else picture
        wide = soft.shape[3]
        rows, columns = soft.shape[2] // 4, wide // 4
        places = self.places(layer, rows, columns)
        y = ((places[0, 1] + numbers(rows, picture)[:, None]) * 4).clamp(0, 4 * rows - 1)
        x = ((places[0, 0] + numbers(columns, picture)[None, :]) * 4).clamp(0, 4 * columns - 1)
        index = y.long() * wide + x.long()
        return soft.flatten(2).index_select(2, index.flatten()).reshape(-1, 3, rows, columns)

    def forward(self, guides: list[Guides], style: Tensor, picture: Tensor) -> Tensor:
        """The painted picture [N, 3, H, W] in 0..1, not clipped."""
        rows, columns = guides[0].need.shape[2:]
        height, width = rows * CELLS[0], columns * CELLS[0]
        drift = (style @ self.drift).reshape(-1, 2, PERIOD, PERIOD)
        drift = tile(drift, rows, columns) * self.manner(style, "drift")
        ground = F.interpolate(guides[0].colour, size=(height, width), mode="bilinear", align_corners=False)
        canvas = [ground[:, 0:1], ground[:, 1:2], ground[:, 2:3], ground[:, 0:1] * 0]
        for number, (layer, told) in enumerate(zip(self.layers, guides, strict=True)):
            canvas = layer(canvas, self._strokes(told, drift, style, number), style @ self.marks)
        return self._lit(torch.cat(canvas, 1), style, picture)

    def _strokes(self, told: Guides, drift: Tensor, style: Tensor, number: int) -> CellStrokes:
        cell = CELLS[number]
        rows, columns = told.need.shape[2:]
        noise = self._tiled(number, rows, columns)
        certainty = told.direction.square().sum(1, keepdim=True).clamp(min=1e-6).sqrt()
        aside = F.interpolate(drift, size=(rows, columns), mode="bilinear", align_corners=False)
        field = told.direction + aside * (1 - certainty).clamp(0, 1)
        field = field + 1e-3
        field = field * field.square().sum(1, keepdim=True).clamp(min=1e-8).rsqrt()
        bend = bend_of(field, cell)
        cos, sin = halved(field)
        turn = noise[:, ANGLE : ANGLE + 1] * self.habit(style, number, "angle")
        # Series: a style pack's graph knows no sine. Good to 0.02 up to 1.5.
        square = turn * turn
        turn_cos = 1 - square / 2 * (1 - square / 12)
        turn_sin = turn * (1 - square / 6 * (1 - square / 20))
        cos, sin = cos * turn_cos - sin * turn_sin, sin * turn_cos + cos * turn_sin
        unrest = self.habit(style, number, "unrest")
        need = told.need
        small = 1 - self.habit(style, number, "shrink") * need
        length = self.habit(style, number, "length") * (1 + unrest * noise[:, LENGTH : LENGTH + 1]) * small
        width = self.habit(style, number, "width") * (1 + unrest * noise[:, WIDTH : WIDTH + 1]) * small
        longest = LIMIT * REACH * cell
        length = length.clamp(1.0, longest - CELLS[number] * 0.45)
        width = width.clamp(0.8, longest / 2)
        bend = (bend * length * length).clamp(-0.9 * longest, 0.9 * longest) / (length * length)
        everywhere = self.habit(style, number, "everywhere")
        opacity = self.habit(style, number, "opacity") * (everywhere + (1 - everywhere) * need).clamp(0, 1)
        scatter = (style @ self.scatter).reshape(-1, 3, 3)
        hue = (scatter[:, :, :, None, None] * noise[:, None, COLOUR]).sum(2)
        colour = told.colour + hue
        places = self.places(number, rows, columns) * cell
        whole = need * 0 + 1
        return CellStrokes(
            places[:, :1] * whole, places[:, 1:] * whole, cos, sin, bend, length, width, opacity,
            noise[:, BRISTLES : BRISTLES + 1] * whole, colour,
        )  # fmt: skip

    def _lit(self, canvas: Tensor, style: Tensor, picture: Tensor) -> Tensor:
        """Outlines for those who draw them, light from the upper left on the paint's height, and the cloth's grain."""
        # Darker than the brightest nearby: an edge's darker side, and a drawn line as a whole, not its two rims.
        soft = F.avg_pool2d(edged(picture, LINE_PX + 1), 3, stride=1)
        inside = soft[:, :, LINE_PX:-LINE_PX, LINE_PX:-LINE_PX]
        darker = (F.max_pool2d(soft, 2 * LINE_PX + 1, stride=1) - inside).amax(1, keepdim=True)
        line = (darker * 5 - 0.7).clamp(0, 1) * self.manner(style, "line")
        tint = torch.cat([self.manner(style, f"line_{c}") for c in ("red", "green", "blue")], 1)
        height = edged(canvas[:, 3:], 1)
        slope = height[:, :, 2:, 2:] - height[:, :, :-2, :-2]
        light = 1 + slope * self.manner(style, "relief")
        grain = tile(self.grain, canvas.shape[2], canvas.shape[3]) * self.manner(style, "grain")
        painted = canvas[:, :3]
        return (painted + (tint - painted) * line) * light + grain


class PainterBlock(nn.Module):
    """Two 3x3 convolutions beside a short cut; `reach` is their dilation."""

    def __init__(self, width: int, reach: int = 1) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=reach, dilation=reach)
        self.second = nn.Conv2d(width, width, 3, padding=reach, dilation=reach)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.relu(self.first(F.relu(x))))


class Eye(nn.Module):
    """Looks at a picture [N, 3, H, W] and says of each layer's cells: direction (2) and need (1), [N, 3, R, C] each.

    No normalisation over the picture: what is drawn in one corner does not change another.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        w4, w8, w16 = width, 2 * width, 3 * width
        self.stem = nn.Conv2d(48, w4, 3, padding=1)
        self.at4 = PainterBlock(w4)
        self.down8 = nn.Conv2d(w4, w8, 3, stride=2, padding=1)
        self.at8 = PainterBlock(w8)
        self.down16 = nn.Conv2d(w8, w16, 3, stride=2, padding=1)
        self.at16 = nn.Sequential(*(PainterBlock(w16, reach) for reach in (1, 2, 4, 2)))
        self.up8, self.up4 = nn.Conv2d(w16, w8, 1), nn.Conv2d(w8, w4, 1)
        self.back8, self.back4 = PainterBlock(w8), PainterBlock(w4)
        self.heads = nn.ModuleList(nn.Conv2d(w, 3, 3, padding=1) for w in (w16, w8, w4))

    def forward(self, picture: Tensor) -> list[Tensor]:
        x4 = self.at4(self.stem(F.pixel_unshuffle(picture * 2 - 1, 4)))
        x8 = self.at8(self.down8(F.relu(x4)))
        x16 = self.at16(self.down16(F.relu(x8)))
        x8 = self.back8(x8 + F.interpolate(self.up8(x16), scale_factor=2.0, mode="nearest"))
        x4 = self.back4(x4 + F.interpolate(self.up4(x8), scale_factor=2.0, mode="nearest"))
        return [head(F.relu(x)) for head, x in zip(self.heads, (x16, x8, x4), strict=True)]


class Mixer(nn.Module):
    """The palettes: a colour [N, 3, R, C] and style weights [N, S] to the colour that the painter takes for it."""

    def __init__(self, styles: int, width: int) -> None:
        super().__init__()
        self.first, self.style = nn.Conv2d(3, width, 1), nn.Linear(styles, width)
        self.second, self.style2 = nn.Conv2d(width, width, 1), nn.Linear(styles, width)
        self.third = nn.Conv2d(width, width, 1)
        self.last = nn.Conv2d(width, 3, 1)

    def forward(self, colour: Tensor, style: Tensor) -> Tensor:
        x = F.relu(self.first(colour * 2 - 1) + self.style(style)[:, :, None, None])
        x = F.relu(self.second(x) + self.style2(style)[:, :, None, None])
        return colour + self.last(F.relu(self.third(x)))


class Painter(nn.Module):
    """float32 [N, 3, H, W] RGB in 0..1 and style weights [N, styles] (sum 1) to the painted picture, not clipped; H, W
    multiples of 64.
    """

    def __init__(self, *, styles: int = 7, width: int = 32, mixer: int = 64) -> None:
        super().__init__()
        self.styles = styles
        self.eye = Eye(width)
        self.mixer = Mixer(styles, mixer)
        self.studio = Studio(styles)

    def guides(self, picture: Tensor, style: Tensor) -> list[Guides]:
        """What the network tells the strokes."""
        told = []
        for number, seen in enumerate(self.eye(picture)):
            colour = self.mixer(self.studio.picked(picture, number), style)
            told.append(Guides(seen[:, :2], seen[:, 2:].clamp(0, 1), colour))
        return told

    def forward(self, picture: Tensor, style: Tensor) -> Tensor:
        return self.studio(self.guides(picture, style), style, picture)
