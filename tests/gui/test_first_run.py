"""The welcome page and the guide in the real window: by mouse, by keys, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

import resources
from engines.reading import Note
from sketchart_desktop.files.thumbnails import is_anything_left, thumbnail_of
from sketchart_desktop.ui.files import actions
from sketchart_desktop.ui.pictures.reading_dialog import ReadingDialog
from tests.gui.conftest import answer, draw_ring, mouse_stroke, send_pen


@pytest.fixture
def welcomed(bench):
    made = bench()
    made.app.window.first_run.show_welcome()
    page = made.app.window.first_run.page
    assert page.isVisible()
    return made.app, page


def ghost_points(app) -> list[QPointF]:
    return app.window.first_run.guide.ghost.points()


# The page


def test_every_sample_has_its_picture_and_name(welcomed) -> None:
    _, page = welcomed
    assert len(page.tiles) == len(resources.sample_drawings()) >= 12
    for tile in page.tiles:
        assert not thumbnail_of(tile.path).isNull()
        assert tile.text()
        assert tile.accessibleName()
        assert min(tile.width(), tile.height()) >= 100


def test_a_sample_is_a_copy_to_play_with(welcomed, monkeypatch) -> None:
    app, page = welcomed
    before = page.tiles[0].path.read_bytes()
    page.tiles[0].click()
    assert not page.isVisible()
    assert app.session.drawing.operations
    assert app.session.path is None
    assert not app.session.is_modified
    assert app.recent.paths() == ()
    draw_ring_on(app)
    asked = []
    monkeypatch.setattr(actions.QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    app.window.files.save()
    assert asked  # a new name is asked for
    assert page.tiles[0].path.read_bytes() == before


def draw_ring_on(app) -> None:
    canvas = app.window.canvas
    mouse_stroke(canvas, [canvas.viewport.to_widget(QPointF(x, 300)) for x in (200, 300, 400)])


def test_a_sample_opens_beside_unsaved_work_without_a_question(bench, monkeypatch) -> None:
    made = bench()
    draw_ring(made)
    asked = answer(monkeypatch, "Cancel")
    made.app.window.first_run.show_welcome()
    page = made.app.window.first_run.page
    page.tiles[0].click()
    assert asked == []
    assert not page.isVisible()
    assert [tab.is_modified for tab in made.app.drawings.tabs()] == [True, False]
    made.app.drawings.step(1)
    assert len(made.app.session.drawing.operations) == 1


def test_new_drawing_closes_the_page_and_cancel_does_not(welcomed, monkeypatch) -> None:
    app, page = welcomed
    monkeypatch.setattr(actions.NewDrawingDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    page.deeds[1].click()
    assert page.isVisible()
    monkeypatch.setattr(actions.NewDrawingDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    page.deeds[1].click()
    assert not page.isVisible()
    assert app.session.is_blank


def test_escape_and_the_tick(qtbot, welcomed) -> None:
    app, page = welcomed
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    page._at_start.click()
    assert app.settings.get("show_welcome") is False
    app.settings.set("show_welcome", True)
    assert page._at_start.isChecked()
    page.deeds[0].setFocus()
    QTest.keyClick(page.deeds[0], Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert app.window.canvas.hasFocus()
    app.window.actions_table["help.welcome"].trigger()
    assert page.isVisible()


def test_recent_drawings_with_their_pictures(qtbot, bench, tmp_path) -> None:
    made = bench()
    draw_ring(made)
    path = tmp_path / "ring.ora"
    assert made.app.session.save(path)
    made.app.recent.note(path)
    made.app.session.new(100, 100)
    made.app.window.first_run.show_welcome()
    page = made.app.window.first_run.page
    tile = page.tiles[-1]
    assert tile.path == path
    assert tile.text() == "ring"
    tile.click()
    qtbot.waitUntil(lambda: made.app.session.path == path)
    assert not page.isVisible()
    assert thumbnail_of(tmp_path / "none.ora").isNull()
    for name, side, is_shown in (("a.jpg", 3000, True), ("a.png", 300, True), ("large.png", 3000, False)):
        QImage(side, side // 2, QImage.Format.Format_RGB32).save(str(tmp_path / name))
        small = thumbnail_of(tmp_path / name)
        assert (small.width(), small.height()) == (256, 128) if is_shown else small.isNull()
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    assert thumbnail_of(tmp_path / "bad.jpg").isNull()
    (tmp_path / "bad.ora").write_bytes(b"PK junk")
    assert thumbnail_of(tmp_path / "bad.ora").isNull()


def test_bring_back_is_offered_only_where_something_is_left(welcomed, sketchart_home) -> None:
    app, page = welcomed
    assert page._recover.isHidden()
    journals = sketchart_home / "state" / "journals"
    assert not is_anything_left(journals)
    (journals / "x.journal").write_bytes(b"{}\n{}\n")
    assert is_anything_left(journals)
    app.window.first_run.show_welcome()
    assert page._recover.isVisible()


def test_the_page_speaks_korean_and_fits_a_small_window(qtbot, welcomed) -> None:
    app, page = welcomed
    app.window.resize(860, 560)
    QApplication.processEvents()
    assert page.size() == app.window.centralWidget().size()
    app.settings.set("language", "ko")
    QApplication.processEvents()
    assert page.isVisible()
    app.settings.set("language", "en")


# The guide


def test_the_guide_from_first_line_to_colour(qtbot, welcomed) -> None:
    app, page = welcomed
    page.deeds[0].click()
    guide, canvas = app.window.first_run.guide, app.window.canvas
    assert not page.isVisible()
    assert app.toolbox.tool == "ink"
    for number in range(1, 7):
        assert guide.card.words.startswith(f"{number}.")
        mouse_stroke(canvas, ghost_points(app))
    assert "cat" in guide.card.words
    assert app.toolbox.tool == "colour"
    mouse_stroke(canvas, ghost_points(app))
    assert "Beautiful" in guide.card.words
    assert len(app.session.drawing.operations) == 7
    qtbot.waitUntil(lambda: app.window.artwork.artwork is not None)
    guide.card.next_button.click()
    assert not guide.card.isVisible()
    assert not guide.ghost.isVisible()
    assert len(app.session.drawing.operations) == 7


def test_the_guide_by_pen_with_a_card_that_draws_nothing(bench) -> None:
    app = bench().app
    app.window.first_run.begin_guide()
    card, canvas = app.window.first_run.guide.card, app.window.canvas
    send_pen(canvas, QEvent.Type.TabletPress, ghost_points(app)[0], 0.6)
    for point in ghost_points(app)[1:]:
        send_pen(canvas, QEvent.Type.TabletMove, point, 0.6)
    send_pen(canvas, QEvent.Type.TabletRelease, ghost_points(app)[-1], 0.0)
    assert card.words.startswith("2.")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    send_pen(card, QEvent.Type.TabletPress, QPointF(4, 4), 0.6)
    send_pen(card, QEvent.Type.TabletRelease, QPointF(4, 4), 0.0)
    assert len(app.session.drawing.operations) == 1
    card.next_button.click()
    assert card.words.startswith("3.")


def test_a_miss_undo_and_leaving(qtbot, bench) -> None:
    app = bench().app
    app.window.first_run.begin_guide()
    guide, canvas = app.window.first_run.guide, app.window.canvas
    mouse_stroke(canvas, [QPointF(30, 30), QPointF(40, 30)])
    assert "Nearly" in guide.card.words
    mouse_stroke(canvas, ghost_points(app))
    assert guide.card.words.startswith("2.")
    app.window.actions_table["edit.undo"].trigger()
    assert guide.card.words.startswith("1.")
    guide.card.end_button.click()
    assert not guide.lesson.is_on
    mouse_stroke(canvas, [QPointF(200, 200), QPointF(240, 230)])
    assert not guide.card.isVisible()


def test_the_guide_takes_new_paper_beside_unsaved_work(bench, monkeypatch) -> None:
    made = bench()
    draw_ring(made)
    asked = answer(monkeypatch, "Cancel")
    made.app.window.first_run.begin_guide()
    assert asked == []
    assert made.app.window.first_run.guide.lesson.is_on
    assert made.app.session.is_blank
    made.app.drawings.step(1)
    assert not made.app.window.first_run.guide.lesson.is_on
    assert len(made.app.session.drawing.operations) == 1


def test_the_card_stays_in_the_drawing(qtbot, bench) -> None:
    app = bench().app
    app.window.first_run.begin_guide()
    card = app.window.first_run.guide.card
    for size in ((860, 560), (1600, 900)):
        app.window.resize(*size)
        QApplication.processEvents()
        assert app.window.canvas.rect().contains(card.geometry())


def test_a_photographed_sample_is_read_like_any_picture(welcomed, qtbot, monkeypatch) -> None:
    app, page = welcomed
    seen = []

    def accept(dialog: ReadingDialog) -> QDialog.DialogCode:
        seen.append(dialog.reading)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ReadingDialog, "exec", accept)
    tile = next(tile for tile in page.tiles if tile.path.name == "scan-snail.jpg")
    tile.click()
    qtbot.waitUntil(lambda: bool(app.session.drawing.operations), timeout=60_000)
    assert seen and Note.STRAIGHTENED in seen[0].notes
    assert not page.isVisible()
