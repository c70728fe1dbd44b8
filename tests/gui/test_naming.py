"""The name under the drawing: it follows the strokes, can be corrected, belongs to its drawing, can be turned off."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engines.errors import StylePackError
from engines.naming.classifier import Label
from engines.naming.figures import NamedFigure
from sketchart_desktop.workers.live_naming import LiveNaming
from tests.gui.conftest import draw_ring


def figure(ink: np.ndarray, *labels: tuple[str, float]) -> NamedFigure:
    found = tuple(Label(thing, probability) for thing, probability in labels)
    return NamedFigure((0, 0, 9, 9), found, np.zeros(128, np.float32), 1.0, ink > 0)


class FakeClassify:
    """Says what `labels` says; remembers the ink it was shown and in which thread."""

    def __init__(self, *labels: tuple[str, float]) -> None:
        self.labels = labels
        self.seen: list[np.ndarray] = []
        self.threads: set[str] = set()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, ink: np.ndarray) -> tuple[NamedFigure, ...]:
        self.may_answer.wait(5)
        self.seen.append(ink)
        self.threads.add(threading.current_thread().name)
        return (figure(ink, *self.labels),)


@pytest.fixture
def classify() -> FakeClassify:
    return FakeClassify(("tree", 0.83), ("mushroom", 0.09), ("broccoli", 0.03))


def test_a_drawing_is_named_beside_the_hand(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    line = made.app.window.name_line
    assert line.isVisible() and line.text == ""
    draw_ring(made)
    qtbot.waitUntil(lambda: line.text == "tree 83%, mushroom 9%")
    assert classify.seen[0].shape == (512, 512) and classify.seen[0].max() == 255
    assert threading.main_thread().name not in classify.threads
    made.app.session.undo()
    qtbot.waitUntil(lambda: line.text == "")


def test_what_is_hardly_known_is_asked_and_several_things_have_one_name_each(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    line = made.app.window.name_line
    made.app.drawing_name.show_figures((figure(np.ones((4, 4)), ("tree", 0.1)),))
    assert line.text == "What is it?"
    two = (figure(np.ones((4, 4)), ("tree", 0.7), ("bush", 0.2)), figure(np.ones((4, 4)), ("cat", 0.6)))
    made.app.drawing_name.show_figures(two)
    assert line.text == "tree 70% · cat 60%"


def test_only_the_newest_ink_is_named(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    classify.may_answer.clear()
    draw_ring(made, radius=100)
    qtbot.waitUntil(lambda: made.app.naming._waiting)
    for radius in (150, 200, 250):
        draw_ring(made, radius=radius)
    classify.may_answer.set()
    qtbot.waitUntil(lambda: len(classify.seen) == 2 and not made.app.naming._waiting)
    assert (classify.seen[1] > 0).sum() > 2.5 * (classify.seen[0] > 0).sum()
    QTest.qWait(500)
    assert len(classify.seen) == 2


def test_a_click_corrects_the_name_and_another_gives_it_back(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    line = made.app.window.name_line
    draw_ring(made)
    qtbot.waitUntil(lambda: line.text.startswith("tree"))
    line.button.click()
    names = line._list
    assert [names.names.item(i).text().split("  ")[0] for i in range(3)] == ["tree", "mushroom", "broccoli"]
    QTest.keyClicks(names.search, "lighth")
    QTest.keyClick(names.search, Qt.Key.Key_Return)
    assert not names.isVisible()
    assert made.app.drawing_name.chosen == made.app.drawing_name.thing == "lighthouse"
    assert line.text == "lighthouse (your name for it)"
    assert made.app.look.values.called == "lighthouse"
    draw_ring(made, radius=120)  # what is drawn later does not change what the person said
    qtbot.waitUntil(lambda: len(classify.seen) >= 2)
    assert made.app.drawing_name.thing == "lighthouse"
    line.button.click()
    assert names.names.item(0).text() == "As the program sees it"
    QTest.keyClick(names.search, Qt.Key.Key_Return)
    assert made.app.drawing_name.chosen == made.app.look.values.called == "" and line.text.startswith("tree")


def test_the_search_speaks_korean_and_says_when_there_is_nothing(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    made.app.drawing_name.show_figures((figure(np.ones((4, 4)), ("tree", 0.9)),))
    line = made.app.window.name_line
    line.button.click()
    line._list.search.setText("등대")
    QTest.keyClick(line._list.search, Qt.Key.Key_Return)
    assert made.app.drawing_name.chosen == "lighthouse"
    line.button.click()
    line._list.search.setText("qqqq")
    assert line._list.names.count() == 1
    QTest.keyClick(line._list.search, Qt.Key.Key_Return)
    assert made.app.drawing_name.chosen == "lighthouse"
    line._list.hide()
    made.app.settings.set("language", "ko")
    qtbot.waitUntil(lambda: line.text.startswith("등대"))
    made.app.settings.set("language", "en")


def test_every_drawing_has_its_own_name(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.drawing_name.thing == "tree")
    made.app.drawing_name.choose("palm-tree")
    first = made.app.drawings.current
    made.app.drawings.add_blank(300, 300)
    assert made.app.drawing_name.thing == "" and made.app.window.name_line.text == ""
    made.app.drawings.show(first)
    assert made.app.drawing_name.thing == "palm-tree"
    made.app.drawings.close(first)
    assert made.app.drawing_name.chosen == ""


def test_off_nothing_is_computed(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    made.app.settings.set("name_drawings", False)
    assert not made.app.window.name_line.isVisible()
    draw_ring(made)
    QTest.qWait(700)
    assert classify.seen == [] and made.app.drawing_name.labels == ()
    made.app.settings.set("name_drawings", True)
    qtbot.waitUntil(lambda: made.app.drawing_name.thing == "tree")
    assert made.app.window.name_line.isVisible()


def test_a_kept_artwork_takes_the_name_of_a_drawing_that_has_none(qtbot, bench, classify) -> None:
    made = bench(classify=classify)
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.drawing_name.thing == "tree" and made.app.preview.state == "idle")
    made.app.window.actions_table["art.keep"].trigger()
    qtbot.waitUntil(lambda: not made.app.window.files.jobs.is_busy)
    made.app.gallery.refresh()
    assert [entry.name for entry in made.app.gallery.entries] == ["Tree"]


def test_without_a_classifier_one_paints_all_the_same(qtbot, bench) -> None:
    made = bench(begin=False)

    def broken():
        raise StylePackError("The sketch classifier's files cannot be read.")

    naming = LiveNaming(made.app.session, made.app, make=broken)
    told: list[object] = []
    naming.failed.connect(told.append)
    naming.set_on(True)
    draw_ring(made)
    qtbot.waitUntil(lambda: bool(told))
    draw_ring(made, radius=80)
    QTest.qWait(500)
    assert told == ["The sketch classifier's files cannot be read."]
    assert naming.stop()
