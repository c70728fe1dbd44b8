"""Choosing colours in the window: wheel, hex, palettes, history, eyedropper; by mouse and by keys."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from sketchart_desktop.styling.palettes import BASICS, STYLE
from sketchart_desktop.tools.toolbox import START_COLOURS, ToolBox
from sketchart_desktop.ui.colour.artwork_picker import colour_of_artwork
from sketchart_desktop.ui.colour.hex_field import HexField, parse_hex
from sketchart_desktop.ui.colour.palette_popup import PalettePopup
from sketchart_desktop.ui.colour.wheel import ColourWheel, hue_ring, value_square
from tests.gui.conftest import BLUE, RED, draw_ring, focus_canvas, send_mouse

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def opened(qtbot, bench):
    """The program with its colour drawer open, by the key."""
    app = bench().app
    focus_canvas(qtbot, app.window)
    QTest.keyClick(app.window.canvas, Qt.Key.Key_K)
    assert app.window.colours.isVisible()
    return app


def centre(widget) -> QPointF:
    return QPointF(widget.width() / 2, widget.height() / 2)


# The wheel


def test_the_wheel_is_the_colours_it_says() -> None:
    ring = hue_ring(200)
    assert ring.pixelColor(190, 100).getHsv()[0] in (0, 359)
    assert abs(ring.pixelColor(100, 10).getHsv()[0] - 90) <= 2
    assert abs(ring.pixelColor(10, 100).getHsv()[0] - 180) <= 2
    assert ring.pixelColor(100, 100).alpha() == 0
    square = value_square(101, 1 / 3)
    for x, y, expected in (
        (0, 0, (255, 255, 255)),
        (100, 0, (0, 255, 0)),
        (50, 100, (0, 0, 0)),
        (50, 50, (64, 128, 64)),
    ):
        shown = square.pixelColor(x, y)
        assert max(abs(a - b) for a, b in zip(shown.getRgb()[:3], expected, strict=True)) <= 4


def test_pointing_and_dragging(opened) -> None:
    wheel, box = opened.window.colours.wheel, opened.toolbox
    square = wheel._square_rect()
    send_mouse(wheel, QEvent.Type.MouseButtonPress, square.topRight() + QPointF(-0.5, 0.5))
    hue = wheel.hsv[0]
    assert wheel.hsv[1] > 0.98
    assert wheel.hsv[2] > 0.98
    send_mouse(wheel, QEvent.Type.MouseMove, square.bottomLeft() + QPointF(-40, 60))
    assert box.colour == (0, 0, 0)
    send_mouse(wheel, QEvent.Type.MouseMove, square.topRight() + QPointF(40, -40))
    send_mouse(wheel, QEvent.Type.MouseButtonRelease, square.topRight())
    assert wheel.hsv == (hue, 1.0, 1.0)  # black has no hue: the wheel kept it
    circle = wheel._circle()
    send_mouse(wheel, QEvent.Type.MouseButtonPress, QPointF(circle.left() + 6, circle.center().y()))
    send_mouse(wheel, QEvent.Type.MouseButtonRelease, circle.topLeft())
    assert abs(wheel.hsv[0] - 0.5) < 0.01
    assert max(abs(a - b) for a, b in zip(box.colour, (0, 255, 255), strict=True)) <= 4
    before = box.colour
    send_mouse(wheel, QEvent.Type.MouseButtonPress, QPointF(1, 1))  # neither ring nor square
    assert box.colour == before


def test_arrow_keys_reach_every_colour(opened) -> None:
    wheel, box = opened.window.colours.wheel, opened.toolbox
    box.set_colour((128, 64, 64))
    wheel.setFocus()
    value = wheel.hsv[2]
    QTest.keyClick(wheel, Qt.Key.Key_Up)
    assert wheel.hsv[2] == pytest.approx(value + 0.01, abs=0.003)
    for _ in range(12):
        QTest.keyClick(wheel, Qt.Key.Key_Up, CTRL)
        QTest.keyClick(wheel, Qt.Key.Key_Right, CTRL)
    assert box.colour == (255, 0, 0)
    for _ in range(12):
        QTest.keyClick(wheel, Qt.Key.Key_Right, CTRL | SHIFT)
    assert box.colour == (0, 255, 0)
    assert "120°" in wheel.accessibleDescription()


def test_a_repaint_of_the_wheel_is_quick(qtbot) -> None:
    wheel = ColourWheel(RED)
    qtbot.addWidget(wheel)
    wheel.resize(240, 240)
    wheel.grab()
    began = time.process_time()
    for step in range(50):
        wheel._take(0.3, step / 50, 0.5)
        wheel.grab()
    assert (time.process_time() - began) / 50 < 0.02


# Hex


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#ff6600", (255, 102, 0)), ("F60", (255, 102, 0)), (" 102030 ", (16, 32, 48)), ("#12345", None), ("red", None)],
)
def test_hex_codes(text, colour) -> None:
    assert parse_hex(text) == colour


def test_the_hex_field_asks_for_whole_colours_and_puts_nonsense_back(qtbot) -> None:
    field = HexField(RED)
    qtbot.addWidget(field)
    asked = []
    field.colour_requested.connect(asked.append)
    field.selectAll()
    QTest.keyClicks(field, "#10ff")
    assert asked == []
    QTest.keyClicks(field, "20")
    assert asked == [(16, 255, 32)]
    field.selectAll()
    QTest.keyClicks(field, "zzz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "#10ff20"


# Swap, default, history


def test_x_swaps_and_d_goes_back_to_the_first_colour(opened) -> None:
    canvas, box = opened.window.canvas, opened.toolbox
    box.set_colour(RED)
    box.set_colour(BLUE)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_X)
    assert (box.colour, box.previous_colour) == (RED, BLUE)
    QTest.keyClick(canvas, Qt.Key.Key_X)
    assert box.colour == BLUE
    QTest.keyClick(canvas, Qt.Key.Key_D)
    assert box.colour == START_COLOURS["ink"]


def test_sixteen_used_colours_are_shown_the_newest_first(opened) -> None:
    box = opened.toolbox
    for number in range(20):
        box.set_colour((number, 1, 2))
        box.note_used()
    used = opened.window.colours.used
    assert used.colours == tuple((number, 1, 2) for number in range(19, 3, -1))
    QTest.mouseClick(used, Qt.MouseButton.LeftButton, pos=used.cell(15).center())
    assert box.colour == (4, 1, 2)


# Palettes


def test_a_palette_is_made_filled_ordered_and_emptied_by_keys(opened, monkeypatch) -> None:
    palettes, palette_box = opened.palettes, opened.window.colours.palette_box
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Cats", True))
    palette_box._new.trigger()
    assert palette_box.choice.currentText() == "Cats"
    assert palette_box._hint.isVisible()
    for colour in (RED, BLUE, (1, 2, 3)):
        opened.toolbox.set_colour(colour)
        palette_box.add.click()
    grid = palette_box.grid
    assert grid.colours == (RED, BLUE, (1, 2, 3))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert opened.toolbox.colour == RED
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    assert palettes.colours() == (BLUE, RED, (1, 2, 3))
    assert grid.at == 1
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert palettes.colours() == (BLUE, (1, 2, 3))


def test_a_colour_is_dragged_to_its_place(opened) -> None:
    palettes, grid = opened.palettes, opened.window.colours.palette_box.grid
    palettes.create("Three", (RED, BLUE, (1, 2, 3)))
    QApplication.processEvents()
    start, end = QPointF(grid.cell(0).center()), QPointF(grid.cell(2).center())
    send_mouse(grid, QEvent.Type.MouseButtonPress, start)
    send_mouse(grid, QEvent.Type.MouseMove, end)
    send_mouse(grid, QEvent.Type.MouseButtonRelease, end)
    assert palettes.colours() == (BLUE, (1, 2, 3), RED)


def test_the_basic_palette_is_not_changed_but_copied(opened) -> None:
    palettes, palette_box = opened.palettes, opened.window.colours.palette_box
    opened.toolbox.set_colour((9, 8, 7))
    palette_box.add.click()
    assert palettes.is_own(palettes.chosen)
    assert palettes.colours()[-1] == (9, 8, 7)
    assert (9, 8, 7) not in palettes.colours(BASICS)


def test_the_strip_shows_the_palette_in_use(qtbot, opened) -> None:
    qtbot.waitUntil(lambda: opened.look.chosen is not None)
    opened.palettes.create("Two", (RED, BLUE))
    strip = opened.window.tools.colours
    assert [s.colour for s in strip._palette if not s.isHidden()] == [RED, BLUE]
    opened.palettes.choose(STYLE)
    assert strip._palette[0].colour == opened.look.shown_palette.colours[0]


def test_a_palette_of_the_style_colours_the_artwork(qtbot, opened) -> None:
    qtbot.waitUntil(lambda: opened.look.chosen is not None)
    panel = opened.window.style_panel
    panel._palettes.click()
    popup = panel.findChild(PalettePopup)
    assert popup.isVisible()
    chip = popup.chips[0]
    assert chip.accessibleName()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert opened.look.values.palette == chip.palette_shown
    assert not popup.isVisible()


# Eyedropper


@pytest.mark.parametrize("key", [Qt.Key.Key_Control, Qt.Key.Key_Alt])
def test_a_held_key_is_the_eyedropper_and_gives_the_tool_back(opened, key) -> None:
    canvas, box = opened.window.canvas, opened.toolbox
    canvas.setFocus()
    QTest.keyPress(canvas, key)
    assert box.tool == "pick"
    send_mouse(canvas, QEvent.Type.MouseButtonPress, centre(canvas))
    send_mouse(canvas, QEvent.Type.MouseButtonRelease, centre(canvas))
    QTest.keyRelease(canvas, key)
    assert box.tool == "ink"
    assert box.colour == (255, 255, 255)
    assert opened.session.drawing.operations == ()


@pytest.mark.parametrize(("tool", "held"), [("pick", Qt.KeyboardModifier.NoModifier), ("ink", CTRL), ("ink", ALT)])
def test_a_colour_is_taken_from_the_artwork(qtbot, bench, tool, held) -> None:
    made = bench()
    app = made.app
    draw_ring(made)
    qtbot.waitUntil(lambda: app.preview.state == "idle")
    app.toolbox.choose(tool)
    view = app.window.artwork
    at = view.viewport.to_widget(QPointF(512, 512))
    assert colour_of_artwork(view, at) == RED
    assert colour_of_artwork(view, QPointF(QPoint(1, 1))) is None
    send_mouse(view, QEvent.Type.MouseButtonPress, at, modifiers=held)
    send_mouse(view, QEvent.Type.MouseButtonRelease, at, modifiers=held)
    assert app.toolbox.colour == RED
    app.toolbox.choose("ink")
    app.toolbox.set_colour(BLUE)
    send_mouse(view, QEvent.Type.MouseButtonPress, at)
    send_mouse(view, QEvent.Type.MouseButtonRelease, at)
    assert app.toolbox.colour == BLUE  # a plain click picks nothing


def test_default_colour_of_each_tool() -> None:
    box = ToolBox()
    box.choose("colour")
    box.set_colour(RED)
    box.default_colour()
    assert box.colour == START_COLOURS["colour"]


# The keys stay with the drawing


@pytest.mark.parametrize("part", ["wheel", "grid", "used"])
def test_a_colour_pressed_leaves_the_letter_keys_to_the_drawing(qtbot, opened, part: str) -> None:
    app, drawer = opened, opened.window.colours
    app.toolbox.choose("colour")
    app.toolbox.note_used()
    QApplication.processEvents()
    widget = {"wheel": drawer.wheel, "grid": drawer.palette_box.grid, "used": drawer.used}[part]
    spot = widget.rect().center() if part == "wheel" else widget.cell(0).center()
    drawer.hex.setFocus()
    for before in (drawer.hex, app.window.canvas):
        before.setFocus()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot)
        assert app.window.canvas.hasFocus(), f"from {before.accessibleName()}"
    QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_E)
    assert app.toolbox.tool == "eraser"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_typing_a_colour_ends_at_the_drawing(opened, key) -> None:
    app, field = opened, opened.window.colours.hex
    app.toolbox.choose("colour")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "#f60")
    QTest.keyClick(field, key)
    assert app.window.canvas.hasFocus()
    assert (app.toolbox.colour == (255, 102, 0)) == (key == Qt.Key.Key_Return)
