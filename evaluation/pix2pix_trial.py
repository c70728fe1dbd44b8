"""pix2pix on the flagship's material: its own U-Net-256, its own losses, the same pairs as ours, for a given time.

As in the paper (Isola et al. 2017, sections 3.1 to 3.3 and 6.2): cross-entropy GAN and 100 times L1, 70 x 70 PatchGAN
on pairs, Adam at 2e-4 with momentum 0.5, batches of one, dropout while training. It is told what ours is told: the
drawing in colour (lines over the spread dabs), and as constant planes the palette and the style.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engines.networks.pix2pix import PatchDiscriminator, Pix2PixGenerator
from engines.sketch.input_planes import PLANES
from trainer import checkpoints
from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety, WindowPlan
from trainer.datasets.subjects import Subjects
from trainer.evaluation.evaluate import Paint
from trainer.evaluation.held_out import Drawn
from trainer.features.network import over_white
from trainer.flagship.recipe import Recipe
from trainer.objectives.sketch_to_art import to_batch
from trainer.run import Kept

SIZE_PX = 256
L1 = 100.0
RATE = 2e-4
SAVE_EVERY_S = 180.0  # 1 GB each time; not counted as training


def drawing_planes(planes: Tensor, palette: Tensor, style: Tensor) -> Tensor:
    """The drawing as a picture, [N, 3, H, W] in [-1, 1], and what it is told besides as constant planes: palette (16)
    and style."""
    ink, confidence = planes[:, _at("ink")], planes[:, _at("hint_confidence")]
    hint = torch.cat([planes[:, _at(f"hint_{c}")] for c in ("red", "green", "blue")], dim=1)
    shown = (hint * confidence + 1 - confidence) * (1 - ink)
    told = torch.cat([palette.flatten(1), style], dim=1)[:, :, None, None]
    return torch.cat([shown * 2 - 1, told.expand(-1, -1, *shown.shape[2:]) * 2 - 1], dim=1)


def input_planes(styles: int) -> int:
    """How many planes `drawing_planes` gives."""
    return 3 + 16 + styles


def train(
    recipe: Recipe,
    subjects: list[Subjects],
    run: Path,
    *,
    minutes: float,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Pix2PixGenerator, dict]:
    """Train for `minutes` of wall time in all, sittings added up; resumes from the run's newest checkpoint. Gives the
    generator and how far it came."""
    torch.manual_seed(recipe.seed)
    players = _Players(input_planes(recipe.network.styles))
    step, spent = 0, 0.0
    state = checkpoints.load_latest(run)
    if state is not None:
        for name, part in players.parts.items():
            part.load_state_dict(state[name])
        step, spent = state["step"], state["spent_s"]

    def save() -> None:
        kept = {name: part.state_dict() for name, part in players.parts.items()}
        checkpoints.save(run, step, {"spent_s": spent} | kept)

    sampler = PairSampler(
        subjects,
        styles=recipe.network.styles,
        style_shares=[style.share for style in recipe.styles],
        variety=Variety(**recipe.variety.model_dump()),
        seed=recipe.seed,
    )
    last = saved = time.monotonic()
    with closing(sampler.stream(WindowPlan(stage=0, size_px=SIZE_PX, batch=1, samples=96, uses=4), step)) as stream:
        while spent < minutes * 60:
            distance = players.learn(next(stream), step)
            step += 1
            now = time.monotonic()
            spent, last = spent + now - last, now
            if step % 20 == 0:
                tell(f"pix2pix step {step}, {spent / 60:.1f} of {minutes} min, L1 {distance / 2:.4f}")
            if now - saved > SAVE_EVERY_S:
                save()
                saved = last = time.monotonic()
    save()
    return players.generator.eval(), {"steps": step, "pictures": step, "minutes": round(spent / 60, 2)}


class _Players:
    """The generator and the discriminator, each with its optimiser. `channels`: planes that the generator is told."""

    def __init__(self, channels: int) -> None:
        self.generator = Pix2PixGenerator(in_channels=channels).to(memory_format=torch.channels_last)
        self._discriminator = PatchDiscriminator(channels + 3).to(memory_format=torch.channels_last)
        self._generator_adam, self._discriminator_adam = (
            torch.optim.Adam(network.parameters(), lr=RATE, betas=(0.5, 0.999))
            for network in (self.generator, self._discriminator)
        )

    @property
    def parts(self) -> dict[str, Kept]:
        """Everything that a checkpoint has to hold."""
        return {
            "generator": self.generator,
            "discriminator": self._discriminator,
            "generator_adam": self._generator_adam,
            "discriminator_adam": self._discriminator_adam,
        }

    def learn(self, pairs: Pairs, step: int) -> float:
        """One step of both; the mean distance of the pictures from the artist's, 0..2."""
        batch = to_batch(pairs, device=torch.device("cpu"), generator=torch.Generator().manual_seed(step))
        drawing = drawing_planes(batch.planes, batch.palette, batch.style)
        known = batch.weight.clamp(0, 1)
        real = over_white(batch.target) * 2 - 1
        with torch.autocast("cpu", torch.bfloat16):
            art = self.generator(drawing).float()
            shown = art * known + real * (1 - known)
            self._discriminator.requires_grad_(False)
            fooled = _cross_entropy(self._discriminator(torch.cat([drawing, shown], dim=1)), 1.0)
            self._discriminator.requires_grad_(True)
        distance = ((art - real).abs() * known).mean()
        self._generator_adam.zero_grad()
        (fooled + L1 * distance).backward()
        self._generator_adam.step()
        with torch.autocast("cpu", torch.bfloat16):
            genuine = _cross_entropy(self._discriminator(torch.cat([drawing, real], dim=1)), 1.0)
            found_out = _cross_entropy(self._discriminator(torch.cat([drawing, shown.detach()], dim=1)), 0.0)
        self._discriminator_adam.zero_grad()
        (0.5 * (genuine + found_out)).backward()
        self._discriminator_adam.step()
        return float(distance.detach())


def painter(generator: Pix2PixGenerator, styles: int) -> Paint:
    """The trained generator as one that can be measured: RGB over white."""

    @torch.inference_mode()
    def paint(drawn: Drawn, dabs: bool) -> np.ndarray:
        planes = torch.from_numpy(drawn.planes(SIZE_PX, dabs=dabs))
        style = F.one_hot(torch.tensor([drawn.style]), styles).float()
        art = generator(drawing_planes(planes, torch.from_numpy(drawn.palette.array())[None], style))
        side = drawn.ink.shape[0]
        return (art[0, :, :side, :side].permute(1, 2, 0).numpy() + 1) / 2

    return paint


def _cross_entropy(logits: Tensor, wanted: float) -> Tensor:
    logits = logits.float()
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, wanted))


def _at(name: str) -> slice:
    index = PLANES.index(name)
    return slice(index, index + 1)
