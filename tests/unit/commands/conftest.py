"""Commands run in this process, a style to paint with and a drawing to paint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engines.packs.stylepack import StylePack
from sketchart_desktop import cli

SIDE_PX = 96
Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; (exit code, lines on standard output, lines on standard error)."""

    def call(*words: object) -> tuple[int, list[str], list[str]]:
        code = cli.run_command_line([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return call


@pytest.fixture
def styles(pack: StylePack, run: Run) -> str:
    """The trial pack is installed for this test."""
    assert run("styles", "install", pack.folder)[0] == 0
    return "trial/soft"


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture of a drawing: a black box with a red dab on white paper."""
    pixels = np.full((SIDE_PX, SIDE_PX, 3), 255, np.uint8)
    pixels[20:76, 20:76] = 0
    pixels[23:73, 23:73] = 255
    pixels[40:50, 40:50] = (220, 30, 30)
    path = tmp_path / "in" / "box.png"
    path.parent.mkdir()
    Image.fromarray(pixels).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGBA"))
