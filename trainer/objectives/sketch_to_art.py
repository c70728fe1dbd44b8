"""The flagship's objective: the artist's picture from the drawing, in colour, silhouette and edges, then in look.

Colours are taught as obedience, not as habit: half of the time the colours of picture, palette and hints are exchanged
together, so that the network can only be right by using the colours it is given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

from trainer.datasets.drawn_pairs import WEIGHT_ONE, Pairs

NEAR = 0.01  # squared distance in RGB over which a colour offered stops being as good as the nearest
FAR = 0.1  # and over which the nearest is no good example


@dataclass(frozen=True, eq=False)
class StyleBatch:
    """Tensors of one step, float32 in [0, 1], channels last. `planes` [N, 11, H, W], `palette` [N, 4, 4], `style`
    [N, S],
    `target` [N, 4, H, W] (premultiplied RGBA), `weight` [N, 1, H, W], 0 to 5."""

    planes: Tensor
    palette: Tensor
    style: Tensor
    target: Tensor
    weight: Tensor


def to_batch(pairs: Pairs, *, device: torch.device, generator: torch.Generator | None) -> StyleBatch:
    """Pairs as tensors; with a `generator`, recoloured at random (None: as they are, for held-out
    metrics)."""

    def scaled(array: np.ndarray) -> Tensor:
        tensor = torch.from_numpy(array).to(device, non_blocking=True).float() / 255
        return tensor.contiguous(memory_format=torch.channels_last)

    numbers = torch.from_numpy(pairs.numbers).to(device, non_blocking=True).float()
    planes = torch.cat([scaled(pairs.ink), scaled(pairs.regions), scaled(pairs.hints), numbers], dim=1)
    target, weight = scaled(pairs.target), scaled(pairs.weight) * (255 / WEIGHT_ONE)
    palette = torch.from_numpy(pairs.palette).to(device)
    style = torch.from_numpy(pairs.style).to(device)
    if generator is not None:
        count = len(style)
        turn = random_colour_turns(count, generator).to(device)
        colours = torch.einsum("nij,njhw->nihw", turn, target[:, :3])
        # Premultiplied colours stay within alpha; hints and palette within [0, 1].
        target = torch.cat([torch.minimum(colours.clamp_min(0), target[:, 3:]), target[:, 3:]], dim=1)
        hints = torch.einsum("nij,njhw->nihw", turn, planes[:, 6:9]).clamp(0, 1)
        planes = torch.cat([planes[:, :6], hints, planes[:, 9:]], dim=1)
        tones = torch.einsum("nij,nkj->nki", turn, palette[:, :, :3]).clamp(0, 1)
        palette = forgotten(torch.cat([tones, palette[:, :, 3:]], dim=2), generator)
    planes = planes.contiguous(memory_format=torch.channels_last)
    return StyleBatch(planes, palette, style, target.contiguous(memory_format=torch.channels_last), weight)


def random_colour_turns(count: int, generator: torch.Generator) -> Tensor:
    """Matrices [N, 3, 3] on RGB: 45 % nothing, 35 % exchanged channels, 20 % a turn of the hue about the grey axis."""
    orders = torch.tensor([[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    exchanged = F.one_hot(orders[torch.randint(1, 6, (count,), generator=generator)], 3).float()
    angle = torch.rand(count, generator=generator) * 2 * torch.pi
    axis = torch.full((3, 3), 1 / 3)
    cross = torch.tensor([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / 3**0.5
    cos, sin = angle.cos()[:, None, None], angle.sin()[:, None, None]
    turned = cos * torch.eye(3) + (1 - cos) * axis + sin * cross
    kind = torch.rand(count, generator=generator)[:, None, None]
    return torch.where(kind < 0.45, torch.eye(3), torch.where(kind < 0.8, exchanged, turned))


def forgotten(palette: Tensor, generator: torch.Generator) -> Tensor:
    """The palette with colours missing, as users give it: 8 % none at all, 20 % the last ones cut off. [N, 4, 4]."""
    count = len(palette)
    chance = torch.rand(count, generator=generator)
    kept = torch.full((count,), 4)
    some = torch.randint(1, 4, (count,), generator=generator)
    kept = torch.where(chance < 0.08, 0, torch.where(chance < 0.28, some, kept))
    mask = (torch.arange(4)[None] < kept[:, None]).float()[:, :, None].to(palette.device)
    return palette * mask


def premultiplied(art: Tensor) -> Tensor:
    """Straight RGBA [N, 4, H, W] to premultiplied RGBA."""
    return torch.cat([art[:, :3] * art[:, 3:], art[:, 3:]], dim=1)


def reconstruction(
    art: Tensor, batch: StyleBatch, *, colour: float, alpha: float, gradient: float
) -> dict[str, Tensor]:
    """Weighted losses against the artist's picture: L1 in colour (small areas count as much as large ones), L1 and
    cross-entropy in silhouette (L1 alone has no slope where a wrong alpha is sure of itself), L1 of the gradients at
    two scales (edges)."""
    known = batch.weight.clamp(0, 1)
    sure = art[:, 3:].float().clamp(1e-5, 1 - 1e-5)
    silhouette = (F.binary_cross_entropy(sure, batch.target[:, 3:], reduction="none") * known).mean()
    difference = (premultiplied(art) - batch.target) * known
    balanced = difference[:, :3] * batch.weight.clamp_min(1)
    edges = gradient_difference(difference) + gradient_difference(F.avg_pool2d(difference, 2))
    return {
        "colour": colour * balanced.abs().mean() * 3,
        "alpha": alpha * (difference[:, 3:].abs().mean() + 0.5 * silhouette),
        "gradient": gradient * edges,
    }


def choice(chosen: Tensor, batch: StyleBatch) -> Tensor:
    """Cross-entropy of each region's choice against the colours that come near the artist's in that region: through
    the painted picture alone, a wrong choice learns slowly, by way of every mud between the two colours.

    `chosen` [N, 5, 256] as SketchNet gives it. Regions count by the square root of their area; those that the artist
    left clear, or painted in a colour that nobody offered, count nothing or little.
    """
    count = len(chosen)
    every_other = (slice(None), slice(None), slice(None, None, 2), slice(None, None, 2))
    hints = batch.planes[:, 6:10]
    known = batch.weight.clamp(0, 1)
    told = torch.cat([batch.target, hints[:, :3] * hints[:, 3:], hints[:, 3:], known, torch.ones_like(known)], dim=1)
    index = batch.planes[:, 10:][every_other].flatten(1).long()[:, None].expand(-1, told.shape[1], -1)
    sums = told.new_zeros(count, told.shape[1], 256).scatter_add(2, index, told[every_other].flatten(2))
    area = sums[:, 9].clamp_min(1)
    opacity, sure, known = sums[:, 3] / area, sums[:, 7] / area, sums[:, 8] / area
    theirs = sums[:, :3] / sums[:, 3:4].clamp_min(1e-3)
    hint = sums[:, 4:7] / sums[:, 7:8].clamp_min(1e-3)
    tones = batch.palette[:, :, :3].transpose(1, 2).unsqueeze(3).expand(-1, -1, -1, 256)
    offered = torch.cat([tones, hint[:, :, None]], dim=2)
    present = torch.cat([(batch.palette[:, :, 3:] > 0).expand(-1, -1, 256), (sure > 0.5)[:, None]], dim=1)
    distance = (offered - theirs[:, :, None]).square().sum(dim=1) + 9.0 * ~present
    wanted = (-distance / NEAR).softmax(dim=1)
    weight = area.sqrt() * (opacity > 0.5) * (known > 0.5) * (-distance.amin(dim=1) / FAR).exp()
    weight[:, 0] = 0  # outside
    return -((wanted * chosen).sum(dim=1) * weight).sum() / weight.sum().clamp_min(1e-3)


def gradient_difference(difference: Tensor) -> Tensor:
    """Mean absolute finite difference; of a difference image: how far the edges are apart."""
    dy = (difference[:, :, 1:] - difference[:, :, :-1]).abs().mean()
    dx = (difference[:, :, :, 1:] - difference[:, :, :, :-1]).abs().mean()
    return dx + dy


class Discriminator(nn.Module):
    """A patch discriminator (pix2pix, section 3.2.2) with spectral norm (Miyato et al. 2018), told the style by
    projection.

    Sees ink, and the art premultiplied; gives the logits and each layer's features (for feature matching,
    pix2pixHD eq. 4).
    """

    def __init__(self, *, styles: int, width: int = 24) -> None:
        super().__init__()
        widths = (5, width, 2 * width, 4 * width, 4 * width)
        self.layers = nn.ModuleList(
            spectral_norm(nn.Conv2d(a, b, 4, stride=2 if i < 3 else 1, padding=1 if i < 3 else 2))
            for i, (a, b) in enumerate(zip(widths[:-1], widths[1:], strict=True))
        )
        self.discriminator = spectral_norm(nn.Conv2d(widths[-1], 1, 3, padding=1))
        self.projection = nn.Linear(styles, widths[-1], bias=False)

    def forward(self, ink: Tensor, art: Tensor, style: Tensor) -> tuple[Tensor, list[Tensor]]:
        x = torch.cat([ink, art], dim=1)
        features = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.2)
            features.append(x)
        wanted = (x * self.projection(style)[:, :, None, None]).sum(1, keepdim=True)
        return self.discriminator(x) + wanted, features


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Hinge loss (Lim & Ye 2017)."""
    return F.relu(1 - real.float()).mean() + F.relu(1 + fake.float()).mean()


def feature_matching(real: list[Tensor], fake: list[Tensor]) -> Tensor:
    """Mean L1 between the discriminator's features of the artist's picture and of ours (pix2pixHD eq. 4)."""
    distances = [F.l1_loss(f.float(), r.detach().float()) for r, f in zip(real, fake, strict=True)]
    return torch.stack(distances).mean()
