"""Draws the bundled samples again: `python -m tools.samples.draw_samples [NAME...]`. The same bytes every time.

A script, not a module of the package: it stands on the program's own floors, so the samples are real drawings.
"""

from __future__ import annotations

import sys
from pathlib import Path

from resources import samples_dir
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.document.stroke import Brush, Stroke
from sketchart_desktop.session.session import Session
from tools.samples.gestures import Gesture, Sheet
from tools.samples.subjects import SUBJECTS

SIDE_PX = 1024


def draw(name: str, folder: Path) -> Path:
    """Draw one subject into `folder`/NAME.ora."""
    sheet = Sheet(seed=sum(map(ord, name)))
    SUBJECTS[name](sheet)
    session = Session()
    session.new(SIDE_PX, SIDE_PX)
    for gesture in sheet.gestures():
        session.do(AddStroke(_stroke(gesture)))
    path = folder / f"{name}.ora"
    session.save(path)
    return path


def _stroke(gesture: Gesture) -> Stroke:
    kind = "ink" if gesture.layer == "ink" else "colour"
    brush = Brush(kind, gesture.size_px, pressure_size=kind == "ink")
    return Stroke(gesture.points, brush, gesture.colour, gesture.layer)


if __name__ == "__main__":
    for subject in sys.argv[1:] or SUBJECTS:
        sys.stdout.write(f"{draw(subject, samples_dir())}\n")
