"""`sketchart styles import`: a public checkpoint, by file, folder or address, becomes one of the user's styles."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engines.errors import StyleTakenError
from engines.families.table import importable
from engines.packs.stylepack import OnTaken, StyleLibrary, StylePack
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.styling.style_import import ImportRequest, import_checkpoint, inspect_checkpoint

CHOICES = {
    "family": ("auto", *importable()),
    "wants": ("", "line_art", "coloured_drawing", "photo"),
    "direction": ("a2b", "b2a"),
    "range": ("", "-1..1", "0..1", "0..255"),
    "norm": ("", "instance", "none"),
}
QUESTIONS = {
    "licence": "Licence (what may be done with it, for example CC-BY-4.0)",
    "source": "Source (a web address, or who gave it to you)",
    "author": "Author (who trained it)",
}


def import_style(
    request: ImportRequest,
    library: StyleLibrary,
    *,
    tell: Callable[[str], None],
    ask: Callable[[str], str] | None = None,
) -> StylePack:
    """Import and install. `ask`: puts a question to the user, who answers; None where nobody is there to ask.

    Raises CommandError for an order that is not whole, StylePackError where it is refused.
    """
    for option, allowed in CHOICES.items():
        if getattr(request, option) not in allowed:
            known = ", ".join(value for value in allowed if value)
            raise CommandError(f"--{option} is one of {known}; not {getattr(request, option)!r}.")
    with tempfile.TemporaryDirectory(prefix="sketchart-download-") as work:
        checkpoint = Path(request.place)
        if "://" in request.place:
            from engines.importers.download import download

            tell(f"downloading {request.place}")
            checkpoint, digest = download(request.place, Path(work))
            tell(f"SHA-256 {digest}")
            request = replace(request, source=request.source or request.place)
        missing = [name for name in QUESTIONS if not getattr(request, name).strip()]
        if missing:
            found = inspect_checkpoint(request, checkpoint)
            known = f"This is a checkpoint of the family {found.get('family')}. {found.get('terms', '')}".strip()
            if ask is None:
                options = ", ".join(f"--{name}" for name in missing)
                raise CommandError(f"{known} Say where it comes from and what may be done with it: {options}.")
            tell(known)
            request = replace(request, **{name: _answer(ask, QUESTIONS[name]) for name in missing})
        try:
            pack, found = import_checkpoint(request, checkpoint, library, on_progress=tell)
        except StyleTakenError as error:
            raise taken(error, "give it another --name") from error
    tell(f"family {found['family']}, wants {found['wants']}; licence {request.licence}; source {request.source}")
    if found.get("terms"):
        tell(str(found["terms"]))
    return pack


def install_style(source: Path, library: StyleLibrary, *, on_taken: OnTaken) -> StylePack:
    """Install a pack. Raises CommandError where another style has its id and nobody said what is to become of it."""
    try:
        return library.install(source, on_taken=on_taken)
    except StyleTakenError as error:
        raise taken(error, "keep both with --keep-both") from error


def choice_of(*, replace: bool, keep_both: bool = False) -> OnTaken:
    """What the options say is to become of a style of the same id. Raises CommandError where they contradict."""
    if replace and keep_both:
        raise CommandError("--replace and --keep-both contradict each other.")
    return "replace" if replace else "keep_both" if keep_both else "refuse"


def taken(error: StyleTakenError, instead: str) -> CommandError:
    """The error with what can be done; `instead`: of replacing."""
    options = f"Replace it with --replace, or {instead}" if error.replaceable else instead[:1].upper() + instead[1:]
    return CommandError(f"{error} {options}.")


def _answer(ask: Callable[[str], str], question: str) -> str:
    """Asked until there is one."""
    while not (answer := ask(question).strip()):
        pass
    return answer
