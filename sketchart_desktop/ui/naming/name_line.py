"""A discreet line under the drawing: "tree 83 %, mushroom 9 %". A click opens the list to correct it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from engines.naming.vocabulary import Vocabulary, read_vocabulary
from sketchart_desktop.session.drawing_name import DrawingName
from sketchart_desktop.ui.naming.name_list import NameList

SHOWN = 2  # labels of one figure
FIGURES = 4
FAINTEST = 0.05  # a label less probable than this is not worth reading
UNSURE = 0.25  # below, the drawing has no name yet


def window_language() -> str:
    """That names are shown in: ko or en."""
    return "ko" if QLocale().language() == QLocale.Language.Korean else "en"


def shown_name(thing: str) -> str:
    """A thing's name for people, its first letter large; "" for none."""
    name = read_vocabulary()[thing].name(window_language()) if thing else ""
    return name[:1].upper() + name[1:]


class NameLine(QWidget):
    """Shows what a DrawingName holds, in the language of the window."""

    def __init__(self, name: DrawingName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("name_line")
        self._name = name
        self._vocabulary: Vocabulary | None = None
        self._list: NameList | None = None
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.setProperty("role", "faint")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        self.setFixedHeight(26)
        self.button.clicked.connect(self.open_list)
        name.changed.connect(self._show)
        self.retranslate()

    @property
    def text(self) -> str:
        """What is said, "" for nothing."""
        return self.button.text()

    @Slot()
    def open_list(self) -> None:
        """The list of likely names, and the search among all."""
        if self._list is None:
            self._list = NameList(self._things(), self)
            self._list.thing_chosen.connect(self._name.choose)
        likely = [label.thing for figure in self._name.figures for label in figure.labels]
        self._list.open_at(
            self.button.mapToGlobal(QPoint(0, 0)), likely=likely, chosen=self._name.chosen, language=window_language()
        )

    def retranslate(self) -> None:
        self.button.setToolTip(self.tr("What the drawing shows. Click to correct it."))
        self.button.setAccessibleName(self.tr("What the drawing shows"))
        self._show()

    @Slot()
    def _show(self) -> None:
        text = self._sentence()
        if text != self.button.text():
            self.button.setText(text)
        self.button.setVisible(bool(text))

    def _sentence(self) -> str:
        name, language = self._name, window_language()
        if name.chosen:
            return self.tr("{0} (your name for it)").format(self._things()[name.chosen].name(language))
        if not name.figures:
            return ""
        if name.labels[0].probability < UNSURE:
            return self.tr("What is it?")
        parts = []
        for figure in name.figures[:FIGURES]:
            labels = [one for one in figure.labels[:SHOWN] if one.probability >= FAINTEST] or figure.labels[:1]
            if len(name.figures) > 1:
                labels = labels[:1]
            parts.append(", ".join(f"{self._things()[o.thing].name(language)} {o.probability:.0%}" for o in labels))
        return " · ".join(parts)

    def _things(self) -> Vocabulary:
        if self._vocabulary is None:
            self._vocabulary = read_vocabulary()
        return self._vocabulary

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self.retranslate()
        super().changeEvent(event)
