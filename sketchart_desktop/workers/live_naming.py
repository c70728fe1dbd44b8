"""From drawing to its name: shows the newest ink to the classifier, in a thread of its own, now and then.

Knows the session; knows no widget. The hand comes first: no more often than a few times a second, never while the next
report of the pen is due, and in a thread that steps back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRect, QThread, QTimer, Signal, Slot

from engines.errors import EngineError, StylePackError
from engines.sizes import fitted_size
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.scheduling.thread_priority import FILES, step_back
from sketchart_desktop.session.session import Session
from sketchart_desktop.workers.latest_wins import LatestWins

if TYPE_CHECKING:
    from engines.naming.figures import NamedFigure

LOG = logging.getLogger(__name__)
LOOK_SIDE_PX = 512  # as large as the artwork is painted: both are made from one copy of the ink
EVERY_MS = 350
COMPOSING_MS = 3.0
STOP_WAIT_MS = 1500

Classify = Callable[[np.ndarray], "tuple[NamedFigure, ...]"]


@dataclass(frozen=True, eq=False)
class _Sheet:
    number: int
    ink: np.ndarray  # uint8 [h, w] coverage


def shipped_classify() -> Classify:
    """The shipped classifier; takes a moment. Raises StylePackError, EngineError."""
    from engines.naming.classifier import SketchClassifier  # OpenVINO: not before the window is up
    from engines.naming.figures import name_figures

    classifier = SketchClassifier()
    return lambda ink: name_figures(ink, classifier)


class NamingThread(QThread):
    """Names the newest sheet. `make` is called in this thread, with the first sheet."""

    named = Signal(int, object)  # number, tuple of NamedFigure
    failed = Signal(object)  # reason in words

    def __init__(self, make: Callable[[], Classify], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("naming")
        self._make = make
        self._sheets: LatestWins[_Sheet] = LatestWins()

    def submit(self, sheet: _Sheet) -> None:
        """Name this instead of whatever waits. The thread starts with the first."""
        self._sheets.put(sheet)
        if not self.isRunning():
            self.start()

    def stop(self) -> bool:
        self._sheets.close()
        return not self.isRunning() or self.wait(STOP_WAIT_MS)

    def run(self) -> None:
        step_back(FILES)
        try:
            classify = self._make()
            while (job := self._sheets.take()) is not None:
                sheet = job[1]
                self.named.emit(sheet.number, classify(sheet.ink))
        except (StylePackError, EngineError) as error:
            self.failed.emit(error.message)
        except Exception as error:  # the thread's border: without names one paints all the same
            LOG.exception("naming failed")
            self.failed.emit(str(error) or type(error).__name__)


class LiveNaming(QObject):
    """Follows a session while it is on."""

    figures_found = Signal(object)  # tuple of NamedFigure
    failed = Signal(object)  # reason in words, once

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        *,
        make: Callable[[], Classify] = shipped_classify,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = NamingThread(make, self)
        self._thread.named.connect(self._named)
        self._thread.failed.connect(self._gave_up)
        self._on = False
        self._broken = False
        self._asked = 0
        self._waiting = False  # for an answer
        self._dirty = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        session.drawing_changed.connect(self._changed)

    def set_on(self, on: bool) -> None:
        """Whether drawings are named; off, nothing is computed."""
        if on == self._on:
            return
        self._on = on
        self._soon.stop()
        if on:
            self._changed(QRect())
        else:
            self._asked += 1  # what is under way comes too late
            self._waiting = False
            self.figures_found.emit(())

    def stop(self) -> bool:
        """End the thread; False where it is left behind."""
        self._soon.stop()
        return self._thread.stop()

    @Slot(QRect)
    def _changed(self, _dirty: QRect) -> None:
        if self._on and not self._broken:
            self._dirty = True
            if not self._soon.isActive() and not self._waiting:
                self._soon.start(EVERY_MS)

    @Slot()
    def _look(self) -> None:
        if not self._dirty or self._waiting:
            return
        session = self._session
        wait_ms = session.pen_interval.wait_ms(COMPOSING_MS)
        if wait_ms:
            self._soon.start(wait_ms)
            return
        self._dirty = False
        self._asked += 1
        if session.is_blank:
            self.figures_found.emit(())
            return
        with session.interpreter_gate:
            ink = engine_input(session.painting, fitted_size(session.size, LOOK_SIDE_PX)).ink
            coverage = np.ascontiguousarray(ink[..., 3])
        self._waiting = True
        self._thread.submit(_Sheet(self._asked, coverage))

    @Slot(int, object)
    def _named(self, number: int, figures: tuple[NamedFigure, ...]) -> None:
        if number != self._asked:
            return  # of another drawing, or turned off since
        self._waiting = False
        self.figures_found.emit(figures)
        if self._dirty:
            self._soon.start(EVERY_MS)

    @Slot(object)
    def _gave_up(self, reason: str) -> None:
        self._broken = True
        self._waiting = False
        self.figures_found.emit(())
        self.failed.emit(reason)
