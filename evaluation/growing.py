"""`python -m evaluation.growing --out FOLDER`: a drawing that grows under the pen, twelve frames of it: name, colours
and fill at each, and how much the artwork changes where nothing was drawn. As in the window: colours by name, calm.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.api import Engine, RenderRequest
from engines.engine import open_engine
from engines.naming.classifier import SketchClassifier
from engines.naming.figures import name_figures
from engines.packs.stylepack import open_pack
from engines.palette import roll
from evaluation.contact_sheet import Column, on_ground, sheet, write
from evaluation.drawings import SUBJECTS, operations
from evaluation.freehand import in_session
from sketchart_desktop.document.operations import AddStroke

SIDE_PX, CELL_PX, ACROSS = 512, 220, 6
PAUSE_S = 1.5  # between two frames: longer than colours by name are held back
FAR_PX = 24  # from a new stroke: what changes beyond is the artwork's own doing


@dataclass(frozen=True, eq=False)
class Frame:
    """`name`, with its probability, and the artwork, uint8 [H, W, 4].

    `elsewhere`: mean |difference| of 255 to the frame before, where nothing was drawn. `recoloured`: the share of
    painted pixels there that changed by more than 40 of 255.
    """

    ink: np.ndarray
    image: np.ndarray
    name: str
    elsewhere: float
    recoloured: float


def ink_strokes(subject: str) -> list[AddStroke]:
    return [step for step in operations(subject, SIDE_PX) if step.stroke.layer == "ink"]


def drawn_so_far(strokes: list[AddStroke], points: int) -> tuple[AddStroke, ...]:
    """The strokes up to so many points of the pen."""
    begun = []
    for step in strokes:
        stroke = step.stroke
        begun.append(replace(step, stroke=replace(stroke, points=stroke.points[: max(2, points)])))
        points -= len(stroke.points)
        if points <= 0:
            break
    return tuple(begun)


def grown(engine: Engine, classifier: SketchClassifier, subject: str, *, frames: int) -> list[Frame]:
    """The frames of one subject, the last one whole."""
    strokes = ink_strokes(subject)
    total = sum(len(step.stroke.points) for step in strokes)
    found: list[Frame] = []
    for number in range(1, frames + 1):
        begun = drawn_so_far(strokes, round(total * number / frames))
        ink = in_session(begun, SIDE_PX).layer_array("ink", (SIDE_PX, SIDE_PX))
        request = RenderRequest(
            number, ink, np.zeros_like(ink), roll(0), (1.0, 0.0, 0.0), keep_lines=0.3, light=0.5, by_name=0, calm=True
        )
        result = engine.render(request)
        ends = time.monotonic() + PAUSE_S
        while time.monotonic() < ends:  # the window asks again until nothing changes
            result = engine.render(request)
        figures = name_figures(ink[..., 3], classifier)
        label = figures[0].labels[0] if figures else None
        name = f"{label.thing} {label.probability:.0%}" if label is not None else ""
        elsewhere, recoloured = _changed(found[-1], ink, result.image) if found else (0.0, 0.0)
        found.append(Frame(ink, result.image, name, elsewhere, recoloured))
    return found


def _changed(before: Frame, ink: np.ndarray, image: np.ndarray) -> tuple[float, float]:
    new = (ink[..., 3] != before.ink[..., 3]).view(np.uint8)
    far = cv2.dilate(new, np.ones((2 * FAR_PX + 1,) * 2, np.uint8)) == 0
    difference = np.abs(on_ground(image).astype(np.int16) - on_ground(before.image)).astype(np.float32)
    painted = far & (image[..., 3] > 200) & (before.image[..., 3] > 200)
    strongly = difference.max(axis=2) > 40
    return float(difference[far].mean()), float(strongly[painted].mean()) if painted.any() else 0.0


def _seen(ink: np.ndarray) -> np.ndarray:
    """The drawing, uint8 [H, W, 3], black on white."""
    return cv2.cvtColor(255 - ink[..., 3], cv2.COLOR_GRAY2RGB)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="evaluation.growing", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--subjects", nargs="+", default=["tree"], choices=sorted(SUBJECTS))
    parser.add_argument("--frames", type=int, default=12)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    classifier = SketchClassifier()
    for subject in given.subjects:
        engine = open_engine(open_pack(resources.resources_dir() / "styles" / "flagship"))
        frames = grown(engine, classifier, subject, frames=given.frames)
        for number, frame in enumerate(frames, 1):
            print(
                f"{subject} {number}: {frame.name or 'no name'}; elsewhere {frame.elsewhere:.2f} of 255, "
                f"{frame.recoloured:.1%} of the painted area recoloured"
            )
        columns = [
            Column(f"{number} {frame.name}", (_seen(frame.ink), on_ground(frame.image)))
            for number, frame in enumerate(frames, 1)
        ]
        page = sheet(f"{subject}, under the pen", columns, across=ACROSS, cell=CELL_PX)
        print(write(page, given.out / f"growing-{subject.replace(' ', '-')}.webp"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
