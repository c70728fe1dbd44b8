"""How long each look takes beside the generator: `python -m benchmarks.looks [--sizes 512 1024 4096]`.

Milliseconds of the look alone (median), against the whole render without a look, and against OpenCV's own
`cv2.stylization` of the same picture, all in the same run.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable

import cv2
import numpy as np

import resources
from engines.api import RenderRequest
from engines.compositing.lighting import light_on
from engines.engine import open_engine
from engines.look_choice import LookChoice
from engines.looks.rendering import rendered
from engines.looks.table import LOOKS
from engines.packs.stylepack import open_pack
from engines.palette import roll
from engines.sketch.input_planes import request_planes
from sketchart_desktop.files.drawing_files import open_file


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.looks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[512, 1024])
    parser.add_argument("--repeats", type=int, default=9)
    given = parser.parse_args(arguments)
    pack = open_pack(resources.styles_dir() / "flagship")
    engine = open_engine(pack, "cpu")
    painting = open_file(resources.samples_dir() / "house.ora").painting
    weights = tuple(float(style.id == "flat") for style in pack.manifest.styles)
    for side in given.sizes:
        repeats = given.repeats if side <= 1024 else 3
        ink, colour = (painting.layer_array(layer, (side, side)) for layer in ("ink", "colour"))
        request = RenderRequest(1, ink, colour, roll(0), weights, by_name=0)
        whole = median_ms(lambda request=request: engine.render(request), repeats)
        image = engine.render(request).image
        light = light_on(request_planes(request, pack.manifest.size_multiple), side, side, 1.0)
        bgr = np.ascontiguousarray(image[:, :, 2::-1])
        theirs = median_ms(lambda bgr=bgr: cv2.stylization(bgr), repeats)
        print(f"{side} px: render without a look {whole:.1f} ms; cv2.stylization {theirs:.1f} ms")
        for id in LOOKS:
            own = median_ms(
                lambda image=image, ink=ink, light=light, id=id: rendered(image.copy(), ink, light, LookChoice(id)),
                repeats,
            )
            print(
                f"  {id:<16} {own:8.1f} ms   {own / whole:5.2f} of the render   {own / theirs:5.2f} of cv2.stylization"
            )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    engine.close()
    return 0


def median_ms(deed: Callable[[], object], repeats: int) -> float:
    """After one for the caches."""
    deed()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        deed()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
