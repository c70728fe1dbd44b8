"""Importing a public checkpoint as a style: what is wished, and doing it through the importers' child process."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engines.importers.job import ImportOrder
    from engines.packs.stylepack import StyleLibrary, StylePack

PACK_SUFFIX = ".sketchstyle"
CHECKPOINT_SUFFIXES = (".pth", ".pt", ".ckpt", ".bin", ".param", ".onnx", ".safetensors", ".model")
NOT_AN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class ImportWish:
    """What to import, and what the pack is to say of it. `range` and `wants` empty: as the family has it."""

    place: str
    name: str
    family: str = "auto"
    licence: str = ""
    source: str = ""
    author: str = ""
    wants: str = ""
    direction: str = "a2b"
    range: str = ""


def id_of(name: str) -> str:
    """A pack's id made of the user's name for it: the letters of other scripts have no place in it."""
    return NOT_AN_ID.sub("-", name.lower()).strip("-")[:40].strip("-") or "imported"


def inspect_checkpoint(
    wish: ImportWish, checkpoint: Path, *, should_stop: Callable[[], bool] = lambda: False
) -> dict[str, Any]:
    """What it is: `family`, `wants`, `terms`. Raises StylePackError in words."""
    from engines.importers.job import run_import

    with tempfile.TemporaryDirectory(prefix="sketchart-import-") as work:
        return run_import(_order(wish, checkpoint, Path(work), inspect=True), should_stop=should_stop)


def import_checkpoint(
    wish: ImportWish,
    checkpoint: Path,
    library: StyleLibrary,
    *,
    on_progress: Callable[[str], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[StylePack, dict[str, Any]]:
    """Convert, check and install; the pack, and what it was found to be. Raises StylePackError in words."""
    from engines.importers.job import run_import

    with tempfile.TemporaryDirectory(prefix="sketchart-import-") as work:
        order = _order(wish, checkpoint, Path(work), inspect=False)
        found = run_import(order, on_progress=on_progress, should_stop=should_stop)
        return library.install(Path(str(found["folder"]))), found


def _order(wish: ImportWish, checkpoint: Path, work: Path, *, inspect: bool) -> ImportOrder:
    from engines.importers.job import ImportOrder

    id = id_of(wish.name)
    return ImportOrder(
        checkpoint=checkpoint.resolve(),
        folder=work / id,
        family=wish.family,
        id=id,
        name=wish.name,
        licence=wish.licence,
        source=wish.source,
        author=wish.author,
        wants=wish.wants,  # type: ignore[arg-type]
        direction=wish.direction,  # type: ignore[arg-type]
        range=wish.range,  # type: ignore[arg-type]
        inspect=inspect,
    )
