"""The weights that torch's exporter keeps in a second file beside an ONNX file: NAME.onnx.data.

The ONNX file says where they are, and a stranger may have written any path there: only a plain file in the same folder
is ever opened.
"""

from __future__ import annotations

import math
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from engines.errors import StylePackError
from engines.packs import file_checks


def take_in_weights(model: onnx.ModelProto, path: Path) -> None:
    """Put the weights beside the file `path` into `model`, in place. Raises StylePackError where they are missing, too
    many, cut off, or said to be anywhere else than in a file beside it.
    """
    apart = [tensor for tensor in model.graph.initializer if tensor.data_location == TensorProto.EXTERNAL]
    budget = file_checks.SIZE_LIMITS[".onnx"]
    for tensor in apart:
        told = {entry.key: entry.value for entry in tensor.external_data}
        file = _beside(path, told.get("location", ""))
        size = _size(tensor)
        offset = _number(told.get("offset", "0"))
        if size is None or offset is None or _number(told.get("length", str(size))) != size:
            raise StylePackError("{0} is damaged, or no ONNX file.", path.name)
        budget -= size
        if budget < 0:
            raise StylePackError("{0} is too large to import.", file.name)
        with file.open("rb") as content:
            content.seek(offset)
            raw = content.read(size)
        if len(raw) != size:
            raise StylePackError("{0} is truncated.", file.name)
        tensor.raw_data = raw
        tensor.data_location = TensorProto.DEFAULT
        del tensor.external_data[:]


def _beside(path: Path, location: str) -> Path:
    """The plain file of that name in the folder of `path`, or that of its own name where both were renamed."""
    if not location or "/" in location or "\\" in location or "\0" in location or location in (".", ".."):
        raise StylePackError("{0} wants to read a file from another folder, and is refused.", path.name)
    for file in (path.with_name(location), path.with_name(path.name + ".data")):
        if file.is_file() and not file.is_symlink():
            return file
    raise StylePackError(
        "{0} keeps its weights in a second file, {1}, which is missing. Put both into one folder.", path.name, location
    )


def _size(tensor: TensorProto) -> int | None:
    """Bytes of its numbers; None for a type without a fixed size."""
    try:
        item = helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
    except (KeyError, ValueError, TypeError):
        return None
    return item * math.prod(tensor.dims) if all(side >= 0 for side in tensor.dims) else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
