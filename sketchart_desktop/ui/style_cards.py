"""The style chooser: a card per style with thumbnail, name and a line about it. Arrow keys walk through the cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from sketchart_desktop.state.look import StyleChoice
from sketchart_desktop.ui.theme import DARK, Tones

CARD_HEIGHT_PX = 62
THUMBNAIL_PX = 48
PADDING_PX = 7


def thumbnail_image(entry: StyleChoice) -> QImage:
    """The style's picture. A thumbnail as wide as the pack has styles is a strip: the style's square is cut out."""
    image = QImage(str(entry.thumbnail)) if entry.thumbnail is not None else QImage()
    if not image.isNull() and entry.count > 1 and abs(image.width() - entry.count * image.height()) <= entry.count:
        side = image.height()
        image = image.copy(entry.index * image.width() // entry.count, 0, side, side)
    return image


class StyleCard(QAbstractButton):
    """One style. Checked when chosen."""

    def __init__(self, entry: StyleChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.tones: Tones = DARK
        self._thumbnail = thumbnail_image(entry)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(CARD_HEIGHT_PX)
        self.setMinimumWidth(180)
        self.retranslate()

    def retranslate(self) -> None:
        language = QLocale().name()[:2]
        self.setText(self.entry.name(language))
        description = self.entry.description(language)
        self.setToolTip(description)
        self.setAccessibleName(self.tr("Style {0}").format(self.text()))
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, CARD_HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tones = self.tones
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = tones.accent_soft if self.isChecked() else tones.hover if self.underMouse() else tones.raised
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(tones.accent if self.isChecked() else tones.line), 2 if self.isChecked() else 1))
        painter.drawRoundedRect(frame, 10, 10)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tones.focus), 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 9, 9)
        square = QRect(PADDING_PX, (self.height() - THUMBNAIL_PX) // 2, THUMBNAIL_PX, THUMBNAIL_PX)
        self._paint_thumbnail(painter, square)
        self._paint_words(
            painter, QRect(square.right() + 13, 0, self.width() - square.right() - 13 - 10, self.height())
        )
        painter.end()

    def _paint_thumbnail(self, painter: QPainter, square: QRect) -> None:
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(square), 8, 8)
        painter.setClipPath(clip)
        painter.fillRect(square, QColor("#ffffff"))
        if not self._thumbnail.isNull():
            ratio = self.devicePixelRatioF()
            side = round(THUMBNAIL_PX * ratio)
            small = self._thumbnail.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            small.setDevicePixelRatio(ratio)
            area = QRect(0, 0, round(small.width() / ratio), round(small.height() / ratio))
            area.moveCenter(square.center())
            painter.drawImage(area.topLeft(), small)
        else:
            letter = QFont(self.font())
            letter.setPointSizeF(self.font().pointSizeF() * 2)
            letter.setWeight(QFont.Weight.DemiBold)
            painter.setFont(letter)
            painter.setPen(QColor("#8a909a"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self.text()[:1])
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        name_height = painter.fontMetrics().height()
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        small = QFont(self.font())
        small.setPointSizeF(max(self.font().pointSizeF() * 0.9, 8.0))
        painter.setFont(small)
        metrics = painter.fontMetrics()
        lines = _two_lines(self.entry.description(QLocale().name()[:2]), metrics, room.width())
        height = name_height + (3 + metrics.height() * len(lines) if lines else 0)
        top = room.top() + (room.height() - height) // 2
        painter.setFont(bold)
        painter.setPen(QColor(self.tones.text))
        painter.drawText(QRect(room.left(), top, room.width(), name_height), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(small)
        painter.setPen(QColor(self.tones.faint))
        for row, line in enumerate(lines):
            place = QRect(room.left(), top + name_height + 3 + row * metrics.height(), room.width(), metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)


class StyleCards(QWidget):
    """All cards, one of them chosen."""

    style_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones: Tones = DARK
        self._cards: list[StyleCard] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_entries(self, entries: tuple[StyleChoice, ...], chosen: StyleChoice | None) -> None:
        """Build the cards anew where the list is another; mark the chosen one."""
        if [c.entry for c in self._cards] != list(entries):
            for card in self._cards:
                self._group.removeButton(card)
                self._column.removeWidget(card)
                card.deleteLater()
            self._cards = []
            for entry in entries:
                card = StyleCard(entry, self)
                card.tones = self._tones
                self._group.addButton(card)
                self._column.addWidget(card)
                self._cards.append(card)
        for card in self._cards:
            card.setChecked(card.entry is chosen)

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        for card in self._cards:
            card.tones = tones
            card.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for card in self._cards:
                card.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = [i for i, card in enumerate(self._cards) if card.hasFocus()]
        if step and focused:
            card = self._cards[(focused[0] + step) % len(self._cards)]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.style_requested.emit(card.entry.key)
        else:
            super().keyPressEvent(event)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, StyleCard):
            self.style_requested.emit(button.entry.key)


def _two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text in at most two lines of this width, the second one shortened where it must be."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)] if text else []
    rest = " ".join(words)
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else [first]
