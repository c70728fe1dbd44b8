"""Generators of pictures behind the same engine: any size comes back at that size, whatever range, order, padding,
margin or fixed size the generator wants; chains; upscaling without seams.
"""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

pytest.importorskip("onnx")
from onnx import helper

from engines import pictures
from engines.api import RenderRequest
from engines.chain import ChainEngine, Link, check_chain
from engines.compositing.tiled_upscaling import upscale
from engines.engine import open_engine
from engines.errors import EngineError, StylePackError
from engines.packs.manifest import PictureInputs
from engines.packs.stylepack import MANIFEST, open_pack
from engines.palette import Palette
from tests.unit.engines.picture_packs import coded, encoder, graph, picture_pack, same

PALETTE = Palette.of(((10, 20, 30),))
SIZES = [(250, 187), (513, 1024), (1, 1), (64, 64)]


def request(height: int, width: int, **changes) -> RenderRequest:
    """A photograph of noise: every pixel can be told from its neighbour."""
    blank = np.zeros((height, width, 4), np.uint8)
    photo = np.random.default_rng(5).integers(0, 256, (height, width, 4), np.uint8)
    photo[:, :, 3] = 255
    return RenderRequest(**{
        "request_id": 1, "ink": blank, "colour": blank, "palette": PALETTE, "style_weights": (1.0,), "photo": photo,
        **changes,
    })  # fmt: skip


def opened(pack):
    return open_engine(pack, "cpu", precision="f32")


def shrinking(kernel: int) -> bytes:
    """A convolution without padding that keeps each pixel: a picture smaller by kernel // 2 at each side, twice as
    large.
    """
    weight = np.zeros((3, 3, kernel, kernel), np.float32)
    weight[range(3), range(3), kernel // 2, kernel // 2] = 1
    nodes = [
        helper.make_node("Conv", ["picture", "weight"], ["inside"]),
        helper.make_node("Resize", ["inside", "", "twice"], ["art"], mode="nearest", nearest_mode="floor",
                         coordinate_transformation_mode="asymmetric"),
    ]  # fmt: skip
    return graph(nodes, numbers={"weight": weight, "twice": np.array([1, 1, 2, 2], np.float32)})


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("order", "low", "high"), [("rgb", -1, 1), ("bgr", 0, 1), ("bgr", -1, 1), ("rgb", 0, 255)]
)  # fmt: skip
def test_the_same_pixels_come_back_at_the_same_size(tmp_path, size, order, low, high):
    pack = picture_pack(
        tmp_path / "same", same(), parameters={"multiple": 32}, wants="photo",
        order=order, order_out=order, range_in=(low, high), range_out=(low, high),
    )  # fmt: skip
    asked = request(*size)
    result = opened(pack).render(asked)
    assert np.array_equal(result.image, asked.photo)
    assert result.key == asked.key and result.heatmap is None


def test_what_the_network_reads(tmp_path):
    """Range, order and padding, told apart: red is 1 and blue is -1 here, and the border is the picture's mirror."""
    rgb = np.zeros((5, 6, 3), np.uint8)
    rgb[:, :, 0] = 255
    rgb[1, 2] = (0, 128, 255)
    inputs = PictureInputs(kind="picture", wants="photo", order="bgr", landmarks=2, margin=3)
    place = pictures.placed(rgb, inputs, 8)
    assert place.array.shape == (1, 5, 14, 14) and place.array.dtype == np.float32
    assert place.array[0, :, 3, 3].tolist() == [-1, -1, 1, 0, 0]
    assert place.array[0, :3, 4, 5].tolist() == pytest.approx([1, 128 / 127.5 - 1, -1], abs=1e-6)
    assert np.array_equal(place.array[0, :, 2, 3:9], place.array[0, :, 4, 3:9]), "mirrored at the edge"


