"""CartoonGAN: photographs as cartoons with clear edges, without pairs (Chen et al. 2018). Knows no network.

The paper's content loss stands on VGG-19's conv4_4; ours stands on trainer.features.network, given as a callable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from trainer.objectives.adversarial import cross_entropy
from trainer.objectives.contract import Examples, Paint, TrainingMemory, Turn, adam

CANNY = (100, 200)
DILATED_PX = 5
BLURRED_PX = 5


class CartoonGan:
    """Eq. 1: L_adv (eq. 3: cartoons are real; cartoons with smoothed edges and translations are not) + `content` *
    L_con (eq. 4: L1 of deep features). The first `first_steps` steps know the content loss alone (section 3.3).

    `features`: RGB [N, 3, H, W] in [-1, 1] to maps of any shape.
    """

    averaged: tuple[str, ...] = ("generator",)

    def __init__(
        self,
        generator: nn.Module,
        discriminator: nn.Module,
        *,
        paint: Paint,
        features: Callable[[Tensor], Tensor],
        rate: float = 2e-4,
        content: float = 10.0,
        first_steps: int = 1000,
    ) -> None:
        self.networks = {"generator": generator, "discriminator": discriminator}
        self.optimizers = {"generator": adam([generator], rate), "discriminator": adam([discriminator], rate)}
        self.memory: dict[str, TrainingMemory] = {}
        self._paint, self._features = paint, features
        self._content, self._first_steps = content, first_steps

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        generator, discriminator = self.networks["generator"], self.networks["discriminator"]
        art = self._paint(generator, examples.a)
        losses = {"content": self._content * self._content_loss(art, examples.a)}
        if turn.number < self._first_steps:
            turn.step(self.optimizers["generator"], losses["content"])
            return losses
        discriminator_loss = (
            cross_entropy(discriminator(examples.b), real=True)
            + cross_entropy(discriminator(smoothed(examples.b)), real=False)
            + cross_entropy(discriminator(art.detach()), real=False)
        )
        turn.step(self.optimizers["discriminator"], discriminator_loss)
        losses["adversarial"] = cross_entropy(discriminator(art), real=True)
        turn.step(self.optimizers["generator"], torch.stack([*losses.values()]).sum())
        return {**losses, "discriminator": discriminator_loss}

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["generator"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        return self._paint(network, examples.a)

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        return {"content": self._content_loss(self.painted(network, examples), examples.a)}

    def _content_loss(self, art: Tensor, picture: Tensor) -> Tensor:
        with torch.no_grad():
            theirs = self._features(picture)
        return (self._features(art).float() - theirs.float()).abs().mean()


def smoothed(pictures: Tensor) -> Tensor:
    """The same pictures, [N, 3, H, W] in [-1, 1], with their edges smoothed: found by Canny, widened, blurred there
    alone (section 3.2.1)."""
    rows = ((pictures.detach().float().cpu() + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
    soft = np.stack([edge_smoothed(row) for row in rows])
    return (torch.from_numpy(soft).to(pictures.device).float() / 127.5 - 1).permute(0, 3, 1, 2).contiguous()


def edge_smoothed(rgb: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3] to the same."""
    edges = cv2.Canny(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), *CANNY)
    wide = cv2.dilate(edges, np.ones((DILATED_PX, DILATED_PX), np.uint8))
    blurred = cv2.GaussianBlur(rgb, (BLURRED_PX, BLURRED_PX), 0)
    return np.where(wide[:, :, None] > 0, blurred, rgb)
