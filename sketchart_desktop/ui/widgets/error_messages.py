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
    QT_TRANSLATE_NOOP("Errors", "A style needs to say its licence, its source and its author."),
    QT_TRANSLATE_NOOP("Errors", "A style is downloaded by https alone."),
    QT_TRANSLATE_NOOP("Errors", "The file is too large to import."),
    QT_TRANSLATE_NOOP("Errors", "The file could not be downloaded: {0}."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint holds no weights by name."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint holds too many tensors."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint claims more weights than any known generator has."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint needs more memory than an import may take."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint could not be converted ({0})."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint is of no family that can be imported (its weights: {0}...)."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint is not of the family {0}: it has no such weights."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint is not of the family {0}: it is a network of ncnn."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint is no {0} that can be imported: {1}: {2}."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint does not fit a {0} network: {1} is {2} and should be {3}."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint does not fit a {0} network: {1} is missing."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint does not fit a {0} network: {1} does not belong there."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint's weights do not fit together as {0} ones do."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint's {0} is of a kind that cannot be imported."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint's {0} holds values that are no numbers."),
    QT_TRANSLATE_NOOP("Errors", "The checkpoint's {0} holds values too large for a style pack."),
    QT_TRANSLATE_NOOP("Errors", "The network reads {0} and answers {1} channels; pictures have 3 or 1."),
    QT_TRANSLATE_NOOP("Errors", "The network's answer is no picture."),
    QT_TRANSLATE_NOOP("Errors", "OpenVINO and torch differ by {0}/255 on this network; it was not imported."),
    QT_TRANSLATE_NOOP("Errors", "An ONNX file is imported as it is: its family is onnx."),
    QT_TRANSLATE_NOOP("Errors", "The ONNX file has {0} inputs and {1} outputs; one picture each."),
    QT_TRANSLATE_NOOP("Errors", "The ONNX file's picture is not made of 32-bit numbers."),
    QT_TRANSLATE_NOOP("Errors", "The ONNX file does not read one picture of three channels."),
    QT_TRANSLATE_NOOP("Errors", "The ONNX file holds weights that are no numbers."),
    QT_TRANSLATE_NOOP(
        "Errors", "The ONNX network could not be run on a picture, or its answer is none of the same shape."
    ),
    QT_TRANSLATE_NOOP("Errors", "The folder {0} holds no weights as .npy files."),
    QT_TRANSLATE_NOOP("Errors", "The folder {0} is too large to import."),
    QT_TRANSLATE_NOOP("Errors", "There is no file or folder {0}."),
    QT_TRANSLATE_NOOP("Errors", "Importing needs more packages ({0}): pip install 'sketchart[train]'"),
    QT_TRANSLATE_NOOP("Errors", "The import was stopped."),
    QT_TRANSLATE_NOOP("Errors", "The import took too long and was stopped."),
    QT_TRANSLATE_NOOP("Errors", "The import ended without a word; the checkpoint may need more memory than there is."),
    QT_TRANSLATE_NOOP("Errors", "The style {0} came with the app and cannot be replaced."),
    QT_TRANSLATE_NOOP("Errors", "The style's {0} is not valid: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The style's weights hold values that are no numbers, in {0}."),
    QT_TRANSLATE_NOOP("Errors", "The style file is empty or holds too many files."),
    QT_TRANSLATE_NOOP("Errors", "MUNIT's own code and checkpoints are CC BY-NC-SA 4.0: not for commercial use."),
    QT_TRANSLATE_NOOP("Errors", "AnimeGANv2's authors allow non-commercial use only."),
    QT_TRANSLATE_NOOP("Errors", "Nobody has said under which licence CartoonGAN's original weights may be passed on."),
    QT_TRANSLATE_NOOP(
        "Errors", "Real-ESRGAN's code is BSD-3-Clause; its weights' licence was asked for and not answered."
    ),
    QT_TRANSLATE_NOOP("Errors", "waifu2x's models are MIT."),
    QT_TRANSLATE_NOOP("Errors", "pix2pix's code is BSD; its authors' checkpoints come without a licence of their own."),
    QT_TRANSLATE_NOOP(
        "Errors", "CycleGAN's code is BSD; its authors' checkpoints come without a licence of their own."
    ),
    QT_TRANSLATE_NOOP("Errors", "PyTorch's examples are BSD-3-Clause; the style is that of a picture, mind whose."),
    QT_TRANSLATE_NOOP("Errors", "U-GAT-IT's code is MIT."),
    QT_TRANSLATE_NOOP("Errors", "{0} has no room for this style."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be saved: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be written: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} could not be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "{0} holds more than weights: it wants to run code, and is refused. Ask its author for a state_dict or a "
        "safetensors file.",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} is packed in a way that checkpoints are not."),
    QT_TRANSLATE_NOOP("Errors", "{0} is too large to import."),
    QT_TRANSLATE_NOOP("Errors", "{0} is no checkpoint; one of ncnn's needs its .param file beside it."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged, or no checkpoint."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged, or no ONNX file."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged, or no safetensors file."),
    QT_TRANSLATE_NOOP("Errors", "{0} is damaged, or holds more than numbers."),
    QT_TRANSLATE_NOOP("Errors", "{0} is missing: a network of ncnn is two files, .param and .bin."),
    QT_TRANSLATE_NOOP("Errors", "{0} is missing or no text: a network of ncnn is two files."),
    QT_TRANSLATE_NOOP("Errors", "{0} is too large for a waifu2x network."),
    QT_TRANSLATE_NOOP("Errors", "{0} is no waifu2x network: it has {1} layers with weights."),
    QT_TRANSLATE_NOOP("Errors", "{0} is no waifu2x network: {1} is another layer there."),
    QT_TRANSLATE_NOOP("Errors", "{0} is no network of ncnn."),
    QT_TRANSLATE_NOOP("Errors", "{0} holds {1} bytes too many for a waifu2x network."),
    QT_TRANSLATE_NOOP("Errors", "{0} holds values that are no numbers."),
    QT_TRANSLATE_NOOP("Errors", "{0} stores its weights in a way that cannot be imported."),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a style file, or it is damaged."),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a style: it has no {1}."),
    QT_TRANSLATE_NOOP("Errors", "{0} is truncated."),
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
    if not text:
        return text
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
