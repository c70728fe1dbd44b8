"""Subjects ready to train on: every icon's shapes (for the line art) and its finished pictures (the targets), cached
on disk.

The flat drawing and the shaded drawing of one subject differ by a small shift: each target's alpha is registered to
its line
art (ECC, Evangelidis & Psarakis 2008) and pairs that still disagree are left out, else the network learns blurred
edges.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np

from engines.palette import PALETTE_SIZE, dominant_colours
from trainer.datasets.iconsets import ICON_SETS, base_names, fetch, held_out, svg
from trainer.datasets.vectors import VectorShape, shapes_of
from trainer.job import JobError

RENDER_PX = 512
MIN_OVERLAP = 0.93
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class StyleSource:
    """Where a style's pairs come from: the set whose pictures are the targets and the set whose shapes are the
    line art."""

    style: str
    target: str
    lines: str


@dataclass(frozen=True, eq=False)
class Subjects:
    """All subjects of one style.

    `names`: N names. `targets`: uint8 [N, 512, 512, 4], premultiplied RGBA (memory-mapped). `shapes`: per
    subject, in a unit
    square. `align`: float32 [N, 2, 3], line art to target, unit square. `palettes`: float32 [N, 4, 4] as
    Palette.array().
    `train`, `held_out`: indices.
    """

    style: str
    names: list[str]
    targets: np.ndarray
    shapes: list[list[VectorShape]]
    align: np.ndarray
    palettes: np.ndarray
    train: np.ndarray
    held_out: np.ndarray
    folder: Path

    def __reduce__(self) -> tuple:
        """Sent to another process as the place to read it from, not as gigabytes of pictures."""
        return _open, (self.style, self.folder)


def load_subjects(source: StyleSource, cache: Path, *, on_progress: Progress | None = None) -> Subjects:
    """From the cache, prepared first where missing (minutes: vector rendering). Raises JobError."""
    folder = cache / "subjects" / _key(source)
    if not (folder / "subjects.json").exists():
        _prepare(source, cache, folder, on_progress or (lambda *_: None))
    return _open(source.style, folder)


def _open(style: str, folder: Path) -> Subjects:
    index = json.loads((folder / "subjects.json").read_text())
    shapes = _unpack_shapes(np.load(folder / "shapes.npz"))
    arrays = np.load(folder / "arrays.npz")
    names = index["names"]
    apart = held_out(index["all_names"])
    is_out = np.array([n in apart for n in names])
    return Subjects(
        style,
        names,
        np.load(folder / "targets.npy", mmap_mode="r"),
        shapes,
        arrays["align"],
        arrays["palettes"],
        np.flatnonzero(~is_out),
        np.flatnonzero(is_out),
        folder,
    )


def _key(source: StyleSource) -> str:
    pins = f"{ICON_SETS[source.target].sha512}{ICON_SETS[source.lines].sha512}{RENDER_PX}{MIN_OVERLAP}-2"
    return f"{source.target}-on-{source.lines}-{hashlib.sha256(pins.encode()).hexdigest()[:12]}"


def _prepare(source: StyleSource, cache: Path, folder: Path, on_progress: Progress) -> None:
    targets, lines = fetch(source.target, cache), fetch(source.lines, cache)
    all_names = base_names(lines)
    names = [n for n in all_names if n in targets["icons"]]
    orders = [(n, svg(targets, n), svg(lines, n)) for n in names]
    folder.mkdir(parents=True, exist_ok=True)
    pictures = np.lib.format.open_memmap(
        folder / "targets.tmp.npy", "w+", np.uint8, (len(names), RENDER_PX, RENDER_PX, 4)
    )
    kept: list[str] = []
    shapes: list[list[VectorShape]] = []
    align: list[np.ndarray] = []
    palettes: list[np.ndarray] = []
    failed: list[str] = []
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for done, (order, answer) in enumerate(zip(orders, pool.map(_prepare_one, orders, chunksize=8), strict=True)):
            on_progress(source.style, done + 1, len(orders))
            if isinstance(answer, str):
                failed.append(f"{order[0]}: {answer}")
                continue
            picture, subject_shapes, matrix, palette = answer
            pictures[len(kept)] = picture
            kept.append(order[0])
            shapes.append(subject_shapes)
            align.append(matrix)
            palettes.append(palette)
    if not kept:
        raise JobError(f"no subject of {source.target} could be prepared; the first fault was {failed[0]}")
    pictures.flush()
    final = np.lib.format.open_memmap(folder / "targets.npy", "w+", np.uint8, (len(kept), RENDER_PX, RENDER_PX, 4))
    for start in range(0, len(kept), 64):
        stop = min(start + 64, len(kept))
        final[start:stop] = pictures[start:stop]
    final.flush()
    (folder / "targets.tmp.npy").unlink()
    np.savez(folder / "shapes.npz", **_pack_shapes(shapes))
    np.savez(folder / "arrays.npz", align=np.stack(align).astype(np.float32), palettes=np.stack(palettes))
    index = {"names": kept, "all_names": all_names, "left_out": failed}
    (folder / "subjects.json").write_text(json.dumps(index, indent=1))


def _prepare_one(order: tuple[str, str, str]) -> tuple[np.ndarray, list[VectorShape], np.ndarray, np.ndarray] | str:
    """One subject, in a worker process. A fault is returned as text: one bad drawing must not stop the others."""
    _, target_svg, lines_svg = order
    cv2.setNumThreads(1)
    picture = render(target_svg, RENDER_PX)
    if picture is None:
        return "the renderer gave up"
    shapes = shapes_of(lines_svg)
    if not shapes:
        return "no shapes"
    silhouette = _silhouette(shapes, 128)
    alpha = cv2.resize(picture[:, :, 3], (128, 128), interpolation=cv2.INTER_AREA)
    matrix, overlap = register(silhouette, alpha)
    if overlap < MIN_OVERLAP:
        return f"line art and picture overlap by {overlap:.2f} only"
    straight = picture[:, :, :3].astype(np.float32) / np.maximum(picture[:, :, 3:], 1) * 255
    small = cv2.resize(np.dstack([straight, picture[:, :, 3]]), (96, 96), interpolation=cv2.INTER_AREA)
    mass = np.where(small[:, :, 3] > 200, 1.0, 0.0)
    palette = dominant_colours(np.clip(small[:, :, :3], 0, 255).astype(np.uint8), mass, count=PALETTE_SIZE)
    return picture, shapes, matrix, palette.array()


def render(document: str, side_px: int) -> np.ndarray | None:
    """An SVG as premultiplied RGBA, uint8 [side, side, 4]; None when resvg fails (it panics on some inputs)."""
    import resvg_py

    try:
        png = resvg_py.svg_to_bytes(svg_string=document, width=side_px, height=side_px)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return None
    straight = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    if straight is None or straight.shape != (side_px, side_px, 4):
        return None
    alpha = straight[:, :, 3:].astype(np.uint16)
    rgb = (straight[:, :, 2::-1].astype(np.uint16) * alpha + 127) // 255
    return np.concatenate([rgb, alpha], axis=2).astype(np.uint8)


def register(moving: np.ndarray, fixed: np.ndarray) -> tuple[np.ndarray, float]:
    """The affine [2, 3] (unit square) that lays the silhouette `moving` over `fixed` (uint8 [S, S]), and their
    overlap (IoU)."""
    side = fixed.shape[0]
    best, overlap = np.eye(2, 3, dtype=np.float32), _overlap(moving, fixed)
    blurred = [cv2.GaussianBlur(a, (0, 0), 3).astype(np.float32) for a in (fixed, moving)]
    try:
        stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-4)
        found = cv2.findTransformECC(*blurred, np.eye(2, 3, dtype=np.float32), cv2.MOTION_AFFINE, stop, None, 5)[1]
        forward = cv2.invertAffineTransform(found)
        moved = cv2.warpAffine(moving, forward, (side, side))
        if np.abs(forward[:, :2] - np.eye(2)).max() < 0.15 and _overlap(moved, fixed) > overlap:
            best, overlap = forward.astype(np.float32), _overlap(moved, fixed)
    except cv2.error:
        pass  # no correlation to climb: the identity stays
    best = best.copy()
    best[:, 2] /= side
    return best, overlap


def _overlap(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.minimum(a, b).sum(dtype=np.float64) / max(1.0, np.maximum(a, b).sum(dtype=np.float64)))


def _silhouette(shapes: list[VectorShape], side: int) -> np.ndarray:
    mask = np.zeros((side * 4, side * 4), np.uint8)
    for shape in shapes:
        points = [np.round(o * side * 4 * 16).astype(np.int32) for o in shape.outlines]
        if shape.stroke_width > 0:
            cv2.polylines(mask, points, False, 255, max(1, round(shape.stroke_width * side * 4)), cv2.LINE_AA, 4)
        else:
            filled = np.zeros_like(mask)
            cv2.fillPoly(filled, points, 255, cv2.LINE_AA, 4)
            mask = np.maximum(mask, filled)
    return cv2.resize(mask, (side, side), interpolation=cv2.INTER_AREA)


def _pack_shapes(subjects: list[list[VectorShape]]) -> dict[str, np.ndarray]:
    points, outline_sizes, outline_counts, widths, shape_counts = [], [], [], [], []
    for shapes in subjects:
        shape_counts.append(len(shapes))
        for shape in shapes:
            outline_counts.append(len(shape.outlines))
            widths.append(shape.stroke_width)
            for outline in shape.outlines:
                outline_sizes.append(len(outline))
                points.append(outline)
    return {
        "points": np.concatenate(points).astype(np.float32),
        "outline_sizes": np.array(outline_sizes, np.int32),
        "outline_counts": np.array(outline_counts, np.int32),
        "widths": np.array(widths, np.float32),
        "shape_counts": np.array(shape_counts, np.int32),
    }


def _unpack_shapes(packed: np.lib.npyio.NpzFile) -> list[list[VectorShape]]:
    outlines = np.split(packed["points"], np.cumsum(packed["outline_sizes"])[:-1])
    shapes: list[VectorShape] = []
    start = 0
    for count, width in zip(packed["outline_counts"], packed["widths"], strict=True):
        shapes.append(VectorShape(tuple(outlines[start : start + count]), float(width)))
        start += count
    subjects: list[list[VectorShape]] = []
    start = 0
    for count in packed["shape_counts"]:
        subjects.append(shapes[start : start + count])
        start += count
    return subjects
