"""MUNIT: content shared, style exchanged, many answers to one picture (Huang et al. 2018). Knows no network.

With `keep_drawn`, a mask keeps the drawn content: what is inked in the picture of A is laid over the translation before
a discriminator sees it, so the generator paints around the lines and never over them. Such a pack lays the ink over
its art.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from trainer.objectives.adversarial import least_squares
from trainer.objectives.contract import Examples, TrainingMemory, Turn, adam, darkness, l1

Moments = list[tuple[Tensor, Tensor]]
A_CONTENT = "enc_content."


class Codec(Protocol):
    """A generator of one domain: content and style of a picture, and a picture of both."""

    def encode(self, picture: Tensor) -> tuple[Tensor, Tensor, Moments]: ...

    def decode(self, content: Tensor, style: Tensor, *, moments: Moments) -> Tensor: ...


class Munit:
    """Eq. 5: pictures (eq. 1, weight `picture`), contents and styles (eqs. 2, 3; `content`, `style`) must come back,
    and translations in a random style pass for real (eq. 4, least squares, summed over the discriminators' scales).

    Weights as in the authors' code. `style_length`: numbers in a style's code, N(0, 1).
    """

    averaged: tuple[str, ...] = ("of_a", "of_b")

    def __init__(
        self,
        of_a: nn.Module,
        of_b: nn.Module,
        discriminator_a: nn.Module,
        discriminator_b: nn.Module,
        *,
        style_length: int,
        rate: float = 1e-4,
        picture: float = 10.0,
        content: float = 1.0,
        style: float = 1.0,
        keep_drawn: bool = False,
    ) -> None:
        self.networks = {
            "of_a": of_a,
            "of_b": of_b,
            "discriminator_a": discriminator_a,
            "discriminator_b": discriminator_b,
        }
        self.optimizers = {
            "generators": adam([of_a, of_b], rate, decay=1e-4),
            "discriminators": adam([discriminator_a, discriminator_b], rate, decay=1e-4),
        }
        self.memory: dict[str, TrainingMemory] = {}
        self._style_length = style_length
        self._picture, self._content, self._style = picture, content, style
        self._keep_drawn = keep_drawn

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        of_a, of_b = cast(Codec, self.networks["of_a"]), cast(Codec, self.networks["of_b"])
        discriminator_a, discriminator_b = self.networks["discriminator_a"], self.networks["discriminator_b"]
        a, b = examples.a, examples.b
        drawn_a = turn.normal(len(a), self._style_length)
        drawn_b = turn.normal(len(b), self._style_length)
        content_a, style_a, moments_a = of_a.encode(a)
        content_b, style_b, moments_b = of_b.encode(b)
        fake_b = self._kept(of_b.decode(content_a, drawn_b, moments=moments_a), a)
        fake_a = of_a.decode(content_b, drawn_a, moments=moments_b)

        discriminator_loss = sum(
            least_squares(discriminator(real), real=True) + least_squares(discriminator(fake.detach()), real=False)
            for discriminator, real, fake in ((discriminator_a, a, fake_a), (discriminator_b, b, fake_b))
        )
        assert isinstance(discriminator_loss, Tensor)
        turn.step(self.optimizers["discriminators"], discriminator_loss)

        same_a = of_a.decode(content_a, style_a, moments=moments_a)
        same_b = of_b.decode(content_b, style_b, moments=moments_b)
        content_a_again, style_b_again, _ = of_b.encode(fake_b)
        content_b_again, style_a_again, _ = of_a.encode(fake_a)
        fooled = least_squares(discriminator_a(fake_a), real=True) + least_squares(discriminator_b(fake_b), real=True)
        losses = {
            "adversarial": fooled,
            "picture": self._picture * (l1(same_a, a) + l1(same_b, b)),
            "content": self._content * (l1(content_a_again, content_a) + l1(content_b_again, content_b)),
            "style": self._style * (l1(style_a_again, drawn_a) + l1(style_b_again, drawn_b)),
        }
        turn.step(self.optimizers["generators"], torch.stack([*losses.values()]).sum())
        return {**losses, "discriminators": discriminator_loss}

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        """One generator: the content is read as A's is, and painted as B's are."""
        whole = copy.deepcopy(networks["of_b"])
        of_a = networks["of_a"].state_dict()
        whole.load_state_dict(
            {name: of_a[name] if name.startswith(A_CONTENT) else weight for name, weight in whole.state_dict().items()}
        )
        return whole

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        """In the style of each row's picture of B: with pairs, that is the answer."""
        codec = cast(Codec, network)
        content, _, moments = codec.encode(examples.a)
        _, style, _ = codec.encode(examples.b)
        return self._kept(codec.decode(content, style, moments=moments), examples.a)

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        of_b = cast(Codec, self.networks["of_b"])
        content, style, moments = of_b.encode(examples.b)
        return {"picture": l1(of_b.decode(content, style, moments=moments), examples.b)}

    def _kept(self, art: Tensor, a: Tensor) -> Tensor:
        if not self._keep_drawn:
            return art
        ink = darkness(a)
        return art * (1 - ink) + a * ink
