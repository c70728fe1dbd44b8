"""Contact sheets: pictures in labelled rows and columns, written as JPEG or WebP small enough to look at anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

LABEL_PX = 24
EDGE_PX = 4
GROUND = (233, 236, 241)  # tinted, so that holes and pale halos in the artwork are seen
MAX_BYTES = {".jpg": 2_000_000, ".webp": 400_000}  # WebP is for the documents, JPEG for a look
QUALITY = 88


@dataclass(frozen=True, eq=False)
class Column:
    """`pictures` from top to bottom, uint8 [H, W, 3], under a label."""

    label: str
    pictures: tuple[np.ndarray, ...]


def on_ground(rgba: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3]: straight RGBA artwork laid on the sheet's ground."""
    opacity = rgba[:, :, 3:].astype(np.float32) / 255
    return np.rint(rgba[:, :, :3] * opacity + np.array(GROUND, np.float32) * (1 - opacity)).astype(np.uint8)


def swatches(colours: Sequence[tuple[int, int, int]], shares: Sequence[float], *, cell: int) -> np.ndarray:
    """A palette as a bar of colours, each as wide as its share."""
    bar = np.full((cell, cell, 3), 255, np.uint8)
    ends = np.rint(np.cumsum(shares) / sum(shares) * cell).astype(int)
    for colour, start, end in zip(colours, (0, *ends[:-1]), ends, strict=True):
        bar[:, start:end] = colour
    return bar


def sheet(title: str, columns: Sequence[Column], *, across: int, cell: int) -> Image.Image:
    """`across` columns side by side, then the next band of them below."""
    rows = max(len(column.pictures) for column in columns)
    bands = -(-len(columns) // across)
    wide, high = cell + EDGE_PX, LABEL_PX + rows * (cell + EDGE_PX)
    size = (min(across, len(columns)) * wide + EDGE_PX, LABEL_PX + EDGE_PX + bands * high)
    page = Image.new("RGB", size, (255, 255, 255))
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=15)
    pen.text((EDGE_PX + 2, 4), title, fill=(20, 22, 30), font=font)
    for index, column in enumerate(columns):
        x = EDGE_PX + index % across * wide
        y = LABEL_PX + EDGE_PX + index // across * high
        pen.text((x + 2, y + 3), column.label, fill=(70, 76, 92), font=font)
        for row, picture in enumerate(column.pictures):
            page.paste(_fitted(picture, cell), (x, y + LABEL_PX + row * (cell + EDGE_PX)))
    return page


def write(page: Image.Image, path: Path) -> Path:
    """As JPEG of at most 2 MB or WebP of at most 400 KB, by the path's suffix: the quality gives way first, then the
    size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kind, limit = {".jpg": "JPEG", ".webp": "WEBP"}[path.suffix], MAX_BYTES[path.suffix]
    while True:
        for quality in range(QUALITY, 40, -8):
            page.save(path, kind, quality=quality, optimize=True, method=6)
            if path.stat().st_size <= limit:
                return path
        page = page.resize((page.width * 4 // 5, page.height * 4 // 5), Image.Resampling.LANCZOS)


def _fitted(picture: np.ndarray, cell: int) -> Image.Image:
    smaller = picture.shape[0] > cell
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return Image.fromarray(cv2.resize(np.ascontiguousarray(picture), (cell, cell), interpolation=how))
