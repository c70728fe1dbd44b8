"""A second style that paints on the artwork of the first: chosen in the panel, mixed by strength, with real engines."""

from __future__ import annotations

import pytest

pytest.importorskip("onnx")
from onnx import helper

from sketchart_desktop.styling.look import PackChain
from sketchart_desktop.styling.look_record import LookRecord
from sketchart_desktop.workers.style_scan import scan
from tests.gui.conftest import draw_ring
from tests.unit.engines.picture_packs import graph, picture_pack, same

PATIENCE_MS = 20_000


@pytest.fixture
def chained(qtbot, bench, tmp_path):
    """A ring, painted by a style that answers what it reads; one that makes negatives can follow; a third cannot."""
    negative = graph([helper.make_node("Neg", ["picture"], ["art"])])
    picture_pack(tmp_path / "styles" / "same", same(), styles=("same",))
    picture_pack(tmp_path / "styles" / "negative", negative, wants="photo", styles=("negative",))
    picture_pack(tmp_path / "styles" / "lines", same(), wants="line_art", styles=("lines",))
    found, problems = scan(tmp_path / "bundled", tmp_path / "styles")
    assert not problems
    made = bench(None, found, real_opening=True)
    made.app.look.choose("same/same")
    draw_ring(made)
    settled(qtbot, made)
    return made


def settled(qtbot, made) -> None:
    qtbot.waitUntil(lambda: made.app.preview.state == "idle" and not made.app.preview._dirty, timeout=PATIENCE_MS)


def grey_at(made, x: float, y: float) -> int:
    artwork = made.app.window.artwork.artwork
    return artwork.pixelColor(round(x * artwork.width()), round(y * artwork.height())).lightness()


def test_the_second_style_paints_on_the_first(qtbot, chained) -> None:
    look, box = chained.app.look, chained.app.window.style_panel._then
    assert [box.choice.itemData(row) for row in range(box.choice.count())] == ["", "negative/negative"]
    assert not box.strength.slider.isVisible()
    assert grey_at(chained, 0.5, 0.5) == 255
    box.choice.setCurrentIndex(1)
    box.choice.activated.emit(1)
    assert isinstance(look.engine_pack, PackChain)
    assert box.strength.slider.isVisible()
    qtbot.waitUntil(lambda: grey_at(chained, 0.5, 0.5) == 0, timeout=PATIENCE_MS)
    box.strength.slider.setValue(40)
    qtbot.waitUntil(lambda: 150 <= grey_at(chained, 0.5, 0.5) <= 156, timeout=PATIENCE_MS)
    box.choice.activated.emit(0)
    qtbot.waitUntil(lambda: grey_at(chained, 0.5, 0.5) == 255, timeout=PATIENCE_MS)


def test_the_gallery_remembers_the_chain(qtbot, chained) -> None:
    look = chained.app.look
    look.follow_with("negative/negative")
    look.set_then_strength(0.3)
    record = LookRecord.from_json(LookRecord.of(look).to_json())
    look.follow_with("")
    look.set_then_strength(1.0)
    assert record.put_on(look)
    assert look.then is not None
    assert (look.then.key, look.values.then_strength) == ("negative/negative", 0.3)
    old = {name: value for name, value in record.to_json().items() if not name.startswith("then")}
    assert LookRecord.from_json(old).then == "", "galleries of before have no chains"
    settled(qtbot, chained)


def test_a_style_that_cannot_follow_is_not_taken(chained) -> None:
    look = chained.app.look
    look.follow_with("lines/lines")
    assert look.then is None
    look.follow_with("negative/negative")
    look.choose("negative/negative")
    assert look.then is None, "no style follows itself"
    assert look.then_weights() == ()
