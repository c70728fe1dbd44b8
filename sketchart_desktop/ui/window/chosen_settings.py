"""Choices made in menus, panels and with the tools are settings too: they are written as they are made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from sketchart_desktop.preferences import options
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.styling.look import Look
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.window.main_window import MainWindow


class ChosenSettings(QObject):
    """Follows the window, the look and the toolbox. What a setting then does is no matter of this class."""

    def __init__(
        self, settings: Settings, window: MainWindow, *, look: Look, toolbox: ToolBox, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._look = look
        self._toolbox = toolbox
        window.menus.theme_requested.connect(self._theme_chosen)
        window.menus.language_requested.connect(self._language_chosen)
        window.menus.device_requested.connect(self._device_chosen)
        window.files.size_chosen.connect(self._size_chosen)
        window.first_run.page.at_start_requested.connect(self._welcome_chosen)
        look.changed.connect(self._look_chosen)
        toolbox.fill_gap_changed.connect(self._gap_chosen)
        toolbox.steadiness_changed.connect(self._steadiness_chosen)

    @Slot(str)
    def _theme_chosen(self, theme: str) -> None:
        self._settings.set(options.THEME, theme)

    @Slot(str)
    def _language_chosen(self, language: str) -> None:
        self._settings.set(options.LANGUAGE, language)

    @Slot(str)
    def _device_chosen(self, device: str) -> None:
        self._settings.set(options.DEVICE, device)

    @Slot(int, int)
    def _size_chosen(self, width_px: int, height_px: int) -> None:
        self._settings.set(options.CANVAS_WIDTH_PX, width_px)
        self._settings.set(options.CANVAS_HEIGHT_PX, height_px)

    @Slot(bool)
    def _welcome_chosen(self, at_start: bool) -> None:
        self._settings.set(options.SHOW_WELCOME, at_start)

    @Slot()
    def _look_chosen(self) -> None:
        if self._look.chosen is not None:
            self._settings.set(options.STYLE, self._look.chosen.key)
        self._settings.set(options.PALETTE_LOCKED, self._look.values.locked)

    @Slot(float)
    def _gap_chosen(self, gap_px: float) -> None:
        self._settings.set(options.FILL_GAP_PX, round(gap_px))

    @Slot()
    def _steadiness_chosen(self) -> None:
        steadiness = self._toolbox.steadiness
        self._settings.set(options.SMOOTHING_PX, steadiness.reach_px)
        self._settings.set(options.STEADY_SAMPLES, steadiness.samples)
        self._settings.set(options.SNAP_SHAPES, self._toolbox.snaps_shapes)
