"""Files that are no checkpoint: each is called what it is, with what to do, and "damaged" is said of none of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from engines.errors import StylePackError
from engines.importers.file_kinds import TABLE_END, check_kind

PAGE = b"\n<!DOCTYPE html><html><head><title>Virus scan warning</title></head></html>"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 45584384\n"
TORCH7 = b"\x04\0\0\0\x01\0\0\0\x03\0\0\0V 1\x11\0\0\0nn.Sequential" + bytes(300)


def said_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(StylePackError) as caught:
        check_kind(path)
    return str(caught.value)


@pytest.mark.parametrize(("name", "content", "words"), [
    ("net.pth", b"", "is empty. Download it again"),
    ("net.pth", PAGE, "is a web page"),
    ("net.safetensors", b"\xef\xbb\xbf<html lang=en>", "is a web page"),
    ("net.onnx", b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "is a web page"),
    ("net.pth", POINTER, "git lfs pull"),
    ("net.onnx", POINTER, "git lfs pull"),
    ("net.t7", TORCH7, "Torch7"),
    ("net.pth", b"4\n1\n3\nV 1\n13\nnn.Sequential\n", "Torch7"),
    ("net.h5", b"\x89HDF\r\n\x1a\n" + bytes(900), "Keras"),
    ("model.ckpt", bytes(600) + TABLE_END, "TensorFlow"),
    ("model.tflite", b"\x1c\0\0\0TFL3" + bytes(60), "TensorFlow"),
    ("frozen.pb", b"\x0a\x10" + bytes(60), "TensorFlow"),
    ("net.pth", b"\x89PNG\r\n\x1a\n" + bytes(60), "is a picture"),
    ("net.pth", b"7z\xbc\xaf\x27\x1c" + bytes(60), "is a packed folder"),
    ("net.pth", b'{"message": "Not Found"}', "is a text"),
    ("net.pth", "여기에는 가중치가 없습니다".encode() * 40, "is a text"),
])  # fmt: skip
def test_what_a_file_really_is_is_said(tmp_path, name, content, words):
    told = said_of(tmp_path / name, content)
    assert words in told and name in told and "damaged" not in told


@pytest.mark.parametrize(("members", "words"), [
    ({"photo.jpg": b"x", "net.pth": b"y"}, "packed folder"),
    ({"config.json": b"{}", "model.weights.h5": b"x"}, "Keras"),
    ({"net/data.pkl": b"x", "net/code/__torch__.py": b"x", "net/constants.pkl": b"x"}, "torch.jit.load"),
])  # fmt: skip
def test_what_a_zip_really_is_is_said(tmp_path, members, words):
    with zipfile.ZipFile(tmp_path / "net.pth", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(StylePackError, match=words):
        check_kind(tmp_path / "net.pth")


def test_a_folder_of_tensorflow_is_called_so(tmp_path):
    (tmp_path / "saved_model.pb").write_bytes(b"x")
    with pytest.raises(StylePackError, match="TensorFlow"):
        check_kind(tmp_path)


def test_real_checkpoints_pass(tmp_path):
    torch = pytest.importorskip("torch")
    for zipped in (True, False):
        torch.save({"a": torch.ones(3)}, tmp_path / "net.pth", _use_new_zipfile_serialization=zipped)
        check_kind(tmp_path / "net.pth")
    (tmp_path / "net.param").write_text("7767517\n2 2\n")
    check_kind(tmp_path / "net.param")
    check_kind(tmp_path)


def test_torch_script_is_told_how_to_save_weights(tmp_path):
    torch = pytest.importorskip("torch")
    torch.jit.save(torch.jit.script(torch.nn.Conv2d(3, 3, 1)), tmp_path / "net.pt")
    with pytest.raises(StylePackError, match="state_dict"):
        check_kind(tmp_path / "net.pt")
