"""Generators inside what training programs save around them: found under the usual keys and prefixes, and never taken
for another one that lies beside it.
"""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch

from engines.errors import StylePackError
from engines.importers.detection import fits, joined
from engines.importers.wrappings import unwrapped
from tests.unit.engines.importers import reference_networks as reference


@pytest.fixture(scope="module")
def weights():
    return reference.cyclegan_weights(width=4, blocks=1)


def other(weights):
    return {name: weight * 0 for name, weight in weights.items()}


def prefixed(prefix, weights):
    return {f"{prefix}.{name}": weight for name, weight in weights.items()}


def found(held, direction="a2b", family="auto"):
    return unwrapped(held, direction=direction, fits=lambda tensors: fits(tensors, family), joined=joined)


def same(ours, theirs):
    return ours.keys() == theirs.keys() and all(ours[name] is theirs[name] for name in theirs)


KEYS = (
    *("G", "gen", "net_g", "netG", "generator", "generator_state_dict", "state_dict", "params_ema", "model", "ema"),
    *("genA2B", "netG_A2B", "G_AB", "whatever"),
)


@pytest.mark.parametrize("key", KEYS)
def test_a_generator_under_a_key(weights, key):
    assert same(found({key: weights, "epoch": 7, "optimizer": {"state": {}, "param_groups": []}}), weights)


@pytest.mark.parametrize("prefix", ["module", "netG", "generator", "G", "netG_A2B", "_orig_mod.module", "model.netG"])
def test_a_generator_under_a_prefix_as_lightning_saves_it(weights, prefix):
    discriminator = {"netD.model.0.weight": torch.ones(1), "criterion.weight": torch.ones(1)}
    assert same(found({"state_dict": {**prefixed(prefix, weights), **discriminator}, "epoch": 3}), weights)


def test_a_tensor_beside_the_weights_does_not_hide_them(weights):
    assert same(found({"epoch": torch.tensor(7), "state_dict": weights, "loss": torch.ones(1)}), weights)


def test_averaged_weights_come_first(weights):
    for average, plain in (("params_ema", "params"), ("g_ema", "g"), ("G_ema", "G"), ("ema", "generator")):
        assert same(found({plain: other(weights), average: weights}), weights)


@pytest.mark.parametrize("pair", [("genA2B", "genB2A"), ("netG_A2B", "netG_B2A"), ("G_AB", "G_BA"), ("G_A", "G_B")])
def test_of_two_directions_the_one_asked_for_is_taken(weights, pair):
    back = other(weights)
    for held in (
        {pair[0]: weights, pair[1]: back},
        {"state_dict": {**prefixed(pair[1], back), **prefixed(pair[0], weights)}},
    ):
        assert same(found(held), weights)
        assert same(found(held, "b2a"), back)
    for one, direction in ((pair[1], "a2b"), (pair[0], "b2a")):
        with pytest.raises(StylePackError, match="the other direction"):
            found({one: weights}, direction)
    with pytest.raises(StylePackError, match="the other direction"):
        found({pair[0]: {}, pair[1]: weights})


def test_of_several_networks_under_unknown_names_none_is_guessed(weights):
    with pytest.raises(StylePackError, match=r"several networks \(one, two\)"):
        found({"one": weights, "two": other(weights)})


def test_a_family_that_is_asked_for_is_looked_for(weights):
    small = reference.srvgg_weights(width=4, convolutions=1, scale=2)
    held = {"G": weights, "upscaler": small}
    assert same(found(held), weights)
    assert same(found(held, family="srvgg"), small)


def test_what_holds_no_weights_says_so():
    for held in ({}, [1], {"state_dict": {"a": 1}}, {"a": {"b": {"c": {}}}}):
        with pytest.raises(StylePackError, match="no weights by name"):
            found(held)


def test_unknown_weights_are_handed_on_for_whoever_names_them():
    held = {"epoch": torch.tensor(1), "model": {"layer1.weight": torch.ones(2), "layer1.bias": torch.ones(2)}}
    assert found(held).keys() == {"layer1.weight", "layer1.bias"}
