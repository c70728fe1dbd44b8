"""What another program wrote is noticed; what was only touched is not."""

from __future__ import annotations

import os
from pathlib import Path

from sketchart_desktop.document.file_stamp import FileStamp, is_changed


def test_another_content_is_a_change_and_another_time_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    assert FileStamp.of(path) is None
    assert not is_changed(path, None), "nothing is there to be lost"
    path.write_bytes(b"one")
    known = FileStamp.of(path)
    assert known is not None and FileStamp.from_json(known.to_json()) == known
    assert not is_changed(path, known)
    assert is_changed(path, None), "nothing is known of it"
    os.utime(path, ns=(1, 1))
    assert not is_changed(path, known)
    path.write_bytes(b"two")
    assert is_changed(path, known)
    path.write_bytes(b"longer")
    assert is_changed(path, known)
    path.unlink()
    assert not is_changed(path, known)


def test_what_is_no_stamp_is_none() -> None:
    for value in (None, [], [1, 2], [1, "2", "3"], [True, 1, "x"], {"size": 1}):
        assert FileStamp.from_json(value) is None
