"""Reads recipes: by path, or by the name of one that ships. Torch-free."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from trainer.flagship.recipe import Recipe
from trainer.job import JobError
from trainer.translation.recipe import PictureRecipe

RECIPES = Path(__file__).parent / "recipes"


def shipped() -> list[Path]:
    """The recipes of styles that ship; one with a `method` is no style's (see trainer.classifier)."""
    files = sorted(RECIPES.glob("*.toml"))
    return [path for path in files if "method" not in tomllib.loads(path.read_text(encoding="utf-8"))]


def read_recipe(path: Path) -> Recipe | PictureRecipe:
    """A recipe by path, or by the name of one that ships; its objective says of which kind it is. Raises JobError with
    the first fault in words."""
    source = path if path.exists() else RECIPES / f"{path}.toml"
    try:
        told = tomllib.loads(source.read_text(encoding="utf-8"))
        kind = Recipe if told.get("objective", "sketch_to_art") == "sketch_to_art" else PictureRecipe
        return kind.model_validate(told)
    except OSError as error:
        known = ", ".join(p.stem for p in shipped())
        raise JobError(f"no recipe at {path}; recipes that ship: {known}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise JobError(f"{path} is not a TOML file: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise JobError(f"the recipe {path} is not valid: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
