"""A picture of a drawing in the window: what is read is shown, corrected with a slider and four corners."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from engines.reading import Kind
from sketchart_desktop.ui.pictures.reading_dialog import ReadingDialog
from tests.reading_inputs import closed_areas, figure, lit_paper, on_paper, on_table

CORNERS = [(0.14, 0.12), (0.86, 0.16), (0.9, 0.88), (0.1, 0.9)]


def opaque(rgb: np.ndarray) -> np.ndarray:
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])


@pytest.fixture(scope="module")
def photographed() -> np.ndarray:
    sheet = on_paper(figure(500, 5) * 0.9, (30, 30, 60), lit_paper(500, lamp=0.15))
    return opaque(on_table(sheet, CORNERS, 600))


def landscape() -> np.ndarray:
    rng = np.random.default_rng(0)
    coarse = rng.uniform(0, 255, (9, 9, 3)).astype(np.float32)
    smooth = cv2.resize(coarse, (300, 300), interpolation=cv2.INTER_CUBIC) + rng.normal(0, 6, (300, 300, 3))
    return opaque(np.clip(smooth, 0, 255).astype(np.uint8))


def test_the_sheet_is_found_and_its_corners_can_be_dragged(qtbot, photographed) -> None:
    dialog = ReadingDialog(photographed)
    qtbot.addWidget(dialog)
    dialog.show()
    assert np.abs(dialog.corners - np.float32(CORNERS)).max() < 0.03
    assert dialog.reading.kind is Kind.DRAWING and closed_areas(dialog.reading.ink) >= 4
    before = dialog.corners.copy()
    start = dialog.sheet.place_of(0).toPoint()
    QTest.mousePress(dialog.sheet, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(dialog.sheet, start + QPoint(30, 24))
    QTest.mouseRelease(dialog.sheet, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 24))
    assert (dialog.corners[0] > before[0] + 0.02).all()
    np.testing.assert_array_equal(dialog.corners[1:], before[1:])
    read = dialog.reading
    qtbot.waitUntil(lambda: dialog.reading is not read, timeout=20_000)
    np.testing.assert_array_equal(dialog.reading.corners, dialog.corners)
    QTest.mousePress(dialog.sheet, Qt.MouseButton.LeftButton, pos=dialog.sheet.place_of(0).toPoint())
    QTest.mouseMove(dialog.sheet, dialog.sheet.place_of(2).toPoint())  # no sheet is folded over
    QTest.mouseRelease(dialog.sheet, Qt.MouseButton.LeftButton)
    assert cv2.contourArea(dialog.corners, True) > 0.01
    QTest.keyClick(dialog.sheet, Qt.Key.Key_Left)
    dialog._whole.click()
    assert dialog.corners.min() == 0.0 and dialog.corners.max() == 1.0


def test_the_slider_takes_more_and_fewer_lines(qtbot) -> None:
    faint = np.zeros((500, 500), np.float32)
    cv2.line(faint, (40, 480), (470, 470), 1.0, 3, cv2.LINE_AA)
    cover = np.maximum(figure(500, 4) * 0.9, faint * 0.14)
    dialog = ReadingDialog(opaque(on_paper(cover, (40, 40, 40), lit_paper(500, lamp=0.1, grain=1.0))))
    qtbot.addWidget(dialog)
    dialog.slider.setValue(0)
    dialog.read_now()
    few = int((dialog.reading.ink[455:] > 90).sum())
    dialog.slider.setValue(100)
    dialog.read_now()
    assert few == 0 < (dialog.reading.ink[455:] > 90).sum()


def test_enter_takes_it_and_escape_leaves_it(qtbot, photographed) -> None:
    for key, result in ((Qt.Key.Key_Return, 1), (Qt.Key.Key_Escape, 0)):
        dialog = ReadingDialog(photographed)
        qtbot.addWidget(dialog)
        dialog.show()
        QTest.keyClick(dialog, key)
        assert dialog.result() == result and not dialog.isVisible()


def test_a_photo_is_called_one_and_may_stay_one(qtbot, bench, monkeypatch) -> None:
    dialog = ReadingDialog(landscape())
    qtbot.addWidget(dialog)
    dialog.show()
    assert "photo" in dialog.message.text() and dialog.trace_button.isVisible()
    assert dialog.accept_button.text() == "Make ink"
    made = bench(begin=False)

    def trace(dialog: ReadingDialog) -> QDialog.DialogCode:
        dialog.trace_button.click()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(ReadingDialog, "exec", trace)
    made.app.window.pictures.read(landscape())
    assert made.app.session.painting.layer_pixels("reference").any()
    assert not made.app.session.painting.layer_pixels("ink").any()


def test_an_empty_sheet_cannot_be_taken(qtbot) -> None:
    dialog = ReadingDialog(opaque(lit_paper(300).astype(np.uint8)))
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled() and "No drawing" in dialog.message.text()


def test_an_opened_scan_is_shown_first_and_becomes_a_drawing(qtbot, bench, tmp_path, photographed, monkeypatch) -> None:
    made = bench(begin=False)
    path = tmp_path / "scan.png"
    Image.fromarray(photographed[..., :3]).save(path)
    shown: list[ReadingDialog] = []

    def accept(dialog: ReadingDialog) -> QDialog.DialogCode:
        shown.append(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ReadingDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    made.app.window.files.open()
    qtbot.waitUntil(lambda: len(made.app.session.drawing.operations) == 1, timeout=100_000)
    assert len(shown) == 1
    ink = made.app.session.painting.layer_pixels("ink")
    assert closed_areas(ink[..., 3]) >= 4
    assert not ink[..., :3].any()
