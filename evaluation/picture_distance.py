"""How alike two folders of pictures are, on both sets of features: `python -m evaluation.picture_distance A B`.

KID between the heaps, and the perceptual distance of pictures with the same name. Every number says on which features:
ours (learnt on the icon sets) or EfficientNet-Lite0's (learnt on ImageNet).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import torch
from torch import Tensor

from evaluation.imagenet_features import load_efficientnet
from trainer.datasets.picture_files import SUFFIXES, UnreadableError, read_picture
from trainer.features.network import kernel_distance, load_features
from trainer.job import JobError

SIDE_PX = 224


class Features(Protocol):
    def embed(self, pictures: Tensor) -> Tensor: ...

    def perceptual(self, a: Tensor, b: Tensor) -> Tensor: ...


def read_folder(folder: Path) -> dict[str, Tensor]:
    """float32 [3, 224, 224] by name without ending. Raises JobError."""
    found = {}
    for path in sorted(p for p in folder.glob("*") if p.suffix.lower() in SUFFIXES):
        try:
            small = cv2.resize(read_picture(path), (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
        except UnreadableError as error:
            raise JobError(f"{path.name} is no picture that can be read: {error}") from error
        found[path.stem] = torch.from_numpy(small.astype(np.float32) / 255).permute(2, 0, 1)
    if len(found) < 2:
        raise JobError(f"{folder} holds fewer than two pictures")
    return found


@torch.inference_mode()
def compared(features: Features, ours: dict[str, Tensor], theirs: dict[str, Tensor]) -> tuple[float, float, int]:
    """(KID, mean perceptual distance of the pairs, how many pairs; nan for none)."""
    left, right = (torch.cat([features.embed(p[None]) for p in heap.values()]) for heap in (ours, theirs))
    pairs = sorted(ours.keys() & theirs.keys())
    apart = [float(features.perceptual(ours[n][None], theirs[n][None])) for n in pairs]
    return kernel_distance(left, right), float(np.mean(apart)) if apart else float("nan"), len(pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    order = parser.parse_args()
    try:
        ours, theirs = read_folder(order.a), read_folder(order.b)
        print("| features | KID | perceptual distance | pairs |\n|---|---|---|---|")
        for name, load in (("icon-features", load_features), ("EfficientNet-Lite0, ImageNet", load_efficientnet)):
            kid, apart, pairs = compared(load(), ours, theirs)
            print(f"| {name} | {kid:.4g} | {apart:.4g} | {pairs} |", flush=True)
    except JobError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
