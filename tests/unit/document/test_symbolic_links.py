"""Saving through a symbolic link writes what it leads to, and the link stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import write_text_whole
from sketchart_desktop.session.session import Session


def linked(tmp_path: Path, target: str) -> Path:
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    link = tmp_path / "link.ora"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")
    return link


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, exists: bool) -> None:
    link, target = linked(tmp_path, "elsewhere/real.ora"), tmp_path / "elsewhere" / "real.ora"
    if exists:
        target.write_bytes(b"old")
    assert Session(40, 30).save(link)
    assert link.is_symlink() and target.stat().st_size > 100
    write_text_whole(link, "text")
    assert link.is_symlink() and target.read_text() == "text"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []
    assert list(target.parent.iterdir()) == [target]


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = linked(tmp_path, "link.ora")
    with pytest.raises(DrawingFileError, match=r"link\.ora could not be saved"):
        write_text_whole(link, "text")
    assert link.is_symlink()
