"""What the prior learns from: line art whose outlines were opened, and the answer: what lies inside, and the outline
as it was. Drawn at 128 px from icons' shapes, alone or several on one sheet, and from strokes that people really drew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from trainer.datasets.lineart import PlacedShape, coverage, draw_lines, random_hand
from trainer.datasets.vectors import VectorShape
from trainer.figure_prior.hands import HandDrawing, drawn, hull
from trainer.figure_prior.openings import opened

SIDE_PX = 128
TOO_LITTLE = 0.55  # of the outline taken away: from here on nobody can tell, and the answer does not count
NOTHING = 0.75  # and from here on a few lines are a few lines: the answer is paper


@dataclass(frozen=True, eq=False)
class PriorSample:
    """uint8 [128, 128] each. `ink`: 255 = line. `paper`: 1 on the sheet. `inside`: 1 within a thing. `outline`: 1 on a
    line of the whole drawing, before it was opened. `counts`: 1 where the answer is known."""

    ink: np.ndarray
    paper: np.ndarray
    inside: np.ndarray
    outline: np.ndarray
    counts: np.ndarray


class Sampler:
    """Makes one sample after the other. `icons`: the shapes of each subject, in a unit square."""

    def __init__(self, icons: list[list[VectorShape]], hands: list[HandDrawing]) -> None:
        self._icons = icons
        self._hands = hands

    def sample(self, rng: np.random.Generator) -> PriorSample:
        """On a square or oblong sheet."""
        paper = _sheet(rng)
        kind = rng.random()
        if self._hands and kind < 0.3:
            made = self._by_hand(rng, paper)
        else:
            made = self._icon(rng, paper, several=kind > 0.82)
        ink = np.where(paper > 0, made.ink, 0).astype(np.uint8)
        if rng.random() < 0.25:
            ink = cv2.max(ink, np.where(paper > 0, _loose_strokes(rng), 0).astype(np.uint8))
        inside, outline = made.inside & paper, made.outline & paper
        return PriorSample(ink, paper, inside, outline, made.counts & paper)

    def _icon(self, rng: np.random.Generator, paper: np.ndarray, *, several: bool) -> PriorSample:
        sides = (SIDE_PX, SIDE_PX)
        hand = random_hand(rng, SIDE_PX)
        shapes: list[list[PlacedShape]] = []
        for _ in range(int(rng.integers(2, 5)) if several else 1):
            icon = self._icons[int(rng.integers(len(self._icons)))]
            shapes.append(_placed(icon, _placement(rng, paper, small=several)))
        if rng.random() < 0.25:
            shapes = [_without_some(figure, rng) for figure in shapes]
        every = [shape for figure in shapes for shape in figure]
        inside = (coverage(every, sides)[0] > 0).view(np.uint8)
        if rng.random() < 0.3:
            hand = replace(hand, simple_px=0.0)
        whole = draw_lines(every, sides, hand, rng=rng)
        if not hand.steady and hand.simple_px > 0:
            inside = _as_drawn(inside, whole)
        outline = (
            (draw_lines(every, sides, replace(hand, gap_px=0.0, grain=0.0, darkness=1.0), rng=rng) > 90) | (whole > 90)
            if hand.steady
            else (whole > 60)
        )
        outline = outline.astype(np.uint8) | _rim(inside)
        counts = np.ones(sides, np.uint8)
        ink = whole
        if rng.random() < 0.85:
            ink, away = opened(whole, inside & paper, rng=rng)
            if away > NOTHING:
                inside = np.zeros_like(inside)
            elif away > TOO_LITTLE:
                counts = 1 - cv2.dilate(inside, np.ones((9, 9), np.uint8))
        if rng.random() < 0.08:
            ink = _ground_line(ink, rng)
        return PriorSample(ink, paper, inside, outline, counts)

    def _by_hand(self, rng: np.random.Generator, paper: np.ndarray) -> PriorSample:
        drawing = self._hands[int(rng.integers(len(self._hands)))]
        matrix = _placement(rng, paper, small=False)
        strokes = tuple((s @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32) for s in drawing.strokes)
        if len(strokes) > 2 and rng.random() < 0.15:
            strokes = strokes[: int(rng.integers(1, len(strokes)))]
        ink = drawn(strokes, SIDE_PX, width_px=float(np.exp(rng.uniform(np.log(0.8), np.log(2.6)))))
        every = np.concatenate(strokes)
        extent = float((every.max(axis=0) - every.min(axis=0)).max())
        sure, likely, most = (hull(ink, extent * share) for share in (0.012, 0.045, 0.09))
        area = max(1, int(likely.sum()))
        # What only a wide closing adds is a wide opening, or a bay: it counts where it is little.
        disputed = most & ~likely if most.sum() > 1.1 * area else np.zeros_like(likely)
        if likely.sum() > 1.6 * max(1, int(sure.sum())):
            disputed |= likely & ~sure & (rng.random() < 0.5)
        counts = (~disputed).astype(np.uint8)
        inside = likely.astype(np.uint8)
        outline = (ink > 60).astype(np.uint8) | _rim(inside)
        if rng.random() < 0.55 and inside.sum() > 400:
            ink, away = opened(ink, inside & paper, rng=rng)
            if away > TOO_LITTLE:
                counts = counts & (1 - cv2.dilate(inside, np.ones((9, 9), np.uint8)))
        return PriorSample(ink, paper, inside, outline, counts)


def _sheet(rng: np.random.Generator) -> np.ndarray:
    """The sheet within the square that the network sees: uint8 [128, 128], the longer side as long as the square."""
    paper = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    short = SIDE_PX if rng.random() < 0.6 else int(SIDE_PX * rng.uniform(0.5, 1.0))
    if rng.random() < 0.5:
        paper[:short] = 1
    else:
        paper[:, :short] = 1
    return paper


def _placement(rng: np.random.Generator, paper: np.ndarray, *, small: bool) -> np.ndarray:
    """Unit square to sheet, float64 [2, 3]: scale, turn, flip, place; one in four leaves the sheet."""
    height, width = int(paper[:, 0].sum()), int(paper[0].sum())
    scale = min(height, width) * (rng.uniform(0.3, 0.6) if small else rng.uniform(0.4, 1.0))
    cut = rng.random() < 0.25
    if cut:
        scale *= rng.uniform(1.0, 1.7)
    turn = np.deg2rad(rng.normal(0, 8) if rng.random() < 0.93 else rng.uniform(0, 360))
    flip = -1.0 if rng.random() < 0.5 else 1.0
    stretch = np.exp(rng.normal(0, 0.1))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    linear = rotation @ np.diag([flip * stretch, 1 / stretch]) * scale
    across = np.array([width, height], np.float64)
    slack = np.abs(across - scale) * 0.5
    centre = across / 2 + rng.uniform(-slack, slack)
    if cut:
        # Most often at the bottom: busts and half-lengths.
        way = ((0, 1), (0, 1), (1, 0), (-1, 0), (0, -1))[int(rng.integers(5))]
        centre = across / 2 + np.array(way) * (across / 2 - scale * rng.uniform(-0.15, 0.35))
        centre += rng.normal(0, 0.06 * scale, 2) * (np.array(way) == 0)
    return np.column_stack([linear, centre - linear @ [0.5, 0.5]])


def _placed(icon: list[VectorShape], matrix: np.ndarray) -> list[PlacedShape]:
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    return [
        PlacedShape(
            tuple((o @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32) for o in shape.outlines),
            shape.stroke_width * scale,
        )
        for shape in icon
    ]


def _without_some(shapes: list[PlacedShape], rng: np.random.Generator) -> list[PlacedShape]:
    chance = rng.uniform(0.1, 0.6)
    return [replace(shape, drawn=i == 0 or rng.random() > chance) for i, shape in enumerate(shapes)]


def _rim(inside: np.ndarray) -> np.ndarray:
    return cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))


def _as_drawn(inside: np.ndarray, ink: np.ndarray) -> np.ndarray:
    """What lies inside, led by the lines of a hand that simplifies: pixels beside the line go with their side."""
    sure = cv2.erode(inside, np.ones((5, 5), np.uint8))
    apart = cv2.erode(1 - inside, np.ones((5, 5), np.uint8))
    markers = np.where(sure > 0, 1, np.where(apart > 0, 2, 0)).astype(np.int32)
    if not (markers == 1).any() or not (markers == 2).any():
        return inside
    cv2.watershed(cv2.merge([ink] * 3), markers)
    return np.where(markers == 1, 1, np.where(markers == 2, 0, inside)).astype(np.uint8)


def _ground_line(ink: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    y = int(SIDE_PX * rng.uniform(0.7, 0.98))
    line = np.zeros_like(ink)
    cv2.line(line, (0, y), (SIDE_PX, y + int(rng.normal(0, 4))), 255, int(rng.integers(1, 3)), cv2.LINE_AA)
    return cv2.max(ink, line)


def _loose_strokes(rng: np.random.Generator) -> np.ndarray:
    """Open lines that enclose nothing: rays, rain, grass, arcs, scribbles."""
    ink = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    width = int(rng.choice([1, 1, 2]))
    for _ in range(int(rng.integers(1, 7))):
        start = rng.uniform(0, SIDE_PX, 2)
        kind = rng.random()
        if kind < 0.5:
            points = start + np.outer(np.linspace(0, 1, 5), rng.normal(0, 18, 2)) + rng.normal(0, 1, (5, 2))
        elif kind < 0.8:
            angles = rng.uniform(0, 6.3) + np.linspace(0, rng.uniform(0.4, 2.6), 16)
            points = start + rng.uniform(4, 30) * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        else:
            along = np.linspace(0, rng.uniform(10, 50), 14)
            points = start + np.stack([along, (np.arange(14) % 2) * rng.uniform(2, 8)], axis=1)
        cv2.polylines(ink, [np.round(points).astype(np.int32)], False, 255, width, cv2.LINE_AA)
    return ink
