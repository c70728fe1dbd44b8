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
from sketchart_desktop.raster.image_codec import decode_png, encode_png, read_picture, resized

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


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.tif"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_large_pictures_are_made_smaller_while_they_are_read(tmp_path: Path, name: str, mode: str) -> None:
    large = np.full((1500, 2100, 3), 255, np.uint8)
    large[300:600, 400:1000] = 0
    if mode == "1" and not name.endswith(("png", "tif")):
        pytest.skip("no such file")
    Image.fromarray(large).convert(mode).save(tmp_path / name)
    small = read_picture(tmp_path / name, side_px=512)
    assert 512 <= small.shape[1] <= 1050
    scale = small.shape[1] / 2100
    assert small[round(450 * scale), round(700 * scale), 0] < 10
    assert small[round(1000 * scale), round(1500 * scale), 0] > 245
    assert (small[..., 0] < 128).mean() == pytest.approx(300 * 600 / (1500 * 2100), abs=0.003)


@pytest.mark.parametrize("way", range(1, 9))
def test_large_photos_are_turned_upright_too(tmp_path: Path, way: int) -> None:
    rng = np.random.default_rng(0)
    blocks = cv2.resize(rng.integers(0, 256, (6, 9, 3), dtype=np.uint8), (1440, 960), interpolation=cv2.INTER_NEAREST)
    exif = Image.Exif()
    exif[0x0112] = way
    path = saved(tmp_path / "a.jpg", blocks, exif=exif, quality=95)
    whole, small = read_picture(path), read_picture(path, side_px=200)
    assert (small.shape[0] > small.shape[1]) == (way >= 5)
    same = cv2.resize(whole, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    assert np.abs(same.astype(int) - small).mean() < 6


def test_scans_beyond_the_canvas_are_read_or_refused_in_words(tmp_path: Path) -> None:
    Image.new("1", (20_000, 12_000), 1).save(tmp_path / "fax.png")
    assert max(read_picture(tmp_path / "fax.png", side_px=2048).shape) < 2 * 2048
    Image.new("1", (20_000, 12_000), 1).save(tmp_path / "fax.tif", compression="group4")
    assert max(read_picture(tmp_path / "fax.tif", side_px=2048).shape) < 2 * 2048
    (tmp_path / "e.png").write_bytes(huge_png())
    with pytest.raises(DrawingFileError, match="pixels"):
        read_picture(tmp_path / "e.png", side_px=2048)


def test_deep_grey_keeps_its_transparency_and_floats_their_range(tmp_path: Path) -> None:
    deep = np.full((6, 8), 40_000, np.uint16)
    deep[2:4] = 7
    Image.fromarray(deep).save(tmp_path / "deep.png", transparency=7)
    rgba = read_picture(tmp_path / "deep.png")
    assert tuple(rgba[0, 0]) == (156, 156, 156, 255) and rgba[2, 0, 3] == 0
    Image.fromarray(np.full((4, 5), 0.5, np.float32)).save(tmp_path / "f.tif")
    assert read_picture(tmp_path / "f.tif")[0, 0, 0] == 128
    Image.fromarray(np.full((4, 5), 200, np.float32)).save(tmp_path / "g.tif")
    assert read_picture(tmp_path / "g.tif")[0, 0, 0] == 200


def test_shrinking_gives_transparent_pixels_no_say() -> None:
    rgba = np.zeros((40, 40, 4), np.uint8)
    rgba[:, :20] = (255, 0, 0, 255)
    rgba[:, 20:, 2] = 255  # blue, but invisible
    small = resized(rgba, (3, 3))
    assert tuple(small[1, 1, :3]) == (255, 0, 0)
    assert abs(int(small[1, 1, 3]) - 128) < 3
