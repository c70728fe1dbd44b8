"""The settings, drawn from the one table: a page per group, every change applied at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.preferences.options import Option, Value
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.ui.preferences.setting_fields import ChoicesOf, SettingField, SwitchField, field_for
from sketchart_desktop.ui.widgets.column import scroll_in

SIZE_PX = (680, 600)
WIDE_PX = (1080, 860)  # for a page that is more than a list of settings

# In the order of the list; a group without options in the table has no page.
GROUPS: dict[str, str] = {
    "general": str(QT_TRANSLATE_NOOP("SettingsGroup", "General")),
    "canvas": str(QT_TRANSLATE_NOOP("SettingsGroup", "Canvas")),
    "tablet": str(QT_TRANSLATE_NOOP("SettingsGroup", "Pen tablet")),
    "engine": str(QT_TRANSLATE_NOOP("SettingsGroup", "Painting")),
    "styles": str(QT_TRANSLATE_NOOP("SettingsGroup", "Styles")),
    "training": str(QT_TRANSLATE_NOOP("SettingsGroup", "Teach")),
    "language": str(QT_TRANSLATE_NOOP("SettingsGroup", "Language")),
}


class SettingsDialog(QDialog):
    """Stays beside the window: what it changes is seen there at once. `choices_of(key)`: for open-ended options.
    `more`: by group, what its page holds below the options."""

    def __init__(
        self,
        settings: Settings,
        choices_of: ChoicesOf,
        parent: QWidget | None = None,
        *,
        more: Mapping[str, QWidget] | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._more = dict(more or {})
        self._fields: dict[str, SettingField] = {}
        self._labels: dict[str, QLabel] = {}
        self._tips: dict[str, QLabel] = {}
        table = settings.table()
        self._groups = tuple(group for group in GROUPS if any(option.group == group for option in table))
        self._list = QListWidget(self)
        self._list.setObjectName("pages")
        self._list.setFixedWidth(164)
        self._pages = QStackedWidget(self)
        for group in self._groups:
            self._list.addItem("")
            rows = tuple(option for option in table if option.group == group)
            self._pages.addWidget(self._page(rows, choices_of, more=self._more.get(group)))
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(QSize(0, 36))
        self._buttons = QDialogButtonBox(self)
        self._defaults = QPushButton(self)
        self._defaults.setAutoDefault(False)
        self._buttons.addButton(self._defaults, QDialogButtonBox.ButtonRole.ResetRole)
        self._close = QPushButton(self)
        self._buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self._list)
        middle.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(18)
        column.addLayout(middle, 1)
        column.addWidget(self._buttons)
        self.resize(*SIZE_PX)
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._list.currentRowChanged.connect(self._make_room)
        self._defaults.clicked.connect(self._reset_page)
        self._buttons.rejected.connect(self.reject)
        settings.changed.connect(self._show_one)
        self._list.setCurrentRow(0)
        self.retranslate()

    def open_fresh(self) -> None:
        """Show it, or bring it to the front, with the choices of now."""
        self.retranslate()
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _make_room(self, row: int) -> None:
        if self._groups[row] in self._more:
            room = self.screen().availableSize()
            self.resize(
                max(self.width(), min(WIDE_PX[0], room.width())), max(self.height(), min(WIDE_PX[1], room.height()))
            )

    def show_page(self, group: str) -> None:
        self._list.setCurrentRow(self._groups.index(group))

    def field(self, key: str) -> SettingField:
        return self._fields[key]

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._list.setAccessibleName(self.tr("Groups of settings"))
        for row, group in enumerate(self._groups):
            self._list.item(row).setText(QCoreApplication.translate("SettingsGroup", GROUPS[group]))
        self._defaults.setText(self.tr("Restore this page"))
        self._defaults.setToolTip(self.tr("Gives every setting of this page its first value again"))
        self._close.setText(self.tr("Close"))
        for key, field in self._fields.items():
            field.retranslate()
            field.show_value(self._settings.get(key))
            if key in self._labels:
                self._labels[key].setText(field.option.shown_label())
            if key in self._tips:
                self._tips[key].setText(field.option.shown_tip())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _page(self, table: tuple[Option[Any], ...], choices_of: ChoicesOf, *, more: QWidget | None) -> QWidget:
        sheet = QWidget(self)
        page = QWidget(sheet)
        scroll_in(sheet, page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2, 10, 0)
        column.setSpacing(4)
        for option in table:
            field = field_for(option, choices_of, parent=page)
            field.value_requested.connect(self._wanted)
            self._fields[option.key] = field
            if not isinstance(field, SwitchField):
                label = self._labels[option.key] = QLabel(page)
                label.setBuddy(field.control)
                column.addWidget(label)
            column.addWidget(field)
            if option.tip:
                tip = self._tips[option.key] = QLabel(page)
                tip.setProperty("role", "faint")
                tip.setWordWrap(True)
                column.addWidget(tip)
            column.addSpacing(12)
        if more is not None:
            column.addWidget(more, 1)
        column.addStretch(0 if more is not None else 1)
        return sheet

    @Slot(str, object)
    def _wanted(self, key: str, value: Value) -> None:
        self._settings.set(key, value)

    @Slot(str)
    def _show_one(self, key: str) -> None:
        self._fields[key].show_value(self._settings.get(key))

    @Slot()
    def _reset_page(self) -> None:
        group = self._groups[self._list.currentRow()]
        for option in self._settings.table():
            # An empty default stands for "whatever comes first": there is nothing to go back to.
            if option.group == group and option.default != "":
                self._settings.reset(option.key)