def test_what_is_composed_of_a_drawing():
    ink, colour, photo = (np.zeros((2, 4, 4), np.uint8) for _ in range(3))
    photo[:] = (0, 0, 200, 255)
    colour[:, 1:] = (200, 0, 0, 255)
    colour[:, 2:, 3] = 51
    ink[:, 3] = (0, 0, 0, 255)
    asked = RenderRequest(1, ink, colour, PALETTE, (1.0,))
    assert pictures.composed(asked, "line_art")[0].tolist() == [[255] * 3] * 3 + [[0] * 3]
    assert pictures.composed(asked, "coloured_drawing")[0].tolist() == [
        [255] * 3, [200, 0, 0], [244, 204, 204], [0] * 3,
    ]  # fmt: skip
    asked = RenderRequest(1, ink, colour, PALETTE, (1.0,), photo=photo)
    assert pictures.composed(asked, "photo")[0].tolist() == [[0, 0, 200], [200, 0, 0], [40, 0, 160], [0] * 3]
    asked = RenderRequest(1, ink, colour, PALETTE, (1.0,), photo=photo, use_hints=False)
    assert pictures.composed(asked, "photo")[0].tolist() == [[0, 0, 200]] * 3 + [[0] * 3]


def test_requests_differ_by_what_pictures_add():
    asked = request(8, 8)
    other = [
        request(8, 8, photo=None),
        request(8, 8, style_seed=3),
        request(8, 8, style_code=(1.0,)),
        request(8, 8, reference=np.zeros((4, 4, 3), np.uint8)),
    ]
    assert len({asked.key, *(r.key for r in other)}) == 5
    with pytest.raises(ValueError, match="photo"):
        request(8, 8, photo=np.zeros((4, 4, 4), np.uint8))


@pytest.mark.parametrize("size", SIZES)
def test_a_network_that_eats_its_border_and_doubles(tmp_path, size):
    pack = picture_pack(
        tmp_path / "double", shrinking(15), family="waifu2x", wants="photo", range_in=(0, 1), range_out=(0, 1)
    )
    assert pack.upscales
    engine, asked = opened(pack), request(*size)
    result = engine.render(asked)
    assert engine.scale == 2
    assert np.array_equal(result.image, asked.photo.repeat(2, axis=0).repeat(2, axis=1))


def test_a_network_of_one_size_only(tmp_path):
    pack = picture_pack(
        tmp_path / "fixed", same(), parameters={"height": 64, "width": 96}, fixed_size=(64, 96), wants="photo"
    )
    seen = []
    engine = opened(pack)
    run = engine.runtime.run_graph
    engine.runtime.run_graph = lambda arrays: seen.append(arrays["picture"].shape) or run(arrays)
    smooth = cv2.GaussianBlur(request(250, 187).photo, (0, 0), 12)
    smooth[:, :, 3] = 255
    result = engine.render(request(250, 187, photo=smooth))
    assert seen == [(1, 3, 64, 96)]
    assert result.image.shape == (250, 187, 4)
    assert np.abs(result.image.astype(int) - smooth).mean() < 2, "only smaller and larger again, not squeezed"


def test_grey_in_and_out(tmp_path):
    one = graph([helper.make_node("Identity", ["picture"], ["art"])], channels=1, out_channels=1)
    pack = picture_pack(tmp_path / "grey", one, wants="photo", order="grey", order_out="grey")
    image = opened(pack).render(request(20, 30)).image
    expected = cv2.cvtColor(request(20, 30).photo[:, :, :3], cv2.COLOR_RGB2GRAY)
    assert np.abs(image[:, :, :3].astype(int) - expected[:, :, None]).max() <= 1


def test_heatmap_shows_where_it_looked(tmp_path):
    nodes = [
        helper.make_node("Identity", ["picture"], ["art"]),
        helper.make_node("ReduceMean", ["picture", "axes"], ["mean"], keepdims=1),
        helper.make_node("AveragePool", ["mean"], ["heatmap"], kernel_shape=[4, 4], strides=[4, 4]),
    ]
    made = graph(nodes, heatmap=True, numbers={"axes": np.array([1], np.int64)})
    pack = picture_pack(tmp_path / "looks", made, family="ugatit", wants="photo")
    photo = np.zeros((250, 187, 4), np.uint8)
    photo[:, :, 3] = 255
    photo[40:80, 100:140, :3] = 255
    heatmap = opened(pack).render(request(250, 187, photo=photo)).heatmap
    assert heatmap.shape == (250, 187) and heatmap.dtype == np.float32
    assert heatmap.min() == 0 and heatmap.max() == 1
    assert heatmap[60, 120] > 0.95 and heatmap[200, 20] < 0.05


