"""One step of teaching: crops of variants, the finishing network, its moving average. Knows no files and no clock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor

from engines.compositing.finishing import NOISE_SIDE, laid_out, noise_tile
from engines.families.finishing import CELL, MARGIN_PX, SIZE_MULTIPLE, FinishParameters
from engines.networks.finishing import FinishingNetwork
from trainer.features.network import FeatureNet
from trainer.objectives.finishing import FinishWeights, finishing_losses
from trainer.run import Kept, averaged_copy, follow
from trainer.teaching.usual_look import UsualLook
from trainer.teaching.variants import PairVariant, Variants

START = Path(__file__).parents[1] / "weights" / "finishing.safetensors"
ON_FIGURE = 0.7  # of the crops: where something is drawn
WARM_UP_STEPS = 20


@dataclass(frozen=True)
class Schedule:
    """`steps` in all, `batch` crops of `crop_px` squared each; `variants` of each pair, of which a new one is used
    from time to time over the first half of the steps."""

    steps: int
    batch: int = 4
    crop_px: int = 160
    variants: int = 5
    rate: float = 3e-3
    final_rate: float = 2e-4
    ema_decay: float = 0.98
    seed: int = 0

    def rate_at(self, step: int) -> float:
        """A short warm-up, then a cosine."""
        fall = 0.5 + 0.5 * math.cos(math.pi * min(1.0, step / self.steps))
        return min(1.0, (step + 1) / WARM_UP_STEPS) * (self.final_rate + (self.rate - self.final_rate) * fall)

    def variants_at(self, step: int) -> int:
        """How many variants of each pair are in use."""
        return 1 + min(self.variants - 1, int(2 * self.variants * step / max(1, self.steps)))


@dataclass(frozen=True, eq=False)
class Crops:
    """float32 in [0, 1]: `art` [N, 8, h, w], `canvas` [N, planes, h/2, w/2], `target` [N, 4, h, w] (premultiplied),
    `known` [N, 1, h, w]."""

    art: Tensor
    canvas: Tensor
    target: Tensor
    known: Tensor


class FinishLearner:
    """The network, its moving average (what ships) and the optimiser. `start_values`: what it knows before its first
    step."""

    def __init__(
        self,
        parameters: FinishParameters,
        schedule: Schedule,
        features: FeatureNet,
        *,
        start_values: UsualLook | None = None,
        start: Path | None = START,
        weights: FinishWeights = FinishWeights(),  # noqa: B008  frozen
    ) -> None:
        torch.manual_seed(schedule.seed)
        self.network = FinishingNetwork(parameters)
        if start is not None and start.exists():
            self.network.load_state_dict({name: weight.float() for name, weight in load_file(start).items()})
        if start_values is not None:
            start_values.give_to(self.network)
        self.network.to(memory_format=torch.channels_last)
        self.average = averaged_copy(self.network)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4)
        self._schedule = schedule
        self._features = features
        self._weights = weights
        self._tile = noise_tile(parameters.seed)

    @property
    def parts(self) -> dict[str, Kept]:
        """Everything that a checkpoint has to hold."""
        return {"network": self.network, "average": self.average, "optimizer": self.optimizer}

    def learn(self, variants: Variants, step: int) -> dict[str, Tensor]:
        """One step; all that is random in it is a function of `step`. The losses."""
        crops = self.crops(variants, step)
        for group in self.optimizer.param_groups:
            group["lr"] = self._schedule.rate_at(step)
        self.network.train()
        art, grain = self.network(crops.art, self.network.paper(crops.canvas))
        losses = finishing_losses(art, grain, crops.target, crops.known, features=self._features, weights=self._weights)
        self.optimizer.zero_grad()
        torch.stack([*losses.values()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        follow(self.average, self.network, step=step, decay=self._schedule.ema_decay)
        return losses

    def crops(self, variants: Variants, step: int) -> Crops:
        """The crops of that step."""
        schedule = self._schedule
        rng = np.random.default_rng((schedule.seed, step))
        rows = []
        for _ in range(schedule.batch):
            pair = int(rng.integers(len(variants)))
            # The pair as it is counts as much as all others together: it is what will be asked for.
            used = schedule.variants_at(step)
            number = 0 if rng.random() < 0.5 else int(rng.integers(used))
            rows.append(self._crop(variants.variant(pair, number), rng))
        return Crops(*(torch.from_numpy(np.stack(part)) for part in zip(*rows, strict=True)))

    def _crop(self, variant: PairVariant, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        rows, columns = variant.known.shape
        height, width = (min(self._schedule.crop_px, side) for side in (rows, columns))
        top, left = (int(rng.integers((a - b) // SIZE_MULTIPLE + 1)) for a, b in ((rows, height), (columns, width)))
        drawn = cv2.resize(variant.art[7], None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA) == 255
        if rng.random() < ON_FIGURE and drawn.any():
            places = np.argwhere(drawn)
            y, x = places[rng.integers(len(places))]
            top = int(np.clip(y - height // 16, 0, (rows - height) // SIZE_MULTIPLE))
            left = int(np.clip(x - width // 16, 0, (columns - width) // SIZE_MULTIPLE))
        top, left = top * SIZE_MULTIPLE, left * SIZE_MULTIPLE
        part = np.s_[..., top : top + height, left : left + width]
        art, target, known = (
            a[part].astype(np.float32) / 255 for a in (variant.art, variant.target, variant.known[None])
        )
        for axis in (-2, -1):  # where convolutions see the end of the crop nothing is learnt: no canvas ends there
            inner = np.moveaxis(known, axis, 0)
            inner[:MARGIN_PX], inner[-MARGIN_PX:] = 0, 0
        return art, self._canvas(variant, top, left, shape=(height, width), rng=rng), target, known

    def _canvas(
        self, variant: PairVariant, top: int, left: int, *, shape: tuple[int, int], rng: np.random.Generator
    ) -> np.ndarray:
        """The canvas' planes where the crop lies on the pair's own canvas."""
        linear, shift = variant.to_canvas[:, :2], variant.to_canvas[:, 2]
        matrix = np.column_stack([linear, shift + linear @ [left, top]])
        # The noise is rolled to any place: nobody is to learn where which grain lies.
        down, across = (np.arange(side // CELL) + int(rng.integers(NOISE_SIDE)) for side in shape)
        noise = self._tile[:, down[:, None] % NOISE_SIDE, across[None] % NOISE_SIDE]
        parameters = self.network.parameters_told
        return laid_out(matrix, shape, canvas=variant.size, noise=noise, parameters=parameters)
