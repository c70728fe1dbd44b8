"""What can be measured on a drawing that no artist has coloured: flicker, holes in closed shapes, paint outside them.

Plain numpy and OpenCV, and its own flood fill: the judge does not use the eyes of the judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.alpha import premultiplied

NEAR_PX = 24  # at 512; a stroke may change what lies this close to it
SPILL_PX = 8  # at 512; artwork may reach this far beyond the outline
GAP_PX = 8  # at 512; half the widest gap that an eye closes
TOLD_APART = 8.0  # Lab units
ANOTHER_COLOUR = 20.0
OPAQUE = 0.9
VISIBLE = 0.1
LINE = 96  # of 255: ink darker than this holds water
SMALLEST_SHARE = 0.02  # of the sheet: drawings with less to judge are not counted


@dataclass(frozen=True)
class Coverage:
    """Shares, each None where there is too little to judge.

    `filled`: of the area inside closed outlines, with opaque artwork. `bridged`: the same for what is closed but for
    gaps of up to 16 px. `spilled`: visible artwork on open paper, over all that area. `details`: of the lines inside
    the artwork, those that can be told from their surroundings. `second`: of the painted area, what looks unlike the
    drawing's main colour.
    """

    name: str
    style: str
    filled: float | None
    bridged: float | None
    spilled: float | None
    details: float | None
    second: float | None


@dataclass(frozen=True)
class Flicker:
    """After one stroke: mean |difference| /255 of premultiplied colours away from it, over all the pixels there and
    over the painted ones alone. `small`: the stroke is shorter than a tenth of the paper.
    """

    layer: str
    everywhere: float
    painted: float
    small: bool


def enclosed_by(ink: np.ndarray) -> np.ndarray:
    """bool [H, W] of paper that cannot be reached from the sheet's edge; `ink`: uint8 [H, W] alpha. Ink excluded."""
    free = np.pad((ink < LINE).astype(np.uint8), 1, constant_values=1)
    cv2.floodFill(free, None, (0, 0), 2)
    return free[1:-1, 1:-1] == 1


