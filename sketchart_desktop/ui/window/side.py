"""The column at the right edge: the styles above, the layers below. In a low window the layers fold."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sketchart_desktop.ui.layers.panel import LayerPanel
from sketchart_desktop.ui.styles.panel import StylePanel

LOW_PX = 640


class Side(QWidget):
    """As wide as its style panel may be."""

    def __init__(self, style_panel: StylePanel, layers: LayerPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = layers
        self.setMinimumWidth(style_panel.minimumWidth())
        self.setMaximumWidth(style_panel.maximumWidth())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(style_panel, 1)
        column.addWidget(layers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layers.set_low(event.size().height() < LOW_PX)
