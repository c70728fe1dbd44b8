"""Writing files so that a crash, a full disk or a pulled plug leaves either the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import IO

from sketchart_desktop.document.errors import DrawingFileError

TEMPORARY_BYTES = 200


def write_whole(
    path: str | Path,
    write: Callable[[IO[bytes]], None],
    *,
    verify: Callable[[Path], None] | None = None,
    to_disk: bool = True,
) -> None:
    """Call `write` with a new file, `verify` with its path, then put it in place of `path`. Raises DrawingFileError.

    A symbolic link stays one: what it leads to is written.
    `to_disk`: wait until the disk has it, so that a power cut cannot take it.
    """
    name, path = Path(path).name, link_target(path)
    # Hidden and beside its target: a rename is atomic only within one file system.
    fresh = path.with_name(f".{_shortened(path.name)}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            if path.is_symlink():  # one that leads to itself
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            with fresh.open("xb") as file:
                write(file)
                file.flush()
                if to_disk:
                    os.fsync(file.fileno())
            if verify is not None:
                verify(fresh)
            with contextlib.suppress(OSError):
                fresh.chmod(path.stat().st_mode & 0o777)
            fresh.replace(path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        if to_disk:
            _sync_folder(path.parent)
    except OSError as error:
        raise DrawingFileError("{0} could not be saved: {1}.", name, error.strerror or error) from error


def link_target(path: str | Path) -> Path:
    """The file that `path` is or leads to by symbolic links, also where it is not there yet."""
    return Path(os.path.realpath(path)) if Path(path).is_symlink() else Path(path)


def write_text_whole(path: str | Path, text: str, *, to_disk: bool = True) -> None:
    """As `write_whole`, for a small UTF-8 text."""
    write_whole(path, lambda file: _write_all(file, text.encode("utf-8")), to_disk=to_disk)


def remove_leftovers(folder: Path, name: str) -> None:
    """Delete temporary files that a killed save of `name` left in `folder`."""
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f".{glob_escaped(_shortened(name))}.*.tmp"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _shortened(name: str) -> str:
    """What of a name the temporary file's has room for: 255 bytes are the longest of most disks."""
    whole = os.fsencode(name)
    return name if len(whole) <= TEMPORARY_BYTES else whole[:TEMPORARY_BYTES].decode("utf-8", "ignore")


def glob_escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _write_all(file: IO[bytes], content: bytes) -> None:
    file.write(content)


def _sync_folder(folder: Path) -> None:
    # Without this the new name may be lost with the power. Windows can neither open nor sync a folder.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
