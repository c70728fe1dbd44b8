"""A set on disk: the folder that curation writes and teaching reads. Torch-free; reads no picture.

set.json                  SetDescription
pairs/<id>.ink.png        8-bit grey, black lines on white
pairs/<id>.colour.png     optional: RGBA, straight alpha, what was coloured on the drawing
pairs/<id>.target.png     RGB or RGBA (straight alpha), the finished colouring, the ink's size
pictures/<id>.png         finished pictures without a drawing
drawings/<id>.ink.png     drawings without a finished picture, as pairs' inks
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from resources.messages import UserError

DESCRIPTION = "set.json"
PAIRS = "pairs"
PICTURES = "pictures"
DRAWINGS = "drawings"

PairId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
Text = Annotated[str, StringConstraints(max_length=400)]


class SetError(UserError):
    """A set cannot be read, or is not what it says it is."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SetPair(_Strict):
    """A drawing and its finished colouring. `source`: where it came from, in words. `held_out`: never learnt from, only
    measured on."""

    id: PairId
    source: Text = ""
    held_out: bool = False


class SetPicture(_Strict):
    """A finished picture without a drawing; `path` is relative to the set's folder."""

    id: PairId
    path: Text

    @model_validator(mode="after")
    def _path_stays_inside(self) -> SetPicture:
        parts = self.path.replace("\\", "/").split("/")
        if not self.path or ".." in parts or "" in parts or ":" in parts[0]:
            raise ValueError("the path must stay in the set's folder")
        return self


class SetDrawing(_Strict):
    """A drawing that belongs to no picture of the set: its ink lies in drawings/."""

    id: PairId
    source: Text = ""


class SetDescription(_Strict):
    """set.json. `licence`: what may be done with the pictures, as the person stated it; it becomes the style's."""

    version: Literal[1] = 1
    licence: Text = ""
    pairs: tuple[SetPair, ...] = ()
    pictures: tuple[SetPicture, ...] = ()
    drawings: tuple[SetDrawing, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> SetDescription:
        for entries in (self.pairs, self.pictures, self.drawings):
            if len({entry.id for entry in entries}) < len(entries):
                raise ValueError("two entries have one id")
        return self


def read_description(folder: Path) -> SetDescription:
    """The set.json of that folder. Raises SetError."""
    path = folder / DESCRIPTION
    try:
        return SetDescription.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise SetError("{0} is no set of drawings: it has no {1}.", folder.name, DESCRIPTION) from error
    except OSError as error:
        raise SetError("{0} cannot be read: {1}.", path.name, error.strerror or "") from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, fault["loc"])) or "file"
        raise SetError(
            "{0} of the set {1} is not valid: {2}.", path.name, folder.name, f"{place}: {fault['msg']}"
        ) from error


def is_set(folder: Path) -> bool:
    """Does that folder hold a set?"""
    return (folder / DESCRIPTION).is_file()


def write_description(folder: Path, description: SetDescription) -> None:
    """Writes set.json whole or not at all."""
    unfinished = folder / f"{DESCRIPTION}.tmp"
    unfinished.write_text(description.model_dump_json(indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / DESCRIPTION)


def ink_path(folder: Path, id: str) -> Path:
    return folder / PAIRS / f"{id}.ink.png"


def colour_path(folder: Path, id: str) -> Path:
    return folder / PAIRS / f"{id}.colour.png"


def target_path(folder: Path, id: str) -> Path:
    return folder / PAIRS / f"{id}.target.png"


def drawing_path(folder: Path, id: str) -> Path:
    """Of a drawing without a finished picture."""
    return folder / DRAWINGS / f"{id}.ink.png"
