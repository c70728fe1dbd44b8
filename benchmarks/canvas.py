"""From a pen event to ink: p50 and p99 for each brush, in the real window and alone; undo, save and open.

python -m benchmarks.canvas [--sides 1024 4096 8192] [--situations alone rendering training] [--brushes ink ...]
python -m benchmarks.canvas --ink-only [--busy]     (no window; --busy: a thread multiplies matrices meanwhile)

In the window: from when an event is due to its ink on screen, with nothing else, while a style paints, while training
runs; about five minutes. "x 12" is radial symmetry. "late": from due to delivered; "cpu": of the thread that draws,
"ink" and "paint" are its parts. Without a window: what the ink itself costs; thread time is that whatever else the
machine does, and the last column is the cost relative to one copy of 256 x 256 pixels in the same run.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.canvas_window import SITUATIONS, measure
from sketchart_desktop.document.stroke import PAPER, Brush
from sketchart_desktop.document.symmetry import Symmetry
from sketchart_desktop.session.session import Session

BRUSHES = (
    ("ink", Brush("ink", 8.0)),
    ("ink", Brush("ink", 32.0)),
    ("colour", Brush("colour", 48.0)),
    ("colour", Brush("airbrush", 120.0, hardness=0.2)),
    ("ink", Brush("pencil", 4.0, pressure_opacity=True)),
    ("colour", Brush("marker", 64.0, opacity=0.6)),
    (PAPER, Brush("eraser", 64.0)),
    ("colour", Brush("colour", 256.0)),
)
SYMMETRIC = (("both", 4), ("radial", 6), ("radial", 12))
SYMMETRIC_BRUSHES = (
    ("ink", Brush("ink", 8.0)),
    ("colour", Brush("colour", 48.0)),
    ("colour", Brush("airbrush", 120.0, hardness=0.2)),
)
STROKES, POINTS = 6, 80


def draw(
    session: Session, layer: str, brush: Brush, *, rng: np.random.Generator, symmetry: Symmetry | None = None
) -> tuple[list[float], list[float]]:
    """One wandering stroke; wall and thread milliseconds of each event."""
    wall, thread = [], []
    width, height = session.size
    x, y = rng.uniform(0.2, 0.8, 2) * (width, height)
    angle = rng.uniform(0, 6)

    def timed(deed) -> None:
        began, busy = time.perf_counter(), time.thread_time()
        deed()
        thread.append((time.thread_time() - busy) * 1e3)
        wall.append((time.perf_counter() - began) * 1e3)

    first = (float(x), float(y), 0.5, 0.0)
    timed(lambda: session.begin_stroke(layer, brush, colour=(20, 20, 30), point=first, symmetry=symmetry))
    for index in range(POINTS):
        angle += rng.normal(0, 0.25)
        x = float(np.clip(x + 14 * np.cos(angle), 0, width))
        y = float(np.clip(y + 14 * np.sin(angle), 0, height))
        point = (x, y, 0.5 + 0.4 * np.sin(index / 9), index / 120)
        timed(lambda point=point: session.extend_stroke([point]))
    timed(session.finish_stroke)
    return wall, thread


def copy_ms() -> float:
    """The yardstick."""
    source, target = np.ones((256, 256), np.uint32), np.empty((256, 256), np.uint32)
    times = []
    for _ in range(200):
        began = time.thread_time()
        target[...] = source
        times.append((time.thread_time() - began) * 1e3)
    return float(np.median(times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sides", type=int, nargs="+", default=[1024, 4096, 8192])
    parser.add_argument("--ink-only", action="store_true")
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--situations", nargs="+", choices=SITUATIONS, default=list(SITUATIONS))
    parser.add_argument("--brushes", nargs="+", help="kinds; all by default")
    options = parser.parse_args()
    if not options.ink_only:
        todo = [(brush, None) for _, brush in BRUSHES] + [(brush, ("radial", 12)) for _, brush in SYMMETRIC_BRUSHES]
        todo = [one for one in todo if not options.brushes or one[0].kind in options.brushes]
        measure(options.sides, options.situations, todo)
        return
    stop = threading.Event()
    if options.busy:
        threading.Thread(target=_multiply, args=(stop,), daemon=True).start()
    yardstick = copy_ms()
    print(f"{'canvas':>7} {'brush':<21} {'wall p50':>9} {'p99':>7}  {'thread p50':>10} {'p99':>7} ms   / copy")
    for side in options.sides:
        session = Session(side, side)
        rng = np.random.default_rng(0)
        todo = [(layer, brush, None) for layer, brush in BRUSHES]
        for kind, turns in SYMMETRIC:
            symmetry = Symmetry(kind, side / 2, side / 2, turns)
            todo += [(layer, brush, symmetry) for layer, brush in SYMMETRIC_BRUSHES]
        for layer, brush, symmetry in todo:
            wall, thread = [], []
            for _ in range(STROKES):
                one, other = draw(session, layer, brush, rng=rng, symmetry=symmetry)
                wall += one
                thread += other
            w50, w99, t50, t99 = (*np.percentile(wall, (50, 99)), *np.percentile(thread, (50, 99)))
            name = f"{brush.kind} {brush.size_px:g} px" + (f" x {len(symmetry.maps())}" if symmetry else "")
            print(f"{side:>7} {name:<21} {w50:>9.2f} {w99:>7.2f}  {t50:>10.2f} {t99:>7.2f} {t50 / yardstick:>10.1f}")
        _deeds(session)
    stop.set()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _deeds(session: Session) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ora"
        deeds = {
            "undo": session.undo,
            "redo": session.redo,
            "engine input 512": lambda: session.painting.layer_array("ink", (512, 512)),
            "save": lambda: session.save(path),
            "open": lambda: session.open(path),
            "undo after open": session.undo,
            "bucket": lambda: session.fill("colour", 5, 5, colour=(90, 160, 90)),
            "bucket over gaps of 64": lambda: session.fill("colour", 6, 6, colour=(160, 90, 90), gap_px=64.0),
            "clear": session.clear,
        }
        took = []
        for name, deed in deeds.items():
            began = time.thread_time()
            deed()
            took.append(f"{name} {(time.thread_time() - began) * 1e3:.1f}")
    print(f"{session.size[0]:>7} thread ms: {', '.join(took)}; undo memory {session.painting.undo_bytes / 1e6:.0f} MB")


def _multiply(stop: threading.Event) -> None:
    matrix = np.ones((700, 700), np.float32)
    while not stop.is_set():
        matrix = np.tanh(matrix @ matrix)


if __name__ == "__main__":
    main()
