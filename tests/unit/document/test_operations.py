"""Operations through JSON, and damaged JSON."""

from __future__ import annotations

import copy
import json

import numpy as np
import pytest

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import AddStroke, Clear, Fill, ImportImage, operation_from_json
from sketchart_desktop.raster.image_codec import encode_png
from tests.drawings import random_operation, stroke

PNG = encode_png(np.full((3, 2, 4), 200, np.uint8))


@pytest.mark.parametrize("seed", range(30))
def test_json_gives_the_same_operation(seed: int) -> None:
    operation = random_operation(np.random.default_rng(seed), 200, 100)
    assert operation_from_json(json.loads(json.dumps(operation.to_json()))) == operation


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "clear",
        {},
        {"op": 3},
        {"op": "run_program"},
        {"op": "clear"},
        {"op": "clear", "layers": ["attic"]},
        {"op": "clear", "layers": [[]]},
        {"op": "fill", "layer": "ink", "x": -1, "y": 0, "colour": [0, 0, 0], "gap_px": 1, "tolerance": 3},
        {"op": "fill", "layer": "ink", "x": 1, "y": 0, "colour": [0, 0, 256], "gap_px": 1, "tolerance": 3},
        {"op": "fill", "layer": "ink", "x": 1, "y": 0, "colour": [0, 0, 0], "gap_px": 1e300, "tolerance": 3},
        {"op": "import_image", "layer": "ink", "png": "????", "x": 0, "y": 0},
        {"op": "import_image", "layer": "ink", "png": "AAAA", "x": 0, "y": 0},
        {"op": "add_stroke", "stroke": None},
        {"op": "add_stroke", "stroke": {"points": "AAAA", "layer": "ink"}},
    ],
)
def test_damaged_operations_are_refused(value) -> None:
    with pytest.raises(DrawingFileError):
        operation_from_json(value)


def test_any_wrong_value_anywhere_is_refused_or_harmless() -> None:
    """Something odd in every place of every operation: either DrawingFileError or a valid operation, nothing else."""
    originals = [
        AddStroke(stroke([(1, 2), (3, 4)])).to_json(),
        Clear(("ink",)).to_json(),
        Fill("colour", 1, 2, (3, 4, 5)).to_json(),
        ImportImage("ink", PNG, 1, 2).to_json(),
    ]
    odd = [None, True, -1, 2**70, 1e308, float("nan"), "", "\ud800", [], [None], {}, "ink", "AAAA"]
    refused = 0
    for original in originals:
        for path in _paths(original):
            for value in odd:
                changed = copy.deepcopy(original)
                place = changed
                for key in path[:-1]:
                    place = place[key]
                place[path[-1]] = value
                try:
                    operation_from_json(changed)
                except DrawingFileError:
                    refused += 1
    assert refused > 250


def _paths(value, prefix=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*prefix, key)
        yield from _paths(inner, (*prefix, key))


def test_a_header_of_40000_pixels_is_refused_before_anything_is_decoded() -> None:
    huge = bytearray(PNG)
    huge[16:24] = (40_000).to_bytes(4, "big") * 2
    with pytest.raises(DrawingFileError, match="40000 x 40000"):
        ImportImage("ink", bytes(huge))


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (-1, 5), (16385, 1), (16384, 16384), (True, 5), (5.0, 5)])
def test_impossible_paper_is_refused(size) -> None:
    with pytest.raises(DrawingFileError):
        Drawing(*size)


def test_a_drawing_grows_without_touching_the_old_one() -> None:
    one = Drawing(10, 10)
    two = one.with_operation(Clear())
    assert (len(one.operations), len(two.operations)) == (0, 1)
    assert Drawing(16_384, 6_000).width == 16_384
