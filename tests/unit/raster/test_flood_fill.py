"""Where the bucket's paint flows: the same on a large paper, worked on block by block, as in one piece."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from sketchart_desktop.document.operations import AddStroke, Fill
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.raster import flood_fill
from sketchart_desktop.raster.painting import Painting
from tests.drawings import pixels, stroke

SIDE_PX = 420


def scribbles(seed: int) -> np.ndarray:
    """Open and closed arcs, some soft, all over the paper."""
    rng = np.random.default_rng(seed)
    ink = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    for _ in range(12):
        centre = tuple(int(v) for v in rng.integers(0, SIDE_PX, 2))
        axes = tuple(int(v) for v in rng.integers(15, 120, 2))
        end = float(rng.integers(200, 361))
        cv2.ellipse(ink, centre, axes, float(rng.integers(180)), 0, end, 255, int(rng.integers(1, 14)), cv2.LINE_AA)
    return cv2.GaussianBlur(ink, (0, 0), 2) if seed % 2 else ink


def filled(ink: np.ndarray, fill: Fill) -> np.ndarray:
    """The whole paper's coverage."""
    region, (x0, y0, x1, y1) = flood_fill.region(flood_fill.lines_for(ink, fill), fill, SIDE_PX, SIDE_PX)
    whole = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    if region is not None:
        whole[y0:y1, x0:x1] = region
    return whole


@pytest.mark.parametrize("to_middle", [True, False])
@pytest.mark.parametrize("gap", [0.0, 8.0, 16.0])
def test_blocks_leave_no_trace(monkeypatch: pytest.MonkeyPatch, gap: float, to_middle: bool) -> None:
    covered = 0
    for seed in range(6):
        ink = scribbles(seed)
        y, x = (int(v) for v in np.argwhere(cv2.dilate(ink, np.ones((25, 25), np.uint8)) == 0)[seed])
        fill = Fill("colour", x, y, (1, 2, 3), gap_px=gap, to_middle=to_middle)
        whole = filled(ink, fill)
        with monkeypatch.context() as patch:
            patch.setattr(flood_fill, "BLOCK_PX", 64)
            differ = filled(ink, fill) != whole
        # Under the very middle of a line rounding decides, one pixel here and there.
        assert not differ[ink <= fill.tolerance].any(), (seed, gap)
        assert differ.mean() < 1e-3, (seed, gap)
        covered += int((whole > 0).sum())
    assert covered > 6 * 1000


def test_a_wide_gap_is_closed_by_a_wide_reach() -> None:
    ink = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    cv2.rectangle(ink, (100, 100), (320, 320), 255, 5)
    ink[90:110, 190:230] = 0  # an opening of 40
    inside = filled(ink, Fill("colour", 210, 210, (0, 0, 0), gap_px=60.0, to_middle=True))
    assert inside[110:310, 110:310].min() == 255
    assert inside[:80].max() == inside[340:].max() == 0
    assert filled(ink, Fill("colour", 210, 210, (0, 0, 0), gap_px=8.0, to_middle=True))[10, 10] == 255


def test_the_next_fill_sees_the_ink_as_it_is_then(monkeypatch) -> None:
    counted: list[int] = []
    found = flood_fill.lines_for
    monkeypatch.setattr(flood_fill, "lines_for", lambda ink, fill: counted.append(1) or found(ink, fill))
    ring = [AddStroke(stroke([(100, 100), (300, 100), (300, 300), (100, 300), (100, 100)], Brush("ink", 8.0)))]
    wall = AddStroke(stroke([(200, 90), (200, 310)], Brush("ink", 8.0)))

    def pour(x: int, gap_px: float = 4.0) -> Fill:
        return Fill("colour", x, 200, (200, 0, 0), gap_px=gap_px, to_middle=True)

    painting, log = Painting(400, 400), [*ring, pour(150), pour(20), wall, pour(250), pour(250, 20.0), pour(150, 20.0)]
    for operation in log:
        painting.apply(operation)
    assert len(counted) == 3, "again only where the ink or the gap is another"
    painting.go_to(3, log)
    painting.apply(pour(250))
    fresh = Painting(400, 400)
    for operation in [*log[:3], pour(250)]:
        fresh._lines = None
        fresh.apply(operation)
    assert pixels(painting) == pixels(fresh)
