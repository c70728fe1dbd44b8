"""`python -m trainer.figure_prior.export --run FOLDER --out FOLDER`: the averaged network of a run as ONNX, its weights
kept at half precision, checked against torch before anything is replaced, with its model card.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

from engines.exporting import forms
from engines.sketch.figure_prior import SIDE_PX, FigurePrior
from trainer import checkpoints
from trainer.figure_prior.network import FigurePriorNetwork as Network
from trainer.job import JobError

AGREED = 0.02  # of probability, at most, between torch and what ships


def export(run: Path, out: Path) -> None:
    """Writes prior.onnx and MODEL_CARD.md. Raises JobError where the run has no checkpoint or both forms disagree."""
    kept = checkpoints.load_latest(run)
    if kept is None:
        raise JobError(f"there is no checkpoint in {run}")
    network = Network().eval()
    network.load_state_dict(kept["averaged"])
    with TemporaryDirectory() as folder:
        small = Path(folder) / "prior.onnx"
        sheet = torch.zeros(1, 2, SIDE_PX, SIDE_PX)
        forms.round_to_half(network)
        forms.write_onnx(network, small, (sheet,), inputs=["sheet"], outputs=["figure"])
        _compare(network, small)
        out.mkdir(parents=True, exist_ok=True)
        (out / "prior.onnx").write_bytes(small.read_bytes())
    recipe = json.loads((run / "recipe.json").read_text())
    (out / "MODEL_CARD.md").write_text(_card(recipe, kept, network), encoding="utf-8")


def _compare(network: Network, path: Path) -> None:
    """Raises JobError."""
    rng = np.random.default_rng(3)
    ink = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    ink[20:100, 24] = ink[20:100, 90] = ink[20, 24:90] = 255
    ink[rng.integers(0, SIDE_PX, 40), rng.integers(0, SIDE_PX, 40)] = 200
    told = FigurePrior(path).read(ink)
    with torch.inference_mode():
        sheet = torch.from_numpy(np.stack([ink.astype(np.float32) / 255, np.ones(ink.shape, np.float32)])[None])
        inside, outline = network(sheet)[0].numpy()
    apart = max(float(np.abs(told.inside - inside).max()), float(np.abs(told.outline - outline).max()))
    if apart > AGREED:
        raise JobError(f"what would ship differs from what was taught by {apart:.3f}")


def _card(recipe: dict, kept: dict, network: Network) -> str:
    size = sum(p.numel() for p in network.parameters())
    minutes, sets = kept["spent_s"] / 60, ", ".join(recipe["sets"])
    return f"""# Figure-ground prior

Told only the ink at 128 px, it gives for each pixel the probability that it lies inside a thing, and that the finished
outline passes there. `engines/sketch/closing.py` obeys it where an outline is open; closed outlines need no opinion.

- Network: `trainer/figure_prior/network.py`, {size:,} parameters, kept at half precision.
- Taught: {kept["step"]:,} steps of {recipe["batch"]} on one CPU thread, {minutes:.0f} min (`python -m
  trainer.figure_prior.train`), binary cross-entropy; what a flood fill would get wrong counts three times.
- Material: line art from the icon sets {sets} (see LICENSES.md), alone and several on a sheet, cut by the
  sheet's edge, by steady and trembling hands, outlines opened by `trainer/figure_prior/openings.py`; and strokes of the
  Quick, Draw! Dataset by Google (CC BY 4.0). One subject in twenty and one drawing in ten (by its key) were held out.
- Not for: deciding what a thing is, photographs, text. On hatching and scribbles its opinion is weak.
- Figures: docs/adr/0007-open-outlines.md; `python -m evaluation.closing` makes them again.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="trainer.figure_prior.export", description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    order = parser.parse_args()
    export(order.run, order.out)


if __name__ == "__main__":
    main()
