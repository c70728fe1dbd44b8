"""Looks in the window: cards, sliders, background, shortcut, and what the engine is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from sketchart_desktop.app import App
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.look_record import LookRecord
from sketchart_desktop.ui.styles.look_box import LookBox
from sketchart_desktop.workers.dab_palette import DabPalette
from sketchart_desktop.workers.request_composer import composed_request


@pytest.fixture
def box(qtbot) -> LookBox:
    box = LookBox(Look())
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.fixture
def whole(qtbot, bench) -> App:
    app = bench().app
    qtbot.waitUntil(lambda: app.look.chosen is not None)
    return app


def medium_of(box: LookBox) -> LookChoice:
    medium = box._look.values.medium
    assert medium is not None
    return medium


def test_a_card_chooses_and_its_sliders_are_shown(box: LookBox) -> None:
    look = box._look
    assert look.values.medium is None and not any(slider.isVisible() for slider in box.sliders)
    box.cards.style_requested.emit("watercolour")
    assert medium_of(box).id == "watercolour"
    shown = [slider.title for slider in box.sliders if slider.isVisible()]
    assert shown == [slider.names["en"] for slider in LOOKS["watercolour"].sliders]
    box.sliders[0].value_requested.emit(0.9)
    assert dict(medium_of(box).values)["wetness"] == pytest.approx(0.9)
    row = box.background.findData("scene")
    box.background.setCurrentIndex(row)
    box.background.activated.emit(row)
    assert medium_of(box).background == "scene" and dict(medium_of(box).values) == {"wetness": 0.9}
    # Another look and back: it is as it was set.
    box.cards.style_requested.emit("oil")
    box.cards.style_requested.emit("watercolour")
    assert dict(medium_of(box).values) == {"wetness": 0.9}
    box.cards.style_requested.emit("")
    assert look.values.medium is None


def test_ones_own_drawing_is_shown_on_a_card(box: LookBox) -> None:
    picture = np.full((20, 30, 4), 200, np.uint8)
    box.show_thumbnail("clay", picture)
    card = next(card for card in box.cards._cards if card.entry.key == "clay")
    assert card._thumbnail.width() == 30 and card._thumbnail.height() == 20


def test_looks_are_stepped_through_asked_for_and_remembered(whole, qtbot) -> None:
    window, look = whole.window, whole.look
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    first = next(iter(LOOKS))
    assert look.values.medium is not None and look.values.medium.id == first
    given = engine_input(whole.session.painting, (64, 64))
    request = composed_request(1, whole.session, look=look, dabs=DabPalette(), given=given)
    assert request.look == look.values.medium
    record = LookRecord.from_json(LookRecord.of(look).to_json())
    for _ in LOOKS:
        window.actions_table["art.next_look"].trigger()
    assert look.values.medium is None
    record.put_on(look)
    assert look.values.medium is not None and look.values.medium.id == first


def test_the_panel_shows_styles_or_looks(whole) -> None:
    panel = whole.window.style_panel
    assert panel._cards.isVisible() and not panel.looks.isVisible()
    panel.show_looks()
    assert not panel._cards.isVisible() and panel.looks.isVisible() and not panel._lines.isVisible()
    panel._style_tab.click()
    assert panel._cards.isVisible() and panel._lines.isVisible()
    whole.look.choose_medium("manga")
    assert not panel._lines.isVisible(), "a look has lines of its own"


def test_an_unknown_look_in_a_record_is_left_out_and_a_damaged_one_refused() -> None:
    from sketchart_desktop.document.errors import DrawingFileError

    look = Look()
    look.choose_medium("clay")
    told = LookRecord.of(look).to_json()
    told["medium"]["id"] = "of the future"
    assert LookRecord.from_json(told).medium is None
    told["medium"] = {"id": 3}
    with pytest.raises(DrawingFileError):
        LookRecord.from_json(told)
