"""How good a generator is on subjects it never saw: numbers for the log and a sheet of pictures for the eye."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from trainer.datasets.drawn_pairs import Pairs, PairSampler
from trainer.datasets.subjects import Subjects
from trainer.objectives.sketch_to_art import premultiplied, to_batch


@torch.no_grad()
def held_out_metrics(
    network: nn.Module, sampler: PairSampler, *, device: torch.device, count: int = 48
) -> dict[str, float]:
    """On `count` fixed held-out drawings at 256 px: L1 of the premultiplied colours (0..1), IoU of the silhouette
    at alpha 0.5,
    and chroma inside the subject over the artist's (1 = as colourful)."""
    was_training = network.training
    network.eval()
    l1, iou, chroma = [], [], []
    for number in range(count // 16):
        batch = to_batch(sampler.batch(number, 16, 256), device=device, generator=None)
        flat = premultiplied(network(batch.planes, batch.palette, batch.style).float())
        l1.append(((flat - batch.target)[:, :3].abs() * batch.weight.clamp(0, 1)).mean(dim=(1, 2, 3)))
        ours, theirs = flat[:, 3] > 0.5, batch.target[:, 3] > 0.5
        iou.append((ours & theirs).sum((1, 2)) / (ours | theirs).sum((1, 2)).clamp_min(1))
        chroma.append(_chroma(flat, theirs) / _chroma(batch.target, theirs).clamp_min(1e-3))
    network.train(was_training)
    return {
        "held_out_l1": round(float(torch.cat(l1).mean()), 5),
        "held_out_iou": round(float(torch.cat(iou).mean()), 4),
        "held_out_chroma": round(float(torch.cat(chroma).clamp(0, 2).mean()), 4),
    }


def _chroma(flat: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    spread = flat[:, :3].amax(1) - flat[:, :3].amin(1)
    return (spread * inside).sum((1, 2)) / inside.sum((1, 2)).clamp_min(1)


@torch.no_grad()
def sample_sheet(
    network: nn.Module,
    subjects: list[Subjects],
    sampler: PairSampler,
    path: Path,
    *,
    device: torch.device,
    size_px: int = 256,
) -> None:
    """A PNG: per column a held-out drawing; rows: drawing with dabs, ours, the artist's, ours with a stranger's
    palette."""
    was_training = network.training
    network.eval()
    rng = np.random.default_rng(11)
    picks = []
    for style, source in enumerate(subjects):
        for index in rng.choice(source.held_out, min(6, len(source.held_out)), replace=False):
            picks.append((style, int(index)))
    columns = []
    for number, pick in enumerate(picks):
        row = sampler.sample(np.random.default_rng((5, number)), size_px, subject=pick)
        one = Pairs(*(np.stack([part]) for part in row))
        batch = to_batch(one, device=device, generator=None)
        blank = batch.planes.clone()
        blank[:, 6:10] = 0
        other = subjects[pick[0]].palettes[int(rng.integers(len(subjects[pick[0]].palettes)))]
        stranger = torch.from_numpy(other.astype(np.float32))[None].to(device)
        art = [
            premultiplied(network(planes, palette, batch.style).float())
            for planes, palette in ((batch.planes, batch.palette), (blank, batch.palette), (blank, stranger))
        ]
        pictures = [
            _drawing(batch.planes),
            _on_paper(art[0]),
            _on_paper(art[1]),
            _on_paper(batch.target),
            _on_paper(art[2]),
        ]
        columns.append(np.vstack(pictures))
    sheet = np.hstack(columns)
    cv2.imwrite(str(path), sheet[:, :, ::-1])
    network.train(was_training)


def _on_paper(flat: torch.Tensor) -> np.ndarray:
    shown = (flat[0, :3] + 1 - flat[0, 3:]).clamp(0, 1)
    return (shown.permute(1, 2, 0).cpu().numpy() * 255 + 0.5).astype(np.uint8)


def _drawing(planes: torch.Tensor) -> np.ndarray:
    ink, hints, confidence = planes[0, :1], planes[0, 6:9], planes[0, 9:10]
    shown = (hints * confidence + 1 - confidence) * (1 - ink)
    return (shown.permute(1, 2, 0).cpu().numpy() * 255 + 0.5).astype(np.uint8)
