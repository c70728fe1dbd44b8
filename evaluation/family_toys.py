"""Small tasks whose answer is known, one for each family of generators: can the method learn at all?

Every task shows coloured shapes. Tasks without pairs know the answers of what is held out, and never show them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from trainer.datasets.picture_folders import PictureFolder, Shown
from trainer.translation.recipe import PictureRecipe

COLOURS = ((214, 64, 52), (46, 140, 80), (52, 92, 205), (232, 180, 40), (150, 60, 170))
PAPER, NIGHT, INK = (255, 255, 255), (28, 30, 60), (20, 20, 24)
Scene = tuple[str, tuple[int, int], int, tuple[int, int, int]]


@dataclass(frozen=True)
class Toy:
    """One family's task: its recipe's changes, its two sides, the held-out measure that must fall by half, and how many
    steps it is given for that: about a minute of one core. `whole`: further changes where it is not made smaller."""

    name: str
    objective: str
    a: str
    b: str
    measure: str
    paired: bool
    network: dict[str, Any]
    changes: dict[str, Any] = field(default_factory=dict)
    steps: int = 300
    whole: dict[str, Any] = field(default_factory=dict)


TOYS = (
    Toy("pix2pix", "pix2pix", "outlines", "night", "l1", True, {"halvings": 4, "width": 12}),
    Toy("cyclegan", "cyclegan", "paper", "night", "l1", False, {"width": 12, "blocks": 3}),
    Toy("munit", "munit", "paper", "night", "l1", False, {"width": 12, "blocks": 2, "mlp": 32}),
    Toy(
        "munit-pono",
        "munit",
        "lined",
        "lined night",
        "l1",
        False,
        {"width": 12, "blocks": 2, "mlp": 32, "pono": True},
        {"weights": {"keep_drawn": True}},
        steps=180,
    ),
    Toy("ugatit-light", "ugatit", "paper", "night", "l1", False, {"width": 12, "blocks": 2}, steps=120),
    Toy(
        "cartoongan",
        "cartoongan",
        "grainy",
        "lined",
        "content",
        False,
        {"width": 12, "blocks": 3},
    ),
    Toy(
        "animegan",
        "cartoongan",
        "grainy",
        "lined",
        "content",
        False,
        {"width": 24},
        # So small a generator gives its content up to the discriminator where both weigh alike.
        {"family": "animegan", "learning_rate": 2e-3, "weights": {"content": 60.0}},
        whole={"network": {"width": 32}, "weights": {"content": 200.0}},
    ),
    Toy(
        "transformernet", "feature_style", "paper", "textures", "whole", False, {"width": 12, "blocks": 2, "styles": 2}
    ),
    Toy("srvgg", "upscale", "lined", "lined", "l1", True, {"width": 12, "convolutions": 3, "upscale": 2}),
    # Its widths are the family's only ones.
    Toy("waifu2x", "upscale", "lined", "lined", "l1", True, {"kind": "upconv_7"}, {"family": "waifu2x"}),
)
BATCHES = {"feature_style": 4}
RATES = {
    "cartoongan": 1e-3,
    "munit": 1e-3,
    "ugatit": 1e-3,
    "feature_style": 2e-3,
    "pix2pix": 1e-3,
    "cyclegan": 1e-3,
    "upscale": 1e-3,
}


def recipe_of(toy: Toy, *, steps: int, size_px: int, smaller: int = 1) -> PictureRecipe:
    """The toy's recipe at that length and size, its widths divided by `smaller`."""
    words = {"en": toy.name}
    changes = {**toy.changes, **(toy.whole if smaller == 1 else {})}
    narrow = {"width": max(4, toy.network["width"] // smaller)} if "width" in toy.network else {}
    network = {**toy.network, **narrow}
    layers = {"ugatit": 5, "munit": 2}.get(toy.objective, 2)
    told = {
        "name": toy.name,
        "pack_name": words,
        "description": words,
        "objective": toy.objective,
        "precision": "32-true",
        "network": network,
        "discriminator": {"width": max(4, 12 // smaller), "layers": layers, "scales": 2},
        "steps": steps,
        "size_px": size_px,
        "load_px": size_px + size_px // 8,
        "batch": BATCHES.get(toy.objective, 2),
        "learning_rate": RATES[toy.objective],
        "ema_decay": 0.98,
        **changes,
    }
    if toy.objective == "cartoongan":
        # Most of so short a training is the content's alone.
        told["weights"] = {"first_steps": 3 * steps // 4, **changes.get("weights", {})}
    return PictureRecipe.model_validate(told)


def source_of(toy: Toy, *, size_px: int, count: int = 160, seed: int = 5) -> PictureFolder:
    """The toy's pictures."""
    rng = np.random.default_rng(seed)
    scenes = [_scene(rng, size_px) for _ in range(count)]
    a, b = (
        [Shown(f"{i}", LOOKS[side](scene, size_px, i)) for i, scene in enumerate(scenes)] for side in (toy.a, toy.b)
    )
    return PictureFolder(a, b, paired=toy.paired, seed=seed, told=f"{toy.a} to {toy.b}", truth=True)


def _scene(rng: np.random.Generator, size_px: int) -> list[Scene]:
    shapes: list[Scene] = []
    for _ in range(int(rng.integers(1, 4))):
        x, y = rng.integers(size_px // 4, size_px - size_px // 4, 2).tolist()
        radius = int(rng.integers(size_px // 8, size_px // 4))
        shapes.append((("disc", "box")[int(rng.integers(2))], (x, y), radius, COLOURS[int(rng.integers(5))]))
    return shapes


def _drawn(scene: list[Scene], size_px: int, *, paper: tuple[int, int, int], filled: bool, line: bool) -> np.ndarray:
    """uint8 [size + 1/8, ..., 3]: drawn four times as large, so that edges are smooth."""
    large = np.full((4 * size_px, 4 * size_px, 3), paper, np.uint8)
    for kind, (x, y), radius, colour in scene:
        # An outline has its shape's colour where nothing else tells it.
        ink = INK if filled else colour
        for wanted, tone, thickness in ((filled, colour, -1), (line, ink, max(4, size_px // 8))):
            if not wanted:
                continue
            if kind == "disc":
                cv2.circle(large, (4 * x, 4 * y), 4 * radius, tone, thickness)
            else:
                corner, other = (4 * (x - radius), 4 * (y - radius)), (4 * (x + radius), 4 * (y + radius))
                cv2.rectangle(large, corner, other, tone, thickness)
    side = size_px + size_px // 8
    return cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)


def _grainy(scene: list[Scene], size_px: int, number: int) -> np.ndarray:
    """Like a photograph: shaded, soft, with grain."""
    flat = _drawn(scene, size_px, paper=(205, 214, 222), filled=True, line=False).astype(np.float32)
    light = np.linspace(1.1, 0.75, len(flat), dtype=np.float32)[:, None, None]
    grain = np.random.default_rng((9, number)).normal(0, 9, flat.shape)
    return np.clip(cv2.GaussianBlur(flat * light, (3, 3), 0) + grain, 0, 255).astype(np.uint8)


def _texture(_: list[Scene], size_px: int, number: int) -> np.ndarray:
    """Stripes or dots: the look to paint in."""
    side = size_px + size_px // 8
    y, x = np.mgrid[:side, :side].astype(np.float32)
    wave = np.sin((x + y) / 2) if number % 2 == 0 else np.sin(x / 1.6) * np.sin(y / 1.6)
    share = (wave[:, :, None] + 1) / 2
    one, other = np.array(COLOURS[number % 2], np.float32), np.array(COLOURS[2 + number % 2], np.float32)
    return (one * share + other * (1 - share)).astype(np.uint8)


LOOKS: dict[str, Callable[[list[Scene], int, int], np.ndarray]] = {
    "outlines": lambda scene, size, _: _drawn(scene, size, paper=PAPER, filled=False, line=True),
    "paper": lambda scene, size, _: _drawn(scene, size, paper=PAPER, filled=True, line=False),
    "night": lambda scene, size, _: _drawn(scene, size, paper=NIGHT, filled=True, line=False),
    "lined": lambda scene, size, _: _drawn(scene, size, paper=PAPER, filled=True, line=True),
    "lined night": lambda scene, size, _: _drawn(scene, size, paper=NIGHT, filled=True, line=True),
    "grainy": _grainy,
    "textures": _texture,
}
