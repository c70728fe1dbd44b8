"""The live grid: every style on the drawing of now, in turns; chosen by mouse and keys; broken packs say why."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from engines.errors import EngineError
from sketchart_desktop.styling.look import PackChain
from sketchart_desktop.workers.inference_thread import EngineChoice
from tests.fake_engine import FakeEngine
from tests.gui.conftest import choices, draw_ring, focus_canvas, mouse_stroke

STYLES = (*choices("soft", "flat", "noto"), *choices("oil", pack="painter"), *choices("torn", pack="broken"))


def open_fake(pack: object, device: str) -> FakeEngine:
    if pack == "broken on disk":
        raise EngineError("The pack is damaged.")
    return FakeEngine(device=f"fake {pack}")


@dataclass(frozen=True)
class PaintingPack:
    """As much of a pack as tells what its generator reads."""

    wants: str

    @property
    def picture(self) -> PaintingPack:
        return self


def open_chained(pack: object, device: str) -> FakeEngine:
    return FakeEngine(device=f"{pack.first}, then oils" if isinstance(pack, PackChain) else str(pack))


@pytest.fixture
def gridded(qtbot, bench):
    """A drawn ring, and the grid over the artwork."""
    made = bench(open_fake, STYLES)
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle", timeout=20_000)
    window = made.app.window
    focus_canvas(qtbot, window)
    QTest.keyClick(window.canvas, Qt.Key.Key_G)
    return made


def painted_size(made, count: int = 4) -> bool:
    """Have so many cells a picture of the size they are shown in?"""
    cells = made.app.window.grid.pane.cells
    return sum(cell.picture is not None for cell in cells) == count and made.app.grid._running is None


def test_all_styles_are_shown_and_a_broken_pack_says_why(qtbot, gridded) -> None:
    pane = gridded.app.window.grid.pane
    assert pane.isVisible()
    assert pane.side == 3
    assert [cell.text() for cell in pane.cells] == ["Soft", "Flat", "Noto", "Oil", "Torn"]
    assert [cell.isChecked() for cell in pane.cells] == [True, False, False, False, False]
    qtbot.waitUntil(lambda: painted_size(gridded), timeout=20_000)
    qtbot.waitUntil(lambda: pane.cells[4].reason == "The pack is damaged.", timeout=20_000)
    shown = pane.cells[1].grab().toImage().pixelColor(pane.cells[1].picture_rect().center())
    assert (shown.red(), shown.green(), shown.blue()) == (220, 40, 40)
    # One engine for the artwork's own pack, one more for the painter.
    assert [engine.device for engine in gridded.engines] == ["fake pack on disk", "fake painter on disk"]
    weights = {request.style_weights for request in gridded.engines[0].requests}
    assert {(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)} <= weights


def test_cells_follow_the_pen_in_fair_turns(qtbot, gridded) -> None:
    qtbot.waitUntil(lambda: painted_size(gridded), timeout=20_000)
    gate = threading.Event()
    for engine in gridded.engines:
        engine.gate = gate
        engine.requests.clear()
    canvas, grid = gridded.app.window.canvas, gridded.app.grid
    served: list[str] = []
    grid.cell_ready.connect(lambda key, _: served.append(key))
    stroke = [canvas.viewport.to_widget(QPointF(x, 400)) for x in (60, 300, 600)]
    mouse_stroke(canvas, stroke)  # the pen does not wait for the engine
    gate.set()

    def served_while_drawing() -> bool:
        mouse_stroke(canvas, stroke)
        return len(served) >= 8

    qtbot.waitUntil(served_while_drawing, timeout=60_000)
    assert max(map(served.count, served)) - min(map(served.count, set(served))) <= 1
    assert len(set(served)) == 4, "none waits while another is served twice"
    newest = gridded.engines[0].requests[-1]
    assert newest.ink[round(400 / 1024 * newest.ink.shape[0]), :, 3].any(), "painted from the newest ink"
    sizes = {max(request.ink.shape[:2]) for request in gridded.engines[0].requests}
    assert min(sizes) == 256, "small while the pen moves"


def test_a_click_and_enter_adopt_a_style_and_esc_leaves(qtbot, gridded) -> None:
    window, look = gridded.app.window, gridded.app.look
    pane = window.grid.pane
    assert pane.cells[0].hasFocus()
    QTest.mouseClick(pane.cells[3], Qt.MouseButton.LeftButton)
    assert look.chosen.key == "painter/oil"
    assert [cell.isChecked() for cell in pane.cells] == [False, False, False, True, False]
    pane.cells[3].setFocus()
    QTest.keyClick(pane.cells[3], Qt.Key.Key_Up)
    assert pane.cells[0].hasFocus()
    QTest.keyClick(pane.cells[0], Qt.Key.Key_Right)
    QTest.keyClick(pane.cells[1], Qt.Key.Key_Return)
    assert look.chosen.key == "pack/flat"
    QTest.mouseClick(pane.cells[1], Qt.MouseButton.LeftButton)  # the chosen one stays chosen
    assert pane.cells[1].isChecked()
    QTest.keyClick(pane.cells[1], Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert window.canvas.hasFocus()
    assert not gridded.app.grid.following
    qtbot.waitUntil(lambda: gridded.app.preview.state == "idle", timeout=20_000)
    qtbot.waitUntil(lambda: len(gridded.app.inference._cache) == 0, timeout=20_000)
    # From the canvas too.
    window.actions_table["art.grid"].trigger()
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not pane.isVisible()


def test_the_artwork_itself_is_painted_when_the_pen_rests(qtbot, gridded) -> None:
    window = gridded.app.window
    qtbot.waitUntil(lambda: painted_size(gridded), timeout=20_000)
    before = window.artwork.artwork.copy()
    draw_ring(gridded, 512, 512, 400)
    qtbot.waitUntil(lambda: window.artwork.artwork != before, timeout=20_000)
    qtbot.waitUntil(lambda: gridded.app.preview.state == "idle", timeout=20_000)


def test_pages_when_there_are_more_styles_than_cells(qtbot, bench) -> None:
    names = [f"style{number}" for number in range(12)]
    made = bench(None, choices(*names))
    made.app.window.actions_table["art.grid"].trigger()
    pane = made.app.window.grid.pane
    assert (pane.side, pane.pages, len(pane.cells)) == (3, 2, 9)
    pane.cells[8].setFocus()
    QTest.keyClick(pane.cells[8], Qt.Key.Key_Right)
    assert [cell.entry.key for cell in pane.cells] == ["pack/style9", "pack/style10", "pack/style11"]
    QTest.keyClick(pane, Qt.Key.Key_PageUp)
    assert len(pane.cells) == 9
    made.app.look.set_entries(choices("soft", "flat"))
    assert (pane.side, len(pane.cells)) == (2, 2)


@pytest.mark.parametrize("other", ["art.overlay", "art.swipe"])
def test_the_grid_and_what_shows_the_artwork_exclude_each_other(gridded, other: str) -> None:
    table, pane = gridded.app.window.actions_table, gridded.app.window.grid.pane
    table[other].trigger()
    assert not table["art.grid"].isChecked()
    assert not pane.isVisible()
    table["art.grid"].trigger()
    assert not table[other].isChecked()
    assert pane.isVisible()


def test_erasing_all_empties_the_cells(qtbot, gridded) -> None:
    qtbot.waitUntil(lambda: painted_size(gridded), timeout=20_000)
    gridded.app.session.clear()
    qtbot.waitUntil(lambda: painted_size(gridded, 0), timeout=20_000)


def test_an_adopted_style_takes_its_engine_from_the_grid(qtbot, gridded) -> None:
    qtbot.waitUntil(lambda: painted_size(gridded), timeout=20_000)
    painter = gridded.engines[1]
    gridded.app.look.choose("painter/oil")
    qtbot.waitUntil(lambda: gridded.app.preview.state == "idle" and gridded.app.preview.device != "", timeout=20_000)
    assert gridded.app.inference._engine is painter
    assert not painter.closed
    assert gridded.app.inference._opened == EngineChoice("painter on disk", "auto")


def test_a_look_for_a_cell_is_the_look_after_its_click(gridded) -> None:
    look = gridded.app.look
    look.set_keep_lines(0.8)
    entry = look.find("painter/oil")
    promised, weights = look.values_of(entry), look.weights_of(entry)
    look.choose(entry.key)
    assert (look.values, look.weights()) == (replace(promised), weights)
    assert np.isclose(sum(weights), 1)


def test_a_style_for_coloured_drawings_is_shown_on_the_chosen_ones_artwork(qtbot, bench) -> None:
    """Lines and dabs alone are no coloured drawing. A click takes the cell as it is shown."""
    oil, photo = choices("oil", "photo", pack="oils")
    oil = replace(oil, pack=PaintingPack("coloured_drawing"))
    photo = replace(photo, pack=PaintingPack("photo"))
    made = bench(open_chained, (*choices("soft", "flat"), oil, photo))
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle", timeout=20_000)
    look, pane = made.app.look, made.app.window.grid.pane
    made.app.window.actions_table["art.grid"].trigger()
    qtbot.waitUntil(lambda: painted_size(made), timeout=20_000)
    cell = pane.cells[2]
    assert cell.toolTip() == "On the artwork of Soft" and pane.cells[1].toolTip() == pane.cells[3].toolTip() == ""
    chains = [engine for engine in made.engines if engine.device == "pack on disk, then oils"]
    assert len(chains) == 1 and chains[0].requests[-1].then_weights == (1.0, 0.0)
    assert chains[0].requests[-1].style_weights == (1.0, 0.0), "the chosen style paints first"
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert (look.chosen.key, look.then) == ("pack/soft", oil)
    assert [c.isChecked() for c in pane.cells] == [False, False, True, False]
    QTest.mouseClick(pane.cells[1], Qt.MouseButton.LeftButton)  # shown alone, and so adopted
    assert (look.chosen.key, look.then) == ("pack/flat", None)
    assert [c.isChecked() for c in pane.cells] == [False, True, False, False]
    assert cell.toolTip() == "On the artwork of Flat"
    look.choose("oils/oil")
    assert cell.toolTip() == ""
