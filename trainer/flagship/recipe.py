"""A recipe: everything that decides how a generator is trained, in one TOML file. Torch-free."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.datasets.iconsets import ICON_SETS
from trainer.localized_text import LocalizedText


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StyleRecipe(_Part):
    """One style: its identity for the user and where its pairs come from."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: LocalizedText
    description: LocalizedText
    target: str
    lines: str
    share: float = Field(default=1.0, gt=0)
    keep_lines: float = Field(default=0.0, ge=0, le=1)
    light: float = Field(default=0.0, ge=0, le=1)

    def model_post_init(self, _context: object) -> None:
        for source in (self.target, self.lines):
            if source not in ICON_SETS:
                raise ValueError(f"no icon set is called {source}; there are {', '.join(ICON_SETS)}")


class Network(_Part):
    """Hyper-parameters of the family `sketchnet`, as written into the style pack."""

    styles: int = Field(default=4, ge=1, le=16)
    widths: tuple[int, ...] = (48, 96, 160, 208)
    blocks: tuple[int, ...] = (0, 1, 1, 3)
    condition: int = 128
    unshuffle: int = 4
    padding: Literal["zeros", "replicate"] = "zeros"


class DrawnVariety(_Part):
    """How often each disturbance of the drawing is used, 0..1; see trainer.datasets.drawn_pairs.Variety."""

    freehand: float = Field(default=1.0, ge=0, le=1)
    partial: float = Field(default=0.25, ge=0, le=1)
    several: float = Field(default=0.15, ge=0, le=1)
    dabs: float = Field(default=0.55, ge=0, le=1)
    elastic: float = Field(default=0.3, ge=0, le=1)


class Stage(_Part):
    """A stretch of training at one size. `adversarial` adds the discriminator's losses, `perceptual` the distance in
    trainer.features.network."""

    steps: int = Field(gt=0)
    size_px: int = Field(ge=64, le=1024, multiple_of=32)
    batch: int = Field(gt=0)
    learning_rate: float = Field(gt=0)
    final_learning_rate: float = Field(gt=0)
    warm_up: int = Field(default=100, ge=1, description="steps over which the rate rises to the stage's first")
    adversarial: bool = False
    perceptual: bool = False
    window: int = Field(default=1024, ge=1, description="fresh rows drawn at a time")
    uses: int = Field(default=3, ge=1, description="how often a drawn row is used, recoloured anew each time")
    aspects: tuple[float, ...] = Field(default=(1.0,), min_length=1, description="width over height of the canvases")


class Weights(_Part):
    """Weights of the losses; see trainer.objectives.sketch_to_art."""

    colour: float = 1.0
    alpha: float = 1.0
    gradient: float = 1.0
    choice: float = 0.2
    adversarial: float = 0.02
    feature_matching: float = 0.4
    perceptual: float = 0.5


class Recipe(_Part):
    """The whole recipe."""

    name: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    pack_name: LocalizedText
    objective: Literal["sketch_to_art"] = "sketch_to_art"
    seed: int = 0
    precision: Literal["bf16-mixed", "32-true"] = "bf16-mixed"
    ema_decay: float = Field(default=0.999, gt=0, lt=1)
    start_from: str = ""
    network: Network = Network()
    variety: DrawnVariety = DrawnVariety()
    weights: Weights = Weights()
    styles: tuple[StyleRecipe, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)

    def model_post_init(self, _context: object) -> None:
        if len(self.styles) > self.network.styles:
            raise ValueError("the network has fewer places for styles than the recipe has styles")

    @property
    def steps(self) -> int:
        """Steps of all stages together."""
        return sum(stage.steps for stage in self.stages)

    @property
    def digest(self) -> str:
        """Changes with anything that decides the outcome (defaults left out: a new option does not end old
        runs); a checkpoint only resumes under the digest it was made with."""
        return hashlib.sha256(
            json.dumps(self.model_dump(mode="json", exclude_defaults=True), sort_keys=True).encode()
        ).hexdigest()[:16]
