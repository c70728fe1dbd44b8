"""From a pen event to ink on screen in the real window: alone, while a style paints, while training runs.

Events come 125 times a second. The clock starts when an event is due, not when the program gets to it: waiting for the
interpreter, for the artwork's request or for a core is what the hand feels. Used by benchmarks.canvas.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from sketchart_desktop import app as program
from sketchart_desktop.document.stroke import Brush
from trainer.job import Job

Symmetric = tuple[str, int]  # kind and turns

EVERY_S = 0.008
SETTLE_S = 0.3  # from a new drawing to the first stroke
SITUATIONS = ("alone", "rendering", "training")
PAIRS, PAIR_PX = 8, 286  # what the trainer learns from meanwhile


@dataclass
class BrushLatencies:
    """Of one brush: milliseconds from due to painted; of that, waiting for a core while one could go on (Linux alone
    tells), and for anything else, such as the interpreter; and CPU milliseconds of the thread that draws, by part."""

    wall_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)  # from due to the event's delivery
    ready_ms: list[float] = field(default_factory=list)
    held_ms: list[float] = field(default_factory=list)
    ink_ms: list[float] = field(default_factory=list)
    paint_ms: list[float] = field(default_factory=list)

    @property
    def cpu_p99_ms(self) -> float:
        return float(np.percentile(np.add(self.ink_ms, self.paint_ms), 99))

    def row(self) -> str:
        cpu = np.add(self.ink_ms, self.paint_ms)
        numbers = [*np.percentile(self.wall_ms, (50, 99)), max(self.wall_ms), np.percentile(self.late_ms, 99)]
        numbers += [np.percentile(self.ready_ms, 99), np.percentile(self.held_ms, 99)]
        numbers += [*np.percentile(cpu, (50, 99)), np.percentile(self.ink_ms, 99), np.percentile(self.paint_ms, 99)]
        return "".join(f"{number:>8.2f}" for number in numbers)


COLUMNS = ("p50", "p99", "worst", "late 99", "ready", "held", "cpu p50", "p99", "ink 99", "paint")
HEADING = "".join(f"{name:>8}" for name in COLUMNS)


class Mark(QObject):
    """Notes when its event is handled: what was posted before has been done by then."""

    def __init__(self) -> None:
        super().__init__()
        told = Path("/proc/thread-self/schedstat")
        self._schedstat = os.open(told, os.O_RDONLY) if told.exists() else 0
        self.at_s = self.thread_s = self.ready_ms = 0.0

    def waited_ms(self) -> float:
        """How long this thread has waited for a core so far."""
        return int(os.pread(self._schedstat, 200, 0).split()[1]) / 1e6 if self._schedstat else 0.0

    def event(self, event: QEvent) -> bool:
        self.at_s, self.thread_s, self.ready_ms = time.perf_counter(), time.thread_time(), self.waited_ms()
        return True


class CanvasBench:
    """The window with one drawing."""

    def __init__(self, qt_app: QApplication, *, paints: bool) -> None:
        self._qt_app = qt_app
        self._mark = Mark()
        if paints:
            self.app = program.App(qt_app)
        else:
            self.app = program.App(qt_app, choices=())
        self.app.window.resize(1480, 920)
        self.app.window.show()
        self.app.begin()
        self._device = QPointingDevice(
            "pen",
            1,
            QPointingDevice.DeviceType.Stylus,
            QPointingDevice.PointerType.Pen,
            QPointingDevice.Capability.Position | QPointingDevice.Capability.Pressure,
            1,
            3,
        )
        if paints:
            self._until(lambda: bool(self.app.preview.device))

    def take_paper(self, side: int) -> None:
        """A blank square drawing. The window paints itself anew for it, which is no stroke's doing: waited for."""
        self.app.session.new(side, side)
        self._run_until(time.perf_counter() + SETTLE_S)

    def draw(
        self, brush: Brush, symmetry: Symmetric | None, rng: np.random.Generator, *, strokes: int, points: int
    ) -> BrushLatencies:
        """Wandering strokes at a pen's pace."""
        canvas, found = self.app.window.canvas, BrushLatencies()
        kind, turns = symmetry or ("", 6)
        guide = self.app.toolbox.symmetry
        guide.choose("")
        guide.set_turns(turns)
        guide.choose(kind)
        tool = brush.kind
        self.app.toolbox.choose(tool)
        self.app.toolbox.set_brush(tool, brush)
        for _ in range(strokes):
            x, y = rng.uniform(0.2, 0.8, 2) * (canvas.width(), canvas.height())
            angle, due = rng.uniform(0, 6), time.perf_counter() + EVERY_S
            for index in range(points):
                kind = QEvent.Type.TabletMove if index else QEvent.Type.TabletPress
                angle += rng.normal(0, 0.25)
                x = float(np.clip(x + 6 * math.cos(angle), 30, canvas.width() - 30))
                y = float(np.clip(y + 6 * math.sin(angle), 30, canvas.height() - 30))
                self._run_until(due)
                self._send(kind, QPointF(x, y), 0.5 + 0.4 * math.sin(index / 9), due=due, found=found)
                due = max(due + EVERY_S, time.perf_counter())
            self._send(QEvent.Type.TabletRelease, QPointF(x, y), 0.0, due=time.perf_counter(), found=found)
            self._run_until(time.perf_counter() + 0.1)
        return found

    def end(self) -> None:
        self.app.window.hide()
        self.app.end()
        self.app.window.deleteLater()
        self.app.deleteLater()
        self._qt_app.processEvents()

    def _send(self, kind: QEvent.Type, at: QPointF, pressure: float, *, due: float, found: BrushLatencies) -> None:
        canvas = self.app.window.canvas
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QTabletEvent(
            kind, self._device, at, canvas.mapToGlobal(at), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier,
            none if kind == QEvent.Type.TabletMove else left,
            none if kind == QEvent.Type.TabletRelease else left,
        )  # fmt: skip
        began, busy, ready = time.perf_counter(), time.thread_time(), self._mark.waited_ms()
        QApplication.sendEvent(canvas, event)
        drawn = time.thread_time()
        # As the event loop goes on: all that is posted, painting last. The mark is handled right after that.
        QApplication.postEvent(self._mark, QEvent(QEvent.Type.User), Qt.EventPriority.LowEventPriority.value)
        QApplication.sendPostedEvents()
        ended, painted, ready = self._mark.at_s, self._mark.thread_s, self._mark.ready_ms - ready
        found.wall_ms.append((ended - due) * 1e3)
        found.late_ms.append((began - due) * 1e3)
        found.ready_ms.append(ready)
        found.held_ms.append((ended - began - (painted - busy)) * 1e3 - ready)
        found.ink_ms.append((drawn - busy) * 1e3)
        found.paint_ms.append((painted - drawn) * 1e3)

    def _run_until(self, due: float) -> None:
        """The event loop, as it would run: timers, results, requests; asleep where there is nothing."""
        while (left := due - time.perf_counter()) > 0:
            self._qt_app.processEvents()
            left = due - time.perf_counter()
            if left > 0:
                time.sleep(min(left, 0.0005))

    def _until(self, ready) -> None:
        deadline = time.perf_counter() + 60
        while not ready():
            self._run_until(time.perf_counter() + 0.02)
            if time.perf_counter() > deadline:
                raise TimeoutError("the engine did not open")


