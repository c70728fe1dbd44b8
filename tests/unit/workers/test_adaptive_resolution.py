"""The size that is painted at: full at rest, smaller while the pen moves and the engine is slow."""

from __future__ import annotations

import pytest

from sketchart_desktop.workers.adaptive_resolution import LIVE_BUDGET_MS, SMALLEST_SIZE_PX, AdaptiveResolution

FULL = (512, 512)


@pytest.fixture
def resolution() -> AdaptiveResolution:
    return AdaptiveResolution()


def measured(resolution: AdaptiveResolution, elapsed_ms: float) -> AdaptiveResolution:
    resolution.note_prepared(FULL)
    resolution.measure(FULL, elapsed_ms)
    return resolution


def test_a_quick_engine_paints_at_full_size(resolution: AdaptiveResolution) -> None:
    measured(resolution, LIVE_BUDGET_MS)
    assert resolution.size((1024, 1024), moving=True) == FULL
    assert resolution.size((1024, 512), moving=True) == (512, 256)
    assert resolution.size((300, 200), moving=True) == (300, 200), "never larger than the drawing"


@pytest.mark.parametrize(("elapsed_ms", "side"), [(60.0, 384), (120.0, 256), (5000.0, 256)])
def test_a_slow_one_paints_smaller_while_the_pen_moves(
    resolution: AdaptiveResolution, elapsed_ms: float, side: int
) -> None:
    measured(resolution, elapsed_ms)
    assert resolution.size((1024, 1024), moving=True) == (side, side)
    assert resolution.size((1024, 1024), moving=False) == FULL


def test_the_first_render_of_a_size_counts_for_nothing(resolution: AdaptiveResolution) -> None:
    assert not resolution.is_prepared(FULL)
    resolution.measure(FULL, 9000.0)
    assert resolution.is_prepared(FULL)
    assert resolution.size((1024, 1024), moving=True) == FULL


def test_a_lasting_change_is_followed_and_one_slow_render_is_not(resolution: AdaptiveResolution) -> None:
    measured(resolution, 20.0)
    resolution.measure(FULL, 100.0)
    assert resolution.size((1024, 1024), moving=True) == FULL
    for _ in range(10):
        resolution.measure(FULL, 100.0)
    assert resolution.size((1024, 1024), moving=True) < FULL
    resolution.forget()
    assert resolution.size((1024, 1024), moving=True) == FULL
    assert not resolution.is_prepared(FULL)


def test_a_small_working_size_is_not_made_smaller(resolution: AdaptiveResolution) -> None:
    resolution.set_working_size(10)
    assert resolution.full_side((1024, 1024)) == SMALLEST_SIZE_PX
    measured(resolution, 5000.0)
    assert resolution.size((1024, 1024), moving=True) == (SMALLEST_SIZE_PX, SMALLEST_SIZE_PX)
