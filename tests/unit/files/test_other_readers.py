"""OpenRaster between us and an independent program's reader and writer (pyora): layers, settings, merged picture."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pyora import Project

from sketchart_desktop.session.session import Session
from tests.drawings import layered_session


def rgba(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGBA")).astype(int)


def on_paper(pixels: np.ndarray) -> np.ndarray:
    share = pixels[..., 3:] / 255.0
    return pixels[..., :3] * share + 255.0 * (1.0 - share)


@pytest.fixture
def session(qapp, tmp_path: Path) -> Session:
    """A drawing with something on each layer, faint and hidden ones among them, saved as a.ora."""
    return layered_session(tmp_path / "a.ora", 320, 240, colour={"opacity": 0.6}, reference={"opacity": 0.35})


def test_another_reader_sees_our_layers_and_the_same_picture(session: Session, tmp_path: Path) -> None:
    project = Project.load(str(tmp_path / "a.ora"))
    assert project.dimensions == (320, 240)
    found = {layer.name: layer for layer in project.children_recursive}
    assert list(found) == ["mask", "ink", "colour", "reference", "paper"]  # the top one first
    assert [round(layer.opacity, 3) for layer in found.values()] == [1.0, 1.0, 0.6, 0.35, 1.0]
    assert [layer.visible for layer in found.values()] == [False, True, True, True, True]
    for name in ("mask", "ink", "colour", "reference"):
        theirs = rgba(found[name].get_image_data(raw=False))
        np.testing.assert_array_equal(theirs, session.painting.layer_pixels(name).astype(int))
    ours = rgba(project.get_image_data(use_original=True))
    composed = rgba(project.get_image_data())
    assert ours[..., 3].min() == 255
    assert np.abs(on_paper(composed) - on_paper(ours)).max() <= 3  # they round each layer to 8 bits
    with zipfile.ZipFile(tmp_path / "a.ora") as pack, pack.open("Thumbnails/thumbnail.png") as file:
        assert max(Image.open(file).size) == 256


def test_a_hidden_layer_is_hidden_there_too(session: Session, tmp_path: Path) -> None:
    session.set_layer("ink", visible=False)
    session.save()
    project = Project.load(str(tmp_path / "a.ora"))
    assert not next(layer for layer in project.children_recursive if layer.name == "ink").visible
    difference = on_paper(rgba(project.get_image_data())) - on_paper(rgba(project.get_image_data(use_original=True)))
    assert np.abs(difference).max() <= 3


def test_what_another_program_changed_and_saved_comes_back(session: Session, tmp_path: Path) -> None:
    project = Project.load(str(tmp_path / "a.ora"))
    colour = next(layer for layer in project.children_recursive if layer.name == "colour")
    colour.opacity = 0.25
    project.save(str(tmp_path / "b.ora"))
    other = Session(10, 10)
    assert other.open(tmp_path / "b.ora")
    assert other.size == session.size
    assert other.stack["colour"].opacity == 0.25 and other.stack["mask"].visible
    for name in ("ink", "colour", "mask", "reference"):
        np.testing.assert_array_equal(other.painting.layer_pixels(name), session.painting.layer_pixels(name))


def test_a_file_made_by_another_program_opens(qapp, tmp_path: Path) -> None:
    project = Project.new(120, 90)
    line = np.zeros((10, 60, 4), np.uint8)
    line[3:7] = (0, 0, 0, 255)
    paint = np.full((40, 50, 4), (30, 120, 220, 255), np.uint8)
    project.add_layer(Image.fromarray(paint, "RGBA"), "Colour", offsets=(20, 30))
    project.add_layer(Image.fromarray(line, "RGBA"), "Line Art", offsets=(10, 20))
    next(layer for layer in project.children_recursive if layer.name == "Colour").opacity = 0.5
    project.save(str(tmp_path / "theirs.ora"))
    session = Session(10, 10)
    assert session.open(tmp_path / "theirs.ora")
    assert session.size == (120, 90)
    assert tuple(session.painting.layer_pixels("ink")[25, 40]) == (0, 0, 0, 255)
    assert tuple(session.painting.layer_pixels("colour")[50, 40]) == (30, 120, 220, 255)
    assert session.stack["colour"].opacity == 0.5
