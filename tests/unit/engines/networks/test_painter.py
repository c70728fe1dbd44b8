"""The Painter's network: sizes, styles that mix, and strokes that lie where they should."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from engines.families.table import FAMILIES  # noqa: E402
from engines.networks.painter import MANNERS, Painter  # noqa: E402
from engines.networks.strokes import MARK, CellStrokes, StrokeLayer  # noqa: E402


def test_the_family_builds_it_and_sizes_stay() -> None:
    network = FAMILIES["painter"].build({"styles": 2, "width": 8, "mixer": 8})
    assert isinstance(network, Painter)
    with torch.inference_mode():
        assert network(torch.rand(1, 3, 64, 128), torch.tensor([[0.5, 0.5]])).shape == (1, 3, 64, 128)


def test_each_pixel_has_one_owner_of_each_class_within_reach() -> None:
    from engines.networks.strokes import REACH, _owners

    every = _owners(torch.arange(24), torch.arange(REACH))
    for phase, owners in enumerate(every):
        assert ((owners % REACH) == phase).all()
        away = owners - torch.arange(24)
        assert away.min() >= -1 and away.max() <= 2


def test_one_stroke_lies_along_its_direction() -> None:
    """A single opaque stroke: as long and as wide as asked, at its place."""
    layer = StrokeLayer(8)
    blank = torch.zeros(1, 1, 8, 8)
    opacity = blank.clone()
    opacity[0, 0, 4, 4] = 1
    strokes = CellStrokes(
        blank, blank, blank + 1, blank, blank, blank + 12, blank + 3, opacity, blank, torch.ones(1, 3, 8, 8)
    )
    canvas = [torch.zeros(1, 1, 64, 64) for _ in range(4)]
    mark = torch.tensor([[1.0, 0.05, 0.0, 0.0, 0.0, 0.0]])
    assert mark.shape[1] == len(MARK)
    red = layer(canvas, strokes, mark)[0][0, 0]
    rows, columns = (red > 0.5).any(1).nonzero()[:, 0], (red > 0.5).any(0).nonzero()[:, 0]
    assert abs(float(rows.float().mean()) + 0.5 - 32) < 1 and abs(float(columns.float().mean()) + 0.5 - 32) < 1
    assert 4 <= len(rows) <= 7 and 20 <= len(columns) <= 26


def test_pictures_painted_together_are_painted_alike() -> None:
    network = Painter(styles=2, width=8, mixer=8).eval()
    network.studio.marks[:] = torch.rand(2, len(MARK), generator=torch.Generator().manual_seed(1)) * 0.4 + 0.1
    network.studio.habits[:] = 4.0
    pictures = torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        together = network(pictures, torch.eye(2))
        alone = torch.cat([network(pictures[i : i + 1], torch.eye(2)[i : i + 1]) for i in range(2)])
    assert (together - alone).abs().mean() < 1e-4 * alone.std()


def test_a_drawn_line_becomes_one_outline() -> None:
    """Where a style outlines, a dark line on white is covered as a whole, not followed by two rims."""
    network = Painter(styles=1, width=8, mixer=8).eval()
    network.studio.manners[0, MANNERS.index("line")] = 1
    picture = torch.ones(1, 3, 64, 64)
    picture[:, :, 30:34] = 0
    lit = network.studio._lit(torch.ones(1, 4, 64, 64), torch.ones(1, 1), picture)[0, 0]
    inked = (lit[:, 32] < 0.5).nonzero()[:, 0].tolist()
    assert inked == list(range(inked[0], inked[-1] + 1)) and {30, 31, 32, 33} <= set(inked) and len(inked) <= 6
    assert (lit[:20] == 1).all()
