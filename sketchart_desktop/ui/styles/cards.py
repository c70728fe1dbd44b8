"""The style chooser: a grid of small cards, picture over name, the chosen one framed. Arrow keys walk through it.

More rows than are shown at once scroll within the grid, so that what stands below it stays in sight.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QWidget

from sketchart_desktop.styling.look import StyleChoice
from sketchart_desktop.ui.widgets.theme import DARK, Tones

CARD_WIDTH_PX = 56  # the least
THUMBNAIL_PX = 44
PADDING_PX = 5
GAP_PX = 6
ROWS_SHOWN = 3
PEEP_PX = 22  # of the next row, where there is one: it says that there is more
LEAST_NAME_PT = 8.0
NARROWEST_PERCENT = 80  # long names are drawn narrower, down to this, before they are cut short
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def thumbnail_image(entry: StyleChoice) -> QImage:
    """The style's picture. A thumbnail as wide as the pack has styles is a strip: the style's square is cut out."""
    image = QImage(str(entry.thumbnail)) if entry.thumbnail is not None else QImage()
    if not image.isNull() and entry.count > 1 and abs(image.width() - entry.count * image.height()) <= entry.count:
        side = image.height()
        image = image.copy(entry.index * image.width() // entry.count, 0, side, side)
    return image


class StyleCard(QAbstractButton):
    """One style. Checked when chosen."""

    step_requested = Signal(int, int)  # columns, rows

    def __init__(self, entry: StyleChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.tones: Tones = DARK
        self._thumbnail = thumbnail_image(entry)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def set_picture(self, picture: QImage) -> None:
        """Show this in place of the style's own."""
        self._thumbnail = picture
        self.update()

    def retranslate(self) -> None:
        language = QLocale().name()[:2]
        self.setText(self.entry.name(language))
        description = self.entry.description(language)
        self.setToolTip(f"<b>{self.text()}</b><br>{description}" if description else self.text())
        self.setAccessibleName(self.tr("Style {0}").format(self.text()))
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        words_px = QFontMetrics(self._name_font()).height()
        return QSize(CARD_WIDTH_PX, PADDING_PX + THUMBNAIL_PX + 2 + words_px + 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(*step)
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tones = self.tones
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = tones.accent_soft if self.isChecked() else tones.hover if self.underMouse() else tones.raised
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(tones.accent if self.isChecked() else tones.line), 2 if self.isChecked() else 1))
        painter.drawRoundedRect(frame, 9, 9)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tones.focus), 2))
            painter.drawRoundedRect(frame, 9, 9)
        left = (self.width() - THUMBNAIL_PX) // 2
        self._paint_thumbnail(painter, QRect(left, PADDING_PX, THUMBNAIL_PX, THUMBNAIL_PX))
        below = PADDING_PX + THUMBNAIL_PX + 2
        self._paint_name(painter, QRect(2, below, self.width() - 4, self.height() - below - 3))
        painter.end()

    def _paint_thumbnail(self, painter: QPainter, square: QRect) -> None:
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(square), 7, 7)
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

    def _paint_name(self, painter: QPainter, room: QRect) -> None:
        font = self._name_font()
        needed = QFontMetrics(font).horizontalAdvance(self.text())
        if needed > room.width():
            font.setStretch(max(100 * room.width() // needed, NARROWEST_PERCENT))
        painter.setFont(font)
        painter.setPen(QColor(self.tones.text if self.isChecked() else self.tones.faint))
        name = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(self.font().pointSizeF() * 0.85, LEAST_NAME_PT))
        return font


class StyleCards(QScrollArea):
    """All cards, one of them chosen; as many columns as there is room for."""

    style_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones: Tones = DARK
        self._cards: list[StyleCard] = []
        self._columns = 1
        self._rows_shown = ROWS_SHOWN
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._sheet = QWidget(self)
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)

    def show_entries(self, entries: tuple[StyleChoice, ...], chosen: StyleChoice | None) -> None:
        """Build the cards anew where the list is another; mark the chosen one."""
        if [c.entry for c in self._cards] != list(entries):
            for card in self._cards:
                self._group.removeButton(card)
                card.hide()
                card.deleteLater()
            self._cards = [self._new_card(entry) for entry in entries]
            self._place()
        for card in self._cards:
            card.setChecked(card.entry is chosen)
            if card.isChecked():
                self.ensureWidgetVisible(card, 0, GAP_PX)

    def set_picture(self, key: str, picture: QImage) -> None:
        """On the card of that key, if there is one."""
        for card in self._cards:
            if card.entry.key == key:
                card.set_picture(picture)

    def set_rows_shown(self, rows: int) -> None:
        """How many rows are seen at once, at most."""
        if rows != self._rows_shown:
            self._rows_shown = rows
            self._place()

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        for card in self._cards:
            card.tones = tones
            card.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(CARD_WIDTH_PX, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for card in self._cards:
                card.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._place()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _new_card(self, entry: StyleChoice) -> StyleCard:
        card = StyleCard(entry, self._sheet)
        card.tones = self._tones
        card.step_requested.connect(self._step)
        self._group.addButton(card)
        card.show()
        return card

    def _place(self) -> None:
        """Lay the cards in rows over the whole width, and be as high as the rows that are shown."""
        if not self._cards:
            self.setFixedHeight(0)
            return
        height = self._cards[0].sizeHint().height()
        across = self.width()
        self._columns = max(1, (across + GAP_PX) // (CARD_WIDTH_PX + GAP_PX))
        rows = -(-len(self._cards) // self._columns)
        if rows > self._rows_shown:
            across -= self.verticalScrollBar().sizeHint().width()
        width = max((across + GAP_PX) // self._columns - GAP_PX, 1)
        for index, card in enumerate(self._cards):
            row, column = divmod(index, self._columns)
            card.setGeometry(column * (width + GAP_PX), row * (height + GAP_PX), width, height)
        whole = rows * (height + GAP_PX) - GAP_PX
        self._sheet.resize(across, whole)
        shown = self._rows_shown
        self.setFixedHeight(whole if rows <= shown else shown * (height + GAP_PX) + PEEP_PX)

    def _step(self, columns: int, rows: int) -> None:
        """From the card with the focus to its neighbour; sideways over the ends of the rows."""
        focused = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        if focused is None:
            return
        target = (focused + columns) % len(self._cards) if columns else focused + rows * self._columns
        if 0 <= target < len(self._cards):
            card = self._cards[target]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(card, 0, GAP_PX)
            self.style_requested.emit(card.entry.key)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, StyleCard):
            self.style_requested.emit(button.entry.key)
