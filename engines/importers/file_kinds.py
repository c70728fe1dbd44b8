"""What a file that is to be imported really is, told by its first and last bytes: a checkpoint, or something that only
looks like one by its name. Loads no torch.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from engines.errors import StylePackError

HEAD_BYTES = 512
TABLE_END = bytes.fromhex("57fb808b247547db")  # LevelDB's magic number, with which TensorFlow's tables end
# The first bytes of files that nobody should take for weights, and what such a file is.
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
WEB_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<!--")
TORCH7 = (b"\x04\0\0\0\x01\0\0\0\x03\0\0\0V ", b"4\n1\n3\nV ")
TENSORFLOW_SUFFIXES = (".pb", ".meta", ".index", ".tflite")


def check_kind(path: Path) -> None:
    """Raises StylePackError, saying what it is and what to do, where `path` is known to be no checkpoint that can be
    imported: empty, a web page, a Git LFS pointer, of another program, a picture, a packed folder, TorchScript.
    """
    if path.is_dir():
        if (path / "saved_model.pb").exists():
            raise _tensorflow(path)
        return
    size = path.stat().st_size
    if size == 0:
        raise StylePackError("{0} is empty. Download it again.", path.name)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(max(0, size - len(TABLE_END)))
        tail = file.read()
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(WEB_PAGES):
        raise StylePackError(
            "{0} is a web page, not a checkpoint: the address leads to a page. Open it in a browser and download the "
            "file that it offers.",
            path.name,
        )
    if head.startswith(b"version https://git-lfs"):
        raise StylePackError(
            "{0} is a Git LFS pointer: it stands for weights that were not downloaded. Use the site's download button, "
            "or `git lfs pull`.",
            path.name,
        )
    if head.startswith(TORCH7) or path.suffix == ".t7":
        raise StylePackError(
            "{0} is a Torch7 (Lua) file, which cannot be imported. Look for the same style for PyTorch or as ONNX.",
            path.name,
        )
    if head.startswith(b"\x89HDF\r\n\x1a\n") or path.suffix == ".keras":
        raise _keras(path)
    if tail == TABLE_END or head[4:8] == b"TFL3" or path.suffix in TENSORFLOW_SUFFIXES:
        raise _tensorflow(path)
    if head.startswith(PICTURES):
        raise StylePackError("{0} is a picture, not a checkpoint.", path.name)
    if head.startswith(ARCHIVES):
        raise _packed(path)
    if head.startswith(b"PK"):
        _check_zip(path)
    elif path.suffix not in (".param", ".csv") and _is_text(head):
        raise StylePackError("{0} is a text, not a checkpoint.", path.name)


def _tensorflow(path: Path) -> StylePackError:
    return StylePackError(
        "{0} is of TensorFlow, which cannot be imported. Convert it to ONNX, for example with tf2onnx.", path.name
    )


def _keras(path: Path) -> StylePackError:
    return StylePackError(
        "{0} is a Keras file, which cannot be imported. Convert it to ONNX, for example with tf2onnx.", path.name
    )


def _packed(path: Path) -> StylePackError:
    return StylePackError("{0} is a packed folder. Unpack it and import the checkpoint inside.", path.name)


def _check_zip(path: Path) -> None:
    """torch writes a folder with data.pkl; TorchScript has code beside it, all else is no checkpoint."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.partition("/")[2] for name in archive.namelist()]
            names += archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return  # cut off: what reads it says so
    if any(name.startswith("code/") for name in names) and "constants.pkl" in names:
        raise StylePackError(
            "{0} is TorchScript: a program together with its weights. Save the weights alone and import those: "
            'torch.save(torch.jit.load("{0}").state_dict(), "weights.pth").',
            path.name,
        )
    if "data.pkl" in names:
        return
    if "model.weights.h5" in names:
        raise _keras(path)
    raise _packed(path)


def _is_text(head: bytes) -> bool:
    """Words of at least a line, and nothing that text does not have."""
    try:
        text = head.decode("utf-8", errors="strict" if len(head) < HEAD_BYTES else "ignore")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\t\r\n\f" for sign in text)
