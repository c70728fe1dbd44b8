"""Style packs as .sketchstyle files (zip): reading one that nobody vouches for, and writing one."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from engines.errors import StylePackError
from engines.packs import file_checks

SUFFIX = ".sketchstyle"
ENTRIES_LIMIT = 40
TOTAL_LIMIT_BYTES = 1344 * file_checks.MIB
CHUNK_BYTES = 2**20


def unzip_pack(archive: Path, folder: Path) -> None:
    """Unpacks the archive into the new folder: plain files only, flat or inside one folder, each within its size limit.

    Sizes are counted while unpacking, so an archive that lies about them (a zip bomb) is stopped at the limit.
    """
    try:
        with zipfile.ZipFile(archive) as pack:
            members = _members(pack)
            folder.mkdir(parents=True)
            budget = TOTAL_LIMIT_BYTES
            for name, info in members.items():
                budget -= _extract(pack, info, folder / name, limit=min(file_checks.size_limit(name), budget))
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
        ValueError,
        OSError,
    ) as error:
        raise StylePackError("{0} is not a style file, or it is damaged.", archive.name) from error
    except zlib.error as error:
        raise StylePackError("{0} is damaged.", archive.name) from error


def copy_pack(source: Path, folder: Path) -> None:
    """Copies a pack's folder: its plain files, each within its size limit; anything else in it is left behind."""
    folder.mkdir(parents=True)
    for path in sorted(source.iterdir())[: 4 * ENTRIES_LIMIT]:
        if path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        if not file_checks.FILE_NAME.fullmatch(path.name) or path.suffix not in file_checks.SIZE_LIMITS:
            continue
        file_checks.check_size(path)
        (folder / path.name).write_bytes(path.read_bytes())


def zip_pack(files: Iterable[Path], archive: Path) -> None:
    """Writes the files into one archive, whole or not at all. Weights do not compress: they are stored."""
    descriptor, work = tempfile.mkstemp(prefix=".writing-", dir=archive.parent)
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w") as pack:
            for path in sorted(files):
                text = path.suffix in (".json", ".md", ".txt")
                pack.write(path, path.name, zipfile.ZIP_DEFLATED if text else zipfile.ZIP_STORED)
        Path(work).replace(archive)
    except BaseException:
        Path(work).unlink(missing_ok=True)
        raise


def _members(pack: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """File name -> entry. One folder around all of them is taken off."""
    infos = [info for info in pack.infolist() if not info.is_dir()]
    if not infos or len(infos) > ENTRIES_LIMIT:
        raise StylePackError("The style file is empty or holds too many files.")
    folders = {str(PurePosixPath(info.filename).parent) for info in infos}
    inside = folders.pop() if len(folders) == 1 else "."
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename if inside == "." else info.filename.removeprefix(f"{inside}/")
        file_checks.size_limit(name)
        if "/" in inside or inside == ".." or name in members:
            raise StylePackError("The style file holds a path that is not allowed: {0}.", repr(info.filename[:80]))
        mode = info.external_attr >> 16
        if info.flag_bits & 1 or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
            raise StylePackError("The style file holds something that is no plain file: {0}.", repr(info.filename[:80]))
        members[name] = info
    return members


def _extract(pack: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, *, limit: int) -> int:
    written = 0
    with pack.open(info) as source, target.open("xb") as file:
        while chunk := source.read(CHUNK_BYTES):
            written += len(chunk)
            if written > limit:
                raise StylePackError("The style file holds a file that is too large: {0}.", target.name)
            file.write(chunk)
    return written
