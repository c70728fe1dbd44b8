"""The Painter's recipe: the styles, each with its painting and its brush, and the student's training. Torch-free."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.job import JobError
from trainer.localized_text import LocalizedText

RECIPES = Path(__file__).parents[1] / "weights"  # beside what they teach: not for `sketchart train`

Three = tuple[float, float, float]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BrushRecipe(_Part):
    """A painter's brush. Threes are for the layers of cells of 16, 8 and 4 px: half `length` and half `width` in px,
    `opacity`, the share of it laid `everywhere` (the rest only where the picture needs it), `angle` (jitter in
    radians), `unrest` (of length and width), `shrink` (at edges). The mark: `square` 0 is an ellipse, 1 a box; `soft`
    edge, `fray` of the ends, `dry` gaps, `bristle` and `ridge` of the relief.
    """

    length: Three
    width: Three
    opacity: Three = (1.0, 1.0, 1.0)
    everywhere: Three = (1.0, 1.0, 0.0)
    angle: Three = (0.2, 0.2, 0.2)
    unrest: Three = (0.3, 0.3, 0.3)
    shrink: Three = (0.5, 0.3, 0.0)
    square: float = 0.7
    soft: float = 0.3
    fray: float = 0.5
    dry: float = 0.4
    bristle: float = 0.4
    ridge: float = 0.25


class PainterStyle(_Part):
    """One style: for the user, its painting, and how colours and strokes behave. `tone`, `pull`: how far lightness and
    colour go over to the painting's; `gamma`: above 1 darker; `hue`: the input's chroma that steers the choice.
    """

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: LocalizedText
    description: LocalizedText
    painting: str = ""
    material: str = "a painting in the public domain"
    tone: float = Field(default=0.7, ge=0, le=1)
    gamma: float = Field(default=1.0, gt=0, le=4)
    pull: float = Field(default=0.8, ge=0, le=1)
    hue: float = Field(default=0.7, ge=0, le=2)
    scatter: float = Field(default=1.0, ge=0, le=5)
    relief: float = 0.3
    grain: float = 0.01
    drift: str = "level"
    drift_strength: float = Field(default=1.0, ge=0, le=2)
    line: float = Field(default=0.0, ge=0, le=1)
    line_colour: tuple[int, int, int] = (0, 0, 0)
    brush: BrushRecipe


class PainterTraining(_Part):
    """The student's training: `pictures` content pictures of `size_px` are composed; the eye learns directions and
    needs from them in `steps` of `batch`, the mixer the palettes in `mixer_steps`.
    """

    width: int = 32
    mixer: int = 64
    seed: int = 0
    pictures: int = Field(default=700, gt=0)
    size_px: int = Field(default=256, ge=128, multiple_of=64)
    steps: int = Field(default=3000, gt=0)
    mixer_steps: int = Field(default=3000, gt=0)
    batch: int = Field(default=8, gt=0)
    learning_rate: float = Field(default=2e-3, gt=0)


class PainterRecipe(_Part):
    """The whole recipe. `licence`, `author`: of the pack; `material`: for its card, whose paintings these are."""

    name: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    pack_name: LocalizedText
    licence: str = "Apache-2.0"
    author: str = "The Sketchart developers"
    material: str = ""
    training: PainterTraining = PainterTraining()
    styles: tuple[PainterStyle, ...] = Field(min_length=1, max_length=16)


def read_painter_recipe(path: Path) -> PainterRecipe:
    """A recipe by path, or by the name of one that ships. Raises JobError with the first fault in words."""
    source = path if path.exists() else RECIPES / f"{path}.toml"
    try:
        return PainterRecipe.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise JobError(f"the recipe {path} cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise JobError(f"the recipe {path} is not valid: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
