"""`python -m evaluation.flagship_sheets --cache FOLDER`: the flagship's contact sheets for the documents, and
docs/flagship.md and the pack's card filled with what was measured.

Whatever a sheet shows of drawings that are not held-out subjects was drawn by pen events in the program's own window
(evaluation.freehand_window), on the screen there is or on none.

Sheets, as WebP of at most 400 KB, under docs/images/flagship: held-out subjects with and without dabs, one drawing in
every style and between them, six palettes, a growing drawing, freehand drawings, four sizes. Numbers come from the
folder that evaluation.flagship_table, evaluation.ablation and `python -m trainer quantise` wrote into.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

import resources
from engines.api import RenderRequest
from evaluation import flagship_card, freehand
from evaluation.contact_sheet import Column, on_ground, sheet, write
from evaluation.drawings import SUBJECTS, operations
from evaluation.freehand_window import window_drawer
from trainer.datasets.subjects import load_subjects
from trainer.evaluation.held_out import Drawn, held_out_drawings
from trainer.quantise import sources_of

DOCUMENT = Path("docs/flagship.md")
IN_EVERY_STYLE = ("cat", "house, sun and tree", "castle")
HELD_OUT_PER_STYLE = 8
CELL_PX = 200
# What fills which place of the document, and the file with the numbers.
PLACES = {"table": "table.md", "ablation": "ablation.md", "int8": "int8.md", "freehand": "freehand.txt"}


def held_out(easel: freehand.Easel, cache: Path, out: Path) -> None:
    """Per style: the drawing, with its dabs, without them, the artist's own."""
    pack = easel.engine.pack
    subjects = [load_subjects(source, cache) for source in sources_of(pack)]
    drawings = held_out_drawings(subjects, size_px=easel.size_px, per_style=HELD_OUT_PER_STYLE)
    for style, entry in enumerate(pack.manifest.styles):
        columns = [_held_out_column(easel, drawn) for drawn in drawings if drawn.style == style]
        title = f"{entry.name['en']}, held-out subjects. Rows: drawing and dabs; painted; without the dabs; the artist"
        page = sheet(title, columns, across=len(columns), cell=CELL_PX)
        print(write(page, out / f"held-out-{entry.id}.webp"))


def _held_out_column(easel: freehand.Easel, drawn: Drawn) -> Column:
    ink = np.zeros((*drawn.ink.shape, 4), np.uint8)
    ink[:, :, 3] = drawn.ink
    styles = easel.engine.pack.manifest.styles
    weights = tuple(float(index == drawn.style) for index in range(len(styles)))
    arts = []
    for dabs in (True, False):
        style, look = styles[drawn.style], (int(dabs), ink, drawn.colour, drawn.palette, weights)
        request = RenderRequest(*look, style.keep_lines, use_hints=dabs, light=style.light)
        arts.append(on_ground(easel.engine.render(request).image))
    dab = drawn.colour[:, :, 3:] / 255
    seen = (drawn.colour[:, :, :3] * dab + 255 * (1 - dab)) * (1 - drawn.ink[:, :, None] / 255)
    alpha = drawn.target[:, :, 3:]
    straight = np.dstack([drawn.target[:, :, :3] / np.maximum(alpha, 1e-3), alpha])
    artist = on_ground((np.clip(straight, 0, 1) * 255).astype(np.uint8))
    return Column(drawn.name[:24], (seen.astype(np.uint8), *arts, artist))


