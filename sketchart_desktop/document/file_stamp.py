"""What a drawing's file was when it was last read or written here, to notice that another program changed it since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHUNK_BYTES = 1 << 20
DIGEST_BYTES = 16


@dataclass(frozen=True)
class FileStamp:
    """`size` in bytes, `mtime_ns` since the epoch, `digest`: hexadecimal BLAKE2b of the content."""

    size: int
    mtime_ns: int
    digest: str

    @staticmethod
    def of(path: Path) -> FileStamp | None:
        """The file as it is now; None where there is none, or it cannot be read."""
        try:
            with path.open("rb") as file:
                status = path.stat()
                digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
                while chunk := file.read(CHUNK_BYTES):
                    digest.update(chunk)
        except (OSError, ValueError):
            return None
        return FileStamp(status.st_size, status.st_mtime_ns, digest.hexdigest())

    def to_json(self) -> list[int | str]:
        return [self.size, self.mtime_ns, self.digest]

    @staticmethod
    def from_json(value: Any) -> FileStamp | None:
        """None where it is no stamp."""
        if not isinstance(value, list) or [type(part) for part in value] != [int, int, str]:
            return None
        return FileStamp(*value)


def is_changed(path: Path, known: FileStamp | None) -> bool:
    """Does `path` hold something else than `known`? A file that is gone has nothing to lose: it is not changed.

    `known` None: nothing is known of it, so that any file there counts as another's.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    if known is None:
        return True
    if status.st_size != known.size:
        return True
    # Copying programs touch files without changing them: only another content counts.
    if status.st_mtime_ns == known.mtime_ns:
        return False
    now = FileStamp.of(path)
    return now is None or now.digest != known.digest
