"""Pictures from strangers: every kind that is promised opens, everything else is refused in words."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.raster import blending
from sketchart_desktop.raster.image_codec import decode_png, encode_png, read_picture, resized, split_picture

RED = np.full((12, 20, 3), (220, 30, 40), np.uint8)


def saved(path: Path, array: np.ndarray = RED, **options: object) -> Path:
    Image.fromarray(array).save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.tiff", "a.JPG"])
def test_promised_formats_open(tmp_path: Path, name: str) -> None:
    rgba = read_picture(saved(tmp_path / name, quality=95))
    assert rgba.shape == (12, 20, 4)
    assert rgba.dtype == np.uint8
    assert np.abs(rgba[..., :3].astype(int) - RED).max() < 12
    assert (rgba[..., 3] == 255).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_all_kinds_of_pixels_become_rgba(tmp_path: Path, mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.full((4, 5), 32768, np.uint16))
    elif mode == "F":
        image = Image.fromarray(np.linspace(0, 1, 20, dtype=np.float32).reshape(4, 5))
    else:
        grey = Image.new("RGB", (5, 4), (128, 128, 128))
        image = grey.quantize(8) if mode == "P" else grey.convert(mode)
    path = tmp_path / ("a.tiff" if mode in ("CMYK", "F") else "a.png")
    image.save(path)
    rgba = read_picture(path)
    assert rgba.shape == (4, 5, 4)
    assert rgba.dtype == np.uint8
    if mode not in ("1", "F"):
        assert abs(int(rgba[0, 0, 0]) - 128) < 4


def test_a_photo_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    assert read_picture(saved(tmp_path / "a.jpg", exif=exif)).shape == (20, 12, 4)


def test_print_and_camera_pixels_keep_their_colours(tmp_path: Path) -> None:
    flat = Image.new("RGB", (30, 20), (200, 100, 50))
    flat.convert("CMYK").save(tmp_path / "cmyk.jpg", quality=95)
    flat.convert("CMYK").save(tmp_path / "cmyk.tif")
    flat.quantize(4).save(tmp_path / "palette.png")
    deep = np.full((20, 30, 3), (50 * 257, 100 * 257, 200 * 257), np.uint16)
    for name in ("deep.png", "deep.tif"):
        cv2.imwrite(str(tmp_path / name), deep)
    for path in tmp_path.iterdir():
        rgba = read_picture(path)
        assert rgba.shape == (20, 30, 4), path.name
        assert np.abs(rgba[10, 15].astype(int) - (200, 100, 50, 255)).max() <= 2, path.name


def test_refusals_are_in_words(tmp_path: Path) -> None:
    def refused(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DrawingFileError) as caught:
            read_picture(tmp_path / name)
        return str(caught.value)

    assert "empty" in refused("a.png", b"")
    assert "not a picture" in refused("b.png", b"hello")
    assert "not a picture" in refused("c.png", b"GIF89a" + bytes(50))
    assert "not a picture" in refused("d.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert "too many pixels" in refused("e.png", huge_png())
    with pytest.raises(DrawingFileError, match="cannot be read"):
        read_picture(tmp_path / "none.png")
    with pytest.raises(DrawingFileError, match="cannot be read"):
        read_picture(tmp_path)


def huge_png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.tiff"])
def test_damaged_pictures_raise_one_kind_of_error(tmp_path: Path, name: str) -> None:
    """Cut, flipped and doubled bytes: a picture, or DrawingFileError; never anything else."""
    noise = np.random.default_rng(0).integers(0, 256, (24, 30, 3), dtype=np.uint8)
    whole = saved(tmp_path / name, noise).read_bytes()
    rng = random.Random(3)
    path = tmp_path / f"b{Path(name).suffix}"
    refused = 0
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(rng.choice([1, 2, 8, 30])):
            content[rng.randrange(min(len(content), rng.choice([60, 10**6])))] = rng.randrange(256)
        if rng.random() < 0.3:
            content = content[: rng.randrange(1, len(content))]
        path.write_bytes(content)
        try:
            rgba = read_picture(path)
        except DrawingFileError:
            refused += 1
        else:
            assert rgba.dtype == np.uint8
            assert rgba.ndim == 3
            assert rgba.shape[2] == 4
    assert refused > 50


def test_png_keeps_every_pixel() -> None:
    rgba = np.random.default_rng(0).integers(0, 256, (30, 40, 4), dtype=np.uint8)
    assert (decode_png(encode_png(rgba)) == rgba).all()
    with pytest.raises(DrawingFileError):
        buffer = io.BytesIO()
        Image.fromarray(RED).save(buffer, "JPEG")
        decode_png(buffer.getvalue())


def test_premultiplied_pixels_survive_straight_ones() -> None:
    """Every alpha with every channel value that it allows: there and back is the identity, so saving loses nothing."""
    alpha, value = np.meshgrid(np.arange(256, dtype=np.uint32), np.arange(256, dtype=np.uint32), indexing="ij")
    value = np.minimum(value, alpha)
    pixels = (alpha << 24) | (value << 16) | (value << 8) | value
    assert (blending.premultiplied(blending.straight(pixels)) == pixels).all()


@pytest.mark.parametrize("left", [0, 1, 3, 250])
def test_pixels_are_scaled_with_the_very_rounding_of_qt(left: int) -> None:
    """All pairs of a value and a share, in rows of several lengths: each must come out as on every other machine."""
    value, share = np.meshgrid(np.arange(256, dtype=np.uint32), np.arange(256, dtype=np.uint32))
    pixels, keep = blending.shares(value)[:, left:], blending.shares(share)[:, left:]
    product = (value * share)[:, left:]
    expected = (product + (product >> 8) + 128) >> 8
    assert (blending.scaled(pixels, keep) == blending.shares(expected)).all()


def test_source_over_stays_a_valid_pixel_and_is_right() -> None:
    rng = np.random.default_rng(0)
    base = blending.premultiplied(rng.integers(0, 256, (100, 100, 4), dtype=np.uint8))
    table, keep = blending.paint_tables((250, 130, 3), 0.7)
    cover = rng.integers(0, 256, (100, 100), dtype=np.uint8)
    result = blending.over(base, table[cover], keep[cover])
    alpha = np.rint(cover * 0.7) / 255
    for shift, part in ((24, 255), (16, 250), (8, 130), (0, 3)):
        exact = part * alpha + ((base >> shift) & 255) * (1 - alpha)
        assert np.abs(((result >> shift) & 255) - exact).max() < 1.1
        assert (((result >> shift) & 255) <= result >> 24).all()


def test_a_drawing_splits_into_lines_and_paint() -> None:
    picture = np.full((200, 240, 4), 255, np.uint8)
    picture[60:140, 40:200, :3] = (120, 200, 90)
    picture[58:61, 38:202, :3] = picture[139:142, 38:202, :3] = 10
    picture[58:142, 38:41, :3] = picture[58:142, 199:202, :3] = 10
    picture[90:110, 100:120, :3] = 0  # a pupil: solid, dark, not thin
    ink, colour = split_picture(picture)
    assert ink[59, 100, 3] > 200
    assert ink[100, 110, 3] > 200
    assert ink[75, 60, 3] == 0
    assert not ink[20, 20].any()
    assert tuple(colour[75, 60]) == (120, 200, 90, 255)
    assert not colour[20, 20].any()


def test_grey_paper_and_transparent_paper_are_nothing() -> None:
    grey = np.full((100, 100, 4), (205, 200, 196, 255), np.uint8)
    grey[50:52, 10:90, :3] = 30
    for picture in (grey, np.where(grey[..., :1] == 205, 0, grey).astype(np.uint8)):
        ink, colour = split_picture(picture)
        assert ink[51, 50, 3] > 150
        assert ink[20, 20, 3] == 0
        assert not colour.any()


def test_shrinking_gives_transparent_pixels_no_say() -> None:
    rgba = np.zeros((40, 40, 4), np.uint8)
    rgba[:, :20] = (255, 0, 0, 255)
    rgba[:, 20:, 2] = 255  # blue, but invisible
    small = resized(rgba, (3, 3))
    assert tuple(small[1, 1, :3]) == (255, 0, 0)
    assert abs(int(small[1, 1, 3]) - 128) < 3
