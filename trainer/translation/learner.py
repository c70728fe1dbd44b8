"""The networks of a method that goes from picture to picture, their moving averages, and one step of learning. Knows no
files, no clock, no schedule."""

from __future__ import annotations

from lightning_fabric import Fabric
from torch import Tensor, nn

from trainer.objectives.contract import Examples, Objective
from trainer.run import Kept, averaged_copy, follow
from trainer.translation import distributed
from trainer.translation.recipe import PictureRecipe


class PictureLearner:
    """The objective's networks, discriminators and optimisers; and the moving averages, which are what ships."""

    def __init__(self, recipe: PictureRecipe, objective: Objective, fabric: Fabric) -> None:
        self.objective = objective
        self._recipe = recipe
        self._fabric = fabric
        self._averages = {name: averaged_copy(objective.networks[name]) for name in objective.averaged}

    @property
    def parts(self) -> dict[str, Kept]:
        """Everything that a checkpoint has to hold."""
        objective = self.objective
        return {
            **{f"network.{name}": network for name, network in objective.networks.items()},
            **{f"average.{name}": network for name, network in self._averages.items()},
            **{f"optimizer.{name}": optimizer for name, optimizer in objective.optimizers.items()},
            **{f"memory.{name}": memory for name, memory in objective.memory.items()},
        }

    def shipped(self) -> nn.Module:
        """The averaged generator from A to B."""
        return self.objective.shipped(self._averages)

    def learn(self, examples: Examples, *, step: int, rate: float) -> dict[str, Tensor]:
        """One step of all networks and of the averages, at the learning rate `rate`. The losses of this process."""
        for optimizer in self.objective.optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = rate
        for network in self.objective.networks.values():
            network.train()
        with self._fabric.autocast():
            turn = distributed.SharedTurn(self._fabric, seed=self._recipe.seed, number=step)
            losses = self.objective.step(examples, turn)
        for name, average in self._averages.items():
            follow(average, self.objective.networks[name], step=step, decay=self._recipe.ema_decay)
        return losses
