"""What fills the window below the menus: the panels, and how they stand around drawing and artwork."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sketchart_desktop.session.drawing_name import DrawingName
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.brushes.brush_bar import BrushBar
from sketchart_desktop.ui.brushes.tool_strip import ToolStrip
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.colour.drawer import ColourDrawer
from sketchart_desktop.ui.files.tabs import DrawingTabs
from sketchart_desktop.ui.layers.panel import LayerPanel
from sketchart_desktop.ui.naming.name_line import NameLine
from sketchart_desktop.ui.styles.panel import StylePanel
from sketchart_desktop.ui.window.side import Side
from sketchart_desktop.ui.window.status_line import StatusLine


class Home(QWidget):
    """`canvas` and `artwork` are taken in; the panels around them are its own."""

    def __init__(
        self,
        drawings: OpenDrawings,
        look: Look,
        toolbox: ToolBox,
        *,
        canvas: CanvasView,
        artwork: ArtworkView,
        actions: Actions,
        palettes: PaletteLibrary,
        name: DrawingName,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._artwork = artwork
        self.tools = ToolStrip(toolbox, actions, palettes=palettes, parent=self)
        self.colours = ColourDrawer(toolbox, palettes, self)
        self.colours.hide()
        self.brush_bar = BrushBar(toolbox, actions, self)
        self.style_panel = StylePanel(look, actions, palettes=palettes, parent=self)
        self.layers = LayerPanel(drawings.session, toolbox, actions, parent=self)
        self.status_line = StatusLine(self)
        self.name_line = NameLine(name, self)
        self.tabs = DrawingTabs(drawings, actions, canvas=canvas, artwork=artwork, parent=self)
        self.views = QSplitter(Qt.Orientation.Horizontal, self)
        self.side = Side(self.style_panel, self.layers, self)
        self._lay_out()

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """What gives way where only drawing and artwork are to be seen."""
        return self.tools, self.brush_bar, self.side, self.status_line

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """Where the keyboard's focus goes from one to the next."""
        return (
            self._canvas,
            self.tabs,
            self.brush_bar,
            self.tools,
            self.colours,
            self._artwork,
            self.style_panel,
            self.layers,
        )

    def _lay_out(self) -> None:
        views = self.views
        views.setObjectName("views")
        views.setHandleWidth(5)
        views.setChildrenCollapsible(False)
        for part, stretch in ((self._canvas, 1), (self._artwork, 1), (self.side, 0)):
            views.addWidget(part)
            views.setStretchFactor(views.indexOf(part), stretch)
        paper_column = QVBoxLayout()
        paper_column.setSpacing(0)
        paper_column.addWidget(self.tabs)
        paper_column.addWidget(views, 1)
        paper_column.addWidget(self.name_line)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.tools)
        middle.addWidget(self.colours)
        middle.addLayout(paper_column, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.brush_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status_line)
