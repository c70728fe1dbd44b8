"""What went wrong, in the user's language. Floors below know no Qt and tell in English; here alone it is translated."""

from __future__ import annotations

import functools
import re
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Errors"
# The sentences that can be met with sound and unsound files, full disks and styles that do not run. The order counts:
# the first that fits is taken, so those that begin with a name come last.
SENTENCES: tuple[Any, ...] = (
    QT_TRANSLATE_NOOP("Errors", "A picture of {0} x {1} pixels cannot be drawn on."),
    QT_TRANSLATE_NOOP(
        "Errors", "The picture has {0} x {1} pixels; at most {2} on a side and {3} million in all are supported."
    ),
    QT_TRANSLATE_NOOP("Errors", "The drawing was made by a newer version of the program."),
    QT_TRANSLATE_NOOP("Errors", "The drawing's log is damaged."),
    QT_TRANSLATE_NOOP("Errors", "The drawing's layers are too large."),
    QT_TRANSLATE_NOOP("Errors", "The drawing has too many layers."),
    QT_TRANSLATE_NOOP("Errors", "The drawing's list of layers is damaged."),
    QT_TRANSLATE_NOOP("Errors", "The drawing holds too many operations."),
    QT_TRANSLATE_NOOP("Errors", "The drawing holds a damaged picture."),
    QT_TRANSLATE_NOOP("Errors", "The drawing holds a damaged stroke."),
    QT_TRANSLATE_NOOP("Errors", "The drawing holds a damaged operation."),
    QT_TRANSLATE_NOOP("Errors", "The drawing holds an impossible value for {0}."),
    QT_TRANSLATE_NOOP("Errors", "The crash journal cannot be written: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The crash journal cannot be read: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The crash journal is damaged, or newer than the program."),
    QT_TRANSLATE_NOOP("Errors", "The artwork could not be kept: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The mark could not be kept: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The artwork could not be deleted: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The artwork could not be brought back: {0}."),
    QT_TRANSLATE_NOOP("Errors", "This artwork is not in the gallery any more."),
    QT_TRANSLATE_NOOP("Errors", "The picture could not be written as PNG."),
    QT_TRANSLATE_NOOP("Errors", "This is no GIMP palette (.gpl)."),
    QT_TRANSLATE_NOOP("Errors", "Line {0} of the palette is no colour."),
    QT_TRANSLATE_NOOP("Errors", "The palette has more than {0} colours."),
    QT_TRANSLATE_NOOP("Errors", "There is too little memory to paint a picture of this size."),
    QT_TRANSLATE_NOOP("Errors", "The device's memory is too small for this picture: painted on the CPU."),
    QT_TRANSLATE_NOOP("Errors", "torch cannot use the device {0} on this computer."),
    QT_TRANSLATE_NOOP("Errors", "torch could not compute the artwork on {0}."),
    QT_TRANSLATE_NOOP("Errors", "OpenVINO could not start on this computer's CPU."),
    QT_TRANSLATE_NOOP("Errors", "OpenVINO could not compute the artwork."),
    QT_TRANSLATE_NOOP("Errors", "OpenVINO could not prepare the generator for {0} x {1} pixels."),
    QT_TRANSLATE_NOOP("Errors", "The style's weights cannot be loaded."),
    QT_TRANSLATE_NOOP("Errors", "The style's weights cannot be read."),
    QT_TRANSLATE_NOOP("Errors", "The style's generator file cannot be read."),
    QT_TRANSLATE_NOOP("Errors", "The style's file {0} is missing."),
    QT_TRANSLATE_NOOP("Errors", "The style's file {0} is empty."),
    QT_TRANSLATE_NOOP("Errors", "The style's file {0} is damaged."),
    QT_TRANSLATE_NOOP("Errors", "The style's file {0} is damaged or was changed: its SHA-256 is wrong."),
    QT_TRANSLATE_NOOP("Errors", "{0} has no room for this style."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be saved: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be written: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} is not an OpenRaster drawing."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged, or not a drawing."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged: a part of it is missing."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged."),
    QT_TRANSLATE_NOOP("Errors", "{0} unpacks to more than the program accepts."),
    QT_TRANSLATE_NOOP("Errors", "{0} has too many pixels."),
    QT_TRANSLATE_NOOP("Errors", "{0} is too large to open."),
    QT_TRANSLATE_NOOP("Errors", "{0} is empty."),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a picture that can be read, or it is damaged."),
    QT_TRANSLATE_NOOP("Errors", "{0} is of a kind that cannot be opened; .ora, PNG, JPEG, WebP and TIFF can."),
)


def in_words(text: str) -> str:
    """`text` of an error, translated where its sentence is known; all else as it is."""
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return QCoreApplication.translate(CONTEXT, sentence).format(*found.groups())
    return text


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def pattern(sentence: str) -> re.Pattern[str]:
        return re.compile("(.+?)".join(map(re.escape, re.split(r"\{\d\}", sentence))), re.DOTALL)

    return tuple((sentence, pattern(sentence)) for sentence in SENTENCES)
