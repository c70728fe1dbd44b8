"""What was computed for the last picture and is still true for the next: most of a drawing stays as it is while the pen
moves.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class PictureCache:
    """Keeps what was asked for since the `next_picture` before the last. One thread at a time."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def next_picture(self) -> None:
        """What the picture before had no use for is forgotten."""
        self._last, self._now = self._now, {}

    def recalled(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What `compute` gave for an equal key, or gives now. `key` names all that the answer hangs on."""
        if key not in self._now:
            self._now[key] = self._last[key] if key in self._last else compute()
        return self._now[key]
