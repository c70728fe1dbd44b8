"""A checkpoint imported; then its pack is asked to paint what the reference network says, at awkward sizes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from engines import pictures
from engines.api import RenderRequest
from engines.compositing import tiled_upscaling
from engines.engine import open_engine
from engines.importers.convert import convert
from engines.importers.job import ImportJob
from engines.packs.stylepack import StylePack, open_pack
from engines.palette import Palette

# float32 NCHW to NCHW, in the network's own range.
Network = Callable[[Tensor], Tensor]
SIZES = [(250, 187), (265, 530)]
ENLARGED = [(122, 95), (257, 300)]  # one tile, and four
OPEN_TERMS = {"licence": "CC0-1.0", "source": "the tests", "author": "the tests"}


def imported(checkpoint: Path, folder: Path, **order) -> tuple[dict, StylePack]:
    told: list[str] = []
    found = convert(
        ImportJob(checkpoint=checkpoint, folder=folder / "pack", id="pack", name="Pack", **{**OPEN_TERMS, **order}),
        on_progress=told.append,
    )
    assert told[0] == "reading"
    return found, open_pack(folder / "pack")


def photo(height: int, width: int) -> RenderRequest:
    """A smooth picture in many colours, as the app hands on a photo or another style's artwork."""
    rng = np.random.default_rng(height)
    smooth = cv2.resize(rng.integers(0, 256, (12, 16, 3), np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)
    rgba = np.dstack([smooth, np.full((height, width), 255, np.uint8)])
    blank = np.zeros_like(rgba)
    return RenderRequest(1, blank, blank, Palette.of(((9, 9, 9),)), (1.0,), photo=rgba)


def agrees(pack: StylePack, network: Network, *, close: float = 2.0) -> None:
    """The pack in OpenVINO paints what `network` says, at every size, and answers in that size."""
    engine = open_engine(pack, "cpu", precision="f32")
    for height, width in SIZES:
        asked = photo(height, width)
        result = engine.render(asked)
        assert result.image.shape == (height, width, 4)
        assert_alike(result.image, said(pack, network, asked.photo), close)
    engine.close()


def enlarges(pack: StylePack, network: Network) -> None:
    """The pack enlarges as `network` does: the small size at once, the large one in tiles, of which the first is
    compared. The answer is so many times as large as the picture as the pack says.
    """
    scale = pack.picture.scale
    for (height, width), precision in zip(ENLARGED, ("f32", "auto"), strict=True):
        engine = open_engine(pack, "cpu", precision=precision)
        asked = photo(height, width)
        image = engine.render(asked).image
        assert image.shape == (scale * height, scale * width, 4)
        assert image[:, :, 3].min() == 255
        tile = next(tiled_upscaling.tiles(height, width))
        expected = said(pack, network, asked.photo[tile.y0 : tile.y1, tile.x0 : tile.x1])
        rows, columns = scale * tile.bottom, scale * tile.right
        # "auto" is bfloat16 on newer processors.
        assert_alike(image[:rows, :columns], expected[:rows, :columns], 2.0 if precision == "f32" else 24.0)
        engine.close()


def said(pack: StylePack, network: Network, rgba: np.ndarray) -> np.ndarray:
    """What the reference makes of a picture, uint8 [scale * H, scale * W, 3]."""
    place = pictures.placed(np.ascontiguousarray(rgba[:, :, :3]), pack.picture, pack.manifest.size_multiple)
    with torch.inference_mode():
        return pictures.answered(network(torch.from_numpy(place.array)).numpy(), place, pack.picture)


def assert_alike(image: np.ndarray, expected: np.ndarray, close: float) -> None:
    assert expected.std() > 8, "the reference must paint something, or agreement means nothing"
    error = np.abs(image[:, :, :3].astype(int) - expected)
    assert error.max() <= close, f"largest difference {error.max()}, mean {error.mean():.3f}"
