"""What a generator of a known family reads and answers, as a pack's manifest says it."""

from __future__ import annotations

from typing import Literal

from engines.errors import StylePackError
from engines.families.parameters import PictureParameters
from engines.families.record import RANGES, Family, Wants
from engines.packs.manifest import PictureInputs


def inputs_of(
    record: Family, parameters: PictureParameters, *, wants: Wants | Literal[""] = "", range: str = ""
) -> PictureInputs:
    """`wants`, `range`: where they are others than the family's. Raises StylePackError for numbers of channels that no
    picture has.
    """
    channels, answers = (getattr(parameters, name, 3) for name in ("in_channels", "out_channels"))
    if channels not in (1, 3) or answers not in (1, 3):
        raise StylePackError("The network reads {0} and answers {1} channels; pictures have 3 or 1.", channels, answers)
    low_high = RANGES[range or record.range]
    return PictureInputs(
        kind="picture",
        wants=wants or record.wants,
        order="grey" if channels == 1 else record.order,
        order_out="grey" if answers == 1 else record.order,
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
