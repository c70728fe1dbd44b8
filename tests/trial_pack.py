"""A style pack made on the spot, once per run: a small SketchNet with random weights, exported as the trainer does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from engines.packs.stylepack import StylePack, write_pack
from tests.unit.engines.pack_builders import HYPER_PARAMETERS, manifest, png


@pytest.fixture(scope="session")
def pack_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | bytes]:
    """generator.onnx and weights.safetensors of one network, and a thumbnail."""
    # Of all of a run's processes one exports it: that takes ten seconds and more.
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder = shared / "network"
    with FileLock(shared / "network.lock"):
        if not folder.is_dir():
            _export(shared / "network in the making")
            (shared / "network in the making").rename(folder)
    return {
        "generator.onnx": folder / "generator.onnx",
        "weights.safetensors": folder / "weights.safetensors",
        "thumbnail.png": png(),
    }


def _export(folder: Path) -> None:
    import torch

    from engines.exporting.forms import round_to_half, write_weights
    from engines.families.table import FAMILIES
    from trainer.flagship.export import write_onnx

    folder.mkdir()
    torch.manual_seed(7)
    network = FAMILIES["sketchnet"].build(HYPER_PARAMETERS).eval()
    round_to_half(network)
    write_onnx(network, folder / "generator.onnx")
    write_weights(network, folder / "weights.safetensors")


@pytest.fixture(scope="session")
def pack(pack_files: dict[str, Path | bytes], tmp_path_factory: pytest.TempPathFactory) -> StylePack:
    return write_pack(tmp_path_factory.mktemp("styles") / "trial", manifest(), files=pack_files)
