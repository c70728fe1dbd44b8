"""`python -m evaluation.freehand --pack FOLDER --out FOLDER`: a style pack judged on drawings it has never seen.

Draws every subject of evaluation.drawings as the program does, renders it in each style, and writes contact sheets to
look at; prints what can be measured without an artist's answer: flicker, holes in closed shapes, paint outside them,
lines that show, colours used.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtGui import QImage

import resources
from engines.api import RenderRequest
from engines.engine import SketchEngine, open_engine
from engines.packs.stylepack import open_pack
from engines.palette import Palette, dab_colours, led_by_dabs, roll
from evaluation import freehand_measures as measures
from evaluation.contact_sheet import Column, on_ground, sheet, swatches, write
from evaluation.drawings import SUBJECTS, operations
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.session import Session

CANVAS_PX = 1024
ACROSS, BANDS, CELL_PX = 8, 2, 240
SIZES_PX = (256, 512, 1024, 2048)
PALETTES_OF = "house"
GROWING = ("cat", "house, sun and tree", "webtoon girl")  # the first one is shown
SIZES_OF = "castle"
STEPS_SHOWN = 12

Draw = Callable[[Sequence[AddStroke], int], Painting]


@dataclass(frozen=True, eq=False)
class DrawnLayers:
    """A drawing as the engine is given it, and as it looks: uint8 [H, W, 4], [H, W, 4] and [H, W, 3]."""

    ink: np.ndarray
    colour: np.ndarray
    seen: np.ndarray


@dataclass(eq=False)
class Easel:
    """An open pack with all that is rendered alike: one palette per drawing, its own dabs first."""

    engine: SketchEngine
    size_px: int
    renders: int = field(default=0)
    suffix: str = ".jpg"

    @property
    def styles(self) -> tuple[str, ...]:
        return tuple(style.name["en"] for style in self.engine.pack.manifest.styles)

    def layers(self, painting: Painting, size_px: int | None = None) -> DrawnLayers:
        side = size_px or self.size_px
        size = (side, side)
        return DrawnLayers(
            painting.layer_array("ink", size), painting.layer_array("colour", size), _seen(painting, side)
        )

    def palette(self, name: str, layers: DrawnLayers) -> Palette:
        dabs = dab_colours(layers.colour) if layers.colour[:, :, 3].any() else None
        return led_by_dabs(roll(zlib.crc32(name.encode()) % 1000, self.engine.pack.bank), dabs)

    def art(self, layers: DrawnLayers, palette: Palette, style: int) -> np.ndarray:
        """uint8 [H, W, 4] straight RGBA."""
        self.renders += 1
        weights = tuple(float(index == style) for index in range(len(self.styles)))
        entry = self.engine.pack.manifest.styles[style]
        request = RenderRequest(
            self.renders, layers.ink, layers.colour, palette, weights, entry.keep_lines, light=entry.light
        )
        return self.engine.render(request).image


def in_session(strokes: Sequence[AddStroke], side: int) -> Painting:
    """Drawn through the program's own session, stroke by stroke."""
    session = Session()
    session.new(side, side)
    for stroke in strokes:
        session.do(stroke)
    return session.painting


def every_subject(easel: Easel, draw: Draw, out: Path, names: Sequence[str]) -> None:
    """The sheets freehand-N.jpg, and the table of holes and spills."""
    columns: list[Column] = []
    rows: list[measures.Coverage] = []
    dabbed = set()
    for name in names:
        layers = easel.layers(draw(operations(name, CANVAS_PX), CANVAS_PX))
        palette = easel.palette(name, layers)
        if layers.colour[:, :, 3].any():
            dabbed.add(name)
        arts = [easel.art(layers, palette, style) for style in range(len(easel.styles))]
        columns.append(Column(name, (layers.seen, *(_thumb(on_ground(art)) for art in arts))))
        rows += [measures.coverage(name, style, layers.ink, art) for style, art in zip(easel.styles, arts, strict=True)]
    title = f"{easel.engine.pack.id} {easel.engine.pack.manifest.version}, {easel.engine.device}, {easel.size_px} px. "
    title += "Rows: the drawing, " + ", ".join(easel.styles)
    per_sheet = ACROSS * BANDS
    for number, start in enumerate(range(0, len(columns), per_sheet), 1):
        page = sheet(title, columns[start : start + per_sheet], across=ACROSS, cell=CELL_PX)
        print(write(page, out / f"freehand-{number}{easel.suffix}"))
    measures.print_coverage(rows, dabbed=frozenset(dabbed))


def six_palettes(easel: Easel, draw: Draw, out: Path) -> None:
    layers = easel.layers(draw(operations(PALETTES_OF, CANVAS_PX), CANVAS_PX))
    columns = []
    for seed in range(6):
        palette = roll(seed, easel.engine.pack.bank)
        bar = swatches(palette.colours, palette.shares, cell=CELL_PX)
        arts = (_thumb(on_ground(easel.art(layers, palette, style))) for style in range(len(easel.styles)))
        columns.append(Column(f"dice {seed}", (bar, *arts)))
    blank = np.full((CELL_PX, CELL_PX, 3), 255, np.uint8)
    columns.insert(0, Column(PALETTES_OF, (layers.seen, *[blank] * len(easel.styles))))
    title = "Six palettes of one drawing. Rows: the palette, " + ", ".join(easel.styles)
    print(write(sheet(title, columns, across=len(columns), cell=CELL_PX), out / f"six-palettes{easel.suffix}"))