def every_style(easel: freehand.Easel, draw: freehand.Draw, out: Path) -> None:
    """The same drawings in every style, and halfway between neighbouring ones."""
    pack = easel.engine.pack
    count = len(pack.manifest.styles)
    mixtures: list[tuple[str, tuple[float, ...]]] = []
    for style in range(count):
        mixtures.append((easel.styles[style], tuple(float(i == style) for i in range(count))))
        if style + 1 < count:
            half = tuple(0.5 * (i in (style, style + 1)) for i in range(count))
            mixtures.append(("half and half", half))
    layers = [easel.layers(draw(operations(n, freehand.CANVAS_PX), freehand.CANVAS_PX)) for n in IN_EVERY_STYLE]
    columns = [Column("drawing", tuple(layer.seen for layer in layers))]
    for label, weights in mixtures:
        parts = tuple(zip(weights, pack.manifest.styles, strict=True))
        keep, light = sum(w * s.keep_lines for w, s in parts), sum(w * s.light for w, s in parts)
        arts = []
        for name, layer in zip(IN_EVERY_STYLE, layers, strict=True):
            palette = easel.palette(name, layer)
            request = RenderRequest(1, layer.ink, layer.colour, palette, weights, keep, light=light)
            arts.append(on_ground(easel.engine.render(request).image))
        columns.append(Column(label, tuple(arts)))
    page = sheet("The same drawings in every style", columns, across=len(columns), cell=CELL_PX)
    print(write(page, out / "every-style.webp"))


def by_the_pen(easel: freehand.Easel, draw: freehand.Draw, names: Sequence[str]) -> str:
    """In words: how far what the window drew differs from the same strokes given to the session directly."""
    worst: dict[str, float] = {}
    means = []
    for name in names:
        strokes = operations(name, freehand.CANVAS_PX)
        pair = (easel.layers(drawer(strokes, freehand.CANVAS_PX)) for drawer in (draw, freehand.in_session))
        ours, theirs = (np.dstack([layers.ink, layers.colour]).astype(np.float32) for layers in pair)
        worst[name] = float(np.abs(ours - theirs).mean())
        means.append(worst[name])
    name = max(worst, key=lambda name: worst[name])
    return (
        f"drawn by pen events in the window; from the same strokes given to the session the layers differ by "
        f"{np.mean(means):.3f}/255 on average, at most {worst[name]:.3f} ({name})"
    )


def filled(document: str, results: Path, places: Mapping[str, str] = PLACES) -> str:
    """The document, each place between `<!-- NAME -->` and `<!-- end -->` filled from its file where there is one."""
    for name, file in places.items():
        path = results / file
        if not path.exists():
            continue
        body = path.read_text(encoding="utf-8").strip()
        if path.suffix == ".txt":
            body = f"```\n{body}\n```"
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        document = place.sub(lambda found, body=body: f"{found[1]}{body}\n{found[2]}", document)
    return document


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.flagship_sheets", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where prepared material is kept")
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--results", type=Path, default=Path("out/flagship"))
    parser.add_argument("--out", type=Path, default=flagship_card.PICTURES)
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    parser.add_argument("--size", type=int, default=512, help="working size in pixels")
    parser.add_argument("--only", nargs="*", help="these freehand drawings, for a quick look")
    order = parser.parse_args(arguments)
    order.results.mkdir(parents=True, exist_ok=True)
    names = order.only or tuple(SUBJECTS)
    with freehand.opened(order.pack, "cpu", order.size) as easel, window_drawer() as draw:
        easel.suffix = ".webp"
        held_out(easel, order.cache, order.out)
        every_style(easel, draw, order.out)
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            print(by_the_pen(easel, draw, names))
            freehand.every_subject(easel, draw, order.out, names)
            freehand.six_palettes(easel, draw, order.out)
            freehand.growing(easel, draw, order.out, names)
            freehand.four_sizes(easel, draw, order.out)
    lines = [line for line in told.getvalue().splitlines() if not line.endswith(".webp")]
    (order.results / "freehand.txt").write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
    print(told.getvalue())
    if order.document.exists():
        text = order.document.read_text(encoding="utf-8")
        order.document.write_text(filled(text, order.results), encoding="utf-8")
        print(order.document)
        flagship_card.renew(order.pack, results=order.results, pictures=order.out)
        print(order.pack / flagship_card.CARD)
    return 0


if __name__ == "__main__":
    sys.exit(main())
