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
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from sketchart_desktop import app as program
from sketchart_desktop.document.stroke import Brush

Symmetric = tuple[str, int]  # kind and turns

EVERY_S = 0.008
SETTLE_S = 0.3  # from a new drawing to the first stroke
SITUATIONS = ("alone", "rendering", "training")
# What a trainer does, in a process like the one the window starts: convolutions on every core, stepping back for us.
TRAINING = """
import os, torch
os.nice(10)
net = torch.nn.Sequential(*[torch.nn.Conv2d(64, 64, 3, padding=1) for _ in range(6)])
steps = torch.optim.Adam(net.parameters())
print("ready", flush=True)
while True:
    steps.zero_grad(); net(torch.rand(4, 64, 128, 128)).square().mean().backward(); steps.step()
"""


@dataclass
class Latencies:
    """Of one brush: milliseconds from due to painted; and CPU milliseconds of the thread that draws, by part."""

    wall_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)  # from due to the event's delivery
    ink_ms: list[float] = field(default_factory=list)
    paint_ms: list[float] = field(default_factory=list)

    @property
    def cpu_p99_ms(self) -> float:
        return float(np.percentile(np.add(self.ink_ms, self.paint_ms), 99))

    def row(self) -> str:
        cpu = np.add(self.ink_ms, self.paint_ms)
        numbers = [*np.percentile(self.wall_ms, (50, 99)), max(self.wall_ms), np.percentile(self.late_ms, 99)]
        numbers += [*np.percentile(cpu, (50, 99)), np.percentile(self.ink_ms, 99), np.percentile(self.paint_ms, 99)]
        return "".join(f"{number:>8.2f}" for number in numbers)


HEADING = f"{'p50':>8}{'p99':>8}{'worst':>8}{'late 99':>8}{'cpu p50':>8}{'p99':>8}{'ink 99':>8}{'paint':>8}"


class Bench:
    """The window with one drawing."""

    def __init__(self, qt_app: QApplication, *, paints: bool) -> None:
        self._qt_app = qt_app
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
    ) -> Latencies:
        """Wandering strokes at a pen's pace."""
        canvas, found = self.app.window.canvas, Latencies()
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

    def _send(self, kind: QEvent.Type, at: QPointF, pressure: float, *, due: float, found: Latencies) -> None:
        canvas = self.app.window.canvas
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QTabletEvent(
            kind, self._device, at, canvas.mapToGlobal(at), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier,
            none if kind == QEvent.Type.TabletMove else left,
            none if kind == QEvent.Type.TabletRelease else left,
        )  # fmt: skip
        began, busy = time.perf_counter(), time.thread_time()
        QApplication.sendEvent(canvas, event)
        drawn = time.thread_time()
        QApplication.sendPostedEvents(self.app.window, QEvent.Type.UpdateRequest.value)
        painted = time.thread_time()
        found.wall_ms.append((time.perf_counter() - due) * 1e3)
        found.late_ms.append((began - due) * 1e3)
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
    """Something that learns, in a process of its own."""
    child = subprocess.Popen([sys.executable, "-c", TRAINING], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    try:
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
) -> dict[tuple[int, str, str], Latencies]:
    """Prints a table as it goes, and the worst of each paper and situation at the end."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: dict[tuple[int, str, str], Latencies] = {}
    with tempfile.TemporaryDirectory() as home:
        os.environ["SKETCHART_HOME"] = home
        qt_app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(qt_app, QApplication)
        print(f"{'canvas':>7} {'situation':<10} {'brush':<21}{HEADING}   ms", flush=True)
        for situation in situations:
            with training() if situation == "training" else nothing():
                bench = Bench(qt_app, paints=situation != "alone")
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
