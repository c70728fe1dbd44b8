"""Which layers the hand may change: hidden and locked ones are left alone, and the user is told why."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.operations import Clear, Operation
from sketchart_desktop.document.stroke import PAPER, PAPER_LAYERS

CONTEXT = "Layers"
NAMES = {
    "mask": QT_TRANSLATE_NOOP("Layers", "Mask"),
    "ink": QT_TRANSLATE_NOOP("Layers", "Ink"),
    "colour": QT_TRANSLATE_NOOP("Layers", "Colour"),
    "reference": QT_TRANSLATE_NOOP("Layers", "Reference"),
}


def layer_name(layer: str) -> str:
    """What the user calls the layer, in the language of now."""
    return QCoreApplication.translate(CONTEXT, str(NAMES[layer]))


def unlocked_layer(stack: LayerStack, layer: str) -> str:
    """The layer a stroke on `layer` goes to: an eraser on paper spares what is locked or hidden; "" where none is left.

    `layer` may be PAPER.
    """
    if layer != PAPER:
        return layer if stack[layer].can_be_drawn_on else ""
    free = [name for name in PAPER_LAYERS if stack[name].can_be_drawn_on]
    return PAPER if len(free) == len(PAPER_LAYERS) else free[0] if free else ""


def unlocked_part(stack: LayerStack, operation: Operation) -> Operation | None:
    """The operation without what it may not do: a clear spares locked and hidden layers. None where nothing is left."""
    if isinstance(operation, Clear):
        free = tuple(name for name in operation.layers if stack[name].can_be_drawn_on)
        return Clear(free) if free else None
    layer = getattr(operation, "layer", None)
    return operation if layer is None or stack[layer].can_be_drawn_on else None


def refusal(stack: LayerStack, layer: str) -> str:
    """Why nothing can be drawn on `layer` (PAPER included), in words."""
    name = PAPER_LAYERS[-1] if layer == PAPER else layer
    if not stack[name].visible:
        words = QCoreApplication.translate("Layers", "The layer “{0}” is hidden. Open its eye to draw on it.")
    else:
        words = QCoreApplication.translate("Layers", "The layer “{0}” is locked. Open its lock to draw on it.")
    return words.format(layer_name(name))
