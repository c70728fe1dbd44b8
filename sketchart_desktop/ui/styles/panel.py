"""The panel beside the artwork: style cards, blend, palette with dice and lock, how much of the lines to keep, and
how strong the light is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engines.palette import PALETTE_SIZE
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.colour.palette_popup import PalettePopup
from sketchart_desktop.ui.styles.cards import StyleCards
from sketchart_desktop.ui.styles.code_box import StyleCodeBox
from sketchart_desktop.ui.styles.landmark_box import LandmarkBox
from sketchart_desktop.ui.styles.look_box import LookBox
from sketchart_desktop.ui.styles.second_style_box import ThenBox
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.column import hairline, scroll_in
from sketchart_desktop.ui.widgets.sliders import PercentSlider
from sketchart_desktop.ui.widgets.swatch import Swatch
from sketchart_desktop.ui.widgets.theme import Tones

PANEL_WIDTH_PX = 316
LOW_PX = 470  # a lower panel shows fewer rows of styles
ROWS = (2, 3)

DICE_SIDES = 2**31


class StylePanel(QWidget):
    """Shows a Look and changes it as asked."""

    def __init__(
        self, look: Look, actions: Actions, *, palettes: PaletteLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.setMaximumWidth(420)
        self._look = look
        self._style_tab, self._look_tab = _tab(self), _tab(self)
        self._style_tab.setChecked(True)
        self._style_name = QLabel(self)
        self._style_name.setProperty("role", "faint")
        self._cards = StyleCards(self)
        self._no_styles = QLabel(self)
        self._no_styles.setWordWrap(True)
        self._no_styles.setProperty("role", "faint")
        self._partner = QComboBox(self)
        self._partner.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._partner.setMinimumHeight(30)
        self._partner.setMinimumContentsLength(8)
        self._partner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._blend = PercentSlider(self, beside=self._partner)
        self._then = ThenBox(look, self)
        self.looks = LookBox(look, self)
        self._code = StyleCodeBox(look, self)
        self._landmarks = LandmarkBox(look, self)
        self._palette_title = _title()
        self._swatches = [Swatch((128, 128, 128), 36, parent=self) for _ in range(PALETTE_SIZE)]
        self._palettes = QToolButton(self)
        self._palettes.setIconSize(QSize(20, 20))
        self._palettes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._popup = PalettePopup(look, palettes, self)
        self._palette_note = QLabel(self)
        self._palette_note.setWordWrap(True)
        self._palette_note.setProperty("role", "faint")
        self._lines_title = QLabel(self)
        self._lines = PercentSlider(self, beside=self._lines_title)
        self._light_title = QLabel(self)
        self._light = PercentSlider(self, beside=self._light_title)
        self._fill_title = QLabel(self)
        self._fill = PercentSlider(self, beside=self._fill_title)
        self._build(actions)
        self.retranslate()
        self._connect()
        self._show_styles()
        self._show_values()
        self._show_palette()

    def sizeHint(self) -> QSize:
        return QSize(PANEL_WIDTH_PX, 600)

    def set_tones(self, tones: Tones) -> None:
        self._cards.set_tones(tones)
        self.looks.set_tones(tones)
        for swatch in self._swatches:
            swatch.set_tones(tones)
        self._palettes.setIcon(icons.icon("palette", tones))
        self._code.like.setIcon(icons.icon("image", tones))
        self._popup.tones = tones

    def retranslate(self) -> None:
        self._style_tab.setText(self.tr("Style"))
        self._look_tab.setText(self.tr("Look"))
        self._no_styles.setText(self.tr("No style is installed."))
        self._blend.set_words(self.tr("Blend"), self.tr("How much of a second style is mixed in"))
        self._partner.setAccessibleName(self.tr("Style to blend in"))
        self._partner.setToolTip(self.tr("Style to blend in"))
        self._palette_title.setText(self.tr("Colours of the artwork"))
        self._palettes.setToolTip(self.tr("Choose a palette"))
        self._palettes.setAccessibleName(self.tr("Choose a palette"))
        self._lines_title.setText(self.tr("Keep my lines"))
        self._lines.set_words(self.tr("Keep my lines"), self.tr("How strongly your own lines lie over the artwork"))
        self._light_title.setText(self.tr("Light and shadow"))
        self._light.set_words(self.tr("Light and shadow"), self.tr("How strongly light falls on what you drew"))
        self._fill_title.setText(self.tr("Fill open shapes"))
        self._fill.set_words(self.tr("Fill open shapes"), self.tr("How far outlines that are not closed are filled"))
        self._show_note()
        self._show_styles()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cards.set_rows_shown(ROWS[event.size().height() >= LOW_PX])

    def _build(self, actions: Actions) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 10)
        column.setSpacing(8)
        title = QHBoxLayout()
        title.setSpacing(2)
        title.addWidget(self._style_tab)
        title.addWidget(self._look_tab)
        title.addStretch(1)
        title.addWidget(self._style_name)
        column.addLayout(title)
        column.addWidget(self._no_styles)
        column.addWidget(self._cards)
        column.addSpacing(2)
        column.addWidget(self._blend)
        column.addWidget(self._then)
        column.addWidget(self.looks)
        column.addWidget(self._lines)
        column.addWidget(self._light)
        column.addWidget(self._fill)
        column.addSpacing(2)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._palette_title)
        row.addStretch(1)
        row.addWidget(self._palettes)
        for action_id in ("art.dice", "art.lock"):
            button = QToolButton(self)
            button.setDefaultAction(actions[action_id])
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(actions.name(action_id))
            row.addWidget(button)
        column.addLayout(row)
        colours = QHBoxLayout()
        colours.setSpacing(8)
        for swatch in self._swatches:
            colours.addWidget(swatch)
        colours.addStretch(1)
        colours.addWidget(self._code.like)
        column.addLayout(colours)
        column.addWidget(self._palette_note)
        column.addWidget(self._code)
        column.addWidget(self._landmarks)
        column.addStretch(1)
        scroll_in(self, inside, left_px=1)

    def _connect(self) -> None:
        look = self._look
        self._style_tab.clicked.connect(self.show_styles)
        self._look_tab.clicked.connect(self.show_looks)
        look.styles_changed.connect(self._show_styles)
        look.style_changed.connect(self._show_styles)
        look.changed.connect(self._show_values)
        look.shown_palette_changed.connect(self._show_palette)
        self._cards.style_requested.connect(look.choose)
        self._partner.activated.connect(self._partner_chosen)
        self._blend.value_requested.connect(look.set_blend)
        self._lines.value_requested.connect(look.set_keep_lines)
        self._light.value_requested.connect(look.set_light)
        self._fill.value_requested.connect(look.set_fill_strength)
        self._palettes.clicked.connect(self._open_palettes)
        self._popup.palette_requested.connect(look.set_palette)
        for swatch in self._swatches:
            swatch.clicked.connect(self._edit_colour)

    @Slot()
    def show_looks(self) -> None:
        """The looks' cards in place of the styles'."""
        self._turn_to(self._look_tab)

    @Slot()
    def show_styles(self) -> None:
        """The styles' cards in place of the looks'."""
        self._turn_to(self._style_tab)

    @Slot()
    def roll(self) -> None:
        # One after the other: what suits the drawing falls first (engines.figure_colours).
        self._look.roll_dice((self._look.values.dice + 1) % DICE_SIDES)

    @Slot()
    def _open_palettes(self) -> None:
        self._popup.open_under(self._palettes)

    @Slot()
    def _show_styles(self) -> None:
        chosen = self._look.chosen
        self._cards.show_entries(self._look.entries, chosen)
        self._no_styles.setVisible(not self._look.entries)
        self._fill.setVisible(chosen is not None and chosen.is_lit)
        self._show_partners()
        self._show_tab()

    @Slot()
    def _show_values(self) -> None:
        values = self._look.values
        self._show_tab()
        self._blend.show_value(values.blend)
        self._lines.show_value(values.keep_lines)
        self._light.show_value(values.light)
        self._fill.show_value(values.fill_strength)
        self._show_note()

    def _turn_to(self, wanted: QToolButton) -> None:
        for tab in (self._style_tab, self._look_tab):
            tab.setChecked(tab is wanted)
        self._show_tab()

    def _show_tab(self) -> None:
        """Styles, or looks; a look has lines and light of its own."""
        chosen, plain, styles = self._look.chosen, self._look.values.medium is None, self._style_tab.isChecked()
        name = chosen.name(QLocale().name()[:2]) if chosen is not None else ""
        self._style_name.setText(name if styles else self.looks.name())
        self.looks.setVisible(not styles)
        self._cards.setVisible(styles)
        self._blend.setVisible(styles and bool(self._look.partners()))
        self._then.setVisible(styles and bool(self._look.followers()))
        self._lines.setVisible(styles and plain)
        self._light.setVisible(styles and plain and chosen is not None and chosen.is_lit)

    @Slot()
    def _show_palette(self) -> None:
        colours = self._look.shown_palette.colours
        for index, swatch in enumerate(self._swatches):
            swatch.setVisible(index < len(colours))
            if index < len(colours):
                swatch.set_colour(colours[index])

    @Slot(int)
    def _partner_chosen(self, row: int) -> None:
        self._look.blend_with(self._partner.itemData(row))

    @Slot()
    def _edit_colour(self) -> None:
        swatch = self.sender()
        if not isinstance(swatch, Swatch):
            return
        options = QColorDialog.ColorDialogOption.DontUseNativeDialog
        colour = QColorDialog.getColor(QColor(*swatch.colour), self, self.tr("Colour of the artwork"), options)
        if colour.isValid():
            self._look.set_colour(self._swatches.index(swatch), (colour.red(), colour.green(), colour.blue()))

    def _show_partners(self) -> None:
        partners = self._look.partners()
        language = QLocale().name()[:2]
        title = self.tr("Blend")
        self._partner.clear()
        for entry in partners:
            self._partner.addItem(f"{title}: {entry.name(language)}", entry.key)
        second = self._look.second
        if second is not None:
            self._partner.setCurrentIndex(max(self._partner.findData(second.key), 0))

    def _show_note(self) -> None:
        if self._look.values.locked:
            self._palette_note.setText(self.tr("Locked: these colours stay."))
        else:
            self._palette_note.setText(self.tr("Your dabs of colour come first."))


def _tab(parent: QWidget) -> QToolButton:
    """One of the titles that say what the cards below it are."""
    button = QToolButton(parent)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _title() -> QLabel:
    label = QLabel()
    label.setProperty("role", "title")
    return label
