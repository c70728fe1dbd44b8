"""Every look on the same eight drawings, and how steady looks are.

`python -m evaluation.looks --scans FOLDER --out FOLDER`. Drawings: two scans (the first two of the folder), two faces,
a scene, an unfinished one, two samples. Told for each look: what a small stroke changes far from it, and how far the
picture at 2,048 px, made smaller, is from that at 512 px off the grain; both of 255, on average.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from engines.packs.stylepack import open_pack
from engines.palette import roll
from evaluation.contact_sheet import Column, on_ground, sheet, write
from evaluation.drawings import operations
from evaluation.freehand import in_session
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.raster.painting import Painting

PAINTED_PX, CELL_PX, LARGE_PX = 1024, 300, 2048
FREEHAND = ("webtoon girl", "smiling child", "house, sun and tree", "half a house")
SAMPLES = ("mushroom", "fish")
GRAIN_PX = 4.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.looks", description=__doc__)
    parser.add_argument("--scans", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    pack = open_pack(resources.styles_dir() / "flagship")
    engine = open_engine(pack, "cpu")
    weights = tuple(float(style.id == "flat") for style in pack.manifest.styles)

    def request(painting: Painting, side: int) -> RenderRequest:
        longer = max(painting.width, painting.height)
        size = round(painting.width * side / longer), round(painting.height * side / longer)
        ink, colour = (painting.layer_array(layer, size) for layer in ("ink", "colour"))
        return RenderRequest(1, ink, colour, roll(0), weights, by_name=0)

    paintings = drawings_of(given.scans)
    half = -(-len(LOOKS) // 2)
    for part, ids in enumerate((tuple(LOOKS)[:half], tuple(LOOKS)[half:]), 1):
        columns = [
            Column(
                LOOKS[id].names["en"],
                tuple(
                    on_ground(engine.render(replace(request(p, PAINTED_PX), look=LookChoice(id))).image)
                    for p in paintings
                ),
            )
            for id in ids
        ]
        print(write(sheet("", columns, across=half, cell=CELL_PX), given.out / f"looks-{part}.webp"))
    house = request(paintings[4], 512)
    large = request(paintings[4], LARGE_PX)
    more = house.ink.copy()
    cv2.line(more, (20, 480), (48, 492), (0, 0, 0, 255), 4)
    for id in LOOKS:
        choice = LookChoice(id)
        before = engine.render(replace(house, look=choice)).image.astype(np.int16)
        after = engine.render(replace(house, look=choice, ink=more, basis=None)).image.astype(np.int16)
        far = float(np.abs(after - before)[:320, 160:].mean())
        shrunk = cv2.resize(engine.render(replace(large, look=choice)).image, (512, 512), interpolation=cv2.INTER_AREA)
        one, other = (
            cv2.GaussianBlur(x.astype(np.float32), (0, 0), GRAIN_PX) for x in (before.astype(np.uint8), shrunk)
        )
        apart = float(np.abs(one - other).mean())
        print(f"{id:<16} far from a small stroke {far:.2f} of 255; 2048 px and 512 px {apart:.2f}")
    engine.close()
    return 0


def drawings_of(scans: Path) -> list[Painting]:
    """Scans, freehand drawings, samples: eight in all."""
    files = sorted(path for path in scans.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png"))[:2]
    painted = [open_file(file).painting for file in files]
    painted += [in_session(operations(name, PAINTED_PX), PAINTED_PX) for name in FREEHAND]
    return painted + [open_file(resources.samples_dir() / f"{name}.ora").painting for name in SAMPLES]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
