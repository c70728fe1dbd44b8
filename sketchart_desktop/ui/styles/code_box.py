"""Variants of a style that has many: step through them, bend each of the code's numbers, or take a picture's style.
Any style: take a picture's colours.
"""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.raster.image_codec import SUFFIXES
from sketchart_desktop.styling.look import Look, ReferencePicture
from sketchart_desktop.styling.reference_picture import read_likeness
from sketchart_desktop.ui.widgets.clipboard import picture_path
from sketchart_desktop.ui.widgets.error_messages import translated
from sketchart_desktop.ui.widgets.sliders import TitledSlider

MOST_SLIDERS = 8
REACH = 3.0  # codes are N(0, 1)
SEEDS = 2**31


class CodeSlider(TitledSlider):
    """-3..3 in tenths."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(round(2 * REACH * 10), parent)

    def value_at(self, position: int) -> float:
        return position / 10 - REACH

    def position_of(self, value: float) -> int:
        return round((min(max(value, -REACH), REACH) + REACH) * 10)

    def words_for(self, value: float) -> str:
        return f"{value:+.1f}"


class StyleCodeBox(QWidget):
    """Shows a Look and changes it as asked. Pictures can be dropped on it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = Path.home()
        self.setAcceptDrops(True)
        self.variant = QLabel(self)
        self.back, self.forth, self.dice = (QPushButton(self) for _ in range(3))
        self.sliders = tuple(CodeSlider(self) for _ in range(MOST_SLIDERS))
        self.like = QToolButton(self)  # stands beside the colours: see the style panel
        self.like.setIconSize(QSize(20, 20))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "faint")
        row = QHBoxLayout()
        row.addWidget(self.variant, 1)
        for button in (self.back, self.forth, self.dice):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        for slider in self.sliders:
            column.addWidget(slider)
            slider.value_requested.connect(self._bent)
        column.addWidget(self.note)
        for button in (self.back, self.forth, self.dice, self.like):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self._step_back)
        self.forth.clicked.connect(self._step_forth)
        self.dice.clicked.connect(self._roll)
        self.like.clicked.connect(self._choose_picture)
        look.changed.connect(self._show)
        look.style_changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        for button, text, words in (
            (self.back, "◀", self.tr("Previous variant")),
            (self.forth, "▶", self.tr("Next variant")),
            (self.dice, "⚄", self.tr("Any variant")),
        ):
            button.setText(text)
            button.setMaximumWidth(40)
            button.setStyleSheet("padding: 4px 2px")
            button.setAccessibleName(words)
            button.setToolTip(words)
        for number, slider in enumerate(self.sliders, 1):
            slider.set_words(self.tr("Style {0}").format(number), self.tr("One of the numbers that make the style"))
        self._show()

    def take_picture(self, path: Path) -> None:
        """The picture's style where the chosen style can read one, else its colours."""
        try:
            likeness = read_likeness(path)
        except DrawingFileError as error:
            self.note.setText(translated(str(error)))
            self.note.show()
            return
        if self._inputs("reference"):
            self._look.set_reference(ReferencePicture(likeness.reference(), path.name))
        else:
            self._look.set_palette(likeness.palette())

    @Slot()
    def _show(self) -> None:
        values, length = self._look.values, self._length()
        for part in (self.variant, self.back, self.forth, self.dice):
            part.setVisible(length > 0)
        self.variant.setText(self.tr("Variant {0}").format(values.dice))
        self.back.setEnabled(values.dice > 0)
        words = self.tr("Like a picture…") if self._inputs("reference") else self.tr("Colours like a picture…")
        self.like.setAccessibleName(words)
        self.like.setToolTip(words + "\n" + self.tr("Choose a picture, or drop one here"))
        code = self._code() if length else ()
        for number, slider in enumerate(self.sliders):
            slider.setVisible(number < length)
            slider.setEnabled(values.reference is None)
            if number < length:
                slider.show_value(code[number])
        self.note.setVisible(values.reference is not None)
        if values.reference is not None:
            self.note.setText(self.tr("In the style of {0}").format(values.reference.name))

    @Slot()
    def _bent(self) -> None:
        slider, code = self.sender(), list(self._code())
        if slider in self.sliders:
            assert isinstance(slider, CodeSlider)
            code[self.sliders.index(slider)] = slider.value_at(slider.slider.value())
            self._look.set_style_code(tuple(code))

    @Slot()
    def _step_back(self) -> None:
        self._look.set_variant(self._look.values.dice - 1)

    @Slot()
    def _step_forth(self) -> None:
        self._look.set_variant(self._look.values.dice + 1)

    @Slot()
    def _roll(self) -> None:
        self._look.set_variant(random.randrange(1, SEEDS))

    @Slot()
    def _choose_picture(self) -> None:
        words = self.tr("Pictures ({0})").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Like this picture"), str(self._folder), words)
        if name:
            self._folder = Path(name).parent
            self.take_picture(Path(name))

    def _inputs(self, name: str) -> object:
        chosen = self._look.chosen
        picture = getattr(chosen.pack, "picture", None) if chosen is not None else None
        return getattr(picture, name, None)

    def _length(self) -> int:
        """How many numbers a code of the chosen style has; 0 where it has none."""
        length = self._inputs("style_length")
        return length if isinstance(length, int) and self._inputs("style") == "code" else 0

    def _code(self) -> tuple[float, ...]:
        from engines.pictures import drawn_code  # too heavy for the window's start

        values, length = self._look.values, self._length()
        return values.style_code or tuple(map(float, drawn_code(values.dice, length)[0]))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = picture_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_picture(path)
