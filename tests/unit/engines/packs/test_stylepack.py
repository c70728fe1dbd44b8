"""Style packs: what is written opens again; what is damaged, or not what it says it is, is refused in plain words."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from engines.errors import StylePackError, StyleTakenError
from engines.families.table import FAMILIES
from engines.packs import archive as pack_archive
from engines.packs import file_checks
from engines.packs.stylepack import StyleLibrary, open_pack, text_in, write_pack
from tests.unit.engines.pack_builders import HYPER_PARAMETERS, manifest, png


@pytest.fixture
def copy(pack, tmp_path) -> Path:
    """The pack's folder, free to be spoilt."""
    return Path(shutil.copytree(pack.folder, tmp_path / "copy"))


def rehash(folder: Path) -> None:
    """Makes the manifest agree with the files, as whoever forges a pack would."""
    path = folder / "style.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in content["files"]}
    path.write_text(json.dumps(content), encoding="utf-8")


def change_manifest(folder: Path, **changes: object) -> None:
    path = folder / "style.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **changes}), encoding="utf-8")


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


class TestLibrary:
    @pytest.fixture
    def library(self, pack_files, tmp_path) -> StyleLibrary:
        styles = [{"id": "house", "name": {"en": "House"}}]
        write_pack(tmp_path / "bundled" / "house", manifest(id="house-pack", styles=styles), files=pack_files)
        return StyleLibrary(tmp_path / "bundled", tmp_path / "user")

    @pytest.fixture
    def archive(self, pack, tmp_path) -> Path:
        pack_archive.zip_pack(pack.folder.iterdir(), tmp_path / "trial.sketchstyle")
        return tmp_path / "trial.sketchstyle"

    def test_install_find_remove(self, library, archive):
        assert [pack.id for pack in library.list()] == ["house-pack"]
        installed = library.install(archive)
        assert installed.id == "trial" and not installed.bundled
        assert [pack.id for pack in library.list()] == ["house-pack", "trial"]
        assert library.find("flat") == library.find("trial/flat") == (installed, 1)
        assert library.find("trial") == (installed, 0)
        assert library.find("house")[0].bundled
        library.remove("trial")
        with pytest.raises(StylePackError, match=r"no style called 'flat'\. Styles here: house"):
            library.find("flat")

    def test_a_folder_can_be_installed_and_leaves_strays_behind(self, library, copy, tmp_path):
        (copy / "notes.txt").write_text("not in the manifest")
        (copy / "run.sh").write_text("echo hello")
        library.install(copy)
        assert sorted(path.name for path in (tmp_path / "user" / "trial").iterdir()) == sorted(
            ["generator.onnx", "style.json", "thumbnail.png", "weights.safetensors"]
        )
        assert [path.name for path in (tmp_path / "user").iterdir()] == ["trial"]

    def test_a_newer_version_takes_the_place_and_a_bad_one_does_not(self, library, copy, archive, tmp_path):
        library.install(archive)
        change_manifest(copy, version="1.1")
        assert library.install(copy, on_taken="replace").manifest.version == "1.1"
        (copy / "thumbnail.png").write_bytes(png(9, 9))
        with pytest.raises(StylePackError, match="changed"):
            library.install(copy, on_taken="replace")
        assert library.find("trial")[0].manifest.version == "1.1"
        assert [path.name for path in (tmp_path / "user").iterdir()] == ["trial"]

    def test_a_style_is_replaced_only_when_that_is_asked_for(self, library, copy, archive, tmp_path):
        first = library.install(archive)
        assert library.install(archive) == first, "the very same pack is no other one"
        change_manifest(copy, version="1.1", author="somebody else")
        with pytest.raises(StyleTakenError, match=f"a style called {first.manifest.name['en']} already") as caught:
            library.install(copy)
        assert caught.value.replaceable and library.find("trial")[0].manifest.version == "1.0"
        for number in (2, 3):
            kept = library.install(copy, on_taken="keep_both")
            assert (kept.id, kept.manifest.name["en"]) == (f"trial-{number}", f"{first.manifest.name['en']} {number}")
            assert kept.manifest.author == "somebody else"
        assert [pack.id for pack in library.list()] == ["house-pack", "trial", "trial-2", "trial-3"]
        assert library.find("trial")[0].manifest.author == first.manifest.author

    def test_beside_a_bundled_style_one_of_its_id_can_be_kept(self, library, copy):
        change_manifest(copy, id="house-pack")
        with pytest.raises(StyleTakenError, match="came with the app") as caught:
            library.install(copy)
        assert not caught.value.replaceable
        assert library.install(copy, on_taken="keep_both").id == "house-pack-2"

    def test_a_free_id_is_no_longer_than_one_may_be(self, library, copy):
        long = "a" * 40
        change_manifest(copy, id=long)
        library.install(copy)
        change_manifest(copy, version="1.1")
        assert library.install(copy, on_taken="keep_both").id == "a" * 38 + "-2"

    def test_bundled_packs_stay(self, library, tmp_path):
        with pytest.raises(StylePackError, match="cannot be removed"):
            library.remove("house-pack")
        for on_taken in ("refuse", "replace"):
            with pytest.raises(StylePackError, match="cannot be replaced"):
                library.install(tmp_path / "bundled" / "house", on_taken=on_taken)
        with pytest.raises(StylePackError, match="no style pack"):
            library.remove("..")

    def test_a_broken_folder_is_told_and_hides_no_other(self, library, tmp_path):
        (tmp_path / "user" / "broken").mkdir(parents=True)
        (tmp_path / "user" / "broken" / "style.json").write_text("{")
        assert [pack.id for pack in library.list()] == ["house-pack"]
        assert len(library.problems()) == 1 and library.problems()[0].startswith("broken: ")

    def test_what_is_no_style_file(self, library, tmp_path):
        (tmp_path / "noise.sketchstyle").write_bytes(b"PK\x03\x04 and then nothing")
        for name, text in (("noise.sketchstyle", "not a style file"), ("absent.sketchstyle", "no file")):
            with pytest.raises(StylePackError, match=text):
                library.install(tmp_path / name)

    @pytest.mark.parametrize(
        "name",
        ["../outside.txt", "/outside.txt", "a/../../outside.txt", "..\\outside.txt", "C:outside.txt", "a/b/c.txt"],
    )
    def test_names_that_reach_outside(self, library, archive, tmp_path, name):
        with zipfile.ZipFile(archive, "a") as pack:
            pack.writestr(name, "x")
        with pytest.raises(StylePackError, match="not allowed"):
            library.install(archive)
        assert not list(tmp_path.glob("**/outside*"))
        assert list((tmp_path / "user").iterdir()) == []

    def test_a_link_in_the_archive(self, library, archive):
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(archive, "a") as pack:
            pack.writestr(info, "/etc/passwd")
        with pytest.raises(StylePackError, match="no plain file"):
            library.install(archive)

    def test_a_zip_bomb(self, library, archive, monkeypatch):
        with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("bomb.txt", b"0" * (file_checks.SIZE_LIMITS[".txt"] + 1))
        with pytest.raises(StylePackError, match="too large: bomb"):
            library.install(archive)

    def test_many_files_that_together_are_too_much(self, library, archive, monkeypatch):
        monkeypatch.setattr(pack_archive, "TOTAL_LIMIT_BYTES", 1000)
        with pytest.raises(StylePackError, match="too large"):
            library.install(archive)

    def test_too_many_files(self, library, archive):
        with zipfile.ZipFile(archive, "a") as pack:
            for number in range(pack_archive.ENTRIES_LIMIT + 1):
                pack.writestr(f"note{number}.txt", "x")
        with pytest.raises(StylePackError, match="too many"):
            library.install(archive)

    def test_a_folder_around_the_files_is_taken_off(self, library, pack, tmp_path):
        with zipfile.ZipFile(tmp_path / "inside.sketchstyle", "w") as archive:
            for path in pack.folder.iterdir():
                archive.write(path, f"trial/{path.name}")
        assert library.install(tmp_path / "inside.sketchstyle").id == "trial"

    def test_a_damaged_archive(self, library, archive):
        content = bytearray(archive.read_bytes())
        for at in range(200, len(content) - 400, 997):
            content[at] ^= 0xFF
        archive.write_bytes(content)
        with pytest.raises(StylePackError):
            library.install(archive)


def test_what_a_pack_cannot_be_without(pack):
    assert {*pack.required} == {"generator.onnx", "weights.safetensors", "thumbnail.png"}
