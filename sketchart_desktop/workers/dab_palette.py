"""Which palette an engine is given: the user's dabs first, and steady while they are being painted."""

from __future__ import annotations

import numpy as np

from engines.palette import Palette, dab_colours, led_by_dabs

STEADY_LEVELS = 16  # of 255: a soft rim moves a colour by less while one paints on with it


class DabPalette:
    """Looks at the colour layer of one drawing, the stroke in progress with it."""

    def __init__(self) -> None:
        self.dabs: Palette | None = None
        self._found: Palette | None = None
        self._colour: np.ndarray | None = None

    def forget(self) -> None:
        """Another drawing comes."""
        self.dabs = self._found = self._colour = None

    def led(self, palette: Palette, colour: np.ndarray, *, resting: bool) -> Palette:
        """`palette` led by the dabs in `colour`, uint8 [h, w, 4], contiguous.

        A colour that comes or goes is followed at once. Unless `resting`, one that hardly moves, or changes its place
        among the others, stays: the artwork would flicker with every point of a stroke.
        """
        before, self._colour = self._colour, colour
        if colour is not before:
            pixels = colour.view(np.uint32)  # four at a time: the pen waits for this
            if before is None or not np.array_equal(pixels, before.view(np.uint32)):
                self._found = dab_colours(colour) if pixels.any() else None
        if resting or not _alike(self.dabs, self._found):
            self.dabs = self._found
        return led_by_dabs(palette, self.dabs)


def _alike(one: Palette | None, other: Palette | None) -> bool:
    if one is None or other is None or len(one.colours) != len(other.colours):
        return one is other
    moved = np.abs(np.subtract(sorted(one.colours), sorted(other.colours)))
    return int(moved.max()) <= STEADY_LEVELS
