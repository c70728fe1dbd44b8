"""The reference generators are the authors': as many parameters, the same arithmetic. Nothing is computed here."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(
    ("name", "parameters", "arithmetic"), [("UNet256", 54.414e6, 12.1), ("resnet_9", 11.378e6, 99.1)]
)
def test_size_and_arithmetic(name, parameters, arithmetic):
    from evaluation import reference_networks

    with torch.device("meta"):
        network = getattr(reference_networks, name)().eval()
        picture = torch.zeros(1, 3, 256, 256)
        assert network(picture).shape == picture.shape
        assert reference_networks.gflop(network, picture) == pytest.approx(arithmetic, rel=0.005)
    assert sum(weight.numel() for weight in network.parameters()) == pytest.approx(parameters, rel=1e-4)
