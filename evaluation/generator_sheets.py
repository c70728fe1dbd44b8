"""`python -m evaluation.generator_sheets --cache FOLDER --results FOLDER`: the pictures of docs/generators.md, and its
places filled with what evaluation.generators measured.

The contact sheet shows what each generator painted of the same drawings; the second picture shows why style transfer by
features alone fails on empty sketches (evaluation.empty_sketches).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from evaluation import empty_sketches
from evaluation.contact_sheet import Column, sheet, write
from evaluation.flagship_sheets import filled
from evaluation.generators import TITLES

DOCUMENT = Path("docs/generators.md")
PICTURES = Path("docs/images/generators")
CELL_PX = 128
PLACES = {"table": "generators.md", "empty": "empty-sketches.md"}


def contact_sheet(results: Path, out: Path) -> Path:
    """A row for each generator that has painted, its name at the left."""
    columns = []
    names = [name for name in TITLES if (results / "painted" / name).is_dir()]
    columns.append(Column("", tuple(_label(TITLES[name]) for name in names)))
    for number in range(len(list((results / "painted" / names[0]).glob("*.png")))):
        paths = (results / "painted" / name / f"{number}.png" for name in names)
        columns.append(Column("", tuple(np.asarray(Image.open(path).convert("RGB")) for path in paths)))
    title = "Held-out subjects, and two freehand drawings (right) to which there is no answer"
    return write(sheet(title, columns, across=len(columns), cell=CELL_PX), out / "contact-sheet.webp")


def _label(text: str) -> np.ndarray:
    """A cell with a name in it, one word a line."""
    page = Image.new("RGB", (CELL_PX, CELL_PX), (255, 255, 255))
    font = ImageFont.load_default(size=17)
    ImageDraw.Draw(page).multiline_text((6, 36), "\n".join(_lines(text)), fill=(20, 22, 30), font=font)
    return np.asarray(page)


def _lines(text: str, wide: int = 13) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.generator_sheets", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where prepared material is kept")
    parser.add_argument("--results", type=Path, default=Path("out/generators"))
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    order = parser.parse_args(arguments)
    if (order.results / "painted").is_dir():
        print(contact_sheet(order.results, order.out))
    print(empty_sketches.draw(order.cache, order.results, order.out))
    if order.document.exists():
        text = order.document.read_text(encoding="utf-8")
        order.document.write_text(filled(text, order.results, PLACES), encoding="utf-8")
        print(order.document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
