"""How artists coloured things: for each thing several colourings, each a few colours and where in the figure they lie.

Knows the file `resources/colours/things.npz` (made by `trainer.colouring`); knows no drawing and no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from engines.errors import StylePackError
from engines.palette import PALETTE_SIZE, Colour, Palette

GRID = 24  # cells along each side of a figure's box
MOST_COLOURS = 6
SIZE_BINS = 8  # of the sizes of a colour's patches: bin b holds shares of the box from 4 ** -b down to 4 ** -(b + 1)


@dataclass(frozen=True, eq=False)
class Colouring:
    """One artist's colours of one thing.

    `colours`: 1 to 6, largest area first; `shares` of the figure's area, summing to 1. `grid`: uint8 [24, 24] over the
    figure's bounding box, 1 + the place of the colour there, 0 = none. `sizes`: float32 [colours, 8], how much of each
    colour lies in patches of each size, rows summing to 1.
    """

    colours: tuple[Colour, ...]
    shares: tuple[float, ...]
    grid: np.ndarray
    sizes: np.ndarray

    @cached_property
    def palette(self) -> Palette:
        """Its main colours, as a generator is given them."""
        return Palette(self.colours[:PALETTE_SIZE], self.shares[:PALETTE_SIZE])

    @cached_property
    def key(self) -> str:
        """Equal for equal colourings."""
        return repr((self.colours, self.grid.tobytes().hex()))


class Colourings:
    """The table: colourings of each thing, the most typical first."""

    def __init__(self, table: dict[str, tuple[Colouring, ...]]) -> None:
        self._table = table

    def __contains__(self, thing: str) -> bool:
        return thing in self._table

    def __len__(self) -> int:
        return len(self._table)

    def of(self, thing: str) -> tuple[Colouring, ...]:
        """All colourings of a thing by its id in the classifier's vocabulary; () where none is known."""
        return self._table.get(thing, ())

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(self._table)


def read_colourings(path: Path) -> Colourings:
    """The table from a file. Raises StylePackError for a file that is none."""
    try:
        with np.load(path, allow_pickle=False) as file:
            names, owner = [str(n) for n in file["things"]], file["owner"]
            colours, shares = file["colours"], file["shares"].astype(np.float32) / 255
            grids, sizes = file["grids"], file["sizes"].astype(np.float32) / 255
        if grids.shape[1:] != (GRID, GRID) or colours.shape[1:] != (MOST_COLOURS, 3):
            raise ValueError("wrong shapes")
        table: dict[str, list[Colouring]] = {name: [] for name in names}
        for row, thing in enumerate(owner):
            count = int((shares[row] > 0).sum())
            total = float(shares[row, :count].sum())
            tones = tuple((int(r), int(g), int(b)) for r, g, b in colours[row, :count])
            parts = tuple(float(s) / total for s in shares[row, :count])
            own = sizes[row, :count]
            own = own / np.maximum(own.sum(axis=1, keepdims=True), 1e-6)
            table[names[int(thing)]].append(Colouring(tones, parts, np.minimum(grids[row], count), own))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise StylePackError("The table of colours {0} cannot be read.", path.name) from error
    return Colourings({name: tuple(found) for name, found in table.items() if found})
