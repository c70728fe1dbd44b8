"""Small drawings, colourings and photos of known content, in the layouts that people have."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

SIDE = 160


def lines(seed: int) -> Image.Image:
    """Line art: two outlines that no other seed has."""
    page = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(page)
    for box in boxes(seed):
        pen.ellipse(box, outline="black", width=3)
    return page


def coloured(seed: int) -> Image.Image:
    """The same, filled and with its outlines."""
    page = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(page)
    rng = np.random.default_rng(seed + 1000)
    for box in boxes(seed):
        pen.ellipse(box, fill=tuple(int(v) for v in rng.integers(40, 230, 3)), outline="black", width=3)
    return page


def boxes(seed: int) -> list[tuple[int, int, int, int]]:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(2):
        x, y = (int(v) for v in rng.integers(6, 80, 2))
        wide, high = (int(v) for v in rng.integers(34, 70, 2))
        found.append((x, y, x + wide, y + high))
    return found


def photo(seed: int) -> Image.Image:
    """A lit ball on a soft, grainy ground."""
    return photo_and_subject(seed)[0]


def photo_and_subject(seed: int, side: int = 240) -> tuple[Image.Image, np.ndarray]:
    """The photo, and where the ball is: bool [side, side]."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:side, 0:side] / side
    ground = 90 + 60 * y[..., None] + rng.normal(0, 5, (side, side, 3)) + rng.integers(0, 40, 3)
    cx, cy, r = rng.uniform(0.4, 0.6), rng.uniform(0.4, 0.6), rng.uniform(0.2, 0.28)
    ball = (x - cx) ** 2 + (y - cy) ** 2 < r * r
    light = np.clip(1.2 - 1.6 * np.hypot(x - cx + 0.3 * r, y - cy + 0.4 * r) / (2 * r), 0.4, 1)
    colour = np.array([220, 60, 40]) * light[..., None] + rng.normal(0, 4, (side, side, 3))
    return Image.fromarray(np.where(ball[..., None], colour, ground).clip(0, 255).astype(np.uint8)), ball


def save(picture: Image.Image, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
    return path


def pairs(folder: Path, count: int) -> Path:
    for seed in range(count):
        save(lines(seed), folder / "A" / f"{seed}.png")
        save(coloured(seed), folder / "B" / f"{seed}.png")
    return folder


def ora(path: Path, seed: int, *, filled: bool, dabs: bool = False) -> Path:
    """A drawing of ours: an ink layer and a colour layer, which covers what the lines enclose, or has a dab."""
    ink = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    colour = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    pen, brush = ImageDraw.Draw(ink), ImageDraw.Draw(colour)
    for number, box in enumerate(boxes(seed)):
        pen.ellipse(box, outline=(0, 0, 0, 255), width=3)
        if filled:
            brush.ellipse(box, fill=(200 - 90 * number, 60 + 20 * (seed % 8), 90, 255))
        elif dabs:
            x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
            brush.ellipse((x - 4, y - 4, x + 4, y + 4), fill=(230, 90, 40, 255))
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("mimetype", "image/openraster")
        layers = "".join(f'<layer name="{name}" src="data/{name}.png"/>' for name in ("ink", "colour"))
        pack.writestr("stack.xml", f'<image w="{SIDE}" h="{SIDE}"><stack>{layers}</stack></image>')
        for name, layer in (("ink", ink), ("colour", colour)):
            pack.writestr(f"data/{name}.png", png(layer))
        pack.writestr("sketchart/log.json", json.dumps({}))
    return path


def shard(path: Path, samples: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for name, content in samples.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
