"""What is done with pictures from outside: import, drop, paste, trace, make ink from; and copies of what is here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from engines.sketch.linework import LineArtOptions
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import Clear
from sketchart_desktop.files.file_jobs import ReadPictureJob
from sketchart_desktop.files.opened import picture_opened
from sketchart_desktop.raster import placed_picture
from sketchart_desktop.raster.image_codec import SUFFIXES
from sketchart_desktop.raster.picture_reading import lines_in
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.pictures.import_dialog import NEW, ImportPictureDialog
from sketchart_desktop.ui.pictures.make_ink_dialog import MakeInkDialog
from sketchart_desktop.ui.pictures.reading_dialog import TRACE, ReadingDialog
from sketchart_desktop.ui.widgets.clipboard import picture_path, pixels_of
from sketchart_desktop.ui.widgets.theme import DARK, Tones

FORMATS = " ".join(f"*{suffix}" for suffix in SUFFIXES)
USUAL_LINES_ACROSS = 320  # a line is this share of the drawing's long side


class PictureActions(QObject):
    """Asks the user what a picture is for, then the session. A picture too large or damaged is told of in a box."""

    told = Signal(object)

    def __init__(
        self, session: Session, toolbox: ToolBox, *, files: FileActions, actions: Actions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._toolbox = toolbox
        self._files = files
        self._actions = actions
        self._window = window
        self._detail = 0.5
        self._folder: Path | None = None
        self.tones: Tones = DARK
        deeds = {
            "layer.import": self.import_picture,
            "layer.lines": self.make_ink,
            "layer.fit": self._fit,
            "layer.fill": self._fill,
            "layer.remove": self._remove,
            "edit.copy": self.copy_drawing,
            "edit.paste": self.paste,
        }
        for action_id, deed in deeds.items():
            actions[action_id].triggered.connect(deed)
        session.history_changed.connect(self._show_possible)
        files.picture_chosen.connect(self.read_file)
        self._show_possible()

    # Pictures coming in

    @Slot()
    def import_picture(self) -> None:
        words = self.tr("Pictures ({0})").format(FORMATS)
        start = self._folder or (self._session.path.parent if self._session.path else Path.home())
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import picture"), str(start), words)
        if name:
            self._folder = Path(name).parent
            self.offer_file(Path(name))

    @Slot()
    def paste(self) -> None:
        if not self.offer(QGuiApplication.clipboard().mimeData()):
            self.told.emit(self.tr("The clipboard holds no picture."))

    def offer(self, data: QMimeData) -> bool:
        """Ask what to do with a picture that was pasted or dropped; False where there is none."""
        path = picture_path(data)
        if path is not None:
            self.offer_file(path)
            return True
        image = data.imageData() if data.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        try:
            picture = pixels_of(image)
        except DrawingFileError as error:
            self._files.jobs.complain(self.tr("The picture could not be taken."), str(error))
            return True
        # The other program's mouse is to be free again before a question is asked.
        QTimer.singleShot(0, self, lambda: self.ask(picture))
        return True

    def offer_file(self, path: Path) -> None:
        """Read a picture, then ask what to do with it."""
        self._files.jobs.ask(
            ReadPictureJob(path),
            words=self.tr("Opening “{0}”…").format(path.name),
            failure=self.tr("“{0}” could not be opened.").format(path.name),
            then=lambda picture: self.ask(picture, path),
        )

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a picture from a file, and show what is read of it."""
        self._files.jobs.ask(
            ReadPictureJob(path),
            words=self.tr("Opening “{0}”…").format(path.name),
            failure=self.tr("“{0}” could not be opened.").format(path.name),
            then=lambda picture: self.read(picture, path),
        )

    def ask(self, picture: np.ndarray, path: Path | None = None) -> None:
        """`picture`: uint8 [H, W, 4] straight RGBA."""
        dialog = ImportPictureDialog(picture, tones=self.tones, parent=self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.choice == NEW:
            self.read(picture, path)
        else:
            self.bring_in(picture, dialog.choice, path)

    def read(self, picture: np.ndarray, path: Path | None = None) -> None:
        """Show what is read of a picture of a drawing; accepted, it becomes a drawing of its own."""
        dialog = ReadingDialog(picture, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.choice == TRACE:
            self.bring_in(picture, "reference", path)
            return
        self._files.take_read(picture, corners=dialog.corners, more=dialog.more, path=path)

    def bring_in(self, picture: np.ndarray, choice: str, path: Path | None = None) -> None:
        """Do what was chosen: one undoable step, or a new drawing."""
        if choice == NEW:
            if path is not None:
                self._files.open_path(path)
            else:
                self._files.drawings.add(picture_opened(picture, clean=False))
            return
        if self._session.do(placed_picture.import_operation(picture, choice, self._session.size)):
            words = {
                "reference": self.tr("The picture lies under your drawing: trace it, move it, or make ink from it."),
                "ink": self.tr("The picture’s lines are in the ink."),
                "colour": self.tr("The picture is in the colours."),
            }
            self.told.emit(words[choice])

    # The picture to trace

    @Slot()
    def make_ink(self) -> None:
        """Ask how, then draw the reference's lines into the ink."""
        picture = self._session.painting.layer_pixels("reference")
        if not picture[..., 3].any():
            self.import_picture()
            return
        usual_px = max(1.0, round(max(self._session.size) / USUAL_LINES_ACROSS * 2) / 2)
        dialog = MakeInkDialog(picture, LineArtOptions(self._detail, usual_px), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._detail = dialog.options().detail
            self.draw_lines(picture, dialog.options())

    def draw_lines(self, picture: np.ndarray, options: LineArtOptions) -> None:
        """Put a picture's lines (uint8 [H, W, 4] of the drawing's size) into the ink, in the pen's colour."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            operation = placed_picture.ink_operation(lines_in(picture, options), self._toolbox.colour_of("ink"))
        finally:
            QGuiApplication.restoreOverrideCursor()
        if operation is None:
            self.told.emit(self.tr("There is no edge in this picture to draw."))
        elif self._session.do(operation):
            self.told.emit(self.tr("The picture’s lines are in the ink."))

    @Slot()
    def _fit(self) -> None:
        self._place(placed_picture.FIT)

    @Slot()
    def _fill(self) -> None:
        self._place(placed_picture.FILL)

    @Slot()
    def _remove(self) -> None:
        self._session.do(Clear(("reference",)))

    # Copies going out

    @Slot()
    def copy_drawing(self) -> None:
        # Not a QMimeData made here: on some platforms Qt deletes it after Python has gone, which crashes at exit.
        QGuiApplication.clipboard().setImage(self._session.painting.composite())
        self.told.emit(self.tr("Drawing copied"))

    # Within

    @Slot()
    def _show_possible(self) -> None:
        operations = self._session.drawing.operations
        placed = placed_picture.placed_picture(operations) is not None
        for action_id in ("tool.place", "layer.fit", "layer.fill"):
            self._actions[action_id].setEnabled(placed)
        self._actions["layer.remove"].setEnabled(not placed_picture.is_bare(operations, "reference"))
        if not placed and self._toolbox.chosen == "place":
            self._toolbox.choose(self._toolbox.drawing_tool)

    def _place(self, how: str) -> None:
        placed = placed_picture.placed_picture(self._session.drawing.operations)
        if placed is not None:
            moved = placed_picture.moved(placed, self._session.size, how)
            if moved != placed:
                self._session.do(moved)
