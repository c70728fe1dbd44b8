"""Paints the pictures on the looks' cards, a cat in each look: `python -m tools.look_thumbnails`."""

from __future__ import annotations

import sys

import cv2
import numpy as np

import resources
from engines import alpha
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from engines.packs.stylepack import open_pack
from engines.palette import roll
from sketchart_desktop.files.drawing_files import open_file

PAINTED_PX, SIDE_PX = 512, 96
FOLDER = resources.resources_dir() / "looks"


def main() -> int:
    pack = open_pack(resources.styles_dir() / "flagship")
    engine = open_engine(pack, "cpu", precision="f32")
    flat = tuple(float(style.id == "flat") for style in pack.manifest.styles)
    painting = open_file(resources.samples_dir() / "cat.ora").painting
    ink, colour = (painting.layer_array(layer, (PAINTED_PX, PAINTED_PX)) for layer in ("ink", "colour"))
    FOLDER.mkdir(exist_ok=True)
    for id in ("", *LOOKS):
        look = LookChoice(id) if id else None
        request = RenderRequest(1, ink, colour, roll(0), flat, keep_lines=0.3, by_name=0, look=look)
        image = alpha.premultiplied(engine.render(request).image)
        small = np.rint(alpha.straight(cv2.resize(image, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)))
        path = FOLDER / f"{id or 'plain'}.png"
        cv2.imwrite(str(path), cv2.cvtColor(small.astype(np.uint8), cv2.COLOR_RGBA2BGRA))
        sys.stdout.write(f"{path}\n")
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
