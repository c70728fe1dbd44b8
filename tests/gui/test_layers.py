"""The panel of layers in the real window: what is drawn on, eyes, locks, opacity, and the mask in the artwork."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from sketchart_desktop.document.stroke import PAPER
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.mask_overlay import TINT
from sketchart_desktop.ui.widgets.theme import contrast
from tests.gui.conftest import RED, draw_ring, mouse_stroke


def drag(made, *points: tuple[float, float]) -> None:
    """A mouse stroke through canvas points."""
    canvas = made.app.window.canvas
    mouse_stroke(canvas, [canvas.viewport.to_widget(QPointF(*p)) for p in points])


def selected(window) -> list[str]:
    return [layer for layer, row in window.layers.rows.items() if row.selected]


def press(row, at: QPoint | None = None) -> None:
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=at or QPoint(row.width() // 2, 4))


def test_rows_stand_as_the_layers_lie_and_follow_the_tool(bench) -> None:
    made = bench(begin=False)
    window, box = made.app.window, made.app.toolbox
    assert list(window.layers.rows) == ["mask", "ink", "colour", "reference"]
    heights = [row.mapTo(window, QPoint(0, 0)).y() for row in window.layers.rows.values()]
    assert heights == sorted(heights)
    assert selected(window) == ["ink"]
    box.choose("colour")
    assert selected(window) == ["colour"]
    box.choose("eraser")
    assert selected(window) == ["ink", "colour"]


def test_a_press_on_a_row_says_where_the_brush_draws(bench) -> None:
    made = bench(begin=False)
    window, box, session = made.app.window, made.app.toolbox, made.app.session
    press(window.layers.rows["mask"])
    assert selected(window) == ["mask"] and box.tool == "colour"
    drag(made, (200, 200), (300, 200))
    assert session.drawing.operations[-1].stroke.layer == "mask"
    box.choose("eraser")
    assert selected(window) == ["mask"]
    drag(made, (200, 200), (300, 200))
    assert session.painting.layer_array("mask")[200, 250, 3] == 0
    press(window.layers.rows["ink"])
    assert selected(window) == ["ink"] and box.tool == "eraser"
    box.choose("eraser")
    assert box.layer == PAPER
    box.choose("ink")
    press(window.layers.rows["colour"])
    assert box.tool == "colour" and selected(window) == ["colour"]


def test_rows_and_page_keys_by_keyboard(bench) -> None:
    made = bench(begin=False)
    window, box = made.app.window, made.app.toolbox
    QTest.keyClick(window.layers.rows["reference"], Qt.Key.Key_Space)
    assert box.layer == "reference"
    for expected in ("colour", "ink", "mask", "mask"):
        window.actions_table["layer.above"].trigger()
        assert box.layer == expected
    window.actions_table["layer.below"].trigger()
    assert box.layer == "ink"


def test_a_locked_layer_says_so_in_the_status_line(bench) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    window.layers.rows["ink"].lock.click()
    assert session.stack["ink"].locked
    draw_ring(made)
    assert not session.drawing.operations
    assert "locked" in window.status_line._message.text()
    window.layers.rows["ink"].lock.click()
    draw_ring(made)
    assert len(session.drawing.operations) == 1


def test_eye_and_slider_change_what_is_seen(qtbot, bench) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    draw_ring(made)
    row, at = window.layers.rows["ink"], window.canvas.viewport.to_widget(QPointF(712, 512)).toPoint()

    def darkness() -> int:
        # A line may fall between two screen pixels: the darkest nearby.
        image = window.canvas.grab().toImage()
        return max(255 - image.pixelColor(at.x() + x, at.y()).red() for x in range(-3, 4))

    assert darkness() > 180
    row.slider.setValue(50)
    assert session.stack["ink"].opacity == 0.5
    assert 60 < darkness() < 160
    row.eye.click()
    assert darkness() == 0
    assert session.is_modified


def test_the_mask_is_seen_and_keeps_the_drawing_in_the_artwork(qtbot, bench) -> None:
    made = bench()
    window, session, box = made.app.window, made.app.session, made.app.toolbox
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle" and window.artwork.artwork is not None, timeout=20_000)
    image = window.artwork.artwork
    assert image.pixelColor(256, 256).getRgb()[:3] == RED
    press(window.layers.rows["mask"])
    box.set_size(192)
    drag(made, (460, 512), (500, 512), (560, 512))
    qtbot.waitUntil(lambda: window.artwork.artwork.pixelColor(256, 256).alpha() == 0, timeout=20_000)
    assert window.artwork.artwork.pixelColor(256, 320).getRgb()[:3] == RED
    at = window.canvas.viewport.to_widget(QPointF(512, 512)).toPoint()
    seen = window.canvas.grab().toImage().pixelColor(at)
    assert seen.red() > seen.green() + 20 and TINT[0] > TINT[1]
    window.layers.rows["mask"].eye.click()
    qtbot.waitUntil(lambda: window.artwork.artwork.pixelColor(256, 256).getRgb()[:3] == RED, timeout=20_000)
    assert window.canvas.grab().toImage().pixelColor(at).getRgb()[:3] == (255, 255, 255)
    with qtbot.waitSignal(made.app.preview.export_ready) as exported:
        window.layers.rows["mask"].eye.click()
        made.app.preview.request_export(256, 256)
    assert exported.args[0].image[128, 128, 3] == 0
    assert session.undo()
    qtbot.waitUntil(lambda: window.artwork.artwork.pixelColor(256, 256).getRgb()[:3] == RED, timeout=20_000)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_hidden_layers_name_can_still_be_read(bench, theme: str) -> None:
    app = bench(begin=False).app
    app.settings.set("theme", theme)
    app.session.set_layer("ink", visible=False)
    row = app.window.layers.rows["ink"]
    row._name.ensurePolished()
    words = row._name.palette().color(row._name.foregroundRole()).name()
    assert row._name.isEnabled()
    assert contrast(words, row.tones.accent_soft) >= 4.5
    app.session.set_layer("ink", visible=True)
    assert row._name.palette().color(row._name.foregroundRole()).name() == row.tones.text


def test_emptying_a_layer_is_one_step(bench) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    draw_ring(made)
    made.app.toolbox.choose("colour")
    drag(made, (500, 500), (520, 520))
    window.actions_table["layer.clear"].trigger()
    assert not session.painting.layer_array("colour").any() and session.painting.layer_array("ink").any()
    session.undo()
    assert session.painting.layer_array("colour").any()


def test_another_drawing_brings_its_own_settings(bench, tmp_path) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    session.set_layer("colour", visible=False)
    session.save(tmp_path / "a.ora")
    session.new(300, 200)
    assert window.layers.rows["colour"].eye.isChecked()
    session.open(tmp_path / "a.ora")
    assert not window.layers.rows["colour"].eye.isChecked()


def test_every_tool_has_a_layer_on_every_pick() -> None:
    box = ToolBox()
    for tool in ("ink", "colour", "eraser", "fill", "line", "rectangle", "pick"):
        for layer in ("ink", "colour", "mask", "reference"):
            box.choose(tool)
            box.pick_layer(layer)
            assert box.layer == layer
