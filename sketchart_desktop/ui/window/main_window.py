"""The window: tool strip, drawing, artwork, style panel, status line, menus. It shows and asks, and decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox

from engines.api import RenderResult
from sketchart_desktop.files.gallery import Gallery
from sketchart_desktop.preferences.recent_files import RecentFiles
from sketchart_desktop.preferences.shortcuts import ShortcutStore
from sketchart_desktop.preferences.window_layout import WindowLayout
from sketchart_desktop.session.drawing_name import DrawingName
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.session.preview_state import PreviewState
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.drag import ArtworkDrag
from sketchart_desktop.ui.artwork.modes import ArtworkModes
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.colour.artwork_picker import ArtworkPicker
from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.gallery.actions import GalleryActions
from sketchart_desktop.ui.grid.mode import GridMode
from sketchart_desktop.ui.heatmap.mode import HeatmapMode
from sketchart_desktop.ui.pictures.actions import PictureActions
from sketchart_desktop.ui.preferences.shortcuts import ShortcutsDialog
from sketchart_desktop.ui.styles.actions import StyleActions
from sketchart_desktop.ui.widgets.error_messages import translated
from sketchart_desktop.ui.widgets.latin_keys import latin_sequence
from sketchart_desktop.ui.widgets.tab_order import step_focus
from sketchart_desktop.ui.widgets.theme import Tones
from sketchart_desktop.ui.window.drawing_actions import DrawingActions
from sketchart_desktop.ui.window.drops import Drops
from sketchart_desktop.ui.window.first_run import FirstRun
from sketchart_desktop.ui.window.home import Home
from sketchart_desktop.ui.window.menus import Menus
from sketchart_desktop.ui.window.view_actions import ViewActions

MESSAGE_MS = 6000
FIRST_SIZE_PX = (1480, 920)


class MainWindow(QMainWindow):
    """One drawing and its artwork."""

    pause_requested = Signal(bool)
    settings_requested = Signal()
    recovery_requested = Signal()  # the menu asks for what earlier crashes left
    closed = Signal()

    def __init__(
        self,
        drawings: OpenDrawings,
        look: Look,
        toolbox: ToolBox,
        *,
        recent: RecentFiles,
        palettes: PaletteLibrary,
        shortcuts: ShortcutStore | None = None,
        layout: WindowLayout | None = None,
        gallery: Gallery,
        name: DrawingName | None = None,
        version: str = "",
    ) -> None:
        super().__init__()
        self._session = session = drawings.session
        self._look = look
        self._version = version
        self._layout = layout or WindowLayout(None)
        self.setAcceptDrops(True)
        self.setWindowTitle("Sketchart")
        self.canvas = CanvasView(session, toolbox, parent=self)
        self.artwork = ArtworkView(
            QSize(*session.size), self, paint_drawing=self.canvas.paint_drawing, pen_interval=session.pen_interval
        )
        self.actions_table = Actions(self, self.canvas, shortcuts=shortcuts)
        for row in self.actions_table.rows():
            if row.canvas_only:  # there is nothing to type in the artwork either: V goes on swiping, V leaves it
                self.artwork.addAction(self.actions_table[row.id])
        drawing_name = name or DrawingName(drawings, self)
        home = Home(
            drawings,
            look,
            toolbox,
            canvas=self.canvas,
            artwork=self.artwork,
            actions=self.actions_table,
            palettes=palettes,
            name=drawing_name,
            parent=self,
        )
        self._take_home(home)
        self.files = FileActions(drawings, recent, self)
        self._add_actions(home, toolbox)
        self._add_artwork_features(gallery, drawing_name)
        self.menus = Menus(self, self.actions_table, recent)
        self._message_timer = QTimer(self)
        self._message_timer.setSingleShot(True)
        self._message_timer.setInterval(MESSAGE_MS)
        self._connect()
        self.show_title()
        self._show_view()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_as_left(self) -> None:
        """Show it where it was left; the first time as large as is comfortable, on a small screen all over it."""
        left = QByteArray.fromBase64(self._layout.text("window").encode("ascii", "ignore"))
        if not self.restoreGeometry(left):
            room = self.screen().availableGeometry()
            self.resize(*FIRST_SIZE_PX)
            if room.width() < self.width() or room.height() < self.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()

    # What the window is told

    @Slot(object)
    def show_artwork(self, result: RenderResult) -> None:
        self.artwork.set_artwork(result.image)

    @Slot()
    def empty_artwork(self) -> None:
        self.artwork.set_artwork(None)

    def show_state(self, state: PreviewState, reason: str, *, device: str, elapsed_ms: float) -> None:
        self.status_line.show_state(state, translated(reason))
        self.status_line.show_engine(device, elapsed_ms)
        self.artwork.set_stale(state in (PreviewState.PAUSED, PreviewState.FAILED))

    @Slot(object)
    def show_message(self, text: str) -> None:
        """A passing remark in the status line."""
        self.status_line.show_message(translated(text))
        self._message_timer.start()

    def set_tones(self, tones: Tones) -> None:
        self.actions_table.set_tones(tones)
        self.pictures.tones = tones
        for part in (
            self.canvas,
            self.artwork,
            self.tools,
            self.colours,
            self.brush_bar,
            self.style_panel,
            self.layers,
            self.status_line,
            self.first_run,
            self.tabs,
            self.gallery,
            self.grid,
        ):
            part.set_tones(tones)

    @Slot()
    def show_title(self) -> None:
        path = self._session.path
        name = path.name if path is not None else self._session.name or self.tr("New drawing")
        self.setWindowTitle(f"{name}[*] – Sketchart")
        self.setWindowModified(self._session.is_modified)

    # Slots

    @Slot()
    def _show_modified(self) -> None:
        self.setWindowModified(self._session.is_modified)

    @Slot()
    def _show_view(self) -> None:
        self.status_line.show_zoom(self.canvas.viewport.scale / self.canvas.actual_scale)
        self.status_line.show_paper(*self._session.size)
        self.view_actions.show_view()

    @Slot(QRect)
    def _drawing_changed(self, dirty: QRect) -> None:
        size = QSize(*self._session.size)
        if size != self.artwork.sheet:
            self.artwork.set_sheet(size)
            self.grid.set_sheet(size)
            self._show_view()
        self.artwork.drawing_changed(dirty)

    @Slot()
    def _show_look(self) -> None:
        lock = self.actions_table["art.lock"]
        lock.setChecked(self._look.values.locked)
        for action_id in ("art.dice", "art.lock", "art.next_style", "art.next_look", "art.grid"):
            self.actions_table[action_id].setEnabled(bool(self._look.entries))

    @Slot()
    def _copy_artwork(self) -> None:
        self.files.copy_artwork(self.artwork.artwork)

    @Slot()
    def _next_style(self) -> None:
        self._look.choose_next()

    @Slot()
    def _shortcuts(self) -> None:
        ShortcutsDialog(self.actions_table, self).exec()

    @Slot()
    def _about(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("About Sketchart"))
        box.setText(f"<h3>Sketchart {self._version}</h3>")
        box.setInformativeText(
            self.tr("Draw, and watch it become art.\nEverything happens on this computer: no account, no network.")
        )
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    # Within

    def _take_home(self, home: Home) -> None:
        """Show it, and have its panels at hand: they are the window's to whoever connects them."""
        self.tools = home.tools
        self.colours = home.colours
        self.brush_bar = home.brush_bar
        self.style_panel = home.style_panel
        self.layers = home.layers
        self.status_line = home.status_line
        self.name_line = home.name_line
        self.tabs = home.tabs
        self.views = home.views
        self.setCentralWidget(home)
        self.setMinimumSize(840, 460)

    def _add_actions(self, home: Home, toolbox: ToolBox) -> None:
        """What menus, keys and the pointer do to files, styles, pictures, the drawing and the view."""
        table, session = self.actions_table, self._session
        self.styles = StyleActions(self)
        self.pictures = PictureActions(session, toolbox, files=self.files, actions=table, window=self)
        self._drops = Drops(files=self.files, styles=self.styles, pictures=self.pictures, parent=self)
        DrawingActions(session, toolbox, canvas=self.canvas, actions=table, parent=self)
        self.view_actions = ViewActions(
            self,
            table,
            canvas=self.canvas,
            artwork=self.artwork,
            panels=home.panels,
            on_demand={"view.colours": self.colours},
            panes=home.panes,
        )
        self.first_run = FirstRun(self, session, toolbox, canvas=self.canvas, files=self.files, actions=table)
        ArtworkPicker(self.artwork, toolbox, home=self.canvas)

    def _add_artwork_features(self, gallery: Gallery, drawing_name: DrawingName) -> None:
        """What is done with the artwork: dragged out, laid over the drawing, looked into, compared, kept."""
        table, canvas, artwork = self.actions_table, self.canvas, self.artwork
        self.artwork_drag = ArtworkDrag(artwork)
        self.artwork_modes = ArtworkModes(
            self, table, canvas=canvas, artwork=artwork, views=self.views, layout=self._layout
        )
        self.grid = GridMode(self._look, table, canvas=canvas, artwork=artwork, switch=self.artwork_modes.switch)
        self.heatmap = HeatmapMode(table, canvas=canvas, artwork=artwork)
        self.gallery = GalleryActions(
            self, table, gallery, artwork=artwork, files=self.files, look=self._look, drawing_name=drawing_name
        )

    def _connect(self) -> None:
        deeds = {
            "file.new": self.files.new,
            "file.open": self.files.open,
            "file.close": self.files.close_drawing,
            "file.save": self.files.save,
            "file.save_as": self.files.save_as,
            "file.export": self.files.export,
            "file.recover": self.recovery_requested,
            "file.import_style": self.styles.choose,
            "file.import_folder": self.styles.choose_folder,
            "file.import_address": self.styles.ask_address,
            "file.quit": self.close,
            "edit.copy_art": self._copy_artwork,
            "edit.settings": self.settings_requested,
            "art.pause": self.pause_requested,
            "art.dice": self.style_panel.roll,
            "art.lock": self._look.set_locked,
            "art.next_style": self._next_style,
            "art.next_look": self._look.choose_next_medium,
            "art.transparent": self.artwork.set_without_paper,
            "help.shortcuts": self._shortcuts,
            "help.about": self._about,
        }
        for action_id, deed in deeds.items():
            self.actions_table[action_id].triggered.connect(deed)
        self.tools.colours.open_requested.connect(self.actions_table["view.colours"].trigger)
        self.colours.done.connect(self.canvas.setFocus)
        self.colours.close_button.clicked.connect(self.actions_table["view.colours"].trigger)
        self.tabs.close_requested.connect(self.files.close_tab)
        self.menus.recent_requested.connect(self.files.open_path)
        self.files.told.connect(self.show_message)
        self.styles.told.connect(self.show_message)
        self.pictures.told.connect(self.show_message)
        self.heatmap.told.connect(self.show_message)
        self._drops.told.connect(self.show_message)
        self.files.jobs.working.connect(self.status_line.show_work)
        self.files.jobs.rested.connect(self.status_line.end_work)
        self._message_timer.timeout.connect(self._forget_message)
        self._session.drawing_changed.connect(self._drawing_changed)
        self._session.history_changed.connect(self._show_modified)
        self._session.title_changed.connect(self.show_title)
        self._session.message.connect(self.show_message)
        self._look.changed.connect(self._show_look)
        self._look.styles_changed.connect(self._show_look)
        self.canvas.viewport_changed.connect(self._show_view)
        self._show_look()

    @Slot()
    def _forget_message(self) -> None:
        self.status_line.show_message("")

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Tab hides the panels from the drawing alone; the button for it, which has the key too, is passed like others.
        is_early = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_early and event.key() == Qt.Key.Key_Tab and not event.modifiers() and not self.canvas.hasFocus():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys come here when neither a shortcut of Qt's nor the widget with the focus wanted them.
        keys = latin_sequence(event, QGuiApplication.platformName())
        if keys is not None and self.actions_table.trigger_key(keys, self.focusWidget()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        page = self.first_run.page
        root = page if page.isVisible() else self.centralWidget()
        return step_focus(root, self.focusWidget(), forward=forward)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_table.retranslate()
            self.menus.build()
            self.show_title()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.view_actions.show_window_state()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.may_discard_all():
            self.canvas.cancel()
            self.artwork_modes.close()
            self._layout.keep("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._drops.accepts(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._drops.take(event.mimeData())