def test_style_codes_are_drawn_given_or_read_from_a_picture(tmp_path):
    pack = picture_pack(tmp_path / "coded", coded(), family="munit", style_encoder=encoder())
    engine = opened(pack)
    rolled = [engine.render(request(8, 8, style_seed=seed)).image[0, 0].tolist() for seed in (1, 1, 2)]
    assert rolled[0] == rolled[1] != rolled[2]
    code = (1.0, -1.0, 0.0, *[0.0] * 5)
    assert engine.render(request(8, 8, style_code=code)).image[0, 0].tolist() == [255, 0, 128, 255]
    reference = np.full((70, 33, 3), (255, 51, 0), np.uint8)
    assert engine.render(request(8, 8, reference=reference)).image[0, 0].tolist() == [255, 51, 0, 255]
    with pytest.raises(EngineError, match="8 numbers"):
        engine.render(request(8, 8, style_code=(1.0,)))


def test_weights_of_styles(tmp_path):
    nodes = [
        helper.make_node("ReduceSum", ["style", "axes"], ["sum"], keepdims=1),
        helper.make_node("Slice", ["style", "from", "to", "axes"], ["first"]),
        helper.make_node("Mul", ["first", "sum"], ["share"]),
        helper.make_node("Mul", ["picture", "share"], ["art"]),
    ]
    numbers = {"axes": np.array([1], np.int64), "from": np.array([0], np.int64), "to": np.array([1], np.int64)}
    made = graph(nodes, style=3, numbers=numbers)
    pack = picture_pack(
        tmp_path / "many", made, family="transformernet", parameters={"styles": 3}, styles=("one", "two"),
        range_in=(0, 255), range_out=(0, 255), wants="photo",
    )  # fmt: skip
    photo = np.full((6, 7, 4), 200, np.uint8)
    photo[:, :, 3] = 255
    image = opened(pack).render(request(6, 7, photo=photo, style_weights=(0.25, 0.75))).image
    assert image[0, 0].tolist() == [50, 50, 50, 255]
    with pytest.raises(EngineError, match="2 weights"):
        opened(pack).render(request(6, 7))


def test_ink_is_laid_over_as_asked(tmp_path):
    pack = picture_pack(tmp_path / "same", same(), wants="photo")
    ink = np.zeros((10, 10, 4), np.uint8)
    ink[5, :, 3] = 255
    white = np.full((10, 10, 4), 255, np.uint8)
    engine = opened(pack)
    coloured = picture_pack(tmp_path / "lines", same(), wants="line_art")
    assert opened(coloured).render(request(10, 10, ink=ink)).image[5, 0].tolist() == [0, 0, 0, 255]
    assert engine.render(request(10, 10, ink=ink, photo=white, keep_lines=0.0)).image[4, 0].tolist() == [255] * 4


def test_wrong_answers_are_refused(tmp_path):
    half = graph([helper.make_node("AveragePool", ["picture"], ["art"], kernel_shape=[2, 2], strides=[2, 2])])
    with pytest.raises(EngineError, match="no picture"):
        opened(picture_pack(tmp_path / "half", half)).render(request(16, 16))
    nodes = [helper.make_node("Log", ["picture"], ["art"])]
    with pytest.raises(EngineError, match="no picture"):
        opened(picture_pack(tmp_path / "nan", graph(nodes))).render(request(16, 16))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scale": 2}, "scale must be 1"),
        ({"margin": 4}, "margin must be 0"),
        ({"heatmap": True}, "heatmap must be False"),
        ({"range_in": [0, 7]}, "a range is"),
        ({"wants": "money"}, "wants"),
        ({"style": "code", "style_length": 8}, "style_length must be 0"),
    ],
)
def test_manifests_that_do_not_fit_the_network(tmp_path, change, words):
    pack = picture_pack(tmp_path / "same", same())
    told = json.loads((pack.folder / MANIFEST).read_text())
    told["inputs"].update(change)
    (pack.folder / MANIFEST).write_text(json.dumps(told))
    with pytest.raises(StylePackError, match=words):
        open_pack(pack.folder)


