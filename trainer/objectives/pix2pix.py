"""pix2pix: a picture from its pair (Isola et al. 2017). Knows no network: it is given both."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from trainer.objectives.adversarial import cross_entropy
from trainer.objectives.contract import Examples, Paint, TrainingMemory, Turn, adam, l1


class Pix2Pix:
    """Eq. 4: arg min max L_cGAN + `l1` * L_L1. The discriminator sees drawing and picture together."""

    averaged: tuple[str, ...] = ("generator",)

    def __init__(
        self, generator: nn.Module, discriminator: nn.Module, *, paint: Paint, rate: float = 2e-4, l1: float = 100.0
    ) -> None:
        self.networks = {"generator": generator, "discriminator": discriminator}
        self.optimizers = {"generator": adam([generator], rate), "discriminator": adam([discriminator], rate)}
        self.memory: dict[str, TrainingMemory] = {}
        self._paint = paint
        self._l1 = l1

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        generator, discriminator = self.networks["generator"], self.networks["discriminator"]
        a, b = examples.a, examples.b
        art = self._paint(generator, a)
        # Eq. 1, "we divide the objective by 2 while optimizing D" (section 3.3).
        told_real = discriminator(torch.cat([a, b], dim=1))
        told_art = discriminator(torch.cat([a, art.detach()], dim=1))
        discriminator_loss = 0.5 * (cross_entropy(told_real, real=True) + cross_entropy(told_art, real=False))
        turn.step(self.optimizers["discriminator"], discriminator_loss)
        losses = {
            "adversarial": cross_entropy(discriminator(torch.cat([a, art], dim=1)), real=True),
            "l1": self._l1 * l1(art, b),  # eq. 3
        }
        turn.step(self.optimizers["generator"], torch.stack([*losses.values()]).sum())
        return {**losses, "discriminator": discriminator_loss}

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["generator"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        return self._paint(network, examples.a)

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        return {}
