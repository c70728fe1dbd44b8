"""One thread goes first; those that give way wait at their next call, and go on when it is done."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sketchart_desktop.scheduling import interpreter_gate
from sketchart_desktop.scheduling.interpreter_gate import InterpreterGate


class Counting:
    """Calls without end, and counts them, in a thread that gives way and in one that helps it."""

    def __init__(self, first: InterpreterGate) -> None:
        self._first = first
        self._over = False
        self.counts = [0, 0]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with self._first.giving_way():
            helper = threading.Thread(target=self._help, daemon=True)
            helper.start()
            self._count(0)
        helper.join()

    def _help(self) -> None:
        self._first.give_way_for_good()
        self._count(1)

    def _count(self, index: int) -> None:
        while not self._over:
            self._call(index)

    def _call(self, index: int) -> None:
        self.counts[index] += 1

    def wait_for_more(self) -> None:
        before, deadline = list(self.counts), time.monotonic() + 20
        while any(now <= then for now, then in zip(self.counts, before, strict=True)):
            assert time.monotonic() < deadline
            time.sleep(0.001)

    def end(self) -> None:
        self._over = True
        self._thread.join(20)


@pytest.fixture
def first() -> InterpreterGate:
    return InterpreterGate()


@pytest.fixture
def counting(first: InterpreterGate, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    monkeypatch.setattr(interpreter_gate, "LONGEST_WAIT_S", 30.0)
    made = Counting(first)
    made.wait_for_more()
    yield made
    made.end()


def test_others_wait_while_the_first_is_at_work(first: InterpreterGate, counting: Counting) -> None:
    for _ in range(20):
        with first:
            with first:
                pass
            time.sleep(0.01)  # until both have come to a call
            before = list(counting.counts)
            time.sleep(0.01)
            # Each may have been on its way already.
            assert all(now <= then + 1 for now, then in zip(counting.counts, before, strict=True))
        counting.wait_for_more()


def test_nobody_waits_for_ever(first: InterpreterGate, counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter_gate, "LONGEST_WAIT_S", 0.01)
    counting.wait_for_more()
    with first:
        counting.wait_for_more()


def test_the_first_goes_on_at_once_however_long_others_sleep(first: InterpreterGate) -> None:
    def others() -> None:
        with first.giving_way():
            time.sleep(5)

    thread = threading.Thread(target=others, daemon=True)
    thread.start()
    began = time.monotonic()
    for _ in range(1000):
        with first:
            pass
    assert time.monotonic() - began < 2


def test_it_is_told_how_long_one_waited(first: InterpreterGate) -> None:
    told: list[float] = []
    started, over = threading.Event(), threading.Event()

    def others() -> None:
        with first.giving_way() as waited_ms:
            started.set()
            while not over.is_set():
                pass
            told.append(waited_ms())

    thread = threading.Thread(target=others, daemon=True)
    thread.start()
    started.wait(20)
    with first:
        time.sleep(0.05)
    over.set()
    thread.join(20)
    assert 10 < told[0] < 5000


def in_a_thread(deed: Callable[[], None]) -> None:
    """Run it to its end, in a thread that nobody has hooked; what it raises is raised here."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(deed).result(20)


def profiler(_frame: object, _event: str, _value: object) -> None:
    pass


def test_only_the_thread_that_gives_way_is_hooked_and_only_meanwhile(first: InterpreterGate) -> None:
    def gives_way() -> None:
        seen: list[object] = []
        with first.giving_way():
            assert sys.getprofile() is not None
            other = threading.Thread(target=lambda: seen.append(sys.getprofile()))
            other.start()
            other.join(20)
        assert seen == [None], "what others start meanwhile is none of ours"
        assert sys.getprofile() is None
        assert threading.getprofile() is None

    in_a_thread(gives_way)


def test_a_profiler_keeps_its_hook(first: InterpreterGate) -> None:
    def watched() -> None:
        sys.setprofile(profiler)
        try:
            with first.giving_way() as waited_ms:
                assert sys.getprofile() is profiler
                assert waited_ms() == 0.0
            first.give_way_for_good()
            assert sys.getprofile() is profiler
        finally:
            sys.setprofile(None)

    in_a_thread(watched)


def test_a_profiler_that_begins_meanwhile_keeps_its_hook(first: InterpreterGate) -> None:
    def watched() -> None:
        try:
            with first.giving_way():
                sys.setprofile(profiler)
            assert sys.getprofile() is profiler
        finally:
            sys.setprofile(None)

    in_a_thread(watched)


def test_an_exception_takes_the_hook_away(first: InterpreterGate) -> None:
    def fails() -> None:
        with pytest.raises(ZeroDivisionError), first.giving_way():
            _ = 1 // 0
        assert sys.getprofile() is None

    in_a_thread(fails)


def test_without_the_interpreter_lock_nobody_is_hooked_and_the_window_refuses(
    first: InterpreterGate, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)

    def gives_way() -> None:
        with first.giving_way() as waited_ms, first:
            assert sys.getprofile() is None
            assert waited_ms() == 0.0

    in_a_thread(gives_way)
    from sketchart_desktop import start

    assert start.run(start.Start()) == 2
    assert "PYTHON_GIL=1" in capsys.readouterr().err
