"""`python -m trainer.colouring.table --cache FOLDER`: makes `resources/colours/things.npz`, the colourings of all
that the classifier has a name for, from the icon sets of several artists.

Things that no artist drew borrow from things that look like them, or have colours of their own: `own_colours.toml`.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np

from engines.colouring.colourings import GRID, MOST_COLOURS, SIZE_BINS, Colouring
from engines.naming.vocabulary import read_vocabulary
from resources import resources_dir
from trainer.colouring.artists import colouring_of
from trainer.datasets.iconsets import fetch, svg
from trainer.datasets.rendered_3d import rendered_archive, rendered_names, rendered_picture
from trainer.datasets.subjects import render
from trainer.evaluation.metrics import lab

RENDERED_ARTIST = "fluent-3d"
ARTISTS = ("fluent-flat", "noto", "twemoji", "emojione", RENDERED_ARTIST)
MOST = 6  # colourings of one thing
RENDER_PX = 96
OWN = Path(__file__).parent / "own_colours.toml"
APART = 0.12  # two colourings that differ in less of their area are one


def icon_picture(document: str) -> np.ndarray | None:
    """uint8 [128, 128, 4] straight RGBA of an SVG."""
    flat = render(document, RENDER_PX)
    if flat is None:
        return None
    alpha = np.maximum(flat[:, :, 3:].astype(np.float32), 1)
    straight = np.clip(flat[:, :, :3] / alpha * 255, 0, 255).astype(np.uint8)
    return np.dstack([straight, flat[:, :, 3]])


def of_artist(artist: str, cache: Path) -> list[tuple[str, Colouring]]:
    """Icon's name and colouring, of all icons that things have. In a process of its own."""
    cv2.setNumThreads(1)
    wanted = {icon for thing in read_vocabulary() for icon in thing.icons}
    found = []
    for name, picture in pictures(artist, cache, wanted):
        colouring = colouring_of(picture)
        if colouring is not None:
            found.append((name, colouring))
    return found


def pictures(artist: str, cache: Path, wanted: set[str]) -> Iterator[tuple[str, np.ndarray]]:
    """Icon's name and picture."""
    if artist != RENDERED_ARTIST:
        icons = fetch(artist, cache)
        for name in sorted(wanted & set(icons["icons"])):
            picture = icon_picture(svg(icons, name))
            if picture is not None:
                yield name, picture
        return
    with tarfile.open(rendered_archive(cache)) as archive:
        for name, member in rendered_names(cache).items():
            if name in wanted:
                yield name, rendered_picture(archive, member)


def typical_first(found: list[tuple[int, Colouring]]) -> list[Colouring]:
    """The colourings of one thing, those first that are most like the others; nearly equal ones once. `found`: the
    place of the icon among the thing's (the first is what people mean) and its colouring."""
    histograms = np.stack([_histogram(colouring) for _, colouring in found])
    weight = np.array([1.0 / (1 + place) for place, _ in found])
    mean = (histograms * weight[:, None]).sum(axis=0) / weight.sum()
    like = np.minimum(histograms, mean).sum(axis=1) + 0.25 * (weight == 1.0)
    chosen: list[int] = []
    for k in np.argsort(-like, kind="stable"):
        if all(1 - np.minimum(histograms[k], histograms[other]).sum() > APART for other in chosen):
            chosen.append(int(k))
    return [found[k][1] for k in chosen[:MOST]]


def _histogram(colouring: Colouring) -> np.ndarray:
    """Soft shares of the area over a coarse grid of Lab colours."""
    tones = lab(np.array(colouring.colours, np.float32) / 255).reshape(-1, 3)
    centres = np.stack(
        np.meshgrid(np.arange(10, 100, 20), np.arange(-75, 80, 25), np.arange(-75, 80, 25), indexing="ij"), -1
    ).reshape(-1, 3)
    near = np.exp(-np.square(tones[:, None] - centres[None]).sum(axis=2) / (2 * 15.0**2))
    near /= np.maximum(near.sum(axis=1, keepdims=True), 1e-9)
    return (near * np.array(colouring.shares)[:, None]).sum(axis=0)


def own_colouring(rows: list[list]) -> Colouring:
    """From `[[red, green, blue, share, [left, top, right, bottom]], ...]`, boxes in shares of the figure's; later rows
    lie over earlier ones."""
    grid = np.zeros((GRID, GRID), np.uint8)
    for place, (_, _, _, _, box) in enumerate(rows):
        left, top, right, bottom = (round(v * GRID) for v in box)
        grid[top : max(bottom, top + 1), left : max(right, left + 1)] = place + 1
    sizes = np.zeros((len(rows), SIZE_BINS), np.float32)
    total = sum(row[3] for row in rows)
    for place, row in enumerate(rows):
        sizes[place, min(SIZE_BINS - 1, int(-np.log(max(row[3] / total, 1e-5)) / np.log(4.0)))] = 1
    return Colouring(
        tuple((int(r), int(g), int(b)) for r, g, b, *_ in rows), tuple(row[3] / total for row in rows), grid, sizes
    )


def make(cache: Path) -> dict[str, list[Colouring]]:
    """All colourings, by the thing's id."""
    by_icon: dict[str, list[Colouring]] = {}
    with ProcessPoolExecutor(len(ARTISTS), mp_context=get_context("spawn")) as pool:
        for found in pool.map(of_artist, ARTISTS, [cache] * len(ARTISTS)):
            for name, colouring in found:
                by_icon.setdefault(name, []).append(colouring)
    told = tomllib.loads(OWN.read_text(encoding="utf-8"))
    table: dict[str, list[Colouring]] = {}
    for thing in read_vocabulary():
        found = [(place, c) for place, icon in enumerate(thing.icons) for c in by_icon.get(icon, ())]
        if found:
            table[thing.id] = typical_first(found)
    for thing, colourings in told.get("own", {}).items():
        table[thing] = [own_colouring(rows) for rows in colourings] + table.get(thing, [])
    for thing, lender in told.get("borrowed", {}).items():
        if thing not in table and lender in table:
            table[thing] = table[lender]
    return table


def write(table: dict[str, list[Colouring]], path: Path) -> None:
    """The file that `engines.colouring.colourings.read_colourings` reads."""
    rows = [(k, c) for k, found in enumerate(table.values()) for c in found]
    colours = np.zeros((len(rows), MOST_COLOURS, 3), np.uint8)
    shares = np.zeros((len(rows), MOST_COLOURS), np.uint8)
    sizes = np.zeros((len(rows), MOST_COLOURS, SIZE_BINS), np.uint8)
    for row, (_, colouring) in enumerate(rows):
        count = len(colouring.colours)
        colours[row, :count] = colouring.colours
        shares[row, :count] = np.maximum(1, np.rint(255 * np.array(colouring.shares)))
        sizes[row, :count] = np.rint(255 * colouring.sizes)
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        things=np.array(list(table)),
        owner=np.array([k for k, _ in rows], np.int32),
        colours=colours,
        shares=shares,
        grids=np.stack([c.grid for _, c in rows]),
        sizes=sizes,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed.getvalue())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="trainer.colouring.table", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where fetched icon sets are kept")
    parser.add_argument("--out", type=Path, default=resources_dir() / "colours" / "things.npz")
    order = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    table = make(order.cache)
    write(table, order.out)
    names = {thing.id for thing in read_vocabulary()}
    told = {
        "things": len(table),
        "colourings": sum(map(len, table.values())),
        "without": sorted(names - set(table)),
        "bytes": order.out.stat().st_size,
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