@contextmanager
def training() -> Iterator[None]:
    """pix2pix learns from a few pairs, as the window would order it, and is in the midst of its steps."""
    with tempfile.TemporaryDirectory() as folder:
        rng = np.random.default_rng(0)
        for side in ("A", "B"):
            (Path(folder) / side).mkdir()
            for index in range(PAIRS):
                picture = rng.integers(0, 256, (PAIR_PX, PAIR_PX, 3), np.uint8)
                cv2.imwrite(str(Path(folder) / side / f"{index}.png"), picture)
        order = Path(folder) / "job.json"
        order.write_text(Job(recipe=Path("pix2pix"), run=Path(folder) / "run").model_dump_json(), encoding="utf-8")
        words = ["--train-job", str(order), "--data", folder, "--log-every", "1"]
        child = subprocess.Popen([sys.executable, "-m", "trainer", *words], stdout=subprocess.PIPE, text=True)
        try:
            assert child.stdout is not None
            while '"images_per_s"' not in (line := child.stdout.readline()):
                if not line or '"error"' in line:
                    raise RuntimeError(f"the trainer ended: {line}")
            threading.Thread(target=child.stdout.read, daemon=True).start()  # or it would stop at a full pipe
            yield
        finally:
            child.kill()
            child.wait()


@contextmanager
def nothing() -> Iterator[None]:
    yield


def measure(
    sides: list[int],
    situations: list[str],
    todo: list[tuple[Brush, Symmetric | None]],
    *,
    strokes: int = 4,
    points: int = 60,
) -> dict[tuple[int, str, str], BrushLatencies]:
    """Prints a table as it goes, and the worst of each paper and situation at the end."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: dict[tuple[int, str, str], BrushLatencies] = {}
    with tempfile.TemporaryDirectory() as home:
        os.environ["SKETCHART_HOME"] = home
        qt_app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(qt_app, QApplication)
        print(f"{'canvas':>7} {'situation':<10} {'brush':<21}{HEADING}   ms", flush=True)
        for situation in situations:
            with training() if situation == "training" else nothing():
                bench = CanvasBench(qt_app, paints=situation != "alone")
                for side in sides:
                    bench.take_paper(side)
                    for brush, symmetry in todo:
                        name = f"{brush.kind} {brush.size_px:g} px" + (f" x {symmetry[1]}" if symmetry else "")
                        rng = np.random.default_rng(0)
                        one = bench.draw(brush, symmetry, rng, strokes=strokes, points=points)
                        results[side, situation, name] = one
                        print(f"{side:>7} {situation:<10} {name:<21}{one.row()}", flush=True)
                bench.end()
    for situation in situations:
        for side in sides:
            wall, cpu, name = max(
                (float(np.percentile(one.wall_ms, 99)), one.cpu_p99_ms, key[2])
                for key, one in results.items()
                if key[:2] == (side, situation)
            )
            most = max(one.cpu_p99_ms for key, one in results.items() if key[:2] == (side, situation))
            print(
                f"{side:>7} {situation:<10} worst p99: {wall:.1f} ms wall ({name}, {cpu:.1f} of CPU); {most:.1f} of CPU"
            )
    return results
