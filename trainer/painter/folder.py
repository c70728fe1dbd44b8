"""Any folder of pictures as a recipe for the Painter: each picture becomes a style, its brush set by what was measured
in it. Where the folder holds the paintings that a recipe names, the recipe stands as it is.
"""

from __future__ import annotations

import re
from pathlib import Path

from trainer.job import JobError
from trainer.localized_text import LocalizedText
from trainer.painter.painted_strokes import PaintingFigures, measure, read_painting
from trainer.painter.recipe import BrushRecipe, PainterRecipe, PainterStyle

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp")
MOST = 15  # and one without a picture
SCATTER = 0.08  # of colours from stroke to stroke, 0..1: as much as strokes need to be told apart
STEADY = (0.25, 0.6)  # coherence of restless paintings (Manet's) and of steady ones (Munch's)


def painted_by(recipe: PainterRecipe, folder: Path) -> tuple[PainterRecipe, list[PaintingFigures | None]]:
    """The recipe that fits the folder, and what was measured for each of its styles. Raises JobError."""
    if not folder.is_dir():
        raise JobError(f"there is no folder {folder}")
    if not any((folder / style.painting).is_file() for style in recipe.styles if style.painting):
        return _of_pictures(recipe, folder)
    return recipe, [measure(read_painting(folder / s.painting)) if s.painting else None for s in recipe.styles]


def _of_pictures(recipe: PainterRecipe, folder: Path) -> tuple[PainterRecipe, list[PaintingFigures | None]]:
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    if not files:
        raise JobError(f"there is no picture in {folder}")
    if len(files) > MOST:
        raise JobError(f"{folder} holds {len(files)} pictures; a pack has at most {MOST} styles of pictures")
    without = [style for style in recipe.styles if not style.painting]
    paintings = [measure(read_painting(file)) for file in files]
    taken = {style.id for style in without}
    styles = []
    for number, (file, painting) in enumerate(zip(files, paintings, strict=True), 1):
        id = _id(file.stem) or f"picture-{number}"
        id = id if id not in taken else f"{id[:36]}-{number}"
        taken.add(id)
        styles.append(style_of(file.name, painting, id=id))
    name = folder.resolve().name[:80]
    own = PainterRecipe(
        name=f"painter-{_id(name)[:32] or 'own'}".rstrip("-"),
        pack_name=LocalizedText(en=name, ko=name),
        licence="not told",
        author="the owner of this computer",
        material=f"{len(files)} pictures from the folder {name}: {', '.join(file.name for file in files)}."[:2000],
        training=recipe.training,
        styles=(*styles, *without),
    )
    return own, [*paintings, *(None for _ in without)]


def style_of(file: str, painting: PaintingFigures, *, id: str) -> PainterStyle:
    """Steadier paintings get long and narrow strokes that follow a swirl, others short and broad ones at all angles;
    rough paint stands higher."""
    low, high = STEADY
    steady = min(1.0, max(0.0, (painting.coherence - low) / (high - low)))
    spread = float((painting.scatter**2).sum() / 3) ** 0.5
    title = re.sub(r"[\s_-]+", " ", Path(file).stem).strip()[:80]
    words = LocalizedText(en=title, ko=title)
    return PainterStyle(
        id=id,
        name=words,
        description=LocalizedText(en=f"Brush strokes in the colours of {title}", ko=f"{title}의 색으로 그린 붓질"),
        painting=file,
        material="a picture of the pack's maker",
        scatter=min(4.0, max(0.5, SCATTER / max(spread, 1e-3))),
        relief=min(0.5, max(0.1, 8 * painting.roughness)),
        drift="swirl" if steady > 0.5 else "diagonal",
        brush=BrushRecipe(
            length=(16 + 8 * steady, 8 + 5 * steady, 4 + 2.5 * steady),
            width=(9 - 3.5 * steady, 4.5 - 1.5 * steady, 2.3 - 0.5 * steady),
            everywhere=(1.0, 0.5, 0.0),
            angle=(0.8 - 0.7 * steady,) * 3,
        ),
    )


def _id(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")
