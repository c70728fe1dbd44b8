"""ONNX files as others write them: old exporters' ways, and values in a range that nobody tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("torch")

import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from tests.unit.engines.importers.importing import agrees, imported

WIDTH = 6


def written(
    path: Path, nodes: Sequence[onnx.NodeProto], weights: dict[str, Tensor], *, shape: Sequence, opset: int, ir: int
) -> Path:
    """From "input1" to "output1"; before IR 4 weights had to be listed among the inputs."""
    held = [numpy_helper.from_array(weight.numpy(), name) for name, weight in weights.items()]
    inputs = [helper.make_tensor_value_info("input1", TensorProto.FLOAT, shape)]
    if ir < 4:
        inputs += [helper.make_tensor_value_info(t.name, t.data_type, list(t.dims)) for t in held]
    outputs = [helper.make_tensor_value_info("output1", TensorProto.FLOAT, ["a", "b", "c", "d"])]
    made = helper.make_graph(list(nodes), "net", inputs, outputs, held)
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir), path)
    return path


def weights_of(*, spread: float, shift: float) -> dict[str, Tensor]:
    dice = torch.Generator().manual_seed(3)
    return {
        "first.w": torch.randn(WIDTH, 3, 3, 3, generator=dice) * 0.3,
        "first.b": torch.randn(WIDTH, generator=dice) * 0.1,
        "norm.w": torch.ones(WIDTH),
        "norm.b": torch.zeros(WIDTH),
        "last.w": torch.randn(3, WIDTH, 3, 3, generator=dice) * spread,
        "last.b": torch.full((3,), shift),
        "twice": torch.tensor([1.0, 1.0, 2.0, 2.0]),
    }


def mirrored(x: Tensor) -> Tensor:
    return F.pad(x, (1, 1, 1, 1), mode="reflect")


def test_import_of_onnx_as_the_public_fast_neural_styles_are(tmp_path):
    """Opset 9 with Upsample, weights among the inputs, one size alone, values from 0 to 255 and beyond."""
    weights = weights_of(spread=14.0, shift=128.0)
    border = {"mode": "reflect", "pads": [0, 0, 1, 1, 0, 0, 1, 1]}
    nodes = [
        helper.make_node("Pad", ["input1"], ["a"], **border),
        helper.make_node("Conv", ["a", "first.w", "first.b"], ["b"], kernel_shape=[3, 3], strides=[2, 2]),
        helper.make_node("InstanceNormalization", ["b", "norm.w", "norm.b"], ["c"], epsilon=1e-5),
        helper.make_node("Relu", ["c"], ["d"]),
        helper.make_node("Upsample", ["d", "twice"], ["e"], mode="nearest"),
        helper.make_node("Pad", ["e"], ["f"], **border),
        helper.make_node("Conv", ["f", "last.w", "last.b"], ["output1"], kernel_shape=[3, 3]),
    ]
    path = written(tmp_path / "candy-9.onnx", nodes, weights, shape=[1, 3, 224, 224], opset=9, ir=3)

    def network(x: Tensor) -> Tensor:
        y = F.conv2d(mirrored(x), weights["first.w"], weights["first.b"], 2)
        y = F.interpolate(F.relu(F.instance_norm(y)), scale_factor=2, mode="nearest")
        return F.conv2d(mirrored(y), weights["last.w"], weights["last.b"])

    found, pack = imported(path, tmp_path)
    assert (found["family"], pack.picture.fixed_size) == ("onnx", (224, 224))
    assert pack.picture.range_in == pack.picture.range_out == (0, 255)
    agrees(pack, network)


@pytest.mark.parametrize(("last", "asked", "found"), [
    ("Tanh", "", (-1, 1)), ("Sigmoid", "", (0, 1)), ("Tanh", "0..1", (0, 1)),
])  # fmt: skip
def test_import_of_onnx_finds_the_range_unless_it_is_told(tmp_path, last, asked, found):
    weights = weights_of(spread=0.8, shift=0.0)
    del weights["twice"], weights["norm.w"], weights["norm.b"]
    nodes = [
        helper.make_node("Conv", ["input1", "first.w", "first.b"], ["a"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "last.w", "last.b"], ["c"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node(last, ["c"], ["output1"]),
    ]
    path = written(tmp_path / "net.onnx", nodes, weights, shape=["n", 3, "h", "w"], opset=17, ir=8)
    _, pack = imported(path, tmp_path, range=asked)
    assert pack.picture.range_in == pack.picture.range_out == found
    squeezed = getattr(torch, last.lower())

    def network(x: Tensor) -> Tensor:
        y = F.relu(F.conv2d(x, weights["first.w"], weights["first.b"], padding=1))
        return squeezed(F.conv2d(y, weights["last.w"], weights["last.b"], padding=1))

    agrees(pack, network)


def test_import_of_onnx_takes_an_upscaler_for_one_of_the_fields(tmp_path):
    """Enlarging says nothing of the range; upscalers work from 0 to 1."""
    weights = {"twice": torch.tensor([1.0, 1.0, 2.0, 2.0])}
    nodes = [helper.make_node("Upsample", ["input1", "twice"], ["output1"], mode="nearest")]
    path = written(tmp_path / "twice.onnx", nodes, weights, shape=[1, 3, "h", "w"], opset=9, ir=4)
    _, pack = imported(path, tmp_path)
    assert (pack.picture.scale, pack.picture.range_in, pack.picture.range_out) == (2, (0, 1), (0, 1))
