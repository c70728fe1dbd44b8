"""How the flagship uses its palette where no dab asks for anything: two colours where the artist used two, and what
another roll of the dice changes.

*Two colours*: a palette's colour is shown by a picture if at least 5 % of the subject's opaque area (the artist's alpha
over 0.95) is nearer to it, by CIEDE2000, than to the palette's other colours, and within 20 of it. A picture shows two
colours if two shown ones are at least 15 apart. The same measure, with the same palette (the subject's own), is put to
the artist's picture and to ours; subjects count whose artist shows two.

*Two rolls*: the same drawing with two palettes of the pack's bank, as the dice gives them. Mean CIEDE2000 between the
two pictures over what either paints; and for each roll the share of the painted area within 20 of one of its colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engines.palette import Palette, roll
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn
from trainer.evaluation.metrics import ciede2000, lab

WITHIN = 20.0  # CIEDE2000
SHOWN_SHARE = 0.05
APART = 15.0  # CIEDE2000
OPAQUE = 0.95
ROLLED = 28  # drawings of every style that are rolled for


def distances(rgb: np.ndarray, inside: np.ndarray, palette: Palette) -> np.ndarray:
    """CIEDE2000 of each pixel inside to each of the palette's colours: float [pixels, colours]. `rgb`: float32
    [H, W, 3] in [0, 1]; `inside`: bool [H, W]."""
    pixels = lab(rgb[inside])
    return np.stack([ciede2000(pixels, wanted) for wanted in _labs(palette)], axis=1)


def shown(rgb: np.ndarray, inside: np.ndarray, palette: Palette) -> list[int]:
    """The places in the palette of the colours that the picture shows."""
    if not inside.any():
        return []
    apart = distances(rgb, inside, palette)
    nearest = np.where(apart.min(axis=1) <= WITHIN, apart.argmin(axis=1), -1)
    shares = [(nearest == place).mean() for place in range(len(palette.colours))]
    return [place for place, share in enumerate(shares) if share >= SHOWN_SHARE]


def two_shown(rgb: np.ndarray, inside: np.ndarray, palette: Palette) -> bool:
    """Whether the picture shows two of the palette's colours that are clearly different."""
    colours = _labs(palette)[shown(rgb, inside, palette)]
    return any((ciede2000(colours, one) >= APART).any() for one in colours)


def two_colours(paint: Paint, drawings: Sequence[Drawn]) -> dict:
    """Of the drawings, painted without dabs, whose artist shows two colours: how many there are ("subjects"), and
    the share of ours that do too ("share"); "styles": the same for each style, in order."""
    found: dict[int, list[bool]] = {}
    for drawn in drawings:
        inside = drawn.target[:, :, 3] > OPAQUE
        if two_shown(drawn.artist, inside, drawn.palette):
            found.setdefault(drawn.style, []).append(two_shown(_over_white(paint(drawn, False)), inside, drawn.palette))
    rows = [found.get(style, []) for style in range(max(found, default=-1) + 1)]
    return _share([one for row in rows for one in row]) | {"styles": [_share(row) for row in rows]}


def two_rolls(paint: Paint, drawings: Sequence[Drawn], bank: tuple[Palette, ...]) -> dict:
    """Over drawings painted with two palettes each, without dabs: median and 10th percentile of the mean CIEDE2000
    between the two, and the mean share of the painted area in the palette's colours."""
    between, in_palette = [], []
    for number, drawn in enumerate(drawings):
        palettes = (roll(2 * number, bank), roll(2 * number + 1, bank))
        arts = [np.clip(paint(replace(drawn, palette=palette), False), 0, 1) for palette in palettes]
        painted = np.maximum(arts[0][:, :, 3], arts[1][:, :, 3]) > 0.5
        if not painted.any():
            continue
        first, second = (_over_white(art) for art in arts)
        between.append(float(ciede2000(lab(first[painted]), lab(second[painted])).mean()))
        for art, palette in zip((first, second), palettes, strict=True):
            in_palette.append(float((distances(art, painted, palette).min(axis=1) <= WITHIN).mean()))
    return {
        "drawings": len(between),
        "median": round(float(np.median(between)), 1),
        "p10": round(float(np.percentile(between, 10)), 1),
        "in_palette": round(float(np.mean(in_palette)), 3),
    }


def in_words(name: str, row: dict, styles: Sequence[str]) -> str:
    """Both measures of a row of the table, as a paragraph; empty where it has none."""
    if "two_colours" not in row or "two_rolls" not in row:
        return ""
    two, rolls = row["two_colours"], row["two_rolls"]
    each = ", ".join(
        f"{style} {part['share']:.0%} of {part['subjects']}" for style, part in zip(styles, two["styles"], strict=False)
    )
    return (
        f"{name}, without dabs: of the {two['subjects']} held-out subjects whose artist shows two clearly different "
        f"colours of the palette, ours shows two in {two['share']:.0%} ({each}). Shown is what covers at least "
        f"{SHOWN_SHARE:.0%} of the opaque subject within CIEDE2000 {WITHIN:.0f} of the colour; clearly different, "
        f"{APART:.0f} and more. Two rolls of the dice paint the same drawing {rolls['median']} apart (mean CIEDE2000 "
        f"over the painted area, median of {rolls['drawings']} drawings; 10th percentile {rolls['p10']}), with "
        f"{rolls['in_palette']:.0%} of that area within {WITHIN:.0f} of a colour of the rolled palette."
    )


def _labs(palette: Palette) -> np.ndarray:
    return lab(np.array(palette.colours, np.float32) / 255)


def _over_white(answer: np.ndarray) -> np.ndarray:
    """A picture over white, float32 [H, W, 3], from premultiplied RGBA or from RGB."""
    answer = np.clip(answer, 0, 1)
    return answer if answer.shape[2] == 3 else np.clip(answer[:, :, :3] + 1 - answer[:, :, 3:], 0, 1)


def _share(found: Sequence[bool]) -> dict:
    return {"subjects": len(found), "share": round(float(np.mean(found)), 3) if found else 0.0}
