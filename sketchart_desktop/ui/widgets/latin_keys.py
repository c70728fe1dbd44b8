"""Which Latin key was pressed under a Russian, Greek, Hebrew or Arabic layout, so that shortcuts work there too.

Qt finds the Latin key itself where the system knows a Latin layout beside the one in use. Where it knows none, the
place of the key tells it, and where no place is told (remote desktops, screen keyboards), the letter does.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

# The letters stand in the order of the keys of an American keyboard: three rows, "·" where a layout has none.
ROWS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
LAYOUTS = (
    "йцукенгшщзхъфывапролджэячсмитьбю.",  # Russian
    "йцукенгшщзхїфівапролджєячсмитьбю.",  # Ukrainian
    ";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,./",  # Greek
    "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.",  # Hebrew
    "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر·ىةوزظ",  # Arabic
)
PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
PLAIN |= Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
FIRST_SCAN_CODES = (24, 38, 52)  # of Q, A and Z under Linux: evdev's codes and 8
WINDOWS_SIGNS = {0xDB: "[", 0xDD: "]", 0xBA: ";", 0xDE: "'", 0xBC: ",", 0xBE: ".", 0xBF: "/"}
MAC_CODES = (
    *(12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    *(0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39),
    *(6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
)


def latin_sequence(event: QKeyEvent, platform: str) -> QKeySequence | None:
    """The key as a shortcut names it, with its modifiers; None where the event is of a Latin key, or of none.

    `platform`: `QGuiApplication.platformName()`, which tells what the event's native codes mean.
    """
    text = event.text()
    letter = chr(event.key()) if 0x20 < event.key() <= 0x10FFFF else text  # above: keys without a letter
    if not letter or letter.isascii():
        return None
    latin = _of_place(event, platform) or _of_letter(letter.lower()) or _of_letter(text.lower())
    if not latin:
        return None
    return QKeySequence(QKeyCombination(event.modifiers() & PLAIN, Qt.Key(ord(latin.upper()))))


def _of_place(event: QKeyEvent, platform: str) -> str:
    """The letter that an American keyboard has there; "" where the event tells no place."""
    if platform == "windows":
        code = event.nativeVirtualKey()
        return chr(code).lower() if ord("A") <= code <= ord("Z") else WINDOWS_SIGNS.get(code, "")
    if platform == "cocoa":
        # 0 is A there, and also what an event without a place has: A is then found by its letter.
        code = event.nativeVirtualKey()
        return ROWS[MAC_CODES.index(code)] if code and code in MAC_CODES else ""
    return _linux_places().get(event.nativeScanCode(), "")


def _linux_places() -> Mapping[int, str]:
    rows = (ROWS[:12], ROWS[12:23], ROWS[23:])
    return {
        first + place: letter
        for first, row in zip(FIRST_SCAN_CODES, rows, strict=True)
        for place, letter in enumerate(row)
    }


def _of_letter(letter: str) -> str:
    if letter == "لا":  # one key, two letters
        return "b"
    for layout in LAYOUTS:
        place = layout.find(letter) if len(letter) == 1 else -1
        if place >= 0:
            return ROWS[place]
    return ""
