"""One import from checkpoint to style pack: find the family, build its network, prove that both runtimes agree,
write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from pydantic import ValidationError
from torch import Tensor

from engines.errors import StylePackError
from engines.exporting.pack_export import About, numbered, publish
from engines.importers import checkpoint_reader, layouts, ncnn
from engines.importers.foreign_onnx import import_onnx
from engines.importers.job import KNOWN_TERMS, ImportOrder
from engines.networks.parameters import PictureParameters
from engines.networks.table import FAMILIES
from engines.packs.manifest import PictureInputs


@dataclass(frozen=True)
class Found:
    """What a checkpoint turned out to be."""

    family: str
    parameters: PictureParameters
    inputs: PictureInputs
    tensors: dict[str, Tensor]


def convert(order: ImportOrder, *, on_progress: Callable[[str], None]) -> dict[str, Any]:
    """Do the order; tells what was found. Raises StylePackError in words where the checkpoint is refused."""
    if not order.inspect and not (order.licence.strip() and order.source.strip() and order.author.strip()):
        raise StylePackError("A style needs to say its licence, its source and its author.")
    on_progress("reading")
    if order.checkpoint.suffix == ".onnx":
        if order.family not in ("auto", "onnx"):
            raise StylePackError("An ONNX file is imported as it is: its family is onnx.")
        return import_onnx(order, on_progress=on_progress)
    found = find(order)
    told = {
        "family": found.family,
        "parameters": found.parameters.model_dump(mode="json"),
        "wants": found.inputs.wants,
        "terms": KNOWN_TERMS.get(found.family, ""),
        "folder": str(order.folder),
    }
    if order.inspect:
        return told
    network = FAMILIES[found.family].build(found.parameters.model_dump())
    _load(network, found.tensors)
    publish(
        network,
        family=found.family,
        parameters=found.parameters,
        inputs=found.inputs,
        about=about_of(order, found.parameters.style_weights),
        folder=order.folder,
        on_progress=on_progress,
    )
    return told


def find(order: ImportOrder) -> Found:
    """Family, hyper-parameters and tensors of a checkpoint, checked against each other without building anything
    large.
    """
    path = order.checkpoint
    if path.suffix in (".param", ".bin") and path.with_suffix(".param").is_file():
        family = "waifu2x"
        read, tensors = ncnn.read_ncnn(path)
        if order.family not in ("auto", family):
            raise StylePackError("The checkpoint is not of the family {0}: it is a network of ncnn.", order.family)
    else:
        tensors = checkpoint_reader.read_tensors(path, direction=order.direction)
        family = layouts.found(tensors, order.family)
        read, tensors = layouts.described(tensors, family)
    try:
        parameters = FAMILIES[family].check({name: _plain(value) for name, value in read.items()})
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise StylePackError(
            "The checkpoint is no {0} that can be imported: {1}: {2}.", family, place, fault["msg"]
        ) from error
    assert isinstance(parameters, PictureParameters)
    _check_shapes(family, parameters, tensors)
    return Found(family, parameters, _inputs(family, parameters, order), tensors)


def about_of(order: ImportOrder, styles: int) -> About:
    """What the pack says of itself; `styles`: of a network that has several."""
    names = numbered(order.id, order.name, styles)
    return About(order.id, order.name, order.licence, order.source, order.author, styles=names)


def _check_shapes(family: str, parameters: PictureParameters, tensors: Mapping[str, Tensor]) -> None:
    """Names and shapes as the network has them, seen on the meta device: nothing is allocated for a wrong
    checkpoint.
    """
    with torch.device("meta"):
        wanted = FAMILIES[family].build(parameters.model_dump()).state_dict()
    wanted = {name: tensor for name, tensor in wanted.items() if not name.endswith("num_batches_tracked")}
    odd = sorted(wanted.keys() ^ tensors.keys())
    if odd:
        name = odd[0][:80]
        if odd[0] in wanted:
            raise StylePackError("The checkpoint does not fit a {0} network: {1} is missing.", family, name)
        raise StylePackError("The checkpoint does not fit a {0} network: {1} does not belong there.", family, name)
    for name, tensor in tensors.items():
        if tensor.shape != wanted[name].shape:
            raise StylePackError(
                "The checkpoint does not fit a {0} network: {1} is {2} and should be {3}.",
                family,
                name[:80],
                list(tensor.shape),
                list(wanted[name].shape),
            )


def _load(network: torch.nn.Module, tensors: Mapping[str, Tensor]) -> None:
    counted = {n: t for n, t in network.state_dict().items() if n.endswith("num_batches_tracked")}
    network.load_state_dict({**tensors, **counted}, strict=True)


def _inputs(family: str, parameters: PictureParameters, order: ImportOrder) -> PictureInputs:
    layout = layouts.LAYOUTS[family]
    low_high = layouts.RANGES[order.range or layout.range]
    channels, answers = (getattr(parameters, name, 3) for name in ("in_channels", "out_channels"))
    if channels not in (1, 3) or answers not in (1, 3):
        raise StylePackError("The network reads {0} and answers {1} channels; pictures have 3 or 1.", channels, answers)
    return PictureInputs(
        kind="picture",
        wants=order.wants or layout.wants,  # type: ignore[arg-type]
        order="grey" if channels == 1 else layout.order,  # type: ignore[arg-type]
        order_out="grey" if answers == 1 else layout.order,  # type: ignore[arg-type]
        range_in=low_high,
        range_out=low_high,
        fixed_size=(parameters.fixed_size, parameters.fixed_size) if parameters.fixed_size else None,
        margin=parameters.margin,
        scale=parameters.scale,
        style="code" if parameters.style_code else "weights" if parameters.style_weights else "none",
        style_length=parameters.style_code or parameters.style_weights,
        reference=bool(parameters.style_code),
        landmarks=getattr(parameters, "landmarks", 0),
        heatmap=parameters.heatmap,
    )


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, bool)) else int(value)
