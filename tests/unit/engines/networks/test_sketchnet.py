"""SketchNet's vote: a region has one colour and one opacity; blank paper stays blank; a hint's colour is kept."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engines.networks.sketchnet import SketchNet, _box
from engines.sketch.regions import enclosed, outside_mask, partition

SIDE = 128
SHADING = slice(0, 3 * 16)


@pytest.fixture(scope="module")
def network() -> SketchNet:
    torch.manual_seed(3)
    net = SketchNet(styles=1, widths=(16, 24, 32), blocks=(0, 1, 1), condition=16).eval()
    for layer in (net.vote, net.head):
        torch.nn.init.normal_(layer.weight, std=0.3)
    return net


@pytest.fixture
def planes() -> torch.Tensor:
    ink = np.zeros((SIDE, SIDE), np.uint8)
    cv2.rectangle(ink, (12, 12), (60, 110), 255, 3)
    cv2.circle(ink, (92, 64), 24, 255, 3)
    numbers = partition(ink, outside_mask(ink))
    given = np.zeros((1, 11, SIDE, SIDE), np.float32)
    given[0, 0], given[0, 10] = ink / 255, numbers
    enclosed(ink, numbers, out=given[0, 1:6])
    return torch.from_numpy(given)


PALETTE = torch.tensor([[[0.9, 0.2, 0.1, 0.5], [0.1, 0.3, 0.8, 0.3], [0.9, 0.9, 0.2, 0.2], [0, 0, 0, 0]]])
STYLE = torch.ones(1, 1)


@torch.no_grad()
def test_a_region_has_one_colour_and_one_opacity_before_shading(network: SketchNet, planes: torch.Tensor):
    kept = network.head.weight[SHADING].clone(), network.head.bias[SHADING].clone()
    network.head.weight[SHADING] = 0
    network.head.bias[SHADING] = 0
    art = network(planes, PALETTE, STYLE)[0].numpy()
    network.head.weight[SHADING], network.head.bias[SHADING] = kept
    numbers = planes[0, 10].numpy().astype(np.uint8)
    assert numbers.max() == 2
    for number in (1, 2):
        inner = cv2.erode((numbers == number).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        assert art[:, inner].std(axis=1).max() < 1e-4


def test_the_box_sums_the_three_by_three_pixels_round_each():
    picture = torch.rand(1, 4, 16, 24)
    sums = F.pixel_shuffle(F.conv2d(F.pixel_unshuffle(picture, 4), _box(4, 4), padding=1), 4)
    assert torch.allclose(sums, 9 * F.avg_pool2d(picture, 3, stride=1, padding=1), atol=1e-5)


@torch.no_grad()
def test_a_region_cut_off_by_the_canvas_is_as_opaque_at_its_rim(network: SketchNet):
    given = torch.zeros(1, 11, SIDE, SIDE)
    given[0, 10] = 1
    opacity = network(given, PALETTE, STYLE)[0, 3]
    assert torch.allclose(opacity, opacity[SIDE // 2, SIDE // 2].expand_as(opacity), atol=1e-4)


@torch.no_grad()
def test_blank_paper_stays_clear(network: SketchNet):
    assert not network(torch.zeros(1, 11, SIDE, SIDE), PALETTE, STYLE)[0, 3].any()


@torch.no_grad()
def test_far_from_every_line_nothing_is_painted(network: SketchNet):
    given = torch.zeros(1, 11, 256, 256)
    given[0, 0, 20:23, 20:60] = 1
    assert not network(given, PALETTE, STYLE)[0, 3, 120:, 120:].any()


@torch.no_grad()
def test_at_the_rim_of_the_canvas_only_what_lines_reach_is_painted(network: SketchNet):
    given = torch.zeros(1, 11, 256, 256)
    given[0, 0, 40:43, 40:90] = 1
    opacity = network(given, PALETTE, STYLE)[0, 3]
    assert opacity[34:50, 40:90].any() and not opacity[:30].any() and not opacity[:, :30].any()


@torch.no_grad()
def test_a_sure_hint_is_obeyed_by_a_network_that_would_rather_not(network: SketchNet, planes: torch.Tensor):
    kept = network.vote.bias.clone()
    network.vote.bias[:4] += 5.0  # this one would paint everything in the first colour
    network.head.weight[SHADING] *= 0.02
    planes[0, 6:9] = torch.tensor([0.3, 0.7, 0.4])[:, None, None]
    planes[0, 9] = (planes[0, 10] == 1).float()
    art = network(planes, PALETTE, STYLE)[0].numpy()
    network.vote.bias[:] = kept
    network.head.weight[SHADING] *= 50.0
    for number, colour in ((1, (0.3, 0.7, 0.4)), (2, (0.9, 0.2, 0.1))):
        inner = cv2.erode((planes[0, 10].numpy() == number).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        assert np.abs(art[:3, inner].mean(axis=1) - colour).max() < 0.05


@torch.no_grad()
def test_where_the_hint_is_taken_its_colour_is_the_mean_of_the_region(network: SketchNet, planes: torch.Tensor):
    planes[0, 6:9] = torch.tensor([0.3, 0.7, 0.4])[:, None, None]
    planes[0, 9] = (planes[0, 10] == 1).float()
    network.vote.bias[4 * 4 : 5 * 4] = 6.0  # this network trusts hints
    network.head.weight[SHADING] *= 0.02  # and shades so little that nothing is clipped
    art = network(planes, torch.zeros(1, 4, 4), STYLE)[0].numpy()
    inner = cv2.erode((planes[0, 10].numpy() == 1).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert np.abs(art[:3, inner].mean(axis=1) - (0.3, 0.7, 0.4)).max() < 0.05


def test_training_gives_the_choices_too(network: SketchNet, planes: torch.Tensor):
    network.train()
    art, chosen = network(planes, PALETTE, STYLE)
    network.eval()
    assert art.shape == (1, 4, SIDE, SIDE) and chosen.shape == (1, 5, 256)
    assert torch.allclose(chosen.exp().sum(1), torch.ones(1, 256), atol=1e-5)
    (art.mean() + chosen[:, :, 1].mean()).backward()
    assert network.stem.weight.grad is not None and torch.isfinite(network.stem.weight.grad).all()
