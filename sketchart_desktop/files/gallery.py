"""Kept artworks with the drawings that made them: a folder for each, made whole or not at all. Knows no widget.

gallery/ID/entry.json  artwork.png  thumbnail.png  drawing.ora        gallery/.bin/ID   deleted, for a while
training/ID/artwork.png  drawing.ora                                  marked to teach a style
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import write_text_whole, write_whole
from sketchart_desktop.files import drawing_files
from sketchart_desktop.raster.snapshot import PaintingSnapshot
from sketchart_desktop.styling.look_record import LONGEST_TEXT, LookRecord, text_of

FORMAT = 1
THUMBNAIL_PX = 320
ENTRY_LIMIT_BYTES = 100_000
BIN = ".bin"
BIN_DAYS = 30
ID_PATTERN = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
TRAINING_FILES = ("artwork.png", "drawing.ora")


@dataclass(frozen=True)
class Entry:
    """One kept artwork. `kept_s`: seconds since the epoch. `folder` holds its files."""

    id: str
    folder: Path
    name: str
    kept_s: float
    look: LookRecord
    starred: bool = False
    training: bool = False

    @property
    def artwork(self) -> Path:
        return self.folder / "artwork.png"

    @property
    def thumbnail(self) -> Path:
        return self.folder / "thumbnail.png"

    @property
    def drawing(self) -> Path:
        return self.folder / "drawing.ora"

    def matches(self, words: str, date: str) -> bool:
        """Are all words in its name, its style, or its date as shown?"""
        text = f"{self.name} {self.look.style_name} {self.look.style} {date}".casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, eq=False)
class GallerySnapshot:
    """All that keeping needs, as it was at one moment. `artwork`: any 32-bit QImage."""

    name: str
    artwork: QImage
    drawing: Drawing
    position: int
    painting: PaintingSnapshot
    look: LookRecord


def keep(gallery: Path, snapshot: GallerySnapshot) -> str:
    """Write a snapshot into the gallery's folder; its id. From any thread, once. Raises DrawingFileError."""
    now = time.time()
    entry_id = time.strftime("%Y%m%d-%H%M%S", time.localtime(now)) + "-" + secrets.token_hex(4)
    fresh, final = gallery / f".{entry_id}.tmp", gallery / entry_id
    try:
        try:
            fresh.mkdir(parents=True)
            drawing_files.save_file(
                fresh / "drawing.ora", snapshot.drawing, snapshot.painting, position=snapshot.position
            )
            small = snapshot.artwork.scaled(
                THUMBNAIL_PX,
                THUMBNAIL_PX,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            for image, name in ((snapshot.artwork, "artwork.png"), (small, "thumbnail.png")):
                png = _png(image)
                write_whole(fresh / name, lambda file, png=png: _write_all(file, png))
            entry = Entry(entry_id, fresh, snapshot.name[:LONGEST_TEXT], now, snapshot.look)
            write_text_whole(fresh / "entry.json", _as_text(entry))
            fresh.rename(final)
        finally:
            snapshot.painting.close()
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise DrawingFileError("The artwork could not be kept: {0}.", error.strerror or error) from error
    return entry_id


class Gallery(QObject):
    """What is kept, newest first. Every change is on disk before it is told."""

    changed = Signal()

    def __init__(self, folder: Path, training: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._training = training
        self._entries: list[Entry] = []
        self._damaged = 0
        self._deleted: list[str] = []  # the newest last
        self.teaches = False  # whatever is kept is for training, too

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    @property
    def damaged(self) -> int:
        """How many entries could not be read and are left out."""
        return self._damaged

    def set_teaches(self, wanted: bool) -> None:
        """Whatever is kept from now on is for training, too."""
        self.teaches = wanted

    @property
    def can_undo(self) -> bool:
        """Something was deleted since the program began, and can come back."""
        return bool(self._deleted)

    def refresh(self) -> None:
        """Read the folder anew."""
        entries: list[Entry] = []
        damaged = 0
        for folder in self._folders():
            try:
                entries.append(self._read(folder))
            except DrawingFileError:
                damaged += 1
        self._entries = sorted(entries, key=lambda entry: entry.kept_s, reverse=True)
        self._damaged = damaged
        self.changed.emit()

    def find(self, entry_id: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == entry_id), None)

    def set_starred(self, entry_id: str, starred: bool) -> None:
        """Raises DrawingFileError."""
        self._rewrite(entry_id, starred=starred)

    def rename(self, entry_id: str, name: str) -> None:
        """Raises DrawingFileError."""
        self._rewrite(entry_id, name=name.strip()[:LONGEST_TEXT])

    def set_training(self, entry_id: str, training: bool) -> None:
        """Lay a copy of artwork and drawing into the folder that a style can be taught from, or take it away.

        Raises DrawingFileError.
        """
        entry = self._found(entry_id)
        target = self._training / entry_id
        try:
            if not training:
                shutil.rmtree(target, ignore_errors=True)
            elif not target.is_dir():
                fresh = self._training / f".{entry_id}.tmp"
                shutil.rmtree(fresh, ignore_errors=True)
                fresh.mkdir(parents=True)
                for name in TRAINING_FILES:
                    shutil.copyfile(entry.folder / name, fresh / name)
                fresh.rename(target)
        except OSError as error:
            raise DrawingFileError("The mark could not be kept: {0}.", error.strerror or error) from error
        self._replace(replace(entry, training=target.is_dir()))

    def delete(self, entry_id: str) -> None:
        """Into the bin, from where `undo` brings it back; also out of the training folder. Raises DrawingFileError."""
        entry = self._found(entry_id)
        try:
            (self._folder / BIN).mkdir(exist_ok=True)
            entry.folder.rename(self._folder / BIN / entry_id)
            os.utime(self._folder / BIN / entry_id)  # what counts for the bin is when it came there
        except OSError as error:
            raise DrawingFileError("The artwork could not be deleted: {0}.", error.strerror or error) from error
        shutil.rmtree(self._training / entry_id, ignore_errors=True)
        self._deleted.append(entry_id)
        self._entries.remove(entry)
        self.changed.emit()

    def undo(self) -> str | None:
        """Bring back what was deleted last; its id. Raises DrawingFileError."""
        if not self._deleted:
            return None
        entry_id = self._deleted.pop()
        try:
            (self._folder / BIN / entry_id).rename(self._folder / entry_id)
        except OSError as error:
            raise DrawingFileError("The artwork could not be brought back: {0}.", error.strerror or error) from error
        self.refresh()
        return entry_id

    def tidy(self, now_s: float | None = None) -> None:
        """Forget what lay in the bin for long, and what a crash left half written."""
        now_s = time.time() if now_s is None else now_s
        with contextlib.suppress(OSError):
            for folder in (self._folder / BIN).iterdir():
                if now_s - folder.stat().st_mtime > BIN_DAYS * 86400:
                    shutil.rmtree(folder, ignore_errors=True)
        for place in (self._folder, self._training):
            for leftover in place.glob(".*.tmp") if place.is_dir() else ():
                shutil.rmtree(leftover, ignore_errors=True)

    def _folders(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if ID_PATTERN.fullmatch(path.name) and path.is_dir()]
        except OSError:
            return []  # nothing is kept yet

    def _read(self, folder: Path) -> Entry:
        try:
            if (folder / "entry.json").stat().st_size > ENTRY_LIMIT_BYTES:
                raise DrawingFileError("The entry is damaged.")
            value: Any = json.loads((folder / "entry.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise DrawingFileError("The entry is damaged.") from error
        if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("starred"), bool):
            raise DrawingFileError("The entry is damaged, or newer than the program.")
        kept_s = value.get("kept_s")
        if isinstance(kept_s, bool) or not isinstance(kept_s, int | float) or not 0 <= kept_s < 1e11:
            raise DrawingFileError("The entry is damaged.")
        if not math.isfinite(kept_s) or not all((folder / name).is_file() for name in TRAINING_FILES):
            raise DrawingFileError("A part of the entry is missing.")
        return Entry(
            folder.name,
            folder,
            text_of(value, "name"),
            float(kept_s),
            LookRecord.from_json(value.get("look")),
            value["starred"],
            (self._training / folder.name).is_dir(),
        )

    def _found(self, entry_id: str) -> Entry:
        entry = self.find(entry_id)
        if entry is None:
            raise DrawingFileError("This artwork is not in the gallery any more.")
        return entry

    def _rewrite(self, entry_id: str, **change: Any) -> None:
        entry = replace(self._found(entry_id), **change)
        write_text_whole(entry.folder / "entry.json", _as_text(entry))
        self._replace(entry)

    def _replace(self, entry: Entry) -> None:
        self._entries = [entry if old.id == entry.id else old for old in self._entries]
        self.changed.emit()


def _as_text(entry: Entry) -> str:
    value = {
        "format": FORMAT,
        "name": entry.name,
        "kept_s": entry.kept_s,
        "starred": entry.starred,
        "look": entry.look.to_json(),
    }
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    if not straight.save(buffer, "PNG", 70):  # type: ignore[call-overload]
        raise DrawingFileError("The picture could not be written as PNG.")
    return bytes(buffer.data().data())


def _write_all(file: Any, content: bytes) -> None:
    file.write(content)
