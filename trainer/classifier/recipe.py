"""How a classifier is trained: a TOML file, checked."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.job import JobError

SHIPPED = Path(__file__).resolve().parents[1] / "recipes" / "classifier.toml"


class ClassifierRecipe(BaseModel):
    """Everything that decides the classifier, but the vocabulary and the drawings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = Field(pattern="^classifier$")
    seed: int
    steps: int = Field(gt=0)
    decay_steps: int = Field(ge=0)
    small_steps: int = Field(ge=0)
    small_side_px: int = Field(ge=24, le=96)
    side_px: int = Field(ge=24, le=96)
    batch: int = Field(gt=1)
    learning_rate: float = Field(gt=0)
    weight_decay: float = Field(ge=0)
    label_smoothing: float = Field(ge=0, lt=1)
    dropout: float = Field(ge=0, lt=1)
    strokes_share: float = Field(ge=0, le=1)
    icons_share: float = Field(ge=0, le=1)
    icon_sets: tuple[str, ...]

    def side_at(self, step: int) -> int:
        """Side of the pictures at a step: small at first, the same lessons for less than half the work."""
        return self.side_px if step >= self.small_steps else self.small_side_px

    def rate_at(self, step: int) -> float:
        """The learning rate's factor: 1, then a half cosine down to 0.01 over the last steps."""
        left = self.steps - step
        if left >= self.decay_steps:
            return 1.0
        return 0.01 + 0.99 * (0.5 - 0.5 * math.cos(math.pi * left / self.decay_steps))


def read_classifier_recipe(path: Path = SHIPPED) -> ClassifierRecipe:
    """Raises JobError with the first fault of the file."""
    try:
        return ClassifierRecipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise JobError(f"the recipe {path.name} cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise JobError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
