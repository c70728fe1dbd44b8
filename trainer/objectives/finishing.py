"""The objective of a finishing network: the person's picture, in colour, in look, and in texture."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from trainer.features.network import FeatureNet, over_white, unit
from trainer.objectives.sketch_to_art import gradient_difference

TEXTURE_STAGES = 3
LOOKED_AT = 0.5  # of a batch: by the features, which cost as much as the network itself


@dataclass(frozen=True)
class FinishWeights:
    """Of the losses. `texture` makes grain and hatching appear whose every dot nobody can foresee: L1 alone paints
    their mean."""

    colour: float = 2.0
    alpha: float = 1.0
    gradient: float = 0.5
    perceptual: float = 1.0
    texture: float = 0.15


def on_white(art: Tensor) -> Tensor:
    """Straight RGBA [N, 4, H, W] as RGB over white."""
    alpha = art[:, 3:].clamp(0, 1)
    return art[:, :3] * alpha + 1 - alpha


def finishing_losses(
    art: Tensor, grain: Tensor, target: Tensor, known: Tensor, *, features: FeatureNet, weights: FinishWeights
) -> dict[str, Tensor]:
    """`art`: straight RGBA [N, 4, H, W], and its `grain`, which has no place of its own: it counts in look and texture
    alone; `target`: premultiplied; `known` [N, 1, H, W]: 1 where the target is one."""
    theirs = over_white(target)
    ours = on_white(art)
    ours = ours * known + theirs * (1 - known)
    difference = ours - theirs
    losses = {
        "colour": weights.colour * difference.abs().mean(),
        "alpha": weights.alpha * ((art[:, 3:] - target[:, 3:]) * known).abs().mean(),
        "gradient": weights.gradient * gradient_difference(difference),
    }
    count = max(1, round(LOOKED_AT * len(ours)))
    with torch.no_grad():
        wanted = features(theirs[:count])
    grainy = on_white(art[:count] + grain[:count]) * known[:count] + theirs[:count] * (1 - known[:count])
    painted = features(grainy)
    apart = [(unit(a) - unit(b)).square().sum(1).mean() for a, b in zip(painted, wanted, strict=True)]
    losses["perceptual"] = weights.perceptual * torch.stack(apart).mean()
    textures = [texture_difference(a, b) for a, b in zip(painted[:TEXTURE_STAGES], wanted, strict=False)]
    losses["texture"] = weights.texture * torch.stack(textures).mean()
    return losses


def texture_difference(ours: Tensor, theirs: Tensor) -> Tensor:
    """How far apart the statistics of features [N, C, H, W] are, whatever their places: mean and deviation of each
    (Huang & Belongie 2017, eq. 9 and 13) in patches of an eighth of the side, as a share of theirs."""
    size = max(8, ours.shape[2] // 8)
    mean_a, mean_b = F.avg_pool2d(ours, size), F.avg_pool2d(theirs, size)
    deviation_a = (F.avg_pool2d(ours.square(), size) - mean_a.square()).clamp_min(1e-5).sqrt()
    deviation_b = (F.avg_pool2d(theirs.square(), size) - mean_b.square()).clamp_min(1e-5).sqrt()
    scale = (mean_b.abs().mean() + deviation_b.mean()).clamp_min(1e-4)
    return ((mean_a - mean_b).abs().mean() + (deviation_a - deviation_b).abs().mean()) / scale
