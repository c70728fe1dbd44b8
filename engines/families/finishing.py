"""The finishing network of a taught style: what is known of it without torch."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Frequency = Annotated[float, Field(ge=-0.5, le=0.5)]
Dilation = Annotated[int, Field(ge=1, le=8)]

ART_PLANES = 8  # engines.compositing.finishing.art_planes
NOISE_PLANES = 6
PLACE_PLANES = 2
CELL = 2  # the network works on cells of 2 x 2 pixels
SIZE_MULTIPLE = 8


FREQUENCIES = 8


class FinishParameters(BaseModel):
    """The hyper-parameters of engines.networks.finishing.FinishingNetwork.

    `frequencies`: periodic patterns tied to the canvas (ruled or squared paper, dots, hatching), in cycles a pixel
    across and down; (0, 0) is none. `seed`: of the noise.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    width: Annotated[int, Field(ge=4, le=128)] = 24
    context: Annotated[int, Field(ge=4, le=128)] = 32
    dilations: Annotated[tuple[Dilation, ...], Field(max_length=8)] = (1, 2, 1)
    frequencies: Annotated[
        tuple[tuple[Frequency, Frequency], ...], Field(min_length=FREQUENCIES, max_length=FREQUENCIES)
    ] = ((0.0, 0.0),) * FREQUENCIES
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0

    @property
    def canvas_planes(self) -> int:
        """How many planes `engines.compositing.finishing.canvas_planes` gives, in cells."""
        return NOISE_PLANES + PLACE_PLANES + 2 * FREQUENCIES * CELL**2
