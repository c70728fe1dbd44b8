"""Which style paints on the artwork of the chosen one, and how strongly."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.widgets.sliders import PercentSlider


class ThenBox(QWidget):
    """Hidden while no style can follow."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.choice = QComboBox(self)
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choice.setMinimumHeight(30)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(8)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.strength = PercentSlider(self, beside=self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strength)
        self.choice.activated.connect(self._chosen)
        self.strength.value_requested.connect(look.set_then_strength)
        look.styles_changed.connect(self._fill)
        look.style_changed.connect(self._fill)
        look.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self.choice.setAccessibleName(self.tr("Style that paints on the artwork"))
        self.choice.setToolTip(self.tr("A second style that paints on the artwork of the first"))
        self.strength.set_words(self.tr("Strength"), self.tr("How much the second style paints over the first"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        language = QLocale().name()[:2]
        followers = self._look.followers()
        self.choice.clear()
        self.choice.addItem(self.tr("Then: nothing more"), "")
        for entry in followers:
            self.choice.addItem(self.tr("Then: {0}").format(entry.name(language)), entry.key)
        self.setVisible(bool(followers))
        self._show()

    @Slot()
    def _show(self) -> None:
        then = self._look.then
        self.choice.setCurrentIndex(max(self.choice.findData(then.key if then is not None else ""), 0))
        self.strength.set_slider_shown(then is not None)
        self.strength.show_value(self._look.values.then_strength)

    @Slot(int)
    def _chosen(self, row: int) -> None:
        self._look.follow_with(self.choice.itemData(row))
