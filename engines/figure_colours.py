"""Which colours a drawing's figures have, from what they show: names them as they are drawn, looks up how artists
coloured such things, and changes its mind calmly.

Knows the classifier and the table of colourings; knows no generator. Several drawings in turn are no trouble, but each
is followed by time: one lead for one engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from engines.colouring.colourings import Colourings, read_colourings
from engines.colouring.parts import Figure
from engines.naming.classifier import SketchClassifier
from engines.naming.figures import NamedFigure, name_figures
from engines.palette import Palette
from resources import resources_dir

SURE = 0.15  # probability of a name from which on its colours are used
ALIKE = 40.0  # Euclidean distance in RGB over which main colours stop being alike (standard deviation)
NEARLY = 0.5  # of the likeliest thing's score: a figure that was coloured as another thing stays so
CALM_S = 1.0  # between two changes of colours
NAMING_S = 0.25  # between two looks at a drawing that grows
FADE_S = 0.4  # that a change takes
NEUTRAL = Palette(((238, 226, 210), (216, 203, 192), (250, 245, 238), (190, 178, 174)), (0.5, 0.25, 0.15, 0.1))


@dataclass(frozen=True, eq=False)
class Coloured:
    """`figures`: how to colour what is known; `before`, `fade`: and what it looked like before, and how much of the
    change is done, 0..1. `palette`: for the rest; None: the one asked for. `settled`: nothing changes any more."""

    figures: tuple[Figure, ...]
    before: tuple[Figure, ...] = ()
    fade: float = 1.0
    palette: Palette | None = None
    settled: bool = True


class FigureColours:
    """Follows one drawing. `clock`: seconds, for tests."""

    def __init__(
        self,
        classifier: SketchClassifier | None = None,
        colourings: Colourings | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._classifier = classifier or SketchClassifier()
        self._colourings = colourings or read_colourings(resources_dir() / "colours" / "things.npz")
        self._clock = clock
        self._ink = np.zeros((0, 0), np.uint8)
        self._named: tuple[NamedFigure, ...] = ()
        self._shown: tuple[tuple[str, ...], int, tuple[Figure, ...]] | None = None  # things, dice, figures
        self._before: tuple[Figure, ...] = ()
        self._changed_at = self._named_at = -CALM_S

    def coloured(self, ink: np.ndarray, dice: int, *, called: str = "", at_once: bool = False) -> Coloured:
        """How to colour a drawing. `ink`: uint8 [H, W], 255 = line. `dice`: 0 gives each thing its most typical
        colours, the next numbers other artists', then wild ones too. `called`: the thing that the person says its
        largest figure is, by id. `at_once`: no fading and no waiting."""
        same = ink.shape == self._ink.shape and np.array_equal(ink, self._ink)
        # Under the pen not every point of a stroke is named anew.
        due = at_once or not self._named or self._clock() - self._named_at >= NAMING_S
        if not same and due:
            self._named, self._ink, same = name_figures(ink, self._classifier), ink.copy(), True
            self._named_at = self._clock()
        if not self._named:
            self._shown = None
            return Coloured(())
        shown = self._shown[0] if self._shown is not None else ()
        names = tuple(
            self._name(figure, called if place == 0 else "", shown=shown[place] if place < len(shown) else "")
            for place, figure in enumerate(self._named)
        )
        now = self._clock()
        if self._shown is None or at_once or dice != self._shown[1]:
            self._before = ()
            self._show(names, dice, now if self._shown is None else now - FADE_S)
        elif names != self._shown[0] and now - self._changed_at >= CALM_S:
            self._before = self._shown[2]
            self._show(names, dice, now)
        assert self._shown is not None
        waiting = names != self._shown[0]
        if not waiting:
            # The same things, drawn further: their boxes grow.
            self._shown = names, dice, self._figures(names, dice)
        fade = min(1.0, (now - self._changed_at) / FADE_S) if self._before else 1.0
        figures = self._shown[2]
        unknown = not any(self._shown[0])
        palette = None if self._is_wild(self._shown[0], dice) else NEUTRAL if unknown else None
        if figures:
            palette = figures[0].colouring.palette
        return Coloured(figures, self._before, fade, palette, settled=same and not waiting and fade >= 1)

    def _show(self, names: tuple[str, ...], dice: int, at: float) -> None:
        self._shown, self._changed_at = (names, dice, self._figures(names, dice)), at

    def _name(self, figure: NamedFigure, called: str, *, shown: str) -> str:
        """The thing's id, "" while unsure. Of several likely ones, the one whose main colour the others share: a moon,
        a canoe or a banana is best painted yellow. What it was coloured as (`shown`) stays while it is nearly as
        likely."""
        if called in self._colourings:
            return called
        labels = [label for label in figure.labels if label.thing in self._colourings]
        if not labels or labels[0].probability < SURE:
            return ""
        mains = np.array([self._colourings.of(label.thing)[0].colours[0] for label in labels], np.float32)
        chances = np.array([label.probability for label in labels])
        alike = np.exp(-np.square(mains[:, None] - mains[None]).sum(axis=2) / (2 * ALIKE**2))
        likely = alike @ chances
        best = labels[int(likely.argmax())].thing
        known = [label.thing for label in labels]
        return shown if shown in known and likely[known.index(shown)] >= NEARLY * likely.max() else best

    def _is_wild(self, names: tuple[str, ...], dice: int) -> bool:
        """Beyond the artists' own colourings, every other number is left to the palettes of the dice."""
        most = max((len(self._colourings.of(name)) for name in names), default=1)
        return dice >= max(most, 1) and Random(dice).random() < 0.5

    def _figures(self, names: tuple[str, ...], dice: int) -> tuple[Figure, ...]:
        if self._is_wild(names, dice):
            return ()
        height, width = self._ink.shape
        found = []
        for figure, name in zip(self._named, names, strict=True):
            colourings = self._colourings.of(name)
            if colourings:
                left, top, right, bottom = figure.box
                box = left / width, top / height, right / width, bottom / height
                found.append(Figure(box, colourings[dice % len(colourings)]))
        return tuple(found)


def faded(coloured: Coloured) -> tuple[Figure, ...]:
    """The figures in the colours of this moment of a change: each fades from the first figure it overlaps."""
    if coloured.fade >= 1 or not coloured.before:
        return coloured.figures
    shown = []
    for figure in coloured.figures:
        shown.append(replace(figure, before=coloured.before, fade=round(coloured.fade, 2)))
    return tuple(shown)
