"""A recipe of the methods that go from picture to picture: everything that decides how such a generator is trained.
Torch-free. The flagship's recipes are in trainer/flagship/recipe.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from engines.families.parameters import PictureParameters
from engines.families.table import FAMILIES, taught_by
from trainer.datasets.iconsets import ICON_SETS

Positive = Annotated[float, Field(gt=0)]
Weight = Annotated[float, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RecipeWords(_Part):
    """A name or sentence for the user, in English and, where it is known, Korean."""

    en: str
    ko: str = ""


class Pix2PixWeights(_Part):
    """See trainer.objectives.pix2pix."""

    l1: Weight = 100.0


class CycleGanWeights(_Part):
    """See trainer.objectives.cyclegan. `pool`: pictures remembered for each discriminator."""

    cycle: Weight = 10.0
    identity: Weight = 0.5
    pool: Annotated[int, Field(ge=0, le=500)] = 50


class MunitWeights(_Part):
    """See trainer.objectives.munit."""

    picture: Weight = 10.0
    content: Weight = 1.0
    style: Weight = 1.0
    keep_drawn: bool = False


class UgatitWeights(_Part):
    """See trainer.objectives.ugatit."""

    cycle: Weight = 10.0
    identity: Weight = 10.0
    activation: Weight = 1000.0


class CartoonGanWeights(_Part):
    """See trainer.objectives.cartoongan. `layer`: of trainer.features.network, whose content is kept."""

    content: Weight = 10.0
    first_steps: Annotated[int, Field(ge=0)] = 1000
    layer: Annotated[int, Field(ge=0, le=4)] = 2


class FeatureStyleWeights(_Part):
    """See trainer.objectives.feature_style."""

    content: Weight = 1.0
    style: Weight = 10.0
    smooth: Weight = 0.1
    content_layer: Annotated[int, Field(ge=0, le=4)] = 2


class UpscaleWeights(_Part):
    """See trainer.objectives.upscale."""

    noise: Weight = 0.0


WEIGHTS: Mapping[str, type[_Part]] = {
    "pix2pix": Pix2PixWeights,
    "cyclegan": CycleGanWeights,
    "munit": MunitWeights,
    "ugatit": UgatitWeights,
    "cartoongan": CartoonGanWeights,
    "feature_style": FeatureStyleWeights,
    "upscale": UpscaleWeights,
}
RATES: Mapping[str, float] = {
    "pix2pix": 2e-4,
    "cyclegan": 2e-4,
    "munit": 1e-4,
    "ugatit": 1e-4,
    "cartoongan": 2e-4,
    "feature_style": 1e-3,
    "upscale": 2e-4,
}


class DiscriminatorSettings(_Part):
    """The discriminators' hyper-parameters: PatchGANs, or what the method has instead."""

    width: Annotated[int, Field(ge=1, le=256)] = 64
    layers: Annotated[int, Field(ge=1, le=6)] | None = None
    norm: Literal["batch", "instance"] = "instance"
    scales: Annotated[int, Field(ge=1, le=4)] = 3


class VectorSets(_Part):
    """Pairs drawn from the icon sets, where no folder of pictures is given: line art of the one, pictures of the
    other."""

    target: str = "noto"
    lines: str = "noto"

    def model_post_init(self, _context: object) -> None:
        for source in (self.target, self.lines):
            if source not in ICON_SETS:
                raise ValueError(f"no icon set is called {source}; there are {', '.join(ICON_SETS)}")


class PictureRecipe(_Part):
    """The whole recipe. `batch`: rows of one step, of all processes together. `load_px`: the short side that pictures
    are made before a square of `size_px` is cut out of them. `hold`: the share of the steps before the learning rate
    falls, linearly to 0; `halve_every`: or it is halved each time so many steps are done. `wants`: what the generator
    is to be given in the window."""

    name: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    pack_name: RecipeWords
    description: RecipeWords
    objective: Literal["pix2pix", "cyclegan", "munit", "ugatit", "cartoongan", "feature_style", "upscale"]
    family: str = ""
    wants: Literal["line_art", "coloured_drawing", "photo"] = "line_art"
    keep_lines: float = Field(default=0.0, ge=0, le=1)
    seed: int = 0
    precision: Literal["bf16-mixed", "32-true"] = "bf16-mixed"
    ema_decay: float = Field(default=0.999, gt=0, lt=1)
    network: dict[str, Any] = {}
    discriminator: DiscriminatorSettings = DiscriminatorSettings()
    weights: dict[str, Any] = {}
    vectors: VectorSets = VectorSets()
    direction: Literal["a-to-b", "b-to-a"] = "a-to-b"
    steps: int = Field(gt=0)
    size_px: int = Field(ge=32, le=1024, multiple_of=4)
    load_px: int = Field(default=0, ge=0, le=2048)
    flip: bool = True
    batch: int = Field(default=1, gt=0)
    learning_rate: Positive | None = None
    hold: float = Field(default=0.5, ge=0, le=1)
    halve_every: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _parts_fit(self) -> PictureRecipe:
        known = taught_by(self.objective)
        if self.family and self.family not in known:
            raise ValueError(f"{self.objective} teaches {', '.join(known)}, not {self.family}")
        WEIGHTS[self.objective].model_validate(self.weights)
        parameters = self.parameters
        # An upscaler is given the picture so many times smaller.
        multiple = parameters.size_multiple * parameters.scale
        if self.size_px % multiple:
            raise ValueError(f"size_px must be a multiple of {multiple} for this network")
        if parameters.fixed_size is not None and parameters.fixed_size != self.size_px:
            raise ValueError(f"this network takes pictures of {parameters.fixed_size} pixels only")
        if self.load_px and self.load_px < self.size_px:
            raise ValueError("load_px must not be less than size_px")
        return self

    @property
    def generator(self) -> str:
        """The generator's family."""
        return self.family or taught_by(self.objective)[0]

    @property
    def parameters(self) -> PictureParameters:
        """The generator's hyper-parameters, checked."""
        parameters = FAMILIES[self.generator].check(self.network)
        assert isinstance(parameters, PictureParameters)
        return parameters

    @property
    def checked_weights(self) -> Any:
        """The weights of the losses, of the class that WEIGHTS names."""
        return WEIGHTS[self.objective].model_validate(self.weights)

    @property
    def rate(self) -> float:
        return self.learning_rate or RATES[self.objective]

    @property
    def landmarks(self) -> int:
        return getattr(self.parameters, "landmarks", 0)

    @property
    def digest(self) -> str:
        """Changes with anything that decides the outcome; a checkpoint only resumes under the digest it was made
        with."""
        plain = self.model_dump(mode="json", exclude_defaults=True)
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]
