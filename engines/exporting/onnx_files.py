"""ONNX files made smaller and silent: large weights as float16, no exporter's notes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def store_half(path: Path) -> None:
    """The file's large weights as float16 behind a Cast: half the size, the same numbers (they were rounded before).

    The exporter's notes go too: they tell where on whose machine every operation was written.
    """
    model = onnx.load(path)
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) > 64:
            name = tensor.name
            half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
            tensor.CopyFrom(half)
            casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    silence(model)
    onnx.save(model, path)


def with_weights(source: Path, target: Path, weights: Mapping[str, np.ndarray]) -> bool:
    """The file `source` written again with these weights, by name, in place of its own. False, and nothing written,
    where it does not hold them all under their names and with their shapes."""
    model = onnx.load(source)
    held = {tensor.name.removesuffix(".half"): tensor for tensor in model.graph.initializer}
    for name, weight in weights.items():
        tensor = held.get(name)
        if tensor is None or tuple(tensor.dims) != weight.shape:
            return False
        kind = helper.tensor_dtype_to_np_dtype(tensor.data_type)
        tensor.CopyFrom(numpy_helper.from_array(weight.astype(kind), tensor.name))
    onnx.save(model, target)
    return True


def silence(model: onnx.ModelProto) -> None:
    """Without the exporter's notes, in place."""
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    for part in (*model.graph.node, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
