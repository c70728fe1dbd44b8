"""The menu bar, drawn from the table of actions, with the choices of theme, language, device and recent file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from sketchart_desktop.preferences.options import LANGUAGE
from sketchart_desktop.preferences.recent_files import RecentFiles
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.widgets.choice import Choice
from sketchart_desktop.ui.widgets.theme import THEMES

SEPARATED = (
    "file.save",
    "file.export",
    "file.close",
    "file.quit",
    "edit.clear",
    "edit.copy",
    "edit.settings",
    "brush.last",
    "brush.smaller",
    "layer.above",
    "layer.clear",
    "aid.symmetry",
    "aid.pen",
    "view.mirror",
    "view.panels",
    "art.next_style",
    "art.next_look",
    "art.keep",
    "art.swipe",
)


class Menus(QObject):
    """Asks by signals; shows what was chosen."""

    theme_requested = Signal(str)
    language_requested = Signal(str)
    device_requested = Signal(str)
    recent_requested = Signal(object)  # Path

    def __init__(self, window: QMainWindow, table: Actions, recent: RecentFiles) -> None:
        super().__init__(window)
        self._window = window
        self._table = table
        self._recent = recent
        self._recent_menu = QMenu(window)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._themes, self._languages, self._devices = QActionGroup(self), QActionGroup(self), QActionGroup(self)
        self._theme, self._language, self._device = "system", "en", "auto"
        self._device_choices: tuple[Choice, ...] = ()
        self._themes.triggered.connect(self._theme_chosen)
        self._languages.triggered.connect(self._language_chosen)
        self._devices.triggered.connect(self._device_chosen)
        self.build()

    def show_choices(self, *, theme: str, language: str) -> None:
        self._theme, self._language = theme, language
        self.build()

    def show_devices(self, devices: tuple[Choice, ...], chosen: str) -> None:
        self._device_choices, self._device = devices, chosen
        self.build()

    def build(self) -> None:
        """Make the menus anew, in the language of now."""
        bar = self._window.menuBar()
        bar.clear()
        titles = {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "tool": self.tr("&Tools"),
            "aid": self.tr("Ai&ds"),
            "layer": self.tr("&Layers"),
            "view": self.tr("&View"),
            "art": self.tr("&Artwork"),
            "help": self.tr("&Help"),
        }
        menus = {group: bar.addMenu(title) for group, title in titles.items()}
        for row in self._table.rows():
            menu = menus["tool" if row.group == "brush" else row.group]
            if row.id in SEPARATED:
                menu.addSeparator()
            menu.addAction(self._table[row.id])
            if row.id == "file.open":
                self._recent_menu.setTitle(self.tr("Open &recent"))
                menu.addMenu(self._recent_menu)
        words = {"system": self.tr("As the system"), "dark": self.tr("Dark"), "light": self.tr("Light")}
        menus["view"].addSeparator()
        themes = tuple((theme, words[theme], "") for theme in THEMES)
        self._add_choices(menus["view"], self.tr("T&heme"), self._themes, choices=themes, chosen=self._theme)
        languages = tuple((code, name, "") for code, name in LANGUAGE.shown_choices() if code != "system")
        self._add_choices(
            menus["view"], self.tr("Lan&guage"), self._languages, choices=languages, chosen=self._language
        )
        if self._device_choices:
            menus["art"].addSeparator()
            title = self.tr("Paint &with")
            self._add_choices(menus["art"], title, self._devices, choices=self._device_choices, chosen=self._device)

    def _add_choices(
        self, menu: QMenu, title: str, group: QActionGroup, *, choices: tuple[Choice, ...], chosen: str
    ) -> None:
        for old in group.actions():
            group.removeAction(old)
            old.deleteLater()
        inner = menu.addMenu(title)
        inner.setToolTipsVisible(True)
        for value, text, problem in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == chosen)
            action.setEnabled(not problem)
            action.setToolTip(problem)
            inner.addAction(action)

    @Slot(QAction)
    def _theme_chosen(self, action: QAction) -> None:
        self._theme = action.data()
        self.theme_requested.emit(self._theme)

    @Slot(QAction)
    def _language_chosen(self, action: QAction) -> None:
        self._language = action.data()
        self.language_requested.emit(self._language)

    @Slot(QAction)
    def _device_chosen(self, action: QAction) -> None:
        self._device = action.data()
        self.device_requested.emit(self._device)

    @Slot()
    def _fill_recent(self) -> None:
        menu = self._recent_menu
        menu.clear()
        menu.setToolTipsVisible(True)
        for path in self._recent.paths():
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.setData(str(path))
            action.triggered.connect(self._recent_chosen)
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(self.tr("Clear list")).triggered.connect(self._recent.clear)

    @Slot()
    def _recent_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.recent_requested.emit(Path(action.data()))
