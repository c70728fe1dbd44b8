"""Memory for papers: zero, writable, and taken only where it is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.raster.layers import blank


@pytest.mark.parametrize("dtype", [np.uint8, np.uint32])
@pytest.mark.parametrize("side", [10, 1500])
def test_it_is_zero_and_can_be_written_to(side: int, dtype: type[np.generic]) -> None:
    paper = blank(side, side + 1, dtype)
    assert paper.shape == (side, side + 1) and paper.dtype == dtype and not paper.any()
    paper[side // 2, 3:5] = 7
    assert int(paper.sum()) == 14


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of its pages")
def test_a_thin_line_takes_little_memory() -> None:
    before = resident_bytes()
    paper = blank(8192, 8192, np.uint32)
    paper[:, 4000:4004] = 1  # a page for each of its rows
    assert resident_bytes() - before < 0.25 * paper.nbytes


def resident_bytes() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
