"""Checks of the single files in a style pack, before anything in them is used. Nothing here trusts a length, a name or
a number.

Each check raises StylePackError in plain words. Loads neither torch nor OpenVINO nor onnx.
"""

from __future__ import annotations

import hashlib
import math
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from engines.errors import StylePackError

MIB = 2**20
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}(\.[A-Za-z0-9_-]{1,16}){1,3}", re.ASCII)
SIZE_LIMITS: Mapping[str, int] = {
    ".json": 2 * MIB,
    # The largest known generator, U-GAT-IT for 256 pixels, holds 279 million weights.
    ".onnx": 640 * MIB,
    ".safetensors": 640 * MIB,
    ".png": 4 * MIB,
    ".md": MIB,
    ".txt": MIB,
}
THUMBNAIL_LIMIT_PX = 2048

# Operators an image generator needs. None of them makes a tensor out of nothing but a number, none holds a graph of its
# own.
# fmt: off
OPERATORS = frozenset({
    "Add", "AveragePool", "Cast", "Clip", "Concat", "Constant", "ConstantOfShape", "Conv", "ConvTranspose",
    "DepthToSpace", "DequantizeLinear", "Div", "Einsum", "Elu", "Equal", "Erf", "Exp", "Expand", "Flatten",
    "Gather", "Gelu", "Gemm", "GlobalAveragePool", "Greater", "GreaterOrEqual", "HardSigmoid", "HardSwish",
    "Identity", "InstanceNormalization", "LayerNormalization", "LeakyRelu", "Less", "LessOrEqual", "Log", "LogSoftmax",
    "MatMul", "Max", "MaxPool", "Min", "Mul", "Neg", "PRelu", "Pad", "Pow", "QuantizeLinear", "Reciprocal", "ReduceMax",
    "ReduceMean", "ReduceSum", "Relu", "Reshape", "Resize", "ScatterElements", "Shape", "Sigmoid", "Slice",
    "Softmax", "Softplus", "SpaceToDepth", "Split", "Sqrt", "Squeeze", "Sub", "Sum", "Tanh", "Transpose",
    "Unsqueeze", "Where",
})
# fmt: on
# What generators of pictures use besides, among them what other people's exporters write.
PICTURE_OPERATORS = OPERATORS | {
    *("Abs", "And", "BatchNormalization", "Ceil", "Dropout", "Floor", "GlobalMaxPool", "GroupNormalization", "Mish"),
    *("Mean", "Mod", "Not", "Or", "ReduceL2", "ReduceMin", "ReduceProd", "ReduceSumSquare", "Round", "Selu", "Sign"),
    *("Softsign", "Upsample"),
}
# ONNX TensorProto.DataType -> numpy type, for the types that a generator may hold.
TENSOR_TYPES = {1: "<f4", 2: "|u1", 3: "|i1", 6: "<i4", 7: "<i8", 9: "|b1", 10: "<f2"}
# What only moves numbers about: an index that comes from the planes by these alone is a region's number, 0 to 255.
MOVING = frozenset({"Cast", "Expand", "Flatten", "Identity", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze"})
# What puts a shape together out of other shapes' sides.
SIDES = frozenset({"Cast", "Concat", "Gather", "Identity", "Reshape", "Slice", "Squeeze", "Unsqueeze"})
NUMBERS = 256
SPREAD = 1 << 16  # numbers that an operator may make out of nothing
# As many as one operator may repeat values to where pictures are read: 64 channels of 1024 x 1024 pixels.
REPEATED = 1 << 26
TENSORS_LIMIT = 4096
INPUTS = ("planes", "palette", "style")
OUTPUTS = ("art",)


def size_limit(name: str) -> int:
    """How many bytes the file of that name may have; refuses names that are no plain file name of a known kind."""
    suffix = Path(name).suffix
    if not FILE_NAME.fullmatch(name) or suffix not in SIZE_LIMITS:
        raise StylePackError("The style holds a file with a name that is not allowed: {0}.", repr(name[:80]))
    return SIZE_LIMITS[suffix]


def check_size(path: Path) -> None:
    limit = size_limit(path.name)
    if path.is_symlink() or not path.is_file():
        raise StylePackError("The style's file {0} is missing.", path.name)
    size = path.stat().st_size
    if size == 0:
        raise StylePackError("The style's file {0} is empty.", path.name)
    if size > limit:
        raise StylePackError(
            "The style's file {0} is too large ({1} MiB; {2} MiB at most).", path.name, size // MIB, limit // MIB
        )


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_png(path: Path) -> None:
    """A PNG whose header is whole and whose sides are 1..2048 pixels; its pixels are not decoded."""
    head = path.read_bytes()[:33]
    if len(head) < 33 or head[:8] != b"\x89PNG\r\n\x1a\n" or head[8:16] != b"\0\0\0\rIHDR":
        raise StylePackError("The style's file {0} is not a PNG picture.", path.name)
    width, height = struct.unpack(">II", head[16:24])
    if zlib.crc32(head[12:29]) != struct.unpack(">I", head[29:33])[0]:
        raise StylePackError("The style's file {0} is damaged.", path.name)
    if not (0 < width <= THUMBNAIL_LIMIT_PX and 0 < height <= THUMBNAIL_LIMIT_PX):
        raise StylePackError("The style's file {0} is too large: {1} x {2} pixels.", path.name, width, height)


def check_weights(path: Path, expected: Mapping[str, tuple[int, ...]]) -> None:
    """The safetensors file has exactly the tensors `expected` (name -> shape), float32 or float16, all finite."""
    try:
        with safe_open(path, framework="np") as tensors:
            names = set(tensors.keys())
            if names != set(expected):
                odd = sorted(names ^ set(expected))[0]
                raise StylePackError(
                    "The style's weights do not fit its network: {0} is missing or too many.", repr(odd[:80])
                )
            for name, shape in expected.items():
                part = tensors.get_slice(name)
                if tuple(part.get_shape()) != tuple(shape) or part.get_dtype() not in ("F32", "F16"):
                    raise StylePackError(
                        "The style's weights do not fit its network: {0} is {1} {2}, and should be {3}.",
                        name,
                        part.get_dtype(),
                        part.get_shape(),
                        list(shape),
                    )
            for name in expected:
                if not np.isfinite(tensors.get_tensor(name)).all():
                    raise StylePackError("The style's weights hold values that are no numbers, in {0}.", name)
    except (SafetensorError, OSError, ValueError) as error:
        raise StylePackError("The style's weights cannot be read.") from error


def check_any_weights(path: Path) -> None:
    """The safetensors file has a sound number of tensors, float32 or float16, all finite.

    Whether they are the network's is found where they are loaded, name by name: no number of theirs makes anything
    larger than the file is.
    """
    try:
        with safe_open(path, framework="np") as tensors:
            names = list(tensors.keys())
            if not 0 < len(names) <= TENSORS_LIMIT:
                raise StylePackError("The style's weights are empty or too many.")
            for name in names:
                if tensors.get_slice(name).get_dtype() not in ("F32", "F16"):
                    raise StylePackError(
                        "The style's weights are of a type that is not allowed, in {0}.", repr(name[:80])
                    )
                if not np.isfinite(tensors.get_tensor(name)).all():
                    raise StylePackError(
                        "The style's weights hold values that are no numbers, in {0}.", repr(name[:80])
                    )
    except (SafetensorError, OSError, ValueError) as error:
        raise StylePackError("The style's weights cannot be read.") from error


def check_onnx(path: Path, inputs: tuple[str, ...] = INPUTS, outputs: tuple[str, ...] = OUTPUTS) -> None:
    """The ONNX file is one plain graph from `inputs` to `outputs`, of known operators, with finite weights inside.

    Refused above all: weights kept in other files (a path in the file could name any file of the user's), operators of
    unknown domains, control flow, functions. Reads the protobuf by its wire format
    (protobuf.dev/programming-guides/encoding).
    """
    try:
        model = _Message(memoryview(path.read_bytes()))
        graphs = model.parts(7)
        if len(graphs) != 1 or model.has(20) or model.has(25):
            raise StylePackError("The style's generator is not one plain graph.")
        _check_graph(_Message(graphs[0]), inputs, outputs)
    except (ValueError, IndexError, struct.error, UnicodeDecodeError) as error:
        raise StylePackError("The style's generator file is damaged.") from error


def _check_graph(graph: _Message, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> None:
    allowed = OPERATORS if inputs == INPUTS else PICTURE_OPERATORS
    if graph.has(15):
        raise StylePackError("The style's generator holds sparse weights, which are not supported.")
    for raw in graph.parts(5):
        _check_tensor(_Message(raw))
    for raw in graph.parts(1):
        node = _Message(raw)
        operator, domain = node.text(4), node.text(7)
        if domain not in ("", "ai.onnx") or operator not in allowed:
            raise StylePackError(
                "The style's generator uses an operator that is not allowed: {0}.", repr(operator[:40])
            )
        for attribute in map(_Message, node.parts(5)):
            if any(attribute.has(number) for number in (6, 11, 22, 23)):
                raise StylePackError("The style's generator holds a graph inside an operator, which is not allowed.")
            for tensor in (*attribute.parts(5), *attribute.parts(10)):
                _check_tensor(_Message(tensor))
    # Initialisers may be listed among the inputs by old exporters; ours never are.
    names = (
        tuple(_Message(raw).text(1) for raw in graph.parts(11)),
        tuple(_Message(raw).text(1) for raw in graph.parts(12)),
    )
    if names != (inputs, outputs):
        raise StylePackError(
            "The style's generator has other inputs or outputs than {0} and {1}.", ", ".join(inputs), ", ".join(outputs)
        )
    _check_scatters(graph, repeated=SPREAD if allowed is OPERATORS else REPEATED)


def _check_scatters(graph: _Message, *, repeated: int) -> None:
    """ScatterElements writes where its indices say, and the runtime does not stop it at the end of the memory: allowed
    are only indices that are numbers of regions, into constant tensors with room for all of them. ConstantOfShape and
    Expand take as much memory as a number asks for: it has to be a constant, and modest (`repeated` numbers of
    Expand's), or Expand's be the shape of another tensor, which is there already."""
    nodes = [_Message(raw) for raw in graph.parts(1)]
    made_by = {bytes(name).decode(): node for node in nodes for name in node.parts(2)}
    shapes = {t.text(8): _int64s(t) for t in map(_Message, graph.parts(5)) if t.numbers(2) == [7]}
    for node in nodes:
        operator, names = node.text(4), [bytes(name).decode() for name in node.parts(1)]
        if operator in ("ConstantOfShape", "Expand"):
            shape = shapes.get(names[-1], []) if names else []
            limit = repeated if operator == "Expand" else SPREAD
            if operator == "Expand" and repeated > SPREAD and names and _is_shape(names[-1], made_by, shapes):
                continue
            if not 1 <= math.prod(shape or [0]) <= limit or min(shape) < 1:
                raise StylePackError("The style's generator uses an operator that is not allowed: {0}.", repr(operator))
        if operator != "ScatterElements":
            continue
        data, index = names[:2]
        room = made_by.get(data)
        shape = shapes.get(room.text(1), []) if room is not None and room.text(4) == "ConstantOfShape" else []
        axes = [a.numbers(3) for a in map(_Message, node.parts(5)) if a.text(1) == "axis"]
        axis = axes[0][0] if axes and axes[0] else 0
        for _ in range(len(nodes)):
            source = made_by.get(index)
            if source is None or source.text(4) not in MOVING:
                break
            index = bytes(source.parts(1)[0]).decode()
        if index != "planes" or not axis < len(shape) or shape[axis] < NUMBERS:
            raise StylePackError("The style's generator writes to places of its own choosing, which is not allowed.")


def _is_shape(name: str, made_by: Mapping[str, _Message], constants: Mapping[str, list[int]]) -> bool:
    """Is it put together of sides of tensors and of constants, without arithmetic? Then Expand makes nothing larger
    than any product with those tensors would be.
    """
    waiting, seen = [name], {name}
    sides = False
    while waiting:
        part = waiting.pop()
        node = made_by.get(part)
        if node is None:
            if not all(0 < side <= SPREAD for side in constants.get(part, [0])):
                return False
            continue
        operator = node.text(4)
        if operator == "Shape":
            sides = True
        elif operator in SIDES:
            inner = [bytes(raw).decode() for raw in node.parts(1)]
            # Of a choice, what is chosen from counts, and not the places.
            inner = inner if operator == "Concat" else inner[:1]
            waiting += [one for one in inner if one not in seen]
            seen.update(inner)
        else:
            return False
    return sides


def _int64s(tensor: _Message) -> list[int]:
    raw = tensor.parts(9)
    return np.frombuffer(raw[0], "<i8").tolist() if raw else tensor.numbers(7)


def _check_tensor(tensor: _Message) -> None:
    if tensor.has(13) or any(tensor.numbers(14)):
        raise StylePackError("The style's generator keeps weights in another file, which is not allowed.")
    kind = next(iter(tensor.numbers(2)), 0)
    if kind not in TENSOR_TYPES:
        raise StylePackError("The style's generator holds weights of a type that is not allowed.")
    dtype = np.dtype(TENSOR_TYPES[kind])
    count = 1
    for dim in tensor.numbers(1):
        count *= dim
    raw = tensor.parts(9)
    if raw:
        if len(raw) != 1 or len(raw[0]) != count * dtype.itemsize:
            raise StylePackError("The style's generator is damaged: weights of a wrong size.")
        values = np.frombuffer(raw[0], dtype)
    elif floats := tensor.parts(4):
        values = np.frombuffer(b"".join(floats), "<f4")
    else:
        return
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise StylePackError("The style's generator holds weights that are no numbers.")


class _Message:
    """One protobuf message, split into its fields: field number -> values (int, or memoryview of a length-delimited
    part).
    """

    def __init__(self, view: memoryview) -> None:
        self._fields: dict[int, list[int | memoryview]] = {}
        for number, value in _fields(view):
            self._fields.setdefault(number, []).append(value)

    def has(self, number: int) -> bool:
        return number in self._fields

    def parts(self, number: int) -> list[memoryview]:
        values = self._fields.get(number, [])
        if not all(isinstance(value, memoryview) for value in values):
            raise ValueError("a field of a wrong kind")
        return [value for value in values if isinstance(value, memoryview)]

    def text(self, number: int) -> str:
        parts = self.parts(number)
        return bytes(parts[-1]).decode() if parts else ""

    def numbers(self, number: int) -> list[int]:
        """Varints, packed or not."""
        found: list[int] = []
        for value in self._fields.get(number, []):
            if isinstance(value, int):
                found.append(value)
                continue
            at = 0
            while at < len(value):
                item, at = _varint(value, at)
                found.append(item)
        return found


def _fields(view: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(view):
        key, at = _varint(view, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(view, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(view, at)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise ValueError("an unknown wire type")
        if at + length > len(view):
            raise ValueError("a field longer than its file")
        yield number, view[at : at + length]
        at += length


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = view[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise ValueError("a number without an end")
