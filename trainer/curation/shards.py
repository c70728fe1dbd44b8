"""WebDataset's tar files, read from beginning to end and never unpacked: sets that do not fit on this disk.

A sample is the files of one name: KEY.ink.png and KEY.target.png (as a set of ours has them), KEY.a.png and KEY.b.png,
KEY.sketch.png and KEY.photo.jpg, or a picture alone.
"""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from trainer.curation.entries import (
    FallOutError,
    FallOutReason,
    RawMaterial,
    SourceEntry,
    SourceKind,
    digest_of,
    digest_of_files,
    falling,
)
from trainer.curation.set_folder import SetError
from trainer.datasets.picture_files import SUFFIXES, UnreadableError, on_white

if TYPE_CHECKING:
    from collections.abc import Mapping

PAIRED = (("ink", "target"), ("a", "b"), ("sketch", "photo"), ("input", "output"), ("drawing", "finished"))
TAR = (".tar", ".tar.gz", ".tgz")


def is_shard(path: Path) -> bool:
    return path.name.lower().endswith(TAR)


def shard_entries(files: Sequence[Path]) -> Iterator[SourceEntry]:
    """Every sample. A shard that is damaged gives those before the damage, and one that falls out. Raises SetError
    where the package that reads them is missing."""
    try:
        from webdataset.compat import WebDataset
    except ImportError as error:
        raise SetError("Shards need one more package: {0}", "pip install 'sketchart[train]'") from error
    for file in files:
        trouble: list[Exception] = []

        def stop(error: Exception, trouble: list[Exception] = trouble) -> bool:
            trouble.append(error)
            return False

        place = f"file:{file.resolve().as_posix()}"
        try:
            for sample in WebDataset(place, shardshuffle=False, empty_check=False, handler=stop):
                yield _entry(file, sample)
        except (OSError, ValueError, EOFError, tarfile.TarError, zlib.error) as error:
            trouble.append(error)
        if trouble:
            load = falling(FallOutReason.UNREADABLE, f"{file.name}: {trouble[0]}"[:300])
            yield SourceEntry(file.name, SourceKind.SHARDS, digest_of_files([file]), load)


def _entry(file: Path, sample: Mapping[str, object]) -> SourceEntry:
    parts = {name: content for name, content in sample.items() if isinstance(content, bytes)}
    pictures = {name: content for name, content in parts.items() if f".{name.rpartition('.')[2]}" in SUFFIXES}
    digest = digest_of(content for _, content in sorted(pictures.items()))
    name = f"{file.stem}/{sample.get('__key__', '')}"
    return SourceEntry(name, SourceKind.SHARDS, digest, partial(_load, pictures))


def _load(pictures: Mapping[str, bytes]) -> RawMaterial:
    by_role = {name.rpartition(".")[0]: content for name, content in pictures.items()}
    for drawn, finished in PAIRED:
        if drawn in by_role and finished in by_role:
            return RawMaterial(drawing=_picture(by_role[drawn])[..., :3], finished=_picture(by_role[finished]))
        if drawn in by_role or finished in by_role:
            raise FallOutError(FallOutReason.NO_PARTNER)
    if len(pictures) != 1:
        raise FallOutError(FallOutReason.UNREADABLE, f"a sample with {len(pictures)} pictures of unknown roles")
    return RawMaterial(finished=_picture(next(iter(pictures.values()))))


def _picture(content: bytes) -> np.ndarray:
    """uint8 [H, W, 3] or, with clear pixels, [H, W, 4]."""
    try:
        image = Image.open(io.BytesIO(content))
        flat = on_white(image)
        if image.mode in ("RGBA", "LA", "PA"):
            rgba = np.asarray(image.convert("RGBA"))
            return rgba if rgba[..., 3].min() < 255 and rgba.shape[:2] == flat.shape[:2] else flat
        return flat
    except (UnreadableError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FallOutError(FallOutReason.UNREADABLE, str(error)) from error
