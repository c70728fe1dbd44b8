"""GIMP palettes: what is written is read again, and what is no palette is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.gpl import MOST_COLOURS, ColourList, clean_name, gpl_text, parse_gpl, read_gpl

COLOUR = st.tuples(*3 * [st.integers(0, 255)])


@given(st.text(min_size=1).map(clean_name).filter(bool), st.lists(COLOUR, max_size=60))
@settings(max_examples=60, deadline=None)
def test_written_is_read_again(name, colours) -> None:
    palette = ColourList(name, tuple(colours))
    assert parse_gpl(gpl_text(palette)) == palette


def test_a_palette_as_gimp_writes_it() -> None:
    text = "GIMP Palette\r\nName: Skin & Sky\r\nColumns: 4\r\n# a remark\r\n255 224 178\tLight skin\r\n  0   0   0\r\n"
    assert parse_gpl(text) == ColourList("Skin & Sky", ((255, 224, 178), (0, 0, 0)))
    assert parse_gpl("GIMP Palette\n1 2 3 half: a name\n", name="old").colours == ((1, 2, 3),)


@pytest.mark.parametrize(
    "text",
    ["", "JASC-PAL\n0100\n", "GIMP Palette\n256 0 0\n", "GIMP Palette\n1 2\n", "GIMP Palette\nred\n",
     "GIMP Palette\n" + "1 2 3\n" * (MOST_COLOURS + 1), "\x00" * 50],
)  # fmt: skip
def test_what_is_no_palette_is_refused(text) -> None:
    with pytest.raises(DrawingFileError):
        parse_gpl(text)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_palette_or_refused(tmp_path_factory, data) -> None:
    path = tmp_path_factory.mktemp("gpl") / "x.gpl"
    path.write_bytes(b"GIMP Palette\n" + data)
    try:
        assert len(read_gpl(path).colours) <= MOST_COLOURS
    except DrawingFileError as error:
        assert str(error)


def test_a_huge_file_is_not_read(tmp_path) -> None:
    path = tmp_path / "big.gpl"
    path.write_bytes(b"GIMP Palette\n" + b"# \n" * 500_000)
    with pytest.raises(DrawingFileError, match="too large"):
        read_gpl(path)
