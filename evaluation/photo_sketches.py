"""From photo to sketch on scikit-image's photos, every step in a picture: `python -m evaluation.photo_sketches DIR`.

Writes photo-steps.webp (the steps with Canny's edges, and XDoG's lines beside them) and photo-knobs.webp (one photo,
one knob turned in each column).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from skimage import data

from evaluation.contact_sheet import Column, sheet, write
from trainer.curation.photo_sketch import PhotoOptions, sketch_photo
from trainer.curation.thumbnails import boxed

CELL_PX = 250
KNOBS: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    ("blur", "blur_px", (0.0, 1.0, 1.8, 4.0)),
    ("thresholds", "high", (40.0, 85.0, 160.0, 320.0)),
    ("aperture", "aperture", (3, 5, 7)),
    ("erosion", "erode_px", (0, 1, 3, 6)),
    ("dilation", "dilate_px", (0, 1, 2, 3)),
)


def photos() -> dict[str, np.ndarray]:
    """uint8 [H, W, 3], by name: all that come with the package and show a thing."""
    return {
        "astronaut": data.astronaut(),
        "coffee": data.coffee(),
        "cat": data.chelsea(),
        "rocket": data.rocket(),
        "camera": np.dstack([data.camera()] * 3),
        "motorcycle": data.stereo_motorcycle()[0],
        "coins": np.dstack([data.coins()] * 3),
    }


def steps_columns() -> tuple[Column, ...]:
    """A column for each step, a row for each photo."""
    rows = []
    for photo in photos().values():
        steps = sketch_photo(photo, PhotoOptions(lines="canny"))
        mask = np.zeros(steps.edges.shape, np.uint8) if steps.mask is None else steps.mask.astype(np.uint8) * 255
        other = sketch_photo(photo, PhotoOptions(lines="xdog")).sketch
        shown = (steps.photo, mask, steps.cut_out, steps.inverted, steps.blurred, steps.edges, steps.grown)
        rows.append([_cell(picture) for picture in (*shown, steps.sketch, other)])
    names = ("photo", "subject", "cut out", "inverted grey", "blurred", "Canny", "eroded", "dilated: sketch", "XDoG")
    return tuple(Column(name, tuple(row[index] for row in rows)) for index, name in enumerate(names))


def knob_columns(photo: np.ndarray) -> tuple[Column, ...]:
    """A column for each knob, a row for each of its values."""
    columns = []
    for name, field, values in KNOBS:
        cells = []
        for value in values:
            low = {"low": 0.35 * value} if field == "high" else {}
            options = PhotoOptions.model_validate({"lines": "canny", field: value} | low)
            cells.append(_cell(sketch_photo(photo, options).sketch))
        columns.append(Column(f"{name}: {', '.join(f'{value:g}' for value in values)}", tuple(cells)))
    return tuple(columns)


def _cell(picture: np.ndarray) -> np.ndarray:
    return boxed(np.dstack([picture] * 3) if picture.ndim == 2 else picture, CELL_PX)


def main(folder: Path) -> None:
    """Write both sheets."""
    columns = steps_columns()
    title = "From photo to sketch: scikit-image's photos, usual knobs"
    print(write(sheet(title, columns, across=len(columns), cell=CELL_PX), folder / "photo-steps.webp"))
    columns = knob_columns(np.ascontiguousarray(data.coffee()[:, 100:500]))
    page = sheet("One knob turned, from top to bottom", columns, across=len(columns), cell=CELL_PX)
    print(write(page, folder / "photo-knobs.webp"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
