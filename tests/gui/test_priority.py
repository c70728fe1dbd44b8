"""What computes beside the window steps back behind the hand; the hand itself does not."""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import struct
import sys
import threading

import pytest

from sketchart_desktop.scheduling.thread_priority import PAINTING
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


def turn_ns() -> int:
    """How long the calling thread's turns are, as Linux tells (sched_getattr); 0 where it does not."""
    number = {"x86_64": 315, "aarch64": 275}.get(platform.machine())
    if not sys.platform.startswith("linux") or number is None:
        return 0
    told = ctypes.create_string_buffer(48)
    ctypes.CDLL(None).syscall(number, 0, told, len(told), 0)
    return struct.unpack("=IIQiIQQQ", told.raw)[5]


@pytest.mark.skipif(turn_ns() == 0, reason="Linux tells and takes the length of turns since 6.12")
def test_the_hand_alone_is_let_in_at_once(qtbot, bench) -> None:
    bench()
    others: list[int] = []
    helper = threading.Thread(target=lambda: others.append(turn_ns()))
    helper.start()
    helper.join()
    assert turn_ns() == 100_000 < others[0]


def test_what_renders_gives_way_to_the_hand(qtbot, bench) -> None:
    hooked: list[bool] = []

    class Watched(FakeEngine):
        def render(self, request):
            hooked.append(sys.getprofile() is not None)
            return super().render(request)

    made = bench(lambda _pack, _device: Watched())
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    assert hooked and all(hooked)
    assert sys.getprofile() is None
