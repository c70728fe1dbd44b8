"""Drawings no generator has seen: made of pen strokes as children, hobby artists and webtoon makers draw."""

from __future__ import annotations

import zlib

from evaluation.drawings.animals import ANIMALS
from evaluation.drawings.faces import PEOPLE
from evaluation.drawings.hand import Page, Subject
from evaluation.drawings.places import PLACES
from evaluation.drawings.rough import ROUGH, UNFINISHED
from evaluation.drawings.things import THINGS
from sketchart_desktop.document.operations import AddStroke

SUBJECTS: dict[str, Subject] = {**PEOPLE, **ANIMALS, **THINGS, **PLACES, **ROUGH, **UNFINISHED}


def operations(name: str, side: int) -> tuple[AddStroke, ...]:
    """The strokes of one subject on a square canvas of `side` pixels, in the order they are drawn."""
    subject = SUBJECTS[name]
    page = Page(subject.hand, zlib.crc32(name.encode()))
    subject.draw(page)
    return page.operations(side, subject)
