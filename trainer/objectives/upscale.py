"""Upscalers and cleaners: a picture made small (or noisy), and back again. Knows no network.

The pixel loss is L1, as in ESRGAN's first phase (Wang et al. 2018, section 3.1) and Real-ESRGAN's; there is no second,
adversarial phase here.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from trainer.objectives.contract import Examples, Paint, TrainingMemory, Turn, adam, l1


class Upscale:
    """L1 between the pictures of B and what the generator makes of them `scale` times smaller, with noise of
    the deviation `noise` (of a range of 2). The `margin` pixels that the generator cuts off are mirrored on before.
    """

    averaged: tuple[str, ...] = ("generator",)

    def __init__(
        self, generator: nn.Module, *, paint: Paint, scale: int, margin: int, rate: float = 2e-4, noise: float = 0.0
    ) -> None:
        self.networks = {"generator": generator}
        self.optimizers = {"generator": adam([generator], rate, beta=0.9)}
        self.memory: dict[str, TrainingMemory] = {}
        self._paint, self._scale, self._margin, self._noise = paint, scale, margin, noise

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        small = self._small(examples.b)
        if self._noise:
            small = small + self._noise * turn.normal(len(small), *small.shape[1:]).to(small.device)
        losses = {"pixels": l1(self._enlarged(self.networks["generator"], small), examples.b)}
        turn.step(self.optimizers["generator"], losses["pixels"])
        return losses

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["generator"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        """Of B made small, whatever A is; with the same noise each time."""
        small = self._small(examples.b)
        if self._noise:
            dice = torch.Generator().manual_seed(1)
            small = small + self._noise * torch.randn(small.shape, generator=dice).to(small.device)
        return self._enlarged(network, small)

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        return {"pixels": l1(self.painted(network, examples), examples.b) / 2}

    def _small(self, pictures: Tensor) -> Tensor:
        return F.avg_pool2d(pictures, self._scale) if self._scale > 1 else pictures

    def _enlarged(self, network: nn.Module, small: Tensor) -> Tensor:
        return self._paint(network, F.pad(small, (self._margin,) * 4, mode="reflect") if self._margin else small)
