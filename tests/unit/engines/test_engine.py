"""SketchEngine on the OpenVINO runtime: any size, cropped back, deterministic, honest about what it cannot do."""

from __future__ import annotations

import numpy as np
import pytest

from engines import devices
from engines.engine import SketchEngine, open_engine
from engines.errors import EngineError
from engines.sketch import input_planes


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


def test_keep_lines_lays_the_ink_over_the_artwork(engine, make_request):
    without, half, full = (engine.render(make_request(keep_lines=k)).image for k in (0.0, 0.5, 1.0))
    line, beside = (16, 32), (32, 20)  # the box's upper edge; inside the box
    assert tuple(full[line]) == (0, 0, 0, 255)
    assert without[line][:3].sum() > half[line][:3].sum() > 0
    assert np.array_equal(without[beside], full[beside])


def test_hints_can_be_ignored(engine, make_request):
    with_dab, without = engine.render(make_request()), engine.render(make_request(dab=False))
    ignored = engine.render(make_request(use_hints=False))
    assert np.array_equal(ignored.image, without.image)
    assert not np.array_equal(with_dab.image, without.image)


def test_all_but_clear_is_clear():
    art = np.full((1, 4, 2, 3), 0.5, np.float32)
    art[0, 3] = np.array([[0.0, 1.4, 1.6], [2.2, 127.0, 255.0]]) / 255
    image = input_planes.picture(art, 2, 3)
    assert image[:, :, 3].tolist() == [[0, 0, 2], [2, 127, 255]]
    assert not image[0, 0].any() and image[1, 2].tolist() == [128, 128, 128, 255]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(pack, make_request, value):
    class Broken:
        device, notice = "broken", ""

        def run(self, planes, palette, style):
            art = np.full((1, 4, *planes.shape[2:]), 0.5, np.float32)
            art[0, 2, 5, 5] = value
            return art

        def close(self):
            pass

    with pytest.raises(EngineError, match="no colours"):
        SketchEngine(pack, Broken()).render(make_request())


@pytest.mark.parametrize("weights", [(1.0,), (0.5, 0.6), (1.5, -0.5), (1.0, 0.0, 0.0), (float("nan"), 1.0)])
def test_style_weights_must_fit(engine, make_request, weights):
    with pytest.raises(EngineError):
        engine.render(make_request(style_weights=weights))


def test_a_large_drawing_is_painted_smaller_and_says_so(pack, make_request):
    engine = open_engine(pack, "cpu", precision="f32", size_limit=64)
    result = engine.render(make_request(100, 200))
    assert result.image.shape == (100, 200, 4)
    assert "64 x 32" in result.notice


def test_an_unknown_device(pack):
    with pytest.raises(EngineError, match="no device"):
        open_engine(pack, "abacus")


def test_a_gpu_that_is_not_there(pack):
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this computer has the GPU")
    with pytest.raises(EngineError, match="CUDA"):
        open_engine(pack, "cuda")


def test_auto_falls_back_to_the_cpu_and_says_so(pack, make_request, monkeypatch):
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("this computer has the GPU")
    monkeypatch.setattr(devices, "automatic", lambda: "cuda")
    result = open_engine(pack, "auto").render(make_request())
    assert result.device.startswith("CPU") and "The CPU paints instead" in result.notice


def test_light_changes_colours_and_no_opacity(engine, make_request):
    plain, lit = (engine.render(make_request(light=light)).image for light in (0.0, 1.0))
    assert np.array_equal(plain[:, :, 3], lit[:, :, 3])
    assert not np.array_equal(plain, lit)
    assert make_request(light=0.0).key != make_request(light=1.0).key
