"""Features of pictures, learnt from the icon sets themselves: how alike two pictures look, and how alike two heaps of
pictures are. A small stand-in for the ImageNet networks that such measures usually stand on.

Knows how the features are used; trainer.features.train knows how they were learnt.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from trainer.job import JobError

SHIPPED = Path(__file__).parents[1] / "weights" / "icon-features.safetensors"
WIDTHS = (16, 32, 64, 128, 224)
CONVOLUTIONS = (1, 2, 2, 2, 2)
# Stages are scaled to a mean length of 1 when folded: below a tenth of that a feature says nothing.
FAINT = 0.1


class FeatureNet(nn.Module):
    """A small VGG (Simonyan & Zisserman 2015): five stages of 3x3 convolutions with ReLU, halved by averaging between
    them, 1.0 M parameters, no normalisation layers (those of the training are folded in).

    Takes RGB over white, [N, 3, H, W] in [0, 1], H and W at least 32; gives each stage's features.
    """

    def __init__(self) -> None:
        super().__init__()
        before, stages = 3, []
        for width, count in zip(WIDTHS, CONVOLUTIONS, strict=True):
            widths = [before, *[width] * count]
            stages.append(
                nn.ModuleList(nn.Conv2d(a, b, 3, padding=1) for a, b in zip(widths[:-1], widths[1:], strict=True))
            )
            before = width
        self.stages = nn.ModuleList(stages)
        self.register_buffer("embedding_scale", torch.ones(1))

    def convolutions(self) -> list[list[nn.Conv2d]]:
        """Those of each stage."""
        return [[cast(nn.Conv2d, each) for each in cast(nn.ModuleList, stage)] for stage in self.stages]

    def forward(self, pictures: Tensor) -> list[Tensor]:
        x = pictures * 2 - 2  # white is 0: the padding continues the paper
        features = []
        for number, stage in enumerate(self.convolutions()):
            if number:
                x = F.avg_pool2d(x, 2)
            for convolution in stage:
                x = F.relu(convolution(x))
            features.append(x)
        return features

    def embed(self, pictures: Tensor) -> Tensor:
        """One vector [N, 224] a picture, float32: the mean of the last stage's features, scaled so that a number in it
        is about 1."""
        return self(pictures)[-1].float().mean(dim=(2, 3)) * self.embedding_scale

    def perceptual(self, a: Tensor, b: Tensor) -> Tensor:
        """How differently `a` and `b` (RGB over white, [N, 3, H, W] in [0, 1]) look, [N] in float32, from 0 (alike).

        Zhang et al. 2018, equation 1, without learnt weights: features of unit length at each place, squared
        difference summed over channels, averaged over places, then over stages. `b` gets no gradient.
        """
        with torch.no_grad():
            theirs = self(b)
        ours = self(a)
        parts = [(unit(x) - unit(y)).square().sum(1).mean(dim=(1, 2)) for x, y in zip(ours, theirs, strict=True)]
        return torch.stack(parts).mean(0)


def unit(features: Tensor) -> Tensor:
    """Features of length 1 at each place, but for those that are all but nothing. float32, whatever comes."""
    features = features.float()
    return features * (features.square().sum(1, keepdim=True) + FAINT**2).rsqrt()


def over_white(flat: Tensor) -> Tensor:
    """Premultiplied RGBA [N, 4, H, W] as RGB over white."""
    return flat[:, :3] + 1 - flat[:, 3:]


def load_features(path: Path = SHIPPED) -> FeatureNet:
    """The features that ship, frozen and ready for use as a loss. Raises JobError."""
    network = FeatureNet()
    try:
        network.load_state_dict({name: weight.float() for name, weight in load_file(path).items()})
    except (OSError, RuntimeError, ValueError) as error:
        raise JobError(f"{path} does not hold the features of pictures: {error}") from error
    return network.eval().requires_grad_(False).to(memory_format=torch.channels_last)


def kernel_distance(ours: Tensor, theirs: Tensor) -> float:
    """KID (Binkowski et al. 2018, section 4): the unbiased squared maximum mean discrepancy between two heaps of
    embeddings [N, D] and [M, D] (at least two each), kernel (x.y / D + 1)^3. About 0 for two heaps of one kind (it may
    fall below); the heaps must be independent: pictures of the same subjects in both make it too small."""
    x, y = ours.double(), theirs.double()
    n, m, d = len(x), len(y), x.shape[1]

    def kernel(a: Tensor, b: Tensor) -> Tensor:
        return (a @ b.T / d + 1) ** 3

    xx, yy = kernel(x, x), kernel(y, y)
    within = (xx.sum() - xx.trace()) / (n * (n - 1)) + (yy.sum() - yy.trace()) / (m * (m - 1))
    return float(within - 2 * kernel(x, y).mean())
