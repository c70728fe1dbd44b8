"""Finds and checks the installed styles in its own thread: hashes and manifests take longer than a window may wait."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from sketchart_desktop.styling.look import StyleChoice

LOG = logging.getLogger(__name__)


class StyleScan(QThread):
    """Looks once, when started."""

    found = Signal(object, object)  # tuple[StyleChoice, ...], tuple[str, ...] problems in words

    def __init__(self, bundled: Path, installed: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("style scan")
        self._bundled = bundled
        self._installed = installed

    def run(self) -> None:
        try:
            choices, problems = scan(self._bundled, self._installed)
        except Exception as error:  # the thread's border: a window without styles still draws
            LOG.exception("the styles could not be listed")
            choices, problems = (), (str(error),)
        self.found.emit(choices, problems)


def scan(bundled: Path, installed: Path) -> tuple[tuple[StyleChoice, ...], tuple[str, ...]]:
    """Every style of every pack that passes its checks, and a sentence for each that does not."""
    from engines.packs.stylepack import StyleLibrary  # pydantic: too slow for the start of the window

    library = StyleLibrary(bundled, installed)
    choices = []
    for pack in library.list():
        if pack.upscales:
            continue  # it enlarges artworks and is no style to draw in
        for index, style in enumerate(pack.manifest.styles):
            choices.append(
                StyleChoice(
                    key=f"{pack.id}/{style.id}",
                    names=dict(style.name),
                    descriptions=dict(style.description),
                    pack_id=pack.id,
                    index=index,
                    count=len(pack.manifest.styles),
                    keep_lines=style.keep_lines,
                    light=style.light,
                    pack=pack,
                    thumbnail=pack.style_thumbnail(index),
                    bank=pack.bank,
                )
            )
    return tuple(choices), tuple(library.problems())
