"""How well the shipped classifier knows drawings: `python -m evaluation.classifier --strokes FOLDER`.

On the tenth of the strokes that no training saw, drawn as ink and named as the window does; on the line art of an icon
set whose artist it never met; what is taken for what; and milliseconds. `--write` puts the figures into the page and
the model card.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.naming.classifier import SketchClassifier
from engines.naming.figures import name_drawing, name_figures
from trainer.__main__ import default_cache
from trainer.classifier.icons import HANDS, load_icons
from trainer.classifier.strokes import StrokeDrawing, is_held_out, read_folder

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs" / "classifier.md", ROOT / "resources" / "classifier" / "MODEL_CARD.md")
BEGIN, END = "<!-- measured -->", "<!-- end -->"
PAPER_PX = 512
LINES_PX = (2, 5, 14)
TEST_ARTIST = "emojione"


@dataclass(frozen=True)
class Accuracy:
    """Shares of drawings whose thing is first, or among the first five: single labels, and groups of like things."""

    count: int
    first: float
    five: float
    group_first: float
    group_five: float


def on_paper(drawing: StrokeDrawing, *, line_px: int, side_px: int = PAPER_PX) -> np.ndarray:
    """The strokes as ink: uint8 [side, side], with room around."""
    ink = np.zeros((side_px, side_px), np.uint8)
    fixed = [np.round((s * 0.8 + 0.5) * side_px * 16).astype(np.int32)[:, None] for s in drawing.strokes]
    cv2.polylines(ink, fixed, False, 255, line_px, cv2.LINE_AA, 4)
    return ink


def accuracy(classifier: SketchClassifier, inks: list[np.ndarray], things: list[str]) -> tuple[Accuracy, Counter]:
    """How often `things` were named right, and (thing, named) of the wrong ones."""
    group = {label: classifier.vocabulary[label].group for label in classifier.labels}
    hits = np.zeros(4)
    wrong: Counter = Counter()
    for ink, thing in zip(inks, things, strict=True):
        picture = _picture(classifier, ink)
        order = [classifier.labels[i] for i in np.argsort(-classifier.probabilities(picture)[0])[:5]]
        found = name_drawing(ink, classifier)
        groups = [group[label.thing] for label in found.labels] if found is not None else []
        hits += (order[0] == thing, thing in order, groups[:1] == [group[thing]], group[thing] in groups)
        if order[0] != thing:
            wrong[thing, order[0]] += 1
    return Accuracy(len(things), *(hits / max(1, len(things)))), wrong


def milliseconds(classifier: SketchClassifier, ink: np.ndarray, times: int = 60) -> tuple[float, float]:
    """Median of the network alone (picture and mirror image), and of all from ink at 512 px to names."""
    picture = _picture(classifier, ink)
    alone, whole = [], []
    for _ in range(times):
        begun = time.thread_time()
        classifier.recognise_picture(picture)
        middle = time.thread_time()
        name_figures(ink, classifier)
        alone.append(middle - begun)
        whole.append(time.thread_time() - middle)
    return float(np.median(alone)) * 1e3, float(np.median(whole)) * 1e3


def report(classifier: SketchClassifier, strokes: Path, cache: Path) -> str:
    """Everything measured, as Markdown."""
    hands = {t.quickdraw: t.id for t in classifier.vocabulary if t.quickdraw}
    drawings = [d for d in read_folder(strokes) if is_held_out(d.key) and d.word in hands]
    things = [hands[d.word] for d in drawings]
    lines = ["| what | drawings | top-1 | top-5 | top-1, like things as one | top-5 |", "|---|---|---|---|---|---|"]
    wrong: Counter = Counter()
    for line_px in LINES_PX:
        inks = [on_paper(d, line_px=line_px) for d in drawings]
        found, missed = accuracy(classifier, inks, things)
        wrong += missed
        lines.append(_row(f"held-out strokes, lines of {line_px} px at {PAPER_PX}", found))
    icons = load_icons(TEST_ARTIST, classifier.vocabulary, cache)
    known = [i for i, thing in enumerate(icons.thing) if thing in classifier.labels]
    for hand, words in ((0, "in full detail"), (HANDS - 1, "in few lines")):
        chosen = [i for i in known if i % HANDS == hand]
        found, _ = accuracy(classifier, [icons.pictures[i] for i in chosen], [icons.thing[i] for i in chosen])
        lines.append(_row(f"icons of an artist never met ({TEST_ARTIST}), {words}", found))
    alone, whole = milliseconds(classifier, on_paper(drawings[0], line_px=5))
    size = sum(p.stat().st_size for p in (resources.resources_dir() / "classifier").iterdir())
    about = json.loads((resources.resources_dir() / "classifier" / "classifier.json").read_text(encoding="utf-8"))
    lines += [
        "",
        f"{len(classifier.labels)} labels of {len(classifier.vocabulary)} things, {size / 1e6:.1f} MB; "
        f"{alone:.1f} ms for the network, {whole:.1f} ms from ink at {PAPER_PX} px to names (processor time, one "
        "thread).",
        f"Trained: {about['made']}. Temperature of the probabilities: {about['temperature']}, fitted to every second "
        "held-out drawing.",
        "",
        "What is taken for what most often, of the three times all held-out strokes:",
        "",
        "| drawn | taken for | times |",
        "|---|---|---|",
    ]
    lines += [f"| {thing} | {named} | {count} |" for (thing, named), count in wrong.most_common(25)]
    return "\n".join(lines)


def _row(what: str, found: Accuracy) -> str:
    shares = (found.first, found.five, found.group_first, found.group_five)
    return f"| {what} | {found.count} | {' | '.join(f'{share:.3f}' for share in shares)} |"


def _picture(classifier: SketchClassifier, ink: np.ndarray) -> np.ndarray:
    from engines.naming.raster import seen

    return seen(ink, side_px=classifier.side_px)


def write(page: Path, measured: str) -> None:
    """Put `measured` between the page's marks."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    page.write_text(f"{head}{BEGIN}\n{measured}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strokes", type=Path, required=True, help="a folder of Quick, Draw! .ndjson files")
    parser.add_argument("--cache", type=Path, default=default_cache())
    parser.add_argument("--write", action="store_true", help="also into docs/classifier.md and the model card")
    order = parser.parse_args()
    measured = report(SketchClassifier(), order.strokes, order.cache)
    print(measured)
    if order.write:
        for page in PAGES:
            write(page, measured)


if __name__ == "__main__":
    main()
