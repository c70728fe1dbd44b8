"""The things that the classifier has names for, in English and Korean, and the search among them.

Knows the file `resources/classifier/vocabulary.json`; knows neither network nor drawing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engines.errors import StylePackError
from resources import resources_dir

LANGUAGES = ("en", "ko")


@dataclass(frozen=True)
class Thing:
    """One nameable thing. `id`: lower case, for files. `group`: things that hands draw alike and people use
    interchangeably (cup, mug) have the same; else the id. `quickdraw`: its Quick, Draw! category, if it is one.
    `icons`: its names in icon sets."""

    id: str
    en: str
    ko: str
    group: str
    quickdraw: str | None = None
    icons: tuple[str, ...] = ()

    def name(self, language: str = "en") -> str:
        """The thing's name; English for a language that is not spoken here."""
        return self.ko if language == "ko" else self.en


class Vocabulary:
    """Things in a fixed order; a thing's place in it is not stored anywhere, its id is."""

    def __init__(self, things: tuple[Thing, ...]) -> None:
        self.things = things
        self._by_id = {t.id: t for t in things}

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things)

    def __len__(self) -> int:
        return len(self.things)

    def __contains__(self, thing_id: str) -> bool:
        return thing_id in self._by_id

    def __getitem__(self, thing_id: str) -> Thing:
        """Raises KeyError."""
        return self._by_id[thing_id]

    def search(self, words: str, *, limit: int = 12) -> tuple[Thing, ...]:
        """Things whose English or Korean name holds all that is typed; names that begin with it come first."""
        typed = _plain(words)
        if not typed:
            return ()
        found = []
        for place, thing in enumerate(self.things):
            names = [_plain(thing.en), _plain(thing.ko)]
            rank = min((_rank(typed, name) for name in names), default=3)
            if rank < 3:
                found.append((rank, min(len(n) for n in names if _rank(typed, n) == rank), place, thing))
        return tuple(entry[3] for entry in sorted(found, key=lambda e: e[:3])[:limit])


def read_vocabulary(path: Path | None = None) -> Vocabulary:
    """The shipped vocabulary, or another file of its kind. Raises StylePackError for a file that is none."""
    path = path or resources_dir() / "classifier" / "vocabulary.json"
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["things"]
        things = tuple(
            Thing(
                str(e["id"]),
                str(e["en"]),
                str(e["ko"]),
                str(e.get("group", e["id"])),
                e.get("quickdraw"),
                tuple(e.get("icons", ())),
            )
            for e in entries
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StylePackError("The list of names {0} cannot be read.", path.name) from error
    return Vocabulary(things)


def _plain(text: str) -> str:
    """Composed (a Korean syllable may arrive in parts), lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("-", " ").split())


def _rank(typed: str, name: str) -> int:
    if name == typed:
        return 0
    if name.startswith(typed):
        return 1
    if typed in name:
        return 2
    return 3
