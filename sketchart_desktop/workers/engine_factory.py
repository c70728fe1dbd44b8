"""How engines are opened: with the precision and the threads that the settings name. Called in the inference thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from engines.api import Engine
from sketchart_desktop.styling.look import PackChain

if TYPE_CHECKING:
    from engines.packs.stylepack import StylePack


class EngineFactory:
    """An engine factory. The window's thread sets both, then has the engine opened anew."""

    def __init__(self, cache_dir: Path, helper_starts: Callable[[], None] | None = None) -> None:
        """`helper_starts`: called first in each thread that helps an engine's own."""
        self._cache_dir = cache_dir
        self._helper_starts = helper_starts
        self.precision = "auto"  # or "f32", "bf16"
        self.threads = 0  # of the CPU; 0 = as the runtime sees fit

    def __call__(self, pack: object, device: str) -> Engine:
        if isinstance(pack, PackChain):
            from engines.chain import ChainEngine, Link

            first = self(pack.first, device)
            try:
                return ChainEngine(first, [Link(self(pack.then, device))])
            except Exception:
                first.close()
                raise
        # What these import is too heavy for the window.
        from engines.engine import open_engine
        from engines.palette import dominant_colours

        # OpenCV's first conversion to Lab makes its tables, 40 ms: here, not under the first dab of the pen.
        dominant_colours(np.zeros((1, 3), np.uint8))

        return open_engine(
            cast("StylePack", pack),
            device,
            precision=self.precision,
            threads=self.threads,
            cache_dir=self._cache_dir,
            helper_starts=self._helper_starts,
        )
