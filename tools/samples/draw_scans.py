"""Draws the samples that look like what people bring: `python -m tools.samples.draw_scans`. Two photographed pencil
drawings (JPEG) and two unfinished scribbles (.ora), all of our own making. The same pixels every time.
"""

from __future__ import annotations

import sys
import zlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from evaluation.drawings import SUBJECTS
from evaluation.drawings.hand import CHILD, HASTY, SKETCHY, Hand, Page
from resources import samples_dir
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.session.session import Session

SIDE_PX = 1024
PHOTO_PX = (1440, 1080)  # width and height
SCANS: dict[str, tuple[str, Hand]] = {
    "scan-snail.jpg": ("snail", replace(CHILD, ink=4.0)),
    "scan-boat.jpg": ("boat", replace(SKETCHY, passes=2)),
}
SCRIBBLES: dict[str, tuple[str, Hand]] = {
    "scribble-apple.ora": ("apple with gaps", HASTY),
    "scribble-elephant.ora": ("elephant", HASTY),
}
GRAPHITE = np.array([78, 74, 76], np.float32)


def strokes_of(subject: str, hand: Hand) -> tuple[AddStroke, ...]:
    """The ink strokes alone: what a person draws with a pencil."""
    page = Page(hand, zlib.crc32(subject.encode()))
    drawn = replace(SUBJECTS[subject], hand=hand)
    drawn.draw(page)
    return tuple(step for step in page.operations(SIDE_PX, drawn) if step.stroke.layer == "ink")


def session_of(subject: str, hand: Hand) -> Session:
    session = Session()
    session.new(SIDE_PX, SIDE_PX)
    for step in strokes_of(subject, hand):
        session.do(step)
    return session


def photographed(ink: np.ndarray, *, seed: int) -> np.ndarray:
    """Pencil on paper, on a table, by a phone under a lamp: uint8 [H, W, 3] RGB of `ink`, uint8 [S, S] coverage."""
    rng = np.random.default_rng(seed)
    side = ink.shape[0]
    grain = cv2.GaussianBlur(rng.random((side, side), dtype=np.float32), (0, 0), 1.1)
    grain = np.clip((grain - 0.36) * 4.0, 0.0, 1.0)
    cover = cv2.GaussianBlur(ink, (0, 0), 0.8).astype(np.float32) / 255 * (0.45 + 0.5 * grain)
    paper = np.full((side, side, 3), (241, 237, 228), np.float32)
    paper += cv2.GaussianBlur(rng.normal(0, 9, (side, side, 1)).astype(np.float32), (0, 0), 1.5)[..., None]
    fold = side * 0.53
    paper *= 1 - 0.05 * np.exp(-((np.arange(side, dtype=np.float32) - fold) ** 2) / 18)[:, None, None]
    sheet = paper * (1 - cover[..., None]) + GRAPHITE * cover[..., None]

    width, height = PHOTO_PX
    streaks = cv2.GaussianBlur(rng.normal(0, 14, (height, 1, 1)).astype(np.float32), (0, 0), 3)
    table = np.full((height, width, 3), (122, 88, 60), np.float32) + streaks.reshape(height, 1, 1)
    table += cv2.GaussianBlur(rng.normal(0, 12, (height, width)).astype(np.float32), (0, 0), sigmaX=24, sigmaY=1)[
        ..., None
    ]
    corners = np.array([(232, 66), (1208, 40), (1262, 1022), (178, 1040)], np.float32)
    square = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    way = cv2.getPerspectiveTransform(square, corners)
    laid = cv2.warpPerspective(sheet, way, PHOTO_PX, flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(np.ones((side, side), np.float32), way, PHOTO_PX)[..., None]
    shadow = 1 - 0.35 * cv2.GaussianBlur(np.roll(inside[..., 0], (10, 14), (0, 1)), (0, 0), 12)[..., None]
    photo = laid * inside + table * shadow * (1 - inside)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    lamp = 1.04 - 0.42 * np.hypot((columns - width * 0.3) / width, (rows - height * 0.25) / height)
    photo = photo * lamp[..., None] * np.array([1.0, 0.975, 0.93], np.float32)
    photo += rng.normal(0, 2.2, photo.shape)
    return np.clip(np.rint(photo), 0, 255).astype(np.uint8)


def draw(folder: Path) -> list[Path]:
    """All four into `folder`."""
    made = []
    for name, (subject, hand) in SCANS.items():
        session = session_of(subject, hand)
        ink = engine_input(session.painting, (SIDE_PX, SIDE_PX)).ink[..., 3]
        photo = photographed(ink, seed=zlib.crc32(name.encode()))
        cv2.imwrite(str(folder / name), photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])
        made.append(folder / name)
    for name, (subject, hand) in SCRIBBLES.items():
        session_of(subject, hand).save(folder / name)
        made.append(folder / name)
    return made


if __name__ == "__main__":
    for path in draw(samples_dir()):
        sys.stdout.write(f"{path}\n")
