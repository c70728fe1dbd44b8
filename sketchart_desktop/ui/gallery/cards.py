"""Gallery entries as a list of cards: the model that holds those that are searched for, and how a card is drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QImageReader, QPainter, QPainterPath, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sketchart_desktop.files.gallery import Entry, Gallery
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

CARD_PX = QSize(208, 250)
PAD_PX = 8
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


def date_text(kept_s: float) -> str:
    """The day, as it is written where the user lives."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(kept_s)).date(), QLocale.FormatType.ShortFormat)


class GalleryModel(QAbstractListModel):
    """The entries that match what is searched for, newest first."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__()
        self._gallery = gallery
        self._shown: list[Entry] = []
        self._words, self._starred = "", False
        gallery.changed.connect(self.show_again)
        self.show_again()

    def search(self, words: str, *, starred: bool) -> None:
        self._words, self._starred = words, starred
        self.show_again()

    def show_again(self) -> None:
        """What is kept has changed. Cards that stay keep their place, so that a selection lives on."""
        fresh = [
            entry
            for entry in self._gallery.entries
            if entry.matches(self._words, date_text(entry.kept_s)) and (entry.starred or not self._starred)
        ]
        if [entry.id for entry in fresh] == [entry.id for entry in self._shown]:
            self._shown = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._shown = fresh
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def place_of(self, entry_id: str) -> QModelIndex:
        row = next((row for row, entry in enumerate(self._shown) if entry.id == entry_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            star = self.tr("starred") if entry.starred else ""
            return ", ".join(filter(None, (entry.name, entry.look.style_name, date_text(entry.kept_s), star)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.name}\n{entry.look.style_name} · {date_text(entry.kept_s)}"
        return None


class CardDelegate(QStyledItemDelegate):
    """A rounded picture, the name, style and day under it, and marks for stars and training."""

    def __init__(self) -> None:
        super().__init__()
        self.tones: Tones = DARK

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CARD_PX

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY)
        if entry is None:
            return
        tones, rect = self.tones, QRect(option.rect).adjusted(4, 4, -4, -4)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(tones.focus if selected else tones.line))
        painter.setBrush(QColor(tones.accent_soft if selected else tones.hover if hovered else tones.raised))
        painter.drawRoundedRect(rect, 10, 10)
        picture = QRect(rect.left() + PAD_PX, rect.top() + PAD_PX, rect.width() - 2 * PAD_PX, rect.width() - 2 * PAD_PX)
        self._paint_picture(painter, entry, picture)
        words = QRect(picture.left(), picture.bottom() + 6, picture.width(), rect.bottom() - picture.bottom() - 8)
        bold = painter.font()
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tones.text))
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(words, top, _short(painter.fontMetrics(), entry.name, words.width()))
        plain = painter.font()
        plain.setWeight(plain.Weight.Normal)
        painter.setFont(plain)
        painter.setPen(QColor(tones.faint))
        words.setTop(words.top() + painter.fontMetrics().height() + 1)
        facts = " · ".join(filter(None, (entry.look.style_name, date_text(entry.kept_s))))
        painter.drawText(words, top, _short(painter.fontMetrics(), facts, words.width()))
        marks = [mark for mark, there in (("star", entry.starred), ("teach", entry.training)) if there]
        for place, mark in enumerate(marks):
            self._paint_mark(painter, mark, picture.right() - 30 * (place + 1), picture.top() + 6)
        painter.restore()

    def _paint_picture(self, painter: QPainter, entry: Entry, box: QRect) -> None:
        pixmap = _thumbnail(entry)
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(box, 7, 7)
        painter.setClipPath(path)
        painter.fillRect(box, QColor("#ffffff"))
        if not pixmap.isNull():
            size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(box.center())
            painter.drawPixmap(target, pixmap)
        painter.restore()

    def _paint_mark(self, painter: QPainter, mark: str, x: int, y: int) -> None:
        box = QRect(x, y, 24, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 22, 26, 190))
        painter.drawEllipse(box)
        colour = "#ffd54a" if mark == "star" else "#8fd6ff"
        icons.tinted(mark, colour).paint(painter, box.adjusted(4, 4, -4, -4))


def _thumbnail(entry: Entry) -> QPixmap:
    """Read when it is looked at, and kept by Qt while there is room. A null pixmap where it cannot be read."""
    key = f"gallery {entry.id}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    reader = QImageReader(str(entry.thumbnail))
    size = reader.size()
    image = QImage() if size.width() > 2000 or size.height() > 2000 else reader.read()
    pixmap = QPixmap.fromImage(image)
    if not pixmap.isNull():
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _short(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
