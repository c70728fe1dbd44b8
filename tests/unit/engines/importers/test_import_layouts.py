"""Every layout of public checkpoints, from weights written by an independent network to an artwork: the imported
pack paints what the reference network says, at sizes that no network likes, and gives the size that it was asked for.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch
from safetensors.torch import save_file

from engines.engine import open_engine
from tests.unit.engines.importers import reference_animegan, reference_cunet, reference_munit, reference_pono
from tests.unit.engines.importers import reference_networks as reference
from tests.unit.engines.importers.importing import agrees, enlarges, imported, photo
from tests.unit.engines.importers.ncnn_files import ncnn_compact, ncnn_files


def as_two_layouts(weights: dict, tmp_path: Path) -> Path:
    """As DataParallel and a training program leave it."""
    path = tmp_path / "latest_net_G.pth"
    torch.save({"state_dict": {f"module.{name}": weight for name, weight in weights.items()}}, path)
    return path


def test_import_of_cyclegan_with_the_dropout_index_and_old_buffers(tmp_path):
    weights = reference.cyclegan_weights(width=6, blocks=2, second=6)
    for number in (2, 5, 8):
        weights[f"model.{number}.running_mean"] = torch.zeros(6)
        weights[f"model.{number}.running_var"] = torch.ones(6)
    found, pack = imported(as_two_layouts(weights, tmp_path), tmp_path)
    assert (found["family"], found["parameters"]["dropout"], pack.picture.wants) == ("cyclegan", True, "photo")
    agrees(pack, lambda x: reference.cyclegan(weights, x, blocks=2, second=6))
    assert pack.manifest.licence == "CC0-1.0" and "the tests" in pack.manifest.sources


def test_import_of_cyclegan_without_dropout_from_safetensors(tmp_path):
    weights = reference.cyclegan_weights(width=4, blocks=1)
    save_file(weights, tmp_path / "horse2zebra.safetensors")
    found, pack = imported(tmp_path / "horse2zebra.safetensors", tmp_path)
    assert (found["family"], found["parameters"]["dropout"]) == ("cyclegan", False)
    agrees(pack, lambda x: reference.cyclegan(weights, x, blocks=1))


def test_import_of_pix2pix_with_the_statistics_of_the_picture(tmp_path):
    weights = reference.pix2pix_weights(width=4, depth=5)
    torch.save(weights, tmp_path / "latest_net_G.pth", _use_new_zipfile_serialization=False)
    found, pack = imported(tmp_path / "latest_net_G.pth", tmp_path, wants="photo")
    assert found["family"] == "pix2pix" and pack.manifest.size_multiple == 32
    agrees(pack, lambda x: reference.pix2pix(weights, x, depth=5))


def test_import_of_cyclegan_trained_without_a_norm(tmp_path):
    """Its convolutions have no biases, but for the last."""
    weights = reference.cyclegan_weights(width=4, blocks=1)
    kept = {n: t * 2 for n, t in weights.items() if n.endswith("weight") or n == "model.18.bias"}
    torch.save(kept, tmp_path / "net.pth")
    found, pack = imported(tmp_path / "net.pth", tmp_path)
    assert (found["family"], found["parameters"]["norm"]) == ("cyclegan", "none")
    agrees(pack, lambda x: reference.cyclegan(kept, x, blocks=1, normed=False))


@pytest.mark.parametrize(("norm", "bias"), [("none", None), ("none", True), ("batch", True), ("instance", False)])
@pytest.mark.parametrize("family", ["pix2pix", "cyclegan"])
def test_import_reads_norm_and_bias_off_the_weights(tmp_path, family, norm, bias):
    """Each of our own networks is found again, its weights whole."""
    from engines.families.table import FAMILIES
    from engines.importers.convert import find
    from engines.importers.job import ImportJob

    size = {"halvings": 3, "width": 4} if family == "pix2pix" else {"blocks": 1, "width": 4}
    asked = FAMILIES[family].check({**size, "norm": norm, "bias": bias})
    torch.save(FAMILIES[family].build(asked.model_dump()).state_dict(), tmp_path / "net.pth")
    order = ImportJob(checkpoint=tmp_path / "net.pth", folder=tmp_path / "pack", norm="" if norm == "batch" else norm)
    assert find(order).parameters == asked


def test_import_of_ugatit_takes_the_direction_and_tells_where_it_looks(tmp_path):
    weights = reference.ugatit_weights(width=4, blocks=1)
    other = {name: weight * 0 + 1 for name, weight in weights.items()}
    torch.save({"genA2B": other, "genB2A": weights, "disGA": {}}, tmp_path / "selfie_params_latest.pt")
    found, pack = imported(tmp_path / "selfie_params_latest.pt", tmp_path, direction="b2a")
    assert found["family"] == "ugatit" and found["parameters"]["light"] and pack.picture.heatmap
    agrees(pack, lambda x: reference.ugatit(weights, x, blocks=1)[0])
    heatmap = open_engine(pack, "cpu", precision="f32").render(photo(250, 187)).heatmap
    assert heatmap.shape == (250, 187) and heatmap.min() == 0 and heatmap.max() == 1 and heatmap.std() > 0.05


def test_import_of_ugatit_full_which_knows_one_size_alone(tmp_path):
    weights = reference.ugatit_weights(width=4, blocks=1, size=64)
    torch.save({"genA2B": weights, "genB2A": {}}, tmp_path / "selfie_params_0100000.pt")
    found, pack = imported(tmp_path / "selfie_params_0100000.pt", tmp_path)
    assert (found["parameters"]["light"], pack.picture.fixed_size) == (False, (64, 64))
    agrees(pack, lambda x: reference.ugatit(weights, x, blocks=1, light=False)[0], close=3)


def test_import_of_cartoongan_from_a_file(tmp_path):
    weights = reference.cartoongan_weights(width=4, blocks=1)
    torch.save(weights, tmp_path / "Hayao_net_G_float.pth")
    found, pack = imported(tmp_path / "Hayao_net_G_float.pth", tmp_path)
    assert (found["family"], pack.picture.order) == ("cartoongan", "bgr")
    agrees(pack, lambda x: reference.cartoongan(weights, x, blocks=1))


def test_import_of_cartoongan_from_a_folder_of_npy_files(tmp_path):
    weights = reference.cartoongan_weights(width=4, blocks=2)
    (tmp_path / "hayao").mkdir()
    for name, weight in weights.items():
        np.save(tmp_path / "hayao" / f"{name}.npy", weight.numpy())
    found, pack = imported(tmp_path / "hayao", tmp_path)
    assert (found["family"], pack.picture.order, pack.picture.order_out) == ("cartoongan", "bgr", "bgr")
    agrees(pack, lambda x: reference.cartoongan(weights, x, blocks=2))


def test_import_of_fast_neural_style_with_values_to_255(tmp_path):
    weights = reference.transformernet_weights(width=4, blocks=2)
    torch.save(weights, tmp_path / "mosaic.model")
    found, pack = imported(tmp_path / "mosaic.model", tmp_path)
    assert (found["family"], pack.picture.range_out) == ("transformernet", (0.0, 255.0))
    agrees(pack, lambda x: reference.transformernet(weights, x, blocks=2))


@pytest.mark.parametrize("key", ["params_ema", "params"])
def test_import_of_srvgg(tmp_path, key):
    """The averaged weights are taken where there are any."""
    weights, scale = reference.srvgg_weights(width=6, convolutions=2, scale=2), 2
    other = {"params": {"wrong": torch.ones(1)}} if key == "params_ema" else {}
    torch.save({**other, key: weights}, tmp_path / "net_g.pth")
    found, pack = imported(tmp_path / "net_g.pth", tmp_path)
    assert found["parameters"] == {"width": 6, "convolutions": 2, "upscale": scale} and pack.upscales
    enlarges(pack, lambda x: reference.srvgg(weights, x, convolutions=2, scale=scale))


def test_import_of_munit_reads_with_one_domain_and_paints_with_the_other(tmp_path):
    """The style code of seed 0 is what the engine draws; the reference is given the same."""
    a, b = (reference_munit.munit_weights(width=4, blocks=1, mlp=8, seed=seed) for seed in (8, 9))
    # Old files have buffers in the content encoder too.
    a["enc_content.model.0.norm.running_mean"] = torch.zeros(4)
    torch.save({"a": a, "b": b}, tmp_path / "gen_01000000.pt")
    found, pack = imported(tmp_path / "gen_01000000.pt", tmp_path)
    assert found["family"] == "munit" and pack.picture.style == "code" and pack.picture.reference
    code = torch.from_numpy(np.random.default_rng(0).standard_normal((1, 8), np.float32))
    agrees(pack, lambda x: reference_munit.munit(a, b, x, code, blocks=1))
    engine = open_engine(pack, "cpu", precision="f32")
    asked = photo(250, 187)
    like = replace(asked, reference=asked.photo[:, :, :3].copy(), key="")
    assert not np.array_equal(engine.render(like).image, engine.render(asked).image)


def test_import_of_munit_with_pono(tmp_path):
    a, b = (reference_pono.pono_weights(width=4, blocks=1, mlp=8, seed=seed) for seed in (12, 13))
    torch.save({"a": a, "b": b}, tmp_path / "gen_00100000.pt")
    found, pack = imported(tmp_path / "gen_00100000.pt", tmp_path, direction="b2a")
    assert found["parameters"]["pono"] and pack.picture.style == "code"
    code = torch.from_numpy(np.random.default_rng(0).standard_normal((1, 8), np.float32))
    agrees(pack, lambda x: reference_pono.pono(b, a, x, code, blocks=1))


def test_import_of_animegan(tmp_path):
    weights = reference_animegan.animegan_weights(width=4)
    torch.save(weights, tmp_path / "paprika.pt")
    found, pack = imported(tmp_path / "paprika.pt", tmp_path)
    assert found["parameters"] == {"width": 4, "align_corners": True}
    agrees(pack, lambda x: reference_animegan.animegan(weights, x, width=4))


def test_import_of_waifu2x_upconv_from_ncnn(tmp_path):
    weights = reference.upconv_weights()
    found, pack = imported(ncnn_files(weights, tmp_path, half=True), tmp_path)
    assert found["parameters"]["kind"] == "upconv_7" and pack.picture.scale == 2
    enlarges(pack, lambda x: reference.upconv(weights, x))


@pytest.mark.parametrize(("kind", "scale"), [("cunet", 1), pytest.param("upcunet", 2, marks=pytest.mark.slow)])
def test_import_of_waifu2x_cunet_from_ncnn(tmp_path, kind, scale):
    doubles = scale == 2
    weights = reference_cunet.cunet_weights(doubles=doubles)
    layers = reference_cunet.cunet_layers(doubles=doubles)
    turned = [name for name, *_, transposed in layers if transposed]
    file = ncnn_files(weights, tmp_path, half=doubles, names=[name for name, *_ in layers], turned=turned)
    found, pack = imported(file, tmp_path)
    assert (found["parameters"]["kind"], pack.picture.scale, pack.upscales) == (kind, scale, True)
    enlarges(pack, lambda x: reference_cunet.cunet(weights, x, doubles=doubles).clamp(0, 1))


@pytest.mark.parametrize("half", [True, False])
def test_import_of_srvgg_from_ncnn(tmp_path, half):
    weights = reference.srvgg_weights(width=6, convolutions=2, scale=3)
    found, pack = imported(ncnn_compact(weights, tmp_path, upscale=3, half=half), tmp_path)
    assert (found["family"], found["parameters"]) == ("srvgg", {"width": 6, "convolutions": 2, "upscale": 3})
    enlarges(pack, lambda x: reference.srvgg(weights, x, convolutions=2, scale=3))


@pytest.mark.slow
@pytest.mark.parametrize("scale", [3, 4])
def test_import_of_real_cugan_from_ncnn(tmp_path, scale):
    weights, layers = reference_cunet.cugan_weights(scale), reference_cunet.cugan_layers(scale)
    names = [name for name, *_ in layers]
    turned = [name for name, *_, transposed in layers if transposed]
    gates = [name for name in names if "seblock" in name]
    file = ncnn_files(weights, tmp_path, half=True, names=names, turned=turned, dense=gates)
    found, pack = imported(file, tmp_path)
    assert (found["parameters"]["kind"], pack.picture.scale) == (f"upcunet_{scale}x", scale)
    enlarges(pack, lambda x: reference_cunet.cugan(weights, x, scale).clamp(0, 1))


@pytest.mark.parametrize("scale", [3, 4])
def test_import_of_real_cugan_as_torch_saves_it(tmp_path, scale):
    from engines.importers.convert import find
    from engines.importers.job import ImportJob

    torch.save({"pro": torch.ones(1), **reference_cunet.cugan_weights(scale)}, tmp_path / "up.pth")
    found = find(ImportJob(checkpoint=tmp_path / "up.pth", folder=tmp_path / "pack"))
    assert found.parameters.model_dump() == {"kind": f"upcunet_{scale}x", "clip": False}


def test_import_reads_ncnn_in_either_precision(tmp_path):
    from engines.importers.ncnn import read_ncnn

    weights = reference.upconv_weights()
    for half in (True, False):
        _, _, tensors = read_ncnn(ncnn_files(weights, tmp_path, half=half))
        assert tensors.keys() == weights.keys()
        assert all(torch.equal(tensors[name], weight) for name, weight in weights.items())


@pytest.mark.parametrize(("kind", "size"), [("upconv_7", 1_106_248), ("cunet", 2_767_568), ("upcunet", 2_776_400)])
def test_import_reads_ncnn_files_as_large_as_the_public_ones(tmp_path, kind, size):
    """cunet's transposed convolutions are in float32 there; where it doubles, its gates are inner products."""
    from engines.importers.ncnn import read_ncnn

    doubles = kind == "upcunet"
    if kind == "upconv_7":
        weights = reference.upconv_weights()
        file = ncnn_files(weights, tmp_path, half=True)
    else:
        weights, layers = reference_cunet.cunet_weights(doubles=doubles), reference_cunet.cunet_layers(doubles=doubles)
        names = [name for name, *_ in layers]
        turned = [name for name, *_, transposed in layers if transposed]
        gates = [name for name in names if doubles and "seblock" in name]
        file = ncnn_files(weights, tmp_path, half=True, names=names, turned=turned, dense=gates, full=turned)
    assert file.stat().st_size == size
    _, parameters, tensors = read_ncnn(file)
    assert parameters["kind"] == kind and tensors.keys() == weights.keys()
    assert all(torch.allclose(tensors[name], weight, atol=1e-3) for name, weight in weights.items())
