"""How good a generator of pictures is on pictures that no step saw: numbers for the log and a sheet for the eye."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from trainer.objectives.contract import Examples, Objective, l1

SHOWN = 8


@torch.no_grad()
def held_out_metrics(objective: Objective, network: nn.Module, examples: Examples) -> dict[str, float]:
    """The objective's own measures and, where the examples are pairs, the L1 (0..1) to their other halves."""
    told = _in_peace(objective, network)
    measures = objective.measures(network, examples)
    if examples.paired:
        measures["l1"] = l1(objective.painted(network, examples), examples.b) / 2
    _back_to_work(told)
    return {f"held_out_{name}": round(float(value), 5) for name, value in measures.items()}


@torch.no_grad()
def sample_sheet(objective: Objective, network: nn.Module, examples: Examples, path: Path) -> None:
    """A PNG: per column a held-out picture; rows: A, what the generator makes of it, B (its pair, or any)."""
    told = _in_peace(objective, network)
    shown = Examples(examples.a[:SHOWN], examples.b[:SHOWN], examples.landmarks[:SHOWN], examples.paired)
    art = objective.painted(network, shown)
    _back_to_work(told)
    count = min(len(art), len(shown.b))
    rows = [np.hstack([_picture(row) for row in part[:count]]) for part in (shown.a, art, shown.b)]
    cv2.imwrite(str(path), np.vstack(rows)[:, :, ::-1])


def _picture(row: Tensor) -> np.ndarray:
    shown = ((row.float() + 1) * 127.5).round().clamp(0, 255).byte()
    return shown.permute(1, 2, 0).cpu().numpy()


def _in_peace(objective: Objective, network: nn.Module) -> dict[nn.Module, bool]:
    """All networks as they paint (dropout off, discriminators' norms still); what they were before."""
    networks = [*objective.networks.values(), network]
    told = {part: part.training for part in networks}
    for part in networks:
        part.eval()
    return told


def _back_to_work(told: dict[nn.Module, bool]) -> None:
    for part, training in told.items():
        part.train(training)
