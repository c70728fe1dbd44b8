"""Importing a public checkpoint as a style: what is asked for, and doing it through the importers' child process."""

from __future__ import annotations

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engines.importers.job import ImportJob
    from engines.packs.stylepack import OnTaken, StyleLibrary, StylePack

PACK_SUFFIX = ".sketchstyle"
CHECKPOINT_SUFFIXES = (".pth", ".pt", ".ckpt", ".bin", ".param", ".onnx", ".safetensors", ".model")
FOREIGN_SUFFIXES = (".t7", ".h5", ".keras", ".pb", ".tflite")  # of other programs: known, and told what to do instead
LONGEST_ID = 40
HASH_DIGITS = 6
NOT_AN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class ImportRequest:
    """What to import, and what the pack is to say of it. `range` and `wants` empty: as the family has it.
    `rename`: a pack that is installed gets `name` for its own."""

    place: str
    name: str
    family: str = "auto"
    licence: str = ""
    source: str = ""
    author: str = ""
    wants: str = ""
    direction: str = "a2b"
    range: str = ""
    norm: str = ""
    on_taken: OnTaken = "refuse"
    rename: bool = False


def id_of(name: str) -> str:
    """A pack's id made of the user's name for it: a folder's name on every system, and another one for another name.

    Accents are taken off letters. Letters of other scripts have no place in it: a short hash of the name stands for
    them.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(sign))
    id = NOT_AN_ID.sub("-", plain).strip("-")
    lost = any(sign.isalnum() and not sign.isascii() for sign in plain)
    if not lost and 0 < len(id) <= LONGEST_ID:
        return id
    told = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:HASH_DIGITS]
    return f"{(id or 'style')[: LONGEST_ID - 1 - HASH_DIGITS].strip('-')}-{told}"


def inspect_checkpoint(
    request: ImportRequest, checkpoint: Path, *, should_stop: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """What it is: `family`, `wants`, `terms`. Raises StylePackError in words."""
    from engines.importers.job import run_import

    with tempfile.TemporaryDirectory(prefix="sketchart-import-") as work:
        return run_import(
            _job(request, checkpoint, Path(work), id=id_of(request.name), inspect=True), should_stop=should_stop
        )


def import_checkpoint(
    request: ImportRequest,
    checkpoint: Path,
    library: StyleLibrary,
    *,
    on_progress: Callable[[str], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[StylePack, dict[str, Any]]:
    """Convert, check and install; the pack, and what it was found to be. Raises StylePackError in words, and
    StyleTakenError before anything is converted where another style has this one's id and `request.on_taken` does not
    say what is to become of it.
    """
    from engines.importers.job import run_import
    from engines.packs.stylepack import taken_by

    id, name = id_of(request.name), request.name
    if (other := library.taken(id)) is not None:
        if request.on_taken == "refuse" or (request.on_taken == "replace" and other.bundled):
            raise taken_by(other)
        if request.on_taken == "keep_both":
            id, name = library.free(id, name)
    with tempfile.TemporaryDirectory(prefix="sketchart-import-") as work:
        job = _job(replace(request, name=name), checkpoint, Path(work), id=id, inspect=False)
        found = run_import(job, on_progress=on_progress, should_stop=should_stop)
        return library.install(Path(str(found["folder"])), on_taken=request.on_taken), found


def _job(request: ImportRequest, checkpoint: Path, work: Path, *, id: str, inspect: bool) -> ImportJob:
    from engines.importers.job import ImportJob

    return ImportJob(
        checkpoint=checkpoint.resolve(),
        folder=work / id,
        family=request.family,
        id=id,
        name=request.name,
        licence=request.licence,
        source=request.source,
        author=request.author,
        wants=request.wants,  # type: ignore[arg-type]
        direction=request.direction,  # type: ignore[arg-type]
        range=request.range,  # type: ignore[arg-type]
        norm=request.norm,  # type: ignore[arg-type]
        inspect=inspect,
    )
