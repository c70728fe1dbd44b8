"""The stabiliser: the same line at any rate of samples, behind the pen, catching up at rest, and whole in the end."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sketchart_desktop.document.smoothing import TICKS_PER_S, Point, Stabiliser, Steadiness


def wave(rate_hz: float, seconds: float = 1.0) -> list[Point]:
    times = np.arange(0.0, seconds, 1.0 / rate_hz)
    return [(float(300 * t), float(100 + 40 * np.sin(7 * t)), 0.5, float(t)) for t in times]


def line(points: list[Point], samples: int, *, at_once: bool = True) -> np.ndarray:
    filter_ = Stabiliser(samples)
    chunks = [points] if at_once else [[point] for point in points]
    drawn = list(itertools.chain.from_iterable(filter_.feed(chunk) for chunk in chunks))
    return np.array(drawn + filter_.flush())


def test_a_slow_tablet_and_a_fast_mouse_draw_the_same_line() -> None:
    slow, fast = line(wave(120), 20), line(wave(1000), 20)
    apart = [np.abs(fast[:, :2] - place).sum(axis=1).min() for place in slow[:, :2]]
    assert max(apart) < 1.5
    np.testing.assert_array_equal(line(wave(120), 20), line(wave(120), 20, at_once=False))


def test_tremor_goes_and_both_ends_stay() -> None:
    rng = np.random.default_rng(1)
    shaky = [(x, y + rng.normal(0, 2.0), p, t) for x, y, p, t in wave(200)]
    calm = line(shaky, 30)
    np.testing.assert_allclose(calm[0, :2], shaky[0][:2])
    np.testing.assert_allclose(calm[-1, :2], shaky[-1][:2], atol=0.05)
    rough = np.abs(np.diff(np.array(shaky)[:, 1], 2)).mean()
    assert np.abs(np.diff(calm[:, 1], 2)).mean() < rough / 10


def test_the_line_lags_and_catches_up_while_the_pen_rests() -> None:
    filter_ = Stabiliser(40)
    drawn = filter_.feed(wave(200))
    end = wave(200)[-1]
    behind = end[0] - drawn[-1][0]
    assert behind > 20
    ways = [behind]
    for tick in range(1, 41):
        drawn += filter_.rest(end[3] + tick / TICKS_PER_S)
        ways.append(end[0] - drawn[-1][0])
    assert all(a >= b for a, b in itertools.pairwise(ways))
    assert ways[-1] < 0.05
    assert filter_.flush() == []
    assert all(a[3] < b[3] for a, b in itertools.pairwise(drawn))


def test_a_machine_that_slept_does_not_make_a_million_points() -> None:
    filter_ = Stabiliser(10)
    filter_.feed([(0, 0, 1, 0)])
    assert len(filter_.feed([(100, 0, 1, 1e6)])) < 5000
    assert filter_.feed([(100, 0, 1, 5.0)]) == []  # a clock that went back


@pytest.mark.parametrize(("steadiness", "kind"), [(Steadiness(3.0), "Smoother"), (Steadiness(3.0, 12), "Stabiliser")])
def test_samples_choose_the_stabiliser(steadiness: Steadiness, kind: str) -> None:
    assert type(steadiness.begin(8.0)).__name__ == kind
