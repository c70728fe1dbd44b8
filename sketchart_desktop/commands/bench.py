"""How fast this computer paints: a short measure of one style at a few sizes. `sketchart bench`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.packs.stylepack import StylePack
from engines.palette import roll
from sketchart_desktop.raster.painting import Painting

WARM_UP_RENDERS = 3
LEAST_RENDERS = 5


@dataclass(frozen=True)
class Measure:
    """Times of whole renders (request to picture) in milliseconds, at `size_px` x `size_px`."""

    size_px: int
    device: str
    renders: int
    median_ms: float
    p95_ms: float


def measure(
    pack: StylePack,
    painting: Painting,
    *,
    sizes_px: tuple[int, ...],
    seconds: float,
    device: str = "auto",
    cache_dir: Path | None = None,
) -> Iterator[Measure]:
    """One result per size, about `seconds` each after a warm-up. `painting`: any drawing."""
    engine = open_engine(pack, device, cache_dir=cache_dir)
    try:
        for size_px in sizes_px:
            ink = painting.layer_array("ink", (size_px, size_px))
            colour = painting.layer_array("colour", (size_px, size_px))
            weights = (1.0, *(0.0 for _ in pack.manifest.styles[1:]))
            request = RenderRequest(1, ink, colour, roll(0, pack.bank), weights)
            for _ in range(WARM_UP_RENDERS):
                engine.render(request)
            times_ms: list[float] = []
            ends = time.perf_counter() + seconds
            while len(times_ms) < LEAST_RENDERS or time.perf_counter() < ends:
                start = time.perf_counter()
                engine.render(request)
                times_ms.append((time.perf_counter() - start) * 1000)
            median, p95 = np.percentile(times_ms, [50, 95])
            yield Measure(size_px, engine.device, len(times_ms), float(median), float(p95))
    finally:
        engine.close()
