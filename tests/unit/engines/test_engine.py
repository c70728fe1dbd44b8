"""SketchEngine on the OpenVINO runtime: any size, cropped back, deterministic, honest about what it cannot do."""

from __future__ import annotations

import numpy as np
import pytest

from engines.engine import open_engine


@pytest.fixture(scope="module")
def engine(pack):
    engine = open_engine(pack, "cpu", precision="f32")
    yield engine
    engine.close()


@pytest.mark.parametrize("size", [(64, 64), (65, 63), (1, 1), (17, 200), (130, 31)])
def test_any_size_comes_back_at_that_size(engine, make_request, size):
    result = engine.render(make_request(*size))
    assert result.image.shape == (*size, 4)
    assert result.image.dtype == np.uint8
    assert result.image.flags.c_contiguous


def test_the_result_names_its_request(engine, make_request):
    request = make_request(request_id=41)
    result = engine.render(request)
    assert (result.request_id, result.key, result.device) == (41, request.key, "CPU f32")
    assert result.elapsed_ms > 0 and result.notice == ""
    assert np.array_equal(engine.render(request).image, result.image)


def test_a_result_is_not_changed_by_the_next_render(engine, make_request):
    first = engine.render(make_request())
    kept = first.image.copy()
    engine.render(make_request(dab=False, style_weights=(0.0, 1.0)))
    assert np.array_equal(first.image, kept)
