"""Writes a trained classifier as the files that engines.naming reads: a graph, its labels, a calibrated temperature."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engines.exporting import forms
from trainer.classifier.network import EMBEDDING, ClassifierNet


def export_classifier(
    network: ClassifierNet,
    labels: list[str],
    folder: Path,
    *,
    side_px: int,
    held_out: tuple[Tensor, np.ndarray],
    made: str,
) -> None:
    """`classifier.onnx` and `classifier.json` in `folder`. `held_out`: logits [N, L] and labels of strokes never learnt
    from; the temperature is fitted to one half of them. Weights are rounded to float16.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = folded(network)
    forms.round_to_half(network)
    unfinished = folder / "classifier.tmp.onnx"
    probe = torch.rand(2, 1, side_px, side_px)
    batch = torch.export.Dim("drawings", min=1, max=64)
    forms.write_onnx(
        network, unfinished, (probe,), inputs=["drawing"], outputs=["logits", "embedding"], dynamic_shapes=({0: batch},)
    )
    data = unfinished.read_bytes()
    unfinished.replace(folder / "classifier.onnx")
    logits, wanted = held_out
    about = {
        "format": 1,
        "side_px": side_px,
        "embedding": EMBEDDING,
        "temperature": round(temperature_of(logits[::2], wanted[::2]), 4),
        "made": made,
        "sha256": hashlib.sha256(data).hexdigest(),
        "labels": labels,
    }
    (folder / "classifier.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def temperature_of(logits: Tensor, wanted: np.ndarray) -> float:
    """The number that logits are divided by for their probabilities to be true (Guo et al. 2017, section 4.2)."""
    target = torch.from_numpy(wanted)
    candidates = np.exp(np.linspace(np.log(0.3), np.log(3.0), 93))
    losses = [float(F.cross_entropy(logits / t, target)) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


@torch.no_grad()
def folded(network: ClassifierNet) -> ClassifierNet:
    """A copy with every normalisation put into its convolution."""
    copy = ClassifierNet(network.labels.out_features)
    copy.load_state_dict(network.state_dict())
    copy.eval()
    for module in copy.modules():
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Sequential) and len(child) == 2 and isinstance(child[1], nn.BatchNorm2d):
                setattr(module, name, nn.utils.fuse_conv_bn_eval(child[0], child[1]))
    return copy.requires_grad_(False)
