"""Everyone can use it: names for screen readers, keys for everything, focus that is seen, text that can be read."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAction, QColor, QFocusEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QSlider,
    QWidget,
)

from sketchart_desktop.ui.actions import ACTIONS
from sketchart_desktop.ui.canvas import note
from sketchart_desktop.ui.files.export_dialog import ExportDialog
from sketchart_desktop.ui.files.new_dialog import NewDrawingDialog
from sketchart_desktop.ui.preferences.settings import SettingsDialog
from sketchart_desktop.ui.preferences.shortcuts import ShortcutsDialog
from sketchart_desktop.ui.styles.cards import StyleCard
from sketchart_desktop.ui.widgets.tab_order import in_reading_order
from sketchart_desktop.ui.widgets.theme import DARK, LIGHT, apply_theme, contrast

LEAST_TARGET_PX = 24
TARGETS = (QAbstractButton, QSlider, QComboBox, QAbstractSpinBox, QLineEdit)
# Inside other widgets: the outer one has the name.
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def shown_widgets(root: QWidget) -> list[QWidget]:
    widgets = [root, *root.findChildren(QWidget)]
    widgets = [w for w in widgets if w.isVisible() and not w.objectName().startswith(INNER)]
    return [w for w in widgets if not isinstance(w.parentWidget(), QAbstractSpinBox | QComboBox)]


def takes_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def menu_actions(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        found += menu_actions(inner) if isinstance(inner, QMenu) else [action]
    return found


@pytest.fixture
def whole(qtbot, bench):
    """The window with every panel open."""
    app = bench().app
    app.window.actions_table["view.colours"].trigger()
    qtbot.waitUntil(lambda: app.look.chosen is not None)
    app.palettes.create("Mine", ((1, 2, 3),))
    app.toolbox.note_used()
    QApplication.processEvents()
    return app


def dialogs(app) -> list[QDialog]:
    window = app.window
    return [
        NewDrawingDialog(1024, 1024, window),
        ExportDialog(((10, 10),), parent=window),
        ShortcutsDialog(window.actions_table, window),
        SettingsDialog(app.settings, app._choices, window),
    ]


def test_every_action_has_words_a_tip_and_a_menu(bench) -> None:
    window = bench(begin=False).app.window
    listed = {a.objectName() for top in window.menuBar().actions() for a in menu_actions(top.menu())}
    for row in ACTIONS:
        action = window.actions_table[row.id]
        assert action.text(), row.id
        assert action.toolTip(), row.id
        assert row.id in listed, f"{row.id} is in no menu"
        assert "&" in action.text() or row.keys or row.group, row.id


def test_all_that_takes_the_focus_has_a_name(whole) -> None:
    roots = [whole.window]
    for dialog in dialogs(whole):
        dialog.show()
        roots.append(dialog)
    whole.window.first_run.show_welcome()
    QApplication.processEvents()
    for root in roots:
        for widget in shown_widgets(root):
            if takes_focus(widget):
                name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                assert name, f"{type(widget).__name__} {widget.objectName()} in {type(root).__name__} has no name"
    for root in roots[1:]:
        root.close()


def test_every_target_is_large_enough_for_a_finger(whole) -> None:
    roots = [whole.window, *dialogs(whole)]
    for root in roots:
        root.show()
    for root in roots:
        for widget in shown_widgets(root):
            if isinstance(widget, TARGETS):
                small = min(widget.width(), widget.height())
                least = 22 if isinstance(widget, QSlider) else LEAST_TARGET_PX
                assert small >= least, f"{type(widget).__name__} {widget.accessibleName()!r}: {small} px"
    for root in roots[1:]:
        root.close()


def test_the_focus_is_seen_wherever_it_is(qtbot, whole) -> None:
    whole.window.activateWindow()
    qtbot.waitUntil(whole.window.isActiveWindow)
    for widget in shown_widgets(whole.window):
        if not takes_focus(widget) or widget is whole.window.canvas:
            continue
        widget.clearFocus()
        QApplication.processEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not widget.hasFocus():
            continue
        assert widget.grab().toImage() != before, f"{type(widget).__name__} {widget.accessibleName()!r} shows no focus"


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=lambda t: t.name)
def test_text_can_be_read_on_every_ground(tones) -> None:
    for name in ("window", "raised", "hover", "pressed", "surround", "line", "accent_soft"):
        ground = getattr(tones, name)
        assert contrast(tones.text, ground) >= 4.5, ("text", name)
        assert contrast(tones.faint, ground) >= 4.5, ("faint", name)
    assert contrast(tones.accent_text, tones.accent) >= 4.5
    for mark in (tones.focus, tones.good, tones.busy, tones.warn, tones.bad):
        for ground in (tones.window, tones.raised):
            assert contrast(mark, ground) >= 3.0, (mark, ground)  # WCAG 1.4.11: what is no text
    assert {f.name for f in fields(tones)} >= {"text", "faint", "accent_text"}


def test_words_on_white_paper_can_be_read() -> None:
    for colour in (note.TITLE_COLOUR, note.TEXT_COLOUR):
        assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_reaches_what_is_painted(qapp, qtbot, theme) -> None:
    tones = apply_theme(qapp, theme)
    box = QCheckBox("x")
    qtbot.addWidget(box)
    assert box.palette().windowText().color().name() == tones.text
    assert box.palette().window().color().name() == tones.window
    for role in ("text", "buttonText", "toolTipText"):
        assert getattr(box.palette(), role)().color().name() == tones.text
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_menu_shows_what_is_switched_on(bench, theme) -> None:
    app, tones = bench(begin=False).app, {"dark": DARK, "light": LIGHT}[theme]
    app.settings.set("theme", theme)
    entry = app.window.actions_table["tool.ink"]
    menu = next(menu for a in app.window.menuBar().actions() if (menu := a.menu()) and entry in menu.actions())
    place = menu.actionGeometry(entry)
    icon = QRect(place.left(), place.top(), 24, place.height())
    on = menu.grab(icon).toImage()
    app.toolbox.choose("pencil")
    off = menu.grab(icon).toImage()

    def share(image: QImage, colour: str) -> float:
        spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return sum(spot == QColor(colour) for spot in spots) / len(spots)

    assert share(on, tones.accent) > 0.1 and share(off, tones.accent) == 0.0
    assert share(on, tones.accent_text) > 0.005, "and its sign can be seen"


def test_tab_goes_through_the_window_as_it_is_read(qtbot, whole) -> None:
    window = whole.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    card = next(card for card in window.style_panel.findChildren(StyleCard) if card.isChecked())
    card.setFocus()  # from now on Qt knows that Tab reaches the chosen one alone
    order = in_reading_order(window.centralWidget())
    assert window.canvas not in order, "Tab hides the panels there"
    order[0].setFocus()
    for wanted in (*order[1:], order[0]):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is wanted, wanted.accessibleName()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget() is order[-1]
    panes = (window.brush_bar, window.tools, window.colours, window.artwork, window.style_panel, window.layers)
    met = [next(n for n, pane in enumerate(panes) if pane.isAncestorOf(widget)) for widget in order]
    assert met == sorted(met) and set(met) == set(range(len(panes)))
    style = window.style_panel
    parts = (card, style._partner, style._lines._slider, style._palettes, style._swatches[0])
    places = [order.index(part) for part in parts]
    assert places == sorted(places)


def test_tab_stays_on_the_welcome_page(qtbot, whole) -> None:
    window = whole.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.first_run.show_welcome()
    page = window.first_run.page
    for _ in range(len(in_reading_order(page)) + 2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert page.isAncestorOf(window.focusWidget())
