"""`python -m evaluation.generators --cache FOLDER --out FOLDER --minutes 7`: docs/generators.md's comparison: every
family this project grew from, and ours, taught the same line art and art for the same wall time, then judged alike.

All rows are made one after the other in one process; each is kept as JSON, with its weights and the pictures it
painted, and not made again. An interrupted training goes on; a row that fails is told and left out. Only training
counts against --minutes. What it costs: --minutes and about one more for each row.
"""

from __future__ import annotations

import os
import sys
import traceback
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import torch

import resources
from engines.packs.stylepack import open_pack
from engines.palette import Palette, dominant_colours, roll
from engines.torch_environment import without_triton
from evaluation import ablation, freehand, generator_rows, style_transfer
from evaluation.drawings import operations
from evaluation.flagship_table import (
    COSTS,
    MEASURES,
    TIMED_PX,
    TableMaterial,
    cells,
    costs,
    order_parser,
    pack_costs,
    say,
)
from evaluation.generator_rows import ENTRANTS, Entrant
from trainer.datasets.drawn_pictures import VARIETY
from trainer.datasets.subjects import Subjects
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn
from trainer.flagship.recipe import Recipe
from trainer.recipe_files import read_recipe
from trainer.translation.recipe import PictureRecipe

LEARNT_PX, MEASURED_PX = ablation.SIZE_PX, 256
SHOWN_HELD_OUT = 8
SHOWN_FREEHAND = ("cat", "house, sun and tree")
PART = "no dabs"  # nobody but SketchNet could read dabs
MEASURED = {name: MEASURES[name] for name in ("l1", "ssim", "perceptual", "kid", "chroma")}
WHOLE = {name: COSTS[name] for name in ("parameters_m", "gflop")}


TITLES = {
    "drawing": "the drawing as it is",
    **{entrant.name: entrant.title for entrant in ENTRANTS},
    "style-transfer": "neural style transfer",
    "sketchnet": "SketchNet",
    "sketchnet-blind": "SketchNet, one palette for all",
    "artist": "the artists themselves",
}


class Hall(TableMaterial):
    """A bench whose drawings have no dabs, and which keeps the pictures that the sheet shows."""

    def __init__(self, recipe: Recipe, cache: Path, out: Path, *, per_style: int, pack: Path) -> None:
        super().__init__(recipe, cache, out, size_px=MEASURED_PX, per_style=per_style)
        bank = open_pack(pack, bundled=True).bank
        self.shown = self.drawings[:SHOWN_HELD_OUT] + [freehand_drawing(name, bank) for name in SHOWN_FREEHAND]

    def measured_row(self, name: str, paint: Paint) -> dict:
        found = self.measured(paint, (PART,))
        for number, drawn in enumerate(self.shown):
            art = np.clip(paint(drawn, False), 0, 1)
            rgb = art[:, :, :3] + 1 - art[:, :, 3:] if art.shape[2] == 4 else art
            path = self.out / "painted" / name / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(path), (np.clip(rgb, 0, 1)[:, :, ::-1] * 255 + 0.5).astype(np.uint8))
        return found


def freehand_drawing(name: str, bank: tuple) -> Drawn:
    """One of evaluation.drawings, drawn through the program's own session: nobody knows the right answer. Its palette
    is one the program would roll."""
    painting = freehand.in_session(operations(name, freehand.CANVAS_PX), freehand.CANVAS_PX)
    size = (MEASURED_PX, MEASURED_PX)
    ink, colour = painting.layer_array("ink", size)[:, :, 3], painting.layer_array("colour", size)
    palette = roll(zlib.crc32(name.encode()) % 1000, bank)
    return Drawn(name, 0, ink.copy(), np.zeros_like(colour), palette, np.zeros((*size, 4), np.float32))


def of_one_style(recipe: Recipe) -> Recipe:
    """The flagship's recipe for its first style alone, on what the others are taught: whole drawings without dabs."""
    variety = recipe.variety.model_copy(update=asdict(VARIETY))
    return recipe.model_copy(update={"styles": recipe.styles[:1], "variety": variety})


def family_row(hall: Hall, entrant: Entrant, minutes: float) -> dict:
    run = hall.out / f"run-{entrant.name}"
    known = run / "recipe.json"
    if known.exists():
        recipe = PictureRecipe.model_validate_json(known.read_text())
    else:
        recipe = generator_rows.planned(entrant, hall.subjects[0], size_px=LEARNT_PX, minutes=minutes)
    source = generator_rows.open_pictures(entrant, hall.subjects[0])
    network, told = generator_rows.train_for(recipe, source, run, minutes=minutes, tell=say)
    found = {"trained": told | {"allowed": minutes}}
    found |= hall.measured_row(entrant.name, generator_rows.painter(entrant, network))
    say(f"{entrant.name}: measuring its costs")
    drawing = torch.rand(1, 3, TIMED_PX, TIMED_PX)
    found |= costs(network, generator_rows.example(entrant, drawing))
    return found | {"whole": generator_rows.whole_costs(entrant)}


def transfer_row(hall: Hall, minutes: float) -> dict:
    """The same wall time in all, shared by the pictures that are to be painted."""
    run = hall.out / "run-style-transfer"
    seconds = 60 * minutes / (len(hall.drawings) + len(SHOWN_FREEHAND))
    paint = style_transfer.painter(hall.subjects[0], hall.features, run, seconds=seconds, tell=say)
    found = hall.measured_row("style-transfer", paint)
    found["trained"] = {"allowed": minutes} | style_transfer.how_far(run)
    return found | style_transfer.costs(hall.features, rounds=found["trained"]["rounds"], size_px=TIMED_PX)


