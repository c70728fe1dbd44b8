"""Importing and installing styles in a thread of its own, which waits for the importers' child process."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from engines.errors import StylePackError, StyleTakenError
from sketchart_desktop.styling.style_import import (
    PACK_SUFFIX,
    ImportRequest,
    id_of,
    import_checkpoint,
    inspect_checkpoint,
)

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class StyleTask:
    """`inspect`: only say what the checkpoint is."""

    request: ImportRequest
    inspect: bool = False


class StyleImport(QThread):
    """One task at a time; a new one stops the one that runs."""

    found = Signal(object)  # what the checkpoint is: family, wants, terms
    progressed = Signal(str)
    installed = Signal(str)  # the key of the new style
    failed = Signal(object)  # in words
    taken = Signal(object, object)  # the ImportRequest, and the StyleTakenError: another style has its id

    def __init__(self, bundled: Path, installed: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("style import")
        self._bundled = bundled
        self._user = installed
        self._task: StyleTask | None = None
        self._fetched: tuple[str, Path, tempfile.TemporaryDirectory[str]] | None = None  # the last download

    @Slot(object, bool)
    def begin(self, request: ImportRequest, inspect: bool) -> None:
        self.stop()
        self._task = StyleTask(request, inspect)
        self.start()

    @Slot()
    def stop(self) -> None:
        """Give up what is being done, and wait for it; the child process ends with it."""
        if self.isRunning():
            self.requestInterruption()
            self.wait(5000)

    def run(self) -> None:
        task = self._task
        assert task is not None
        try:
            self._do(task)
        except StyleTakenError as error:
            self.taken.emit(task.request, error)
        except (StylePackError, OSError) as error:
            if not self.isInterruptionRequested():
                self.failed.emit(str(error))
        except Exception as error:  # the thread's border
            LOG.exception("the style could not be imported")
            self.failed.emit(str(error))

    def _do(self, task: StyleTask) -> None:
        from engines.packs.stylepack import StyleLibrary  # pydantic: too slow for the start of the window

        place = self._here(task.request.place)
        stopped = self.isInterruptionRequested
        if task.inspect:
            self.found.emit(inspect_checkpoint(task.request, place, should_stop=stopped))
            return
        library = StyleLibrary(self._bundled, self._user)
        if place.suffix == PACK_SUFFIX:
            named = (id_of(task.request.name), task.request.name) if task.request.rename else None
            pack = library.install(place, on_taken=task.request.on_taken, named=named)
        else:
            pack, _ = import_checkpoint(
                task.request, place, library, on_progress=self.progressed.emit, should_stop=stopped
            )
        self.installed.emit(f"{pack.id}/{pack.manifest.styles[0].id}")

    def _here(self, place: str) -> Path:
        """The file or folder itself; what is at an address is fetched once, for the look and for the import. Raises
        StylePackError.
        """
        if "://" not in place:
            return Path(place)
        if self._fetched is None or self._fetched[0] != place:
            from engines.importers.download import download

            self.progressed.emit("downloading")
            folder = tempfile.TemporaryDirectory(prefix="sketchart-download-")
            path, _ = download(place, Path(folder.name), on_progress=self._check_stopped)
            self._fetched = place, path, folder
        return self._fetched[1]

    def _check_stopped(self, _: int) -> None:
        if self.isInterruptionRequested():
            raise StylePackError("The import was stopped.")
