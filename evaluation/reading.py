"""How well pictures of drawings are read: a contact sheet (picture, ink, colour, artwork) and figures, then and now.

    python -m evaluation.reading [FILES AND FOLDERS] --out DIR [--style ID] [--no-art]

Without files it tries the kinds that the tests make.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.api import Engine, RenderRequest
from engines.engine import open_engine
from engines.packs.stylepack import StyleLibrary
from engines.palette import roll
from engines.reading import Reading, read_drawing
from engines.sizes import fitted_size
from sketchart_desktop.preferences import paths

CELL_PX = 320
ART_PX = 512
WALL = 90  # of 255: darker parts the areas of a drawing
LEAST_AREA = 0.002  # of the picture: what counts as an enclosed area
SPECK = 0.012  # of the long side
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")
PAPER = (214, 214, 255)


@dataclass(frozen=True)
class Figures:
    """Of one picture: what it was taken for, enclosed areas, the share of the picture in them, specks, milliseconds."""

    name: str
    kind: str
    notes: str
    areas: int
    enclosed: float
    specks: int
    grey: float
    ms: float

    @property
    def is_good(self) -> bool:
        """Clean and closed: at least one area, no dust, no fog of grey."""
        return self.areas > 0 and self.specks <= 3 and self.grey < 0.002


def measured(name: str, picture: np.ndarray) -> tuple[Reading, Figures]:
    """Read a picture, uint8 [H, W], [H, W, 3] or [H, W, 4], and say how well that went."""
    started = time.perf_counter()
    reading = read_drawing(picture)
    spent_ms = (time.perf_counter() - started) * 1000
    areas, enclosed = closed_areas(reading.ink)
    notes = ", ".join(sorted(reading.notes))
    return reading, Figures(
        name,
        reading.kind.value,
        notes,
        areas,
        round(enclosed, 3),
        specks(reading.ink),
        round(grey_share(reading.colour), 4),
        round(spent_ms),
    )


def closed_areas(ink: np.ndarray) -> tuple[int, float]:
    """How many areas the lines (uint8 [H, W]) part from the outside, and their share of the picture."""
    free = cv2.copyMakeBorder((ink <= WALL).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, _, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    inner = stats[2:, cv2.CC_STAT_AREA]
    large = inner[inner > LEAST_AREA * ink.size]
    return len(large), float(large.sum() / ink.size)


def specks(ink: np.ndarray) -> int:
    """Parts of the lines that are mere dust."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((ink > WALL).view(np.uint8), connectivity=8)
    extent = np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT])
    return int((extent < SPECK * max(ink.shape)).sum())


def grey_share(colour: np.ndarray) -> float:
    """Share of the picture with grey paint: what was taken for a dab of grey."""
    painted = colour[..., 3] > 127
    return float((painted & (np.ptp(colour[..., :3].astype(np.int16), axis=2) < 12)).mean())


def artwork(reading: Reading, engine: Engine, weights: tuple[float, ...]) -> np.ndarray:
    """What a style makes of it: uint8 [h, w, 3] on white."""
    size = fitted_size(reading.size, ART_PX)
    ink = np.zeros((size[1], size[0], 4), np.uint8)
    ink[..., 3] = cv2.resize(reading.ink, size, interpolation=cv2.INTER_AREA)
    colour = cv2.resize(reading.colour, size, interpolation=cv2.INTER_NEAREST)
    image = engine.render(RenderRequest(1, ink, colour, roll(0), weights)).image
    alpha = image[..., 3:].astype(np.float32) / 255.0
    return np.rint(image[..., :3] * alpha + 255.0 * (1.0 - alpha)).astype(np.uint8)


