"""Neural style transfer by optimisation (Gatys, Ecker & Bethge 2016): the picture itself is what is learnt.

It keeps the drawing's deep features (eq. 1) and takes the Gram matrices of a painted picture's (eqs. 3 to 5), by L-BFGS
as the authors do. Theirs stand on VGG-19, taught on ImageNet; that cannot be had here, so ours stand on the features
learnt from the icon sets (trainer.features.network). It begins with the drawing, not with noise: there is no time
for noise.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from evaluation.generator_rows import as_picture
from evaluation.reference_networks import gflop
from trainer.datasets.subjects import Subjects
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn, placed
from trainer.features.network import FeatureNet, over_white
from trainer.objectives.feature_style import gram

CONTENT_LAYER = 3
CONTENT = 1.0
STYLE = 30.0  # eyed: less keeps grey lines, more forgets the drawing
ROUNDS_AT_ONCE = 10  # of L-BFGS, between two looks at the clock


Described = Callable[[list[Tensor]], list[Tensor]]  # features to what of them is to be alike


def grams(features: list[Tensor]) -> list[Tensor]:
    return [gram(layer) for layer in features]


def transferred(
    drawing: Tensor,
    style: Tensor,
    features: FeatureNet,
    *,
    seconds: float = float("inf"),
    rounds: int = 1_000_000,
    ours: Described = grams,
    theirs: Described | None = None,
) -> tuple[Tensor, int]:
    """The drawing (RGB [1, 3, S, S] in [0, 1]) in the looks of `style` (the same), and how often the features were
    asked; it ends when it took about `seconds` or asked `rounds` times. `ours`, `theirs`: what of the picture's
    features shall be as what of the style's."""
    with torch.no_grad():
        content = features(drawing)[CONTENT_LAYER]
        wanted = (theirs or ours)(features(style))
    picture = drawing.clone().requires_grad_(True)
    optimiser = torch.optim.LBFGS([picture], max_iter=ROUNDS_AT_ONCE, history_size=20, line_search_fn="strong_wolfe")
    asked, began = 0, time.monotonic()

    def loss() -> Tensor:
        nonlocal asked
        asked += 1
        optimiser.zero_grad()
        seen = features(picture)
        textures = [
            (mine - other).square().sum() / other.square().sum() for mine, other in zip(ours(seen), wanted, strict=True)
        ]
        kept = (seen[CONTENT_LAYER] - content).square().mean() / content.square().mean()
        total = CONTENT * kept + STYLE * torch.stack(textures).mean()
        total.backward()
        return total

    while not asked or (time.monotonic() - began < seconds and asked < rounds):
        optimiser.step(loss)
        # Outside of what a picture can be, there is nothing to be learnt.
        with torch.no_grad():
            picture.clamp_(0, 1)
    return picture.detach(), asked


def style_picture(drawn: Drawn, subjects: Subjects, *, size_px: int) -> Tensor:
    """One artist's picture of another, trained-on subject, over white; always the same one for a drawing."""
    rng = np.random.default_rng(zlib.crc32(drawn.name.encode()))
    flat = placed(subjects.targets[int(rng.choice(subjects.train))], size_px)
    return over_white(torch.from_numpy(flat.transpose(2, 0, 1))[None])


def painter(
    subjects: Subjects,
    features: FeatureNet,
    run: Path,
    *,
    seconds: float,
    tell: Callable[[str], None] = lambda _: None,
) -> Paint:
    """`seconds` of optimisation for each drawing. Answers are kept in `run`, and how often the features were asked."""
    run.mkdir(parents=True, exist_ok=True)

    def answer(drawn: Drawn, _dabs: bool) -> np.ndarray:
        side = drawn.ink.shape[0]
        path = run / f"{zlib.crc32(drawn.name.encode()):08x}-{side}.npz"
        if not path.exists():
            began = time.monotonic()
            drawing = (as_picture(drawn.ink) + 1) / 2
            style = style_picture(drawn, subjects, size_px=side)
            picture, asked = transferred(drawing, style, features, seconds=seconds)
            art = picture[0].permute(1, 2, 0).numpy()
            np.savez(path, art=art, asked=asked, seconds=time.monotonic() - began)
            tell(f"style transfer: {drawn.name}, {asked} rounds in {time.monotonic() - began:.1f} s")
        return np.load(path)["art"]

    return answer


def how_far(run: Path) -> dict:
    """What all of it took: pictures, seconds and rounds a picture (medians)."""
    kept = [np.load(path) for path in sorted(run.glob("*.npz"))]
    seconds, asked = (float(np.median([one[name] for one in kept])) for name in ("seconds", "asked"))
    return {"pictures": len(kept), "seconds": seconds, "rounds": asked}


def costs(features: FeatureNet, *, rounds: float, size_px: int) -> dict:
    """Of one picture of that size with so many rounds: forward and (twice that) backward."""
    began = time.monotonic()
    picture = torch.rand(1, 3, size_px, size_px)
    _, asked = transferred(picture, picture.flip(2), features, rounds=1)
    each = (time.monotonic() - began) / asked
    return {
        "parameters_m": sum(p.numel() for p in features.parameters()) / 1e6,
        "gflop": 3 * rounds * gflop(features, picture),
        "torch_ms": round(each * rounds * 1e3, 1),
    }
