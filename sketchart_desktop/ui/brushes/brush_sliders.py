"""Size, opacity and hardness of the brush in hand; with the bucket in hand, the gaps that it closes."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from sketchart_desktop.tools.toolbox import SIZES_PX, WIDEST_GAP_PX, ToolBox
from sketchart_desktop.ui.widgets.sliders import PercentSlider, TitledSlider, WholeSlider

DETENTS = 200
CELL_PX = (104, 190)  # the least and the most a slider takes


class SizeSlider(TitledSlider):
    """Pixels; sizes lie on the slider by their logarithm, for small ones want finer steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(DETENTS, parent)

    def value_at(self, position: int) -> float:
        size = SIZES_PX[0] * (SIZES_PX[-1] / SIZES_PX[0]) ** (position / DETENTS)
        return round(size) if size >= 4 else round(size * 2) / 2

    def position_of(self, value: float) -> int:
        return round(DETENTS * math.log(value / SIZES_PX[0]) / math.log(SIZES_PX[-1] / SIZES_PX[0]))

    def words_for(self, value: float) -> str:
        return self.tr("{0} px").format(f"{value:g}" if value < 4 else round(value))


class BrushSliders(QWidget):
    """Shows and changes the brush in hand."""

    def __init__(self, toolbox: ToolBox, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """`upright`: one below the other instead of side by side."""
        super().__init__(parent)
        self._toolbox = toolbox
        self.size_px = SizeSlider(self)
        self.opacity = PercentSlider(self)
        self.hardness = PercentSlider(self)
        self.gap = WholeSlider(0, round(WIDEST_GAP_PX), parent=self)
        self._room_for = 3
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10 if upright else 16)
        for cell in (self.size_px, self.opacity, self.hardness, self.gap):
            if not upright:
                cell.setMinimumWidth(CELL_PX[0])
                cell.setMaximumWidth(CELL_PX[1])
            row.addWidget(cell, 1)
        self.size_px.value_requested.connect(toolbox.set_size)
        self.opacity.value_requested.connect(toolbox.set_opacity)
        self.hardness.value_requested.connect(toolbox.set_hardness)
        self.gap.value_requested.connect(toolbox.set_fill_gap)
        toolbox.brush_changed.connect(self._show)
        self.retranslate()

    def set_room(self, sliders: int) -> None:
        """How many sliders there is room for."""
        if sliders != self._room_for:
            self._room_for = sliders
            self._show()
            self.updateGeometry()

    def retranslate(self) -> None:
        self.size_px.set_words(self.tr("Size"), self.tr("Brush size ([ and ], or Shift and drag)"))
        self.opacity.set_words(self.tr("Opacity"), self.tr("How much the brush covers (I and O)"))
        self.hardness.set_words(self.tr("Hardness"), self.tr("A hard edge, or a soft one"))
        self.gap.set_words(self.tr("Closes gaps"), self.tr("Colour does not leak through openings as wide as this"))
        self.gap.set_template(self.tr("{0} px"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _show(self) -> None:
        brush, pours = self._toolbox.brush, self._toolbox.painting_tool == "fill"
        self.size_px.show_value(brush.size_px)
        self.opacity.show_value(brush.opacity)
        self.hardness.show_value(brush.hardness)
        self.gap.show_value(self._toolbox.fill_gap_px)
        self.gap.setVisible(pours)  # poured colour has no size
        for place, cell in enumerate((self.size_px, self.opacity, self.hardness)):
            cell.setVisible(not pours and place < self._room_for)
