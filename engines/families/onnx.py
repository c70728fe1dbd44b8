"""Any network of pictures that is known by its ONNX file alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from engines.families.parameters import PictureParameters
from engines.families.record import Family


class OnnxParameters(PictureParameters):
    """A network that is known by its ONNX file alone."""

    multiple: Annotated[int, Field(ge=1, le=512)] = 1
    upscale: Annotated[int, Field(ge=1, le=8)] = 1
    height: Annotated[int, Field(ge=8, le=4096)] | None = None
    width: Annotated[int, Field(ge=8, le=4096)] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> OnnxParameters:
        if (self.height is None) != (self.width is None):
            raise ValueError("a fixed size has a height and a width")
        return self

    @property
    def size_multiple(self) -> int:
        return self.multiple

    @property
    def scale(self) -> int:
        return self.upscale


RECORD = Family(
    name="onnx",
    parameters=OnnxParameters,
)
