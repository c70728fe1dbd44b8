"""What greets the user: the welcome page and the guide, put to work on the window's drawing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow

import resources
from sketchart_desktop.files.thumbnails import is_anything_left, thumbnail_of
from sketchart_desktop.preferences import paths
from sketchart_desktop.raster.image_codec import SUFFIXES
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.guide.cat_guide import CatGuide
from sketchart_desktop.ui.welcome.page import COLUMNS, WelcomePage
from sketchart_desktop.ui.widgets.theme import Tones

GUIDE_PAPER_PX = 1024


class FirstRun(QObject):
    """The page closes as soon as there is something to draw on."""

    recovery_requested = Signal()

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        toolbox: ToolBox,
        *,
        canvas: CanvasView,
        files: FileActions,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._canvas = canvas
        self._files = files
        samples = tuple((path, thumbnail_of(path)) for path in resources.sample_drawings())
        self.page = WelcomePage(samples, window.centralWidget())
        self.guide = CatGuide(session, toolbox, canvas)
        page = self.page
        page.guide_requested.connect(self.begin_guide)
        page.new_requested.connect(files.new)
        page.open_requested.connect(files.open)
        page.recovery_requested.connect(self.recovery_requested)
        page.sample_requested.connect(self._play)
        page.recent_requested.connect(files.open_path)
        page.closed.connect(self._draw)
        session.drawing_changed.connect(page.close_page)
        files.drawings.switching.connect(self.guide.end)
        actions["help.welcome"].triggered.connect(self.show_welcome)
        actions["help.guide"].triggered.connect(self.begin_guide)

    def set_tones(self, tones: Tones) -> None:
        self.page.set_tones(tones)
        self.guide.set_tones(tones)

    @Slot()
    def show_welcome(self) -> None:
        recent = tuple((path, thumbnail_of(path)) for path in self._files.recent.paths()[:COLUMNS])
        self.page.open_with(recent, anything_left=is_anything_left(paths.journal_dir()))

    @Slot()
    def begin_guide(self) -> None:
        """On blank paper, beside what is drawn now."""
        blank = self._session.is_blank and not self._session.can_redo
        if not blank and not self._files.new_blank(GUIDE_PAPER_PX, GUIDE_PAPER_PX):
            return
        self.page.close_page()
        self.guide.begin()

    @Slot(object)
    def _play(self, path: Path) -> None:
        if path.suffix in SUFFIXES:
            self._files.picture_chosen.emit(path)  # what is read of it is shown first
        elif self._files.open_copy(path):
            self.guide.end()

    @Slot()
    def _draw(self) -> None:
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
