"""Every family is the field's: parameters, arithmetic and number of tensors as measured on the authors' code, and names
as in their checkpoints. Sizes are told on the meta device: nothing large is computed.
"""

from __future__ import annotations

import pytest

from engines.families.table import FAMILIES

torch = pytest.importorskip("torch")

# family, parameters, millions of weights, GFLOP at 256 x 256 and number of tensors in a checkpoint, from
# measurements of the authors' own code.
SIZES = [
    ("pix2pix", {}, 54.414, 12.1, 82),
    ("cyclegan", {"blocks": 9}, 11.378, 99.1, 48),
    ("cyclegan", {"blocks": 6}, 7.838, 70.1, 36),
    ("munit", {}, 15.026, 142.1, 82),
    ("munit", {"pono": True}, 15.143, 106.6, None),
    ("ugatit", {"light": True}, 10.590, 105.0, 44),
    ("ugatit", {"light": False}, 278.960, 105.5, 44),
    ("cartoongan", {}, 11.130, 108.8, 94),
    ("animegan", {}, 2.144, 52.6, 77),
    ("transformernet", {}, 1.679, 20.2, 62),
    ("waifu2x", {"kind": "upconv_7"}, 0.552483, 66.4, 14),
    ("waifu2x", {"kind": "cunet"}, 1.283254, 28.0, None),
    ("waifu2x", {"kind": "upcunet"}, 1.284598, 81.9, None),
    ("srvgg", {"convolutions": 16}, 0.621, 81.2, None),
    ("srvgg", {"convolutions": 32}, 1.213, 158.5, None),
]

NAMES = {
    "pix2pix": ["model.model.0.weight", "model.model.1.model.3.model.3.model.2.running_var", "model.model.3.bias"],
    "cyclegan": ["model.1.weight", "model.10.conv_block.5.bias", "model.18.conv_block.1.weight", "model.26.bias"],
    "munit": [
        "enc_style.model.6.weight", "enc_content.model.3.model.0.model.1.conv.bias", "mlp.model.2.fc.weight",
        "dec.model.0.model.3.model.1.norm.running_mean", "dec.model.2.norm.gamma", "dec.model.5.conv.weight",
    ],
    "ugatit": ["DownBlock.1.weight", "FC.2.weight", "UpBlock1_4.norm2.rho", "UpBlock2.3.gamma", "gmp_fc.weight"],
    "cartoongan": ["conv01_1.weight", "in11_2.shift", "in13_1.scale", "deconv03_1.bias"],
    "animegan": ["block_a.0.1.weight", "block_c.4.layers.1.1.bias", "block_c.1.layers.3.weight", "out_layer.0.weight"],
    "transformernet": ["conv1.conv2d.weight", "res5.in2.bias", "in5.weight", "deconv3.conv2d.bias"],
    "srvgg": ["body.0.weight", "body.1.weight", "body.34.bias"],
}  # fmt: skip


def inputs(family: str, parameters: dict) -> tuple:
    checked = FAMILIES[family].check(parameters)
    extra = (torch.zeros(1, checked.style_code),) if checked.style_code else ()
    return (torch.zeros(1, 3, 256, 256), *extra)


@pytest.mark.parametrize(("family", "parameters", "millions", "gflop", "tensors"), SIZES)
def test_as_large_as_the_authors(family, parameters, millions, gflop, tensors):
    from evaluation.reference_networks import gflop as arithmetic

    with torch.device("meta"):
        network = FAMILIES[family].build(parameters).eval()
        count = sum(weight.numel() for weight in network.parameters())
        assert count / 1e6 == pytest.approx(millions, abs=0.00051)
        assert arithmetic(network, *inputs(family, parameters)) == pytest.approx(gflop, rel=0.005)
        if tensors is not None:
            assert len(network.state_dict()) == tensors


@pytest.mark.parametrize("family", NAMES)
def test_names_are_those_of_the_public_checkpoints(family):
    with torch.device("meta"):
        names = FAMILIES[family].build({}).state_dict()
    assert [name for name in NAMES[family] if name not in names] == []


def test_dropout_moves_the_second_convolution():
    with torch.device("meta"):
        names = FAMILIES["cyclegan"].build({"dropout": True}).state_dict()
    assert "model.10.conv_block.6.weight" in names and "model.10.conv_block.5.weight" not in names


SMALL = [
    ("pix2pix", {"width": 4, "halvings": 5}, (64, 96)),
    ("pix2pix", {"width": 4, "halvings": 4, "norm": "instance", "out_channels": 1}, (32, 48)),
    ("cyclegan", {"width": 4, "blocks": 1, "dropout": True}, (32, 48)),
    ("munit", {"width": 4, "blocks": 1, "mlp": 8}, (32, 48)),
    ("munit", {"width": 4, "blocks": 1, "mlp": 8, "pono": True}, (32, 48)),
    ("ugatit", {"width": 4, "blocks": 1}, (32, 48)),
    ("ugatit", {"width": 4, "blocks": 1, "light": False, "size": 32}, (32, 32)),
    ("cartoongan", {"width": 4, "blocks": 1}, (32, 48)),
    ("animegan", {"width": 4}, (32, 48)),
    ("transformernet", {"width": 4, "blocks": 1}, (32, 48)),
    ("transformernet", {"width": 4, "blocks": 1, "styles": 3}, (32, 48)),
    ("waifu2x", {"kind": "upconv_7"}, (30, 41)),
    ("waifu2x", {"kind": "cunet"}, (32, 48)),
    ("waifu2x", {"kind": "upcunet"}, (32, 48)),
    ("srvgg", {"width": 4, "convolutions": 1, "upscale": 3}, (31, 42)),
]


