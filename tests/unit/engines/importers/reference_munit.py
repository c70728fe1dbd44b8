"""MUNIT (Huang et al. 2018): content encoder of one domain, style code, AdaIN decoder of the other. See
reference_networks.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unit.engines.importers.reference_networks import Maker, Weights, by_picture, mirrored


def munit_weights(*, width: int, blocks: int, mlp: int, style: int = 8, seed: int = 8) -> Weights:
    maker, deep = Maker(seed), 4 * width
    styles = ((width, 3, 7), (2 * width, width, 4), (deep, 2 * width, 4), (deep, deep, 4), (deep, deep, 4))
    for number, (out, into, kernel) in enumerate(styles):
        maker.conv(f"enc_style.model.{number}.conv", out, into, kernel)
        if number < 3:
            maker.conv(f"enc_content.model.{number}.conv", out, into, kernel)
    maker.conv("enc_style.model.6", style, deep, 1)
    for number in range(blocks):
        for half in (0, 1):
            maker.conv(f"enc_content.model.3.model.{number}.model.{half}.conv", deep, deep, 3)
            name = f"dec.model.0.model.{number}.model.{half}"
            maker.conv(f"{name}.conv", deep, deep, 3)
            maker.number(f"{name}.norm.running_mean", deep)
            maker.number(f"{name}.norm.running_var", deep, mean=3.0, spread=0.1)
    for at, out in ((2, 2 * width), (4, width)):
        maker.conv(f"dec.model.{at}.conv", out, 2 * out, 5)
        maker.number(f"dec.model.{at}.norm.gamma", out, mean=1.0, spread=0.2)
        maker.number(f"dec.model.{at}.norm.beta", out, spread=0.2)
    maker.conv("dec.model.5.conv", 3, width, 7)
    for number, (out, into) in enumerate(((mlp, style), (mlp, mlp), (4 * blocks * deep, mlp))):
        maker.dense(f"mlp.model.{number}.fc", out, into)
    return maker.weights


def munit(source: Weights, target: Weights, x: Tensor, code: Tensor, *, blocks: int) -> Tensor:
    def conv(w: Weights, y: Tensor, name: str, border: int, stride: int = 1) -> Tensor:
        return F.conv2d(mirrored(y, border), w[f"{name}.conv.weight"], w[f"{name}.conv.bias"], stride)

    y = x
    for number, (border, stride) in enumerate(((3, 1), (1, 2), (1, 2))):
        y = F.relu(by_picture(conv(source, y, f"enc_content.model.{number}", border, stride)))
    for number in range(blocks):
        name = f"enc_content.model.3.model.{number}.model"
        z = F.relu(by_picture(conv(source, y, f"{name}.0", 1)))
        y = y + by_picture(conv(source, z, f"{name}.1", 1))
    told = code
    for number in range(3):
        told = F.linear(told, target[f"mlp.model.{number}.fc.weight"], target[f"mlp.model.{number}.fc.bias"])
        told = told if number == 2 else F.relu(told)
    parts = list(told.reshape(len(told), 2 * blocks, 2, -1, 1, 1).unbind(1))  # per layer: shift, then scale
    for number in range(blocks):
        name = f"dec.model.0.model.{number}.model"
        shift, scale = parts[2 * number].unbind(1)
        z = F.relu(by_picture(conv(target, y, f"{name}.0", 1)) * scale + shift)
        shift, scale = parts[2 * number + 1].unbind(1)
        y = y + by_picture(conv(target, z, f"{name}.1", 1)) * scale + shift
    for at in (2, 4):
        y = y.repeat_interleave(2, 2).repeat_interleave(2, 3)
        y = conv(target, y, f"dec.model.{at}", 2)
        y = (y - y.mean((1, 2, 3), keepdim=True)) / (y.std((1, 2, 3), keepdim=True) + 1e-5)
        gamma, beta = (target[f"dec.model.{at}.norm.{what}"].reshape(1, -1, 1, 1) for what in ("gamma", "beta"))
        y = F.relu(y * gamma + beta)
    return torch.tanh(conv(target, y, "dec.model.5", 3))
