"""The shelf of engines: opened once, the longest unused closed at the limit, failures remembered until cleared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from engines.errors import EngineError
from sketchart_desktop.workers.engine_cache import EngineShelf
from tests.fake_engine import FakeEngine


@dataclass(frozen=True)
class Pack:
    folder: Path
    generator_onnx: Path


def pack(folder: Path, name: str, size: int) -> Pack:
    (folder / name).write_bytes(bytes(size))
    return Pack(folder / f"{name}-folder", folder / name)


class Opener:
    """Counts what is opened; packs called `bad` cannot be."""

    def __init__(self) -> None:
        self.opened: list[object] = []
        self.engines: list[FakeEngine] = []

    def __call__(self, pack: object, device: str) -> FakeEngine:
        self.opened.append(pack)
        if pack == "bad":
            raise EngineError("This pack is damaged.")
        self.engines.append(FakeEngine(device=device))
        return self.engines[-1]


def test_an_engine_is_opened_once_and_the_longest_unused_goes() -> None:
    opener = Opener()
    shelf = EngineShelf(opener, most=2)
    first = shelf.engine("a", "cpu")
    shelf.engine("b", "cpu")
    assert shelf.engine("a", "cpu") is first
    shelf.engine("c", "cpu")
    assert opener.opened == ["a", "b", "c"]
    assert [engine.closed for engine in opener.engines] == [False, True, False]
    assert len(shelf) == 2


def test_large_packs_are_limited_by_their_bytes(tmp_path: Path) -> None:
    opener = Opener()
    shelf = EngineShelf(opener, most=9, most_bytes=1000)
    for name, size in (("one", 600), ("two", 300), ("three", 600)):
        shelf.engine(pack(tmp_path, name, size), "cpu")
    assert [engine.closed for engine in opener.engines] == [True, False, False]
    shelf.engine(pack(tmp_path, "giant", 5000), "cpu")  # alone it may be larger than the limit
    assert len(shelf) == 1


def test_what_cannot_be_opened_is_tried_once_until_cleared() -> None:
    opener = Opener()
    shelf = EngineShelf(opener)
    for _ in range(3):
        with pytest.raises(EngineError, match="damaged"):
            shelf.engine("bad", "cpu")
    assert opener.opened == ["bad"]
    kept = shelf.engine("good", "cpu")
    shelf.clear()
    assert kept.closed  # type: ignore[attr-defined]
    with pytest.raises(EngineError):
        shelf.engine("bad", "cpu")
    assert opener.opened == ["bad", "good", "bad"]


def test_an_engine_given_away_is_no_longer_closed() -> None:
    shelf = EngineShelf(Opener())
    engine = shelf.engine("a", "cpu")
    assert shelf.take("a", "cuda") is None
    assert shelf.take("a", "cpu") is engine
    shelf.clear()
    assert not engine.closed  # type: ignore[attr-defined]
