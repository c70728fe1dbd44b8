"""Small pictures of what fell out, kept in the set's folder for the report."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from trainer.curation.making import on_paper

REPORT = "report"
THUMBNAIL_PX = 160


def thumbnail_path(folder: Path, id: str) -> Path:
    """Of what fell out, in a set's folder."""
    return folder / REPORT / "thumbnails" / f"{id}.png"


def write_thumbnail(path: Path, picture: np.ndarray | None) -> None:
    """`picture`: uint8 [H, W, 3] or [H, W, 4], None where it could not even be read."""
    if picture is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cv2.imencode(".png", cv2.cvtColor(boxed(picture, THUMBNAIL_PX), cv2.COLOR_RGB2BGR))[1].tobytes())


def boxed(picture: np.ndarray, side_px: int) -> np.ndarray:
    """uint8 [side, side, 3]: fitted into a square of paper."""
    flat = on_paper(picture)
    height, width = flat.shape[:2]
    scale = side_px / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(flat, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_NEAREST)
    square = np.full((side_px, side_px, 3), 255, np.uint8)
    top, left = (side_px - size[1]) // 2, (side_px - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square