def coverage(name: str, style: str, ink: np.ndarray, art: np.ndarray) -> Coverage:
    """`ink`, `art`: uint8 [H, W, 4] straight RGBA."""
    line = ink[:, :, 3]
    opacity = art[:, :, 3] / 255
    closed = enclosed_by(line)
    gap = _disc(GAP_PX, line)
    nearly = cv2.dilate(enclosed_by(cv2.dilate(line, gap)).astype(np.uint8), gap) > 0
    bridged = nearly & ~cv2.dilate((closed | (line >= LINE)).astype(np.uint8), _disc(2, line)).astype(bool)
    whole = closed | nearly
    near = cv2.dilate((whole | (line >= LINE)).astype(np.uint8), _disc(SPILL_PX, line)) > 0
    enough = SMALLEST_SHARE * line.size
    colours = cv2.cvtColor(art[:, :, :3].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    painted = opacity > OPAQUE
    return Coverage(
        name,
        style,
        filled=float(painted[closed].mean()) if closed.sum() > enough else None,
        bridged=float(painted[bridged].mean()) if bridged.sum() > enough else None,
        spilled=float((opacity[~near] > VISIBLE).sum() / whole.sum()) if whole.sum() > enough else None,
        details=_details(line, colours, painted),
        second=_second(colours, painted) if painted.sum() > enough else None,
    )


def _details(line: np.ndarray, colours: np.ndarray, painted: np.ndarray) -> float | None:
    """Lines with artwork on every side, against the colours a line's width away from them."""
    inner = cv2.erode(painted.astype(np.uint8), _disc(NEAR_PX // 2, line)) > 0
    core = inner & (line > 200)
    around = (inner & (cv2.dilate(line, _disc(3, line)) < 8)).astype(np.float32)
    if core.sum() < 2e-4 * line.size:
        return None
    spread = (2 * round(NEAR_PX * line.shape[0] / 512) + 1,) * 2
    weight = cv2.blur(around, spread)
    mean = cv2.blur(colours * around[:, :, None], spread) / np.maximum(weight, 1e-6)[:, :, None]
    core &= weight > 0.02
    difference = np.linalg.norm(colours - mean, axis=2)[core]
    return float((difference > TOLD_APART).mean()) if difference.size else None


def _second(colours: np.ndarray, painted: np.ndarray) -> float:
    """The main colour is the one in the fullest 8-unit box of Lab."""
    pixels = colours[painted]
    boxes, index, counts = np.unique((pixels // 8).astype(int), axis=0, return_inverse=True, return_counts=True)
    main = pixels[index.reshape(-1) == int(np.argmax(counts))].mean(axis=0)
    return float((np.linalg.norm(pixels - main, axis=1) > ANOTHER_COLOUR).mean()) if len(boxes) else 0.0


def flicker(
    layer: str, marks: Sequence[np.ndarray], inks: Sequence[np.ndarray], *, arts: Sequence[np.ndarray]
) -> Flicker:
    """Before and after one stroke: its layer's alpha, the ink's alpha, the artwork. What the stroke newly encloses may
    change, like its neighbourhood.
    """
    touched = (marks[0] != marks[1]) | (enclosed_by(inks[0]) != enclosed_by(inks[1]))
    away = cv2.dilate(touched.astype(np.uint8), _disc(NEAR_PX, marks[0])) == 0
    before, after = (premultiplied(art) for art in arts)
    change = np.abs(after - before).mean(axis=2)
    painted = away & ((arts[0][:, :, 3] > 0) | (arts[1][:, :, 3] > 0))
    rows, columns = np.nonzero(marks[0] != marks[1])
    extent = max(np.ptp(rows), np.ptp(columns)) if len(rows) else 0
    small = bool(extent < 0.1 * max(marks[0].shape))
    return Flicker(layer, _mean(change[away]), _mean(change[painted]), small)


def print_coverage(rows: Sequence[Coverage], *, dabbed: frozenset[str]) -> None:
    """Per style the medians and the worst drawings, by name. Second colours count where no dab asked for them."""
    for style in dict.fromkeys(row.style for row in rows):
        found = [row for row in rows if row.style == style]
        print(f"\n{style}, {len(found)} drawings")
        _print_shares(f"closed area with alpha > {OPAQUE}", {row.name: row.filled for row in found})
        _print_shares(f"area closed but for gaps, with alpha > {OPAQUE}", {row.name: row.bridged for row in found})
        _print_shares("artwork on open paper", {row.name: row.spilled for row in found}, worst_high=True)
        _print_shares("inner lines that show", {row.name: row.details for row in found})
        free = {row.name: row.second for row in found if row.name not in dabbed}
        _print_shares("painted unlike the main colour, no dabs", free)


def _print_shares(what: str, shares: Mapping[str, float | None], *, worst_high: bool = False) -> None:
    counted = {name: share for name, share in shares.items() if share is not None}
    if not counted:
        return
    worst = sorted(counted, key=lambda name: counted[name], reverse=worst_high)[:8]
    values = list(counted.values())
    print(f"  {what}: median {np.median(values):.1%}, mean {np.mean(values):.1%} of {len(values)}; worst: ", end="")
    print(", ".join(f"{name} {counted[name]:.0%}" for name in worst))


def print_flicker(name: str, found: Sequence[Flicker]) -> None:
    for layer in ("ink", "colour"):
        these = [step for step in found if step.layer == layer]
        if these:
            every, painted = [step.everywhere for step in these], [step.painted for step in these]
            text = (
                f"  {name}, {len(these)} {layer} strokes: everywhere mean {np.mean(every):.2f} worst {max(every):.2f}"
            )
            print(f"{text}; painted pixels mean {np.mean(painted):.2f} worst {max(painted):.2f}")


def _disc(radius: float, like: np.ndarray) -> np.ndarray:
    """A round kernel; `radius` in pixels of a picture 512 high."""
    reach = 2 * max(1, round(radius * like.shape[0] / 512)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else 0.0
