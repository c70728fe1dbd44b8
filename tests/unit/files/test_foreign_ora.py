"""Other programs' drawings: what comes over looks the same, and what does not is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.files.opened import ImportNotes

RED, BLUE, BLACK = (230, 50, 30, 255), (40, 90, 220, 255), (0, 0, 0, 255)


def sheet(colour: tuple[int, ...], width: int = 40, height: int = 30) -> bytes:
    packed = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(packed, "PNG")
    return packed.getvalue()


@pytest.fixture
def foreign(qapp, tmp_path: Path):
    """Writes a.ora of 40 x 30 from the inside of its stack and the colour of each picture."""

    def write(stack: str, *, merged: tuple[int, ...] | None = None, **pictures: tuple[int, ...]) -> Path:
        with zipfile.ZipFile(tmp_path / "a.ora", "w") as pack:
            pack.writestr("mimetype", "image/openraster")
            pack.writestr("stack.xml", f'<image w="40" h="30"><stack>{stack}</stack></image>')
            for name, colour in pictures.items():
                pack.writestr(f"{name}.png", sheet(colour, 20, 20))
            pack.writestr("paper.png", sheet((255, 255, 255, 255)))
            if merged is not None:
                pack.writestr("mergedimage.png", sheet(merged))
        return tmp_path / "a.ora"

    return write


def test_a_groups_eye_and_opacity_count_for_what_is_in_it(foreign) -> None:
    opened = open_file(
        foreign(
            '<layer name="Line art" src="line.png" x="15"/>'
            '<stack name="off" visibility="hidden"><layer name="secret" src="secret.png"/></stack>'
            '<stack name="half" opacity="0.5"><stack><layer name="skin" src="skin.png" opacity="0.5"/></stack></stack>'
            '<layer name="base" src="base.png" x="30"/><layer name="Background" src="paper.png"/>',
            line=BLACK, secret=(0, 255, 0, 255), skin=BLUE, base=RED,
        )
    )  # fmt: skip
    colour = opened.painting.layer_pixels("colour")
    assert np.abs(colour[5, 5, :3].astype(int) - BLUE[:3]).max() <= 2
    assert colour[5, 5, 3] == 64
    assert tuple(colour[5, 35]) == RED
    assert opened.painting.layer_pixels("ink")[5, 20, 3] == 255
    assert opened.notes == ImportNotes(hidden=("secret",), joined=("base", "skin"))
    assert opened.path is None, "saving it must not overwrite what it does not hold"


def test_a_blend_mode_is_told(foreign) -> None:
    layers = '<layer name="ink" src="line.png"/><layer name="shade" src="shade.png" composite-op="svg:multiply"/>'
    opened = open_file(foreign(layers, line=BLACK, shade=RED))
    assert opened.notes == ImportNotes(unblended=("shade",))
    group = f'<stack composite-op="svg:screen">{layers}</stack>'
    assert open_file(foreign(group, line=BLACK, shade=RED)).notes.unblended == ("shade", "ink")


def test_without_line_art_the_picture_is_split_as_it_looked(foreign) -> None:
    layers = (
        '<layer name="Layer 2" src="paint.png" composite-op="svg:multiply"/>'
        '<layer name="Layer 1" src="other.png" visibility="hidden"/>'
    )
    opened = open_file(foreign(layers, merged=RED, paint=BLUE, other=BLACK))
    assert opened.notes == ImportNotes(hidden=("Layer 1",), guessed=True)
    assert np.abs(opened.painting.layer_pixels("colour")[10, 10].astype(int) - RED).max() <= 2
    assert open_file(foreign(layers, paint=BLUE, other=BLACK)).notes.unblended == (), "it is done here"
    unknown = layers.replace("svg:multiply", "krita:dissolve")
    assert open_file(foreign(unknown, paint=BLUE, other=BLACK)).notes.unblended == ("Layer 2",)


def test_a_sheet_that_reaches_beyond_the_canvas_is_paper_too(foreign) -> None:
    path = foreign('<layer name="ink" src="line.png"/><layer name="Paper" src="big.png" x="-3"/>', line=BLACK)
    with zipfile.ZipFile(path, "a") as pack:
        pixels = np.zeros((64, 64, 4), np.uint8)
        pixels[:30, :43] = RED
        packed = io.BytesIO()
        Image.fromarray(pixels, "RGBA").save(packed, "PNG")
        pack.writestr("big.png", packed.getvalue())
    opened = open_file(path)
    assert opened.drawing.background == RED[:3]
    assert opened.painting.layer("colour").isNull()


def test_our_own_file_and_a_picture_lose_nothing(qapp, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(sheet(RED))
    assert open_file(tmp_path / "a.png").notes == ImportNotes()


def test_without_a_whole_picture_opacities_and_blend_modes_count(foreign) -> None:
    layers = (
        '<layer name="Layer 3" src="top.png" opacity="0.2"/>'
        '<layer name="Layer 2" src="middle.png" composite-op="svg:multiply"/>'
        '<layer name="Layer 1" src="bottom.png"/>'
    )
    opened = open_file(foreign(layers, top=BLUE, middle=(128, 255, 255, 255), bottom=(200, 100, 60, 255)))
    shown = opened.painting.composite().pixelColor(10, 10).getRgb()[:3]
    expected = 0.8 * np.array([200 * 128 / 255, 100, 60]) + 0.2 * np.array(BLUE[:3])
    assert np.abs(np.array(shown) - expected).max() <= 6, "split into paint and lines, and shown together again"
    assert opened.notes.unblended == ()


def test_shading_multiplied_onto_colours_is_kept_beside_line_art(foreign) -> None:
    layers = (
        '<layer name="Lines" src="line.png" x="30"/>'
        '<layer name="Shading" src="shade.png" opacity="0.5" composite-op="svg:multiply"/>'
        '<layer name="Colours" src="base.png"/>'
    )
    opened = open_file(foreign(layers, line=BLACK, shade=(0, 0, 255, 255), base=(200, 100, 60, 255)))
    assert np.abs(opened.painting.layer_pixels("colour")[5, 5].astype(int) - (100, 50, 60, 255)).max() <= 1
    assert opened.painting.layer_pixels("ink")[5, 35, 3] == 255
    assert opened.notes == ImportNotes(joined=("Colours", "Shading"))
