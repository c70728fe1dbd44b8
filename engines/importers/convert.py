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
from engines.families.parameters import PictureParameters
from engines.families.table import FAMILIES
from engines.importers import checkpoint_reader, detection, ncnn
from engines.importers.file_kinds import check_kind
from engines.importers.foreign_onnx import import_onnx
from engines.importers.job import ImportJob
from engines.packs.family_inputs import inputs_of
from engines.packs.manifest import PictureInputs


@dataclass(frozen=True)
class Found:
    """What a checkpoint turned out to be."""

    family: str
    parameters: PictureParameters
    inputs: PictureInputs
    tensors: dict[str, Tensor]


def convert(job: ImportJob, *, on_progress: Callable[[str], None]) -> dict[str, Any]:
    """Do the job; tells what was found. Raises StylePackError in words where the checkpoint is refused."""
    if not job.inspect and not (job.licence.strip() and job.source.strip() and job.author.strip()):
        raise StylePackError("A style needs to say its licence, its source and its author.")
    on_progress("reading")
    check_kind(job.checkpoint)
    if job.checkpoint.suffix == ".onnx":
        if job.family not in ("auto", "onnx"):
            raise StylePackError("An ONNX file is imported as it is: its family is onnx.")
        return import_onnx(job, on_progress=on_progress)
    found = find(job)
    told = {
        "family": found.family,
        "parameters": found.parameters.model_dump(mode="json"),
        "wants": found.inputs.wants,
        "terms": FAMILIES[found.family].terms,
        "folder": str(job.folder),
    }
    if job.inspect:
        return told
    network = FAMILIES[found.family].build(found.parameters.model_dump())
    _load(network, found.tensors)
    publish(
        network,
        family=found.family,
        parameters=found.parameters,
        inputs=found.inputs,
        about=about_of(job, found.parameters.style_weights),
        folder=job.folder,
        on_progress=on_progress,
    )
    return told


def find(job: ImportJob) -> Found:
    """Family, hyper-parameters and tensors of a checkpoint, checked against each other without building anything
    large.
    """
    path = job.checkpoint
    if path.suffix in (".param", ".bin") and path.with_suffix(".param").is_file():
        family, read, tensors = ncnn.read_ncnn(path)
        if job.family not in ("auto", family):
            raise StylePackError("The checkpoint is not of the family {0}: it is a network of ncnn.", job.family)
    else:
        tensors = checkpoint_reader.read_tensors(
            path,
            direction=job.direction,
            fits=lambda tensors: detection.fits(tensors, job.family),
            joined=detection.joined,
        )
        family = detection.found(tensors, job.family)
        read, tensors = detection.described(tensors, family, norm=job.norm)
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
    return Found(family, parameters, inputs_of(FAMILIES[family], parameters, wants=job.wants, range=job.range), tensors)


def about_of(job: ImportJob, styles: int) -> About:
    """What the pack says of itself; `styles`: of a network that has several."""
    names = numbered(job.id, job.name, styles)
    return About(job.id, job.name, job.licence, job.source, job.author, styles=names)


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


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, bool)) else int(value)
