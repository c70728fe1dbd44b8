"""Which look the artwork is rendered in: cards with one's own drawing, the chosen look's sliders, its background."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLocale, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import resources
from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from sketchart_desktop.styling.look import Look, StyleChoice
from sketchart_desktop.ui.styles.cards import StyleCards
from sketchart_desktop.ui.widgets.sliders import PercentSlider
from sketchart_desktop.ui.widgets.theme import Tones

PLAIN = {"en": "As painted", "ko": "그대로"}
MOST_SLIDERS = max(len(entry.sliders) for entry in LOOKS.values())
ROWS_SHOWN = 3


class LookBox(QWidget):
    """Shows a Look's medium and changes it as asked."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards = StyleCards(self)
        self.cards.set_rows_shown(ROWS_SHOWN)
        self._labels = [QLabel(self) for _ in range(MOST_SLIDERS)]
        self.sliders = [PercentSlider(self, beside=label) for label in self._labels]
        self._background_title = QLabel(self)
        self.background = QComboBox(self)
        self.background.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.background.setMinimumHeight(30)
        self._background_row = QWidget(self)
        self._build()
        folder = resources.resources_dir() / "looks"
        self._entries = (
            StyleChoice("", PLAIN, {}, "", 0, 1, 0.0, thumbnail=folder / "plain.png"),
            *(
                StyleChoice(entry.id, dict(entry.names), {}, "", 0, 1, 0.0, thumbnail=folder / f"{entry.id}.png")
                for entry in LOOKS.values()
            ),
        )
        self.retranslate()
        self._show()
        look.changed.connect(self._show)
        self.cards.style_requested.connect(self._chosen)
        self.background.activated.connect(self._background_chosen)
        for slider in self.sliders:
            slider.value_requested.connect(self._moved)

    def set_tones(self, tones: Tones) -> None:
        self.cards.set_tones(tones)

    def retranslate(self) -> None:
        self._background_title.setText(self.tr("Background"))
        self.background.setAccessibleName(self.tr("Background"))
        words = {
            "": self.tr("The look's own choice"),
            "own": self.tr("Its paper"),
            "white": self.tr("White"),
            "scene": self.tr("Sky and ground"),
            "clear": self.tr("Transparent"),
        }
        chosen = self.background.currentData()
        self.background.clear()
        for key, text in words.items():
            self.background.addItem(text, key)
        self.background.setCurrentIndex(max(self.background.findData(chosen), 0))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def name(self) -> str:
        """Of the chosen look, as it is shown."""
        medium = self._look.values.medium
        id = medium.id if medium is not None else ""
        return next(entry for entry in self._entries if entry.key == id).name(QLocale().name()[:2])

    @Slot(str, object)
    def show_thumbnail(self, id: str, rgba: np.ndarray) -> None:
        """The person's own drawing on that look's card: uint8 [H, W, 4]."""
        height, width = rgba.shape[:2]
        rgba = np.ascontiguousarray(rgba)
        image = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
        self.cards.set_picture(id, image.copy())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.cards)
        for slider in self.sliders:
            column.addWidget(slider)
        row = QHBoxLayout(self._background_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._background_title, 1)
        row.addWidget(self.background, 1)
        column.addWidget(self._background_row)

    @Slot()
    def _show(self) -> None:
        medium, language = self._look.values.medium, QLocale().name()[:2]
        entry = LOOKS.get(medium.id) if medium is not None else None
        chosen = next((e for e in self._entries if e.key == (entry.id if entry else "")), None)
        self.cards.show_entries(self._entries, chosen)
        self._background_row.setVisible(entry is not None)
        sliders = entry.sliders if entry is not None else ()
        values = dict(medium.values) if medium is not None else {}
        for index, (label, slider) in enumerate(zip(self._labels, self.sliders, strict=True)):
            slider.setVisible(index < len(sliders))
            if index < len(sliders):
                one = sliders[index]
                name = one.names.get(language) or one.names["en"]
                label.setText(name)
                slider.set_words(name, name)
                slider.show_value(values.get(one.key, one.default))
        if medium is not None:
            self.background.setCurrentIndex(max(self.background.findData(medium.background), 0))

    @Slot(str)
    def _chosen(self, id: str) -> None:
        self._look.choose_medium(id)

    @Slot(float)
    def _moved(self, value: float) -> None:
        medium, slider = self._look.values.medium, self.sender()
        if medium is not None and isinstance(slider, PercentSlider):
            key = LOOKS[medium.id].sliders[self.sliders.index(slider)].key
            self._look.set_medium(medium.with_value(key, value))

    @Slot(int)
    def _background_chosen(self, row: int) -> None:
        medium = self._look.values.medium
        if medium is not None:
            self._look.set_medium(LookChoice(medium.id, medium.values, self.background.itemData(row), medium.seed))
