"""Any image-to-image network in ONNX with one picture of three channels in and one out, as a style pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from engines import pictures
from engines.errors import EngineError, StylePackError
from engines.exporting.forms import thumbnail_png
from engines.exporting.onnx_files import silence
from engines.exporting.onnx_folding import fold_constants
from engines.exporting.pack_export import About, card, manifest, sample_picture
from engines.families.onnx import OnnxParameters
from engines.families.record import RANGES
from engines.importers.job import ImportJob
from engines.importers.onnx_data import take_in_weights
from engines.packs import file_checks
from engines.packs.manifest import PictureInputs
from engines.packs.stylepack import write_pack
from engines.runtimes.openvino import OpenVinoGraph

PROBE_PX = 256
MULTIPLES = (1, 4, 8, 16, 32, 64, 128, 256)
BEYOND = 4.0  # nobody who paints from -1 to 1 comes near it
BELOW = -0.02


def import_onnx(job: ImportJob, *, on_progress: Callable[[str], None]) -> dict[str, Any]:
    """Check, rename, try, write. Raises StylePackError in words where the graph is refused."""
    model = _read(job.checkpoint)
    size = _made_ours(model)
    with TemporaryDirectory() as work:
        file = Path(work) / "generator.onnx"
        onnx.save(model, file)
        file_checks.check_onnx(file, ("picture",), ("art",))
        on_progress("trying")
        graph = OpenVinoGraph(file, "f32")
        multiple, scale = _tried(graph, size)
        parameters = OnnxParameters(multiple=multiple, upscale=scale, height=size and size[0], width=size and size[1])
        inputs = PictureInputs(kind="picture", wants=job.wants or "photo", fixed_size=size, scale=scale)
        low_high = RANGES[job.range or _range(graph, inputs, multiple)]
        inputs = inputs.model_copy(update={"range_in": low_high, "range_out": low_high})
        told = {
            "family": "onnx",
            "parameters": parameters.model_dump(mode="json"),
            "wants": inputs.wants,
            "terms": "",
            "folder": str(job.folder),
        }
        if job.inspect:
            return told
        place = pictures.placed(sample_picture(), inputs, multiple)
        try:
            art = pictures.answered(graph.run_graph({"picture": place.array})["art"], place, inputs)
        except ValueError as error:
            raise StylePackError("The network's answer is no picture.") from error
        about = About(job.id, job.name, job.licence, job.source, job.author)
        files: dict[str, Path | bytes] = {
            "generator.onnx": file,
            "thumbnail.png": thumbnail_png(art),
            "MODEL_CARD.md": card(about, family="onnx", disagreement=None).encode(),
        }
        write_pack(job.folder, manifest(about, "onnx", parameters, inputs), files=files)
    return told


def _read(path: Path) -> onnx.ModelProto:
    """The graph with all its weights inside, and its shapes worked out where they are constants."""
    if path.stat().st_size > file_checks.SIZE_LIMITS[".onnx"]:
        raise StylePackError("{0} is too large to import.", path.name)
    try:
        model = onnx.load(path, load_external_data=False)
    except Exception as error:  # protobuf's errors have no name of their own here
        raise StylePackError("{0} is damaged, or no ONNX file.", path.name) from error
    take_in_weights(model, path)
    try:
        onnx.checker.check_model(model)
    except Exception as error:  # as above
        raise StylePackError("{0} is damaged, or no ONNX file.", path.name) from error
    fold_constants(model)
    return model


def _made_ours(model: onnx.ModelProto) -> tuple[int, int] | None:
    """Inputs and outputs named and laid out as a pack has them, in place; the fixed size (height, width), if any."""
    graph = model.graph
    weights = {tensor.name for tensor in graph.initializer}
    given = [value for value in graph.input if value.name not in weights]
    if len(given) != 1 or len(graph.output) != 1:
        raise StylePackError(
            "The ONNX file has {0} inputs and {1} outputs; one picture each.", len(given), len(graph.output)
        )
    kinds = [value.type.tensor_type.elem_type for value in (given[0], graph.output[0])]
    if not set(kinds) <= {TensorProto.FLOAT, TensorProto.FLOAT16}:
        raise StylePackError("The ONNX file's picture is not made of 32-bit or 16-bit floating point numbers.")
    shape = _shape(given[0])
    if len(shape) != 4 or (shape[1] != 3 and shape[3] != 3):
        raise StylePackError("The ONNX file does not read one picture of three channels.")
    last = shape[1] != 3
    before, after = "picture", "art"
    # Each step from the pack's picture to the network's, and back at the end.
    steps = []
    if last:
        steps.append(("Transpose", {"perm": [0, 2, 3, 1]}, {"perm": [0, 3, 1, 2]}))
        shape = [shape[0], 3, shape[1], shape[2]]
    if TensorProto.FLOAT16 in kinds:
        steps.append(("Cast", {"to": kinds[0]}, {"to": TensorProto.FLOAT}))
    inside = [(f"sketchart.in{i}", f"sketchart.out{i}") for i in range(len(steps))]
    renamed = dict(zip((given[0].name, graph.output[0].name), inside[-1] if inside else (before, after), strict=True))
    for node in graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]
        node.output[:] = [renamed.get(name, name) for name in node.output]
    head, tail = [], []
    for (operator, there, back), (here_in, here_out) in zip(steps, inside, strict=True):
        head.append(helper.make_node(operator, [before], [here_in], **there))
        tail.insert(0, helper.make_node(operator, [here_out], [after], **back))
        before, after = here_in, here_out
    nodes = [*head, *graph.node, *tail]
    del graph.node[:]
    graph.node.extend(nodes)
    size = (shape[2], shape[3]) if isinstance(shape[2], int) and isinstance(shape[3], int) else None
    sides = list(size) if size is not None else ["rows", "columns"]
    del graph.input[:], graph.output[:]
    graph.input.append(helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, *sides]))
    graph.output.append(helper.make_tensor_value_info("art", TensorProto.FLOAT, [1, 3, "r", "c"]))
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and not np.isfinite(numpy_helper.to_array(tensor)).all():
            raise StylePackError("The ONNX file holds weights that are no numbers.")
    silence(model)
    return size


def _shape(value: onnx.ValueInfoProto) -> list[int | None]:
    return [dim.dim_value if dim.dim_value > 0 else None for dim in value.type.tensor_type.shape.dim]


def _tried(graph: OpenVinoGraph, size: tuple[int, int] | None) -> tuple[int, int]:
    """The smallest size multiple that the network takes without changing the picture's proportions, and its scale."""
    for multiple in MULTIPLES if size is None else (1,):
        # A side that is a multiple of no larger power of two.
        rows, columns = size or (PROBE_PX + multiple, PROBE_PX + 3 * multiple)
        try:
            art = graph.run_graph({"picture": np.zeros((1, 3, rows, columns), np.float32)})["art"]
        except EngineError:
            continue
        scale = art.shape[2] // rows
        if 1 <= scale <= 8 and art.shape == (1, 3, scale * rows, scale * columns):
            return multiple, scale
    raise StylePackError("The ONNX network could not be run on a picture, or its answer is none of the same shape.")


def _range(graph: OpenVinoGraph, inputs: PictureInputs, multiple: int) -> str:
    """The range that the network paints in, by its answer to a picture from -1 to 1. Where it tells nothing, that of
    the field: upscalers 0..1, others -1..1.
    """
    asked = inputs.model_copy(update={"range_in": RANGES["-1..1"]})
    art = graph.run_graph({"picture": pictures.placed(sample_picture(), asked, multiple).array})["art"]
    if np.abs(art).max() > BEYOND:
        return "0..255"
    return "0..1" if inputs.scale > 1 or art.min() > BELOW else "-1..1"
