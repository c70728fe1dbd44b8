"""The layers, top to bottom as they lie over each other. Shows a session's stack and what the toolbox draws on.

Folded, only the layers that are drawn on are shown: of itself in a low window, or by the button before the title.
"""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engines.sizes import scaled_size
from sketchart_desktop.document.operations import Clear
from sketchart_desktop.document.stroke import LAYERS, PAPER, PAPER_LAYERS
from sketchart_desktop.raster.placed_picture import is_bare
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.layers.row import LayerRow
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.column import hairline
from sketchart_desktop.ui.widgets.theme import DARK, Tones

ORDER = tuple(reversed(LAYERS))  # as they are shown: the top one first
THUMBNAIL_PX = 72
FOLD_PX = 28
TITLE_ACTIONS = ("layer.import", "layer.clear")
PICTURE_ACTIONS = ("tool.place", "layer.lines", "layer.fit", "layer.fill", "layer.remove")


class LayerPanel(QWidget):
    """Changes eyes, opacities and locks as asked, and picks the layer that is drawn on."""

    def __init__(self, session: Session, toolbox: ToolBox, actions: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._toolbox = toolbox
        self._tones: Tones = DARK
        self._low = False
        self._fold_wanted: bool | None = None  # None: as the room is
        self.fold = QToolButton(self)
        self.fold.setIconSize(QSize(18, 18))
        self.fold.setFixedSize(FOLD_PX, FOLD_PX)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.rows = {layer: LayerRow(layer, self) for layer in ORDER}
        self._picture_tools = QWidget(self)  # under the reference, while there is a picture on it
        self._picture_tools.hide()
        self._lay_out(actions)
        for row in self.rows.values():
            row.picked.connect(toolbox.pick_layer)
            row.setting_requested.connect(self._set)
        self.fold.clicked.connect(self._turn_fold)
        actions["layer.above"].triggered.connect(self._go_up)
        actions["layer.below"].triggered.connect(self._go_down)
        actions["layer.clear"].triggered.connect(self._clear)
        toolbox.tool_changed.connect(self._show_target)
        toolbox.colour_changed.connect(self._show_colours)
        self._follow(session)
        self.retranslate()
        self._show_all()

    @property
    def folded(self) -> bool:
        return self._low if self._fold_wanted is None else self._fold_wanted

    def set_low(self, low: bool) -> None:
        """Whether there is so little room that the panel folds, unless the user said otherwise."""
        if low != self._low:
            self._low = low
            self._show_fold()

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        self._show_fold()
        for row in self.rows.values():
            row.set_tones(tones)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Layers"))
        self._name_fold()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(str, str, object)
    def _set(self, layer: str, value_name: str, value: bool | float) -> None:
        self._session.set_layer(layer, **{value_name: value})

    @Slot()
    def _go_up(self) -> None:
        self._step(-1)

    @Slot()
    def _go_down(self) -> None:
        self._step(1)

    @Slot()
    def _clear(self) -> None:
        layers = PAPER_LAYERS if self._toolbox.layer == PAPER else (self._toolbox.layer,)
        if any(not self._session.painting.used_rect(layer).isEmpty() for layer in layers):
            self._session.do(Clear(layers))

    @Slot()
    def _turn_fold(self) -> None:
        self._fold_wanted = not self.folded
        self._show_fold()

    @Slot()
    def _show_stack(self) -> None:
        for layer, row in self.rows.items():
            row.show_setting(self._session.stack[layer])

    @Slot()
    def _show_target(self) -> None:
        target = self._toolbox.layer
        for layer, row in self.rows.items():
            row.set_selected(layer == target or (target == PAPER and layer in PAPER_LAYERS))
            row.setVisible(row.selected or not self.folded)

    @Slot()
    def _show_colours(self) -> None:
        for layer in PAPER_LAYERS:
            self.rows[layer].swatch.set_colour(self._toolbox.colour_of(layer))

    @Slot()
    def _show_picture(self) -> None:
        painting = self._session.painting
        empty = painting.used_rect("reference").isEmpty() or is_bare(self._session.drawing.operations, "reference")
        self._picture_tools.setVisible(not empty and not self.folded)
        if empty:
            self.rows["reference"].swatch.set_picture(QImage())
            return
        size = scaled_size((painting.width, painting.height), THUMBNAIL_PX / max(painting.width, painting.height))
        small = painting.layer_array("reference", size)
        x, y, width, height = cv2.boundingRect(np.ascontiguousarray(small[..., 3]))
        part = np.ascontiguousarray(small[y : y + height, x : x + width])
        picture = QImage(part.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
        self.rows["reference"].swatch.set_picture(picture if width else QImage())

    def _show_fold(self) -> None:
        self.fold.setIcon(icons.icon("folded" if self.folded else "unfolded", self._tones))
        self._name_fold()
        self._show_target()
        self._show_picture()

    def _name_fold(self) -> None:
        words = self.tr("Show all layers") if self.folded else self.tr("Fold the layers")
        self.fold.setToolTip(words)
        self.fold.setAccessibleName(words)

    def _show_all(self) -> None:
        self._show_stack()
        self._show_target()
        self._show_colours()
        self._show_picture()

    def _follow(self, session: Session) -> None:
        session.layers_changed.connect(self._show_stack)
        session.history_changed.connect(self._show_picture)

    def _step(self, step: int) -> None:
        target = PAPER_LAYERS[-1] if self._toolbox.layer == PAPER else self._toolbox.layer
        index = min(max(ORDER.index(target) + step, 0), len(ORDER) - 1)
        self._toolbox.pick_layer(ORDER[index])

    def _lay_out(self, actions: Actions) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 0, 14, 12)
        column.setSpacing(2)
        column.addWidget(hairline(self))
        column.addSpacing(8)
        title = QHBoxLayout()
        title.setContentsMargins(0, 0, 4, 0)
        title.setSpacing(2)
        title.addWidget(self.fold)
        title.addWidget(self._title)
        title.addStretch(1)
        for action_id in TITLE_ACTIONS:
            title.addWidget(_button(actions, action_id, self))
        column.addLayout(title)
        column.addSpacing(2)
        for row in self.rows.values():
            column.addWidget(row)
        tools = QHBoxLayout(self._picture_tools)
        tools.setContentsMargins(44, 0, 4, 0)
        tools.setSpacing(2)
        for action_id in PICTURE_ACTIONS:
            tools.addWidget(_button(actions, action_id, self._picture_tools))
        tools.addStretch(1)
        column.addWidget(self._picture_tools)


def _button(actions: Actions, action_id: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(actions[action_id])
    button.setIconSize(QSize(19, 19))
    button.setFixedSize(32, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(actions.name(action_id))
    return button
