"""MUNIT: a picture is content and style; the style's code steers the decoder's norms (Huang et al. 2018, section 5.1).

With `pono`, the content encoder takes mean and deviation of each place out of its features, and the decoder puts them
back where they came from (positional normalisation and moment shortcut, Li et al. 2019, section 3). Names of weights
are those of the public checkpoints of either.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.networks.layers import EPSILON, WholeNorm, whole_norm

Moments = list[tuple[Tensor, Tensor]]


class AdaptiveNorm(nn.Module):
    """Instance norm whose shift and scale are told by the style (eq. 8). The buffers are in every checkpoint and
    unused.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.channels = channels
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        shift, scale = told[:, : self.channels], told[:, self.channels :]
        return F.instance_norm(x, eps=EPSILON) * scale[:, :, None, None] + shift[:, :, None, None]


class MunitUnit(nn.Module):
    """Reflected border, convolution, norm ("none", "instance", "affine", "adaptive", "whole", "bare"), activation."""

    def __init__(
        self, before: int, after: int, kernel: int, *, stride: int = 1, norm: str, activation: str = "relu"
    ) -> None:
        super().__init__()
        self.border = kernel // 2 if kernel % 2 else 1
        norms = {
            "instance": lambda: nn.InstanceNorm2d(after),
            "affine": lambda: nn.InstanceNorm2d(after, affine=True),
            "adaptive": lambda: AdaptiveNorm(after),
            "whole": lambda: WholeNorm(after),
        }
        self.norm = norms[norm]() if norm in norms else None
        self.bare = norm == "bare"
        self.activation = activation
        self.conv = nn.Conv2d(before, after, kernel, stride)

    def forward(self, x: Tensor, told: Tensor | None = None) -> Tensor:
        x = self.convolved(x)
        if self.norm is not None:
            x = self.norm(x) if told is None else self.norm(x, told)
        return self.activated(x)

    def convolved(self, x: Tensor) -> Tensor:
        return self.conv(F.pad(x, (self.border,) * 4, mode="reflect"))

    def without_moments(self, x: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """PONO: mean and (unbiased) deviation over the channels at each place, taken out and handed on (eq. 1)."""
        x = self.convolved(x)
        mean = x.mean(1, keepdim=True)
        x = x - mean
        # Written out: as ONNX, torch's own variance over channels asks for an operator that packs may not hold.
        deviation = (x.square().sum(1, keepdim=True) / (x.shape[1] - 1) + EPSILON).sqrt()
        x = x / deviation
        if self.norm is not None:
            x = self.norm(x)
        return self.activated(x), (mean, deviation)

    def with_moments(self, x: Tensor, moments: tuple[Tensor, Tensor]) -> Tensor:
        """Moment shortcut: what the encoder took out at this size is put back (section 3.2)."""
        mean, deviation = moments
        return self.activated(whole_norm(self.convolved(x)) * deviation + mean)

    def activated(self, x: Tensor) -> Tensor:
        if self.activation == "leaky":
            return F.leaky_relu(x, 0.2)
        return {"relu": F.relu, "tanh": torch.tanh, "none": lambda y: y}[self.activation](x)


class MunitBlock(nn.Module):
    def __init__(self, width: int, norm: str) -> None:
        super().__init__()
        self.model = nn.ModuleList(
            [MunitUnit(width, width, 3, norm=norm), MunitUnit(width, width, 3, norm=norm, activation="none")]
        )

    def forward(self, x: Tensor, told: tuple[Tensor, Tensor] | None = None) -> Tensor:
        first, second = told if told is not None else (None, None)
        return x + self.model[1](self.model[0](x, first), second)


class Blocks(nn.Module):
    def __init__(self, count: int, width: int, norm: str) -> None:
        super().__init__()
        self.model = nn.ModuleList(MunitBlock(width, norm) for _ in range(count))
        self.width = width

    def forward(self, x: Tensor, told: Tensor | None = None) -> Tensor:
        size = 2 * self.width
        parts = told.split(size, dim=1) if told is not None else ()
        for index, block in enumerate(self.model):
            x = block(x, (parts[2 * index], parts[2 * index + 1]) if parts else None)
        return x


class StyleEncoder(nn.Module):
    """Four halvings, the average of the whole, and a code: [N, style]. No norm: it would take the style out."""

    def __init__(self, channels: int, width: int, style: int) -> None:
        super().__init__()
        w = width
        self.model = nn.Sequential(
            MunitUnit(channels, w, 7, norm="none"),
            MunitUnit(w, 2 * w, 4, stride=2, norm="none"),
            MunitUnit(2 * w, 4 * w, 4, stride=2, norm="none"),
            MunitUnit(4 * w, 4 * w, 4, stride=2, norm="none"),
            MunitUnit(4 * w, 4 * w, 4, stride=2, norm="none"),
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(4 * w, style, 1),
        )

    def forward(self, picture: Tensor) -> Tensor:
        return self.model(picture).flatten(1)


class ContentEncoder(nn.Module):
    def __init__(self, channels: int, width: int, halvings: int, blocks: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [MunitUnit(channels, width, 7, norm="instance")]
        for level in range(halvings):
            layers.append(MunitUnit(width * 2**level, width * 2 ** (level + 1), 4, stride=2, norm="instance"))
        self.model = nn.Sequential(*layers, Blocks(blocks, width * 2**halvings, "instance"))

    def forward(self, picture: Tensor) -> tuple[Tensor, Moments]:
        return self.model(picture), []


class PonoContentEncoder(nn.Module):
    def __init__(self, channels: int, width: int, halvings: int, blocks: int) -> None:
        super().__init__()
        self.ds_blocks = nn.ModuleList([MunitUnit(channels, width, 7, norm="affine")])
        for level in range(halvings):
            self.ds_blocks.append(MunitUnit(width * 2**level, width * 2 ** (level + 1), 4, stride=2, norm="affine"))
        self.resblocks = Blocks(blocks, width * 2**halvings, "affine")

    def forward(self, picture: Tensor) -> tuple[Tensor, Moments]:
        x, moments = picture, []
        for unit in self.ds_blocks:
            x, taken = cast(MunitUnit, unit).without_moments(x)
            moments.append(taken)
        return self.resblocks(x), moments


class Decoder(nn.Module):
    def __init__(self, channels: int, width: int, halvings: int, blocks: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [Blocks(blocks, width * 2**halvings, "adaptive")]
        for level in reversed(range(halvings)):
            layers += [
                nn.Upsample(scale_factor=2.0),
                MunitUnit(width * 2 ** (level + 1), width * 2**level, 5, norm="whole"),
            ]
        self.model = nn.ModuleList([*layers, MunitUnit(width, channels, 7, norm="none", activation="tanh")])

    def forward(self, content: Tensor, told: Tensor, moments: Moments) -> Tensor:
        x = self.model[0](content, told)
        for layer in self.model[1:]:
            x = layer(x)
        return x


class ShortcutDecoder(nn.Module):
    """MUNIT': each convolution before its doubling, one more at full size, and the encoder's moments put back."""

    def __init__(self, channels: int, width: int, halvings: int, blocks: int) -> None:
        super().__init__()
        self.res_blocks = Blocks(blocks, width * 2**halvings, "adaptive")
        self.us_blocks = nn.ModuleList()
        for level in reversed(range(halvings)):
            self.us_blocks.append(MunitUnit(width * 2 ** (level + 1), width * 2**level, 5, norm="bare"))
            self.us_blocks.append(nn.Upsample(scale_factor=2.0))
        self.us_blocks.append(MunitUnit(width, width, 3, norm="bare"))
        self.last_block = MunitUnit(width, channels, 7, norm="none", activation="tanh")

    def forward(self, content: Tensor, told: Tensor, moments: Moments) -> Tensor:
        x = self.res_blocks(content, told)
        left = list(moments)
        for layer in self.us_blocks:
            x = layer.with_moments(x, left.pop()) if isinstance(layer, MunitUnit) else layer(x)
        return self.last_block(x)


class Dense(nn.Module):
    def __init__(self, before: int, after: int, *, last: bool = False) -> None:
        super().__init__()
        self.fc = nn.Linear(before, after)
        self.last = last

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(x) if self.last else F.relu(self.fc(x))


class Mlp(nn.Module):
    """From the style's code to the shift and scale of every adaptive norm."""

    def __init__(self, style: int, width: int, told: int) -> None:
        super().__init__()
        self.model = nn.Sequential(Dense(style, width), Dense(width, width), Dense(width, told, last=True))

    def forward(self, style: Tensor) -> Tensor:
        return self.model(style)


class MunitGenerator(nn.Module):
    """The generator of one domain. Pictures: float32 [N, in_channels, H, W] in [-1, 1], H, W multiples of 2**halvings.

    `forward(picture, style)` paints the picture's content in the style [N, style]; styles are drawn from N(0, 1) or
    come from `encode` of a picture of the domain.
    """

    def __init__(
        self,
        *,
        in_channels: int = 3,
        width: int = 64,
        halvings: int = 2,
        blocks: int = 4,
        style: int = 8,
        mlp: int = 256,
        pono: bool = False,
    ) -> None:
        super().__init__()
        self.enc_style = StyleEncoder(in_channels, width, style)
        encoder, decoder = (PonoContentEncoder, ShortcutDecoder) if pono else (ContentEncoder, Decoder)
        self.enc_content = encoder(in_channels, width, halvings, blocks)
        self.dec = decoder(in_channels, width, halvings, blocks)
        self.mlp = Mlp(style, mlp, 2 * 2 * blocks * width * 2**halvings)
        if pono:
            self.stat_convs = _unused_convolutions(width)
        for part in self.modules():
            if isinstance(part, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(part.weight, a=0, mode="fan_in")
                if part.bias is not None:
                    nn.init.zeros_(part.bias)

    def forward(self, picture: Tensor, style: Tensor) -> Tensor:
        content, moments = self.enc_content(picture)
        return self.decode(content, style, moments=moments)

    def encode(self, picture: Tensor) -> tuple[Tensor, Tensor, Moments]:
        """Content [N, C, H', W'], style [N, style], and the moments taken out (none without `pono`)."""
        content, moments = self.enc_content(picture)
        return content, self.enc_style(picture), moments

    def decode(self, content: Tensor, style: Tensor, *, moments: Moments) -> Tensor:
        return self.dec(content, self.mlp(style), moments)


class MultiScaleDiscriminator(nn.Module):
    """Looks at the picture at full size, half and a quarter: a list of [N, 1, H', W'], one per scale, not squashed."""

    def __init__(self, channels: int = 3, *, width: int = 64, layers: int = 4, scales: int = 3) -> None:
        super().__init__()
        self.cnns = nn.ModuleList()
        for _ in range(scales):
            parts: list[nn.Module] = [MunitUnit(channels, width, 4, stride=2, norm="none", activation="leaky")]
            for level in range(layers - 1):
                before = width * 2**level
                parts.append(MunitUnit(before, 2 * before, 4, stride=2, norm="none", activation="leaky"))
            self.cnns.append(nn.Sequential(*parts, nn.Conv2d(width * 2 ** (layers - 1), 1, 1)))
        for part in self.modules():
            if isinstance(part, nn.Conv2d):
                nn.init.normal_(part.weight, 0.0, 0.02)
                if part.bias is not None:
                    nn.init.zeros_(part.bias)

    def forward(self, picture: Tensor) -> list[Tensor]:
        answers = []
        for discriminator in self.cnns:
            answers.append(discriminator(picture))
            picture = F.avg_pool2d(picture, 3, 2, 1, count_include_pad=False)
        return answers


def _unused_convolutions(width: int) -> nn.ModuleList:
    """The authors' dynamic shortcut was left out, and its first convolutions stayed in their checkpoints."""

    def part(before: int, after: int, *, norm: bool) -> nn.Module:
        holder = nn.Module()
        if norm:
            holder.norm = nn.BatchNorm2d(after)
        holder.conv = nn.Conv2d(before, after, 3)
        return holder

    first = nn.Sequential(part(2, width, norm=True), part(width, 2 * width, norm=False))
    return nn.ModuleList([first, nn.Sequential(), nn.Sequential()])
