"""Losses between generators and discriminators that several methods share, and the pool of pictures shown before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from trainer.objectives.contract import Turn


def least_squares(told: Tensor | Iterable[Tensor], *, real: bool) -> Tensor:
    """LSGAN (Mao et al. 2017, eq. 9 with a = 0, b = c = 1): mean squared distance from 1 or 0; summed over several
    discriminators."""
    answers = [told] if isinstance(told, Tensor) else list(told)
    return torch.stack([(answer.float() - float(real)).square().mean() for answer in answers]).sum()


def cross_entropy(logits: Tensor, *, real: bool) -> Tensor:
    """The first GAN loss (Goodfellow et al. 2014), its generator's part not saturating: BCE of logits."""
    return F.binary_cross_entropy_with_logits(logits.float(), torch.full_like(logits, float(real), dtype=torch.float32))


class PicturePool:
    """Generated pictures of earlier steps, so that a discriminator does not forget them (Shrivastava et al. 2017,
    section 2.3; CycleGAN, section 4: 50 pictures).

    All processes hold the same pool: it sees the pictures of all of them.
    """

    def __init__(self, size: int = 50) -> None:
        self.size = size
        self._pictures: Tensor | None = None

    def swapped(self, pictures: Tensor, turn: Turn) -> Tensor:
        """Pictures to show it: half of them, once the pool is full, from the pool, the new one taking the old one's
        place. No gradient."""
        if not self.size:
            return pictures.detach()
        rng, shown = turn.rng(), []
        for picture in turn.all_gather(pictures.detach()):
            picture = picture[None]
            if self._pictures is None or len(self._pictures) < self.size:
                held = [] if self._pictures is None else [self._pictures]
                self._pictures = torch.cat([*held, picture])
                shown.append(picture)
            elif rng.random() < 0.5:
                place = int(rng.integers(self.size))
                shown.append(self._pictures[place][None].clone())
                self._pictures[place] = picture[0]
            else:
                shown.append(picture)
        return turn.shard(torch.cat(shown))

    def state_dict(self) -> dict[str, Any]:
        return {"pictures": self._pictures}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self._pictures = state["pictures"]