def row(picture: np.ndarray, reading: Reading, art: np.ndarray | None, figures: Figures) -> np.ndarray:
    """One row of the sheet: uint8 [h, w, 3]."""
    seen = picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    if seen.shape[2] == 4:
        alpha = seen[..., 3:].astype(np.float32) / 255.0
        seen = np.rint(seen[..., :3] * alpha + np.float32(PAPER) * (1.0 - alpha)).astype(np.uint8)
    cover = reading.colour[..., 3:].astype(np.float32) / 255.0
    colour = np.rint(reading.colour[..., :3] * cover + np.float32(PAPER) * (1.0 - cover)).astype(np.uint8)
    cells = [seen, np.dstack([255 - reading.ink] * 3), colour, *([] if art is None else [art])]
    made = np.hstack([_cell(cell) for cell in cells])
    words = f"{figures.name}  {figures.kind}  areas {figures.areas}  specks {figures.specks}  {figures.ms:.0f} ms"
    band = np.full((22, made.shape[1], 3), 255, np.uint8)
    cv2.putText(band, words, (6, 15), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([made, band])


def pictures_in(paths: list[Path]) -> Iterator[tuple[str, np.ndarray]]:
    """Names and pictures, uint8 [H, W, 3 or 4] or [H, W], of files and of folders with all inside them."""
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        for file in files:
            image = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
            if image is None:
                print(f"{file} cannot be read")
                continue
            if image.ndim == 3:
                image = cv2.cvtColor(image, cv2.COLOR_BGR2RGB if image.shape[2] == 3 else cv2.COLOR_BGRA2RGBA)
            yield f"{file.parent.name}/{file.name}", image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--style", default="soft-3d")
    parser.add_argument("--no-art", action="store_true", help="ink and colour alone")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    engine, weights = (None, ()) if options.no_art else _engine(options.style)
    rows: list[np.ndarray] = []
    all_figures: list[Figures] = []
    for name, picture in pictures_in(options.paths) if options.paths else _made():
        reading, figures = measured(name, picture)
        art = None if engine is None else artwork(reading, engine, weights)
        rows.append(row(picture, reading, art, figures))
        all_figures.append(figures)
        print(
            f"{name:44s} {figures.kind:9s} areas {figures.areas:3d}  enclosed {figures.enclosed:5.1%}  "
            f"specks {figures.specks:3d}  grey {figures.grey:6.2%}  {figures.ms:6.0f} ms  {figures.notes}"
        )
    good = sum(figures.is_good for figures in all_figures)
    print(f"{good} of {len(all_figures)} are clean and closed")
    (options.out / "reading.json").write_text(json.dumps([asdict(one) for one in all_figures], indent=1))
    for number in range(0, len(rows), 8):
        sheet = np.vstack(rows[number : number + 8])
        cv2.imwrite(str(options.out / f"reading-{number // 8 + 1}.png"), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))
    if engine is not None:
        engine.close()


def _made() -> Iterator[tuple[str, np.ndarray]]:
    """What the tests make themselves, one of each kind."""
    from tests import reading_inputs as made

    lit = made.lit_paper(512, lamp=0.25)
    cover = made.figure(512, 4)
    sheet = made.on_paper(made.figure(600, 6) * 0.9, (30, 30, 60), made.lit_paper(600))
    yield "made/ink", made.on_paper(cover)
    yield "made/thick", made.on_paper(made.ring(512, 40))
    yield "made/blue pen", made.on_paper(cover * 0.8, (50, 70, 170), lit)
    yield "made/pencil", made.on_paper(made.pencil(cover), (60, 60, 64), lit)
    yield "made/squared", made.ruled(made.on_paper(cover, (20, 20, 30), lit), apart=26, squared=True)
    yield "made/chalk", made.on_paper(cover, (255, 255, 255), (12, 14, 12))
    yield "made/table", made.on_table(sheet, [(0.12, 0.1), (0.85, 0.16), (0.9, 0.88), (0.08, 0.92)], 900)


def _engine(style: str) -> tuple[Engine, tuple[float, ...]]:
    library = StyleLibrary(resources.styles_dir(), paths.styles_dir())
    pack, index = library.find(style)
    return open_engine(pack, "cpu"), tuple(float(i == index) for i in range(len(pack.manifest.styles)))


def _cell(rgb: np.ndarray) -> np.ndarray:
    height, width = rgb.shape[:2]
    scale = CELL_PX / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    cell = np.full((CELL_PX, CELL_PX + 6, 3), 236, np.uint8)
    cell[: size[1], : size[0]] = small
    return cell


if __name__ == "__main__":
    main()
