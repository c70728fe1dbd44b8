"""`sketchart styles import`: a public checkpoint, by file, folder or address, becomes one of the user's styles."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engines.importers.job import FAMILIES
from engines.packs.stylepack import StyleLibrary, StylePack
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.styling.style_import import ImportWish, import_checkpoint, inspect_checkpoint

CHOICES = {
    "family": FAMILIES,
    "wants": ("", "line_art", "coloured_drawing", "photo"),
    "direction": ("a2b", "b2a"),
    "range": ("", "-1..1", "0..1", "0..255"),
}
QUESTIONS = {
    "licence": "Licence (what may be done with it, for example CC-BY-4.0)",
    "source": "Source (a web address, or who gave it to you)",
    "author": "Author (who trained it)",
}


def import_style(
    wish: ImportWish,
    library: StyleLibrary,
    *,
    tell: Callable[[str], None],
    ask: Callable[[str], str] | None = None,
) -> StylePack:
    """Import and install. `ask`: puts a question to the user, who answers; None where nobody is there to ask.

    Raises CommandError for an order that is not whole, StylePackError where it is refused.
    """
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
        missing = [name for name in QUESTIONS if not getattr(wish, name).strip()]
        if missing:
            found = inspect_checkpoint(wish, checkpoint)
            known = f"This is a checkpoint of the family {found.get('family')}. {found.get('terms', '')}".strip()
            if ask is None:
                options = ", ".join(f"--{name}" for name in missing)
                raise CommandError(f"{known} Say where it comes from and what may be done with it: {options}.")
            tell(known)
            wish = replace(wish, **{name: _answer(ask, QUESTIONS[name]) for name in missing})
        pack, found = import_checkpoint(wish, checkpoint, library, on_progress=tell)
    tell(f"family {found['family']}, wants {found['wants']}; licence {wish.licence}; source {wish.source}")
    if found.get("terms"):
        tell(str(found["terms"]))
    return pack


def _answer(ask: Callable[[str], str], question: str) -> str:
    """Asked until there is one."""
    while not (answer := ask(question).strip()):
        pass
    return answer
