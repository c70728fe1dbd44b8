"""Work begins between two reports of the pen where it fits, and is put off where it would be in the next one's way."""

from __future__ import annotations

import pytest

from sketchart_desktop.scheduling.pen_interval import PenInterval


class Clock:
    def __init__(self) -> None:
        self.ms = 1000.0

    def __call__(self) -> float:
        return self.ms / 1e3


@pytest.fixture
def clock() -> Clock:
    return Clock()


def drawn(clock: Clock, every_ms: float, count: int = 10) -> PenInterval:
    """Right after the newest of `count` even reports."""
    interval = PenInterval(clock)
    for _ in range(count):
        clock.ms += every_ms
        interval.note()
    return interval


def test_there_is_room_until_the_next_report_is_near(clock: Clock) -> None:
    interval = drawn(clock, 8.0)
    clock.ms += 2.0
    assert interval.wait_ms(3.0) == 0
    clock.ms += 4.0  # 2 ms are left
    wait = interval.wait_ms(3.0)
    assert 2 <= wait <= 5
    clock.ms += 2.0
    interval.note()
    clock.ms += wait - 2.0
    assert interval.wait_ms(3.0) == 0


def test_a_report_that_does_not_come_is_not_waited_for(clock: Clock) -> None:
    interval = drawn(clock, 8.0)
    clock.ms += 7.0
    waited = 0
    while wait := interval.wait_ms(3.0):
        clock.ms += wait
        waited += wait
    assert waited <= 6


def test_nothing_is_put_off_without_an_interval(clock: Clock) -> None:
    assert PenInterval(clock).wait_ms(3.0) == 0
    for every_ms, count in ((8.0, 1), (4.0, 10), (100.0, 10)):
        interval = drawn(clock, every_ms, count)
        for _ in range(30):
            assert interval.wait_ms(3.0) == 0
            clock.ms += 0.5
    interval = drawn(clock, 8.0)
    interval.stop()
    clock.ms += 7.0
    assert interval.wait_ms(3.0) == 0
