"""Layers put together as other programs mean them: against the same done by hand, in floats and at once."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.openraster import OraGroup, OraLayer
from sketchart_desktop.files.ora_merging import merged
from sketchart_desktop.raster.image_codec import encode_png

SIZE = 8
GREY, HALF = (100, 100, 100, 255), (200, 40, 0, 128)


def layer(colour: tuple[int, ...], blend: str = "svg:src-over", **more) -> OraLayer:
    pixels = np.full((SIZE, SIZE, 4), colour, np.uint8)
    return OraLayer(encode_png(pixels), blend=blend, plain=blend == "svg:src-over", **more)


@pytest.mark.parametrize(
    ("blend", "expected"),
    [
        ("svg:src-over", (200, 50, 0)),
        ("svg:multiply", (78, 20, 0)),  # 100 * 200 / 255
        ("svg:screen", (222, 130, 100)),
        ("svg:overlay", (157, 39, 0)),
        ("svg:darken", (100, 50, 0)),
        ("svg:lighten", (200, 100, 100)),
        ("svg:plus", (255, 150, 100)),
        ("svg:add", (255, 150, 100)),
        ("svg:difference", (100, 50, 100)),
        ("svg:exclusion", (143, 111, 100)),
        ("svg:color-dodge", (255, 124, 100)),
        ("svg:color-burn", (57, 0, 0)),
        ("svg:hard-light", (188, 39, 0)),
        ("svg:soft-light", (134, 63, 39)),
        ("some:thing", (200, 50, 0)),
    ],
)
def test_a_blend_mode_mixes_colours_as_the_specification_says(blend: str, expected: tuple[int, ...]) -> None:
    result = merged((layer(GREY), layer((200, 50, 0, 255), blend)), SIZE, SIZE)
    assert np.abs(result[3, 3].astype(int) - (*expected, 255)).max() <= 1


def test_what_keeps_brightness_or_hue_keeps_it() -> None:
    luma = np.array([0.3, 0.59, 0.11])
    below, above = (180, 60, 90, 255), (20, 120, 200, 255)
    coloured = merged((layer(below), layer(above, "svg:color")), SIZE, SIZE)[0, 0, :3].astype(float)
    assert abs(coloured @ luma - np.array(below[:3]) @ luma) < 1.5
    bright = merged((layer(below), layer(above, "svg:luminosity")), SIZE, SIZE)[0, 0, :3].astype(float)
    assert abs(bright @ luma - np.array(above[:3]) @ luma) < 1.5
    hue = merged((layer(below), layer(GREY, "svg:hue")), SIZE, SIZE)[0, 0, :3]
    assert np.ptp(hue.astype(int)) <= 1, "grey has no hue"
    grey = merged((layer(below), layer(GREY, "svg:saturation")), SIZE, SIZE)[0, 0, :3]
    assert np.ptp(grey.astype(int)) <= 1


def test_half_covered_paint_blends_by_its_share() -> None:
    result = merged((layer(GREY), layer(HALF, "svg:multiply")), SIZE, SIZE)[0, 0].astype(float)
    share = 128 / 255
    expected = [100 * (1 - share) + 100 * part / 255 * share for part in HALF[:3]]
    assert np.abs(result[:3] - expected).max() <= 1
    alone = merged((layer(HALF, "svg:multiply"),), SIZE, SIZE)[0, 0]
    assert np.abs(alone.astype(int) - HALF).max() <= 1, "on nothing there is nothing to mix with"


def test_what_cuts_out_cuts_out_where_it_is_empty_too() -> None:
    small = OraLayer(encode_png(np.full((2, 2, 4), 255, np.uint8)), x=3, y=3, blend="svg:dst-in", plain=False)
    result = merged((layer(GREY), small), SIZE, SIZE)
    assert result[3, 3, 3] == 255 and result[0, 0, 3] == 0
    result = merged((layer(GREY), layer((0, 0, 0, 255), "svg:dst-out", own_opacity=0.25)), SIZE, SIZE)
    assert abs(int(result[0, 0, 3]) - 191) <= 1
    result = merged((small, layer(GREY, "svg:src-atop")), SIZE, SIZE)
    assert result[..., 3].sum() == 0, "atop nothing is nothing"


def test_a_group_by_itself_is_put_together_first() -> None:
    below = layer((200, 200, 200, 255))
    shade = layer((100, 100, 100, 255), "svg:multiply")
    through = OraGroup(1, 1.0, "svg:src-over", False)
    alone = OraGroup(1, 1.0, "svg:src-over", True)
    half = OraGroup(1, 0.5, "svg:src-over", True)

    def in_group(group: OraGroup) -> int:
        inside = OraLayer(shade.png, blend=shade.blend, plain=False, groups=(group,))
        return int(merged((below, inside), SIZE, SIZE)[0, 0, 0])

    assert abs(in_group(through) - 78) <= 1
    assert abs(in_group(alone) - 100) <= 1
    assert abs(in_group(half) - 150) <= 1


def test_faint_layers_add_up_without_steps() -> None:
    faint = [layer((255, 0, 0, 255), own_opacity=0.004)] * 100
    expected = 255 * (1 - 0.996**100)
    assert abs(float(merged((*faint,), SIZE, SIZE)[0, 0, 3]) - expected) <= 1


def test_layers_beside_the_canvas_and_hidden_ones_leave_nothing() -> None:
    away = OraLayer(layer(GREY).png, x=-20, y=3)
    hidden = OraLayer(layer(GREY).png, visible=False)
    assert not merged((away, hidden), SIZE, SIZE).any()
    corner = merged((OraLayer(layer(GREY).png, x=-6, y=-6),), SIZE, SIZE)
    assert (corner[..., 3] > 0).sum() == 4
