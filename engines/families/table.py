"""The table of generator families: what a style pack may name. Loads no torch.

Where several families fit a use, those that stand first are taken first.
"""

from __future__ import annotations

from engines.families import (
    animegan,
    cartoongan,
    cyclegan,
    munit,
    onnx,
    painter,
    pix2pix,
    sketchnet,
    srvgg,
    transformernet,
    ugatit,
    waifu2x,
)
from engines.families.parameters import PictureParameters
from engines.families.record import Family
from engines.families.sketchnet import SketchNetParameters

Parameters = SketchNetParameters | PictureParameters

FAMILIES: dict[str, Family] = {
    module.RECORD.name: module.RECORD
    for module in (
        sketchnet,
        pix2pix,
        cyclegan,
        munit,
        ugatit,
        cartoongan,
        animegan,
        transformernet,
        painter,
        srvgg,
        waifu2x,
        onnx,
    )
}


def importable() -> tuple[str, ...]:
    """Families that checkpoints are imported as, and "onnx"."""
    return (*(name for name, family in FAMILIES.items() if family.mark), "onnx")


def with_option(option: str) -> tuple[str, ...]:
    """Families whose import may be told that option ("direction", "norm")."""
    return tuple(name for name, family in FAMILIES.items() if option in family.options)


def taught_by(objective: str) -> tuple[str, ...]:
    """Families that the objective can teach; those whose own it is first."""
    known = [family for family in FAMILIES.values() if objective in family.taught_by]
    return tuple(family.name for family in sorted(known, key=lambda family: family.taught_by[0] != objective))
