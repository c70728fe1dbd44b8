"""The real window, drawn in by a made-up pen: from a pen movement to the repainted artwork. Used by benchmarks.live."""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from engines.api import RenderRequest, RenderResult
from engines.engine import open_engine
from engines.packs.stylepack import StylePack
from sketchart_desktop.app import App
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.styling.look import StyleChoice

PEN_INTERVAL_MS = 8  # a tablet's 125 reports a second
PATIENCE_S = 60.0


@dataclass
class ArtworkLatencies:
    """Milliseconds from a pen movement until an artwork that shows it was painted on screen; and the sizes painted
    at.
    """

    ms: list[float] = field(default_factory=list)
    sizes: Counter[int] = field(default_factory=Counter)

    @property
    def p50(self) -> float:
        return float(np.median(self.ms))

    @property
    def p95(self) -> float:
        return float(np.percentile(self.ms, 95))

    @property
    def worst(self) -> float:
        return max(self.ms)

    @property
    def painted(self) -> dict[int, float]:
        """Long side of the artwork -> share of the artworks."""
        return {size: count / self.sizes.total() for size, count in self.sizes.most_common()}

    def row(self) -> dict[str, Any]:
        return {"p50_ms": round(self.p50, 2), "p95_ms": round(self.p95, 2), "worst_ms": round(self.worst, 2)}


class Watch(QObject):
    """Notes when each pen movement was made, and when the first artwork composed after it was on screen."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._waiting: list[float] = []
        self._composed: dict[int, float] = {}
        self.found = ArtworkLatencies()
        # What the preview orders is noted on its way to the engine's thread.
        submit = app.inference.submit

        def noted(request: RenderRequest) -> None:
            self._composed[request.request_id] = time.perf_counter()
            submit(request)

        app.inference.submit = noted
        app.preview.artwork_ready.connect(self.artwork_ready)

    def moved(self) -> None:
        self._waiting.append(time.perf_counter())

    @property
    def all_seen(self) -> bool:
        return not self._waiting

    @Slot(object)
    def artwork_ready(self, result: RenderResult) -> None:
        self._app.window.artwork.repaint()
        now = time.perf_counter()
        composed = self._composed.pop(result.request_id, 0.0)
        seen = [moment for moment in self._waiting if moment <= composed]
        self._waiting = [moment for moment in self._waiting if moment > composed]
        self.found.ms += [(now - moment) * 1e3 for moment in seen]
        if seen:
            self.found.sizes[max(result.image.shape[:2])] += 1


class Pen(QObject):
    """A pen that wanders over the paper, one movement at a call."""

    def __init__(self, app: App, watch: Watch, side: int) -> None:
        super().__init__()
        self._session = app.session
        self._watch = watch
        self._side = side
        self._step = 0
        self.left = 0

    def down(self) -> None:
        brush = Brush("ink", max(3.0, 5 * self._side / 512))
        self._session.begin_stroke("ink", brush, colour=(20, 20, 24), point=self._point())

    @Slot()
    def move(self) -> None:
        if self.left <= 0:
            return
        self.left -= 1
        self._watch.moved()
        self._session.extend_stroke([self._point()])

    def _point(self) -> tuple[float, float, float, float]:
        self._step += 1
        turn = self._step / 17
        reach = self._side * (0.28 + 0.1 * math.sin(turn * 0.37))
        middle = self._side / 2
        return middle + reach * math.cos(turn), middle + reach * math.sin(turn), 0.7, self._step * PEN_INTERVAL_MS / 1e3


def measure_window(pack: StylePack, side: int, *, device: str, moves: int) -> dict[str, ArtworkLatencies]:
    """Latencies of single movements (each after the artwork of the last) and of a pen that reports 125 times a
    second.
    """
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["SKETCHART_HOME"] = home
        qt_app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(qt_app, QApplication)
        app = App(qt_app, engine_factory=lambda *_: open_engine(pack, device), choices=(_choice(pack),))
        app.window.resize(1480, 920)
        app.window.show()
        app.begin()
        app.session.new(side, side)
        app.preview.set_working_size(side)
        _sketch(app, side)
        _wait(qt_app, lambda: app.preview.state == "idle")
        watch = Watch(app)
        pen = Pen(app, watch, side)
        pen.down()
        _wait(qt_app, lambda: app.preview.state == "idle")
        found = {"single movement": _single(qt_app, watch, pen, moves), "drawing": _drawing(qt_app, watch, pen, moves)}
        app.session.finish_stroke()
        app.window.hide()
        app.end()
        return found


def _single(qt_app: QApplication, watch: Watch, pen: Pen, moves: int) -> ArtworkLatencies:
    for _ in range(moves):
        pen.left = 1
        pen.move()
        _wait(qt_app, lambda: watch.all_seen)
    found, watch.found = watch.found, ArtworkLatencies()
    return found


def _drawing(qt_app: QApplication, watch: Watch, pen: Pen, moves: int) -> ArtworkLatencies:
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(pen.move)
    pen.left = 4 * moves
    timer.start(PEN_INTERVAL_MS)
    _wait(qt_app, lambda: pen.left <= 0 and watch.all_seen)
    timer.stop()
    found, watch.found = watch.found, ArtworkLatencies()
    return found


def _wait(qt_app: QApplication, ready: Callable[[], bool]) -> None:
    """Runs the event loop, asleep between events, until `ready`."""
    deadline = time.perf_counter() + PATIENCE_S
    alarm = QTimer()
    alarm.start(100)  # wakes the loop to look at the clock
    while not ready():
        # Without a time limit of its own: with one, processEvents does not sleep.
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > deadline:
            raise TimeoutError("the window did not paint in time")


def _sketch(app: App, side: int) -> None:
    """A circle and a dab of colour, so that the engine has hints to spread."""
    scale = side / 512
    circle = [
        (256 * scale + 170 * scale * math.cos(t / 40), 256 * scale + 170 * scale * math.sin(t / 40), 1.0, t / 125)
        for t in range(252)
    ]
    app.session.begin_stroke("ink", Brush("ink", 5 * scale), colour=(20, 20, 24), point=circle[0])
    app.session.extend_stroke(circle[1:])
    app.session.finish_stroke()
    for x, colour in ((180, (240, 200, 60)), (330, (60, 90, 200))):
        at = (x * scale, 256 * scale, 1.0, 0.0)
        app.session.begin_stroke("colour", Brush("colour", 40 * scale), colour=colour, point=at)
        app.session.extend_stroke([(at[0] + 12 * scale, at[1], 1.0, 0.05)])
        app.session.finish_stroke()


def _choice(pack: StylePack) -> StyleChoice:
    style = pack.manifest.styles[0]
    return StyleChoice(
        key=f"{pack.id}/{style.id}",
        names=dict(style.name),
        descriptions=dict(style.description),
        pack_id=pack.id,
        index=0,
        count=len(pack.manifest.styles),
        keep_lines=0.3,
        light=0.5,
        pack=pack,
        bank=pack.bank,
    )
