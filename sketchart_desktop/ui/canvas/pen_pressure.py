"""What a pen says of its pressure, and what to make of it: some pens have none, whatever they claim."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QInputDevice, QTabletEvent

NO_AXIS_PRESSURE = 0.5  # pens that do not report pressure draw evenly
ONES_TO_DOUBT = 20  # a pen that said nothing but "full" so often has no pressure either
ZEROS_TO_DOUBT = 8  # nor has one that draws and has said "none" since it touched, whatever it said before


@dataclass
class _Pen:
    highest: float = 0.0
    varies: bool = False
    ones: int = 0
    zeros: int = 0  # of the stroke it draws now, as long as it said nothing else
    felt: bool = False  # in the stroke it draws now
    even: bool = False  # for the stroke it draws now


class PenSense:
    """Remembers each pen by its number."""

    def __init__(self) -> None:
        self._pens: dict[int, _Pen] = {}

    def pressure(self, event: QTabletEvent, *, pressing: bool) -> float | None:
        """0..1 as reported, or the even pressure of a pen that has none; None where the event is no part of a stroke.

        Windows Ink reports moves without pressure in the midst of a stroke: those are to be dropped.
        """
        device = event.pointingDevice()
        if device is None or not device.capabilities() & QInputDevice.Capability.Pressure:
            return NO_AXIS_PRESSURE
        pen, told = self._pens.setdefault(device.systemId(), _Pen()), event.pressure()
        pen.highest = max(pen.highest, told)
        pen.varies = pen.varies or 0.0 < told < 1.0
        pen.ones += told >= 1.0
        if pressing:
            pen.zeros, pen.felt = 0, False
        pen.felt = pen.felt or told > 0.0
        pen.zeros += not pen.felt
        if pen.zeros >= ZEROS_TO_DOUBT:
            pen.highest, pen.varies = 0.0, False
        if pressing:
            pen.even = not pen.varies and pen.ones >= ONES_TO_DOUBT
        if pen.highest == 0.0 or (pen.even and not pen.varies):
            return NO_AXIS_PRESSURE
        return told if told > 0.0 or pressing else None

    def is_real(self, event: QTabletEvent) -> bool:
        """Has the pen shown that it feels pressure?"""
        device = event.pointingDevice()
        return device is not None and self._pens.get(device.systemId(), _Pen()).varies
