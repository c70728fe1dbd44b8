"""The welcome page: things to start with, large enough for a child. It asks nothing and can be closed at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.ui.welcome.tile import DeedTile, PictureTile
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.column import hairline
from sketchart_desktop.ui.widgets.theme import DARK, Tones

WIDEST_PX = 1060
COLUMNS = 4
SAMPLE_NAMES = {
    "cat": str(QT_TRANSLATE_NOOP("Samples", "Cat")),
    "cup": str(QT_TRANSLATE_NOOP("Samples", "Cup")),
    "dinosaur": str(QT_TRANSLATE_NOOP("Samples", "Dinosaur")),
    "fish": str(QT_TRANSLATE_NOOP("Samples", "Fish")),
    "flower": str(QT_TRANSLATE_NOOP("Samples", "Flower")),
    "house": str(QT_TRANSLATE_NOOP("Samples", "House")),
    "mushroom": str(QT_TRANSLATE_NOOP("Samples", "Mushroom")),
    "rocket": str(QT_TRANSLATE_NOOP("Samples", "Rocket")),
    "scan-boat": str(QT_TRANSLATE_NOOP("Samples", "Boat, photographed")),
    "scan-snail": str(QT_TRANSLATE_NOOP("Samples", "Snail, photographed")),
    "scribble-apple": str(QT_TRANSLATE_NOOP("Samples", "Apple, scribbled")),
    "scribble-elephant": str(QT_TRANSLATE_NOOP("Samples", "Elephant, scribbled")),
}
Pictured = tuple[Path, QImage]


class WelcomePage(QWidget):
    """Covers its parent. Every deed is asked for by a signal; `closed` when the user wants to draw."""

    guide_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    recovery_requested = Signal()
    sample_requested = Signal(object)  # Path
    recent_requested = Signal(object)  # Path
    at_start_requested = Signal(bool)
    closed = Signal()

    def __init__(self, samples: tuple[Pictured, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tones = DARK
        self._icon = QLabel(self)
        self._title, self._line = QLabel("Sketchart", self), QLabel(self)
        self._title.setFont(_larger(self._title.font(), 2.3))
        self._line.setFont(_larger(self._line.font(), 1.15, bold=False))
        self._line.setProperty("role", "faint")
        self._guide, self._new = DeedTile("cat", loud=True, parent=self), DeedTile("new", parent=self)
        self._open, self._recover = DeedTile("open", parent=self), DeedTile("recover", parent=self)
        self._samples = [PictureTile(path, picture, parent=self) for path, picture in samples]
        self._recent: list[PictureTile] = []
        self._samples_title, self._recent_title = QLabel(self), QLabel(self)
        for label in (self._samples_title, self._recent_title):
            label.setFont(_larger(label.font(), 1.1))
        self._at_start, self._draw = QCheckBox(self), QPushButton(self)
        self._recent_row = QGridLayout()
        self._build()
        self._connect()
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    @property
    def tiles(self) -> tuple[PictureTile, ...]:
        return (*self._samples, *self._recent)

    @property
    def deeds(self) -> tuple[DeedTile, ...]:
        return (self._guide, self._new, self._open, self._recover)

    def open_with(self, recent: tuple[Pictured, ...], *, anything_left: bool) -> None:
        """Show the page, with the drawings used last. `anything_left`: a crash left a drawing behind."""
        for tile in self._recent:
            self._recent_row.removeWidget(tile)
            tile.deleteLater()
        self._recent = [PictureTile(path, picture, picture_px=104, parent=self) for path, picture in recent[:COLUMNS]]
        for column, tile in enumerate(self._recent):
            tile.set_tones(self._tones)
            tile.set_name(tile.path.stem if tile.path else "", self.tr("Open {0}").format(tile.path))
            tile.clicked.connect(self._recent_pressed)
            self._recent_row.addWidget(tile, 0, column)
        self._recent_title.setVisible(bool(self._recent))
        self._recover.setVisible(anything_left)
        self.resize(self.parentWidget().size())
        self.raise_()
        self.show()
        self._guide.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_at_start(self, on: bool) -> None:
        self._at_start.blockSignals(True)
        self._at_start.setChecked(on)
        self._at_start.blockSignals(False)

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        self._icon.setPixmap(icons.tinted("app", tones.focus).pixmap(QSize(52, 52), self.devicePixelRatioF()))
        for tile in (*self.deeds, *self.tiles):
            tile.set_tones(tones)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Welcome"))
        self._line.setText(self.tr("Draw, and watch it become art. All of it stays on this computer."))
        self._guide.set_words(self.tr("Draw a cat in 6 strokes"), self.tr("Start here: it takes a minute."))
        self._new.set_words(self.tr("New drawing"), self.tr("Blank paper, any size"))
        self._open.set_words(self.tr("Open…"), self.tr("A drawing or a picture"))
        self._recover.set_words(self.tr("Bring back"), self.tr("A drawing that was not saved"))
        self._samples_title.setText(self.tr("Or play with one of these"))
        self._recent_title.setText(self.tr("Go on with"))
        self._at_start.setText(self.tr("Show this page at the start"))
        self._draw.setText(self.tr("Just draw"))
        self._draw.setToolTip(self.tr("Close this page (Esc)"))
        for tile in self._samples:
            name = tile.path.stem if tile.path else ""
            shown = QCoreApplication.translate("Samples", SAMPLE_NAMES[name]) if name in SAMPLE_NAMES else name
            tile.set_name(shown, self.tr("Play with the drawing: {0}").format(shown))

    # Slots

    @Slot()
    def close_page(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    @Slot()
    def _sample_pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, PictureTile):
            self.sample_requested.emit(tile.path)

    @Slot()
    def _recent_pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, PictureTile):
            self.recent_requested.emit(tile.path)

    # Within

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(_scrolled(self._inside(), self), 1)
        outer.addWidget(hairline(self))
        foot = QHBoxLayout()
        foot.setContentsMargins(36, 10, 36, 16)
        foot.addWidget(self._at_start)
        foot.addStretch(1)
        foot.addWidget(self._draw)
        outer.addLayout(foot)

    def _inside(self) -> QWidget:
        """What may be scrolled: the name, the deeds, the samples, the drawings used last."""
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 30, 36, 22)
        column.setSpacing(14)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(6)
        column.addLayout(self._deeds())
        column.addSpacing(8)
        column.addWidget(self._samples_title)
        samples = QGridLayout()
        for index, tile in enumerate(self._samples):
            samples.addWidget(tile, index // COLUMNS, index % COLUMNS)
        column.addLayout(samples)
        column.addSpacing(4)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent_row)
        for grid in (samples, self._recent_row):
            grid.setSpacing(12)
            for place in range(COLUMNS):
                grid.setColumnStretch(place, 1)
        column.addStretch(2)
        return inside

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addWidget(self._icon)
        head.addLayout(words, 1)
        return head

    def _deeds(self) -> QGridLayout:
        deeds = QGridLayout()
        deeds.setSpacing(12)
        for index, (tile, span) in enumerate(((self._guide, 2), (self._new, 1), (self._open, 1))):
            deeds.addWidget(tile, 0, (0, 2, 3)[index], 1, span)
        deeds.addWidget(self._recover, 1, 0, 1, 4)
        for place in range(4):
            deeds.setColumnStretch(place, 1)
        return deeds

    def _connect(self) -> None:
        self._guide.clicked.connect(self.guide_requested)
        self._new.clicked.connect(self.new_requested)
        self._open.clicked.connect(self.open_requested)
        self._recover.clicked.connect(self.recovery_requested)
        self._at_start.toggled.connect(self.at_start_requested)
        self._draw.clicked.connect(self.close_page)
        for tile in self._samples:
            tile.clicked.connect(self._sample_pressed)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.resize(self.parentWidget().size())
        return False


def _scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """`inside` in the middle of whatever room there is."""
    middle = QWidget(parent)
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inside, 100)
    row.addStretch(1)
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(middle)
    area.viewport().setAutoFillBackground(False)
    middle.setAutoFillBackground(False)
    return area


def _larger(font: QFont, factor: float, *, bold: bool = True) -> QFont:
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        larger.setWeight(QFont.Weight.DemiBold)
    return larger
