"""Undo as a pointer in the operation log. What is done after an undo replaces the undone tail; knows no pixels."""

from __future__ import annotations

from collections.abc import Sequence

from sketchart_desktop.document.operations import Operation


class History:
    """The log with a position: operations before the position are done, those after it can be redone."""

    def __init__(self, operations: Sequence[Operation] = (), position: int | None = None) -> None:
        self._operations = list(operations)
        self._position = len(self._operations) if position is None else position
        if not 0 <= self._position <= len(self._operations):
            raise ValueError("position outside the log")
        self._clean: int | None = self._position
        self._saving: int | None = None

    @property
    def position(self) -> int:
        return self._position

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The whole log, undone tail included."""
        return tuple(self._operations)

    @property
    def done(self) -> tuple[Operation, ...]:
        """The operations that make the drawing as it stands."""
        return tuple(self._operations[: self._position])

    @property
    def last_done(self) -> Operation | None:
        """What undo would take back."""
        return self._operations[self._position - 1] if self._position else None

    @property
    def can_undo(self) -> bool:
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        return self._position < len(self._operations)

    @property
    def is_clean(self) -> bool:
        """True where the drawing is what was last saved or opened, also when undo or redo came back to it."""
        return self._clean == self._position

    def do(self, operation: Operation) -> None:
        if self._clean is not None and self._clean > self._position:
            self._clean = None  # the saved state lay in the tail that goes now
        if self._saving is not None and self._saving > self._position:
            self._saving = None
        del self._operations[self._position :]
        self._operations.append(operation)
        self._position += 1

    def undo(self) -> Operation | None:
        """Step back; the operation undone, or None where there is none."""
        if not self.can_undo:
            return None
        self._position -= 1
        return self._operations[self._position]

    def redo(self) -> Operation | None:
        """Step forward; the operation done again, or None where there is none."""
        if not self.can_redo:
            return None
        self._position += 1
        return self._operations[self._position - 1]

    def begin_save(self) -> None:
        """What stands now is being saved; `mark_saved` follows when it is done, whatever is drawn meanwhile."""
        self._saving = self._position

    def mark_saved(self) -> None:
        """What stood at the last `begin_save` is on disk."""
        self._clean, self._saving = self._saving, None

    def mark_modified(self) -> None:
        """Nothing saved equals this drawing (a recovered or imported one)."""
        self._clean = None
