"""The parts of an ONNX graph that only reckon with constants, done beforehand: torch's older exporter has paddings and
shapes computed while the network runs.

A stranger's graph may ask for any amount of memory: only small numbers are reckoned with, by operators that make no
more of them.
"""

from __future__ import annotations

import math

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

NUMBERS_LIMIT = 1024
# None makes more numbers than it is given, but for those whose shape is checked.
KEEPING = frozenset({
    *("Add", "Cast", "Concat", "Div", "Gather", "Identity", "Mul", "Reshape", "Slice", "Squeeze", "Sub", "Transpose"),
    *("Unsqueeze",),
})  # fmt: skip
SHAPED = {"ConstantOfShape": 0, "Expand": 1}  # the input that is the shape


def fold_constants(model: onnx.ModelProto) -> None:
    """Replace, in place, what small constants alone decide by its values. What cannot be computed stays as it is."""
    graph = model.graph
    known = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if math.prod(tensor.dims) <= NUMBERS_LIMIT
    }
    folded: set[str] = set()
    kept = []
    for node in graph.node:
        values = _values(node, known, model)
        if values is None:
            kept.append(node)
        else:
            known |= values
            folded |= values.keys()
    outputs = {value.name for value in graph.output}
    if folded & outputs:
        return
    used = {name for node in kept for name in node.input}
    del graph.node[:]
    graph.node.extend(kept)
    graph.initializer.extend(numpy_helper.from_array(known[name], name) for name in sorted(folded & used))


def _values(node: onnx.NodeProto, known: dict[str, np.ndarray], model: onnx.ModelProto) -> dict[str, np.ndarray] | None:
    """The node's outputs by name, where they can be computed."""
    if node.op_type == "Constant":
        for attribute in node.attribute:
            if attribute.name == "value" and math.prod(attribute.t.dims) <= NUMBERS_LIMIT:
                return {node.output[0]: numpy_helper.to_array(attribute.t)}
        return None
    given = {name: known[name] for name in node.input if name in known}
    if node.domain or len(node.output) != 1 or any(name and name not in given for name in node.input):
        return None
    if node.op_type in SHAPED:
        shape = given.get(node.input[SHAPED[node.op_type]], np.zeros(0))
        if shape.dtype != np.int64 or (shape < 0).any() or math.prod(shape.tolist()) > NUMBERS_LIMIT:
            return None
    elif node.op_type not in KEEPING:
        return None
    if sum(value.size for value in given.values()) > NUMBERS_LIMIT or _broadcast_size(given) > NUMBERS_LIMIT:
        return None
    inputs = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
        for name, value in given.items()
    ]
    output = helper.make_tensor_value_info(node.output[0], onnx.TensorProto.UNDEFINED, None)
    alone = helper.make_model(
        helper.make_graph([node], "one", inputs, [output]), opset_imports=list(model.opset_import)
    )
    try:
        (value,) = ReferenceEvaluator(alone).run(None, given)
    except Exception:  # noqa: BLE001  of another project, on anybody's node: then it stays, and the checks decide
        return None
    return {node.output[0]: np.asarray(value)}


def _broadcast_size(given: dict[str, np.ndarray]) -> int:
    """The most numbers that two of these can make of each other."""
    return math.prod(max(1, value.size) for value in given.values() if value.ndim > 1)
