"""A PNG written from top to bottom, so that a large picture is never whole in memory.

No row filters and quick packing: drawings are mostly flat, and it is as small and as fast as the whole at once.
PNG specification: https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

PACKING = 1  # zlib's level
CHUNK_BYTES = 1 << 20
COLOUR_TYPES = {3: 2, 4: 6}  # channels: PNG's number for RGB, and for RGBA


class PngStream:
    """PNG bytes of uint8 [height, width, channels], 3 for RGB or 4 for straight RGBA."""

    def __init__(self, width: int, height: int, *, channels: int) -> None:
        header = struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[channels], 0, 0, 0)
        self._done = bytearray(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header))
        self._shape = (width, channels)
        self._left = height
        self._packer = zlib.compressobj(PACKING)
        self._waiting = bytearray()

    def add(self, rows: np.ndarray) -> None:
        """The next rows, uint8 [h, width, channels]; those below the picture are left out."""
        rows = rows[: self._left]
        if not len(rows):
            return
        self._left -= len(rows)
        width, channels = self._shape
        lines = np.zeros((len(rows), 1 + width * channels), np.uint8)  # each begins with its filter: none
        lines[:, 1:] = rows.reshape(len(rows), -1)
        self._waiting += self._packer.compress(lines)
        if len(self._waiting) >= CHUNK_BYTES:
            self._done += _chunk(b"IDAT", self._waiting)
            self._waiting = bytearray()

    def finish(self) -> bytes:
        """The whole file."""
        if self._left:
            raise ValueError(f"{self._left} rows are missing")
        self._waiting += self._packer.flush()
        return bytes(self._done + _chunk(b"IDAT", self._waiting) + _chunk(b"IEND", b""))


def _chunk(kind: bytes, content: bytes | bytearray) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))
