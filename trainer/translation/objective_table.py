"""From a recipe to what learns: networks built, discriminators chosen, the objective put around them. The only
place where networks and objectives meet."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from engines.families.record import RANGES, Family
from engines.families.table import FAMILIES
from engines.networks.munit import MultiScaleDiscriminator
from engines.networks.pix2pix import PatchDiscriminator
from engines.networks.ugatit import UgatitDiscriminator, clip_rho
from trainer.datasets.pictures import PictureSource
from trainer.features.network import FeatureNet, load_features
from trainer.job import JobError
from trainer.objectives.cartoongan import CartoonGan
from trainer.objectives.contract import Objective, Paint
from trainer.objectives.cyclegan import CycleGan
from trainer.objectives.feature_style import FeatureStyle
from trainer.objectives.munit import Munit
from trainer.objectives.pix2pix import Pix2Pix
from trainer.objectives.ugatit import Ugatit
from trainer.objectives.upscale import Upscale
from trainer.translation.recipe import PictureRecipe

LOCAL_LAYERS, GLOBAL_LAYERS = 5, 7  # U-GAT-IT's two discriminators of each domain
MUNIT_LAYERS = 4
PATCH_LAYERS = 3


def objective_of(
    recipe: PictureRecipe,
    source: PictureSource,
    *,
    device: torch.device,
    initial: dict[str, Tensor] | None = None,
) -> Objective:
    """The recipe's objective, its networks new (the generator's from `initial`, where given) and on the device."""
    build = {
        "pix2pix": _pix2pix,
        "cyclegan": _cyclegan,
        "munit": _munit,
        "ugatit": _ugatit,
        "cartoongan": _cartoongan,
        "feature_style": _feature_style,
        "upscale": _upscale,
    }[recipe.objective]

    def placed(network: nn.Module) -> nn.Module:
        return network.to(device)

    generators = [placed(new_generator(recipe)) for _ in range(2)]
    if initial is not None:
        try:
            generators[0].load_state_dict(initial)
        except RuntimeError as error:
            raise JobError(f"the style to begin with is not of this recipe's network: {error}") from error
    return build(recipe, source, generators, placed)


def new_generator(recipe: PictureRecipe) -> nn.Module:
    """The recipe's generator, untrained."""
    return FAMILIES[recipe.generator].build(recipe.network)


def paint(family: str) -> Paint:
    """How a family's generator is run on RGB in [-1, 1], whatever its own range, order and answers are."""
    record = FAMILIES[family]

    def painted(network: nn.Module, rgb: Tensor, *style: Tensor) -> Tensor:
        answer = network(_own(record, rgb), *style)
        art = answer[0] if isinstance(answer, tuple) else answer
        low, high = RANGES[record.range]
        if (low, high) == (-1, 1):  # as it is: rounding alone would part runs that should be equal
            return _ordered(record, art)
        return _ordered(record, (art - low) * (2 / (high - low)) - 1)

    return painted


def paint_styled(network: nn.Module, rgb: Tensor, weights: Tensor) -> Tensor:
    """TransformerNet on RGB in [-1, 1], mixing its styles."""
    return paint("transformernet")(network, rgb, *((weights,) if weights.shape[1] > 1 else ()))


def _own(record: Family, rgb: Tensor) -> Tensor:
    low, high = RANGES[record.range]
    return _ordered(record, rgb) if (low, high) == (-1, 1) else (_ordered(record, rgb) + 1) * ((high - low) / 2) + low


def _ordered(record: Family, colours: Tensor) -> Tensor:
    return colours.flip(1) if record.order == "bgr" else colours


def _patches(recipe: PictureRecipe, channels: int = 3) -> nn.Module:
    discriminator = recipe.discriminator
    return PatchDiscriminator(
        channels, width=discriminator.width, layers=discriminator.layers or PATCH_LAYERS, norm=discriminator.norm
    )


Placed = Callable[[nn.Module], nn.Module]


def _pix2pix(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], placed: Placed) -> Objective:
    discriminator = placed(_patches(recipe, channels=6))
    weights = recipe.checked_weights.model_dump()
    return Pix2Pix(generators[0], discriminator, paint=paint(recipe.generator), rate=recipe.rate, **weights)


def _cyclegan(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], placed: Placed) -> Objective:
    discriminators = [placed(_patches(recipe)) for _ in range(2)]
    weights = recipe.checked_weights.model_dump()
    return CycleGan(*generators, *discriminators, paint=paint(recipe.generator), rate=recipe.rate, **weights)


def _munit(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], placed: Placed) -> Objective:
    discriminator = recipe.discriminator
    layers = discriminator.layers or MUNIT_LAYERS
    discriminators = [
        placed(MultiScaleDiscriminator(width=discriminator.width, layers=layers, scales=discriminator.scales))
        for _ in range(2)
    ]
    weights = recipe.checked_weights.model_dump()
    length = recipe.parameters.style_code
    # A's generator gives its content encoder to the pack, B's all else.
    return Munit(generators[1], generators[0], *discriminators, style_length=length, rate=recipe.rate, **weights)


def _ugatit(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], placed: Placed) -> Objective:
    discriminator = recipe.discriminator
    layers = (discriminator.layers,) if discriminator.layers else (LOCAL_LAYERS, GLOBAL_LAYERS)
    discriminators = [
        nn.ModuleList(placed(UgatitDiscriminator(width=discriminator.width, layers=count)) for count in layers)
        for _ in range(2)
    ]
    weights = recipe.checked_weights.model_dump()
    return Ugatit(*generators, *discriminators, clip_rho=clip_rho, rate=recipe.rate, **weights)


def _cartoongan(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], placed: Placed) -> Objective:
    weights = recipe.checked_weights.model_dump()
    layer = weights.pop("layer")
    see = _eyes(placed)
    return CartoonGan(
        generators[0],
        placed(_patches(recipe)),
        paint=paint(recipe.generator),
        features=lambda rgb: see(rgb)[layer],
        rate=recipe.rate,
        **weights,
    )


def _feature_style(
    recipe: PictureRecipe, source: PictureSource, generators: list[nn.Module], placed: Placed
) -> Objective:
    count = recipe.parameters.style_weights or 1
    see = _eyes(placed)
    device = next(generators[0].parameters()).device
    styles = torch.from_numpy(source.styles(count, recipe.size_px)).to(device).float() / 127.5 - 1
    weights = recipe.checked_weights.model_dump()
    return FeatureStyle(generators[0], paint=paint_styled, features=see, styles=styles, rate=recipe.rate, **weights)


def _upscale(recipe: PictureRecipe, _: PictureSource, generators: list[nn.Module], __: Placed) -> Objective:
    parameters, weights = recipe.parameters, recipe.checked_weights.model_dump()
    sizes = {"scale": parameters.scale, "margin": parameters.margin}
    return Upscale(generators[0], paint=paint(recipe.generator), rate=recipe.rate, **sizes, **weights)


def _eyes(placed: Placed) -> Callable[[Tensor], list[Tensor]]:
    """trainer.features.network on RGB in [-1, 1]."""
    network = placed(load_features())
    assert isinstance(network, FeatureNet)
    return lambda rgb: network((rgb + 1) / 2)
