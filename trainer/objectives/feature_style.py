"""A feed-forward painter of several styles: the content of the picture, the textures of a style's picture (Johnson et
al. 2016), each row in a style of its own (Dumoulin et al. 2017). Knows no network.

Johnson's losses stand on VGG-16; ours stand on trainer.features.network, given as a callable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor, nn

from trainer.objectives.contract import Examples, TrainingMemory, Turn, adam

# Runs the generator on RGB in [-1, 1] in the styles whose weights are [N, styles].
StyledPaint = Callable[[nn.Module, Tensor, Tensor], Tensor]


class FeatureStyle:
    """`content` * squared distance of one layer's features (Johnson, eq. 2) + `style` * squared distance of all layers'
    Gram matrices (eqs. 3, 4) + `smooth` * total variation (eq. 5).

    `features`: RGB [N, 3, H, W] in [-1, 1] to a list of maps; `content_layer` is the number of the one whose content is
    kept. `styles`: float32 [S, 3, H, W], one picture for each style.
    """

    averaged: tuple[str, ...] = ("generator",)

    def __init__(
        self,
        generator: nn.Module,
        *,
        paint: StyledPaint,
        features: Callable[[Tensor], Sequence[Tensor]],
        styles: Tensor,
        rate: float = 1e-3,
        content: float = 1.0,
        style: float = 10.0,
        smooth: float = 0.0,
        content_layer: int = 2,
    ) -> None:
        self.networks = {"generator": generator}
        self.optimizers = {"generator": adam([generator], rate, beta=0.9)}
        self.memory: dict[str, TrainingMemory] = {}
        self._paint, self._features = paint, features
        self._content, self._style, self._smooth = content, style, smooth
        self._content_layer = content_layer
        with torch.no_grad():
            self._wanted = [gram(layer) for layer in features(styles)]
        self._styles = len(styles)

    def step(self, examples: Examples, turn: Turn) -> dict[str, Tensor]:
        chosen = turn.normal(len(examples.a), self._styles).argmax(dim=1)
        losses = self._losses(self.networks["generator"], examples.a, chosen)
        turn.step(self.optimizers["generator"], torch.stack([*losses.values()]).sum())
        return losses

    def shipped(self, networks: Mapping[str, nn.Module]) -> nn.Module:
        return networks["generator"]

    def painted(self, network: nn.Module, examples: Examples) -> Tensor:
        return self._paint(network, examples.a, self._codes(self._in_turn(examples.a)))

    def measures(self, network: nn.Module, examples: Examples) -> dict[str, Tensor]:
        losses = self._losses(network, examples.a, self._in_turn(examples.a))
        return {**losses, "whole": torch.stack([*losses.values()]).sum()}

    def _losses(self, generator: nn.Module, pictures: Tensor, chosen: Tensor) -> dict[str, Tensor]:
        art = self._paint(generator, pictures, self._codes(chosen))
        ours = self._features(art)
        with torch.no_grad():
            theirs = self._features(pictures)[self._content_layer].float()
        textures = [
            (gram(layer) - wanted.to(layer.device)[chosen]).square().sum(dim=(1, 2)).mean()
            for layer, wanted in zip(ours, self._wanted, strict=True)
        ]
        losses = {
            "content": self._content * (ours[self._content_layer].float() - theirs).square().mean(),
            "style": self._style * torch.stack(textures).sum(),
        }
        if self._smooth:
            across = (art[:, :, :, 1:] - art[:, :, :, :-1]).abs().mean()
            losses["smooth"] = self._smooth * (across + (art[:, :, 1:] - art[:, :, :-1]).abs().mean())
        return losses

    def _in_turn(self, pictures: Tensor) -> Tensor:
        return torch.arange(len(pictures), device=pictures.device) % self._styles

    def _codes(self, chosen: Tensor) -> Tensor:
        return nn.functional.one_hot(chosen, self._styles).float()


def gram(features: Tensor) -> Tensor:
    """[N, C, H, W] to [N, C, C], over C H W (eq. 3), float32."""
    flat = features.float().flatten(2)
    return flat @ flat.transpose(1, 2) / (flat.shape[1] * flat.shape[2])
