"""`sketchart train backbone --net NAME --data FOLDER`: a classification network learns the labels of pictures.

One label a picture (a folder each): cross-entropy. Any number (`--table`): a logistic loss for each label, as in
multi-label tagging. Every fifth picture is kept for measuring.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from trainer.backbone.labelled import LabelledPictures, read_labelled
from trainer.backbone.networks import answer, build, input_px, load_given
from trainer.datasets.picture_files import UnreadableError, read_picture
from trainer.job import JobError
from trainer.reporting import TerminalReport
from trainer.run import Progress

MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # what torchvision's own weights were taught with
SIDE_BRANCH = 0.4  # weight of a side branch's loss (Szegedy et al. 2016, section 4)


def learn(
    network: nn.Module, data: LabelledPictures, *, side_px: int, steps: int, batch: int, rate: float, seed: int
) -> None:
    """Teach `network` in place; prints a line now and then."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    places = np.flatnonzero(~data.held_out)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    network.train()
    begun, report = time.monotonic(), TerminalReport()
    last = begun
    for step in range(steps):
        chosen = rng.choice(places, batch, replace=len(places) < batch)
        pictures = torch.stack([picture(data.paths[i], side_px, rng=rng) for i in chosen])
        found, side = answer(network, pictures)
        target = torch.from_numpy(data.targets[chosen])
        loss = _loss(found, target, multi=data.multi)
        if side is not None:
            loss = loss + SIDE_BRANCH * _loss(side, target, multi=data.multi)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        plan.step()
        if time.monotonic() - last > 10 or step == steps - 1:
            last = time.monotonic()
            left = (last - begun) / (step + 1) * (steps - step - 1)
            pace = (step + 1) * batch / (last - begun)
            report.progress(Progress(step + 1, steps, {"loss": float(loss.detach())}, pace, left))


@torch.no_grad()
def measured(network: nn.Module, data: LabelledPictures, *, side_px: int) -> dict[str, float]:
    """On the pictures kept back. One label: the share named right. Several: mean average precision over labels."""
    network.eval()
    places = np.flatnonzero(data.held_out)
    scores = np.concatenate([answer(network, picture(data.paths[i], side_px)[None])[0].float().numpy() for i in places])
    targets = data.targets[places]
    if not data.multi:
        return {"top_1": float((scores.argmax(1) == targets.argmax(1)).mean()), "pictures": len(places)}
    found = [average_precision(scores[:, k], targets[:, k]) for k in range(targets.shape[1]) if targets[:, k].any()]
    return {"mean_average_precision": float(np.mean(found)) if found else 0.0, "pictures": len(places)}


def average_precision(scores: np.ndarray, wanted: np.ndarray) -> float:
    """Mean of the precision at each wanted row, rows sorted by falling score. `wanted`: bool [N], one at least."""
    sorted_wanted = wanted[np.argsort(-scores, kind="stable")]
    hits = np.cumsum(sorted_wanted)
    return float((hits / np.arange(1, len(hits) + 1))[sorted_wanted].mean())


def picture(path: Path, side_px: int, *, rng: np.random.Generator | None = None) -> Tensor:
    """float32 [3, S, S], as torchvision's weights expect. With `rng`: another cut, mirrored, in other light. A file
    that cannot be read raises JobError."""
    try:
        rgb = read_picture(path)
    except UnreadableError as error:
        raise JobError(f"{path.name} is no picture that can be read: {error}") from error
    height, width = rgb.shape[:2]
    side = min(height, width)
    x, y = (width - side) // 2, (height - side) // 2
    if rng is not None:
        side = max(8, round(side * rng.uniform(0.7, 1.0)))
        x, y = int(rng.integers(0, width - side + 1)), int(rng.integers(0, height - side + 1))
    small = cv2.resize(rgb[y : y + side, x : x + side], (side_px, side_px), interpolation=cv2.INTER_AREA)
    values = small.astype(np.float32) / 255
    if rng is not None:
        values = values[:, ::-1] if rng.random() < 0.5 else values
        values = np.clip(values * rng.normal(1, 0.1) + rng.normal(0, 0.03), 0, 1).astype(np.float32)
    values = (values - np.float32(MEAN)) / np.float32(SPREAD)
    return torch.from_numpy(np.ascontiguousarray(values.transpose(2, 0, 1)))


def main(argv: list[str]) -> int:
    """Exit code 0 when done, 2 when the order is at fault."""
    parser = argparse.ArgumentParser(prog="sketchart train backbone", description="Teach a network tags of pictures.")
    parser.add_argument("--net", required=True, help="vgg16, vgg19, inception_v3, resnet18... as torchvision names it")
    parser.add_argument("--data", type=Path, required=True, help="a folder of pictures: a folder in it for each label")
    parser.add_argument("--table", type=Path, help="a CSV with the labels, any number for each picture")
    parser.add_argument("--weights", type=Path, help="begin with these (.safetensors or .pth), as far as they fit")
    parser.add_argument("--out", type=Path, default=Path("runs/backbone"), help="weights, labels and figures go there")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-4, help="the highest learning rate")
    parser.add_argument("--size", type=int, help="side of the pictures in px; the network's own by default")
    parser.add_argument("--seed", type=int, default=0)
    order = parser.parse_args(argv)
    try:
        if order.steps < 1 or order.batch < 2 or order.rate <= 0:
            raise JobError("--steps is at least 1, --batch at least 2, --rate above 0")
        data = read_labelled(order.data, order.table)
        network = build(order.net, len(data.labels))
        if order.weights is not None:
            print(f"{load_given(network, order.weights)} tensors taken from {order.weights.name}", flush=True)
        side_px = order.size or input_px(order.net)
        learn(network, data, side_px=side_px, steps=order.steps, batch=order.batch, rate=order.rate, seed=order.seed)
        found = measured(network, data, side_px=side_px)
        order.out.mkdir(parents=True, exist_ok=True)
        weights = {n: t.contiguous() for n, t in network.state_dict().items()}
        save_file(weights, order.out / "weights.safetensors")
        about = {"net": order.net, "side_px": side_px, "labels": data.labels, "multi": data.multi, "measured": found}
        (order.out / "backbone.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{order.out}: {', '.join(f'{k} {v:.3g}' for k, v in found.items())}")
    except (JobError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except ValueError as error:  # torchvision's networks refuse pictures that are too small for them
        print(f"{order.net} cannot learn from pictures of this size: {error}", file=sys.stderr)
        return 2
    return 0


def _loss(found: Tensor, target: Tensor, *, multi: bool) -> Tensor:
    if multi:
        return F.binary_cross_entropy_with_logits(found, target.float())
    return F.cross_entropy(found, target.float().argmax(1))
