"""Two thousand strokes on 4096 x 4096: undo stays under its byte budget; memory, save, open and undo afterwards.

python -m benchmarks.memory [--side 4096] [--strokes 2000] [--budget-mb 384]

Exits with 1 where the budget was ever exceeded.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.canvas import BRUSHES
from sketchart_desktop.session.session import Session

MB = 1 << 20
POINTS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", type=int, default=4096)
    parser.add_argument("--strokes", type=int, default=2000)
    parser.add_argument("--budget-mb", type=int, default=384)
    options = parser.parse_args()
    session, rng = Session(options.side, options.side), np.random.default_rng(0)
    session.set_undo_budget(options.budget_mb * MB)
    print(f"{'strokes':>8} {'undo MB':>8} {'RSS MB':>8}   (budget {options.budget_mb} MB)")
    most, began = 0, time.perf_counter()
    print(f"{0:>8} {0:>8.0f} {rss_mb():>8.0f}")
    for number in range(1, options.strokes + 1):
        stroke(session, rng, number)
        most = max(most, session.painting.undo_bytes)
        if number % max(1, options.strokes // 8) == 0:
            print(f"{number:>8} {session.painting.undo_bytes / MB:>8.0f} {rss_mb():>8.0f}", flush=True)
    print(f"drawn in {time.perf_counter() - began:.0f} s; most undo memory {most / MB:.0f} MB")
    print("undo, in the drawing as it stands: " + steps_back(session))
    for _ in range(40):
        session.redo()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ora"
        saved = seconds(lambda: session.save(path))
        other = Session()
        opened = seconds(lambda: other.open(path))
        print(f"save {saved:.1f} s, {path.stat().st_size / MB:.1f} MB; open {opened:.1f} s; RSS {rss_mb():.0f} MB")
        print("undo, after opening it: " + steps_back(other))
    print(f"peak RSS {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    sys.exit(most > options.budget_mb * MB)


def stroke(session: Session, rng: np.random.Generator, number: int) -> None:
    """One wandering stroke, the brushes in turn."""
    layer, brush = BRUSHES[number % (len(BRUSHES) - 1)]  # the very broad one is left out: it would fill everything
    width, height = session.size
    x, y = rng.uniform(0, 1, 2) * (width, height)
    angle = rng.uniform(0, 6)
    colour = tuple(int(part) for part in rng.integers(0, 200, 3))
    session.begin_stroke(layer, brush, colour=colour, point=(x, y, 0.5, 0.0))
    for index in range(POINTS):
        angle += rng.normal(0, 0.3)
        x, y = float(np.clip(x + 12 * np.cos(angle), 0, width)), float(np.clip(y + 12 * np.sin(angle), 0, height))
        session.extend_stroke([(x, y, 0.5 + 0.4 * np.sin(index / 9), index / 120)])
    session.finish_stroke()


def steps_back(session: Session, steps: int = 40) -> str:
    """The first step, and p50 and the longest of many, in milliseconds."""
    took = [seconds(session.undo) * 1e3 for _ in range(steps)]
    return f"first {took[0]:.1f} ms, p50 {np.median(took):.1f} ms, longest {max(took):.1f} ms of {steps}"


def seconds(deed) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def rss_mb() -> float:
    """Resident memory now."""
    try:
        fields = Path("/proc/self/statm").read_text().split()
    except OSError:  # not on Linux: the peak is all there is
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(fields[1]) * resource.getpagesize() / MB


if __name__ == "__main__":
    main()
