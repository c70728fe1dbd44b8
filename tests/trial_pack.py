"""A style pack made on the spot, once per run: a small SketchNet with random weights, exported as the trainer does."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.stylepack import StylePack, write_pack
from tests.unit.engines.packs import HYPER_PARAMETERS, SIZE_MULTIPLE, manifest, png


@pytest.fixture(scope="session")
def pack_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | bytes]:
    """generator.onnx and weights.safetensors of one network, and a thumbnail."""
    import torch
    from safetensors.torch import save_file

    from engines.networks.table import FAMILIES

    folder = tmp_path_factory.mktemp("network")
    torch.manual_seed(7)
    network = FAMILIES["sketchnet"].build(HYPER_PARAMETERS).eval()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name.startswith(("head", "encoder", "decoder")):
                weight.mul_(3)  # else an untrained network answers with all but one grey
    rows, columns = torch.export.Dim("rows", min=1, max=512), torch.export.Dim("columns", min=1, max=512)
    torch.onnx.export(
        network,
        (torch.rand(1, 5, 48, 64), torch.rand(1, 4, 4), torch.tensor([[0.5, 0.5]])),
        folder / "generator.onnx",
        dynamo=True,
        input_names=["planes", "palette", "style"],
        output_names=["art"],
        dynamic_shapes=({2: SIZE_MULTIPLE * rows, 3: SIZE_MULTIPLE * columns}, None, None),
        external_data=False,
        verbose=False,
    )
    save_file(dict(network.state_dict()), folder / "weights.safetensors")
    return {
        "generator.onnx": folder / "generator.onnx",
        "weights.safetensors": folder / "weights.safetensors",
        "thumbnail.png": png(),
    }


@pytest.fixture(scope="session")
def pack(pack_files: dict[str, Path | bytes], tmp_path_factory: pytest.TempPathFactory) -> StylePack:
    return write_pack(tmp_path_factory.mktemp("styles") / "trial", manifest(), files=pack_files)
