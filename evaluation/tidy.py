"""What "Tidy lines" does to freehand drawings: closed regions before and after, and a sheet to look at.

python -m evaluation.tidy [--sheet tidy.png]
"""

from __future__ import annotations

import argparse
import time
import zlib

import cv2
import numpy as np

from evaluation.drawings import SUBJECTS
from evaluation.drawings.hand import Page, Subject
from evaluation.drawings.rough import ROUGH, UNFINISHED
from sketchart_desktop.document.operations import AddStroke, Operation
from sketchart_desktop.document.tidying import tidied
from sketchart_desktop.raster.painting import Painting

SIDE_PX = 1024
LEAST_REGION_PX = 150  # pixels of area; smaller ones are corners between lines


def drawn(name: str, subject: Subject) -> list[AddStroke]:
    """The strokes of the ink."""
    page = Page(subject.hand, zlib.crc32(name.encode()))
    subject.draw(page)
    return [operation for operation in page.operations(SIDE_PX, subject) if operation.stroke.layer == "ink"]


def ink(operations: list[Operation]) -> np.ndarray:
    painting = Painting(SIDE_PX, SIDE_PX, undo_budget_bytes=0)
    for operation in operations:
        painting.apply(operation)
    return painting.layer_array("ink", (SIDE_PX, SIDE_PX))[..., 3]


def closed_regions(coverage: np.ndarray) -> int:
    """Areas that the lines enclose altogether: the paper's outside is none."""
    free = np.pad((coverage < 96).astype(np.uint8), 1, constant_values=1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    outside = labels[0, 0]
    return sum(1 for label in range(1, count) if label != outside and stats[label, cv2.CC_STAT_AREA] > LEAST_REGION_PX)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet")
    parser.add_argument("--all", action="store_true", help="not only the rough and unfinished ones")
    options = parser.parse_args()
    subjects = SUBJECTS if options.all else {**ROUGH, **UNFINISHED}
    totals, rows, points = np.zeros(2, int), [], np.zeros(2, int)
    print(f"{'drawing':<26} {'regions':>8} {'tidied':>7} {'points':>8} {'tidied':>7} {'ms':>7}")
    for name, subject in subjects.items():
        strokes = drawn(name, subject)
        began = time.perf_counter()
        step = tidied(strokes, (SIDE_PX, SIDE_PX))
        took = (time.perf_counter() - began) * 1e3
        before, after = ink(list(strokes)), ink([*strokes, step] if step else list(strokes))
        counts = closed_regions(before), closed_regions(after)
        kept = [one.stroke for one in step.operations if isinstance(one, AddStroke)] if step else []
        lengths = sum(len(one.stroke.points) for one in strokes), sum(len(one.points) for one in kept)
        totals += counts
        points += lengths
        print(f"{name:<26} {counts[0]:>8} {counts[1]:>7} {lengths[0]:>8} {lengths[1]:>7} {took:>7.1f}")
        rows.append(np.concatenate([255 - before, 255 - after], axis=1)[::2, ::2])
    print(f"{'together':<26} {totals[0]:>8} {totals[1]:>7} {points[0]:>8} {points[1]:>7}")
    if options.sheet:
        rows += [np.full_like(rows[0], 255)] * (-len(rows) % 4)
        bands = [np.concatenate(rows[first : first + 4], axis=1) for first in range(0, len(rows), 4)]
        cv2.imwrite(options.sheet, np.concatenate(bands))


if __name__ == "__main__":
    main()
