"""Both runtimes give the same picture; each is honest about precision, sizes and memory."""

from __future__ import annotations

import numpy as np
import pytest

from engines.engine import open_engine
from engines.errors import EngineError, StylePackError
from engines.packs import file_checks
from engines.runtimes.openvino import SIZES_KEPT, OpenVinoRuntime
from engines.sketch import input_planes

SIZES = [(64, 64), (80, 208), (96, 33)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("weights", [(1.0, 0.0), (0.3, 0.7)])
def test_openvino_and_torch_agree_in_float32(pack, make_request, size, weights):
    request = make_request(*size, style_weights=weights)
    pictures = []
    for device in ("cpu", "torch-cpu"):
        engine = open_engine(pack, device, precision="f32")
        pictures.append(engine.render(request).image.astype(int))
        engine.close()
    assert pictures[0].std() > 5, "the trial network must paint something, or agreement means nothing"
    assert np.abs(pictures[0] - pictures[1]).max() <= 2


def test_bf16_stays_close_to_float32(pack, make_request):
    request = make_request(128, 128)
    full, half = (
        open_engine(pack, "cpu", precision=precision).render(request).image.astype(int) for precision in ("f32", "bf16")
    )
    assert np.abs(full - half).mean() < 2


def test_padding_does_not_show(pack, make_request):
    """A drawing of 50 x 70 is painted like the same drawing on a sheet that needs no padding."""
    request = make_request(50, 70)
    sheet = make_request(64, 80)
    for name in ("ink", "colour"):
        getattr(sheet, name)[:] = 0
        getattr(sheet, name)[:50, :70] = getattr(request, name)
    runtime = OpenVinoRuntime(pack.generator_onnx, "f32")
    planes = input_planes.request_planes(request, pack.manifest.size_multiple)
    assert planes.shape == (1, 11, 64, 80)
    assert np.array_equal(planes[0, 0], input_planes.request_planes(sheet, 16)[0, 0])
    assert not planes[:, :, 50:].any() and not planes[:, :, :, 70:].any()
    art = runtime.run(planes, request.palette.array()[None], np.array([[1, 0]], np.float32))
    assert input_planes.picture(art, 50, 70).shape == (50, 70, 4)


def test_openvino_keeps_few_sizes_and_answers_for_all(pack):
    runtime = OpenVinoRuntime(pack.generator_onnx, "f32")
    palette, style = np.zeros((1, 4, 4), np.float32), np.array([[1, 0]], np.float32)
    first = runtime.run(np.zeros((1, 11, 32, 32), np.float32), palette, style).copy()
    for side in range(48, 48 + 16 * SIZES_KEPT, 16):
        assert runtime.run(np.zeros((1, 11, side, 32), np.float32), palette, style).shape == (1, 4, side, 32)
    assert len(runtime._compiled) == SIZES_KEPT
    assert np.array_equal(runtime.run(np.zeros((1, 11, 32, 32), np.float32), palette, style), first)


def test_compiled_graphs_are_kept_on_disk(pack, make_request, tmp_path):
    plain = open_engine(pack, "cpu", precision="f32").render(make_request()).image
    for _ in range(2):
        engine = open_engine(pack, "cpu", precision="f32", cache_dir=tmp_path / "compiled")
        assert np.array_equal(engine.render(make_request()).image, plain)
    assert len(list((tmp_path / "compiled").glob("*.blob"))) == 1


def test_a_file_that_is_no_generator(tmp_path):
    (tmp_path / "generator.onnx").write_bytes(b"not a graph")
    with pytest.raises(StylePackError, match="cannot be read"):
        OpenVinoRuntime(tmp_path / "generator.onnx")


def test_a_shape_the_generator_cannot_take(pack):
    with pytest.raises(EngineError):
        OpenVinoRuntime(pack.generator_onnx).run(
            np.zeros((1, 11, 30, 30), np.float32), np.zeros((1, 4, 4), np.float32), np.zeros((1, 2), np.float32)
        )


def test_a_forged_graph_that_asks_for_all_memory(pack, tmp_path):
    """It passes every check of the file: only the sizes of its steps give it away."""
    onnx = pytest.importorskip("onnx")
    model = onnx.load(str(pack.generator_onnx))
    graph = model.graph
    graph.initializer.append(onnx.numpy_helper.from_array(np.array([1, 1, 4096, 4096], np.float32), "huge"))
    last = graph.node[-1]
    last.output[0] = "art before"
    graph.node.append(onnx.helper.make_node("Resize", ["planes", "", "huge"], ["bomb"], mode="nearest"))
    graph.node.append(onnx.helper.make_node("ReduceMean", ["bomb"], ["one"], keepdims=1))
    graph.node.append(onnx.helper.make_node("Add", ["art before", "one"], ["art"]))
    path = tmp_path / "generator.onnx"
    path.write_bytes(model.SerializeToString())
    file_checks.check_onnx(path)
    with pytest.raises(StylePackError, match="more memory"):
        OpenVinoRuntime(path).run(
            np.zeros((1, 11, 64, 64), np.float32), np.zeros((1, 4, 4), np.float32), np.array([[1, 0]], np.float32)
        )


class TestMemoryLadder:
    """Torch's answer to a device without enough memory; the device here is the CPU, its limit is acted."""

    @pytest.fixture
    def runtime(self, pack):
        torch = pytest.importorskip("torch")
        from engines.runtimes.torch import TorchRuntime

        class Small(TorchRuntime):
            limit_px = 10**9
            failures_left = 0
            tried: list[int]

            def _compute(self, planes, palette, style, *, device):
                pixels = planes.shape[2] * planes.shape[3]
                self.tried.append(pixels)
                if self.failures_left or pixels > self.limit_px:
                    self.failures_left = max(0, self.failures_left - 1)
                    raise torch.OutOfMemoryError("out of memory, says the test")
                return super()._compute(planes, palette, style, device=device)

        runtime = Small(pack, "cpu")
        runtime.tried = []
        return runtime

    @pytest.fixture
    def arrays(self):
        planes = np.zeros((1, 11, 64, 64), np.float32)
        planes[:, 0, 16:48, 16] = 1
        return planes, np.full((1, 4, 4), 0.5, np.float32), np.array([[1, 0]], np.float32)

    def test_a_passing_shortage_is_tried_again_at_full_size(self, runtime, arrays):
        expected = runtime.run(*arrays)
        runtime.failures_left, runtime.tried = 1, []
        assert np.array_equal(runtime.run(*arrays), expected)
        assert runtime.tried == [64 * 64] * 2 and runtime.notice == ""

    def test_a_lasting_one_paints_smaller_says_so_and_is_remembered(self, runtime, arrays):
        runtime.limit_px = 32 * 32
        assert runtime.run(*arrays).shape == (1, 4, 64, 64)
        assert "painted at 32 x 32" in runtime.notice
        runtime.tried = []
        runtime.run(*arrays)
        assert runtime.tried == [32 * 32]

    def test_the_cpu_comes_last(self, runtime, arrays):
        expected = runtime.run(*arrays)
        runtime.failures_left = 4
        assert np.array_equal(runtime.run(*arrays), expected)
        assert "painted on the CPU" in runtime.notice
        runtime.failures_left, runtime.limit_px = 0, 0
        with pytest.raises(EngineError, match="too little memory"):
            runtime.run(*arrays)
