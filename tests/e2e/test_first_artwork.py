"""First stroke to artwork: the real window, the real engine, the bundled styles; a pen made of events only."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

import resources
from engines.api import RenderResult
from engines.packs.manifest import PictureInputs
from engines.packs.stylepack import StyleLibrary
from sketchart_desktop.app import App
from tests.gui.conftest import mouse_stroke, ring, send_pen

PACKS = StyleLibrary(resources.styles_dir(), resources.styles_dir() / "none").list()
# Styles that fill the outlines of a drawing, and those that paint over the whole sheet.
FILLING, COVERING = (
    [
        f"{p.id}/{s.id}"
        for p in PACKS
        if isinstance(p.manifest.inputs, PictureInputs) != fills
        for s in p.manifest.styles
    ]
    for fills in (True, False)
)


@pytest.fixture
def app(qtbot, qapp):
    made = App(qapp)
    made.window.resize(1280, 800)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.begin()
    qtbot.waitUntil(lambda: bool(made.look.entries), timeout=20_000)
    yield made
    made.end()
    made.window.hide()
    made.window.deleteLater()
    made.deleteLater()
    QApplication.processEvents()


def test_styles_are_bundled() -> None:
    assert len(FILLING) >= 2 and len(COVERING) >= 2


@pytest.mark.parametrize("style", FILLING)
@pytest.mark.parametrize("tool", ["mouse", "pen"])
def test_a_drawn_outline_fills_with_art(qtbot, app: App, style: str, tool: str) -> None:
    app.look.choose(next(entry.key for entry in app.look.entries if entry.key == style))
    canvas = app.window.canvas
    width, height = app.session.size
    middle, radius = (width / 2, height / 2), min(width, height) / 4
    points = [canvas.viewport.to_widget(QPointF(*p)) for p in ring(*middle, radius)]
    shown: list[RenderResult] = []
    app.preview.artwork_ready.connect(shown.append)
    blank = app.window.artwork.grab().toImage()

    if tool == "mouse":
        mouse_stroke(canvas, points)
    else:
        send_pen(canvas, QEvent.Type.TabletPress, points[0], 0.4)
        for point in points[1:]:
            assert send_pen(canvas, QEvent.Type.TabletMove, point, 0.7).isAccepted()
        send_pen(canvas, QEvent.Type.TabletRelease, points[-1], 0.0)
    qtbot.waitUntil(lambda: app.preview.state == "idle" and len(shown) > 0, timeout=60_000)

    art = shown[-1].image
    side = art.shape[0] / height
    y, x, r = round(middle[1] * side), round(middle[0] * side), radius * side
    inside = art[y - round(r / 2) : y + round(r / 2), x - round(r / 2) : x + round(r / 2)]
    assert np.median(inside[:, :, 3]) > 200, "the shape is filled"
    assert inside[:, :, :3].min(axis=2).mean() < 235, "with colour, not with white"
    assert art[: round(r / 4), : round(r / 4), 3].max() < 40, "and the paper around it stays paper"
    after = app.window.artwork.grab().toImage()
    assert after != blank, "the window shows it"


def test_a_painter_covers_the_sheet(qtbot, app: App) -> None:
    app.look.choose(COVERING[0])
    width, height = app.session.size
    shown: list[RenderResult] = []
    app.preview.artwork_ready.connect(shown.append)
    points = ring(width / 2, height / 2, min(width, height) / 4)
    mouse_stroke(app.window.canvas, [app.window.canvas.viewport.to_widget(QPointF(*p)) for p in points])
    qtbot.waitUntil(lambda: app.preview.state == "idle" and len(shown) > 0, timeout=120_000)
    art = shown[-1].image
    assert art[:, :, 3].min() == 255 and art[:, :, :3].std(axis=(0, 1)).max() > 5
