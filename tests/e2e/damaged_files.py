"""Opens damaged files by the ten thousand: cut short, bits turned, parts doubled, sums mended so that damage gets deep.

python tests/e2e/damaged_files.py KIND [--count 10000] [--seed 0] [--first 0]; KIND: ora png jpeg settings journal

Anything but success or a DrawingFileError, half a state, or more than two seconds for one file is a failure: it exits
with 1 and tells the number; `--first NUMBER --count 1` repeats it. What was tried last before a native crash stands in
the file `last` of the folder it told. Memory is limited to 3 GB.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import json
import os
import random
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from engines.reading import read_drawing  # noqa: E402
from sketchart_desktop.document.drawing import Drawing  # noqa: E402
from sketchart_desktop.document.errors import DrawingFileError  # noqa: E402
from sketchart_desktop.document.journal import Journal, read_journal, recoverable  # noqa: E402
from sketchart_desktop.document.journal import _checksum as journal_checksum  # noqa: E402
from sketchart_desktop.preferences.recent_files import RecentFiles  # noqa: E402
from sketchart_desktop.preferences.settings import Settings  # noqa: E402
from sketchart_desktop.preferences.shortcuts import ShortcutStore  # noqa: E402
from sketchart_desktop.raster import image_codec  # noqa: E402
from sketchart_desktop.session.session import Session  # noqa: E402
from tests.drawings import random_operation  # noqa: E402

LONGEST_S = 2.0
MEMORY_BYTES = 3 << 30
TOKENS = (b"0", b"-1", b"1e999", b"NaN", b"null", b"[]", b"{}", b'""', b"99999999999999999999", b"true", b"\xff\xfe")


class Damage:
    """Mutations of one good file."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def of_bytes(self, good: bytes) -> bytes:
        rng, bad = self.rng, bytearray(good)
        for _ in range(rng.choice((1, 1, 1, 2, 8))):
            kind, at = rng.randrange(7), rng.randrange(len(bad) + 1)
            if kind == 0:
                del bad[at:]
            elif kind == 1 and at < len(bad):
                bad[at] ^= 1 << rng.randrange(8)
            elif kind == 2 and at < len(bad):
                bad[at] = rng.choice((0, 0xFF, 0x7F, 0x80, rng.randrange(256)))
            elif kind == 3:
                del bad[at : at + rng.randrange(1, 24)]
            elif kind == 4:
                bad[at:at] = bad[at : at + rng.randrange(1, 64)]
            elif kind == 5:
                bad[at : at + 4] = struct.pack(">I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 40_000)))
            else:
                bad[at : at + rng.randrange(4)] = rng.choice(TOKENS)
        return bytes(bad)

    def of_png(self, good: bytes) -> bytes:
        """Half of the time inside a chunk, its checksum mended."""
        if self.rng.random() < 0.5:
            return self.of_bytes(good)
        chunks, at = [], 8
        while at + 12 <= len(good):
            length = struct.unpack(">I", good[at : at + 4])[0]
            chunks.append((good[at + 4 : at + 8], good[at + 8 : at + 8 + length]))
            at += 12 + length
        index = self.rng.randrange(len(chunks))
        kind, body = chunks[index]
        if kind == b"IDAT" and self.rng.random() < 0.5:
            body = zlib.compress(self.of_bytes(zlib.decompress(body)))
        else:
            body = self.of_bytes(body)
        chunks[index] = (kind, body)
        if self.rng.random() < 0.1:
            self.rng.shuffle(chunks)
        return good[:8] + b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in chunks
        )

    def of_ora(self, good: bytes) -> bytes:
        """Mostly inside an entry, packed again so that only its reader can notice."""
        rng = self.rng
        if rng.random() < 0.35:
            return self.of_bytes(good)
        with zipfile.ZipFile(io.BytesIO(good)) as pack:
            entries = {name: pack.read(name) for name in pack.namelist()}
        name = rng.choice(sorted(entries))
        choice = rng.random()
        if choice < 0.05:
            del entries[name]
        elif choice < 0.1:
            entries[rng.choice(("../up", "/root", name + " ", "data/x.png", "stack.xml/"))] = entries[name]
        elif choice < 0.15:
            entries[name] = entries[rng.choice(sorted(entries))]
        elif name.endswith(".png"):
            entries[name] = self.of_png(entries[name])
        else:
            entries[name] = self.of_bytes(entries[name])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as pack:
            for each, content in entries.items():
                pack.writestr(each, content)
        return packed.getvalue()

    def of_journal(self, good: bytes) -> bytes:
        """Half of the time inside a line, its checksum mended."""
        if self.rng.random() < 0.5:
            return self.of_bytes(good)
        lines = good.splitlines(keepends=True)
        index = self.rng.randrange(len(lines))
        body = self.of_bytes(lines[index][17:-1]).replace(b"\n", b" ")
        lines[index] = journal_checksum(body) + b" " + body + b"\n"
        if self.rng.random() < 0.2:
            self.rng.shuffle(lines)
        return b"".join(lines)


