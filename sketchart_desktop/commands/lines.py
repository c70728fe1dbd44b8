"""Line art from a drawing on paper or a photo, as a picture or as a drawing to go on with: `sketchart lines`."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from engines.reading import read_drawing
from engines.reading.sheet import is_whole, straightened
from engines.sketch.linework import LineArtOptions
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.operations import Operation
from sketchart_desktop.document.saving import write_whole
from sketchart_desktop.files.drawing_files import save_file
from sketchart_desktop.raster import placed_picture
from sketchart_desktop.raster.image_codec import read_picture
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.picture_reading import DRAWN, MOST_PX, lines_in

SUFFIXES = (".png", ".ora")
INK = (20, 20, 24)
LOOK_PX = 768  # long side at which the sheet is looked for
WIDTH_SHARE = 1 / 320  # of the long side: the lines' width where none is asked for


def draw_lines(source: Path, out: Path, *, detail: float, width_px: float | None) -> None:
    """`out`: a PNG (black on white), or an .ora with the lines as ink over the photo as the picture to trace.

    Raises CommandError or DrawingFileError, having written nothing.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise CommandError(f"{out.name} is to be a .png or an .ora file.")
    if out.resolve() == source.resolve():
        raise CommandError(f"{out.name} is the picture itself: choose another name.")
    if not out.parent.is_dir():
        raise CommandError(f"There is no folder {out.parent}.")
    picture = read_picture(source, side_px=MOST_PX)
    reading = read_drawing(picture, side_px=LOOK_PX)
    if reading.kind in DRAWN and not is_whole(reading.corners):
        picture = straightened(picture, reading.corners, MOST_PX)
    height, width = picture.shape[:2]
    lines = lines_in(picture, LineArtOptions(detail, width_px or max(1.0, max(width, height) * WIDTH_SHARE)))
    if out.suffix.lower() == ".ora":
        operations: list[Operation] = [placed_picture.tracing_operation(picture, (width, height))]
        ink = placed_picture.ink_operation(lines, INK)
        operations += [ink] if ink is not None else []
        painting = Painting(width, height)
        for operation in operations:
            painting.apply(operation)
        save_file(out, Drawing(width, height, tuple(operations)), painting, position=len(operations))
        return
    image = Image.fromarray(np.uint8(255) - lines, "L")

    def write(file: IO[bytes]) -> None:
        image.save(file, "PNG")

    write_whole(out, write)
