"""The settings dialog: drawn from the table, every change put to work at once, by mouse or by keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from sketchart_desktop.preferences.options import options
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.ui.preferences.settings import SettingsDialog
from sketchart_desktop.ui.widgets import theme
from tests.fake_engine import FakeEngine
from tests.gui.conftest import Bench, draw_ring, focus_canvas


@pytest.fixture
def opened(qtbot, bench):
    """(the running program, its dialog), opened by the key."""
    made = bench()
    qtbot.waitUntil(lambda: made.app.look.chosen is not None)
    focus_canvas(qtbot, made.app.window)
    QTest.keyClick(made.app.window.canvas, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = made.app.window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return made.app, dialog


def pick(dialog: SettingsDialog, key: str, value: str) -> None:
    box = dialog.field(key).control
    assert isinstance(box, QComboBox)
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_every_option_has_a_field_with_a_name(opened) -> None:
    _, dialog = opened
    for option in options():
        field = dialog.field(option.key)
        assert field.control.accessibleName() == option.shown_label()
        assert field.control.minimumHeight() >= 24


def test_no_field_is_squeezed_in_a_low_dialog(opened) -> None:
    """A page that is higher than the dialog scrolls."""
    _, dialog = opened
    dialog.show_page("canvas")
    dialog.resize(640, 360)
    QTest.qWait(1)
    for option in options():
        if option.group == "canvas":
            control = dialog.field(option.key).control
            assert control.height() >= control.minimumHeight()


def test_units_are_in_the_language_of_the_window(opened) -> None:
    _, dialog = opened
    samples = dialog.field("steady_samples").control
    assert isinstance(samples, QSpinBox) and samples.suffix() == " samples"
    assert dialog.field("working_size_px").control.suffix() == " px"


def test_what_is_kept_is_used_for_training_when_that_is_wanted(qtbot, opened) -> None:
    app, dialog = opened
    draw_ring(Bench(app, []))
    qtbot.waitUntil(lambda: app.window.artwork.artwork is not None)
    for wanted in (False, True):
        dialog.field("teach_kept").control.setChecked(wanted)
        assert app.gallery.teaches == wanted
        with qtbot.waitSignal(app.window.files.told):
            app.window.actions_table["art.keep"].trigger()
    app.gallery.refresh()
    assert sorted(entry.training for entry in app.gallery.entries) == [False, True]


def test_numbers_work_at_once_and_are_kept(opened) -> None:
    app, dialog = opened
    smooth, undo, width = (dialog.field(k).control for k in ("smoothing_px", "undo_memory_mb", "canvas_width_px"))
    assert isinstance(smooth, QDoubleSpinBox)
    assert isinstance(undo, QSpinBox)
    assert isinstance(width, QSpinBox)
    smooth.setValue(7.5)
    assert app.toolbox.steadiness.reach_px == 7.5
    undo.setValue(64)
    assert app.session.painting.undo_budget_bytes == 64 << 20
    app.session.new(300, 200)
    assert app.session.painting.undo_budget_bytes == 64 << 20
    width.setValue(1600)
    assert app.window.files.new_size == (1600, 1024)
    assert Settings().get("smoothing_px") == 7.5
    assert Settings().get("undo_memory_mb") == 64


def test_the_size_of_the_artwork_changes_at_once(qtbot, opened) -> None:
    app, dialog = opened
    draw_ring_and_wait(qtbot, app)
    dialog.field("working_size_px").control.setValue(256)
    qtbot.waitUntil(lambda: app.window.artwork.artwork.width() == 256)


def draw_ring_and_wait(qtbot, app) -> None:
    draw_ring(Bench(app, []))
    qtbot.waitUntil(lambda: app.window.artwork.artwork is not None)


def test_pressure_changes_the_width_or_not(opened) -> None:
    app, dialog = opened
    assert app.toolbox.brush.pressure_size
    dialog.field("pressure_size").control.click()
    assert not any(app.toolbox.brush_of(tool).pressure_size for tool in ("ink", "colour", "eraser"))
    dialog.field("pressure_size").control.click()
    assert app.toolbox.brush.pressure_size


def test_theme_and_language_at_once_in_the_dialog_too(opened) -> None:
    app, dialog = opened
    pick(dialog, "theme", "light")
    assert dialog.grab().toImage().pixelColor(4, 4).lightness() > 200
    pick(dialog, "theme", "dark")
    assert dialog.grab().toImage().pixelColor(4, 4).lightness() < 80
    pick(dialog, "language", "ko")
    QApplication.processEvents()
    assert dialog.windowTitle() == "설정"
    assert dialog.field("language").control.currentData() == "ko"
    assert app.window.menuBar().actions()[0].text() == "파일(&F)"
    pick(dialog, "language", "en")
    QApplication.processEvents()
    assert dialog.windowTitle() == "Settings"


def test_the_device_is_opened_at_once(qtbot, opened) -> None:
    app, dialog = opened
    qtbot.waitUntil(lambda: app.preview.device == "fake auto")
    pick(dialog, "device", "cpu")
    qtbot.waitUntil(lambda: app.preview.device == "fake cpu")


def test_precision_and_threads_reach_the_engine_at_once(qtbot, bench, monkeypatch) -> None:
    import engines.engine

    asked: list[tuple[str, str, int]] = []

    def opened(pack, device, *, precision, threads, cache_dir, helper_starts):
        asked.append((device, precision, threads))
        return FakeEngine(device=f"fake {device} {precision}")

    monkeypatch.setattr(engines.engine, "open_engine", opened)
    made = bench(real_opening=True)
    app = made.app
    qtbot.waitUntil(lambda: app.preview.device == "fake auto auto")
    app.settings.set("precision", "f32")
    qtbot.waitUntil(lambda: app.preview.device == "fake auto f32")
    app.settings.set("painting_threads", 2)
    qtbot.waitUntil(lambda: ("auto", "f32", 2) in asked)
    app.settings.set("device", "cpu")
    qtbot.waitUntil(lambda: asked[-1] == ("cpu", "f32", 2))


def test_style_and_lock_follow_both_ways(opened) -> None:
    app, dialog = opened
    box = dialog.field("style").control
    pick(dialog, "style", "pack/flat")
    assert app.look.chosen.key == "pack/flat"
    app.look.choose("pack/soft")
    assert box.currentData() == "pack/soft"
    dialog.field("palette_locked").control.click()
    assert app.look.values.locked
    app.look.set_locked(False)
    assert not dialog.field("palette_locked").control.isChecked()


def test_a_colour_changed_by_hand_stays_though_it_locks(opened) -> None:
    app, _ = opened
    app.look.set_colour(0, (1, 2, 3))
    assert app.settings.get("palette_locked") is True
    assert app.look.values.palette.colours[0] == (1, 2, 3)


def test_a_page_goes_back_to_its_defaults_alone(opened) -> None:
    app, dialog = opened
    app.settings.set("smoothing_px", 9.0)
    app.settings.set("pressure_size", False)
    dialog.show_page("canvas")
    dialog._defaults.click()
    assert app.settings.get("smoothing_px") == app.toolbox.steadiness.reach_px == 2.0
    assert app.settings.get("pressure_size") is False


def test_keys_alone_reach_every_field(qtbot, opened) -> None:
    _, dialog = opened
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_page("canvas")
    dialog._list.setFocus()
    wanted = {dialog.field(key).control for key in ("canvas_width_px", "smoothing_px", "undo_memory_mb")}
    seen: set[QWidget] = set()
    for _ in range(10):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.add(dialog.focusWidget())
    assert wanted <= seen
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_system_theme_is_followed_while_the_program_runs(bench, monkeypatch) -> None:
    app, scheme = bench(begin=False).app, [Qt.ColorScheme.Light]

    class Desktop:
        """What this machine's desktop would say: the offscreen platform says nothing."""

        @staticmethod
        def styleHints() -> SimpleNamespace:
            return SimpleNamespace(colorScheme=lambda: scheme[0])

    monkeypatch.setattr(theme, "QGuiApplication", Desktop)
    app.settings.set("theme", "dark")
    app.settings.set("theme", "system")
    assert app.window.canvas.tones is theme.LIGHT
    for said, shown in ((Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)):
        scheme[0] = said
        QGuiApplication.styleHints().colorSchemeChanged.emit(said)
        assert app.window.canvas.tones is shown
    app.settings.set("theme", "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme[0])
    assert app.window.canvas.tones is theme.DARK
