"""The set folder's description: written and read back, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from trainer.curation.set_folder import (
    DESCRIPTION,
    SetDescription,
    SetError,
    SetPair,
    SetPicture,
    read_description,
    write_description,
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    description = SetDescription(
        licence="my own",
        pairs=(SetPair(id="cat-1", source="cat.ora"), SetPair(id="dog", held_out=True)),
        pictures=(SetPicture(id="sea", path="pictures/sea.jpg"),),
    )
    write_description(tmp_path, description)
    assert read_description(tmp_path) == description
    assert [path.name for path in tmp_path.iterdir()] == [DESCRIPTION]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 2}',
        '{"pairs": [{"id": "../x"}]}',
        '{"pairs": [{"id": "a"}, {"id": "a"}]}',
        '{"extra": 1}',
    ],
)
def test_a_broken_description_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / DESCRIPTION).write_text(text)
    with pytest.raises(SetError, match="is not valid"):
        read_description(tmp_path)


def test_a_folder_without_one_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="no set of drawings"):
        read_description(tmp_path)


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../up.png", "a/../../b.png", "C:/x.png", "..\\x.png"])
def test_a_picture_lies_in_the_set(path: str) -> None:
    with pytest.raises(ValidationError):
        SetPicture(id="a", path=path)
