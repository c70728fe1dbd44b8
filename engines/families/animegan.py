"""AnimeGANv2."""

from __future__ import annotations

from engines.families.parameters import PictureParameters, Width
from engines.families.record import Family
from resources.messages import Message


class AnimeGanParameters(PictureParameters):
    """AnimeGANv2's generator. `align_corners`: which of the two documented ways its pictures are enlarged inside."""

    width: Width = 32
    align_corners: bool = True


RECORD = Family(
    name="animegan",
    parameters=AnimeGanParameters,
    module="engines.networks.animegan",
    class_name="AnimeGanGenerator",
    mark=r"block_a\.0\.1\.weight",
    read=lambda weights: {"width": weights["block_a.0.1.weight"].shape[0]},
    terms=Message("AnimeGANv2's authors allow non-commercial use only."),
    taught_by=("cartoongan",),
)
