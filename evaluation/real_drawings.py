"""`python -m evaluation.real_drawings --strokes FILE --scans FOLDER --out FOLDER`: what the bundled styles make of
drawings by real people: filled or not, sensible colours, names, time; and contact sheets.

Strokes: three drawings of each thing with known colours (`evaluation.sensible_colours`), those first that the
classifier never saw (told apart in the figures), without a dab. Scans: every picture of a folder, read as the
program reads it. `--plain` paints them without names, as it was before; `--before FILE` shows the figures of such a run
beside today's.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.api import RenderRequest
from engines.engine import SketchEngine, open_engine
from engines.packs.stylepack import open_pack
from engines.palette import roll
from evaluation.contact_sheet import Column, on_ground, sheet, write
from evaluation.sensible_colours import WANTED, filled_share, is_sensible

SIDE_PX, LINE_PX, MARGIN = 512, 4, 0.1
HELD_OUT_PARTS = 10  # as trainer.classifier.strokes parts them
MOST_PER_THING = 3
CELL_PX = 150


@dataclass(frozen=True, eq=False)
class Painted:
    """One drawing and what became of it."""

    word: str
    ink: np.ndarray
    image: np.ndarray
    name: str
    probability: float
    elapsed_ms: float
    held_out: bool = False

    @property
    def sensible(self) -> bool:
        return self.word in WANTED and is_sensible(self.word, self.image, self.ink)


def held_out(key: str) -> bool:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % HELD_OUT_PARTS == 0


def real_strokes(path: Path) -> Iterator[tuple[str, bool, np.ndarray]]:
    """Word, whether held out, and ink, uint8 [512, 512], 255 = line."""
    by_word: dict[str, list[tuple[bool, str, list]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            if told["word"] in WANTED:
                key = str(told["key_id"])
                by_word.setdefault(told["word"], []).append((not held_out(key), key, told["drawing"]))
    for word, drawings in sorted(by_word.items()):
        for known, _, strokes in sorted(drawings, key=lambda one: one[:2])[:MOST_PER_THING]:
            yield word, not known, drawn([np.array(stroke[:2], np.float64).T for stroke in strokes])


def drawn(strokes: list[np.ndarray]) -> np.ndarray:
    """Polylines [K, 2] of any scale, as lines in the middle of the canvas."""
    every = np.concatenate(strokes)
    low, size = every.min(axis=0), max(1.0, float(np.ptp(every, axis=0).max()))
    room = SIDE_PX * (1 - 2 * MARGIN)
    offset = (SIDE_PX - np.ptp(every, axis=0) / size * room) / 2
    ink = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    points = [np.rint((((s - low) / size * room) + offset) * 16).astype(np.int32) for s in strokes]
    cv2.polylines(ink, points, False, 255, LINE_PX, cv2.LINE_AA, 4)
    return ink


def paint(engine: SketchEngine, style: int, ink: np.ndarray, colour: np.ndarray, *, plain: bool) -> tuple:
    """Artwork and milliseconds. `ink`, `colour`: uint8 [H, W, 4]."""
    look = engine.pack.manifest.styles[style]
    weights = tuple(float(k == style) for k in range(len(engine.pack.manifest.styles)))
    more = {} if plain else {"by_name": 0}
    request = RenderRequest(
        1, ink, colour, roll(0, engine.pack.bank), weights, look.keep_lines, light=look.light, **more
    )
    start = time.perf_counter()
    image = engine.render(request).image
    return image, (time.perf_counter() - start) * 1e3


def namer():
    """Ink to name and probability; ("", 0.0) for a program without names."""
    try:
        from engines.naming.classifier import SketchClassifier
        from engines.naming.figures import name_drawing
    except ImportError:
        return lambda ink: ("", 0.0)
    classifier = SketchClassifier()

    def name(ink: np.ndarray) -> tuple[str, float]:
        found = name_drawing(ink, classifier)
        return ("", 0.0) if found is None else (found.labels[0].thing, found.labels[0].probability)

    return name


def paint_strokes(engine: SketchEngine, style: int, path: Path, *, plain: bool) -> list[Painted]:
    name = namer()
    found = []
    for word, apart, ink in real_strokes(path):
        layer = np.zeros((*ink.shape, 4), np.uint8)
        layer[:, :, 3] = ink
        image, elapsed = paint(engine, style, layer, np.zeros_like(layer), plain=plain)
        found.append(Painted(word, ink, image, *name(ink), elapsed, apart))
    return found


def paint_scans(engine: SketchEngine, style: int, folder: Path, *, plain: bool) -> list[tuple[np.ndarray, Painted]]:
    """The scan itself as well, uint8 [H, W, 3]."""
    from sketchart_desktop.files.drawing_files import open_file
    from sketchart_desktop.raster.engine_input import engine_input

    name, found = namer(), []
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in (".png", ".jpg")):
        painting = open_file(path).painting
        scale = SIDE_PX / max(painting.width, painting.height)
        given = engine_input(painting, (max(1, round(painting.width * scale)), max(1, round(painting.height * scale))))
        image, elapsed = paint(engine, style, given.ink, given.colour, plain=plain)
        ink = np.ascontiguousarray(given.ink[:, :, 3])
        picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        found.append((picture, Painted(path.stem, ink, image, *name(ink), elapsed)))
    return found


def figures(painted: list[Painted]) -> dict:
    """What was measured, over all and by thing."""
    by_word: dict[str, list[bool]] = {}
    for one in painted:
        by_word.setdefault(one.word, []).append(one.sensible)
    return {
        "drawings": len(painted),
        "filled": round(float(np.mean([filled_share(p.image, p.ink) >= 0.3 for p in painted])), 3),
        "sensible": round(float(np.mean([p.sensible for p in painted])), 3),
        "held_out": sum(p.held_out for p in painted),
        "sensible_held_out": round(float(np.mean([p.sensible for p in painted if p.held_out])), 3),
        "milliseconds": round(float(np.median([p.elapsed_ms for p in painted])), 1),
        "by_thing": {word: f"{sum(found)}/{len(found)}" for word, found in sorted(by_word.items())},
    }


def square(picture: np.ndarray) -> np.ndarray:
    """In the middle of a white square."""
    height, width = picture.shape[:2]
    side = max(height, width)
    page = np.full((side, side, 3), 255, np.uint8)
    page[(side - height) // 2 :, (side - width) // 2 :][:height, :width] = picture
    return page


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.real_drawings", description=__doc__)
    parser.add_argument("--strokes", type=Path, required=True, help="Quick, Draw! drawings, .ndjson.gz")
    parser.add_argument("--scans", type=Path, help="a folder of photographed drawings")
    parser.add_argument("--out", type=Path, default=Path("out/real-drawings"))
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--style", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="without names")
    parser.add_argument("--before", type=Path, help="figures.json of a run to compare with")
    order = parser.parse_args(arguments)
    engine = open_engine(open_pack(order.pack, bundled=True), "cpu")
    assert isinstance(engine, SketchEngine)
    painted = paint_strokes(engine, order.style, order.strokes, plain=order.plain)
    told = figures(painted)
    columns = [
        Column(f"{p.name or p.word} {p.probability:.0%}", (255 - cv2.merge([p.ink] * 3), on_ground(p.image)))
        for p in painted
    ]
    order.out.mkdir(parents=True, exist_ok=True)
    write(sheet("real drawings, no dabs", columns, across=12, cell=CELL_PX), order.out / "strokes.jpg")
    if order.scans is not None:
        scans = paint_scans(engine, order.style, order.scans, plain=order.plain)
        told["scans_filled"] = round(float(np.mean([filled_share(p.image, p.ink) >= 0.3 for _, p in scans])), 3)
        columns = [Column(p.name or p.word, (square(s), square(on_ground(p.image)))) for s, p in scans]
        write(sheet("scans", columns, across=8, cell=2 * CELL_PX), order.out / "scans.jpg")
    engine.close()
    (order.out / "figures.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if order.before is not None:
        before = json.loads(order.before.read_text(encoding="utf-8"))
        for key in ("filled", "sensible", "sensible_held_out", "milliseconds", "scans_filled"):
            sys.stdout.write(f"{key}: {before.get(key)} before, {told.get(key)} now\n")
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
