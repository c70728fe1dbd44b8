"""CycleGAN: pictures of A as if they were of B and back, without pairs (Zhu et al. 2017). Knows no network."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from trainer.objectives.adversarial import PicturePool, least_squares
from trainer.objectives.contract import Examples, Paint, TrainingMemory, Turn, adam, l1


class CycleGan:
    """Eq. 3 with least squares (section 4): two GANs, a cycle (eq. 2) of weight `cycle`, and the identity loss of
    section 5.2 with `identity` times the cycle's weight.

    Landmarks, where there are any, go with the picture and stay where they are when it is translated.
    """

    averaged: tuple[str, ...] = ("a_to_b", "b_to_a")

    def __init__(
        self,
        a_to_b: nn.Module,
        b_to_a: nn.Module,
        discriminator_a: nn.Module,
        discriminator_b: nn.Module,
        *,
        paint: Paint,
        rate: float = 2e-4,
        cycle: float = 10.0,
        identity: float = 0.5,
        pool: int = 50,
    ) -> None:
        self.networks = {
            "a_to_b": a_to_b,
            "b_to_a": b_to_a,
            "discriminator_a": discriminator_a,
            "discriminator_b": discriminator_b,
        }
        self.optimizers = {
            "generators": adam([a_to_b, b_to_a], rate),
            "discriminators": adam([discriminator_a, discriminator_b], rate),
        }
        self._pool_a, self._pool_b = PicturePool(pool), PicturePool(pool)
        self.memory: dict[str, TrainingMemory] = {"pool_a": self._pool_a, "pool_b": self._pool_b}
        self._paint = paint
        self._cycle, self._identity = cycle, identity

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        a_to_b, b_to_a, discriminator_a, discriminator_b = self.networks.values()
        a, b, of_a = examples.a, examples.b, examples.landmarks
        of_b = torch.zeros_like(of_a)
        fake_b, fake_a = self._through(a_to_b, a, of_a), self._through(b_to_a, b, of_b)
        back_a, back_b = self._through(b_to_a, fake_b, of_a), self._through(a_to_b, fake_a, of_b)
        there = least_squares(discriminator_a(fake_a), real=True) + least_squares(discriminator_b(fake_b), real=True)
        losses = {
            "adversarial": there,
            "cycle": self._cycle * (l1(back_a, a) + l1(back_b, b)),
        }
        if self._identity:
            same_a, same_b = self._through(b_to_a, a, of_a), self._through(a_to_b, b, of_b)
            losses["identity"] = self._cycle * self._identity * (l1(same_a, a) + l1(same_b, b))
        turn.step(self.optimizers["generators"], torch.stack([*losses.values()]).sum())
        discriminator_loss = a.new_zeros(())
        for discriminator, real, fake, pool in (
            (discriminator_a, a, fake_a, self._pool_a),
            (discriminator_b, b, fake_b, self._pool_b),
        ):
            shown = pool.swapped(fake, turn)
            discriminator_loss = discriminator_loss + 0.5 * (
                least_squares(discriminator(real), real=True) + least_squares(discriminator(shown), real=False)
            )  # halved, section 7.1
        turn.step(self.optimizers["discriminators"], discriminator_loss)
        return {**losses, "discriminators": discriminator_loss}

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["a_to_b"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        return self._through(network, examples.a, examples.landmarks)

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        back = self._through(self.networks["b_to_a"], self.painted(network, examples), examples.landmarks)
        return {"cycle": l1(back, examples.a)}

    def _through(self, generator: nn.Module, picture: Tensor, landmarks: Tensor) -> Tensor:
        return self._paint(generator, torch.cat([picture, landmarks], dim=1) if landmarks.shape[1] else picture)
