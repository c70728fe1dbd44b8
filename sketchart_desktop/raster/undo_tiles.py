"""Undo in pixels: the tiles each step changed, as they were before it, under a byte budget.

When the budget is full the oldest steps are merged into coarser spans (the earliest picture of each tile survives), so
that a long way back costs replaying a few operations, not the whole drawing; when that is not enough the oldest spans
go, and only then the newest steps are merged too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sketchart_desktop.raster.layers import Tiles

DEFAULT_BUDGET_BYTES = 384 * 1024 * 1024
FINE_STEPS = 16  # the newest, which are merged last of all
COARSEST_SPAN = 32  # operations at most between two places that can be reached without replay


@dataclass
class Span:
    """The tiles that differ between positions `start` and `end`, as they were at `start` (or at `end`, once undone)."""

    start: int
    end: int
    tiles: Tiles

    @property
    def size(self) -> int:
        return sum(pixels.nbytes for pixels in self.tiles.values() if pixels is not None)


def merged(older: Span, newer: Span) -> Span:
    """Both steps as one: of each tile the earlier picture."""
    return Span(older.start, newer.end, {**newer.tiles, **older.tiles})


class UndoSpans:
    """Spans without gaps, from the oldest place that can be reached by swapping tiles up to the current position."""

    def __init__(self, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self._budget = budget_bytes
        self._done: list[Span] = []
        self._undone: list[Span] = []
        self._bytes = 0

    @property
    def budget(self) -> int:
        return self._budget

    @budget.setter
    def budget(self, budget_bytes: int) -> None:
        self._budget = budget_bytes
        self._keep_budget()

    @property
    def bytes_used(self) -> int:
        return self._bytes

    @property
    def oldest(self) -> int | None:
        """The earliest position that tiles lead back to; None where there are none."""
        return self._done[0].start if self._done else None

    def push(self, start: int, tiles: Tiles) -> None:
        """A new step from `start` to `start + 1` was done."""
        self._forget_undone()
        span = Span(start, start + 1, tiles)
        self._done.append(span)
        self._bytes += span.size
        self._keep_budget()

    def done(self) -> tuple[Span, ...]:
        """All that leads back from here, oldest first."""
        return tuple(self._done)

    def adopt(self, spans: Sequence[Span]) -> None:
        """Instead of all that was kept: `spans`, oldest first, without gaps, up to the current position."""
        self.forget()
        self._done = list(spans)
        self._bytes = sum(span.size for span in spans)
        self._keep_budget()

    def last_done(self) -> Span | None:
        return self._done[-1] if self._done else None

    def next_undone(self) -> Span | None:
        return self._undone[-1] if self._undone else None

    def undone(self, others: Tiles) -> None:
        """The newest span was swapped out for `others`, the tiles as they were after it."""
        span = self._done.pop()
        self._bytes -= span.size
        other = Span(span.start, span.end, others)
        self._undone.append(other)
        self._bytes += other.size
        self._keep_budget()

    def redone(self, others: Tiles) -> None:
        span = self._undone.pop()
        self._bytes -= span.size
        other = Span(span.start, span.end, others)
        self._done.append(other)
        self._bytes += other.size
        self._keep_budget()

    def forget(self) -> None:
        """Nothing can be reached by tiles any more (the pixels were made anew)."""
        self._done.clear()
        self._undone.clear()
        self._bytes = 0

    def _forget_undone(self) -> None:
        for span in self._undone:
            self._bytes -= span.size
        self._undone.clear()

    def _keep_budget(self) -> None:
        while self._bytes > self._budget and len(self._undone) > 1:
            self._bytes -= self._undone.pop(0).size  # the farthest from here
        # The next steps back stay single as long as anything older can give way: undo has to be at hand at once.
        fine_from = self._done[-1].end - FINE_STEPS if self._done else 0
        self._coarsen(fine_from)
        while self._bytes > self._budget and self._done and self._done[0].end <= fine_from:
            self._bytes -= self._done.pop(0).size
        self._coarsen(fine_from + FINE_STEPS)
        while self._bytes > self._budget and self._done:
            self._bytes -= self._done.pop(0).size
        if self._bytes > self._budget:
            self._forget_undone()

    def _coarsen(self, until: int) -> None:
        """Join neighbouring spans up to position `until`, the oldest first, while there is too much."""
        index = 0
        while self._bytes > self._budget and index + 1 < len(self._done):
            older, newer = self._done[index], self._done[index + 1]
            if newer.end > until:
                break
            if newer.end - older.start > COARSEST_SPAN:
                index += 1
                continue
            self._bytes -= older.size + newer.size
            one = merged(older, newer)
            self._bytes += one.size
            self._done[index : index + 2] = [one]
