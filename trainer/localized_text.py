"""A text for the user in a recipe, in the languages of the program. Torch-free."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class LocalizedText(BaseModel):
    """A name or sentence for the user, in English and Korean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    ko: str