def growing(easel: Easel, draw: Draw, out: Path, names: Sequence[str]) -> None:
    """The sheet of one drawing, stroke after stroke; the flicker of each stroke of all of them, measured through the
    painter alone."""
    _growing_sheet(easel, draw, out)
    print("\nflicker: mean |difference| /255 away from the last stroke (beyond 24 px of it and of what it enclosed)")
    every: list[measures.Flicker] = []
    for name in dict.fromkeys((*GROWING, *names)):
        found = _grown(easel, name)
        every += found
        if name in GROWING:
            measures.print_flicker(name, found)
    measures.print_flicker("all drawings", every)
    measures.print_flicker("all drawings, strokes shorter than a tenth of the paper", [f for f in every if f.small])


def _growing_sheet(easel: Easel, draw: Draw, out: Path) -> None:
    """Each step is drawn anew, from its first stroke on."""
    strokes = operations(GROWING[0], CANVAS_PX)
    columns = []
    for count in np.unique(np.linspace(1, len(strokes), STEPS_SHOWN).astype(int)).tolist():
        layers = easel.layers(draw(strokes[:count], CANVAS_PX))
        art = easel.art(layers, easel.palette(GROWING[0], layers), 0)
        columns.append(Column(f"stroke {count}", (layers.seen, _thumb(on_ground(art)))))
    page = sheet(f"A growing drawing, {easel.styles[0]}", columns, across=6, cell=CELL_PX)
    print(write(page, out / f"growing{easel.suffix}"))


def _grown(easel: Easel, name: str) -> list[measures.Flicker]:
    """What each stroke after the first changed elsewhere."""
    painting = Painting(CANVAS_PX, CANVAS_PX)
    before: tuple[DrawnLayers, np.ndarray] | None = None
    found: list[measures.Flicker] = []
    for stroke in operations(name, CANVAS_PX):
        painting.apply(stroke)
        layers = easel.layers(painting)
        art = easel.art(layers, easel.palette(name, layers), 0)
        if before is not None:
            layer = stroke.stroke.layer
            marks = [getattr(state, layer)[:, :, 3] for state in (before[0], layers)]
            inks = (before[0].ink[:, :, 3], layers.ink[:, :, 3])
            found.append(measures.flicker(layer, marks, inks, arts=(before[1], art)))
        before = (layers, art)
    return found


def four_sizes(easel: Easel, draw: Draw, out: Path) -> None:
    """The same drawing on papers of four sizes: whole, and its middle enlarged."""
    columns = []
    small: dict[int, np.ndarray] = {}
    for side in SIZES_PX:
        layers = easel.layers(draw(operations(SIZES_OF, side), side), side)
        art = on_ground(easel.art(layers, easel.palette(SIZES_OF, layers), 0))
        small[side] = cv2.resize(art, (256, 256), interpolation=cv2.INTER_AREA).astype(np.float32)
        part = slice(side // 8, side // 2)
        columns.append(Column(f"{side} px", (_thumb(art, 400), _thumb(art[part, part], 400))))
    title = f"The same drawing at four sizes, {easel.styles[0]}; below, the upper left part enlarged"
    print(write(sheet(title, columns, across=4, cell=400), out / f"four-sizes{easel.suffix}"))
    texts = (f"{side} px {np.abs(small[side] - small[512]).mean():.2f}" for side in SIZES_PX if side != 512)
    print(f"scale: mean |difference| /255 from the artwork at 512, both at 256: {', '.join(texts)}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.freehand", description=__doc__)
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=512, help="working size in pixels, as the live view's")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--only", nargs="*", choices=tuple(SUBJECTS), help="these drawings, and no other sheets")
    parser.add_argument("--window", action="store_true", help="draw with pen events in the real window")
    order = parser.parse_args(arguments)
    began = time.perf_counter()
    drawer: AbstractContextManager[Draw] = nullcontext(in_session)
    if order.window:
        from evaluation.freehand_window import window_drawer

        drawer = window_drawer()
    with opened(order.pack, order.device, order.size) as easel, drawer as draw:
        every_subject(easel, draw, order.out, order.only or tuple(SUBJECTS))
        if not order.only:
            six_palettes(easel, draw, order.out)
            growing(easel, draw, order.out, tuple(SUBJECTS))
            four_sizes(easel, draw, order.out)
        print(f"\n{easel.renders} renders in {time.perf_counter() - began:.0f} s on {easel.engine.device}")
    return 0


@contextmanager
def opened(pack: Path, device: str, size_px: int):
    engine = open_engine(open_pack(pack, bundled=True), device)
    try:
        yield Easel(engine, size_px)
    finally:
        engine.close()


def _seen(painting: Painting, side: int) -> np.ndarray:
    image = painting.composite().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    picture = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
    return cv2.resize(picture, (min(side, CELL_PX),) * 2, interpolation=cv2.INTER_AREA)


def _thumb(picture: np.ndarray, cell: int = CELL_PX) -> np.ndarray:
    how = cv2.INTER_AREA if picture.shape[0] > cell else cv2.INTER_LINEAR
    return cv2.resize(np.ascontiguousarray(picture), (cell, cell), interpolation=how)


if __name__ == "__main__":
    sys.exit(main())
