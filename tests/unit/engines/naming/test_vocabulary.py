"""The list of names: whole, in two languages, searchable."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from engines.errors import StylePackError
from engines.naming.vocabulary import read_vocabulary


def test_every_thing_has_a_name_in_both_languages_and_no_name_stands_twice() -> None:
    vocabulary = read_vocabulary()
    assert len(vocabulary) >= 500
    assert sum(t.quickdraw is not None for t in vocabulary) == 345
    for names in ([t.id for t in vocabulary], [t.en for t in vocabulary], [t.ko for t in vocabulary]):
        assert len(set(names)) == len(names)
        assert all(name.strip() == name and name for name in names)
    for thing in vocabulary:
        assert any("HANGUL" in unicodedata.name(c) for c in thing.ko), thing.ko


def test_an_icon_belongs_to_one_thing() -> None:
    icons = [icon for thing in read_vocabulary() for icon in thing.icons]
    assert len(set(icons)) == len(icons)


def test_a_group_has_at_least_two_members() -> None:
    things = read_vocabulary().things
    for thing in things:
        if thing.group != thing.id:
            assert sum(t.group == thing.group for t in things) >= 2, thing.group


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cat", "cat"), ("CAT", "cat"), ("고양이", "cat"), ("tre", "tree"), ("나무", "tree"), ("t shirt", "t-shirt")],
)
def test_search_finds_whole_names_first(typed: str, first: str) -> None:
    assert read_vocabulary().search(typed)[0].id == first


def test_search_takes_korean_in_parts_and_answers_nothing_for_nothing() -> None:
    vocabulary = read_vocabulary()
    assert vocabulary.search(unicodedata.normalize("NFD", "나무"))[0].id == "tree"
    assert vocabulary.search("  ") == ()
    assert vocabulary.search("qqqq") == ()
    assert len(vocabulary.search("a", limit=5)) == 5


def test_a_broken_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.json"
    for text in ("", "[]", json.dumps({"things": [{"id": "cat"}]})):
        path.write_text(text)
        with pytest.raises(StylePackError):
            read_vocabulary(path)
