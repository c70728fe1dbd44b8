"""U-GAT-IT: translation without pairs that learns where the domains differ (Kim et al. 2020). Knows no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn

from trainer.objectives.adversarial import cross_entropy, least_squares
from trainer.objectives.contract import Examples, TrainingMemory, Turn, adam, l1


class Ugatit:
    """The four losses of section 3.2: adversarial (eq. 4, least squares, of the discriminators and of what they attend
    to), cycle (eq. 5), identity (eq. 6) and class activation (eq. 7), with the paper's weights.

    Generators answer picture, class logits, attention; discriminators, local and global for each domain,
    realness, class logits, attention. `clip_rho` holds the mixing of norms to 0..1 after each step of a generator
    (section 3.1.1).
    """

    averaged: tuple[str, ...] = ("a_to_b", "b_to_a")

    def __init__(
        self,
        a_to_b: nn.Module,
        b_to_a: nn.Module,
        discriminators_a: nn.ModuleList,
        discriminators_b: nn.ModuleList,
        *,
        clip_rho: Callable[[nn.Module], None],
        rate: float = 1e-4,
        cycle: float = 10.0,
        identity: float = 10.0,
        activation: float = 1000.0,
    ) -> None:
        self.networks: dict[str, nn.Module] = {
            "a_to_b": a_to_b,
            "b_to_a": b_to_a,
            "discriminators_a": discriminators_a,
            "discriminators_b": discriminators_b,
        }
        self.optimizers = {
            "generators": adam([a_to_b, b_to_a], rate, decay=1e-4),
            "discriminators": adam([discriminators_a, discriminators_b], rate, decay=1e-4),
        }
        self.memory: dict[str, TrainingMemory] = {}
        self._discriminators = ((discriminators_a, "a"), (discriminators_b, "b"))
        self._clip_rho = clip_rho
        self._cycle, self._identity, self._activation = cycle, identity, activation

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        a_to_b, b_to_a = self.networks["a_to_b"], self.networks["b_to_a"]
        real = {"a": examples.a, "b": examples.b}
        fake_b, told_a_to_b, _ = a_to_b(real["a"])
        fake_a, told_b_to_a, _ = b_to_a(real["b"])
        fake = {"a": fake_a, "b": fake_b}

        discriminator_loss = examples.a.new_zeros(())
        for discriminators, domain in self._discriminators:
            for discriminator in discriminators:
                for picture, is_real in ((real[domain], True), (fake[domain].detach(), False)):
                    verdict, logits, _ = discriminator(picture)
                    discriminator_loss = (
                        discriminator_loss + least_squares(verdict, real=is_real) + least_squares(logits, real=is_real)
                    )
        turn.step(self.optimizers["discriminators"], discriminator_loss)

        fooled = examples.a.new_zeros(())
        for discriminators, domain in self._discriminators:
            for discriminator in discriminators:
                verdict, logits, _ = discriminator(fake[domain])
                fooled = fooled + least_squares(verdict, real=True) + least_squares(logits, real=True)
        same_a, told_same_a, _ = b_to_a(real["a"])
        same_b, told_same_b, _ = a_to_b(real["b"])
        attention = [
            cross_entropy(told_b_to_a, real=True),
            cross_entropy(told_same_a, real=False),
            cross_entropy(told_a_to_b, real=True),
            cross_entropy(told_same_b, real=False),
        ]
        losses = {
            "adversarial": fooled,
            "cycle": self._cycle * (l1(b_to_a(fake_b)[0], real["a"]) + l1(a_to_b(fake_a)[0], real["b"])),
            "identity": self._identity * (l1(same_a, real["a"]) + l1(same_b, real["b"])),
            "activation": self._activation * torch.stack(attention).sum(),
        }
        turn.step(self.optimizers["generators"], torch.stack([*losses.values()]).sum())
        for generator in (a_to_b, b_to_a):
            self._clip_rho(generator)
        return {**losses, "discriminators": discriminator_loss}

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["a_to_b"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        return network(examples.a)[0]

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        back = self.networks["b_to_a"](self.painted(network, examples))[0]
        return {"cycle": l1(back, examples.a)}
