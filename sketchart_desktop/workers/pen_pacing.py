"""When followers of the pen get to work: soon after each change, and once more when the pen rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from engines.api import RenderResult
from sketchart_desktop.scheduling.pen_interval import PenInterval


class PenPacing:
    """Two timers: `soon` as soon as Qt has nothing older to do, `rested` when nothing changed for `rest_ms`."""

    def __init__(
        self, parent: QObject, *, rest_ms: int, rested: Callable[[], None], soon: Callable[[], None] | None = None
    ) -> None:
        """`soon` and `rested`: slots of `parent`."""
        self._soon = _timer(parent, 0, soon or rested)
        self._rest = _timer(parent, rest_ms, rested)

    @property
    def rests(self) -> bool:
        """Has nothing moved for so long?"""
        return not self._rest.isActive()

    def hurry(self) -> None:
        """Something is to be done; asked several times at once, it is done once."""
        self._soon.start()

    def moved(self) -> None:
        """The drawing changed just now: the rest begins anew."""
        self._rest.start()

    def stop(self) -> None:
        self._soon.stop()
        self._rest.stop()


class PacedResults(QObject):
    """Hands results on in the order they came, each after the ink that waits, and between two reports of the pen."""

    handed_on = Signal(object)  # RenderResult

    def __init__(self, pen_interval: PenInterval, *, needed_ms: float, parent: QObject) -> None:
        """`needed_ms`: what follows a result takes so long, at most."""
        super().__init__(parent)
        self._pen_interval = pen_interval
        self._needed_ms = needed_ms
        self._waiting: list[RenderResult] = []
        self._between = _timer(self, 0, self._hand_on)

    @Slot(object)
    def put(self, result: RenderResult) -> None:
        # After the ink that waits to be painted, which has this low a priority: the next request takes longer.
        QCoreApplication.postEvent(self, _Arrival(result), Qt.EventPriority.LowEventPriority.value)

    @Slot()
    def _hand_on(self) -> None:
        wait_ms = self._pen_interval.wait_ms(self._needed_ms)
        if wait_ms:
            self._between.start(wait_ms)
            return
        results, self._waiting = self._waiting, []
        for result in results:
            self.handed_on.emit(result)

    # Qt overrides

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, _Arrival):
            self._waiting.append(event.result)
            self._hand_on()


class _Arrival(QEvent):
    """A render came back."""

    def __init__(self, result: RenderResult) -> None:
        super().__init__(QEvent.Type.User)
        self.result = result


def _timer(parent: QObject, interval_ms: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval_ms)
    timer.timeout.connect(slot)
    return timer
