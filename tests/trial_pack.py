"""A style pack made on the spot, once per run: a small SketchNet with random weights, exported as the trainer does."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.packs.stylepack import StylePack, write_pack
from tests.unit.engines.pack_builders import HYPER_PARAMETERS, manifest, png


@pytest.fixture(scope="session")
def pack_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | bytes]:
    """generator.onnx and weights.safetensors of one network, and a thumbnail."""
    import torch

    from engines.exporting.forms import round_to_half, write_weights
    from engines.families.table import FAMILIES
    from trainer.flagship.export import write_onnx

    folder = tmp_path_factory.mktemp("network")
    torch.manual_seed(7)
    network = FAMILIES["sketchnet"].build(HYPER_PARAMETERS).eval()
    round_to_half(network)
    write_onnx(network, folder / "generator.onnx")
    write_weights(network, folder / "weights.safetensors")
    return {
        "generator.onnx": folder / "generator.onnx",
        "weights.safetensors": folder / "weights.safetensors",
        "thumbnail.png": png(),
    }


@pytest.fixture(scope="session")
def pack(pack_files: dict[str, Path | bytes], tmp_path_factory: pytest.TempPathFactory) -> StylePack:
    return write_pack(tmp_path_factory.mktemp("styles") / "trial", manifest(), files=pack_files)
