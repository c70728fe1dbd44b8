"""Why style transfer by features alone fails on empty sketches (Liu, Song & Elgammal 2020, "Sketch-to-Art", section 1),
seen in our own features: `python -m evaluation.generator_sheets` writes the picture and the numbers.

First, what three depths of trainer.features.network say of a sketch, of the artist's picture of the same subject,
and of a whole painted scene. Then the sketch is optimised towards one style in four ways: plainly; with
features of unit length at each place, the idea of positional normalisation; with masks; and with its regions filled
first.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engines.palette import dominant_colours
from evaluation.contact_sheet import Column, sheet, write
from evaluation.generator_rows import as_picture
from evaluation.style_transfer import grams, style_picture, transferred
from trainer.datasets.scenes import scene
from trainer.datasets.subjects import StyleSource, load_subjects
from trainer.evaluation.held_out import Drawn, held_out_drawings
from trainer.features.network import FeatureNet, load_features, unit
from trainer.objectives.feature_style import gram

SIZE_PX, CELL_PX = 256, 160
DEPTHS = (1, 2, 3)  # stages of the features: at 1/2, 1/4 and 1/8 of the picture's size
SUBJECT = 1  # of the held-out drawings: closed lines
SCENE = 5
ROUNDS = 120
INK = 128  # of 255: darker parts regions
PALE = 0.04  # a pixel whose channels all are within this of white is still paper


def draw(cache: Path, results: Path, out: Path, *, rounds: int = ROUNDS) -> Path:
    """The picture; the numbers go to empty-sketches.md in `results`."""
    subjects = load_subjects(StyleSource("soft-3d", "fluent", "fluent-flat"), cache)
    features = load_features()
    drawn = held_out_drawings([subjects], size_px=SIZE_PX, per_style=SUBJECT + 1)[SUBJECT]
    inside = empty_inside(drawn)
    painted_scene = scene(np.random.default_rng(SCENE), [subjects], SIZE_PX)
    seen = {
        "the sketch": (as_picture(drawn.ink) + 1) / 2,
        "the artist's": _tensor(drawn.artist),
        "a scene": _tensor(painted_scene / np.float32(255)),
    }
    style = style_picture(drawn, subjects, size_px=SIZE_PX)
    made = four_ways(drawn, style, features, rounds=rounds)
    results.mkdir(parents=True, exist_ok=True)
    told = f"{_depths_table(seen, inside, features)}\n\n{_ways_table(made, drawn, inside, features)}\n"
    (results / "empty-sketches.md").write_text(told, encoding="utf-8")
    columns = [_column(name, picture, features) for name, picture in {**seen, "the style": style, **made}.items()]
    title = "Below each picture: how far its features are from those of empty paper, at 1/2, 1/4 and 1/8 of its size"
    return write(sheet(title, columns, across=len(columns), cell=CELL_PX), out / "empty-sketches.webp")


def four_ways(drawn: Drawn, style: Tensor, features: FeatureNet, *, rounds: int) -> dict[str, Tensor]:
    """The sketch painted in the style: RGB [1, 3, S, S] in [0, 1], by the name of the way."""
    sketch = (as_picture(drawn.ink) + 1) / 2
    subject, other = silhouette(sketch), silhouette(style)

    def units(layers: list[Tensor]) -> list[Tensor]:
        return grams([unit(layer) for layer in layers])

    def within(mask: Tensor):
        return lambda layers: [*_masked(layers, mask), *_masked(layers, 1 - mask)]

    ways = {
        "Gram matrices": transferred(sketch, style, features, rounds=rounds),
        "of unit features": transferred(sketch, style, features, rounds=rounds, ours=units),
        "within masks": transferred(sketch, style, features, rounds=rounds, ours=within(subject), theirs=within(other)),
        "filled first": transferred(filled_in(sketch, style), style, features, rounds=rounds),
    }
    return {name: picture for name, (picture, _) in ways.items()}


def strengths(picture: Tensor, features: FeatureNet) -> list[np.ndarray]:
    """Per depth, how far each place's features are from those of empty paper: float32 [H, W]."""
    with torch.inference_mode():
        ours, paper = features(picture), features(torch.ones_like(picture))
    return [(ours[n] - paper[n]).square().sum(1).sqrt()[0].numpy() for n in DEPTHS]


