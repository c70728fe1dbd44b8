"""Landmarks from files become planes that are neutral where nothing is, and reach the network as numbers around 0."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("onnx")
from onnx import helper

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.errors import EngineError
from engines.palette import Palette
from engines.sketch.landmarks import LandmarksError, levelled, read_landmarks
from tests.unit.engines.picture_packs import graph, picture_pack

POINTS = [[10, 20], [40.5, 8]]


def test_points_of_json_and_npy_are_spots_and_the_rest_is_neutral(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"points": POINTS}))
    np.save(tmp_path / "a.npy", np.array(POINTS, np.float64))
    planes = read_landmarks(tmp_path / "a.json", 2, height=32, width=64)
    assert planes.shape == (32, 64, 2) and planes.dtype == np.uint8
    assert np.array_equal(planes, read_landmarks(tmp_path / "a.npy", 2, height=32, width=64))
    assert planes[20, 10, 0] == 255 and planes[20, 10, 1] == 128 and planes[8, 40, 1] > 200
    numbers = levelled(planes)
    assert numbers.max() == 1 and (numbers == 0).mean() > 0.9
    together = read_landmarks(tmp_path / "a.json", 1, height=32, width=64)
    assert np.array_equal(together[:, :, 0], planes.max(axis=2))
    (tmp_path / "b.json").write_text(json.dumps({"planes": [[], POINTS]}))
    told = read_landmarks(tmp_path / "b.json", 2, height=32, width=64)
    assert (told[:, :, 0] == 128).all() and np.array_equal(told[:, :, 1], together[:, :, 0])


def test_planes_of_npy_are_fitted(tmp_path):
    planes = np.zeros((2, 8, 16), np.float32)
    planes[1] = -1
    np.save(tmp_path / "a.npy", planes)
    told = read_landmarks(tmp_path / "a.npy", 2, height=20, width=40)
    assert (told[:, :, 0] == 128).all() and levelled(told)[:, :, 1].max() == -1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[[1, 2, 3]]"),
        ("a.json", b'{"planes": [[]]}'),
        ("a.json", b"[[1, NaN]]"),
        ("a.json", b'{"points": "here"}'),
        ("a.json", b"[" * 100_000),
        ("a.npy", b"no array"),
        ("none.json", None),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(LandmarksError, match=r"a\.json|a\.npy|none\.json"):
        read_landmarks(tmp_path / name, 2, height=8, width=8)


def test_an_engine_gives_them_to_the_network_with_the_picture(tmp_path):
    """A generator that answers with its landmarks: neutral without any, bright where they are."""
    shown = helper.make_node("Slice", ["picture", "from", "to", "axis"], ["one"])
    three = helper.make_node("Concat", ["one", "one", "one"], ["art"], axis=1)
    numbers = {"from": np.array([3]), "to": np.array([4]), "axis": np.array([1])}
    onnx_file = graph([shown, three], channels=4, numbers=numbers)
    pack = picture_pack(
        tmp_path / "marked", onnx_file, family="cyclegan", parameters={"landmarks": 1}, landmarks=1, wants="photo"
    )
    blank = np.zeros((24, 30, 4), np.uint8)
    request = RenderRequest(1, blank, blank, Palette.of(((9, 9, 9),)), (1.0,), photo=blank + np.uint8(255))
    marks = np.full((24, 30, 1), 128, np.uint8)
    marks[4:8, 20:26] = 255
    engine = open_engine(pack, "cpu", precision="f32")
    assert np.abs(engine.render(request).image[:, :, :3].astype(int) - 128).max() <= 1
    told = replace(request, landmarks=marks, key="")
    assert told.key != request.key
    image = engine.render(told).image
    assert image[5, 22, 0] == 255 and abs(int(image[12, 5, 0]) - 128) <= 1
    with pytest.raises(EngineError, match="1 planes of landmarks"):
        engine.render(replace(request, landmarks=np.dstack([marks, marks]), key=""))
