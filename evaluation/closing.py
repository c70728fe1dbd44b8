"""`python -m evaluation.closing --hands FOLDER --cache FOLDER --out FOLDER`: are open outlines closed as people do?

Before (regions of closed outlines alone) and after (the figure-ground prior obeyed), on 38 subjects of an artist whom
the prior never saw, their outlines opened hard, and on strokes of real hands that were held out. Figures, milliseconds,
and two contact sheets to look at. Needs no style: what is judged is which paper counts as inside.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engines.sketch.figure_prior import bundled_prior
from engines.sketch.regions import regions_of
from evaluation.contact_sheet import Column, sheet, write
from trainer.datasets.iconsets import fetch, svg
from trainer.datasets.lineart import LineHand, PlacedShape, coverage, draw_lines, random_hand
from trainer.datasets.vectors import shapes_of
from trainer.figure_prior.hands import drawn, hull, read_strokes
from trainer.figure_prior.openings import opened

SIDE_PX, CELL_PX, ACROSS = 512, 150, 10
ARTIST = "twemoji"
_NAMES = (
    "red-apple pear mushroom castle horse cat dog rabbit fox owl penguin fish whale butterfly snail turtle elephant "
    "deciduous-tree evergreen-tree cactus tulip sunflower house automobile bicycle sailboat rocket teapot hot-beverage "
    "birthday-cake ice-cream hamburger banana carrot guitar umbrella snowman robot"
)
SUBJECTS = tuple(_NAMES.split())
LEAST_AWAY, MOST_AWAY = 0.04, 0.4  # of the outline, that opening takes away
HULL = 0.05  # of a drawing's extent: the disc whose closing tells what the figure is
SMALLEST = 0.03  # of the sheet: less of a figure is not judged
SHOWN_WORDS = ("apple", "tree", "mushroom", "castle", "horse")
SPILL_PX = 4


@dataclass(frozen=True, eq=False)
class Trial:
    """One drawing and its figure: uint8 [S, S] ink and bool [S, S]; what is inside before and after: bool [S, S]."""

    name: str
    ink: np.ndarray
    figure: np.ndarray
    before: np.ndarray
    after: np.ndarray

    @staticmethod
    def of(name: str, ink: np.ndarray, figure: np.ndarray) -> Trial:
        return Trial(name, ink, figure, *(~regions_of(ink, fill_strength=s).outside for s in (0.0, 0.5)))

    def overlap(self, inside: np.ndarray) -> float:
        """Intersection over union with the figure."""
        return float((inside & self.figure).sum() / max(1, (inside | self.figure).sum()))

    def filled(self, inside: np.ndarray) -> float:
        """The share of the figure that is inside."""
        return float((inside & self.figure).sum() / max(1, self.figure.sum()))

    def spilled(self, inside: np.ndarray) -> float:
        """What lies inside beyond the figure, over the figure."""
        near = cv2.dilate(self.figure.view(np.uint8), np.ones((2 * SPILL_PX + 1,) * 2, np.uint8)) > 0
        return float((inside & ~near).sum() / max(1, self.figure.sum()))

    def column(self, told: float) -> Column:
        return Column(f"{self.name} {told:.2f}", tuple(_shown(self, inside) for inside in (self.before, self.after)))


def opened_icons(cache: Path) -> list[Trial]:
    """Every subject twice: by a steady hand and by another."""
    icons, trials = fetch(ARTIST, cache), []
    for number, name in enumerate(n for n in SUBJECTS if n in icons["icons"]):
        placed = [
            PlacedShape(
                tuple(((0.07 + 0.86 * o) * SIDE_PX).astype(np.float32) for o in shape.outlines),
                shape.stroke_width * 0.86 * SIDE_PX,
            )
            for shape in shapes_of(svg(icons, name))
        ]
        fill = coverage(placed, (SIDE_PX, SIDE_PX))[0] > 0
        for turn in range(2):
            rng = np.random.default_rng((99, number, turn))
            hand = random_hand(rng, SIDE_PX) if turn else LineHand(width_px=6.0)
            whole = draw_lines(placed, (SIDE_PX, SIDE_PX), hand, rng=rng)
            ink, away = opened(whole, fill.view(np.uint8), rng=rng)
            while not LEAST_AWAY < away < MOST_AWAY:
                ink, away = opened(whole, fill.view(np.uint8), rng=rng)
            trials.append(Trial.of(name, ink, fill))
    return trials


def real_hands(folder: Path, *, most: int) -> list[Trial]:
    """Held-out strokes; the figure is told by a closing, not by any network."""
    held_out = [d for d in read_strokes(folder) if d.held_out]
    shown = [d for d in held_out if d.word in SHOWN_WORDS]
    rest = np.random.default_rng(4).permutation([i for i, d in enumerate(held_out) if d.word not in SHOWN_WORDS])
    trials = []
    for drawing in shown + [held_out[i] for i in rest[:most]]:
        strokes = tuple((s - 0.5) * 0.8 * SIDE_PX + SIDE_PX / 2 for s in drawing.strokes)
        ink = drawn(strokes, SIDE_PX, width_px=5.0)
        figure = hull(ink, HULL * 0.8 * SIDE_PX)
        if figure.mean() > SMALLEST:
            trials.append(Trial.of(drawing.word, ink, figure))
    return trials


def milliseconds(trials: Sequence[Trial]) -> tuple[float, float]:
    """Of reading the prior, and of all that the regions take more with it: medians."""
    cv2.setNumThreads(1)
    prior = bundled_prior()
    read, plain, led = ([_timed(call, t.ink) for t in trials] for call in (prior.read, _plain, regions_of))
    return float(np.median(read)), float(np.median(led) - np.median(plain))


def _plain(ink: np.ndarray) -> object:
    return regions_of(ink, fill_strength=0.0)


def _timed(call, ink: np.ndarray) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call(ink)
        times.append((time.perf_counter() - start) * 1e3)
    return min(times)


def _shown(trial: Trial, inside: np.ndarray) -> np.ndarray:
    """Filled paper in orange, what is missing of the figure in pink, what is beyond it in blue."""
    picture = np.full((*trial.ink.shape, 3), 255, np.uint8)
    picture[inside] = (245, 180, 90)
    picture[trial.figure & ~inside] = (255, 190, 200)
    picture[inside & ~trial.figure] = (150, 190, 245)
    picture[trial.ink > 90] = 0
    return cv2.resize(picture, (CELL_PX, CELL_PX), interpolation=cv2.INTER_AREA)


def _told(values: Sequence[float], least: float) -> str:
    return f"{np.mean(np.array(values) >= least):.1%} (mean {np.mean(values):.3f})"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.closing", description=__doc__)
    parser.add_argument("--hands", type=Path, required=True, help="a folder of Quick, Draw! .ndjson files")
    parser.add_argument("--cache", type=Path, required=True, help="where icon sets are kept")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=220, help="drawings of real hands, beside those shown")
    order = parser.parse_args(arguments)
    icons, hands = opened_icons(order.cache), real_hands(order.hands, most=order.most)
    text = []
    for name in ("before", "after"):
        overlaps = [t.overlap(getattr(t, name)) for t in icons]
        filled, spilled = zip(*((t.filled(getattr(t, name)), t.spilled(getattr(t, name))) for t in hands), strict=True)
        text.append(
            f"{name}: {len(icons)} opened icons, IoU >= 0.9 with the artist's fill in {_told(overlaps, 0.9)}; "
            f"{len(hands)} real hands, 90 % of the figure inside in {_told(filled, 0.9)}, "
            f"beyond the figure {np.mean(spilled):.3f} of it on average"
        )
    read_ms, more_ms = milliseconds(icons[:24])
    text.append(f"reading the prior {read_ms:.1f} ms; regions with it {more_ms:.1f} ms more, one thread, {SIDE_PX} px")
    print("\n".join(text))
    columns = [t.column(t.overlap(t.after)) for t in icons]
    title = "Opened icons, before and after, IoU with the artist. Pink: missing, blue: beyond"
    write(sheet(title, columns, across=ACROSS, cell=CELL_PX), order.out / "closing-icons.jpg")
    columns = [t.column(t.filled(t.after)) for t in hands if t.name in SHOWN_WORDS][:50]
    title = "Real hands, before and after, share of the figure filled"
    write(sheet(title, columns, across=ACROSS, cell=CELL_PX), order.out / "closing-hands.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
