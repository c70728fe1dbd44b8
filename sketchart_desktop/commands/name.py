"""What drawings show: `sketchart name`. One line a drawing, or all of them as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.naming.classifier import SketchClassifier
from engines.naming.figures import NamedFigure, name_figures
from engines.naming.vocabulary import Vocabulary
from engines.sizes import fitted_size
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.raster.engine_input import engine_input

NAMED_SIDE_PX = 512  # long side at which a drawing is looked at


@dataclass(frozen=True)
class Naming:
    """What became of one file: its figures, the largest first, or why it could not be read."""

    source: Path
    figures: tuple[NamedFigure, ...] = ()
    problem: str = ""


def name_file(source: Path, classifier: SketchClassifier) -> Naming:
    """The figures of one drawing or picture of a drawing; boxes in pixels of the drawing at 512 px at most."""
    try:
        painting = open_file(source).painting
    except (DrawingFileError, OSError) as error:
        text = str(error)
        return Naming(source, problem=text if source.name in text else f"{source.name}: {text}")
    size = fitted_size((painting.width, painting.height), NAMED_SIDE_PX)
    ink = engine_input(painting, size).ink[..., 3]
    figures = name_figures(ink, classifier)
    return Naming(source, figures) if figures else Naming(source, problem=f"{source.name}: there is no line to name.")


def described(naming: Naming, vocabulary: Vocabulary, *, language: str, count: int) -> str:
    """`cat.png: cat 83 %, dog 9 %`; figures with a semicolon between them."""
    figures = (
        ", ".join(f"{vocabulary[one.thing].name(language)} {one.probability:.0%}" for one in figure.labels[:count])
        for figure in naming.figures
    )
    return f"{naming.source}: {'; '.join(figures)}"


def as_json(naming: Naming, vocabulary: Vocabulary, *, count: int) -> dict[str, Any]:
    """The same for programs: {"file", "figures": [{"box", "ink_share", "labels": [{"id", "en", "ko",
    "probability"}]}]}, or {"file", "problem"}."""
    if naming.problem:
        return {"file": str(naming.source), "problem": naming.problem}
    figures = []
    for figure in naming.figures:
        labels = [
            {
                "id": one.thing,
                "en": vocabulary[one.thing].en,
                "ko": vocabulary[one.thing].ko,
                "probability": round(one.probability, 4),
            }
            for one in figure.labels[:count]
        ]
        figures.append({"box": list(figure.box), "ink_share": round(figure.ink_share, 4), "labels": labels})
    return {"file": str(naming.source), "figures": figures}


def check_language(language: str) -> str:
    """Raises CommandError for a language without names."""
    if language not in ("en", "ko"):
        raise CommandError(f"--language is en or ko, not {language!r}.")
    return language
