"""Checkpoints that are not what they say: each is refused in words, and whoever asked lives on. No networks are
converted here, so it is quick.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from engines.errors import StylePackError
from engines.importers.convert import convert
from engines.importers.download import download
from engines.importers.job import ImportJob, run_import
from tests.unit.engines.importers import reference_networks as reference
from tests.unit.engines.importers.bad_checkpoints import Harmful, small
from tests.unit.engines.picture_packs import graph


def order(checkpoint: Path, tmp_path: Path, **more) -> ImportJob:
    terms = {"licence": "CC0-1.0", "source": "the tests", "author": "the tests"}
    return ImportJob(checkpoint=checkpoint, folder=tmp_path / "pack", id="pack", name="Pack", **{**terms, **more})


def refused(checkpoint: Path, tmp_path: Path, **more) -> str:
    with pytest.raises(StylePackError) as caught:
        convert(order(checkpoint, tmp_path, **more), on_progress=lambda _: None)
    assert not (tmp_path / "pack").exists()
    return str(caught.value)


def saved(tmp_path: Path, held: object, name: str = "net.pth") -> Path:
    torch.save(held, tmp_path / name)
    return tmp_path / name


def test_import_refuses_code_in_a_child_and_runs_none(tmp_path):
    mark = tmp_path / "harm"
    path = saved(tmp_path, {"state_dict": small(), "extra": Harmful(mark)})
    with pytest.raises(StylePackError, match="run code"):
        run_import(order(path, tmp_path))
    assert not mark.exists() and not (tmp_path / "pack").exists()
    path.write_bytes(pickle.dumps(Harmful(mark)))
    assert "run code" in refused(path, tmp_path)
    assert not mark.exists()


def test_import_survives_a_child_that_dies(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(StylePackError, match="without a word"):
        run_import(order(saved(tmp_path, small()), tmp_path))


def test_import_can_be_stopped_and_has_a_time_limit(tmp_path):
    path = saved(tmp_path, small())
    with pytest.raises(StylePackError, match="stopped"):
        run_import(order(path, tmp_path), should_stop=lambda: True)
    with pytest.raises(StylePackError, match="too long"):
        run_import(order(path, tmp_path), time_limit_s=0.0)


def test_import_refuses_wrong_shapes(tmp_path):
    weights = small()
    weights["body.2.weight"] = torch.zeros(4, 5, 3, 3)
    assert "body.2.weight is [4, 5, 3, 3] and should be [4, 4, 3, 3]" in refused(saved(tmp_path, weights), tmp_path)
    del weights["body.2.weight"]
    assert "body.2.weight is missing" in refused(saved(tmp_path, weights), tmp_path)


def test_import_refuses_values_that_are_no_numbers(tmp_path):
    weights = small()
    weights["body.0.bias"][1] = float("nan")
    assert "no numbers" in refused(saved(tmp_path, weights), tmp_path)


def test_import_refuses_a_claim_of_three_gigabytes(tmp_path):
    """A kilobyte that says it holds 3 GB: one number, repeated by strides."""
    weights = {**small(), "body.0.weight": torch.zeros(1).expand(800_000_000)}
    path = saved(tmp_path, weights)
    assert path.stat().st_size < 20_000
    assert "more weights than any" in refused(path, tmp_path)


def test_import_refuses_a_packed_bomb(tmp_path):
    plain = saved(tmp_path, small())
    bomb = tmp_path / "bomb.pth"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in source.infolist():
            packed.writestr(info.filename, source.read(info))
    assert "packed in a way" in refused(bomb, tmp_path)


@pytest.mark.parametrize("share", [0.3, 0.9])
@pytest.mark.parametrize("zipped", [True, False])
def test_import_refuses_truncated_files(tmp_path, share, zipped):
    path = tmp_path / "net.pth"
    torch.save(small(), path, _use_new_zipfile_serialization=zipped)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in refused(path, tmp_path)


def test_import_refuses_what_it_does_not_know(tmp_path):
    assert "no family that can be imported" in refused(saved(tmp_path, {"layer1.weight": torch.ones(1)}), tmp_path)
    assert "not of the family munit" in refused(saved(tmp_path, small()), tmp_path, family="munit")
    assert "not of the family onnx" in refused(saved(tmp_path, small()), tmp_path, family="onnx")
    assert "no family called 'gan'" in refused(saved(tmp_path, small()), tmp_path, family="gan")
    assert "no weights by name" in refused(saved(tmp_path, [1, 2]), tmp_path)
    (tmp_path / "text.pth").write_text("hello")
    assert "is a text" in refused(tmp_path / "text.pth", tmp_path)
    for name, content in (("model.ckpt", b"\0\1\2\3" * 90), ("some.zip", b"PK")):
        (tmp_path / name).write_bytes(content)
        assert "damaged" in refused(tmp_path / name, tmp_path)
    (tmp_path / "alone.bin").write_bytes(b"\x47\x6b\x30\x01" + b"\0" * 80)
    assert "needs its .param file" in refused(tmp_path / "alone.bin", tmp_path)
    (tmp_path / "net.safetensors").write_bytes(b"\xff" * 64)
    assert "damaged" in refused(tmp_path / "net.safetensors", tmp_path)
    (tmp_path / "empty").mkdir()
    assert "no weights" in refused(tmp_path / "empty", tmp_path)


def test_import_wants_to_know_the_terms(tmp_path):
    path = saved(tmp_path, small())
    assert "licence" in refused(path, tmp_path, licence=" ")
    found = convert(order(path, tmp_path, licence="", author="", inspect=True), on_progress=lambda _: None)
    assert found["family"] == "srvgg" and "licence" in found["terms"]
    assert not (tmp_path / "pack").exists()


def test_import_refuses_npy_files_with_objects(tmp_path):
    folder = tmp_path / "weights"
    folder.mkdir()
    np.save(folder / "conv01_1.weight.npy", np.array([Harmful(tmp_path / "harm")], object), allow_pickle=True)
    assert "more than numbers" in refused(folder, tmp_path)
    assert not (tmp_path / "harm").exists()


def test_import_refuses_ncnn_that_is_cut_or_too_long(tmp_path):
    from tests.unit.engines.importers.ncnn_files import ncnn_files

    path = ncnn_files(reference.upconv_weights(), tmp_path, half=True)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    assert "truncated" in refused(path, tmp_path)
    path.write_bytes(whole + b"\0" * 8)
    assert "too many" in refused(path, tmp_path)
    path.with_suffix(".param").write_text("something else")
    assert "no network of ncnn" in refused(path, tmp_path)


def test_import_refuses_a_compact_ncnn_that_ends_otherwise(tmp_path):
    from tests.unit.engines.importers.ncnn_files import ncnn_compact

    weights = reference.srvgg_weights(width=4, convolutions=1, scale=2)
    ends = "PixelShuffle last 1 1 a b 0=2\nInterp up 1 1 data c 0=1 1=2 2=2\nInterp half 1 1 b d 0=1 1=0.5 2=0.5"
    assert "ends in another way" in refused(ncnn_compact(weights, tmp_path, upscale=2, half=False, ends=ends), tmp_path)
    weights["body.1.weight"] = torch.ones(3)
    assert "another layer" in refused(ncnn_compact(weights, tmp_path, upscale=2, half=True), tmp_path)


def test_import_of_onnx_and_what_it_refuses(tmp_path):
    """Any network of one picture: its names, its layout and its size multiple are found by trying."""
    import onnx
    from onnx import helper

    from engines.packs.stylepack import open_pack

    half = graph([helper.make_node("AveragePool", ["picture"], ["art"], kernel_shape=[2, 2], strides=[2, 2])])
    path = tmp_path / "net.onnx"
    path.write_bytes(half)
    assert "same shape" in refused(path, tmp_path)
    path.write_bytes(half[:40])
    assert "damaged" in refused(path, tmp_path)
    path.write_bytes(graph([helper.make_node("Add", ["picture", "style"], ["art"])], style=3))
    assert "2 inputs" in refused(path, tmp_path)
    # Channels last, other names, answers 0 to 255, and only every second pixel is read: sides must be even.
    info = [helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, [1, "h", "w", 3]) for n in ("in:0", "out:0")]
    nodes = [
        helper.make_node("Transpose", ["in:0"], ["a"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["a"], ["b"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Resize", ["b", "", "twice"], ["c"], mode="nearest"),
        helper.make_node("Transpose", ["c"], ["out:0"], perm=[0, 2, 3, 1]),
    ]
    twice = onnx.numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "twice")
    made = helper.make_graph(nodes, "net", info[:1], info[1:], [twice])
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)
    found = convert(order(path, tmp_path, range="0..255"), on_progress=lambda _: None)
    assert found["parameters"] == {"multiple": 4, "upscale": 1, "height": None, "width": None}
    pack = open_pack(tmp_path / "pack")
    from engines.engine import open_engine
    from tests.unit.engines.importers.importing import photo

    for size in ((250, 187), (513, 1024)):
        asked = photo(*size)
        image = open_engine(pack, "cpu", precision="f32").render(asked).image
        assert image.shape == (*size, 4)
        assert np.abs(image.astype(int) - asked.photo)[8:-8, 8:-8].mean() < 4


class Answer(io.BytesIO):
    """What the network would give."""


def test_import_downloads_by_https_only_within_a_limit(tmp_path):
    for address in ("http://example.org/net.pth", "file:///etc/passwd", "ftp://example.org/a"):
        with pytest.raises(StylePackError, match="https alone"):
            download(address, tmp_path)
    seen: list[int] = []
    address = "https://example.org/some/net%20G.pth?x=1"
    path, digest = download(address, tmp_path, opened=lambda _: Answer(b"abc"), on_progress=seen.append)
    assert (path.name, path.read_bytes(), seen) == ("net G.pth", b"abc", [3])
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(StylePackError, match="too large"):
        download(address, tmp_path, opened=lambda _: Answer(b"abcd"), limit_bytes=3)

    def broken(_: str) -> Answer:
        raise OSError("no route")

    with pytest.raises(StylePackError, match="no route"):
        download(address, tmp_path, opened=broken)
