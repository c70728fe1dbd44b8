"""What is saved strip by strip is what the painting shows as a whole."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.files.packing import pack
from sketchart_desktop.files.png_stream import PngStream
from sketchart_desktop.raster.image_codec import decode_png
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot
from tests.drawings import random_operation


@pytest.mark.parametrize("channels", [3, 4])
def test_a_streamed_png_is_read_by_others(channels: int) -> None:
    pixels = np.random.default_rng(channels).integers(0, 256, (301, 700, channels), dtype=np.uint8)  # many chunks
    stream = PngStream(700, 301, channels=channels)
    for top in range(0, 301, 128):
        stream.add(pixels[top : top + 128])
    stream.add(pixels[:50])  # below the picture
    image = Image.open(io.BytesIO(stream.finish()))
    image.load()
    assert image.mode == ("RGB", "RGBA")[channels - 3]
    np.testing.assert_array_equal(np.asarray(image), pixels)


def test_a_picture_with_rows_missing_is_refused() -> None:
    stream = PngStream(4, 4, channels=3)
    stream.add(np.zeros((3, 4, 3), np.uint8))
    with pytest.raises(ValueError, match="1 rows"):
        stream.finish()


@pytest.mark.parametrize("size", [(300, 700), (1290, 257), (64, 64), (5000, 131)])
def test_strips_make_the_whole(size: tuple[int, int]) -> None:
    width, height = size
    rng = np.random.default_rng(width)
    painting = Painting(width, height, background=(250, 240, 200))
    for _ in range(25):
        painting.apply(random_operation(rng, width, height))
    shares: list[float] = []
    packed = pack(PaintingSnapshot(painting), shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0
    for name in LAYERS:
        expected = painting.layer_pixels(name)
        found = np.zeros_like(expected)
        if name in packed.layers:
            part = decode_png(packed.layers[name])
            found[: part.shape[0], : part.shape[1]] = part
        np.testing.assert_array_equal(found, expected, name)
    whole = painting.composite().convertToFormat(QImage.Format.Format_RGBA8888)
    seen = np.frombuffer(whole.constBits(), np.uint8).reshape(height, width, 4)
    np.testing.assert_array_equal(decode_png(packed.merged), seen)
    small = decode_png(packed.thumbnail)
    assert max(small.shape[:2]) == min(256, max(size))
    assert np.abs(small[..., :3].astype(float).mean((0, 1)) - seen[..., :3].mean((0, 1))).max() < 2.0


def test_a_reader_that_went_past_keeps_nothing_there() -> None:
    rng = np.random.default_rng(4)
    painting = Painting(300, 300)
    for _ in range(10):
        painting.apply(random_operation(rng, 300, 300))
    expected = {name: painting.layer_pixels(name) for name in LAYERS}
    snapshot = PaintingSnapshot(painting)
    rows = []
    for strip in snapshot.strips():
        rows.append({name: strip.layer_pixels(name) for name in LAYERS})
        painting.apply(random_operation(rng, 300, 300))
        done = len(rows)
        assert all(key[2] >= done for key in snapshot._layers._kept)
    for name in LAYERS:
        np.testing.assert_array_equal(np.concatenate([row[name] for row in rows]), expected[name], name)
    assert snapshot._layers._kept == {}
