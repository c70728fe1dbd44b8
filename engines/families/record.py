"""A generator family's record: all that the program knows of it but its network. Loads no torch.

A new family is one network file, one such record and its line in `engines.families.table`
(docs/how-to/add-a-family.md).
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel

from resources.messages import Message

if TYPE_CHECKING:
    from torch import nn

Shape = tuple[int, ...]
Wants = Literal["line_art", "coloured_drawing", "photo"]
RANGES: Mapping[str, tuple[float, float]] = {"-1..1": (-1.0, 1.0), "0..1": (0.0, 1.0), "0..255": (0.0, 255.0)}
RUNNING = (".running_mean", ".running_var", ".num_batches_tracked")


class Weight(Protocol):
    """As much of a tensor as its family is told by."""

    @property
    def shape(self) -> Any: ...


Weights = Mapping[str, Any]  # name -> Weight


def nothing_read(_: Weights) -> dict[str, Any]:
    """Of a family that no checkpoint is imported as."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Family:
    """One generator family.

    The network: `module` and `class_name` say where its class (or the function that builds it) is, imported only when
    one is built; without a module there is no network of ours, and packs hold an ONNX graph alone. `parameters` is the
    schema of its hyper-parameters, `tensors` its weights' names and shapes, where they are known without torch.

    Its pictures, as papers and checkpoints have them: `wants` (line_art, coloured_drawing or photo), the channels'
    `order` (rgb or bgr) and the `range` of values, a key of RANGES. `upscales`: it enlarges or cleans and has no style.

    Import: `mark` is a pattern of names that only its weights have ("" = no checkpoints of it are imported), `read`
    tells the hyper-parameters by names and shapes. `keeps_running`: the running statistics of that name are the
    network's, else they are leftovers; so are names that end as one of `leftovers`. `joined`: of generators of two
    domains, the one from the first's to the second's. `options`: what the weights do not tell and may be asked for, of
    "direction" and "norm". `terms`: what is known of the licence of its authors' weights, no legal advice.

    Teaching: `taught_by` names the objectives that can teach it, its own first.
    """

    name: str
    parameters: type[BaseModel]
    module: str = ""
    class_name: str = ""
    tensors: Callable[[Any], dict[str, Shape]] | None = None
    wants: Wants = "photo"
    order: Literal["rgb", "bgr"] = "rgb"
    range: str = "-1..1"
    upscales: bool = False
    mark: str = ""
    read: Callable[[Weights], dict[str, Any]] = nothing_read
    keeps_running: Callable[[str], bool] = lambda _: False
    leftovers: tuple[str, ...] = ()
    joined: Callable[[Weights, Weights], dict[str, Any]] | None = None
    options: tuple[str, ...] = ()
    terms: Message | str = ""
    taught_by: tuple[str, ...] = ()

    def check(self, hyper_parameters: Mapping[str, Any]) -> Any:
        """The parameters, checked, of the class `parameters`; raises pydantic.ValidationError."""
        return self.parameters.model_validate(dict(hyper_parameters))

    def build(self, hyper_parameters: Mapping[str, Any]) -> nn.Module:
        """The network, untrained. Imports torch."""
        if not self.module:
            raise ValueError("this family is known by its ONNX file alone")
        network = getattr(importlib.import_module(self.module), self.class_name)
        return network(**self.check(hyper_parameters).model_dump())

    def fits(self, weights: Weights) -> bool:
        """Are these weights of this family, by their names?"""
        return bool(self.mark) and any(re.fullmatch(self.mark, name) for name in weights)

    def kept(self, weights: Weights) -> dict[str, Any]:
        """Those that are the network's, without leftovers."""
        dropped = (*RUNNING, *self.leftovers)
        return {name: w for name, w in weights.items() if not name.endswith(dropped) or self.keeps_running(name)}


def norm_told(*, batch: bool, bias: bool) -> dict[str, Any]:
    """The hyper-parameters `norm` and `bias` of pix2pix and CycleGAN. Instance norm has no weights: without them and
    without biases, which it comes with, there is no norm.
    """
    norm = "batch" if batch else "instance" if bias else "none"
    return {"norm": norm, "bias": None if bias == (norm == "instance") else bias}
