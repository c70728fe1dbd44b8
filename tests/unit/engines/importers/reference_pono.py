"""MUNIT with positional normalisation and moment shortcut (Li et al. 2019) once more, from the paper and the names of
its checkpoints. See reference_networks.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unit.engines.importers.reference_networks import Maker, Weights, by_picture, mirrored


def pono_weights(*, width: int, blocks: int, mlp: int, style: int = 8, seed: int = 12) -> Weights:
    maker, deep = Maker(seed), 4 * width
    styles = ((width, 3, 7), (2 * width, width, 4), (deep, 2 * width, 4), (deep, deep, 4), (deep, deep, 4))

    def affine(name: str, channels: int) -> None:
        maker.number(f"{name}.weight", channels, mean=1.0, spread=0.2)
        maker.number(f"{name}.bias", channels, spread=0.2)

    for number, (out, into, kernel) in enumerate(styles):
        maker.conv(f"enc_style.model.{number}.conv", out, into, kernel)
        if number < 3:
            maker.conv(f"enc_content.ds_blocks.{number}.conv", out, into, kernel)
            affine(f"enc_content.ds_blocks.{number}.norm", out)
    maker.conv("enc_style.model.6", style, deep, 1)
    for number in range(blocks):
        for half in (0, 1):
            name = f"enc_content.resblocks.model.{number}.model.{half}"
            maker.conv(f"{name}.conv", deep, deep, 3)
            affine(f"{name}.norm", deep)
            name = f"dec.res_blocks.model.{number}.model.{half}"
            maker.conv(f"{name}.conv", deep, deep, 3)
            maker.number(f"{name}.norm.running_mean", deep)
            maker.number(f"{name}.norm.running_var", deep, mean=3.0, spread=0.1)
    maker.conv("dec.us_blocks.0.conv", 2 * width, deep, 5)
    maker.conv("dec.us_blocks.2.conv", width, 2 * width, 5)
    maker.conv("dec.us_blocks.4.conv", width, width, 3)
    maker.conv("dec.last_block.conv", 3, width, 7)
    for number, (out, into) in enumerate(((mlp, style), (mlp, mlp), (4 * blocks * deep, mlp))):
        maker.dense(f"mlp.model.{number}.fc", out, into)
    # Convolutions of an idea that was given up; they are in the files and play no part.
    maker.conv("stat_convs.0.0.conv", width, 2, 3)
    affine("stat_convs.0.0.norm", width)
    maker.number("stat_convs.0.0.norm.running_mean", width)
    maker.number("stat_convs.0.0.norm.running_var", width, mean=3.0, spread=0.1)
    maker.conv("stat_convs.0.1.conv", 2 * width, width, 3)
    return maker.weights


def pono(source: Weights, target: Weights, x: Tensor, code: Tensor, *, blocks: int) -> Tensor:
    def conv(w: Weights, y: Tensor, name: str, border: int, stride: int = 1) -> Tensor:
        return F.conv2d(mirrored(y, border), w[f"{name}.conv.weight"], w[f"{name}.conv.bias"], stride)

    def affine(y: Tensor, name: str) -> Tensor:
        scale, shift = (source[f"{name}.norm.{what}"].reshape(1, -1, 1, 1) for what in ("weight", "bias"))
        return by_picture(y) * scale + shift

    y, kept = x, []
    for number, (border, stride) in enumerate(((3, 1), (1, 2), (1, 2))):
        name = f"enc_content.ds_blocks.{number}"
        y = conv(source, y, name, border, stride)
        mean, deviation = y.mean(1, keepdim=True), torch.sqrt(y.var(1, keepdim=True) + 1e-5)
        kept.append((mean, deviation))
        y = F.relu(affine((y - mean) / deviation, name))
    for number in range(blocks):
        name = f"enc_content.resblocks.model.{number}.model"
        z = F.relu(affine(conv(source, y, f"{name}.0", 1), f"{name}.0"))
        y = y + affine(conv(source, z, f"{name}.1", 1), f"{name}.1")
    told = code
    for number in range(3):
        told = F.linear(told, target[f"mlp.model.{number}.fc.weight"], target[f"mlp.model.{number}.fc.bias"])
        told = told if number == 2 else F.relu(told)
    parts = list(told.reshape(len(told), 2 * blocks, 2, -1, 1, 1).unbind(1))
    for number in range(blocks):
        name = f"dec.res_blocks.model.{number}.model"
        shift, scale = parts[2 * number].unbind(1)
        z = F.relu(by_picture(conv(target, y, f"{name}.0", 1)) * scale + shift)
        shift, scale = parts[2 * number + 1].unbind(1)
        y = y + by_picture(conv(target, z, f"{name}.1", 1)) * scale + shift
    for at, border in ((0, 2), (2, 2), (4, 1)):
        mean, deviation = kept.pop()
        y = conv(target, y, f"dec.us_blocks.{at}", border)
        whole = (y - y.mean((1, 2, 3), keepdim=True)) / (y.std((1, 2, 3), keepdim=True) + 1e-5)
        y = F.relu(whole * deviation + mean)
        if at < 4:
            y = y.repeat_interleave(2, 2).repeat_interleave(2, 3)
    return torch.tanh(conv(target, y, "dec.last_block", 3))