def empty_inside(drawn: Drawn) -> np.ndarray:
    """bool [S, S]: within the subject, well away from every line: what a painter would have to fill."""
    far = cv2.distanceTransform((drawn.ink < 16).astype(np.uint8), cv2.DIST_L2, 3) > 12
    return far & (drawn.target[:, :, 3] > 0.9)


def silhouette(picture: Tensor) -> Tensor:
    """[1, 1, S, S], 1 = within the outermost lines of a picture on white."""
    free = (picture[0].amin(0).numpy() > 1 - PALE).astype(np.uint8)
    _, regions = cv2.connectedComponents(free, connectivity=4)
    edges = np.unique(np.concatenate([regions[0], regions[-1], regions[:, 0], regions[:, -1]]))
    open_paper = np.isin(regions, edges[edges > 0])
    return torch.from_numpy((~open_paper).astype(np.float32))[None, None]


def filled_in(sketch: Tensor, style: Tensor) -> Tensor:
    """Each closed region of the sketch in one of the style's main colours."""
    rgb = (_array(style) * 255 + 0.5).astype(np.uint8)
    mass = silhouette(style)[0, 0].numpy()
    colours = np.array(dominant_colours(rgb, mass, count=4).colours, np.float32) / 255
    within = silhouette(sketch)[0, 0].numpy() > 0
    lines = _array(sketch)
    _, regions = cv2.connectedComponents(((lines.min(axis=2) * 255 > INK) & within).astype(np.uint8), connectivity=4)
    sizes = np.bincount(regions.ravel())
    sizes[0] = 0
    paint = np.ones_like(lines)
    for rank, region in enumerate(np.argsort(-sizes)[: np.count_nonzero(sizes)]):
        paint[regions == region] = colours[rank % len(colours)]
    return _tensor(np.minimum(paint, lines))


def _masked(layers: list[Tensor], mask: Tensor) -> list[Tensor]:
    """Gram matrices of what lies in the mask, as if there were nothing else (Gatys et al. 2017, section 4)."""
    found = []
    for layer in layers:
        small = F.interpolate(mask, layer.shape[2:], mode="area")
        found.append(gram(layer * small.sqrt()) / small.mean().clamp(min=1e-3))
    return found


def _depths_table(seen: dict[str, Tensor], inside: np.ndarray, features: FeatureNet) -> str:
    lines = ["| how far from empty paper | " + " | ".join(f"1/{2**n}: all; inside, off the lines" for n in DEPTHS)]
    lines = [f"{lines[0]} | Gram energy at 1/{2 ** DEPTHS[1]} |", "|" + "---|" * (len(DEPTHS) + 2)]
    for name, picture in seen.items():
        cells = []
        for level in strengths(picture, features):
            part = cv2.resize(inside.astype(np.float32), level.shape[::-1], interpolation=cv2.INTER_AREA) > 0.99
            cells.append(f"{level.mean():.3f}; {level[part].mean():.3f}")
        with torch.inference_mode():
            layer, paper = (features(x)[DEPTHS[1]] for x in (picture, torch.ones_like(picture)))
            energy = float((gram(layer) - gram(paper)).norm())
        lines.append(f"| {name} | {' | '.join(cells)} | {energy:.4f} |")
    return "\n".join(lines)


def _ways_table(made: dict[str, Tensor], drawn: Drawn, inside: np.ndarray, features: FeatureNet) -> str:
    lines = ["| way | still paper, of what should be filled | perceptual distance to the artist's |", "|---|---|---|"]
    for name, picture in made.items():
        left = float((_array(picture)[inside].min(axis=1) > 1 - PALE).mean())
        with torch.inference_mode():
            far = float(features.perceptual(picture, _tensor(drawn.artist)))
        lines.append(f"| {name} | {100 * left:.0f} % | {far:.3f} |")
    return "\n".join(lines)


def _column(name: str, picture: Tensor, features: FeatureNet) -> Column:
    maps = (
        cv2.resize(np.clip(level, 0, 1.5) / 1.5 * 255, (CELL_PX, CELL_PX)) for level in strengths(picture, features)
    )
    heat = (cv2.applyColorMap(level.astype(np.uint8), cv2.COLORMAP_VIRIDIS)[:, :, ::-1] for level in maps)
    return Column(name, ((_array(picture) * 255).astype(np.uint8), *heat))


def _array(picture: Tensor) -> np.ndarray:
    return np.ascontiguousarray(picture[0].permute(1, 2, 0).numpy())


def _tensor(rgb: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(rgb.transpose(2, 0, 1), np.float32))[None]
