"""Where a generator looked: traced back through its network, for those that do not tell of themselves. Loads no torch
until asked.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import numpy as np

from engines.api import RenderRequest
from engines.errors import EngineError

if TYPE_CHECKING:
    from engines.runtimes.torch_heatmap import TorchHeatmap

Spot = tuple[float, float]  # x and y, as shares of the drawing's width and height


class Tracer:
    """Keeps the network of the pack last traced. One thread at a time."""

    def __init__(self) -> None:
        self._folder: Any = None
        self._torch_heatmap: TorchHeatmap | None = None

    def trace(self, engine: Any, request: RenderRequest, spot: Spot | None) -> np.ndarray:
        """float32 [H, W] in 0..1, what in the request's drawing the artwork around `spot` (None: all of it) hangs on.

        `engine`: of engines.engine. Raises EngineError where the network cannot be looked into, or nothing is painted
        there.
        """
        pack = getattr(engine, "pack", None)
        if pack is None or not pack.family.module:
            raise EngineError("Nobody can see inside this style: it came without its network.")
        if importlib.util.find_spec("torch") is None:
            raise EngineError("To see where this style looks, install the part of Sketchart that learns (torch).")
        if self._torch_heatmap is None or self._folder != pack.folder:
            from engines.runtimes.torch_heatmap import TorchHeatmap

            self._torch_heatmap, self._folder = TorchHeatmap(pack), pack.folder
        place, arrays = engine.arrays(request)
        return self._torch_heatmap.trace(place, arrays, spot=spot)
