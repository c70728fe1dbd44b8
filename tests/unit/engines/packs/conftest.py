"""A pack to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def copy(pack, tmp_path) -> Path:
    """The pack's folder, free to be spoilt."""
    return Path(shutil.copytree(pack.folder, tmp_path / "copy"))
