"""Upscalers as ncnn stores them: a .param text of layers and a .bin of their weights in the same order. waifu2x's,
Real-CUGAN's and Real-ESRGAN's compact networks.

A convolution's weights begin with a tag: 0x01306B47 for float16 (padded to 4 bytes), 0 for float32; biases are float32,
and so are the slopes of a PReLU, which have no tag.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from pydantic import ValidationError
from torch import Tensor, nn

from engines.errors import StylePackError
from engines.families.table import FAMILIES

MAGIC = "7767517"
HALF_TAG, FULL_TAG = 0x01306B47, 0
LAYERS_LIMIT = 2000
BIN_LIMIT_BYTES = 64 * 2**20
WEIGHTED = ("Convolution", "Deconvolution", "InnerProduct", "PReLU")
WEIGHT_COUNT = {"Convolution": 6, "Deconvolution": 6, "InnerProduct": 2}  # the option that says how many
KERNEL = 1

Layer = tuple[str, dict[int, float]]


def read_ncnn(path: Path) -> tuple[str, dict[str, object], dict[str, Tensor]]:
    """Family, hyper-parameters and tensors of the network in PATH.param and PATH.bin (either may be named). Raises
    StylePackError where it is none of those known here.
    """
    layers = _layers(path.with_suffix(".param"))
    file = path.with_suffix(".bin")
    if not file.is_file():
        raise StylePackError("{0} is missing: a network of ncnn is two files, .param and .bin.", file.name)
    if file.stat().st_size > BIN_LIMIT_BYTES:
        raise StylePackError("{0} is too large for an upscaler of ncnn.", file.name)
    family, parameters = _told(layers, file.name)
    try:
        network = FAMILIES[family].build(parameters)
    except ValidationError as error:
        raise StylePackError("{0} is no {1} network of a usual size.", file.name, family) from error
    kinds = (nn.Conv2d, nn.ConvTranspose2d, nn.PReLU)
    parts = [(name, part) for name, part in network.named_modules() if isinstance(part, kinds)]
    stored = [layer for layer in layers if layer[0] in WEIGHTED]
    if len(parts) != len(stored):
        raise StylePackError(
            "{0} is no {1} network: it has {2} layers with weights and not {3}.",
            file.name,
            family,
            len(stored),
            len(parts),
        )
    content, at = file.read_bytes(), 0
    tensors: dict[str, Tensor] = {}
    for (name, part), layer in zip(parts, stored, strict=True):
        read, at = _layer_weights(content, at, part, layer, names=(file.name, family, name))
        tensors |= {f"{name}.{kind}": tensor for kind, tensor in read.items()}
    if at != len(content):
        raise StylePackError("{0} holds {1} bytes too many for a {2} network.", file.name, len(content) - at, family)
    if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
        raise StylePackError("{0} holds values that are no numbers.", file.name)
    return family, parameters, tensors


def _told(layers: list[Layer], name: str) -> tuple[str, dict[str, object]]:
    """The family, and its hyper-parameters, by the layers alone."""
    convolutions = [options for kind, options in layers if kind == "Convolution"]
    if any(kind == "PReLU" for kind, _ in layers):
        upscale = math.isqrt(int(convolutions[-1].get(0, 0)) // 3) if convolutions else 0
        shuffles = [options.get(0) for kind, options in layers if kind == "PixelShuffle"]
        enlarged = [(options.get(0), options.get(1)) for kind, options in layers if kind == "Interp"]
        # Nearest neighbours (1), as often enlarged as pixels are made from channels.
        if not 1 <= upscale <= 4 or shuffles != [upscale] or enlarged != [(1, upscale)]:
            raise StylePackError("{0} is no compact network of Real-ESRGAN: it ends in another way.", name)
        width = int(convolutions[0].get(0, 0))
        return "srvgg", {"width": width, "convolutions": len(convolutions) - 2, "upscale": upscale}
    kernels = {options.get(KERNEL) for kind, options in layers if kind == "Deconvolution"}
    if sum(kind in WEIGHTED for kind, _ in layers) < 12:
        kind = "upconv_7"
    elif convolutions and convolutions[-1].get(0) == 12:
        kind = "upcunet_4x"
    else:
        kind = "upcunet_3x" if 5 in kernels else "upcunet" if 4 in kernels else "cunet"
    return "waifu2x", {"kind": kind, "clip": False}


def _layer_weights(
    content: bytes, at: int, part: nn.Module, layer: Layer, *, names: tuple[str, str, str]
) -> tuple[dict[str, Tensor], int]:
    """What `part` has of the file from `at` on, and where that ends. `names`: of file, family and part."""
    kind, options = layer
    file, family, name = names
    if isinstance(part, nn.PReLU):
        if kind != "PReLU" or options.get(0) != part.num_parameters:
            raise StylePackError("{0} is no {1} network: {2} is another layer there.", file, family, name)
        slopes, at = _numbers(content, at, "<f4", part.num_parameters, name=file)
        return {"weight": torch.from_numpy(slopes.copy())}, at
    assert isinstance(part, (nn.Conv2d, nn.ConvTranspose2d))
    shape = tuple(part.weight.shape)
    turned = isinstance(part, nn.ConvTranspose2d)
    # ncnn keeps [out, in, h, w] for both; torch's transposed convolution is [in, out, h, w].
    stored = (shape[1], shape[0], *shape[2:]) if turned else shape
    count = int(np.prod(stored))
    if (
        kind == "PReLU"
        or turned != (kind == "Deconvolution")
        or options.get(0) != stored[0]
        or options.get(WEIGHT_COUNT[kind]) != count
    ):
        raise StylePackError("{0} is no {1} network: {2} is another layer there.", file, family, name)
    values, at = _weights(content, at, count, name=file)
    bias, at = _numbers(content, at, "<f4", stored[0], name=file)
    weight = torch.from_numpy(values.reshape(stored).astype(np.float32))
    return {
        "weight": weight.transpose(0, 1).contiguous() if turned else weight,
        "bias": torch.from_numpy(bias.copy()),
    }, at


def _layers(path: Path) -> list[Layer]:
    """Kind and numeric options of every layer, in order."""
    try:
        lines = path.read_text(encoding="ascii").splitlines() if path.stat().st_size < 2**20 else []
    except (OSError, UnicodeDecodeError) as error:
        raise StylePackError("{0} is missing or no text: a network of ncnn is two files.", path.name) from error
    if not lines or lines[0].strip() != MAGIC or len(lines) > LAYERS_LIMIT:
        raise StylePackError("{0} is no network of ncnn.", path.name)
    layers = []
    for words in map(str.split, lines[2:]):
        options: dict[int, float] = {}
        for word in words[4:]:
            key, equals, value = word.partition("=")
            if equals and key.isdigit():
                try:
                    number = float(value)
                except ValueError:
                    continue  # lists of numbers, which none of these networks' shapes are told by
                if math.isfinite(number):
                    options[int(key)] = number
        if words:
            layers.append((words[0], options))
    return layers


def _weights(content: bytes, at: int, count: int, *, name: str) -> tuple[np.ndarray, int]:
    tag, at = _numbers(content, at, "<u4", 1, name=name)
    if tag[0] == HALF_TAG:
        values, after = _numbers(content, at, "<f2", count, name=name)
        return values, after + (-(after - at)) % 4
    if tag[0] != FULL_TAG:
        raise StylePackError("{0} stores its weights in a way that cannot be imported.", name)
    return _numbers(content, at, "<f4", count, name=name)


def _numbers(content: bytes, at: int, kind: str, count: int, *, name: str) -> tuple[np.ndarray, int]:
    end = at + count * np.dtype(kind).itemsize
    if end > len(content):
        raise StylePackError("{0} is truncated.", name)
    return np.frombuffer(content[at:end], kind), end
