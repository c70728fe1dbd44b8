"""What came of a curation, before anything is learnt: counts, reasons, sizes, licence and contact sheets."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from trainer.curation.entries import FallOutReason
from trainer.curation.ledger import Ledger, LedgerEntry
from trainer.curation.set_folder import DRAWINGS, PICTURES, ink_path, target_path
from trainer.curation.thumbnails import REPORT, boxed, thumbnail_path

CELL_PX = 160
GAP_PX = 10
LABEL_PX = 20
ACROSS = 8  # cells
MOST_SHOWN = 48
FEW = 20  # pairs: fewer are too few to learn a style well
EXPLAINED = {
    FallOutReason.UNREADABLE: "damaged, or of no kind that can be read",
    FallOutReason.NO_PARTNER: "without its partner",
    FallOutReason.NO_COLOURS: "a drawing that nobody coloured",
    FallOutReason.NOT_NUMBERS: "values that are no numbers",
    FallOutReason.TOO_SMALL: "too small",
    FallOutReason.SHAPES_DIFFER: "drawing and colouring of different shapes",
    FallOutReason.BLANK: "nothing on it",
    FallOutReason.NOISE: "noise",
    FallOutReason.CROWDED: "more line than paper",
    FallOutReason.WRITING: "a page of writing",
    FallOutReason.NO_SUBJECT: "no subject found in the photo",
    FallOutReason.COPY: "a copy of another",
}


@dataclass(frozen=True)
class FallenOut:
    """`thumbnail`: relative to the set's folder, empty without."""

    name: str
    reason: str
    detail: str
    thumbnail: str


@dataclass(frozen=True)
class CurationReport:
    """`sides_px`: least, middle and most of the pairs' long sides. `sheets`: contact sheets, relative to the set's
    folder; "kept" and reasons. `few`: too few to learn a style well."""

    pairs: int
    held_out: int
    pictures: int
    drawings: int
    fell_out: dict[str, int]
    sides_px: tuple[int, int, int]
    bytes: int
    licence: str
    few: bool
    sheets: dict[str, str]
    left_out: tuple[FallenOut, ...]

    def text(self) -> str:
        """For a terminal."""
        lines = [f"{self.pairs} pairs to learn from, {self.held_out} of them set apart to measure on."]
        if self.pictures or self.drawings:
            lines.append(f"{self.pictures} finished pictures and {self.drawings} drawings without partners.")
        if self.pairs:
            least, middle, most = self.sides_px
            lines.append(f"Long sides from {least} to {most} px, in the middle {middle}; {self.bytes / 1e6:.1f} MB.")
        for reason, count in self.fell_out.items():
            example = next(one for one in self.left_out if one.reason == reason)
            more = f" ({example.detail})" if example.detail else ""
            lines.append(f"{count} left out: {EXPLAINED[FallOutReason(reason)]}, such as {example.name}{more}")
        lines.append(f"Licence: {self.licence or 'not stated'}.")
        if self.few and self.pairs:
            lines.append(f"Fewer than {FEW} pairs: what is learnt from so few may not carry over to other drawings.")
        return "\n".join(lines)


def report_on(folder: Path, ledger: Ledger) -> CurationReport:
    """Makes the contact sheets and report.json under `folder`/report; what they say."""
    pairs = sorted(ledger.kept().values(), key=lambda entry: entry.id)
    fallen = sorted((e for e in ledger.entries.values() if not e.kept), key=lambda e: (e.reason or "", e.name))
    counts = Counter(str(entry.reason) for entry in fallen)
    (folder / REPORT).mkdir(parents=True, exist_ok=True)
    for old in (folder / REPORT).glob("*.webp"):
        old.unlink()
    sheets: dict[str, str] = {}
    if pairs:
        sheets["kept"] = _saved(folder, "kept", _sheet_of_pairs(folder, pairs[:MOST_SHOWN]))
    for reason in counts:
        some = [entry for entry in fallen if entry.reason == reason][:MOST_SHOWN]
        sheets[reason] = _saved(folder, reason.replace(" ", "-"), _sheet_of_fallen(folder, some))
    sides = sorted(max(entry.width, entry.height) for entry in pairs) or [0]
    left_out = (
        FallenOut(e.name, str(e.reason), e.detail, _relative(folder, thumbnail_path(folder, e.id))) for e in fallen
    )
    report = CurationReport(
        pairs=len(pairs),
        held_out=sum(entry.held_out for entry in pairs),
        pictures=len(ledger.kept(PICTURES)),
        drawings=len(ledger.kept(DRAWINGS)),
        fell_out=dict(counts.most_common()),
        sides_px=(sides[0], sides[len(sides) // 2], sides[-1]),
        bytes=sum(path.stat().st_size for path in folder.rglob("*.png") if REPORT not in path.parts),
        licence=ledger.licence,
        few=len(pairs) < FEW,
        sheets=sheets,
        left_out=tuple(left_out),
    )
    text = json.dumps(asdict(report), indent=1, ensure_ascii=False)
    (folder / REPORT / "report.json").write_text(text + "\n", encoding="utf-8")
    return report


def _relative(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_file() else ""


def _saved(folder: Path, name: str, sheet: Image.Image) -> str:
    path = folder / REPORT / f"{name}.webp"
    sheet.save(path, "WEBP", quality=88)
    return _relative(folder, path)


def _sheet_of_pairs(folder: Path, pairs: list[LedgerEntry]) -> Image.Image:
    cells: list[tuple[np.ndarray | None, str]] = []
    for entry in pairs:
        mark = "  (held out)" if entry.held_out else ""
        cells.append((_read(ink_path(folder, entry.id)), entry.name + mark))
        cells.append((_read(target_path(folder, entry.id)), ""))
    return _sheet(cells)


def _sheet_of_fallen(folder: Path, fallen: list[LedgerEntry]) -> Image.Image:
    return _sheet([(_read(thumbnail_path(folder, entry.id)), entry.name) for entry in fallen])


def _read(path: Path) -> np.ndarray | None:
    if not path.is_file():
        return None
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        return None
    if picture.ndim == 2:
        return cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB if picture.shape[2] == 3 else cv2.COLOR_BGRA2RGBA)


def _sheet(cells: list[tuple[np.ndarray | None, str]]) -> Image.Image:
    """Squares in rows, each with a name under it; a grey one where there is nothing to show."""
    across = min(ACROSS, len(cells))
    rows = -(-len(cells) // across)
    step = CELL_PX + GAP_PX
    page = Image.new("RGB", (GAP_PX + across * step, GAP_PX + rows * (step + LABEL_PX)), (236, 238, 242))
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=12)
    for index, (picture, name) in enumerate(cells):
        x, y = GAP_PX + index % across * step, GAP_PX + index // across * (step + LABEL_PX)
        if picture is None:
            pen.rectangle((x, y, x + CELL_PX, y + CELL_PX), fill=(205, 208, 214))
            pen.line((x, y, x + CELL_PX, y + CELL_PX), fill=(150, 154, 162), width=2)
        else:
            page.paste(Image.fromarray(boxed(picture, CELL_PX)), (x, y))
        pen.text((x, y + CELL_PX + 3), _short(name, 26 if picture is not None else 22), fill=(60, 64, 76), font=font)
    return page


def _short(name: str, most: int) -> str:
    """What the sheet's font can show of a name."""
    plain = name.encode("ascii", "replace").decode()
    return plain if len(plain) <= most else f"{plain[: most // 2 - 1]}...{plain[-(most // 2 - 2) :]}"
