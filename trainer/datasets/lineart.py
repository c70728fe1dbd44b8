"""Line art drawn from shapes by an imagined hand: steady or trembling, thick or thin, with gaps, overshoots and
second strokes.

Painter's order hides what lies behind: every shape is filled with paper before it is outlined, so no edge detector is
needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

SUPERSAMPLE = 2
_SHIFT = 4  # cv2's fixed-point bits


@dataclass(frozen=True)
class LineHand:
    """How lines are drawn. Lengths are in pixels of the finished picture.

    `width_px`: mean line width. `width_spread`: relative spread between and within strokes (pen pressure).
    `wobble_px`: slow sway of a line; `tremor_px`: quick shake. `gap_px` > 0 leaves openings, < 0 overshoots. `pieces`:
    strokes per outline. `repeat`: chance that a stroke is drawn twice. `darkness`: 0..1. `grain`: pencil texture, 0..1.
    `simple_px`: how far a line may stray for being drawn with fewer bends.
    """

    width_px: float = 3.0
    width_spread: float = 0.0
    wobble_px: float = 0.0
    tremor_px: float = 0.0
    gap_px: float = 0.0
    pieces: int = 1
    repeat: float = 0.0
    darkness: float = 1.0
    grain: float = 0.0
    simple_px: float = 0.0

    @property
    def steady(self) -> bool:
        """Draws outlines as they are."""
        return not (self.wobble_px or self.tremor_px or self.gap_px or self.width_spread or self.simple_px)


@dataclass(frozen=True, eq=False)
class PlacedShape:
    """A shape on the canvas: polylines float32 [K, 2] in pixels, the painted line's width (0 = filled), drawn or
    left out."""

    outlines: tuple[np.ndarray, ...]
    stroke_px: float
    drawn: bool = True


def random_hand(rng: np.random.Generator, size_px: int) -> LineHand:
    """A hand of any kind: a third steady, a third a little loose, a third trembling."""
    unit = size_px / 256
    width = float(np.exp(rng.uniform(np.log(1.3), np.log(6.0)))) * unit
    kind = rng.random()
    if kind < 0.35:
        return LineHand(width_px=width)
    loose = rng.random() if kind < 0.7 else 1.0 + rng.random()
    return LineHand(
        width_px=width,
        width_spread=float(rng.uniform(0, 0.5)),
        wobble_px=float(rng.uniform(0.2, 1.1) * loose * unit),
        tremor_px=float(rng.uniform(0, 0.3) * loose * unit),
        gap_px=float(rng.normal(0, 2.5) * loose * unit),
        pieces=int(rng.integers(1, 4)),
        repeat=float(rng.choice([0.0, 0.0, 0.3, 1.0])),
        darkness=float(rng.uniform(0.6, 1.0)),
        grain=float(rng.choice([0.0, 0.0, 0.4])),
        simple_px=float(rng.choice([0.0, 0.0, rng.uniform(0.7, 3.5) * unit])),
    )


def draw_lines(
    shapes: list[PlacedShape], sides: tuple[int, int], hand: LineHand, *, rng: np.random.Generator
) -> np.ndarray:
    """The line art: uint8 [H, W] as `sides` says, 255 = line. Shapes that are not `drawn` neither show nor hide
    anything."""
    scale = SUPERSAMPLE
    height, width = sides
    canvas = np.zeros((height * scale, width * scale), np.uint8)
    for shape in shapes:
        if not shape.drawn:
            continue
        outlines = shape.outlines if hand.steady else tuple(_swayed(o, hand, rng) for o in shape.outlines)
        points = [_fixed(o * scale) for o in outlines]
        if shape.stroke_px > 0:
            outer = max(1, round((shape.stroke_px + hand.width_px) * scale))
            inner = max(1, round((shape.stroke_px - hand.width_px) * scale))
            cv2.polylines(canvas, points, False, 255, outer, cv2.LINE_AA, _SHIFT)
            if shape.stroke_px > 1.5 * hand.width_px:
                cv2.polylines(canvas, points, False, 0, inner, cv2.LINE_AA, _SHIFT)
            continue
        cv2.fillPoly(canvas, points, 0, cv2.LINE_AA, _SHIFT)
        if hand.steady:
            cv2.polylines(canvas, points, True, 255, max(1, round(hand.width_px * scale)), cv2.LINE_AA, _SHIFT)
            continue
        for outline in outlines:
            for _ in range(2 if rng.random() < hand.repeat else 1):
                _stroke(canvas, outline, hand, rng)
    ink = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)
    if hand.grain > 0:
        noise = rng.random((height // 2, width // 2), np.float32)
        noise = cv2.resize(noise, (width, height), interpolation=cv2.INTER_LINEAR)
        ink = (ink * (1 - hand.grain * noise)).astype(np.uint8)
    if hand.darkness < 1:
        ink = cv2.convertScaleAbs(ink, alpha=hand.darkness)
    return ink


def coverage(shapes: list[PlacedShape], sides: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """What the drawn shapes cover and where a shape that was left out would show: two masks, uint8 [H, W], 0 or
    255."""
    drawn = np.zeros(sides, np.uint8)
    missing = np.zeros_like(drawn)
    for shape in shapes:
        points = [_fixed(o) for o in shape.outlines]
        if shape.stroke_px > 0:
            thick = max(1, round(shape.stroke_px))
            cv2.polylines(missing, points, False, 0 if shape.drawn else 255, thick, cv2.LINE_8, _SHIFT)
            if shape.drawn:
                cv2.polylines(drawn, points, False, 255, thick, cv2.LINE_8, _SHIFT)
            continue
        cv2.fillPoly(missing, points, 0 if shape.drawn else 255, cv2.LINE_8, _SHIFT)
        if shape.drawn:
            cv2.fillPoly(drawn, points, 255, cv2.LINE_8, _SHIFT)
    return drawn, missing


def _stroke(canvas: np.ndarray, outline: np.ndarray, hand: LineHand, rng: np.random.Generator) -> None:
    """One outline as `hand.pieces` strokes, each with its own pressure, start and end."""
    count = len(outline)
    pieces = hand.pieces if count > 12 else 1
    cuts = np.sort(rng.integers(0, count, pieces))
    jitter = rng.normal(0, 0.4 * hand.wobble_px, (pieces, 2)) if hand.repeat > 0 else np.zeros((pieces, 2))
    for k in range(pieces):
        start, stop = int(cuts[k]), int(cuts[(k + 1) % pieces]) + (count if k == pieces - 1 else 0)
        index = np.arange(start, stop + 1) % count
        piece = outline[index] + jitter[k].astype(np.float32)
        spacing = max(0.5, float(np.abs(piece[0] - piece[min(4, len(piece) - 1)]).sum()) / 4)
        trim = round(rng.uniform(0, 1) * hand.gap_px / spacing)
        if trim > 0 and len(piece) > 3 * trim:
            piece = piece[: len(piece) - trim]
        elif trim < 0 and len(piece) > 2:
            direction = piece[-1] - piece[-2]
            piece = np.concatenate([piece, piece[-1:] - direction * trim])
        if len(piece) < 2:
            continue
        runs = 1 if hand.width_spread < 0.1 else max(1, min(6, len(piece) // 8))
        bounds = np.linspace(0, len(piece) - 1, runs + 1).astype(int)
        base = hand.width_px * (1 + hand.width_spread * rng.uniform(-0.5, 0.5))
        for a, b in zip(bounds[:-1], bounds[1:], strict=True):
            width = base * (1 + hand.width_spread * rng.uniform(-0.5, 0.5))
            thick = max(1, round(width * SUPERSAMPLE))
            points = [_fixed(piece[a : b + 1] * SUPERSAMPLE)]
            cv2.polylines(canvas, points, False, 255, thick, cv2.LINE_AA, _SHIFT)


def _swayed(outline: np.ndarray, hand: LineHand, rng: np.random.Generator) -> np.ndarray:
    """The outline simplified, resampled every ~3 px, each point pushed by slow and quick noise."""
    outline = _simplified(outline, hand.simple_px, rng)
    closed = np.concatenate([outline, outline[:1]])
    step = closed[1:] - closed[:-1]
    along = np.zeros(len(closed))
    np.cumsum(np.sqrt(step[:, 0] ** 2 + step[:, 1] ** 2), out=along[1:])
    if along[-1] < 1:
        return outline
    count = int(np.clip(along[-1] / 3, 4, 600))
    at = np.arange(count) * (along[-1] / count)
    x, y = np.interp(at, along, closed[:, 0]), np.interp(at, along, closed[:, 1])
    # A small shape sways less: its features would drown.
    limit = min(1.0, along[-1] / 120)
    for amplitude, wavelength in ((hand.wobble_px * limit, 36.0), (hand.tremor_px * limit, 7.0)):
        if amplitude > 0:
            knots = max(4, int(along[-1] / wavelength))
            noise = rng.normal(0, amplitude, (2, knots + 1))
            noise[:, -1] = noise[:, 0]
            grid = np.arange(knots + 1) * (along[-1] / knots)
            x += np.interp(at, grid, noise[0])
            y += np.interp(at, grid, noise[1])
    swayed = np.empty((count, 2), np.float32)
    swayed[:, 0], swayed[:, 1] = x, y
    return swayed


def _simplified(outline: np.ndarray, tolerance_px: float, rng: np.random.Generator) -> np.ndarray:
    """The outline with few bends (Douglas & Peucker 1973), its corners cut (Chaikin 1974) for a hand that likes round
    shapes; small shapes keep theirs."""
    if tolerance_px <= 0:
        return outline
    tolerance = min(tolerance_px, 0.02 * cv2.arcLength(outline, True))
    points = cv2.approxPolyDP(outline, tolerance, True)[:, 0]
    if len(points) < 3:
        return outline
    for _ in range(int(rng.choice([0, 2]))):
        after = np.roll(points, -1, axis=0)
        points = np.stack([0.75 * points + 0.25 * after, 0.25 * points + 0.75 * after], axis=1).reshape(-1, 2)
    return points.astype(np.float32)


def _fixed(points: np.ndarray) -> np.ndarray:
    return ((points - 0.5) * (1 << _SHIFT) + 0.5).astype(np.int32)
