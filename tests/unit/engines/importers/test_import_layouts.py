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

from engines import pictures
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.importers.convert import convert
from engines.importers.order import ImportOrder
from engines.palette import Palette
from engines.stylepack import StylePack, open_pack
from tests.unit.engines.importers import reference_networks as reference

pytestmark = pytest.mark.timeout(400)  # each converts a network: seconds, but minutes on a busy machine
SIZES = [(250, 187), (513, 1024)]
OPEN_TERMS = {"licence": "CC0-1.0", "source": "the tests", "author": "the tests"}


def imported(checkpoint: Path, folder: Path, **order) -> tuple[dict, StylePack]:
    told: list[str] = []
    found = convert(
        ImportOrder(checkpoint=checkpoint, folder=folder / "pack", id="pack", name="Pack", **{**OPEN_TERMS, **order}),
        on_progress=told.append,
    )
    assert told[0] == "reading"
    return found, open_pack(folder / "pack")


def photo(height: int, width: int) -> RenderRequest:
    rng = np.random.default_rng(height)
    import cv2

    smooth = cv2.resize(rng.integers(0, 256, (12, 16, 3), np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)
    rgba = np.dstack([smooth, np.full((height, width), 255, np.uint8)])
    blank = np.zeros_like(rgba)
    return RenderRequest(1, blank, blank, Palette.of(((9, 9, 9),)), (1.0,), photo=rgba)


def agrees(pack: StylePack, network, sizes=SIZES, *, close: float = 2.0) -> None:
    """The pack in OpenVINO paints what `network` (float32 NCHW to NCHW, in the network's own range) says."""
    inputs = pack.picture
    engine = open_engine(pack, "cpu", precision="f32")
    for height, width in sizes:
        asked = photo(height, width)
        result = engine.render(asked)
        assert result.image.shape == (inputs.scale * height, inputs.scale * width, 4)
        place = pictures.placed(asked.photo[:, :, :3].copy(), inputs, pack.manifest.size_multiple)
        with torch.inference_mode():
            expected = pictures.answered(network(torch.from_numpy(place.array)).numpy(), place, inputs)
        assert expected.std() > 8, "the reference must paint something, or agreement means nothing"
        error = np.abs(result.image[:, :, :3].astype(int) - expected)
        assert error.max() <= close, f"largest difference {error.max()}, mean {error.mean():.3f}"
    engine.close()


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


def test_import_of_pix2pix_with_the_statistics_of_the_picture(tmp_path):
    weights = reference.pix2pix_weights(width=4, depth=5)
    torch.save(weights, tmp_path / "latest_net_G.pth", _use_new_zipfile_serialization=False)
    found, pack = imported(tmp_path / "latest_net_G.pth", tmp_path, wants="photo")
    assert found["family"] == "pix2pix" and pack.manifest.size_multiple == 32
    agrees(pack, lambda x: reference.pix2pix(weights, x, depth=5))


def test_import_of_ugatit_takes_the_direction_and_tells_where_it_looks(tmp_path):
    weights = reference.ugatit_weights(width=4, blocks=1)
    other = {name: weight * 0 + 1 for name, weight in weights.items()}
    torch.save({"genA2B": other, "genB2A": weights, "disGA": {}}, tmp_path / "selfie_params_latest.pt")
    found, pack = imported(tmp_path / "selfie_params_latest.pt", tmp_path, direction="b2a")
    assert found["family"] == "ugatit" and found["parameters"]["light"] and pack.picture.heatmap
    agrees(pack, lambda x: reference.ugatit(weights, x, blocks=1)[0])
    heatmap = open_engine(pack, "cpu", precision="f32").render(photo(250, 187)).heatmap
    assert heatmap.shape == (250, 187) and heatmap.min() == 0 and heatmap.max() == 1 and heatmap.std() > 0.05


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


def test_import_of_srvgg_from_its_averaged_weights(tmp_path):
    weights = reference.srvgg_weights(width=6, convolutions=2, scale=2)
    torch.save({"params": {"wrong": torch.ones(1)}, "params_ema": weights}, tmp_path / "net_g.pth")
    found, pack = imported(tmp_path / "net_g.pth", tmp_path)
    assert found["parameters"] == {"width": 6, "convolutions": 2, "upscale": 2} and pack.upscales
    agrees(pack, lambda x: reference.srvgg(weights, x, convolutions=2, scale=2), [(250, 187)])


def test_import_of_munit_reads_with_one_domain_and_paints_with_the_other(tmp_path):
    """The style code of seed 0 is what the engine draws; the reference is given the same."""
    a, b = (reference.munit_weights(width=4, blocks=1, mlp=8, seed=seed) for seed in (8, 9))
    # Old files have buffers in the content encoder too.
    a["enc_content.model.0.norm.running_mean"] = torch.zeros(4)
    torch.save({"a": a, "b": b}, tmp_path / "gen_01000000.pt")
    found, pack = imported(tmp_path / "gen_01000000.pt", tmp_path)
    assert found["family"] == "munit" and pack.picture.style == "code" and pack.picture.reference
    code = torch.from_numpy(np.random.default_rng(0).standard_normal((1, 8), np.float32))
    agrees(pack, lambda x: reference.munit(a, b, x, code, blocks=1))
    engine = open_engine(pack, "cpu", precision="f32")
    asked = photo(250, 187)
    like = replace(asked, reference=asked.photo[:, :, :3].copy(), key="")
    assert not np.array_equal(engine.render(like).image, engine.render(asked).image)


def test_import_of_animegan(tmp_path):
    weights = reference.animegan_weights(width=4)
    torch.save(weights, tmp_path / "paprika.pt")
    found, pack = imported(tmp_path / "paprika.pt", tmp_path)
    assert found["parameters"] == {"width": 4, "align_corners": True}
    agrees(pack, lambda x: reference.animegan(weights, x, width=4))


def ncnn_files(weights: dict, folder: Path, *, half: bool) -> Path:
    """upconv_7 as ncnn has it: tag, weights (deconvolutions [out, in, h, w]), biases; padded to four bytes."""
    lines, content = ["Input input 0 1 in 0=0 1=0 2=3"], b""
    names = [f"net.{2 * n}" for n in range(6)] + ["net.12"]
    for name in names:
        weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        turned = name == "net.12"
        stored = (weight.transpose(0, 1) if turned else weight).contiguous().numpy()
        kind = "Deconvolution" if turned else "Convolution"
        lines.append(f"{kind} {name} 1 1 a b 0={stored.shape[0]} 1={stored.shape[-1]} 5=1 6={stored.size} -23310=1,0.1")
        packed = stored.astype("<f2" if half else "<f4").tobytes()
        tag = 0x01306B47 if half else 0
        content += (
            tag.to_bytes(4, "little") + packed + b"\0" * (-len(packed) % 4) + bias.numpy().astype("<f4").tobytes()
        )
    (folder / "scale2.0x_model.param").write_text("\n".join(["7767517", f"{len(lines)} {len(lines)}", *lines]) + "\n")
    (folder / "scale2.0x_model.bin").write_bytes(content)
    return folder / "scale2.0x_model.bin"


def test_import_of_waifu2x_from_ncnn(tmp_path):
    weights = reference.upconv_weights()
    found, pack = imported(ncnn_files(weights, tmp_path, half=True), tmp_path)
    assert found["parameters"]["kind"] == "upconv_7" and pack.picture.scale == 2
    agrees(pack, lambda x: reference.upconv(weights, x), [(250, 187)])


def test_import_reads_ncnn_in_either_precision(tmp_path):
    from engines.importers.ncnn import read_ncnn

    weights = reference.upconv_weights()
    for half in (True, False):
        _, tensors = read_ncnn(ncnn_files(weights, tmp_path, half=half))
        assert tensors.keys() == weights.keys()
        assert all(torch.equal(tensors[name], weight) for name, weight in weights.items())
