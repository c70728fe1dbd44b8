"""AnimeGANv2, the public port: layer norms, inverted residual blocks, bilinear doublings with aligned corners. See
reference_networks.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unit.engines.importers.reference_networks import Maker, Weights, mirrored


def animegan_units(width: int) -> list[tuple[str, int, int, int, int]]:
    """Name, input, output, kernel, stride of every padded unit."""
    a, b, c, d = width, 2 * width, 4 * width, 8 * width
    return [
        ("block_a.0", 3, a, 7, 1), ("block_a.1", a, b, 3, 2), ("block_a.2", b, b, 3, 1),
        ("block_b.0", b, c, 3, 2), ("block_b.1", c, c, 3, 1), ("block_c.0", c, c, 3, 1),
        ("block_c.5", d, c, 3, 1), ("block_d.0", c, c, 3, 1), ("block_d.1", c, c, 3, 1),
        ("block_e.0", c, b, 3, 1), ("block_e.1", b, b, 3, 1), ("block_e.2", b, a, 7, 1),
    ]  # fmt: skip


def animegan_weights(*, width: int) -> Weights:
    maker = Maker(9)

    def norm(name: str, channels: int) -> None:
        maker.number(f"{name}.weight", channels, mean=1.0, spread=0.2)
        maker.number(f"{name}.bias", channels, spread=0.2)

    for name, into, out, kernel, _ in animegan_units(width):
        maker.conv(f"{name}.1", out, into, kernel, bias=False)
        norm(f"{name}.2", out)
    for number, into in enumerate((4 * width, 8 * width, 8 * width, 8 * width), 1):
        name, wide = f"block_c.{number}.layers", 2 * into
        maker.conv(f"{name}.0.1", wide, into, 1, bias=False)
        norm(f"{name}.0.2", wide)
        maker.conv(f"{name}.1.1", wide, 1, 3)
        norm(f"{name}.1.2", wide)
        maker.conv(f"{name}.2", 8 * width, wide, 1, bias=False)
        norm(f"{name}.3", 8 * width)
    maker.conv("out_layer.0", 3, width, 1, bias=False)
    return maker.weights


def animegan(w: Weights, x: Tensor, *, width: int) -> Tensor:
    units = {name: (kernel, stride) for name, _, _, kernel, stride in animegan_units(width)}

    def norm(y: Tensor, name: str) -> Tensor:
        mean, var = y.mean((1, 2, 3), keepdim=True), y.var((1, 2, 3), keepdim=True, unbiased=False)
        scale, shift = (w[f"{name}.{what}"][None, :, None, None] for what in ("weight", "bias"))
        return (y - mean) / torch.sqrt(var + 1e-5) * scale + shift

    def unit(y: Tensor, name: str) -> Tensor:
        kernel, stride = units[name]
        # A halving mirrors to the right and the bottom alone.
        y = F.pad(y, (0, 1, 0, 1), mode="reflect") if stride == 2 else mirrored(y, kernel // 2)
        return F.leaky_relu(norm(F.conv2d(y, w[f"{name}.1.weight"], stride=stride), f"{name}.2"), 0.2)

    def block(y: Tensor, number: int) -> Tensor:
        name = f"block_c.{number}.layers"
        z = F.leaky_relu(norm(F.conv2d(y, w[f"{name}.0.1.weight"]), f"{name}.0.2"), 0.2)
        z = F.conv2d(mirrored(z, 1), w[f"{name}.1.1.weight"], w[f"{name}.1.1.bias"], groups=z.shape[1])
        z = F.leaky_relu(norm(z, f"{name}.1.2"), 0.2)
        z = norm(F.conv2d(z, w[f"{name}.2.weight"]), f"{name}.3")
        return y + z if y.shape == z.shape else z

    def doubled(y: Tensor) -> Tensor:
        size = [2 * side for side in y.shape[2:]]
        return F.interpolate(y, size, mode="bilinear", align_corners=True)

    y = x
    for name in ("block_a.0", "block_a.1", "block_a.2", "block_b.0", "block_b.1", "block_c.0"):
        y = unit(y, name)
    for number in (1, 2, 3, 4):
        y = block(y, number)
    y = doubled(unit(y, "block_c.5"))
    y = doubled(unit(unit(y, "block_d.0"), "block_d.1"))
    for name in ("block_e.0", "block_e.1", "block_e.2"):
        y = unit(y, name)
    return torch.tanh(F.conv2d(y, w["out_layer.0.weight"]))
