"""The user's dabs of colour lead the palette; while one is being painted, they rest: artwork would flicker."""

from __future__ import annotations

import numpy as np

from engines.palette import Palette, dab_colours, led_by_dabs


class DabLead:
    """`dabs`: the colours last seen in the colour layer; None where it is empty."""

    def __init__(self) -> None:
        self.dabs: Palette | None = None

    def lead(self, palette: Palette, colour: np.ndarray, *, resting: bool) -> Palette:
        """`colour`: uint8 [H, W, 4] straight RGBA. `resting`: the pen is up."""
        if resting:
            self.dabs = dab_colours(colour) if colour[:, :, 3].any() else None
        return led_by_dabs(palette, self.dabs)

    def forget(self) -> None:
        self.dabs = None