class Reader:
    """One kind of file: a good one, how to damage it, and how the program reads it."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.folder = folder
        self.session = Session(64, 64)
        rng = np.random.default_rng(1)
        operations = [random_operation(rng, 40, 30) for _ in range(4)]
        self.session.do(operations[0])
        good: dict[str, Callable[[], bytes]] = {
            "ora": lambda: self._ora(operations),
            "png": lambda: self._picture("PNG"),
            "jpeg": lambda: self._picture("JPEG"),
            "settings": lambda: json.dumps(
                {"theme": "dark", "canvas_width_px": 800, "smoothing_px": 3.5, "fill_gap_px": 4, "new": [1, {"a": 2}]}
            ).encode(),
            "journal": lambda: self._journal(operations),
        }
        self.good = good[kind]()
        self.path = folder / {"jpeg": "a.jpg", "settings": "settings.json"}.get(kind, f"a.{kind}")
        self.read = {
            "ora": self._open, "png": self._look, "jpeg": self._look, "settings": self._settings,
            "journal": self._recover,
        }[kind]  # fmt: skip
        self.damage = {"ora": "of_ora", "png": "of_png", "journal": "of_journal"}.get(kind, "of_bytes")

    def try_one(self, seed: int, number: int) -> bool:
        """True where the damaged file was still read. Raises AssertionError, or whatever slips through."""
        rng = random.Random(seed * 1_000_003 + number)
        self.path.write_bytes(getattr(Damage(rng), self.damage)(self.good))
        try:
            self.read(number)
        except DrawingFileError as error:
            text = str(error)
            assert text.endswith(".") and len(text) < 400, f"no sentence: {text!r}"
            return False
        return True

    def _ora(self, operations: list) -> bytes:
        session = Session(40, 30)
        for operation in operations:
            session.do(operation)
        session.undo()
        session.set_layer("colour", opacity=0.5)
        assert session.save(self.folder / "good.ora")
        return (self.folder / "good.ora").read_bytes()

    def _picture(self, kind: str) -> bytes:
        picture = np.full((24, 32, 3), 255, np.uint8)
        picture[4:20, 6:26] = (200, 40, 30)
        packed = io.BytesIO()
        Image.fromarray(picture).save(packed, kind, exif=Image.Exif())
        return packed.getvalue()

    def _journal(self, operations: list) -> bytes:
        journal = Journal.start(self.folder / "j", Drawing(40, 30), saved_as=Path("a.ora"))
        for operation in operations[:4]:
            journal.append(operation)
        journal.append("undo")
        journal.note_saved(Path("b.ora"), modified=False)
        journal.append("redo")
        return journal.path.read_bytes()

    def _open(self, number: int) -> None:
        session = self.session
        before = (session.painting, session._open.history, session.path)
        words: list[str] = []
        session.message.connect(words.append)
        try:
            if not session.open(self.path):
                assert (session.painting, session._open.history, session.path) == before, "half a state"
                raise DrawingFileError(words[0])
        finally:
            session.message.disconnect(words.append)
        assert session.size == (session.painting.width, session.painting.height)
        if number % 25 == 0:
            while session.undo():
                pass

    def _look(self, number: int) -> None:
        rgba = image_codec.read_picture(self.path)
        assert rgba.dtype == np.uint8 and rgba.ndim == 3 and rgba.shape[2] == 4, "not RGBA"
        if number % 20 == 0 and rgba.size < 1_000_000:
            read_drawing(rgba)

    def _settings(self, number: int) -> None:
        content = self.path.read_bytes()
        settings = Settings(self.path)
        for option in settings.table():
            assert option.accepts(settings.get(option.key)), option.key
        for name, make in () if number % 4 else (("keys.json", ShortcutStore), ("recent.json", RecentFiles)):
            (self.folder / name).write_bytes(content)
            make(self.folder / name)

    def _recover(self, number: int) -> None:
        left = read_journal(self.path)
        assert 0 <= left.position <= len(left.drawing.operations)
        if number % 10 == 0:
            recoverable(self.folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("ora", "png", "jpeg", "settings", "journal"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    faulthandler.enable()
    _limit_memory()
    in_memory = Path("/dev/shm")
    place = in_memory if os.access(in_memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="sketchart-damage-", dir=place) as name:
        folder = Path(name)
        tell(f"folder {folder}")
        reader, read, slowest, began = Reader(options.kind, folder), 0, (0.0, 0), time.perf_counter()
        last = os.open(folder / "last", os.O_CREAT | os.O_WRONLY)
        for number in range(options.first, options.first + options.count):
            os.pwrite(last, b"%12d" % number, 0)
            busy = time.process_time()
            try:
                read += reader.try_one(options.seed, number)
            except Exception as error:  # whatever slips through is what we look for
                tell(f"{options.kind} {number}: {type(error).__name__}: {error}")
                if options.count == 1:
                    raise
                return 1
            slowest = max(slowest, (time.process_time() - busy, number))
        os.close(last)
    tell(
        f"{options.count} damaged {options.kind} files in {time.perf_counter() - began:.1f} s "
        f"({time.process_time():.1f} s of CPU): {read} could be read, "
        f"{options.count - read} refused in words; slowest {slowest[0] * 1e3:.0f} ms (number {slowest[1]})"
    )
    return int(slowest[0] > LONGEST_S)


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _limit_memory() -> None:
    if sys.platform.startswith("linux"):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    sys.exit(main())
