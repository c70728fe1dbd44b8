"""LatestWins: newest kept, lanes served in order, waiting takers woken."""

from __future__ import annotations

import threading
import time

import pytest

from sketchart_desktop.workers.latest_wins import LatestWins


def test_the_newest_order_replaces_the_one_waiting() -> None:
    slot: LatestWins[int] = LatestWins()
    assert slot.put(1) is None
    assert slot.put(2) == 1
    assert slot.put(3) == 2
    assert slot.take(0) == ("request", 3)
    assert slot.take(0) is None


def test_lanes_are_served_in_their_order_and_do_not_replace_each_other() -> None:
    slot: LatestWins[str] = LatestWins(("engine", "request"))
    slot.put("draw", "request")
    slot.put("open", "engine")
    assert slot.waiting("request")
    assert slot.take(0) == ("engine", "open")
    assert slot.take(0) == ("request", "draw")


def test_what_waits_can_be_dropped() -> None:
    slot: LatestWins[int] = LatestWins()
    slot.put(1)
    assert slot.drop() == 1
    assert slot.drop() is None
    assert slot.take(0) is None


def test_an_unknown_lane_is_refused() -> None:
    with pytest.raises(ValueError, match="no lane"):
        LatestWins[int]().put(1, "elsewhere")


def test_close_wakes_the_taker_and_keeps_nothing() -> None:
    slot: LatestWins[int] = LatestWins()
    taken: list[object] = []
    taker = threading.Thread(target=lambda: taken.append(slot.take(10)))
    taker.start()
    slot.close()
    taker.join(2)
    assert not taker.is_alive()
    assert taken == [None]
    slot.put(1)
    assert slot.take(0) is None


def test_a_slow_taker_sees_rising_orders_and_always_the_last() -> None:
    slot: LatestWins[int] = LatestWins()
    seen: list[int] = []

    def taker() -> None:
        while (taken := slot.take(5)) is not None:
            seen.append(taken[1])
            if taken[1] == 2000:
                return
            time.sleep(0.001)

    thread = threading.Thread(target=taker)
    thread.start()
    for number in range(1, 2001):
        slot.put(number)
    thread.join(10)
    assert not thread.is_alive()
    assert seen[-1] == 2000
    assert seen == sorted(set(seen))
    assert len(seen) < 2000
