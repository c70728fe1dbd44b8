"""Style packs: what is written opens again; what is damaged, or not what it says it is, is refused in plain words."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from engines.errors import StylePackError
from engines.families.table import FAMILIES
from engines.packs import file_checks
from engines.packs.stylepack import open_pack, text_in, write_pack
from tests.unit.engines.pack_builders import HYPER_PARAMETERS, change_manifest, manifest, png, rehash


def test_a_written_pack_opens_again(pack):
    again = open_pack(pack.folder)
    assert again.manifest == pack.manifest
    assert [style.id for style in again.manifest.styles] == ["soft", "flat"]
    assert again.bank[0].colours == ((250, 200, 60), (80, 60, 40))
    assert again.generator_onnx.is_file() and again.weights.is_file() and again.style_thumbnail(1).is_file()
    assert text_in(again.manifest.name, "ko_KR") == "시험" and text_in(again.manifest.styles[1].name, "ko") == "Flat"


def test_the_table_spells_out_the_network():
    family = FAMILIES["sketchnet"]
    for parameters in (
        HYPER_PARAMETERS,
        {"styles": 4, "widths": [48, 96, 160, 224], "blocks": [0, 1, 1, 3], "condition": 128, "unshuffle": 4},
    ):
        network = family.build(parameters)
        expected = {name: tuple(weight.shape) for name, weight in network.state_dict().items()}
        assert family.tensors(family.check(parameters)) == expected
        assert family.check(parameters).size_multiple == network.size_multiple


@pytest.mark.parametrize("name", ["generator.onnx", "weights.safetensors", "thumbnail.png"])
def test_a_changed_file_is_found_by_its_hash(copy, name):
    content = bytearray((copy / name).read_bytes())
    content[-1] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(StylePackError, match=f"{name} is damaged or was changed"):
        open_pack(copy)


@pytest.mark.parametrize("name", ["generator.onnx", "weights.safetensors", "thumbnail.png", "style.json"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.9])
def test_a_truncated_file_is_refused_even_with_a_right_hash(copy, name, share):
    content = (copy / name).read_bytes()
    length = int(len(content) * share)
    # Of a thumbnail only the header is read here: cut into that.
    (copy / name).write_bytes(content[: min(length, 30) if name.endswith(".png") else length])
    if name != "style.json":
        rehash(copy)
    with pytest.raises(StylePackError):
        open_pack(copy)


@pytest.mark.parametrize("name", ["generator.onnx", "weights.safetensors", "thumbnail.png", "style.json"])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(StylePackError, match=name):
        open_pack(copy)


def test_a_link_is_no_file(copy, pack):
    (copy / "weights.safetensors").unlink()
    (copy / "weights.safetensors").symlink_to(pack.weights)
    with pytest.raises(StylePackError, match="missing"):
        open_pack(copy)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers(copy, value):
    weights = load_file(copy / "weights.safetensors")
    weights["head.weight"][0, 0, 0, 0] = value
    save_file(weights, copy / "weights.safetensors")
    rehash(copy)
    with pytest.raises(StylePackError, match="no numbers"):
        open_pack(copy)


def test_weights_of_another_shape_type_or_name(copy):
    weights = load_file(copy / "weights.safetensors")
    for spoilt in (
        {**weights, "head.bias": np.zeros(7, np.float32)},
        {**weights, "head.bias": weights["head.bias"].astype(np.float64)},
        {**weights, "more": np.zeros(1, np.float32)},
        {name: weight for name, weight in weights.items() if name != "head.bias"},
    ):
        save_file(spoilt, copy / "weights.safetensors")
        rehash(copy)
        with pytest.raises(StylePackError, match="do not fit"):
            open_pack(copy)


def test_a_safetensors_header_that_lies_about_its_length(copy):
    content = (copy / "weights.safetensors").read_bytes()
    (copy / "weights.safetensors").write_bytes(struct.pack("<Q", 2**62) + content[8:])
    rehash(copy)
    with pytest.raises(StylePackError, match="cannot be read"):
        open_pack(copy)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"id": "../evil"},
        {"id": "Trial"},
        {"name": {"ko": "시험"}},
        {"name": {"en": "two\nlines"}},
        {"family": "os.system"},
        {"hyper_parameters": {**HYPER_PARAMETERS, "widths": [8, 16, 10**9]}},
        {"hyper_parameters": {**HYPER_PARAMETERS, "blocks": [0, 1]}},
        {"hyper_parameters": {**HYPER_PARAMETERS, "extra": 1}},
        {"hyper_parameters": {}},
        {"size_multiple": 32},
        {"size_multiple": 0},
        {"styles": []},
        {"styles": [{"id": "a", "name": {"en": "A"}}, {"id": "a", "name": {"en": "B"}}]},
        {"styles": [{"id": name, "name": {"en": name}} for name in ("a", "b", "c")]},
        {"styles": [{"id": "a", "name": {"en": "A"}, "keep_lines": 2}]},
        {"palettes": [{"colours": [[256, 0, 0]], "shares": [1]}]},
        {"palettes": [{"colours": [[255, 0, 0]], "shares": [0.5, 0.5]}]},
        {"palettes": [{"colours": [[1, 2, 3]], "shares": [1]}] * 1025},
        {"inputs": {"planes": ["ink"], "palette": "4x4", "style": "weights"}},
        {"value_range": [-1, 1]},
        {"surprise": True},
    ],
    ids=str,
)
def test_a_manifest_that_is_not_valid(copy, changes):
    change_manifest(copy, **changes)
    with pytest.raises(StylePackError, match=r"style\.json"):
        open_pack(copy)


@pytest.mark.parametrize(
    "name", ["../../outside.png", "/etc/passwd", "a/b.png", "run.py", "weights.pth", ".hidden.png", "x" * 300]
)
def test_names_that_reach_outside_or_are_of_unknown_kind(copy, name):
    content = json.loads((copy / "style.json").read_text(encoding="utf-8"))
    change_manifest(copy, files={**content["files"], name: "0" * 64})
    with pytest.raises(StylePackError, match="not allowed"):
        open_pack(copy)


def test_a_thumbnail_larger_than_it_may_be(copy):
    content = bytearray(png())
    content[16:20] = struct.pack(">I", 40_000)
    content[29:33] = struct.pack(">I", file_checks.zlib.crc32(bytes(content[12:29])))
    (copy / "thumbnail.png").write_bytes(content)
    rehash(copy)
    with pytest.raises(StylePackError, match="40000 x 8"):
        open_pack(copy)


class TestGeneratorFile:
    """What check_onnx refuses. The spoilt files are made with the onnx package, which the check itself does not use."""

    @pytest.fixture
    def model(self, pack):
        onnx = pytest.importorskip("onnx")
        return onnx.load(str(pack.generator_onnx))

    def check(self, model, path) -> None:
        path = path / "generator.onnx"
        path.write_bytes(model.SerializeToString())
        file_checks.check_onnx(path)

    def test_ours_passes(self, model, tmp_path):
        self.check(model, tmp_path)

    def test_weights_in_another_file(self, model, tmp_path):
        tensor = model.graph.initializer[0]
        tensor.ClearField("raw_data")
        tensor.data_location = 1
        tensor.external_data.add(key="location", value="../../../etc/passwd")
        with pytest.raises(StylePackError, match="another file"):
            self.check(model, tmp_path)

    def test_weights_in_another_file_of_a_constant(self, model, tmp_path):
        node = model.graph.node.add(op_type="Constant", output=["unused"])
        tensor = node.attribute.add(name="value", type=4).t
        tensor.data_type, tensor.data_location = 1, 1
        tensor.external_data.add(key="location", value="secret")
        with pytest.raises(StylePackError, match="another file"):
            self.check(model, tmp_path)

    def test_weights_that_are_no_numbers(self, model, tmp_path):
        tensor = next(tensor for tensor in model.graph.initializer if tensor.data_type == 1)
        whole = tensor.raw_data
        tensor.raw_data = b"\x00\x00\xc0\x7f" + whole[4:]  # float32's
        with pytest.raises(StylePackError, match="no numbers"):
            self.check(model, tmp_path)
        tensor.raw_data = whole
        tensor = next(tensor for tensor in model.graph.initializer if tensor.name == "head.weight.half")
        tensor.raw_data = b"\x00\x7e" + tensor.raw_data[2:]  # float16's NaN
        with pytest.raises(StylePackError, match="no numbers"):
            self.check(model, tmp_path)

    def test_weights_that_lie_about_their_shape(self, model, tmp_path):
        model.graph.initializer[0].dims[0] = 2**40
        with pytest.raises(StylePackError, match="wrong size"):
            self.check(model, tmp_path)

    @pytest.mark.parametrize(
        ("operator", "domain"), [("Loop", ""), ("ConstantOfShape", ""), ("Expand", ""), ("Add", "evil"), ("Custom", "")]
    )
    def test_operators_that_an_image_needs_not(self, model, tmp_path, operator, domain):
        model.graph.node.add(op_type=operator, domain=domain, output=["unused"])
        with pytest.raises(StylePackError, match="operator that is not allowed"):
            self.check(model, tmp_path)

    def test_writing_to_places_of_its_own_choosing(self, model, tmp_path):
        from onnx import TensorProto, helper

        scatter = next(node for node in model.graph.node if node.op_type == "ScatterElements")
        model.graph.initializer.append(helper.make_tensor("far", TensorProto.INT64, [1], [-(10**7)]))
        scatter.input[1] = "far"
        with pytest.raises(StylePackError, match="places of its own choosing"):
            self.check(model, tmp_path)

    def scatter_into(self, model, *, size):
        """Change the size of the tensor that is written into: `size` is told the old one."""
        import numpy as np
        from onnx import numpy_helper

        scatter = next(node for node in model.graph.node if node.op_type == "ScatterElements")
        room = next(node for node in model.graph.node if scatter.input[0] in node.output)
        shape = next(t for t in model.graph.initializer if t.name == room.input[0])
        values = size(numpy_helper.to_array(shape).tolist())
        shape.CopyFrom(numpy_helper.from_array(np.array(values, np.int64), shape.name))

    def test_writing_into_too_small_a_tensor(self, model, tmp_path):
        self.scatter_into(model, size=lambda values: [*values[:2], 16, *values[3:]])
        with pytest.raises(StylePackError, match="places of its own choosing"):
            self.check(model, tmp_path)

    def test_a_tensor_of_a_billion_zeros(self, model, tmp_path):
        self.scatter_into(model, size=lambda values: [1, 1 << 20, 1 << 20])
        with pytest.raises(StylePackError, match="operator that is not allowed"):
            self.check(model, tmp_path)

    def test_a_graph_inside_an_operator(self, model, tmp_path):
        model.graph.node[0].attribute.add(name="body", type=5).g.name = "inner"
        with pytest.raises(StylePackError, match="graph inside"):
            self.check(model, tmp_path)

    def test_functions(self, model, tmp_path):
        model.functions.add(name="f", domain="d")
        with pytest.raises(StylePackError, match="one plain graph"):
            self.check(model, tmp_path)

    def test_other_inputs(self, model, tmp_path):
        model.graph.input[0].name = "other"
        with pytest.raises(StylePackError, match="other inputs"):
            self.check(model, tmp_path)

    def test_noise(self, tmp_path):
        dice = np.random.default_rng(0)
        for _ in range(200):
            path = tmp_path / "generator.onnx"
            path.write_bytes(dice.bytes(int(dice.integers(1, 400))))
            with pytest.raises(StylePackError):
                file_checks.check_onnx(path)

    def test_one_flipped_byte_never_gets_out_as_another_error(self, pack, tmp_path):
        dice = np.random.default_rng(1)
        whole = pack.generator_onnx.read_bytes()
        for _ in range(60):
            content = bytearray(whole)
            content[int(dice.integers(len(content)))] ^= int(dice.integers(1, 256))
            path = tmp_path / "generator.onnx"
            path.write_bytes(content)
            try:
                file_checks.check_onnx(path)
            except StylePackError as error:
                assert str(error).endswith(".")


class TestWriting:
    def test_a_pack_that_fails_its_own_checks_is_not_written(self, pack_files, tmp_path):
        with pytest.raises(StylePackError):
            write_pack(tmp_path / "new", manifest(size_multiple=64), files=pack_files)
        assert list(tmp_path.iterdir()) == []

    def test_a_failed_rewrite_leaves_the_old_pack(self, pack_files, tmp_path):
        write_pack(tmp_path / "style", manifest(version="1.0"), files=pack_files)
        with pytest.raises(StylePackError):
            write_pack(tmp_path / "style", manifest(version="2.0"), files={**pack_files, "thumbnail.png": b"no"})
        assert open_pack(tmp_path / "style").manifest.version == "1.0"
        write_pack(tmp_path / "style", manifest(version="2.0"), files=pack_files)
        assert open_pack(tmp_path / "style").manifest.version == "2.0"
        assert [path.name for path in tmp_path.iterdir()] == ["style"]


def test_what_a_pack_cannot_be_without(pack):
    assert {*pack.required} == {"generator.onnx", "weights.safetensors", "thumbnail.png"}
