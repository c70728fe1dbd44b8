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

from engines.errors import StylePackError
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


class Styled(torch.nn.Module):
    """In the ways of fast neural style: borders mirrored, enlarged by neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = torch.nn.Conv2d(3, WIDTH, 3, 2), torch.nn.Conv2d(WIDTH, 3, 3)
        self.mirror, self.norm = torch.nn.ReflectionPad2d(1), torch.nn.InstanceNorm2d(WIDTH, affine=True)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm(self.first(self.mirror(x))))
        return torch.tanh(self.last(self.mirror(F.interpolate(y, scale_factor=2, mode="nearest"))) * 2)


class Cartooned(torch.nn.Module):
    """In the ways of CartoonGAN: a norm written out with `expand_as`."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = (torch.nn.Conv2d(a, b, 3, padding=1) for a, b in ((3, WIDTH), (WIDTH, 3)))
        self.scale, self.shift = torch.nn.Parameter(torch.rand(WIDTH)), torch.nn.Parameter(torch.rand(WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        y = self.first(x)
        flat = y.view(y.size(0), y.size(1), y.size(2) * y.size(3))
        mean = flat.mean(2).unsqueeze(2).unsqueeze(3).expand_as(y)
        var = torch.var(flat, 2).unsqueeze(2).unsqueeze(3).expand_as(y)
        scale, shift = (part.unsqueeze(1).unsqueeze(1).unsqueeze(0).expand_as(y) for part in (self.scale, self.shift))
        return torch.tanh(self.last((y - mean) / torch.sqrt(var + 1e-9) * scale + shift) * 2)


@pytest.mark.parametrize(("kind", "opset", "free"), [
    (Styled, 11, False), (Styled, 17, True), (Cartooned, 11, True), (Cartooned, 17, False),
])  # fmt: skip
@pytest.mark.filterwarnings("ignore")
def test_import_of_onnx_as_torchs_older_exporter_writes_it(tmp_path, kind, opset, free):
    """Paddings and shapes computed while it runs: ConstantOfShape, Expand."""
    torch.manual_seed(1)
    network, path = kind().eval(), tmp_path / "net.onnx"
    sides = {2: "h", 3: "w"}
    torch.onnx.export(
        network, (torch.rand(1, 3, 64, 64),), path, opset_version=opset, dynamo=False, input_names=["x"],
        output_names=["y"], dynamic_axes={"x": sides, "y": sides} if free else None,
    )  # fmt: skip
    assert {"ConstantOfShape", "Expand"} & {node.op_type for node in onnx.load(path).graph.node}
    _, pack = imported(path, tmp_path, range="-1..1")
    assert pack.picture.fixed_size == (None if free else (64, 64))
    agrees(pack, network)


@pytest.mark.parametrize("free", [True, False])
def test_import_of_cartoongan_as_torchs_new_exporter_writes_it(tmp_path, free):
    torch.manual_seed(1)
    network, path = Cartooned().eval(), tmp_path / "net.onnx"
    sides = {axis: 2 * torch.export.Dim(name, min=8, max=2048) for axis, name in ((2, "h"), (3, "w"))}
    torch.onnx.export(
        network, (torch.rand(1, 3, 64, 64),), path, dynamo=True, verbose=False,
        dynamic_shapes=(sides,) if free else None,
    )  # fmt: skip
    assert "Expand" in {node.op_type for node in onnx.load(path).graph.node}
    _, pack = imported(path, tmp_path, range="-1..1")
    agrees(pack, network)


@pytest.mark.parametrize("shape", [[1, WIDTH, 1 << 14, 1 << 14], [-1, 4, 4, 4], [1 << 40]])
@pytest.mark.parametrize("operator", ["Expand", "ConstantOfShape"])
def test_import_of_onnx_refuses_what_takes_memory_out_of_nothing(tmp_path, operator, shape):
    weights = {"shape": torch.tensor(shape), "one": torch.ones(1)}
    given = ["one", "shape"] if operator == "Expand" else ["shape"]
    nodes = [
        helper.make_node(operator, given, ["a"]),
        helper.make_node("ReduceMax", ["a"], ["b"], keepdims=0),
        helper.make_node("Add", ["input1", "b"], ["output1"]),
    ]
    path = written(tmp_path / "net.onnx", nodes, weights, shape=[1, 3, "h", "w"], opset=17, ir=8)
    with pytest.raises(StylePackError, match=r"not allowed|damaged"):
        imported(path, tmp_path)


def test_import_of_onnx_refuses_a_shape_reckoned_from_the_pictures(tmp_path):
    weights = {"many": torch.tensor([1 << 20, 1, 1, 1]), "one": torch.ones(1, 1, 1, 1)}
    nodes = [
        helper.make_node("Shape", ["input1"], ["s"]),
        helper.make_node("Mul", ["s", "many"], ["t"]),
        helper.make_node("Expand", ["one", "t"], ["a"]),
        helper.make_node("ReduceMax", ["a"], ["b"], keepdims=0),
        helper.make_node("Add", ["input1", "b"], ["output1"]),
    ]
    path = written(tmp_path / "net.onnx", nodes, weights, shape=[1, 3, "h", "w"], opset=17, ir=8)
    with pytest.raises(StylePackError, match="not allowed"):
        imported(path, tmp_path)


def plain(path: Path, *, dtype: torch.dtype = torch.float32) -> Path:
    """Two convolutions, and their function."""
    weights = {n: w.to(dtype) for n, w in weights_of(spread=0.8, shift=0.0).items() if n[:4] in ("firs", "last")}
    nodes = [
        helper.make_node("Conv", ["input1", "first.w", "first.b"], ["a"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "last.w", "last.b"], ["c"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node("Tanh", ["c"], ["output1"]),
    ]
    written(path, nodes, weights, shape=["n", 3, "h", "w"], opset=17, ir=8)
    if dtype == torch.float16:
        model = onnx.load(path)
        for value in (model.graph.input[0], model.graph.output[0]):
            value.type.tensor_type.elem_type = TensorProto.FLOAT16
        onnx.save(model, path)
    return path


def plainly(x: Tensor) -> Tensor:
    weights = {n: w.half().float() for n, w in weights_of(spread=0.8, shift=0.0).items()}
    y = F.relu(F.conv2d(x, weights["first.w"], weights["first.b"], padding=1))
    return torch.tanh(F.conv2d(y, weights["last.w"], weights["last.b"], padding=1))


def test_import_of_onnx_that_reads_half_precision(tmp_path):
    found, pack = imported(plain(tmp_path / "half.onnx", dtype=torch.float16), tmp_path, range="-1..1")
    assert found["family"] == "onnx" and pack.picture.fixed_size is None
    agrees(pack, plainly, close=4)


def apart(path: Path, **changed: str) -> Path:
    """As torch writes by itself: the weights in NAME.onnx.data. `changed`: what is said of each."""
    model = onnx.load(plain(path))
    onnx.save_model(
        model, path, save_as_external_data=True, all_tensors_to_one_file=True, location=f"{path.name}.data",
        size_threshold=0,
    )  # fmt: skip
    model = onnx.load(path, load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            entry.value = changed.get(entry.key, entry.value)
    onnx.save(model, path)
    return path


def test_import_of_onnx_with_its_weights_beside_it(tmp_path):
    path = apart(tmp_path / "net.onnx")
    _, pack = imported(path, tmp_path, range="-1..1")
    agrees(pack, plainly, close=3)
    # Both renamed: the file beside it is still meant.
    path.rename(tmp_path / "other.onnx")
    (tmp_path / "net.onnx.data").rename(tmp_path / "other.onnx.data")
    found, _ = imported(tmp_path / "other.onnx", tmp_path / "again")
    assert found["family"] == "onnx"


@pytest.mark.parametrize("location", ["/etc/passwd", "../net.onnx.data", "sub/net.onnx.data", "..\\x", "..", ""])
def test_import_of_onnx_reads_no_file_from_elsewhere(tmp_path, location):
    (tmp_path / "sub").mkdir()
    path = apart(tmp_path / "sub" / "net.onnx", location=location)
    (tmp_path / "net.onnx.data").write_bytes(bytes(1 << 16))
    with pytest.raises(StylePackError, match="another folder"):
        imported(path, tmp_path)


def test_import_of_onnx_tells_when_its_weights_are_missing_or_cut(tmp_path):
    path = apart(tmp_path / "net.onnx")
    data = tmp_path / "net.onnx.data"
    whole = data.read_bytes()
    data.write_bytes(whole[:-40])
    with pytest.raises(StylePackError, match=r"net.onnx.data is truncated"):
        imported(path, tmp_path)
    data.rename(tmp_path / "kept")
    with pytest.raises(StylePackError, match=r"second file, net.onnx.data, which is missing"):
        imported(path, tmp_path)
    data.symlink_to(tmp_path / "kept")
    with pytest.raises(StylePackError, match="missing"):
        imported(path, tmp_path)
    for wrong in ({"length": "7"}, {"offset": "-8"}, {"offset": "x"}):
        with pytest.raises(StylePackError, match="damaged"):
            imported(apart(tmp_path / "wrong.onnx", **wrong), tmp_path)


def test_import_of_onnx_takes_an_upscaler_for_one_of_the_fields(tmp_path):
    """Enlarging says nothing of the range; upscalers work from 0 to 1."""
    weights = {"twice": torch.tensor([1.0, 1.0, 2.0, 2.0])}
    nodes = [helper.make_node("Upsample", ["input1", "twice"], ["output1"], mode="nearest")]
    path = written(tmp_path / "twice.onnx", nodes, weights, shape=[1, 3, "h", "w"], opset=9, ir=4)
    _, pack = imported(path, tmp_path)
    assert (pack.picture.scale, pack.picture.range_in, pack.picture.range_out) == (2, (0, 1), (0, 1))
