"""Which family a checkpoint is of, told from the names and shapes of its weights, and its hyper-parameters with it.
What each family is known by stands in its record (engines.families)."""

from __future__ import annotations

from typing import Any

from engines.errors import StylePackError
from engines.families.record import Weights
from engines.families.table import FAMILIES, importable


def fits(weights: Weights, family: str = "auto") -> bool:
    """Are these weights of that family, or of any?"""
    return any(record.fits(weights) for name, record in FAMILIES.items() if family in ("auto", name))


def joined(source: Weights, target: Weights) -> dict[str, Any]:
    """Of the generators of two domains, the one from the first's to the second's, as their family puts it together."""
    record = next((record for record in FAMILIES.values() if record.joined and record.fits(source)), None)
    return record.joined(source, target) if record is not None and record.joined is not None else dict(target)


def found(weights: Weights, family: str = "auto") -> str:
    """The family's name. Raises StylePackError where none fits, or the one asked for does not."""
    fitting = [name for name, record in FAMILIES.items() if record.fits(weights)]
    if family != "auto":
        if family not in importable():
            raise StylePackError("There is no family called {0}. Families: {1}.", repr(family), ", ".join(importable()))
        if family not in fitting:
            raise StylePackError("The checkpoint is not of the family {0}: it has no such weights.", family)
        return family
    if not fitting:
        some = ", ".join(sorted(weights)[:3])
        raise StylePackError("The checkpoint is of no family that can be imported (its weights: {0}...).", some[:120])
    return fitting[0]


def described(weights: Weights, family: str, *, norm: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """Its hyper-parameters, and its weights without leftovers. `norm`: said by whoever knows, for instance norm has no
    weights that tell of it. Raises StylePackError where the shapes make no sense.
    """
    record = FAMILIES[family]
    try:
        parameters = record.read(weights)
    except (KeyError, IndexError, ValueError, ZeroDivisionError) as error:
        raise StylePackError("The checkpoint's weights do not fit together as {0} ones do.", family) from error
    if norm and parameters.get("norm") == "batch":
        raise StylePackError("The checkpoint's convolutions are followed by batch norm: it has weights.")
    if norm and "norm" in parameters:
        had = parameters["norm"] == "instance" if parameters["bias"] is None else parameters["bias"]
        parameters |= {"norm": norm, "bias": None if had == (norm == "instance") else had}
    return parameters, dict(weights) if parameters.get("norm") == "batch" else record.kept(weights)