def test_a_graph_with_other_names_is_refused(tmp_path):
    other = graph([helper.make_node("Identity", ["picture"], ["heatmap"])], outputs=("heatmap",))
    with pytest.raises(StylePackError, match="other inputs or outputs"):
        picture_pack(tmp_path / "other", other)


def test_a_chain_hands_the_artwork_on(tmp_path):
    nodes = [helper.make_node("Neg", ["picture"], ["art"])]
    negative = picture_pack(tmp_path / "negative", graph(nodes))
    double = picture_pack(
        tmp_path / "double", shrinking(15), family="waifu2x", wants="photo", range_in=(0, 1), range_out=(0, 1)
    )
    lines = picture_pack(tmp_path / "lines", same(), wants="line_art")
    asked = request(25, 18)
    chain = ChainEngine(opened(negative), [Link(opened(negative)), Link(opened(double))])
    result = chain.render(asked)
    assert np.array_equal(result.image, asked.photo.repeat(2, axis=0).repeat(2, axis=1))
    assert result.key == asked.key and result.elapsed_ms > 0
    once = ChainEngine(opened(negative), []).render(asked)
    assert np.array_equal(once.image[:, :, :3], 255 - asked.photo[:, :, :3])
    check_chain([lines, negative, double])
    with pytest.raises(EngineError, match="first of a chain"):
        check_chain([negative, lines])
    chain.close()


def test_sketchnet_then_a_painter(pack, make_request, tmp_path):
    """The lines' artwork, on paper, is what the second engine reads."""
    negative = picture_pack(tmp_path / "negative", graph([helper.make_node("Neg", ["picture"], ["art"])]))
    asked = make_request(70, 50)
    first = open_engine(pack, "cpu", precision="f32").render(asked).image
    result = ChainEngine(open_engine(pack, "cpu", precision="f32"), [Link(opened(negative))]).render(asked)
    paper = pictures.over(first, np.full((70, 50, 3), 255, np.uint8))
    assert np.abs(result.image[:, :, :3].astype(int) - (255 - paper)).max() <= 1


def test_tiles_leave_no_seam_and_clear_stays_clear(tmp_path):
    """A wide blur that doubles: painted in tiles as in one piece; without the overlap the seams would show."""
    weight = np.zeros((3, 3, 15, 15), np.float32)
    weight[range(3), range(3)] = cv2.getGaussianKernel(15, 4) @ cv2.getGaussianKernel(15, 4).T
    nodes = [
        helper.make_node("Conv", ["picture", "weight"], ["inside"]),
        helper.make_node("Resize", ["inside", "", "twice"], ["art"], mode="linear"),
    ]
    made = graph(nodes, numbers={"weight": weight, "twice": np.array([1, 1, 2, 2], np.float32)})
    pack = picture_pack(tmp_path / "blur", made, family="waifu2x", wants="photo", range_in=(0, 1), range_out=(0, 1))
    engine = opened(pack)
    picture = request(150, 110).photo
    progress: list[float] = []
    whole = upscale(engine, picture, tile_px=1000)
    tiled = upscale(engine, picture, tile_px=64, on_progress=progress.append)
    seams = upscale(engine, picture, tile_px=64, overlap_px=0)
    assert whole.shape == (300, 220, 4) and np.array_equal(whole[:, :, 3], np.full((300, 220), 255))
    assert np.abs(whole.astype(int) - tiled).max() <= 1
    assert np.abs(whole.astype(int) - seams).max() > 5
    assert progress[-1] == 1.0 and len(progress) == 6
    red = np.zeros((60, 60, 4), np.uint8)
    red[10:50, 10:50] = (255, 0, 0, 255)
    large = upscale(engine, red)
    assert large[0, 0, 3] == 0 and large[60, 60].tolist() == [255, 0, 0, 255]
    assert (large[large[:, :, 3] > 0][:, 1] == 0).all(), "no paper shines through at the edges"
