"""`sketchart styles import`: a public checkpoint, by file, folder or address, becomes one of the user's styles."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engines.importers.order import FAMILIES
from engines.stylepack import StyleLibrary, StylePack
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.state.importing import ImportWish, import_checkpoint, inspect_checkpoint

CHOICES = {
    "family": FAMILIES,
    "wants": ("", "line_art", "coloured_drawing", "photo"),
    "direction": ("a2b", "b2a"),
    "range": ("", "-1..1", "0..1", "0..255"),
}


def import_style(wish: ImportWish, library: StyleLibrary, *, tell: Callable[[str], None]) -> StylePack:
    """Import and install. Raises CommandError for an order that is not whole, StylePackError where it is refused."""
    for option, allowed in CHOICES.items():
        if getattr(wish, option) not in allowed:
            known = ", ".join(value for value in allowed if value)
            raise CommandError(f"--{option} is one of {known}; not {getattr(wish, option)!r}.")
    with tempfile.TemporaryDirectory(prefix="sketchart-download-") as work:
        checkpoint = Path(wish.place)
        if "://" in wish.place:
            from engines.importers.download import download

            tell(f"downloading {wish.place}")
            checkpoint, digest = download(wish.place, Path(work))
            tell(f"SHA-256 {digest}")
            wish = replace(wish, source=wish.source or wish.place)
        missing = [f"--{name}" for name in ("licence", "source", "author") if not getattr(wish, name).strip()]
        if missing:
            found = inspect_checkpoint(wish, checkpoint)
            raise CommandError(
                f"This is a checkpoint of the family {found.get('family')}. {found.get('terms', '')} "
                f"Say where it comes from and what may be done with it: {', '.join(missing)}."
            )
        pack, found = import_checkpoint(wish, checkpoint, library, on_progress=tell)
    tell(f"family {found['family']}, wants {found['wants']}; licence {wish.licence}; source {wish.source}")
    if found.get("terms"):
        tell(str(found["terms"]))
    return pack
