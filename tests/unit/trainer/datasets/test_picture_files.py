"""Pictures of unusual depth in a training folder: neither black, nor white, nor clipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from trainer.datasets.picture_files import read_picture

RAMP = np.linspace(0.0, 1.0, 256, dtype=np.float32).reshape(16, 16)


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0])
def test_grey_of_fractions_is_scaled(tmp_path: Path, white: float) -> None:
    Image.fromarray(RAMP * np.float32(white)).save(tmp_path / "grey.tif")
    picture = read_picture(tmp_path / "grey.tif")
    assert picture.shape == (16, 16, 3)
    assert np.abs(picture[:, :, 1].astype(int) - np.arange(256).reshape(16, 16)).max() <= 1


@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_grey_of_sixteen_bits_is_scaled(tmp_path: Path, suffix: str) -> None:
    Image.fromarray(np.rint(RAMP * 65535).astype(np.uint16)).save(tmp_path / f"grey{suffix}")
    picture = read_picture(tmp_path / f"grey{suffix}")
    assert np.abs(picture[:, :, 0].astype(int) - np.arange(256).reshape(16, 16)).max() <= 1


def test_values_that_are_no_numbers_do_not_decide_the_scale(tmp_path: Path) -> None:
    ramp = RAMP.copy()
    ramp[0, 0], ramp[0, 1] = np.nan, np.inf
    Image.fromarray(ramp).save(tmp_path / "grey.tif")
    assert read_picture(tmp_path / "grey.tif")[15, 15].tolist() == [255, 255, 255]
    assert read_picture(tmp_path / "grey.tif")[8, 0, 0] in range(125, 132)
