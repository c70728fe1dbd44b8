"""A picture recipe carried out: pictures opened, the loop run, the style pack written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from engines.errors import StylePackError
from engines.families.table import FAMILIES
from engines.packs.stylepack import StylePack
from trainer import checkpoints
from trainer.datasets.drawn_pictures import DrawnPictures
from trainer.datasets.iconsets import ICON_SETS
from trainer.datasets.picture_folders import open_folder
from trainer.datasets.pictures import PictureSource
from trainer.datasets.subjects import StyleSource, load_subjects
from trainer.job import JobError
from trainer.translation.objective_table import new_generator
from trainer.translation.recipe import PictureRecipe


def open_source(
    recipe: PictureRecipe,
    data: Path | None,
    *,
    cache: Path,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> PictureSource:
    """The pictures in `data`, else pairs drawn from the recipe's vector sets. Raises JobError."""
    if data is not None:
        source = open_folder(
            data,
            load_px=recipe.load_px or recipe.size_px,
            landmarks=recipe.landmarks,
            seed=recipe.seed,
            swapped=recipe.direction == "b-to-a",
            alone=recipe.objective == "upscale",
            on_progress=on_progress,
        )
        if recipe.objective == "pix2pix" and not source.paired:
            raise JobError(
                f"{recipe.name} learns from pairs, and {data} holds none: A and B with equal names, or others"
            )
        return source
    if recipe.landmarks:
        raise JobError("the vector sets have no landmarks; give a folder of pictures with --data")
    sets = recipe.vectors
    subjects = load_subjects(StyleSource(recipe.name, sets.target, sets.lines), cache, on_progress=on_progress)
    return DrawnPictures(subjects, seed=recipe.seed, mixed=recipe.objective != "pix2pix")


def licence_of(recipe: PictureRecipe, data: Path | None) -> str:
    """Of a pack learnt from that, where nobody says otherwise."""
    if data is not None:
        return "not told"
    sets = {recipe.vectors.target, recipe.vectors.lines}
    return f"Apache-2.0; learnt from pictures under {' and '.join(sorted({ICON_SETS[name].licence for name in sets}))}"


def newest_pictures(recipe: PictureRecipe, run: Path) -> nn.Module:
    """The averaged generator from A to B of a run's newest checkpoint. Raises JobError where there is none."""
    state = checkpoints.load_latest(run)
    if state is None:
        raise JobError(f"there is no checkpoint in {run}")
    averages: dict[str, dict[str, torch.Tensor]] = {
        name.removeprefix("average."): part for name, part in state.items() if name.startswith("average.")
    }
    weights = next((averages[name] for name in ("generator", "a_to_b", "of_b") if name in averages), None)
    if weights is None or state["recipe"] != recipe.digest:
        raise JobError(f"{run} holds a run of another recipe")
    if "of_a" in averages:
        joined = FAMILIES[recipe.generator].joined
        assert joined is not None
        weights = joined(averages["of_a"], weights)
    network = new_generator(recipe)
    network.load_state_dict(weights)
    return network


def export_pictures(
    network: nn.Module,
    recipe: PictureRecipe,
    folder: Path,
    *,
    told: str,
    licence: str,
    author: str,
) -> StylePack:
    """Write the generator as the style pack `folder`. Raises JobError where its two forms disagree."""
    from engines.exporting.pack_export import About, numbered, publish
    from engines.packs.family_inputs import inputs_of

    parameters, record = recipe.parameters, FAMILIES[recipe.generator]
    about = About(
        id=recipe.name,
        name=recipe.pack_name.en,
        licence=licence,
        source=told[:400],
        author=author,
        styles=numbered(recipe.name, recipe.pack_name.en, parameters.style_weights),
        recipe=recipe.model_dump_json(exclude_defaults=True),
        keep_lines=recipe.keep_lines,
        made=f"taught with Sketchart by the recipe {recipe.name} ({recipe.objective})",
    )
    inputs = inputs_of(record, parameters, wants=recipe.wants)
    try:
        return publish(
            network, family=recipe.generator, parameters=parameters, inputs=inputs, about=about, folder=folder
        )
    except StylePackError as error:
        raise JobError(f"the style could not be written: {error}") from error
