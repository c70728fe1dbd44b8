"""The finishing network of a taught style: what is known of it without torch."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Frequency = Annotated[float, Field(ge=-0.5, le=0.5)]
Strength = Annotated[float, Field(ge=0, le=4)]
Phase = Annotated[float, Field(ge=-3.2, le=3.2)]
# Cycles a pixel across and down, strength, phase at the upper left corner (radians).
Wave = tuple[Frequency, Frequency, Strength, Phase]
PATTERNS = 4
WAVES = 48
Dilation = Annotated[int, Field(ge=1, le=8)]

ART_PLANES = 8  # engines.compositing.finishing.art_planes
NOISE_PLANES = 6
PLACE_PLANES = 2
CELL = 2  # the network works on cells of 2 x 2 pixels
SIZE_MULTIPLE = 8
MARGIN_PX = 8  # beyond each edge of the canvas: convolutions see no end there


class FinishParameters(BaseModel):
    """The hyper-parameters of engines.networks.finishing.FinishingNetwork.

    `patterns`: what is tied to the canvas (ruled or squared paper, dots, hatching), each a sum of waves whose first one
    leads. `seed`: of the noise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    width: Annotated[int, Field(ge=4, le=128)] = 24
    context: Annotated[int, Field(ge=4, le=128)] = 32
    dilations: Annotated[tuple[Dilation, ...], Field(max_length=8)] = (1, 2, 1)
    patterns: Annotated[
        tuple[Annotated[tuple[Wave, ...], Field(min_length=1, max_length=WAVES)], ...], Field(max_length=PATTERNS)
    ] = ()
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


CANVAS_PLANES = NOISE_PLANES + PLACE_PLANES + 3 * PATTERNS * CELL**2  # engines.compositing.finishing.canvas_planes
