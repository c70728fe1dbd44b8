"""What the hyper-parameters of all families that read pictures share. Torch-free.

Each family's class says what its network needs to know of a picture before it runs: by what its sides must be
divisible, how much larger its answer is, and how many style weights or numbers of a style code it takes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Width = Annotated[int, Field(ge=1, le=256)]
Blocks = Annotated[int, Field(ge=0, le=16)]
Norm = Literal["batch", "instance", "none"]
Channels = Annotated[int, Field(ge=1, le=16)]


class PictureParameters(BaseModel):
    """What all of them share; the answers below are for a network without style, margin or scale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def size_multiple(self) -> int:
        """Sides of the picture (without the margin) must be divisible by it."""
        return 4

    @property
    def scale(self) -> int:
        """The answer is so many times larger than the picture."""
        return 1

    @property
    def margin(self) -> int:
        """Pixels that the network eats at each side."""
        return 0

    @property
    def style_weights(self) -> int:
        """How many styles can be mixed; 0 = the network has no such input."""
        return 0

    @property
    def style_code(self) -> int:
        """How many numbers describe a style; 0 = the network has no such input."""
        return 0

    @property
    def heatmap(self) -> bool:
        """Does the network tell where it looked?"""
        return False

    @property
    def fixed_size(self) -> int | None:
        """The only side length (a square's) that the network takes, if there is one."""
        return None
