"""The two forms of a trained generator: ONNX for OpenVINO, float16 safetensors for torch. What all exporters share,
with the limits that every style pack keeps.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from engines.errors import StylePackError
from engines.exporting.onnx_files import store_half
from engines.exporting.onnx_folding import fold_constants

AGREEMENT = 2 / 255  # by how much of the answer's range both forms may differ
THUMBNAIL_PX = 256
NATIVE_SIZE_PX = 512
LARGEST_HALF = 60_000.0


def round_to_half(network: nn.Module) -> None:
    """Round the weights to what float16 can say, in place: what is stored is then what is checked. Raises
    StylePackError where one is beyond it.
    """
    for name, weight in network.state_dict().items():
        if weight.is_floating_point():
            if weight.numel() and weight.abs().max() > LARGEST_HALF:
                raise StylePackError("The checkpoint's {0} holds values too large for a style pack.", name[:80])
            weight.copy_(weight.half())


def write_weights(network: nn.Module, path: Path) -> None:
    """The (rounded) weights as float16 safetensors."""
    save_file({name: weight.half().contiguous() for name, weight in network.state_dict().items()}, path)


def write_onnx(
    network: nn.Module,
    path: Path,
    example: tuple[Tensor, ...],
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dynamic_shapes: Any = None,
) -> None:
    """The network as ONNX with its weights inside. `dynamic_shapes`: as torch.export has them."""
    torch.onnx.export(
        network,
        example,
        path,
        dynamo=True,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_shapes=dynamic_shapes,
        external_data=False,
        verbose=False,
    )
    store_half(path)


def write_traced_onnx(
    network: nn.Module,
    path: Path,
    example: tuple[Tensor, ...],
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    dynamic_axes: Mapping[str, Mapping[int, str]],
) -> None:
    """As `write_onnx`, by torch's older exporter, which follows one run through the network: the newer one reasons
    about every layer's shape in symbols, half a minute for two U-Nets in a row and many for a painter's strokes.

    What a run bakes into the file, a size for instance, shows where both forms are compared at another size.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(path),
            dynamo=False,
            opset_version=18,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(axes) for name, axes in dynamic_axes.items()},
        )
    # The older exporter has paddings and shapes computed while the network runs, which a pack's checks refuse.
    model = onnx.load(path)
    fold_constants(model)
    onnx.save(model, path)
    store_half(path)


def png(rgb: np.ndarray) -> bytes:
    """uint8 [H, W, 3] RGB as a PNG."""
    return cv2.imencode(".png", rgb[:, :, ::-1])[1].tobytes()


def thumbnail_png(rgb: np.ndarray) -> bytes:
    """uint8 [H, W, 3] RGB as a thumbnail, a PNG."""
    return png(cv2.resize(rgb, (THUMBNAIL_PX, THUMBNAIL_PX), interpolation=cv2.INTER_AREA))


def manifest_head(*, id: str, name: Mapping[str, str], version: str, family: str, native_size: int) -> dict[str, Any]:
    """What every style.json begins with."""
    return {
        "format": 1,
        "id": id,
        "name": dict(name),
        "version": version,
        "family": family,
        "native_size": native_size,
    }
