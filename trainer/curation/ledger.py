"""What curation did with every entry, kept in the set's folder: so a later run does only what is new."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from trainer.curation.entries import FallOutReason, SourceKind
from trainer.curation.set_folder import (
    DRAWINGS,
    PICTURES,
    SetDescription,
    SetDrawing,
    SetError,
    SetPair,
    SetPicture,
    colour_path,
    drawing_path,
    ink_path,
    target_path,
    write_description,
)

LEDGER = "curation.json"
HELD_OUT_SHARE = 0.2
HELD_OUT_FROM = 4  # with fewer pairs none is set apart
MOST_HELD_OUT = 12


class LedgerEntry(BaseModel):
    """`reason`: None where it was kept. `part`: where it is in the set. `made_with`: a digest of the options.
    `likeness`: see trainer.curation.perceptual_hash. `target`: a digest of the finished picture; equal ones are held
    out together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: SourceKind
    id: str
    made_with: str
    reason: FallOutReason | None = None
    detail: str = ""
    part: str = "pairs"
    width: int = 0
    height: int = 0
    likeness: str = ""
    target: str = ""
    held_out: bool = False

    @property
    def kept(self) -> bool:
        return self.reason is None


class Ledger(BaseModel):
    """All entries by their digests."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    licence: str = ""
    entries: dict[str, LedgerEntry] = {}

    def kept(self, part: str = "pairs") -> dict[str, LedgerEntry]:
        return {key: entry for key, entry in self.entries.items() if entry.kept and entry.part == part}


def read_ledger(folder: Path) -> Ledger:
    """An empty one where the folder is new. Raises SetError where it holds something else."""
    path = folder / LEDGER
    try:
        return Ledger.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            raise SetError("{0} holds something else: give a new or empty folder for the set.", str(folder)) from None
        return Ledger()
    except (OSError, ValidationError) as error:
        raise SetError("{0} is damaged: give a new folder for the set.", str(path)) from error


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """The ledger and set.json, each whole or not at all."""
    unfinished = folder / f"{LEDGER}.tmp"
    unfinished.write_text(json.dumps(ledger.model_dump(mode="json"), indent=1, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(folder / LEDGER)
    write_description(folder, described(ledger))


def described(ledger: Ledger) -> SetDescription:
    """What the set holds, in the order of ids."""
    by_id = sorted((entry for entry in ledger.entries.values() if entry.kept), key=lambda entry: entry.id)
    return SetDescription(
        licence=ledger.licence[:400],
        pairs=tuple(SetPair(id=e.id, source=e.name[:400], held_out=e.held_out) for e in by_id if e.part == "pairs"),
        pictures=tuple(SetPicture(id=e.id, path=f"{PICTURES}/{e.id}.png") for e in by_id if e.part == PICTURES),
        drawings=tuple(SetDrawing(id=e.id, source=e.name[:400]) for e in by_id if e.part == DRAWINGS),
    )


def hold_out(ledger: Ledger) -> None:
    """Set some pairs apart, those that were before first, and all with one finished picture together."""
    pairs = ledger.kept()
    wanted = 0
    if len({entry.target for entry in pairs.values()}) >= HELD_OUT_FROM:
        wanted = min(MOST_HELD_OUT, max(1, round(HELD_OUT_SHARE * len(pairs))))
    before = {entry.target for entry in pairs.values() if entry.held_out}
    apart: set[str] = set()
    for target in sorted({entry.target for entry in pairs.values()}, key=lambda t: (t not in before, t)):
        if sum(entry.target in apart for entry in pairs.values()) >= wanted:
            break
        apart.add(target)
    for key, entry in pairs.items():
        ledger.entries[key] = entry.model_copy(update={"held_out": entry.target in apart})


def files_of(folder: Path, entry: LedgerEntry) -> tuple[Path, ...]:
    """The files of a kept entry; dabs may be missing."""
    if entry.part == PICTURES:
        return (folder / PICTURES / f"{entry.id}.png",)
    if entry.part == DRAWINGS:
        return (drawing_path(folder, entry.id),)
    return ink_path(folder, entry.id), target_path(folder, entry.id), colour_path(folder, entry.id)


def take_out(folder: Path, ledger: Ledger, keys: list[str]) -> None:
    """Remove entries and what the set holds of them; originals are never touched. Write the ledger afterwards."""
    for key in keys:
        for path in files_of(folder, ledger.entries.pop(key)):
            path.unlink(missing_ok=True)
