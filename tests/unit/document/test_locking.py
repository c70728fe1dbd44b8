"""One holder at a time, in this process and in others; a holder that dies lets go."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sketchart_desktop.document.locking import FileLock

HOLD = """
import sys
from pathlib import Path
from sketchart_desktop.document.locking import FileLock
lock = FileLock(Path(sys.argv[1]))
assert lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_one_holder_at_a_time_and_no_waiting(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "a.lock"), FileLock(tmp_path / "a.lock")
    assert first.acquire()
    assert not second.acquire()
    second.release()  # it holds nothing
    assert (tmp_path / "a.lock").exists()
    first.release()
    assert not (tmp_path / "a.lock").exists()
    assert second.acquire()
    second.release()


def test_another_thread_may_let_go(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a.lock")
    assert lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join(20)
    other = FileLock(tmp_path / "a.lock")
    assert other.acquire()
    other.release()


def test_a_killed_program_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert not FileLock(path).acquire()
    holder.kill()
    holder.communicate(timeout=60)
    assert path.exists()
    lock = FileLock(path)
    assert lock.acquire()
    lock.release()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        FileLock(tmp_path / "none" / "a.lock").acquire()
