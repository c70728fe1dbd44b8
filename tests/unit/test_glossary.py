"""The words of docs/glossary.md: what is gone from the code stays gone, and what is not gone yet only becomes rarer."""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("sketchart_desktop", "engines", "trainer", "resources", "benchmarks", "evaluation", "tools", "tests")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words, or words in a row with _ between them, that no name may hold; each with what we say instead.
GONE = {
    "critic": "discriminator",
    "dab_lead": "palette from dabs",
    "descend": "step",
    "desk": "file jobs",
    "errand": "job",
    "frozen_painting": "snapshot",
    "judge": "discriminator",
    "keepsake": "snapshot",
    "keybook": "shortcut store",
    "precedence": "interpreter gate",
    "put_away": "open drawing",
    "rhythm": "pen interval",
    "shelf": "cache",
    "wish": "job",
}
# Not gone yet: in how many names at most. Lower the number when you rename; at none the word moves up to GONE.
LEFT: dict[str, tuple[int, str]] = {}


def names(path: Path) -> set[str]:
    """Identifiers of a file, and its own name; sentences that name a test are prose."""
    text = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = {t.string for t in tokens if t.type == tokenize.NAME and not keyword.iskeyword(t.string)}
    return {path.stem, *(name for name in found if not name.startswith("test_"))}


@cache
def spelled() -> tuple[tuple[str, str], ...]:
    """(where, the name as lower-case words with _ around each) of every name in the program, its tests and tools."""
    found = []
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for name in sorted(names(path)):
            words = "_".join(word.lower() for word in WORD.findall(name))
            found.append((f"{path.relative_to(ROOT)}: {name}", f"_{words}_"))
    return tuple(found)


def uses(words: str) -> list[str]:
    return [where for where, name in spelled() if f"_{words}_" in name]


def test_names_are_taken_apart() -> None:
    assert [WORD.findall(name) for name in ("FileDesk", "put_away", "_ORAFile2", "MAX_PX")] == [
        *(["File", "Desk"], ["put", "away"], ["ORA", "File"], ["MAX", "PX"]),
    ]
    assert len(uses("heatmap")) > 20


@pytest.mark.parametrize("word", GONE)
def test_a_word_that_is_gone_stays_gone(word: str) -> None:
    assert uses(word) == [], f"say {GONE[word]}"


@pytest.mark.parametrize("word", LEFT)
def test_a_word_that_is_going_becomes_rarer(word: str) -> None:
    most, better = LEFT[word]
    assert len(uses(word)) <= most, f"say {better}"


def test_the_words_that_are_gone_are_in_the_glossary() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = [word for word in (*GONE, *LEFT) if f"`{word}`" not in page and f"`{word.replace('_', ' ')}`" not in page]
    assert missing == []
