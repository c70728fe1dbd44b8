"""Icons by what they mean, in the theme's tones. The glyphs are Material Design Icons, shipped with qtawesome."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from sketchart_desktop.ui.theme import Tones

GLYPHS = {
    "new": "mdi6.file-plus-outline",
    "open": "mdi6.folder-open-outline",
    "save": "mdi6.content-save-outline",
    "export": "mdi6.image-move",
    "undo": "mdi6.undo-variant",
    "redo": "mdi6.redo-variant",
    "clear": "mdi6.delete-outline",
    "ink": "mdi6.fountain-pen-tip",
    "colour": "mdi6.brush-variant",
    "eraser": "mdi6.eraser-variant",
    "pick": "mdi6.eyedropper-variant",
    "pan": "mdi6.hand-back-right-outline",
    "zoom_in": "mdi6.magnify-plus-outline",
    "zoom_out": "mdi6.magnify-minus-outline",
    "fit": "mdi6.fit-to-page-outline",
    "actual": "mdi6.numeric-1-box-outline",
    "dice": "mdi6.dice-5-outline",
    "lock": "mdi6.lock-outline",
    "unlock": "mdi6.lock-open-variant-outline",
    "pause": "mdi6.pause",
    "resume": "mdi6.play",
    "swap": "mdi6.swap-horizontal",
    "dot": "mdi6.circle",
    "art": "mdi6.image-outline",
    "sample": "mdi6.shape-outline",
    "panel": "mdi6.dock-right",
    "add": "mdi6.plus",
    "checker": "mdi6.checkerboard",
    "warning": "mdi6.alert-circle-outline",
    "app": "mdi6.draw-pen",
}


def icon(name: str, tones: Tones, *, quiet: bool = False) -> QIcon:
    """An icon that follows the theme: plain, checked and disabled looks included. `quiet`: checked looks like plain."""
    import qtawesome  # reads its fonts on first use

    return qtawesome.icon(
        GLYPHS[name],
        color=tones.text,
        color_on=tones.text if quiet else tones.accent_text,
        color_disabled=tones.disabled,
        color_on_disabled=tones.disabled,
    )


def tinted(name: str, colour: str) -> QIcon:
    """An icon in one colour."""
    import qtawesome

    return qtawesome.icon(GLYPHS[name], color=colour)
