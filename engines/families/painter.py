"""The Painter, which sets strokes (engines.networks.painter)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engines.families.parameters import PictureParameters, Width
from engines.families.record import Family


class PainterParameters(PictureParameters):
    """engines.networks.painter: `width` of the eye, `mixer` of the palettes' network."""

    styles: Annotated[int, Field(ge=1, le=64)] = 7
    width: Width = 32
    mixer: Width = 64

    @property
    def size_multiple(self) -> int:
        return 64

    @property
    def style_weights(self) -> int:
        return self.styles


RECORD = Family(
    name="painter",
    parameters=PainterParameters,
    module="engines.networks.painter",
    class_name="Painter",
)