@pytest.mark.parametrize(("family", "parameters", "size"), SMALL)
def test_answers_have_the_size_that_the_parameters_tell(family, parameters, size):
    checked = FAMILIES[family].check(parameters)
    torch.manual_seed(0)
    network = FAMILIES[family].build(parameters).eval()
    height, width = size
    margin = 2 * checked.margin
    extra = ()
    if checked.style_code or checked.style_weights:
        extra = (torch.full((2, checked.style_code or checked.style_weights), 0.5),)
    with torch.inference_mode():
        picture = torch.rand(2, 3, height + margin, width + margin)
        first, second = (network(picture, *extra) for _ in range(2))
    if checked.heatmap:
        assert first[1].shape == (2, 2) and first[2].shape == (2, 1, height // 4, width // 4)
        first, second = first[0], second[0]
    channels = parameters.get("out_channels", 3)
    assert first.shape == (2, channels, checked.scale * height, checked.scale * width)
    assert torch.equal(first, second), "one picture, one answer"


def test_batch_norm_takes_the_statistics_of_the_picture_alone():
    torch.manual_seed(0)
    network = FAMILIES["pix2pix"].build({"width": 4, "halvings": 4}).eval()
    pictures = torch.rand(2, 3, 32, 32)
    with torch.inference_mode():
        together, alone = network(pictures)[:1], network(pictures[:1])
        bright = network(pictures[:1] * 3)
    assert torch.allclose(together, alone, atol=1e-5)
    assert not torch.allclose(bright, alone, atol=1e-3)
    # Training, a batch of one is normalised by the same numbers (dropout aside).
    for part in network.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0
    assert torch.allclose(network.train()(pictures[:1]), alone, atol=1e-5)


def test_conditional_norm_mixes_styles_and_one_hot_is_one_style():
    torch.manual_seed(0)
    many = FAMILIES["transformernet"].build({"width": 4, "blocks": 1, "styles": 2}).eval()
    for part in many.parameters():
        torch.nn.init.normal_(part, 0.1, 0.3)
    single = FAMILIES["transformernet"].build({"width": 4, "blocks": 1}).eval()
    single.load_state_dict({n: w[1] if ".in" in f".{n}" else w for n, w in many.state_dict().items()})
    picture = torch.rand(1, 3, 16, 16) * 255
    with torch.inference_mode():
        assert torch.allclose(many(picture, torch.tensor([[0.0, 1.0]])), single(picture), rtol=1e-4, atol=1e-3)
        mixed = many(picture, torch.tensor([[0.5, 0.5]]))
    assert not torch.allclose(mixed, single(picture), rtol=1e-2)
    with pytest.raises(ValueError, match="2 styles"):
        many(picture)


def test_moments_are_put_back():
    """With the shortcut, the encoder's moments reach the answer: scaled moments, another picture."""
    torch.manual_seed(0)
    network = FAMILIES["munit"].build({"width": 4, "blocks": 1, "mlp": 8, "pono": True}).eval()
    with torch.inference_mode():
        content, style, moments = network.encode(torch.rand(1, 3, 16, 16))
        assert [tuple(mean.shape) for mean, _ in moments] == [(1, 1, 16, 16), (1, 1, 8, 8), (1, 1, 4, 4)]
        plain = network.decode(content, style, moments=moments)
        other = network.decode(content, style, moments=[(m + 1, d * 2) for m, d in moments])
    assert style.shape == (1, 8) and not torch.allclose(plain, other, atol=1e-2)


def test_discriminators():
    from engines.networks.munit import MultiScaleDiscriminator
    from engines.networks.pix2pix import PatchDiscriminator
    from engines.networks.ugatit import AdaLin, UgatitDiscriminator, clip_rho

    picture = torch.rand(1, 3, 256, 256)
    with torch.device("meta"):
        patches = PatchDiscriminator(6)
        assert sum(w.numel() for w in patches.parameters()) == pytest.approx(2.768e6, rel=0.002)
        assert patches(torch.zeros(1, 6, 256, 256)).shape == (1, 1, 30, 30)
    with torch.inference_mode():
        scales = MultiScaleDiscriminator(width=4)(picture)
        assert [tuple(answer.shape[2:]) for answer in scales] == [(16, 16), (8, 8), (4, 4)]
        for layers, side in ((5, 30), (7, 6)):
            discriminator = UgatitDiscriminator(width=4, layers=layers)
            answer, logits, heatmap = discriminator(picture)
            assert tuple(answer.shape) == (1, 1, side, side) and logits.shape == (1, 2)
            assert tuple(heatmap.shape[2:]) == (side + 1, side + 1)
            assert {"model.1.weight_orig", "gap_fc.weight_u", "conv1x1.bias"} <= set(discriminator.state_dict())
    norm = AdaLin(3, rho=1.4)
    clip_rho(norm)
    assert torch.equal(norm.rho, torch.ones(1, 3, 1, 1))
