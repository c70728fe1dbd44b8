"""Style packs of pictures made by hand: small ONNX graphs whose answers can be foretold, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save

from engines.families.table import FAMILIES
from engines.packs.manifest import PictureInputs, written
from engines.packs.stylepack import StylePack, write_pack
from tests.unit.engines.pack_builders import png


def graph(
    nodes: Sequence[Any],
    *,
    channels: int = 3,
    out_channels: int = 3,
    style: int = 0,
    heatmap: bool = False,
    numbers: dict[str, np.ndarray] | None = None,
    inputs: Sequence[str] = ("picture",),
    outputs: Sequence[str] = ("art",),
) -> bytes:
    """An ONNX file from `picture` [1, C, H, W] (and `style`) to `art` (and `heatmap`)."""
    shapes = {
        "picture": [1, channels, "rows", "columns"],
        "style": [1, style] if style else [1, "n"],
        "art": [1, out_channels, "r", "c"],
        "heatmap": [1, 1, "h", "w"],
    }
    names_in = [*inputs, "style"] if style else list(inputs)
    names_out = [*outputs, "heatmap"] if heatmap else list(outputs)

    def info(name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name])

    made = helper.make_graph(
        list(nodes),
        "by hand",
        [info(name) for name in names_in],
        [info(name) for name in names_out],
        [numpy_helper.from_array(value, name) for name, value in (numbers or {}).items()],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def picture_pack(
    folder: Path,
    onnx_file: bytes,
    *,
    family: str = "onnx",
    parameters: dict[str, Any] | None = None,
    style_encoder: bytes | None = None,
    styles: Sequence[str] = ("plain",),
    **inputs: Any,
) -> StylePack:
    """A pack of that graph; what follows from the hyper-parameters is filled in."""
    checked = FAMILIES[family].check(parameters or {})
    length = checked.style_weights or checked.style_code
    told = {
        "kind": "picture",
        "wants": "coloured_drawing",
        "scale": checked.scale,
        "margin": checked.margin,
        "heatmap": checked.heatmap,
        "style": "weights" if checked.style_weights else "code" if checked.style_code else "none",
        "style_length": length,
        "reference": style_encoder is not None,
        **inputs,
    }
    manifest = {
        "format": 1,
        "id": folder.name,
        "name": {"en": folder.name},
        "version": "1.0",
        "family": family,
        **written(checked, PictureInputs.model_validate(told)),
        "native_size": 256,
        "styles": [{"id": name, "name": {"en": name}} for name in styles],
        "licence": "CC0-1.0",
        "author": "the tests",
    }
    files: dict[str, bytes | Path] = {"generator.onnx": onnx_file, "thumbnail.png": png()}
    if FAMILIES[family].module:
        files["weights.safetensors"] = save({"weight": np.ones(1, np.float32)})
    if style_encoder is not None:
        files["style_encoder.onnx"] = style_encoder
    return write_pack(folder, manifest, files=files)


def same() -> bytes:
    """Answers what it reads."""
    return graph([helper.make_node("Identity", ["picture"], ["art"])])


def coded() -> bytes:
    """The style code's first three numbers are its colour."""
    nodes = [
        helper.make_node("Slice", ["style", "from", "to", "axis"], ["colour"]),
        helper.make_node("Reshape", ["colour", "shape"], ["plane"]),
        helper.make_node("Mul", ["picture", "nothing"], ["black"]),
        helper.make_node("Add", ["black", "plane"], ["art"]),
    ]
    numbers = {
        "from": np.array([0], np.int64), "to": np.array([3], np.int64), "axis": np.array([1], np.int64),
        "shape": np.array([1, 3, 1, 1], np.int64), "nothing": np.zeros(1, np.float32),
    }  # fmt: skip
    return graph(nodes, style=8, numbers=numbers)


def encoder() -> bytes:
    """A style encoder: the picture's mean colour, and five zeros."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["picture"], ["mean"]),
        helper.make_node("Reshape", ["mean", "shape"], ["row"]),
        helper.make_node("Pad", ["row", "five"], ["style"]),
    ]
    numbers = {"shape": np.array([1, 3], np.int64), "five": np.array([0, 0, 0, 5], np.int64)}
    return graph(nodes, numbers=numbers, outputs=("style",))
