"""Small windows: nothing that is needed is cut off or out of reach, and what gives way comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sketchart_desktop.app import App
from sketchart_desktop.ui.brushes.brush_bar import ZOOM
from sketchart_desktop.ui.window.main_window import FIRST_SIZE_PX


@pytest.fixture
def whole(qtbot, bench) -> App:
    app = bench().app
    qtbot.waitUntil(lambda: app.look.chosen is not None)
    return app


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def parts_of(bar: QWidget) -> list[QWidget]:
    bar_cells = bar.sliders
    cells = [bar_cells.size_px, bar_cells.opacity, bar_cells.hardness]
    return [w for w in (*bar._buttons.values(), bar.more, bar._dot, bar._name, *cells) if w.isVisible()]


@pytest.mark.parametrize("width", [840, 900, 1000, 1100, 1280, 1480])
def test_no_part_of_the_bar_lies_over_another(whole, width) -> None:
    window = whole.window
    window.resize(width, 720)
    settle(window)
    places = [place(part, window) for part in parts_of(window.brush_bar)]
    for index, one in enumerate(places):
        assert window.brush_bar.rect().contains(one.translated(-place(window.brush_bar, window).topLeft()))
        assert not any(one.intersects(other) for other in places[index + 1 :])


def test_what_gives_way_is_behind_the_dots(whole) -> None:
    window = whole.window
    bar = window.brush_bar
    window.resize(1480, 900)
    settle(window)
    assert not bar.more.isVisible() and all(bar._buttons[z].isVisible() for z in ZOOM if z)
    window.resize(1000, 720)
    settle(window)
    assert bar.more.isVisible() and not bar._buttons["view.fit"].isVisible()
    assert window.actions_table["view.fit"] in bar.more.menu().actions()
    assert not bar.sliders.hardness.isVisible()
    bar._dot.sliders.hardness.slider.setValue(30)
    assert whole.toolbox.brush.hardness == pytest.approx(0.3)


def test_blend_palette_and_lines_are_seen_below_ten_styles(whole) -> None:
    window = whole.window
    panel = window.style_panel
    window.resize(1440, 900)
    settle(window)
    entries = tuple(whole.look.entries[i % len(whole.look.entries)] for i in range(10))
    panel._cards.show_entries(entries, entries[0])
    settle(window)
    shown = place(panel, window)
    for part in (panel._blend, panel._palettes, panel._lines, panel._swatches[0], *panel._cards._cards):
        assert part.isVisible() and shown.contains(place(part, window))
    panel._cards.show_entries(entries * 4, entries[0])
    settle(window)
    assert shown.contains(place(panel._lines, window)) and panel._cards.verticalScrollBar().maximum() > 0


def test_arrow_keys_walk_through_the_styles(whole) -> None:
    cards = whole.window.style_panel._cards
    first, second = cards._cards[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus() and whole.look.chosen is second.entry
    QTest.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus() and whole.look.chosen is first.entry
    assert first.accessibleName() and first.toolTip()


def test_layers_fold_in_a_low_window(whole) -> None:
    window = whole.window
    window.resize(1200, 700)
    settle(window)
    rows = window.layers.rows
    assert window.layers.folded and rows["ink"].isVisible() and not rows["mask"].isVisible()
    whole.toolbox.pick_layer("mask")
    assert rows["mask"].isVisible() and not rows["ink"].isVisible()
    window.layers.fold.click()
    assert all(row.isVisible() for row in rows.values())
    window.layers.fold.click()
    assert not rows["ink"].isVisible()


@pytest.mark.parametrize("height", [530, 640, 720, 800, 920])
def test_no_colour_in_the_strip_is_cut(whole, height) -> None:
    window = whole.window
    whole.toolbox.set_colour((1, 2, 3))
    whole.toolbox.note_used()
    window.resize(1200, height)
    settle(window)
    colours, strip = window.tools.colours, place(window.tools, window)
    shown = [s for s in colours._palette + colours._recent if s.isVisible()]
    assert len(shown) >= 3 and all(strip.contains(place(s, window)) for s in shown)
    if height >= 720:
        assert len(shown) >= 16


def settle(window: QWidget) -> None:
    QTest.qWait(1)
    for widget in (window, *window.findChildren(QWidget)):
        if widget.layout() is not None:
            widget.layout().activate()
    QTest.qWait(1)


def test_the_window_opens_as_it_was_left(qtbot, bench) -> None:
    first = bench(begin=False).app.window
    first.resize(850, 610)
    first.close()
    again = bench(begin=False).app.window
    again.show_as_left()
    assert again.height() == 610
    assert not again.isMaximized()


def test_on_a_small_screen_the_first_window_is_all_over_it(bench) -> None:
    window = bench(begin=False).app.window
    room = window.screen().availableGeometry()
    assert room.height() < FIRST_SIZE_PX[1], "the offscreen platform's screen"
    window.hide()
    window.show_as_left()
    assert window.isMaximized()
