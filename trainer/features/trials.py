"""Do the features see what a person sees? Tried on subjects that they never met; the card says how they did."""

from __future__ import annotations

import json

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from trainer.datasets.damage import DAMAGES, damaged
from trainer.datasets.iconsets import ICON_SETS
from trainer.datasets.subjects import Subjects
from trainer.features.network import FeatureNet, kernel_distance

AMOUNTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TRIAL_PX = 128


@torch.inference_mode()
def trials(network: FeatureNet, subjects: list[Subjects]) -> dict:
    """Recognition across hands, distance under growing damage, and the KID within and between hands; held-out
    subjects only, at 128 px."""
    apart = {s.names[i] for s in subjects for i in s.held_out}
    seen = [{n: _picture(s, i) for i, n in enumerate(s.names) if n in apart} for s in subjects]
    found: dict = {"held_out_names": len(apart), "recognised": {}, "kid": {}, "distance": {}}
    vectors = [network.embed(_tensor(list(p.values()))) for p in seen]
    for a in range(len(subjects)):
        for b in range(a + 1, len(subjects)):
            names = [n for n in seen[a] if n in seen[b]]
            left, right = ([list(seen[k]).index(n) for n in names] for k in (a, b))
            alike = F.normalize(vectors[a][left], dim=1) @ F.normalize(vectors[b][right], dim=1).T
            right_pick = (alike.argmax(1) == torch.arange(len(names))).float().mean()
            pair = f"{subjects[a].style} - {subjects[b].style}"
            found["recognised"][pair] = [round(float(right_pick), 3), len(names)]
            if min(len(vectors[a]), len(vectors[b])) >= 2:
                found["kid"][pair] = round(kernel_distance(vectors[a], vectors[b]), 4)
    for k, source in enumerate(subjects):
        if len(vectors[k]) < 4:
            continue
        found["kid"][f"{source.style}, one half - other half"] = round(
            kernel_distance(vectors[k][::2], vectors[k][1::2]), 4
        )
    pictures = list(seen[0].values())
    clean = _tensor(pictures)
    rising = {}
    for kind in DAMAGES[1:]:
        rows = []
        for amount in AMOUNTS:
            worse = [damaged(p, kind, amount, rng=np.random.default_rng(i)) for i, p in enumerate(pictures)]
            rows.append(network.perceptual(_tensor(worse), clean))
        found["distance"][kind] = [round(float(r.mean()), 4) for r in rows]
        steps = torch.stack(rows).diff(dim=0) > 0
        rising[kind] = round(float(steps.float().mean()), 3)
    found["distance_rises"] = rising
    return found


def _picture(source: Subjects, index: int) -> np.ndarray:
    small = cv2.resize(source.targets[index], (TRIAL_PX, TRIAL_PX), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / 255


def _tensor(pictures: list[np.ndarray]) -> Tensor:
    stack = np.stack(pictures)
    return torch.from_numpy(stack[..., :3] + 1 - stack[..., 3:]).permute(0, 3, 1, 2).contiguous()


def card(recipe: dict, measured: dict) -> str:
    """The card that lies beside the weights, Markdown."""
    used = {s[k] for s in recipe["sources"] for k in ("target", "lines")}
    rows = [f"| {kind} | {' | '.join(map(str, d))} |" for kind, d in measured["distance"].items()]
    parts = [
        "# icon-features",
        "",
        "Features of pictures for losses and measures (`trainer/features/network.py`): a small VGG of 1.0 M",
        "parameters, no normalisation layers, input RGB over white in [0, 1].",
        "",
        "## Material",
        "",
        *(f"- {i.credit}: `{i.package}` {i.version}, {i.licence}" for n, i in ICON_SETS.items() if n in used),
        "",
        f"Names held out in any set ({measured['held_out_names']}) were left out of all of them.",
        "",
        "## Training",
        "",
        "Four questions on augmented pictures: which two show one subject in two hands (InfoNCE), which subject, whose",
        "hand, and what damage was done (blur, wrongly coloured patch, grain, bent edges). Batch normalisation while",
        f"training, folded afterwards. {measured['minutes']} minutes on two CPU cores in bfloat16.",
        "Again: `python -m trainer features --cache CACHE --out FOLDER`. The recipe:",
        "",
        "```json",
        json.dumps(recipe, indent=1),
        "```",
        "",
        "## Held-out trials (128 px)",
        "",
        "The subject found again among all held-out ones drawn by another hand (share right, of how many):",
        "",
        *(f"- {pair}: {share:.0%} of {count}" for pair, (share, count) in measured["recognised"].items()),
        "",
        "Perceptual distance to the clean picture as damage grows (0, 1/4, 1/2, 3/4, 1):",
        "",
        "| damage | 0 | 1/4 | 1/2 | 3/4 | 1 |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "Share of single steps in which it rises: "
        + ", ".join(f"{k} {v:.0%}" for k, v in measured["distance_rises"].items())
        + ".",
        "",
        "KID between hands (the same subjects in both: too small), and within one (which should be about 0):",
        "",
        *(f"- {pair}: {value}" for pair, value in measured["kid"].items()),
        "",
        "## Licence",
        "",
        "Apache-2.0. The pictures learnt from are MIT and Apache-2.0; their notices are in LICENSES.md of the program.",
        "",
    ]
    return "\n".join(parts)
