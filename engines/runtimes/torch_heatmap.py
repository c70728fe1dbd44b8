"""Grad-CAM with torch: which places of a generator's deepest features its picture hangs on. Knows arrays and packs.

Selvaraju et al. 2017, with the energy of the picture in place of a class's score. The slopes are not averaged over the
map, but taken place by place (HiResCAM, Draelos and Carin 2020, eq. 3): an average would forget which part of the
picture was asked for, and would light up the paper's corners.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from engines.errors import EngineError, StylePackError
from engines.packs.stylepack import StylePack
from engines.pictures import Placed, placed_heatmap

SPOT = 0.07  # the radius around the pen, as a share of the longer side
BRIGHTEST_PER_CENT = 95.0  # of the places that count; what is brighter looks the same
LEAST_CELLS = 8  # a coarser map tells no place


class TorchHeatmap:
    """A pack's network on the CPU in float32. Raises StylePackError where the weights do not load."""

    def __init__(self, pack: StylePack) -> None:
        try:
            network = pack.family.build(pack.manifest.hyper_parameters)
            network.load_state_dict(load_file(pack.weights))
        except (OSError, SafetensorError, RuntimeError) as error:
            raise StylePackError("The style's weights cannot be loaded.") from error
        self._network = network.eval().float().requires_grad_(False)
        self._white = pack.picture.range_out[1] if pack.picture is not None else None

    def trace(self, place: Placed, arrays: Sequence[np.ndarray], *, spot: tuple[float, float] | None) -> np.ndarray:
        """float32 [H, W] of the drawing's own size, 0..1. `arrays`: the network's inputs, the picture or planes first.
        Raises EngineError."""
        inputs = [torch.from_numpy(np.array(array, np.float32)) for array in arrays]
        inputs[0].requires_grad_(True)
        try:
            art, features = self._run(inputs)
            energy = (self._paint(art) ** 2 * _around(place, art, spot)).sum()
            (slope,) = torch.autograd.grad(energy, features)
        except RuntimeError as error:
            raise EngineError("The style's network could not be traced.") from error
        signed = (slope * features).sum(dim=1, keepdim=True).detach()
        found = signed.clamp_min(0)
        if not found.any():
            found = signed.abs()
        if not bool(torch.isfinite(found).all()) or not found.any():
            raise EngineError("Nothing is painted there: there is nothing to look for.")
        # One place that stands out must not leave all others dark.
        values = found.numpy()
        bright = values[values > 0]
        return placed_heatmap(np.minimum(values, np.percentile(bright, BRIGHTEST_PER_CENT)), place)

    def _run(self, inputs: list[Tensor]) -> tuple[Tensor, Tensor]:
        """The picture, and the last of the features at the coarsest size that still tells a place."""
        seen: list[Tensor] = []

        def note(_module: nn.Module, _given: object, told: object) -> None:
            if isinstance(told, Tensor) and told.dim() == 4 and told.requires_grad:
                seen.append(told)

        parts = [part for part in self._network.modules() if part is not self._network]
        hooks = [part.register_forward_hook(note) for part in parts]
        try:
            with torch.enable_grad():
                answer = self._network(*inputs)
        finally:
            for hook in hooks:
                hook.remove()
        fine = [one for one in seen if min(one.shape[2:]) >= LEAST_CELLS] or seen
        if not fine:
            raise EngineError("This style's network has no features to look at.")
        smallest = min(one.shape[2] * one.shape[3] for one in fine)
        features = [one for one in fine if one.shape[2] * one.shape[3] == smallest][-1]
        return (answer[0] if isinstance(answer, tuple) else answer), features

    def _paint(self, art: Tensor) -> Tensor:
        """How far from blank white paper each pixel is."""
        if self._white is None:
            return art[:, 3:] * (1 - art[:, :3])
        return self._white - art


def _around(place: Placed, art: Tensor, spot: tuple[float, float] | None) -> Tensor:
    """[h, w], 1 where the picture counts."""
    rows, columns = art.shape[2:]
    if spot is None:
        return art.new_ones(rows, columns)
    across = spot[0] * place.inner_width / place.array.shape[3] * columns
    down = spot[1] * place.inner_height / place.array.shape[2] * rows
    y, x = torch.arange(rows)[:, None] + 0.5, torch.arange(columns)[None] + 0.5
    return ((x - across) ** 2 + (y - down) ** 2 <= (SPOT * max(rows, columns)) ** 2).float()
