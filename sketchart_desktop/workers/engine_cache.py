"""Engines of several packs beside the one that paints the artwork: opened when first asked for, closed when too many.

Lives in the inference thread; pure Python, no Qt.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from engines.api import Engine
from engines.errors import EngineError
from sketchart_desktop.styling.look import PackChain

LOG = logging.getLogger(__name__)
MOST_ENGINES = 9  # as many as a page of the grid has cells
MOST_BYTES = 600 * 2**20  # of generator files: an engine takes two or three times its file
OpenEngine = Callable[[object, str], Engine]


class EngineCache:
    """The longest unused engine goes when a limit is passed. A pack that could not be opened is not tried again until
    `clear`.
    """

    def __init__(self, factory: OpenEngine, *, most: int = MOST_ENGINES, most_bytes: int = MOST_BYTES) -> None:
        self._factory = factory
        self._most = most
        self._most_bytes = most_bytes
        self._engines: OrderedDict[tuple[object, str], tuple[Engine, int]] = OrderedDict()
        self._failures: dict[tuple[object, str], str] = {}

    def __len__(self) -> int:
        return len(self._engines)

    def engine(self, pack: object, device: str) -> Engine:
        """The engine of that pack on that device. Raises EngineError where it cannot be opened."""
        place = (pack_name(pack), device)
        if place in self._engines:
            self._engines.move_to_end(place)
            return self._engines[place][0]
        if place in self._failures:
            raise EngineError(self._failures[place])
        size = _bytes_of(pack)
        while self._engines and (len(self._engines) >= self._most or self._bytes() + size > self._most_bytes):
            _close(self._engines.popitem(last=False)[1][0])
        try:
            engine = self._factory(pack, device)
        except Exception as error:
            LOG.exception("an engine did not open")
            self._failures[place] = str(error) or type(error).__name__
            raise EngineError(self._failures[place]) from error
        self._engines[place] = engine, size
        return engine

    def take(self, pack: object, device: str) -> Engine | None:
        """Give that engine away, if it stands here."""
        found = self._engines.pop((pack_name(pack), device), None)
        return found[0] if found is not None else None

    def clear(self) -> None:
        """Close all, and forget what failed."""
        self._failures.clear()
        while self._engines:
            _close(self._engines.popitem()[1][0])

    def _bytes(self) -> int:
        return sum(size for _, size in self._engines.values())


def pack_name(pack: object) -> object:
    """What tells packs apart: where they lie on disk, of those that do."""
    if isinstance(pack, PackChain):
        return pack_name(pack.first), pack_name(pack.then)
    return getattr(pack, "folder", pack)


def _bytes_of(pack: object) -> int:
    file = getattr(pack, "generator_onnx", None)
    return file.stat().st_size if isinstance(file, Path) and file.is_file() else 0


def _close(engine: Engine) -> None:
    try:
        engine.close()
    except Exception:  # another's fault must not stop what comes next
        LOG.exception("an engine did not close")
