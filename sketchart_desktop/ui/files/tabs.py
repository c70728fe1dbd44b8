"""The row of open drawings above the paper: choose, close, reorder. Each keeps its view and its artwork."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from sketchart_desktop.session.open_drawings import DrawingTab, OpenDrawings
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.canvas.pannable import Place
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

HEIGHT_PX = 38
RIGHT = QTabBar.ButtonPosition.RightSide


@dataclass(frozen=True)
class _ViewState:
    """How a drawing lay when it was put away."""

    canvas: Place
    artwork: Place
    picture: QImage | None


class DrawingTabs(QWidget):
    """Hidden while there is one drawing only."""

    close_requested = Signal(int)  # the key of a drawing

    def __init__(
        self,
        drawings: OpenDrawings,
        table: Actions,
        *,
        canvas: CanvasView,
        artwork: ArtworkView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT_PX)
        self._drawings = drawings
        self._table = table
        self._canvas = canvas
        self._artwork = artwork
        self._tones: Tones = DARK
        self._view_states: dict[int, _ViewState] = {}
        self._keys: list[int] = []
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setIconSize(QSize(10, 10))
        self.bar.setMovable(True)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setUsesScrollButtons(True)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._new = QToolButton(self)
        self._new.setDefaultAction(table["file.new"])
        self._new.setIconSize(QSize(18, 18))
        self._new.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.bar)
        row.addWidget(self._new)
        row.addStretch(1)
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabMoved.connect(self._moved)
        drawings.switching.connect(self._keep_views)
        drawings.switched.connect(self._restore_views)
        drawings.closed.connect(self._forget)
        drawings.changed.connect(self.show_tabs)
        table["file.next_tab"].triggered.connect(self._next)
        table["file.previous_tab"].triggered.connect(self._previous)
        self.retranslate()

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        self._keys = []  # their buttons are drawn anew
        self.show_tabs()

    def name_of(self, tab: DrawingTab) -> str:
        if tab.path is not None:
            return tab.path.name
        if tab.name:
            return tab.name
        return self.tr("New drawing") if tab.number == 1 else self.tr("New drawing {0}").format(tab.number)

    @Slot()
    def show_tabs(self) -> None:
        """Show the drawings that are open now."""
        tabs = self._drawings.tabs()
        self.bar.blockSignals(True)
        keys = [tab.key for tab in tabs]
        if keys != self._keys:
            while self.bar.count():
                self.bar.removeTab(0)
            for tab in tabs:
                self._add(tab.key)
            self._keys = keys
        for place, tab in enumerate(tabs):
            name = self.name_of(tab)
            self.bar.setTabText(place, name.replace("&", "&&"))
            self.bar.setTabIcon(place, icons.tinted("dot", self._tones.accent) if tab.is_modified else QIcon())
            where = str(tab.path) if tab.path is not None else name
            self.bar.setTabToolTip(place, self.tr("{0} (not saved)").format(where) if tab.is_modified else where)
            close = self.bar.tabButton(place, RIGHT)
            close.setAccessibleName(self.tr("Close {0}").format(name))
        self.bar.setCurrentIndex(keys.index(self._drawings.current))
        self.bar.blockSignals(False)
        self.bar.updateGeometry()  # a hidden one does not say itself that it needs more room by now
        self.setVisible(len(tabs) > 1)
        for action_id in ("file.next_tab", "file.previous_tab"):
            self._table[action_id].setEnabled(len(tabs) > 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.bar.setAccessibleName(self.tr("Open drawings"))
        self._new.setAccessibleName(self._table.name("file.new"))
        self.show_tabs()

    def _add(self, key: int) -> None:
        place = self.bar.addTab("")
        close = QToolButton(self.bar)
        close.setIcon(icons.icon("close", self._tones, quiet=True))
        close.setIconSize(QSize(14, 14))
        close.setFixedSize(24, 24)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setToolTip(self._table.name("file.close"))
        close.setProperty("key", key)
        close.clicked.connect(self._close_clicked)
        self.bar.setTabButton(place, RIGHT, close)

    @Slot()
    def _close_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.close_requested.emit(int(button.property("key")))

    @Slot(int)
    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._keys):
            self._canvas.cancel()
            self._drawings.show(self._keys[place])
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _moved(self, place: int, to: int) -> None:
        self._keys.insert(to, self._keys.pop(place))
        self._drawings.move(place, to)

    @Slot()
    def _next(self) -> None:
        self._drawings.step(1)

    @Slot()
    def _previous(self) -> None:
        self._drawings.step(-1)

    @Slot(int)
    def _keep_views(self, key: int) -> None:
        self._view_states[key] = _ViewState(self._canvas.place, self._artwork.place, self._artwork.artwork)

    @Slot(int)
    def _restore_views(self, key: int) -> None:
        state = self._view_states.pop(key, None)
        self._artwork.show_picture(state.picture if state is not None else None)
        if state is None:
            self._canvas.fit()
            self._artwork.fit()
        else:
            self._canvas.go_to(state.canvas)
            self._artwork.go_to(state.artwork)

    @Slot(int)
    def _forget(self, key: int) -> None:
        self._view_states.pop(key, None)
