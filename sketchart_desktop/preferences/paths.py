"""Where the program keeps its files. SKETCHART_HOME puts all of them under one folder (tests, portable installs)."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP_NAME = "sketchart"


def config_dir() -> Path:
    """Settings."""
    return _home("config") or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def data_dir() -> Path:
    """What the user owns: installed styles, the gallery, runs."""
    return _home("data") or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def cache_dir() -> Path:
    """What can be made again: compiled networks, downloads."""
    return _home("cache") or Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def state_dir() -> Path:
    """What the program remembers between runs: recent files, crash journals."""
    return _home("state") or Path(platformdirs.user_state_dir(APP_NAME, appauthor=False))


def styles_dir() -> Path:
    """Style packs the user installed."""
    return data_dir() / "styles"


def palettes_dir() -> Path:
    """The user's palettes."""
    return data_dir() / "palettes"


def gallery_dir() -> Path:
    """Kept artworks."""
    return data_dir() / "gallery"


def training_dir() -> Path:
    """Artworks with their drawings that the user marked to teach a style from."""
    return data_dir() / "training"


def teaching_dir() -> Path:
    """A style that is being taught: its set, its run, what came of it."""
    return data_dir() / "teaching"


def journal_dir() -> Path:
    """Crash journals of open drawings."""
    return state_dir() / "journals"


def _home(part: str) -> Path | None:
    home = os.environ.get("SKETCHART_HOME")
    return Path(home).expanduser().absolute() / part if home else None
