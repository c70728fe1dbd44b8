"""GUI tests: fail on any Qt warning, and share a session, a window and a fake engine."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from engines.palette import Palette
from sketchart_desktop.app import App
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import StyleChoice
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.window.main_window import MainWindow
from tests.fake_engine import FakeEngine

# What the offscreen platform says of itself, not of us.
ALLOWED_WARNINGS = ("This plugin does not support", "QFont::setPointSizeF")
RED, BLUE = (220, 40, 40), (40, 40, 220)
CANVAS_PX = 400


@pytest.fixture(autouse=True)
def no_qt_warnings(qtlog) -> Iterator[None]:
    yield
    bad = [r.message for r in qtlog.records if r.type.name in ("QtWarningMsg", "QtCriticalMsg", "QtFatalMsg")]
    bad = [text for text in bad if not text.startswith(ALLOWED_WARNINGS)]
    assert not bad, f"Qt warned: {bad}"


def choices(*names: str, pack: str = "pack") -> tuple[StyleChoice, ...]:
    """Styles of one made-up pack."""
    bank = (Palette.of((RED, BLUE)),)
    return tuple(
        StyleChoice(
            key=f"{pack}/{name}",
            names={"en": name.title(), "ko": f"{name} 스타일"},
            descriptions={"en": f"All in {name}"},
            pack_id=pack,
            index=index,
            count=len(names),
            keep_lines=0.25 * index,
            pack=f"{pack} on disk",
            bank=bank,
        )
        for index, name in enumerate(names)
    )


@dataclass
class Bench:
    """A running program with fake engines: `engines` in the order they were opened."""

    app: App
    engines: list[FakeEngine]


@pytest.fixture
def bench(qtbot, qapp) -> Iterator[Callable[..., Bench]]:
    """Start the program: `bench(make_engine)`, where `make_engine(pack, device)` gives the engine of that pack."""
    started: list[Bench] = []

    def start(
        make: Callable[[object, str], FakeEngine] | None = None,
        styles=None,
        *,
        begin: bool = True,
        real_opening=False,
        classify=None,
    ) -> Bench:
        engines: list[FakeEngine] = []

        def open_engine(pack: object, device: str) -> FakeEngine:
            engine = make(pack, device) if make is not None else FakeEngine(device=f"fake {device}")
            engines.append(engine)
            return engine

        app = App(
            qapp,
            engine_factory=None if real_opening else open_engine,
            choices=choices("soft", "flat") if styles is None else styles,
            make_classify=lambda: classify or (lambda ink: ()),  # nothing is recognised, unless a test says so
        )
        app.window.resize(1280, 800)
        app.window.show()
        qtbot.waitExposed(app.window)
        made = Bench(app, engines)
        started.append(made)
        if begin:
            app.begin()
        return made

    yield start
    for made in started:
        made.app.end()
        made.app.window.hide()
        made.app.window.deleteLater()
        made.app.deleteLater()
    QApplication.processEvents()
    # Without a running event loop nobody else deletes what is to be deleted later: every window stayed, 10 MB each.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Clock:
    """Moves only when told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def make_canvas(qtbot, **how) -> CanvasView:
    """A canvas alone, shown, with a session and a toolbox of its own at hand. `how`: what CanvasView takes besides."""
    session, toolbox = Session(CANVAS_PX, CANVAS_PX), ToolBox()
    view = CanvasView(session, toolbox, **how)
    view.session, view.toolbox = session, toolbox  # kept alive, too
    qtbot.addWidget(view)
    view.resize(500, 460)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def canvas(qtbot) -> CanvasView:
    return make_canvas(qtbot)


def at(canvas: CanvasView, x: float, y: float) -> QPointF:
    """Where a canvas point is in the widget."""
    return canvas.viewport.to_widget(QPointF(x, y))


def coverage(canvas: CanvasView, layer: str = "ink") -> np.ndarray:
    """uint8 [400, 400]; zeros for a layer without pixels."""
    return canvas.session.painting.layer_array(layer, (CANVAS_PX, CANVAS_PX))[..., 3]


def focus_canvas(qtbot, window: MainWindow) -> None:
    """Keys reach the canvas."""
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.isActiveWindow)


def send_mouse(
    widget: QWidget, kind: QEvent.Type, at: QPointF, *, button=Qt.MouseButton.LeftButton, modifiers=None
) -> None:
    """A mouse event with a sub-pixel position."""
    moving = kind == QEvent.Type.MouseMove
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    event = QMouseEvent(
        kind,
        at,
        widget.mapToGlobal(at),
        Qt.MouseButton.NoButton if moving else button,
        held,
        modifiers or Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def mouse_stroke(widget: QWidget, points: list[QPointF]) -> None:
    send_mouse(widget, QEvent.Type.MouseButtonPress, points[0])
    for point in points[1:]:
        send_mouse(widget, QEvent.Type.MouseMove, point)
    send_mouse(widget, QEvent.Type.MouseButtonRelease, points[-1])


PEN = QPointingDevice.PointerType.Pen
ERASER = QPointingDevice.PointerType.Eraser


def send_pen(
    widget: QWidget, kind: QEvent.Type, at: QPointF, pressure: float, *, pointer=PEN, axis: bool = True
) -> QTabletEvent:
    """A tablet event; returns it, so that tests see whether it was accepted."""
    abilities = QPointingDevice.Capability.Position
    if axis:
        abilities |= QPointingDevice.Capability.Pressure
    device = QPointingDevice("pen", 42, QPointingDevice.DeviceType.Stylus, pointer, abilities, 1, 3)
    released = kind == QEvent.Type.TabletRelease
    button = Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        device,
        at,
        widget.mapToGlobal(at),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else button,
        Qt.MouseButton.NoButton if released else button,
    )
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event


def ring(x: float, y: float, radius: float, count: int = 40) -> list[tuple[float, float]]:
    """A circle, canvas pixels."""
    turns = [2 * math.pi * i / count for i in range(count + 1)]
    return [(x + radius * math.cos(t), y + radius * math.sin(t)) for t in turns]


def draw_ring(bench: Bench, x: float = 512, y: float = 512, radius: float = 200) -> None:
    """Draw a circle with the mouse in the real window."""
    canvas = bench.app.window.canvas
    mouse_stroke(canvas, [canvas.viewport.to_widget(QPointF(*p)) for p in ring(x, y, radius)])


def answer(monkeypatch, label: str) -> list[str]:
    """Every question box from now on is answered by the button with this text; returns the texts asked."""
    asked: list[str] = []

    def choose(box: QMessageBox) -> int:
        asked.append(box.text())
        button = next(b for b in box.buttons() if b.text().replace("&", "") == label)
        monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    return asked
