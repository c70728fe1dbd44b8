"""The model card that travels with a style pack: what it is, from what and how it was made, how good, and where it
fails."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch.utils.flop_counter import FlopCounterMode

from engines.families.sketchnet import INPUT_PLANES
from engines.networks.sketchnet import SketchNet
from trainer.datasets.iconsets import ICON_SETS
from trainer.datasets.subjects import Subjects
from trainer.flagship.recipe import Recipe


def model_card(recipe: Recipe, subjects: list[Subjects], *, run: Path, network: SketchNet, disagreement: float) -> str:
    """The card as Markdown. Numbers come from the run's metrics.jsonl; a run's folder may hold `card-notes.md`
    with what people saw."""
    parameters = sum(p.numel() for p in network.parameters())
    lines = _metrics(run)
    last = lines[-1] if lines else {}
    trained = max((line["step"] for line in lines), default=0)
    used = {s.target for s in recipe.styles} | {s.lines for s in recipe.styles}
    notes = run / "card-notes.md"
    parts = [
        f"# {recipe.pack_name.en}",
        "",
        "Turns line art and dabs of colour into shaded art with a transparent background, live.",
        "",
        "## Styles",
        "",
        *(f"- **{s.name.en}** (`{s.id}`): {s.description.en}." for s in recipe.styles),
        "",
        "## Network",
        "",
        f"SketchNet (`engines/networks/sketchnet.py`): {parameters / 1e6:.2f} M parameters, "
        f"{gigaflops(network):.1f} GFLOP at 512x512. ONNX and safetensors agree within {disagreement * 255:.3f}/255 "
        "in float32.",
        "",
        "## Material",
        "",
        *(f"- {i.credit}: `{i.package}` {i.version}, {i.licence}" for n, i in ICON_SETS.items() if n in used),
        "",
        "Line art is drawn from the vectors (hidden lines removed, an imagined hand); every 20th subject by name is "
        "held out.",
        "",
        *(f"- {s.style}: {len(s.train)} subjects to train on, {len(s.held_out)} held out" for s in subjects),
        "",
        "## Training",
        "",
        f"Recipe `{recipe.name}` (in `style.json`), seed {recipe.seed}, {trained} of {recipe.steps} steps, precision "
        f"{recipe.precision}, on the CPU. Repeat: `sketchart train {recipe.name}`.",
        "",
        "## Held-out numbers",
        "",
        *(f"- {name}: {value}" for name, value in last.items() if name.startswith("held_out")),
        "",
        "48 drawings of held-out subjects by the imagined hand at 256 px. L1: premultiplied colours, 0 to 1. IoU: "
        "silhouettes at alpha 0.5. Chroma: colourfulness inside the subject over the artist's.",
        "",
        "## Licence",
        "",
        "Apache-2.0. The pictures learnt from are MIT and Apache-2.0; their notices are in LICENSES.md of the program.",
        "",
        "## Limits and failures",
        "",
        notes.read_text(encoding="utf-8").strip() if notes.exists() else "Not looked at yet.",
        "",
    ]
    return "\n".join(parts)


def gigaflops(network: SketchNet, size_px: int = 512) -> float:
    """Floating-point operations (2 per multiply-add) of one picture, in 1e9."""
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        network(torch.zeros(1, INPUT_PLANES, size_px, size_px), torch.zeros(1, 4, 4), torch.zeros(1, network.styles))
    return counter.get_total_flops() / 1e9


def _metrics(run: Path) -> list[dict]:
    path = run / "metrics.jsonl"
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for line in lines if "held_out_l1" in line]
