"""What computes beside the window steps back behind the hand; the hand itself does not."""

from __future__ import annotations

import gc
import os
import sys
import threading

import pytest

from sketchart_desktop.workers.priority import PAINTING
from tests.fake_engine import FakeEngine
from tests.gui.conftest import draw_ring


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="niceness of single threads is Linux's own")
def test_the_engine_and_all_its_threads_step_back(qtbot, bench) -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own, found = niceness(), []

    def make(_pack: object, _device: str) -> FakeEngine:
        helper = threading.Thread(target=lambda: found.append(niceness()))
        helper.start()
        helper.join()
        found.append(niceness())
        return FakeEngine()

    made = bench(make)
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    assert found == [max(own, PAINTING)] * 2
    assert niceness() == own


def test_the_interpreter_lets_the_hand_in_soon(qtbot, bench) -> None:
    bench()
    assert sys.getswitchinterval() <= 0.0005
    assert gc.get_freeze_count() > 1000
