"""The flagship's networks and optimisers, and one step of learning. Knows no files, no clock, no schedule."""

from __future__ import annotations

import copy
import operator
from functools import cached_property, reduce

import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from torch import Tensor

from engines.networks.sketchnet import SketchNet
from trainer.datasets.drawn_pairs import Pairs
from trainer.features.network import FeatureNet, load_features, over_white
from trainer.flagship.recipe import Recipe, Stage
from trainer.objectives.sketch_to_art import (
    Discriminator,
    StyleBatch,
    choice,
    discriminator_loss,
    feature_matching,
    premultiplied,
    reconstruction,
    to_batch,
)
from trainer.run import Kept, follow


class FlagshipLearner:
    """The generator, its moving average (what ships), and the discriminator (sleeping until an adversarial stage)."""

    def __init__(
        self, recipe: Recipe, fabric: Fabric, *, initial: dict[str, Tensor] | None = None, compiled: bool = False
    ) -> None:
        self._recipe = recipe
        self._fabric = fabric
        generator = SketchNet(**recipe.network.model_dump()).to(memory_format=torch.channels_last)
        if initial is not None:
            # How strongly to shade is found anew at the next export.
            generator.load_state_dict(initial | {"relief": torch.ones_like(generator.relief)})
        average = copy.deepcopy(generator).requires_grad_(False)
        discriminator = Discriminator(styles=recipe.network.styles).to(memory_format=torch.channels_last)
        optimizer = torch.optim.AdamW(generator.parameters(), lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4)
        discriminator_optimizer = torch.optim.AdamW(
            discriminator.parameters(), lr=2e-4, betas=(0.5, 0.99), weight_decay=1e-4
        )
        self._compared = reconstruction
        if compiled:
            generator.compile(dynamic=False)
            self._compared = torch.compile(reconstruction, dynamic=False)
        self._generator, self._optimizer = fabric.setup(generator, optimizer)
        self._discriminator, self._discriminator_optimizer = fabric.setup(discriminator, discriminator_optimizer)
        self.average = average.to(fabric.device)

    @property
    def parts(self) -> dict[str, Kept]:
        """Everything that a checkpoint has to hold."""
        return {
            "generator": self._generator,
            "average": self.average,
            "discriminator": self._discriminator,
            "optimizer": self._optimizer,
            "discriminator_optimizer": self._discriminator_optimizer,
        }

    def learn(self, pairs: Pairs, stage: Stage, *, step: int, rate: float) -> dict[str, Tensor]:
        """One step of the generator, of the discriminator where it is awake, and of the moving average. The losses.

        All that is random in it is a function of `step`.
        """
        dice = torch.Generator().manual_seed(self._recipe.seed * 1_000_003 + step)
        batch = to_batch(pairs, device=self._fabric.device, generator=dice)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._generator.train()
        art, chosen = self._generator(batch.planes, batch.palette, batch.style)
        w = self._recipe.weights
        losses = self._compared(art, batch, colour=w.colour, alpha=w.alpha, gradient=w.gradient)
        losses["choice"] = w.choice * choice(chosen, batch)
        # Where the drawing left things out, the picture is no example: what looks at it sees the artist's there.
        flat, known = premultiplied(art), batch.weight.clamp(0, 1)
        shown = flat * known + batch.target * (1 - known) if stage.adversarial else None
        if shown is not None:
            losses |= self._verdict(batch, shown)
        if stage.perceptual:
            losses["perceptual"] = w.perceptual * self._distance(batch, flat, known)
        self._optimizer.zero_grad()
        self._fabric.backward(reduce(operator.add, losses.values()))
        self._fabric.clip_gradients(self._generator, self._optimizer, max_norm=1.0, error_if_nonfinite=False)
        self._optimizer.step()
        if shown is not None:
            losses["discriminator"] = self._teach_discriminator(batch, shown.detach())
        follow(self.average, self._generator, step=step, decay=self._recipe.ema_decay)
        return losses

    def _verdict(self, batch: StyleBatch, shown: Tensor) -> dict[str, Tensor]:
        """What the discriminator makes of the pictures `shown`; it learns nothing from it."""
        w, ink = self._recipe.weights, batch.planes[:, :1]
        self._discriminator.requires_grad_(False)
        verdict, fake_features = self._discriminator(ink, shown, batch.style)
        with torch.no_grad():
            _, real_features = self._discriminator(ink, batch.target, batch.style)
        self._discriminator.requires_grad_(True)
        return {
            "adversarial": -w.adversarial * verdict.float().mean(),
            "feature_matching": w.feature_matching * feature_matching(real_features, fake_features),
        }

    def _distance(self, batch: StyleBatch, flat: Tensor, known: Tensor) -> Tensor:
        """How differently the pictures look, at half their size: a quarter of the work, and the fine edges have a
        loss of their own."""
        theirs = over_white(batch.target)
        ours = over_white(flat).clamp(0, 1) * known + theirs * (1 - known)
        with self._fabric.autocast():
            return self._features.perceptual(F.avg_pool2d(ours, 2), F.avg_pool2d(theirs, 2)).mean()

    def _teach_discriminator(self, batch: StyleBatch, shown: Tensor) -> Tensor:
        ink = batch.planes[:, :1]
        real, _ = self._discriminator(ink, batch.target, batch.style)
        fake, _ = self._discriminator(ink, shown, batch.style)
        loss = discriminator_loss(real, fake)
        self._discriminator_optimizer.zero_grad()
        self._fabric.backward(loss)
        self._discriminator_optimizer.step()
        return loss

    @cached_property
    def _features(self) -> FeatureNet:
        """Loaded when the first perceptual stage begins."""
        return load_features().to(self._fabric.device).to(memory_format=torch.channels_last)
