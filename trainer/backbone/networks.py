"""torchvision's classification networks by name, their last layer exchanged for another number of labels."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from trainer.job import JobError


def known_networks() -> tuple[str, ...]:
    """Names that `build` takes."""
    from torchvision import models

    return tuple(sorted(models.list_models(module=models)))


def build(name: str, labels: int) -> nn.Module:
    """The network with untaught weights and `labels` outputs. Raises JobError for a name that torchvision lacks."""
    from torchvision import models

    if name not in known_networks():
        near = ", ".join(n for n in known_networks() if n[:4] == name[:4]) or "vgg16, vgg19, inception_v3, resnet18"
        raise JobError(f"torchvision has no classification network {name}; there are {near}")
    more = {"aux_logits": True, "init_weights": True} if name in ("inception_v3", "googlenet") else {}
    network = models.get_model(name, weights=None, **more)
    _exchange_last(network, labels)
    for side in ("AuxLogits", "aux1", "aux2"):
        if isinstance(getattr(network, side, None), nn.Module):
            _exchange_last(getattr(network, side), labels)
    return network


def input_px(name: str) -> int:
    """Side of the pictures the network was made for."""
    return 299 if name == "inception_v3" else 224


def load_given(network: nn.Module, weights: Path) -> int:
    """Take over what fits by name and shape from a file of weights (.safetensors or .pth); how many tensors did.

    Raises JobError where the file cannot be read or nothing fits. No code of the file is run.
    """
    try:
        if weights.suffix == ".safetensors":
            from safetensors.torch import load_file

            given = load_file(weights)
        else:
            given = torch.load(weights, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load and safetensors raise a dozen types for what strangers' files hold
        raise JobError(f"{weights.name} holds no weights that can be read") from error
    given = given.get("state_dict", given) if isinstance(given, dict) else {}
    own = network.state_dict()
    fitting = {n: t for n, t in given.items() if n in own and isinstance(t, Tensor) and own[n].shape == t.shape}
    if not fitting:
        raise JobError(f"nothing in {weights.name} fits this network")
    network.load_state_dict(fitting, strict=False)
    return len(fitting)


def answer(network: nn.Module, pictures: Tensor) -> tuple[Tensor, Tensor | None]:
    """Logits [N, L], and those of the side branch of a network that has one while it is taught."""
    found = network(pictures)
    if isinstance(found, Tensor):
        return found, None
    side = getattr(found, "aux_logits", None)
    return found.logits, side if side is not None else getattr(found, "aux_logits1", None)


def _exchange_last(module: nn.Module, labels: int) -> None:
    """The last layer that gives classes: linear, or a convolution of one pixel (SqueezeNet)."""
    place, last = None, None
    for name, child in module.named_modules():
        if isinstance(child, nn.Linear) or (isinstance(child, nn.Conv2d) and child.out_channels == 1000):
            place, last = name, child
    if place is None or last is None:
        raise JobError("this network has no layer of labels to exchange")
    if isinstance(last, nn.Linear):
        fresh: nn.Module = nn.Linear(last.in_features, labels, bias=last.bias is not None)
    else:
        fresh = nn.Conv2d(last.in_channels, labels, (last.kernel_size[0], last.kernel_size[1]))
    owner = module.get_submodule(place.rpartition(".")[0])
    setattr(owner, place.rpartition(".")[2], fresh)
