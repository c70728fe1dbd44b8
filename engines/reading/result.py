"""What reading a picture of a drawing gives, and what is to be told about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Kind(StrEnum):
    """What a picture shows. Of all but DRAWING and COLOURED a caller does well to offer something else too."""

    DRAWING = "drawing"  # lines on paper
    COLOURED = "coloured"  # lines and filled areas
    PICTURE = "picture"  # a finished coloured picture: its outlines and areas are read, but it is no line art
    PHOTO = "photo"  # no drawing: `ink` and `colour` hold what little was found
    TEXT = "text"  # a page of writing
    EMPTY = "empty"  # a sheet without a mark, or of one colour


class Note(StrEnum):
    """What was done to a picture that its owner may want to know."""

    REDUCED = "reduced"  # made smaller
    INVERTED = "inverted"  # light lines on dark ground
    STRAIGHTENED = "straightened"  # cut out of its surroundings along four corners
    FRAME = "frame"  # a drawn frame around everything was left out
    RULES = "rules"  # ruled or squared paper was left out
    TONE = "tone"  # printed dots were taken as shading
    HATCHING = "hatching"  # hatched areas were taken as shading
    PALE = "pale"  # faint lines were strengthened


@dataclass(frozen=True, eq=False)
class Reading:
    """`ink`: uint8 [H, W] coverage, 255 = line. `colour`: uint8 [H, W, 4] straight RGBA, the paint, clear elsewhere.
    `shading`: uint8 [H, W], 255 = hatched, smudged or toned; it is in neither of the two. `corners`: float32 [4, 2],
    the part of the picture that was read, in shares of its width and height, clockwise from the top left.
    """

    ink: np.ndarray
    colour: np.ndarray
    shading: np.ndarray
    kind: Kind
    notes: frozenset[Note]
    corners: np.ndarray

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.ink.shape[1], self.ink.shape[0]
