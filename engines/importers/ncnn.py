"""waifu2x's networks as ncnn stores them: a .param text of layers and a .bin of their weights in the same order.

A convolution's weights begin with a tag: 0x01306B47 for float16 (padded to 4 bytes), 0 for float32; biases are float32.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engines.errors import StylePackError
from engines.networks.table import FAMILIES

MAGIC = "7767517"
HALF_TAG, FULL_TAG = 0x01306B47, 0
LAYERS_LIMIT = 2000
BIN_LIMIT_BYTES = 64 * 2**20
WEIGHTED = ("Convolution", "Deconvolution", "InnerProduct")


def read_ncnn(path: Path) -> tuple[dict[str, object], dict[str, Tensor]]:
    """Hyper-parameters and tensors of the waifu2x network in PATH.param and PATH.bin (either may be named)."""
    layers = _layers(path.with_suffix(".param"))
    file = path.with_suffix(".bin")
    if not file.is_file():
        raise StylePackError("{0} is missing: a network of ncnn is two files, .param and .bin.", file.name)
    if file.stat().st_size > BIN_LIMIT_BYTES:
        raise StylePackError("{0} is too large for a waifu2x network.", file.name)
    doubles = sum(kind == "Deconvolution" and options.get(1) == 4 for kind, options in layers)
    kind = "upconv_7" if len(layers) < 12 else "upcunet" if doubles else "cunet"
    parameters: dict[str, object] = {"kind": kind, "clip": False}
    network = FAMILIES["waifu2x"].build(parameters)
    parts = [(n, p) for n, p in network.named_modules() if isinstance(p, (nn.Conv2d, nn.ConvTranspose2d))]
    if len(parts) != len(layers):
        raise StylePackError("{0} is no waifu2x network: it has {1} layers with weights.", file.name, len(layers))
    content, at = file.read_bytes(), 0
    tensors: dict[str, Tensor] = {}
    for (name, part), (what, options) in zip(parts, layers, strict=True):
        shape = tuple(part.weight.shape)
        turned = isinstance(part, nn.ConvTranspose2d)
        # ncnn keeps [out, in, h, w] for both; torch's transposed convolution is [in, out, h, w].
        stored = (shape[1], shape[0], *shape[2:]) if turned else shape
        if turned != (what == "Deconvolution") or options.get(0) != stored[0]:
            raise StylePackError("{0} is no waifu2x network: {1} is another layer there.", file.name, name)
        values, at = _weights(content, at, int(np.prod(stored)), name=file.name)
        bias, at = _numbers(content, at, "<f4", stored[0], name=file.name)
        weight = torch.from_numpy(values.reshape(stored).astype(np.float32))
        tensors[f"{name}.weight"] = weight.transpose(0, 1).contiguous() if turned else weight
        tensors[f"{name}.bias"] = torch.from_numpy(bias.copy())
    if at != len(content):
        raise StylePackError("{0} holds {1} bytes too many for a waifu2x network.", file.name, len(content) - at)
    if not all(torch.isfinite(tensor).all() for tensor in tensors.values()):
        raise StylePackError("{0} holds values that are no numbers.", file.name)
    return parameters, tensors


def _layers(path: Path) -> list[tuple[str, dict[int, int]]]:
    """Kind and whole-number options of every layer with weights, in order."""
    try:
        lines = path.read_text(encoding="ascii").splitlines() if path.stat().st_size < 2**20 else []
    except (OSError, UnicodeDecodeError) as error:
        raise StylePackError("{0} is missing or no text: a network of ncnn is two files.", path.name) from error
    if not lines or lines[0].strip() != MAGIC or len(lines) > LAYERS_LIMIT:
        raise StylePackError("{0} is no network of ncnn.", path.name)
    layers = []
    for line in lines[2:]:
        words = line.split()
        if words and words[0] in WEIGHTED:
            options = {}
            for word in words[4:]:
                key, equals, value = word.partition("=")
                if equals and key.lstrip("-").isdigit() and value.lstrip("-").isdigit():
                    options[int(key)] = int(value)
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
