"""The engine cache: opened once, the longest unused closed at the limit, failures remembered until cleared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from engines.errors import EngineError
from sketchart_desktop.workers.engine_cache import EngineCache
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
    cache = EngineCache(opener, most=2)
    first = cache.engine("a", "cpu")
    cache.engine("b", "cpu")
    assert cache.engine("a", "cpu") is first
    cache.engine("c", "cpu")
    assert opener.opened == ["a", "b", "c"]
    assert [engine.closed for engine in opener.engines] == [False, True, False]
    assert len(cache) == 2


def test_large_packs_are_limited_by_their_bytes(tmp_path: Path) -> None:
    opener = Opener()
    cache = EngineCache(opener, most=9, most_bytes=1000)
    for name, size in (("one", 600), ("two", 300), ("three", 600)):
        cache.engine(pack(tmp_path, name, size), "cpu")
    assert [engine.closed for engine in opener.engines] == [True, False, False]
    cache.engine(pack(tmp_path, "giant", 5000), "cpu")  # alone it may be larger than the limit
    assert len(cache) == 1


def test_what_cannot_be_opened_is_tried_once_until_cleared() -> None:
    opener = Opener()
    cache = EngineCache(opener)
    for _ in range(3):
        with pytest.raises(EngineError, match="damaged"):
            cache.engine("bad", "cpu")
    assert opener.opened == ["bad"]
    kept = cache.engine("good", "cpu")
    cache.clear()
    assert kept.closed  # type: ignore[attr-defined]
    with pytest.raises(EngineError):
        cache.engine("bad", "cpu")
    assert opener.opened == ["bad", "good", "bad"]


def test_an_engine_given_away_is_no_longer_closed() -> None:
    cache = EngineCache(Opener())
    engine = cache.engine("a", "cpu")
    assert cache.take("a", "cuda") is None
    assert cache.take("a", "cpu") is engine
    cache.clear()
    assert not engine.closed  # type: ignore[attr-defined]
