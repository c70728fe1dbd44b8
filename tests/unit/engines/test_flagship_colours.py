"""The bundled styles: a shape that leaves the paper, flat dark areas, and the same colours at every size."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

import resources
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.packs.stylepack import open_pack
from engines.palette import roll


@pytest.fixture(scope="module")
def flagship():
    pack = open_pack(resources.styles_dir() / "flagship", bundled=True)
    engine = open_engine(pack, "cpu", precision="f32", threads=1)
    yield engine
    engine.close()


def drawn(ink: np.ndarray, colour: np.ndarray | None = None) -> RenderRequest:
    lines = np.zeros((*ink.shape, 4), np.uint8)
    lines[:, :, 3] = ink
    return RenderRequest(1, lines, np.zeros_like(lines) if colour is None else colour, roll(0), (1.0, 0.0, 0.0))


def bust(side: int = 256, turns: int = 0) -> np.ndarray:
    """A head and shoulders that leave the paper; `turns`: by so many right angles."""
    ink = np.zeros((side, side), np.uint8)
    unit = side / 256
    cv2.circle(ink, (round(128 * unit), round(86 * unit)), round(46 * unit), 255, round(3 * unit), cv2.LINE_AA)
    outline = np.array([(108, 128), (104, 152), (70, 176), (58, 256), (198, 256), (186, 176), (152, 152), (148, 128)])
    cv2.polylines(ink, [np.rint(outline[:4] * unit).astype(np.int32)], False, 255, round(3 * unit), cv2.LINE_AA)
    cv2.polylines(ink, [np.rint(outline[4:] * unit).astype(np.int32)], False, 255, round(3 * unit), cv2.LINE_AA)
    return np.ascontiguousarray(np.rot90(ink, turns))


@pytest.mark.parametrize("turns", range(4))
def test_a_shape_goes_on_at_the_papers_edge(flagship, turns: int):
    image = np.rot90(flagship.render(drawn(bust(turns=turns))).image, -turns)
    edge, inner = image[244:256, 90:166, :3].astype(float), image[196:208, 90:166, :3].astype(float)
    assert (image[230:256, 90:166, 3] > 240).all()
    assert np.abs(edge.mean(axis=(0, 1)) - inner.mean(axis=(0, 1))).max() < 24
    assert edge.std(axis=(0, 1)).max() < 12


def test_the_file_has_the_colours_of_the_preview(flagship):
    """Balls of one kind, at the preview's size and four times as large."""
    small, large = np.zeros((128, 128), np.uint8), np.zeros((512, 512), np.uint8)
    for ink, unit in ((small, 1), (large, 4)):
        for x, y, radius in ((34, 40, 22), (90, 46, 26), (62, 96, 20)):
            cv2.circle(ink, (x * unit, y * unit), radius * unit, 255, 2 * unit, cv2.LINE_AA)
    preview = drawn(small)
    shown = flagship.render(preview).image
    file = flagship.render(replace(drawn(large), basis=(preview.ink, preview.colour))).image
    assert file.shape == (512, 512, 4)
    for x, y in ((34, 40), (90, 46), (62, 96)):
        assert np.abs(file[4 * y, 4 * x].astype(int) - shown[y, x]).max() <= 3
    thumbnail = flagship.render(
        replace(drawn(cv2.resize(small, (64, 64), interpolation=cv2.INTER_AREA)), basis=(preview.ink, preview.colour))
    ).image
    assert np.abs(thumbnail[20, 17].astype(int) - shown[40, 34]).max() <= 4


def test_a_background_stays_its_colour_and_the_figure_apart(flagship):
    ink = np.zeros((256, 256), np.uint8)
    cv2.circle(ink, (128, 120), 70, 255, 3, cv2.LINE_AA)
    colour = np.full((256, 256, 4), (120, 200, 240, 255), np.uint8)
    plain = flagship.render(drawn(ink)).image
    image = flagship.render(drawn(ink, colour)).image
    paper = np.hypot(*(np.indices((256, 256)) - np.array([120, 128])[:, None, None])) > 80
    assert np.abs(image[paper].astype(int) - (120, 200, 240, 255)).max() <= 1
    inside = np.s_[90:150, 100:156]
    assert np.abs(image[inside].astype(int) - plain[inside]).max() <= 1
