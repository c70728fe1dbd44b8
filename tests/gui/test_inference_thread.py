"""The inference thread: newest wins, failures pass, engines change, and it always ends."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from PySide6.QtCore import QObject, QThread, Slot
from PySide6.QtWidgets import QApplication

from engines.api import RenderRequest, RenderResult
from engines.palette import Palette
from sketchart_desktop.workers.inference_thread import InferenceThread
from tests.fake_engine import FakeEngine

BLANK = np.zeros((8, 8, 4), np.uint8)
PALETTE = Palette.of(((200, 10, 10),))


def request(number: int) -> RenderRequest:
    return RenderRequest(number, BLANK, BLANK, PALETTE, (1.0,), key=f"key {number}")


class Ear(QObject):
    """Hears everything, and in which thread."""

    def __init__(self, thread: InferenceThread) -> None:
        super().__init__()
        self.results: list[RenderResult] = []
        self.failures: list[tuple[int, str]] = []
        self.ready: list[str] = []
        self.not_ready: list[str] = []
        self.threads: set[QThread] = set()
        thread.finished_render.connect(self.hear_result)
        thread.failed.connect(self.hear_failure)
        thread.engine_ready.connect(self.hear_ready)
        thread.engine_failed.connect(self.hear_not_ready)

    @Slot(object)
    def hear_result(self, result: RenderResult) -> None:
        self.threads.add(QThread.currentThread())
        self.results.append(result)

    @Slot(int, str)
    def hear_failure(self, request_id: int, reason: str) -> None:
        self.threads.add(QThread.currentThread())
        self.failures.append((request_id, reason))

    @Slot(str)
    def hear_ready(self, device: str) -> None:
        self.ready.append(device)

    @Slot(str)
    def hear_not_ready(self, reason: str) -> None:
        self.not_ready.append(reason)

    @property
    def ids(self) -> list[int]:
        return [r.request_id for r in self.results]


@pytest.fixture
def start(qapp):
    """`start(engine, ...)`: a running thread that opens these engines one after the other, and its ear."""
    threads: list[InferenceThread] = []

    def begin(*engines: FakeEngine | Exception) -> tuple[InferenceThread, Ear]:
        waiting = list(engines)

        def factory(pack: object, device: str) -> FakeEngine:
            engine = waiting.pop(0)
            if isinstance(engine, Exception):
                raise engine
            return engine

        thread = InferenceThread(factory)
        threads.append(thread)
        ear = Ear(thread)
        thread.start()
        return thread, ear

    yield begin
    for thread in threads:
        assert thread.stop()


def test_a_request_comes_back_in_the_gui_thread_and_is_rendered_in_another(qtbot, start) -> None:
    engine = FakeEngine(device="fake")
    thread, ear = start(engine)
    thread.use("pack", "auto")
    thread.submit(request(1))
    qtbot.waitUntil(lambda: ear.ids == [1])
    assert ear.ready == ["fake"]
    assert ear.threads == {QApplication.instance().thread()}
    assert engine.threads.isdisjoint({threading.get_ident()})


def test_700_quick_edits_end_with_the_newest_in_order(qtbot, start) -> None:
    engine = FakeEngine(delay_s=0.003)
    thread, ear = start(engine)
    thread.use("pack", "auto")
    for number in range(1, 701):
        thread.submit(request(number))
        if number % 20 == 0:
            qtbot.wait(1)
    qtbot.waitUntil(lambda: 700 in ear.ids)
    assert ear.ids == sorted(set(ear.ids))
    assert ear.ids[-1] == 700
    assert len(ear.ids) < 700


def test_only_one_request_waits(qtbot, start) -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    thread, ear = start(engine)
    thread.use("pack", "auto")
    thread.submit(request(1))
    assert engine.started.wait(5)
    for number in range(2, 50):
        thread.submit(request(number))
    gate.set()
    qtbot.waitUntil(lambda: ear.ids[-1:] == [49])
    assert ear.ids == [1, 49]


@pytest.mark.parametrize("how", ["fail", "crash"])
def test_a_failure_is_told_and_the_next_request_works(qtbot, start, how: str, caplog) -> None:
    engine = FakeEngine(**{how: lambda r: r.request_id == 1})
    thread, ear = start(engine)
    thread.use("pack", "auto")
    thread.submit(request(1))
    qtbot.waitUntil(lambda: bool(ear.failures))
    thread.submit(request(2))
    qtbot.waitUntil(lambda: ear.ids == [2])
    assert ear.failures[0][0] == 1
    assert "told to" in ear.failures[0][1]


def test_another_engine_drops_what_waited_for_the_old_one(qtbot, start) -> None:
    gate = threading.Event()
    old, new = FakeEngine(gate=gate, device="old"), FakeEngine(device="new")
    thread, ear = start(old, new)
    thread.use("one", "auto")
    thread.submit(request(1))
    assert old.started.wait(5)
    thread.submit(request(2))
    thread.use("two", "auto")
    thread.submit(request(3))
    gate.set()
    qtbot.waitUntil(lambda: ear.ids[-1:] == [3])
    assert old.closed
    assert [r.request_id for r in old.requests] == [1]
    assert [r.request_id for r in new.requests] == [3]
    assert ear.ready == ["old", "new"]


def test_an_engine_that_does_not_open_is_told_and_the_next_one_opens(qtbot, start, caplog) -> None:
    thread, ear = start(ValueError("no such device"), FakeEngine(device="good"))
    thread.use("pack", "cuda")
    qtbot.waitUntil(lambda: ear.not_ready == ["no such device"])
    thread.submit(request(1))
    qtbot.waitUntil(lambda: [f[0] for f in ear.failures] == [1])
    thread.use("pack", "cpu")
    thread.submit(request(2))
    qtbot.waitUntil(lambda: ear.ids == [2])


def test_stop_while_a_render_is_running_does_not_wait_for_it_for_long(qtbot, qapp) -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    thread = InferenceThread(lambda pack, device: engine)
    ear = Ear(thread)
    thread.start()
    thread.use("pack", "auto")
    thread.submit(request(1))
    assert engine.started.wait(5)
    began = time.perf_counter()
    assert not thread.stop()
    assert time.perf_counter() - began < 2.5
    gate.set()
    assert thread.wait(5000)
    QApplication.processEvents()
    assert ear.ids == []  # on mute
    assert engine.closed


def test_stop_before_start_and_twice(qapp) -> None:
    thread = InferenceThread(lambda pack, device: FakeEngine())
    assert thread.stop()
    assert thread.stop()


CHILD = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import numpy as np
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
import sketchart_desktop.start as program
from tests.gui.conftest import choices, draw_ring, Bench
from tests.fake_engine import FakeEngine

engine = FakeEngine(delay_s=25)
program.open_engine = None
original = program.App
made = []
def build(qt_app):
    app = original(qt_app, engine_factory=lambda pack, device: engine, choices=choices("soft"))
    made.append(app)
    QTimer.singleShot(600, draw)
    return app
program.App = build

def draw():
    draw_ring(Bench(made[0], [engine]))
    QTimer.singleShot(100, leave)
def leave():
    if not engine.started.is_set():
        QTimer.singleShot(100, leave)
        return
    made[0].session.new(64, 64)  # nothing unsaved: no question
    made[0].window.close()
code = program.run(program.Start(screenshot=None))
print("left with", code, flush=True)
sys.exit(code)
"""


def test_the_program_leaves_at_once_while_an_engine_is_busy(sketchart_home) -> None:
    began = time.perf_counter()
    child = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, timeout=40, check=False)
    assert child.returncode == 0, child.stderr
    assert time.perf_counter() - began < 20, "the program waited for the engine"
