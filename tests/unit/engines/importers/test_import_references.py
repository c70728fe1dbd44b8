"""Each family's own network, with weights found and loaded as an import does, says what the independent reference
network says. Torch alone, so it is quick; tests of the whole way to an artwork are beside it.
"""

from __future__ import annotations

import pytest

pytest.importorskip("torch")

import torch

from engines.families.table import FAMILIES
from engines.importers import detection
from tests.unit.engines.importers import reference_animegan, reference_munit
from tests.unit.engines.importers import reference_networks as reference

CODE = torch.linspace(-1, 1, 8)[None]
ANIME = reference_animegan.animegan_weights(width=4)
MUNIT = reference_munit.munit_weights(width=4, blocks=2, mlp=8)
CARTOON = reference.cartoongan_weights(width=4, blocks=2)
FAST = reference.transformernet_weights(width=4, blocks=2)
LIGHT = reference.ugatit_weights(width=4, blocks=2)
FULL = reference.ugatit_weights(width=4, blocks=1, size=32)
SRVGG = reference.srvgg_weights(width=4, convolutions=2, scale=3)
UPCONV = reference.upconv_weights()
UNET = reference.pix2pix_weights(width=4, depth=5)
CYCLE = reference.cyclegan_weights(width=4, blocks=2)
DROPPED = reference.cyclegan_weights(width=4, blocks=2, second=6)

CASES = {
    "animegan": (ANIME, lambda x: reference_animegan.animegan(ANIME, x, width=4)),
    "munit": (MUNIT, lambda x: reference_munit.munit(MUNIT, MUNIT, x, CODE, blocks=2)),
    "cartoongan": (CARTOON, lambda x: reference.cartoongan(CARTOON, x, blocks=2)),
    "transformernet": (FAST, lambda x: reference.transformernet(FAST, x, blocks=2)),
    "ugatit": (LIGHT, lambda x: reference.ugatit(LIGHT, x, blocks=2)[0]),
    "ugatit full": (FULL, lambda x: reference.ugatit(FULL, x, blocks=1, light=False)[0]),
    "srvgg": (SRVGG, lambda x: reference.srvgg(SRVGG, x, convolutions=2, scale=3)),
    "waifu2x": (UPCONV, lambda x: reference.upconv(UPCONV, x).clamp(0, 1)),
    "pix2pix": (UNET, lambda x: reference.pix2pix(UNET, x, depth=5)),
    "cyclegan": (CYCLE, lambda x: reference.cyclegan(CYCLE, x, blocks=2)),
    "cyclegan dropout": (DROPPED, lambda x: reference.cyclegan(DROPPED, x, blocks=2, second=6)),
}


@pytest.mark.parametrize("case", CASES)
def test_import_finds_the_family_and_the_network_agrees(case):
    weights, says = CASES[case]
    family = detection.found(weights)
    assert family == case.split()[0]
    told, kept = detection.described(weights, family)
    parameters = FAMILIES[family].check(
        {n: v if v is None or isinstance(v, (str, bool)) else int(v) for n, v in told.items()}
    )
    network = FAMILIES[family].build(parameters.model_dump()).eval()
    network.load_state_dict(kept, strict=True)
    top = 255.0 if family == "transformernet" else 1.0
    side = 32 if case == "ugatit full" else 64
    picture = torch.rand(1, 3, 32, side, generator=torch.Generator().manual_seed(1)) * top
    with torch.inference_mode():
        answer = network(picture, *((CODE,) if family == "munit" else ()))
        answer, expected = answer[0] if isinstance(answer, tuple) else answer, says(picture)
    assert expected.std() > 0.05 * top, "the reference must paint something, or agreement means nothing"
    assert torch.allclose(answer, expected, atol=2e-5 * top)


def test_import_tells_landmark_planes_from_the_picture():
    weights = reference.cyclegan_weights(width=4, blocks=1, planes=5)
    told, _ = detection.described(weights, "cyclegan")
    assert (told["in_channels"], told["landmarks"], told["blocks"]) == (3, 2, 1)
