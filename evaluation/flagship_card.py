"""`python -m evaluation.flagship_card`: what was measured, and the contact sheets, in the card of the bundled pack.

A pack's card is written at its export, before anything can be measured on it. The tables come from the folder that
evaluation.flagship_table, evaluation.ablation and `python -m trainer quantise` wrote into; pictures are linked to where
evaluation.flagship_sheets puts them. evaluation.flagship_sheets does this at its end.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import resources
from engines.packs.stylepack import StylePack, open_pack, write_pack

CARD = "MODEL_CARD.md"
PICTURES = Path("docs/images/flagship")
BEGIN, END = "<!-- measured -->", "<!-- end -->"
TABLES = {
    "table.md": (
        "Measured beside pix2pix",
        "Held-out subjects at 256 px, the same pairs and the same wall time for both trainings; `docs/flagship.md` in "
        "the program's repository says what each column is and how to repeat it.",
    ),
    "ablation.md": ("What each part is worth", "One part taken away at a time, the same short time each, at 128 px."),
    "int8.md": ("8-bit integers", "The generator quantised by NNCF beside itself in floating point."),
}
SHEETS = {
    "held-out-*": "Held-out subjects: with dabs, without them, and the artist's own",
    "freehand-*": "Freehand drawings, made by pen events in the program's own canvas",
    "every-style": "The same drawings in every style",
    "six-palettes": "Six palettes of one drawing",
    "growing": "A growing drawing, stroke by stroke",
    "four-sizes": "Four sizes",
}


def measured(results: Path, pictures: Path, card: Path) -> str:
    """The card's part about measures and pictures, as Markdown: of those that there are. `card`: where it will lie."""
    parts = []
    for file, (title, told) in TABLES.items():
        if (results / file).exists():
            parts.append(f"## {title}\n\n{told}\n\n{(results / file).read_text(encoding='utf-8').strip()}")
    links = []
    for pattern, told in SHEETS.items():
        for sheet in sorted(pictures.glob(f"{pattern}.webp")):
            links.append(f"![{told}]({Path(os.path.relpath(sheet, card.parent)).as_posix()})")
    if links:
        told = "Made by commands, failures left in (in the program's repository; they are not part of the pack)."
        parts.append("\n\n".join(["## Contact sheets", told, *links]))
    return "\n\n".join(parts)


def with_measures(card: str, part: str) -> str:
    """The card with that part at its end, in place of an older one."""
    whole = f"{BEGIN}\n{part}\n{END}"
    older = re.compile(rf"{re.escape(BEGIN)}\n.*{re.escape(END)}", re.DOTALL)
    if older.search(card):
        return older.sub(lambda _: whole, card)
    return f"{card.rstrip()}\n\n{whole}\n"


def renew(folder: Path, *, results: Path, pictures: Path) -> StylePack:
    """Put what was measured into the pack's card. The pack is written whole or not at all."""
    pack = open_pack(folder)
    card = folder / CARD
    text = with_measures(card.read_text(encoding="utf-8"), measured(results, pictures, card))
    files: dict[str, Path | bytes] = {name: folder / name for name in pack.manifest.files}
    manifest = pack.manifest.model_dump(mode="json", exclude={"files"}, exclude_unset=True)
    return write_pack(folder, manifest, files=files | {CARD: text.encode()})


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.flagship_card", description=__doc__)
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--results", type=Path, default=Path("out/flagship"))
    parser.add_argument("--pictures", type=Path, default=PICTURES)
    order = parser.parse_args(arguments)
    pack = renew(order.pack, results=order.results, pictures=order.pictures)
    print(pack.folder / CARD)
    return 0


if __name__ == "__main__":
    sys.exit(main())
