"""Losses between generators and judges that several methods share, and the pool of pictures shown before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from trainer.objectives.contract import Turn


def least_squares(judged: Tensor | Iterable[Tensor], *, real: bool) -> Tensor:
    """LSGAN (Mao et al. 2017, eq. 9 with a = 0, b = c = 1): mean squared distance from 1 or 0; summed over several
    judges."""
    answers = [judged] if isinstance(judged, Tensor) else list(judged)
    return torch.stack([(answer.float() - float(real)).square().mean() for answer in answers]).sum()


def cross_entropy(judged: Tensor, *, real: bool) -> Tensor:
    """The first GAN loss (Goodfellow et al. 2014), its generator's part not saturating: BCE of logits."""
    return F.binary_cross_entropy_with_logits(judged.float(), torch.full_like(judged, float(real), dtype=torch.float32))


class PicturePool:
    """Generated pictures of earlier steps, so that a judge does not forget them (Shrivastava et al. 2017, section
    2.3; CycleGAN, section 4: 50 pictures).

    All processes hold the same pool: it sees the pictures of all of them.
    """

    def __init__(self, size: int = 50) -> None:
        self.size = size
        self._pictures: Tensor | None = None

    def swapped(self, pictures: Tensor, turn: Turn) -> Tensor:
        """Pictures to judge: half of them, once the pool is full, from the pool, the new one taking the old one's
        place. No gradient."""
        if not self.size:
            return pictures.detach()
        chances, shown = turn.chances(), []
        for picture in turn.together(pictures.detach()):
            picture = picture[None]
            if self._pictures is None or len(self._pictures) < self.size:
                held = [] if self._pictures is None else [self._pictures]
                self._pictures = torch.cat([*held, picture])
                shown.append(picture)
            elif chances.random() < 0.5:
                place = int(chances.integers(self.size))
                shown.append(self._pictures[place][None].clone())
                self._pictures[place] = picture[0]
            else:
                shown.append(picture)
        return turn.mine(torch.cat(shown))

    def state_dict(self) -> dict[str, Any]:
        return {"pictures": self._pictures}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self._pictures = state["pictures"]
