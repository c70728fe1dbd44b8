"""Reading ZIP files from strangers: names, counts, sizes and ratios checked, every entry read with a counter."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from sketchart_desktop.document.errors import DrawingFileError

MAX_ENTRIES = 1000
MAX_TOTAL_BYTES = 2 * 1024**3
MAX_ENTRY_BYTES = 1024**3
MAX_RATIO = 1100  # the most that DEFLATE can do is 1032; more than that is a lie
_CHUNK_BYTES = 1 << 20
# What zipfile raises for damaged files.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    AttributeError,
    MemoryError,
)


class Archive:
    """An open ZIP file; nothing is ever unpacked to disk."""

    def __init__(self, path: Path) -> None:
        """Raises DrawingFileError where the file cannot be opened or looks wrong as a whole."""
        self._name = path.name
        self._left = MAX_TOTAL_BYTES
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise DrawingFileError("{0} cannot be read: {1}.", path.name, error.strerror or error) from error
        try:
            self._pack = zipfile.ZipFile(self._file)
            self._infos = self._checked(self._pack.infolist())
        except (*_DAMAGE, OSError) as error:
            self._file.close()
            raise DrawingFileError("{0} is damaged, or not a drawing.", path.name) from error
        except DrawingFileError:
            self._file.close()
            raise

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._infos)

    def read(self, name: str, *, limit: int = MAX_ENTRY_BYTES) -> bytes:
        """The bytes of one entry, at most `limit` of them. Raises DrawingFileError."""
        info = self._infos.get(name)
        if info is None:
            raise DrawingFileError("{0} is damaged: a part of it is missing.", self._name)
        limit = min(limit, self._left)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._pack.open(info) as entry:
                while chunk := entry.read(_CHUNK_BYTES):
                    size += len(chunk)
                    if size > limit:
                        raise DrawingFileError("{0} unpacks to more than the program accepts.", self._name)
                    chunks.append(chunk)
        except (*_DAMAGE, OSError) as error:
            raise DrawingFileError("{0} is damaged.", self._name) from error
        self._left -= size
        return b"".join(chunks)

    def close(self) -> None:
        self._pack.close()
        self._file.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _checked(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(infos) > MAX_ENTRIES:
            raise DrawingFileError("{0} has too many parts.", self._name)
        result: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for info in infos:
            name = info.filename
            parts = name.split("/")
            # pyora, and what is built on it, writes "/data/...": harmless here, where nothing is unpacked to disk.
            rooted = name.startswith("/") and not name.startswith("/data/")
            if rooted or "\\" in name or ":" in parts[0] or ".." in parts or "\0" in name:
                raise DrawingFileError("{0} has a part with a forbidden name.", self._name)
            if name in result:
                raise DrawingFileError("{0} has two parts of one name.", self._name)
            total += info.file_size
            if info.file_size > MAX_RATIO * max(info.compress_size, 1) or total > MAX_TOTAL_BYTES:
                raise DrawingFileError("{0} unpacks to more than the program accepts.", self._name)
            result[name] = info
        return result
