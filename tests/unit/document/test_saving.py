"""Whole files or none, also under the longest names that a disk has."""

from __future__ import annotations

from pathlib import Path

import pytest

from sketchart_desktop.document import saving
from sketchart_desktop.document.errors import DrawingFileError


@pytest.mark.parametrize("name", ["n" * 255, "그" * 85, "cat.ora"], ids=["latin", "korean", "short"])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    for content in (b"old", b"new"):
        saving.write_whole(tmp_path / name, lambda file, content=content: file.write(content))
    assert (tmp_path / name).read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["n" * 255, "그" * 85, "[cat]*.ora"], ids=["latin", "korean", "signs"])
def test_leftovers_of_a_killed_save_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", lambda self, missing_ok=False: None)

        def fail(_file: object) -> None:
            raise OSError(28, "No space left on device")

        with pytest.raises(DrawingFileError, match="No space left"):
            saving.write_whole(tmp_path / name, fail)
    assert len(list(tmp_path.iterdir())) == 1
    saving.remove_leftovers(tmp_path, name)
    assert list(tmp_path.iterdir()) == []
