"""What the page offers to learn from, and to begin with, as the program has it now."""

from __future__ import annotations

from collections.abc import Callable

from sketchart_desktop.files.gallery import Gallery
from sketchart_desktop.preferences import paths
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.session.teaching import Teaching
from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.teaching.set_up import BaseStyle, DrawingsAtHand

FAMILY = "sketchnet"  # the one that can be taught further


class AtHand:
    """Called whenever the page is shown. `language()`: the code of the window's."""

    def __init__(
        self, gallery: Gallery, drawings: OpenDrawings, look: Look, teaching: Teaching, language: Callable[[], str]
    ) -> None:
        self._gallery = gallery
        self._drawings = drawings
        self._look = look
        self._teaching = teaching
        self._language = language

    def __call__(self) -> tuple[DrawingsAtHand, tuple[BaseStyle, ...]]:
        """Counted anew; the style that is chosen comes first."""
        gallery, open_folder = self._gallery, self._teaching.open_folder
        gallery.refresh()
        marked = sum(entry.training for entry in gallery.entries)
        open_count = self._drawings.drawn_count()
        known = DrawingsAtHand(
            paths.training_dir(), marked, gallery.folder, len(gallery.entries), open_folder, open_count
        )
        bases: list[BaseStyle] = []
        for entry in self._look.entries:
            manifest, folder = getattr(entry.pack, "manifest", None), getattr(entry.pack, "folder", None)
            if manifest is None or folder is None or manifest.family != FAMILY:
                continue
            base = BaseStyle(folder, manifest.styles[entry.index].id, entry.name(self._language()))
            bases.insert(0 if entry is self._look.chosen else len(bases), base)
        return known, tuple(bases)
