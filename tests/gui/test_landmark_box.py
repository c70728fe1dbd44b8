"""Landmarks from a file: offered where the chosen style reads them, and given to the engine with the drawing."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.styles.landmark_box import LandmarkBox
from sketchart_desktop.workers.dab_palette import DabPalette
from sketchart_desktop.workers.request_composer import composed_request
from tests.gui.conftest import choices


@pytest.fixture
def box(qtbot):
    """A style that reads two planes of landmarks, and one that reads none."""
    look = Look()
    inputs = SimpleNamespace(landmarks=2, style="none", style_length=0, reference=False, wants="line_art")
    marked = replace(choices("marked", pack="cyclegan")[0], pack=SimpleNamespace(picture=inputs))
    look.set_entries((marked, *choices("soft")))
    made = LandmarkBox(look)
    qtbot.addWidget(made)
    made.show()
    return made, look


def test_a_dropped_file_marks_the_drawing_at_any_working_size(qapp, box, tmp_path) -> None:
    made, look = box
    (tmp_path / "face.json").write_text(json.dumps({"points": [[300, 100], [700, 900]]}))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "face.json"))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    made.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert "face.json" in made.note.text() and made.note.isVisible() and made.away.isVisible()
    session = Session()
    session.new(1000, 1000)
    dabs = DabPalette()
    for side in (500, 250):
        given = engine_input(session.painting, (side, side))
        marks = composed_request(1, session, look=look, dabs=dabs, given=given).landmarks
        assert marks is not None and marks.shape == (side, side, 2)
        assert marks[side // 10, 3 * side // 10].tolist() == [255, 128]
        assert marks[9 * side // 10, 7 * side // 10].tolist() == [128, 255]
        assert (marks == 128).mean() > 0.9
    QTest.mouseClick(made.away, Qt.MouseButton.LeftButton)
    assert look.values.landmarks is None and not made.note.isVisible() and not made.away.isVisible()
    given = engine_input(session.painting, (250, 250))
    assert composed_request(2, session, look=look, dabs=dabs, given=given).landmarks is None


def test_planes_are_taken_and_another_style_forgets_them(box, tmp_path) -> None:
    made, look = box
    np.save(tmp_path / "planes.npy", np.zeros((2, 30, 40), np.float32))
    made.take_file(tmp_path / "planes.npy")
    assert look.values.landmarks.at(15, 20, drawn=(600, 800)).shape == (15, 20, 2)
    look.choose("pack/soft")
    assert look.values.landmarks is None and not made.isVisible()


def test_what_holds_no_landmarks_is_answered_in_words(box, tmp_path) -> None:
    made, look = box
    (tmp_path / "other.json").write_text("{")
    made.take_file(tmp_path / "other.json")
    assert "other.json" in made.note.text() and made.note.isVisible()
    assert look.values.landmarks is None
