"""The two forms of a generator: what is written is what was rounded, and both say the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from engines.errors import StylePackError
from engines.exporting import forms
from engines.runtimes.openvino import OpenVinoGraph


def small_network() -> nn.Sequential:
    torch.manual_seed(4)
    layers = (nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 3, 3, padding=1), nn.Tanh())
    return nn.Sequential(*layers).eval().requires_grad_(False)


def test_onnx_and_weights_are_the_rounded_network(tmp_path: Path) -> None:
    network = small_network()
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    forms.round_to_half(network)
    assert any(not torch.equal(before[name], weight) for name, weight in network.state_dict().items())
    free = {2: torch.export.Dim("rows", min=2, max=512), 3: torch.export.Dim("columns", min=2, max=512)}
    example = torch.rand(1, 3, 24, 32)
    forms.write_onnx(
        network, tmp_path / "n.onnx", (example,), inputs=["picture"], outputs=["art"], dynamic_shapes=(free,)
    )
    forms.write_weights(network, tmp_path / "n.safetensors")
    for name, weight in load_file(tmp_path / "n.safetensors").items():
        assert weight.dtype == torch.float16 and torch.equal(weight.float(), network.state_dict()[name])
    picture = torch.rand(1, 3, 40, 20)  # another size than the example
    art = OpenVinoGraph(tmp_path / "n.onnx", "f32").run_graph({"picture": picture.numpy()})["art"]
    assert np.abs(art - network(picture).numpy()).max() < 1e-5
    assert {t.data_type for t in onnx.load(tmp_path / "n.onnx").graph.initializer if np.prod(t.dims) > 64} == {
        onnx.TensorProto.FLOAT16
    }


def test_the_older_exporter_says_the_same(tmp_path: Path) -> None:
    network = small_network()
    forms.round_to_half(network)
    axes = {"picture": {2: "rows", 3: "columns"}}
    example = (torch.rand(1, 3, 24, 32),)
    forms.write_traced_onnx(
        network, tmp_path / "n.onnx", example, inputs=["picture"], outputs=["art"], dynamic_axes=axes
    )
    picture = torch.rand(1, 3, 40, 20)
    art = OpenVinoGraph(tmp_path / "n.onnx", "f32").run_graph({"picture": picture.numpy()})["art"]
    assert np.abs(art - network(picture).numpy()).max() < 1e-5


def test_weights_beyond_float16_are_refused_by_name() -> None:
    network = small_network()
    network.get_parameter("0.weight")[0, 0, 0, 0] = 70_000.0
    with pytest.raises(StylePackError, match=r"0\.weight"):
        forms.round_to_half(network)


def test_thumbnails_are_of_one_size() -> None:
    for side_px in (100, 256, 384):
        png = forms.thumbnail_png(np.full((side_px, side_px, 3), 90, np.uint8))
        assert int.from_bytes(png[16:20]) == int.from_bytes(png[20:24]) == forms.THUMBNAIL_PX