def common_palette(subjects: Subjects) -> Palette:
    """The commonest colours of all pictures that are trained on."""
    rows = np.concatenate([subjects.palettes[index] for index in subjects.train])
    return dominant_colours(np.rint(rows[:, :3] * 255).astype(np.uint8), rows[:, 3])


def ours_row(hall: Hall, minutes: float, pack: Path) -> dict:
    paint, told = ablation.trained(hall, "whole", minutes)
    return {"trained": told | {"allowed": minutes}, **hall.measured_row("sketchnet", paint), **pack_costs(pack)}


def blind_row(hall: Hall, minutes: float) -> dict:
    """The same network, told as little of each drawing's colours as the other families."""
    variant = ablation.one_palette(common_palette(hall.subjects[0]))
    paint, told = ablation.trained(hall, "palettes", minutes, variant=variant)
    return {"trained": told | {"allowed": minutes}, **hall.measured_row("sketchnet-blind", paint)}


def drawing_row(hall: Hall) -> dict:
    return hall.measured_row("drawing", lambda drawn, _: np.repeat(1 - drawn.ink[:, :, None] / np.float32(255), 3, 2))


def artist_row(hall: Hall) -> dict:
    return hall.measured_row("artist", lambda drawn, _: drawn.target)


def makers(hall: Hall, *, minutes: float, pack: Path) -> Mapping[str, Callable[[], dict]]:
    """How each row is made, in the order of the table."""
    families = {entrant.name: (lambda entrant=entrant: family_row(hall, entrant, minutes)) for entrant in ENTRANTS}
    return {
        "drawing": lambda: drawing_row(hall),
        **families,
        "style-transfer": lambda: transfer_row(hall, minutes),
        "sketchnet": lambda: ours_row(hall, minutes, pack),
        "sketchnet-blind": lambda: blind_row(hall, minutes),
        "artist": lambda: artist_row(hall),
    }


def tables(rows: Mapping[str, dict]) -> str:
    """What was measured; then what the papers' own sizes cost."""
    columns = MEASURED | COSTS
    small = {entrant.name: entrant.told for entrant in ENTRANTS}
    lines = [
        f"| | made smaller | steps | pictures | {' | '.join(columns.values())} |",
        "|" + "---|" * (len(columns) + 4),
    ]
    for name, found in rows.items():
        trained = found.get("trained", {})
        far = " | ".join(str(trained.get(count, "")) for count in ("steps", "pictures"))
        lines.append(f"| {TITLES[name]} | {small.get(name, '')} | {far} | {cells(found, columns, part=PART)} |")
    lines += ["", "At the papers' own width:", "", f"| | {' | '.join(WHOLE.values())} |"]
    lines.append("|" + "---|" * (len(WHOLE) + 1))
    for name, found in rows.items():
        if "whole" in found:
            lines.append(f"| {TITLES[name]} | {cells(found['whole'], WHOLE, part=PART)} |")
    return "\n".join(lines)


def circumstances(rows: Mapping[str, dict]) -> str:
    """Machine and time, for under the tables."""
    found = list(rows.values())
    minutes = sorted({one["trained"]["allowed"] for one in found if "trained" in one})
    machines = sorted({one["machine"] for one in found})
    drawings = sorted({one[PART]["drawings"] for one in found})
    text = f"{_any(minutes)} minutes of training each on {_any(machines)}; {_any(drawings)} held-out drawings."
    if "style-transfer" in rows:
        trained = rows["style-transfer"]["trained"]
        text += f" Style transfer had {trained['seconds']:.1f} s and {trained['rounds']:.0f} rounds a picture."
    return text


def _any(values: list) -> str:
    return " or ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in values) or "no"


def machine() -> str:
    """The processor, and how much of it there is for us."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{next(named, 'an unknown CPU')} ({torch.get_num_threads()} thread(s) on {cores} core(s))"


def main(arguments: list[str] | None = None) -> int:
    without_triton()
    parser = order_parser("evaluation.generators", __doc__, minutes=7.0, per_style=40)
    parser.set_defaults(out=Path("out/generators"))
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--rows", nargs="*", choices=tuple(TITLES), help="only these; by default all")
    order = parser.parse_args(arguments)
    # As torch reads it: one core is one thread, for whatever else counts cores.
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", torch.get_num_threads())))
    recipe = of_one_style(read_recipe(order.recipe))
    hall = Hall(recipe, order.cache, order.out, per_style=order.per_style, pack=order.pack)
    failed = []
    for name, make in makers(hall, minutes=order.minutes, pack=order.pack).items():
        if order.rows and name not in order.rows:
            continue
        say(f"{name}: begins")
        try:
            hall.row(name, lambda make=make: make() | {"machine": machine()})
        except Exception:  # noqa: BLE001  whatever ends one row, the others are still wanted
            failed.append(name)
            say(f"{name}: failed\n{traceback.format_exc()}")
    made = {name: hall.row(name, dict) for name in TITLES if (order.out / f"{name}.json").exists()}
    text = f"{tables(made)}\n\n{circumstances(made)}\n"
    (order.out / "generators.md").write_text(text, encoding="utf-8")
    print(text)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
