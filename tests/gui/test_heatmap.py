"""The heatmap in the window: a generator's own, or traced on request; over drawing and artwork; or why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from sketchart_desktop.ui.heatmap.overlay import heatmap_picture
from sketchart_desktop.workers import heatmap_tracer
from tests.fake_engine import FakeEngine
from tests.gui.conftest import draw_ring, focus_canvas

PATIENCE_MS = 20_000


class TellingEngine(FakeEngine):
    """Tells that it looked at the right half."""

    def render(self, request):
        heatmap = np.zeros(request.ink.shape[:2], np.float32)
        heatmap[:, heatmap.shape[1] // 2 :] = 1.0
        return replace(super().render(request), heatmap=heatmap)


def drawn(qtbot, bench, make=None):
    made = bench(make)
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle", timeout=PATIENCE_MS)
    window = made.app.window
    focus_canvas(qtbot, window)
    return made


def test_a_generators_own_attention_lies_over_drawing_and_artwork(qtbot, bench) -> None:
    made = drawn(qtbot, bench, lambda pack, device: TellingEngine())
    window = made.app.window
    before = window.canvas.grab().toImage()
    QTest.keyClick(window.canvas, Qt.Key.Key_J)
    assert all(overlay.isVisible() for overlay in window.heatmap.overlays)
    for view in (window.canvas, window.artwork):
        image = view.grab().toImage()
        dark, bright = (image.pixelColor(view.viewport.to_widget(QPointF(x, 120)).toPoint()) for x in (100, 900))
        assert bright.red() > 200
        assert bright.green() > 200
        assert bright.blue() < 120, "yellow where it looked"
        assert dark.blue() > dark.green(), "violet where it did not"
    QTest.keyClick(window.canvas, Qt.Key.Key_J)
    assert window.canvas.grab().toImage() == before


@pytest.mark.parametrize("fails", [False, True])
def test_for_others_it_is_traced_beside_the_window(qtbot, bench, monkeypatch, fails) -> None:
    asked = []

    class FakeTracer:
        def trace(self, engine, request, spot):
            asked.append((engine, request, spot))
            if fails:
                raise ValueError("install torch first")
            return np.full(request.ink.shape[:2], 0.5, np.float32)

    monkeypatch.setattr(heatmap_tracer, "Tracer", FakeTracer)
    made = drawn(qtbot, bench)
    window = made.app.window
    messages: list[str] = []
    window.heatmap.told.connect(messages.append)
    QTest.keyClick(window.canvas, Qt.Key.Key_J)
    overlays = window.heatmap.overlays
    if fails:
        qtbot.waitUntil(lambda: "install torch first" in messages, timeout=PATIENCE_MS)
        assert not window.actions_table["view.heatmap"].isChecked()
        assert not any(overlay.isVisible() for overlay in overlays)
        return
    qtbot.waitUntil(lambda: overlays[0].isVisible(), timeout=PATIENCE_MS)
    assert asked[0][0] is made.engines[0], "the artwork's own engine, opened once"
    assert asked[0][1].ink[:, :, 3].any()
    # It follows the drawing, and goes with it.
    draw_ring(made, 300, 300, 100)
    qtbot.waitUntil(lambda: len(asked) >= 2, timeout=PATIENCE_MS)
    made.app.session.clear()
    qtbot.waitUntil(lambda: not overlays[0].isVisible(), timeout=PATIENCE_MS)


def test_an_empty_drawing_has_nothing_to_look_at(qtbot, bench) -> None:
    made = bench()
    messages: list[str] = []
    made.app.window.heatmap.told.connect(messages.append)
    qtbot.waitUntil(lambda: made.app.preview.state == "empty" and made.app.preview.device != "", timeout=PATIENCE_MS)
    made.app.window.actions_table["view.heatmap"].trigger()
    assert any("Draw something first" in message for message in messages)
    assert not made.app.window.actions_table["view.heatmap"].isChecked()


def test_colours_grow_stronger_with_the_heat(qapp) -> None:
    image = heatmap_picture(np.linspace(0, 1, 32, dtype=np.float32)[None])
    alphas = [image.pixelColor(x, 0).alpha() for x in range(32)]
    assert alphas == sorted(alphas)
    assert alphas[0] < 80 < 180 < alphas[-1]
