"""Pictures from outside in the real window: dropped, pasted, traced, made ink of; what is copied and dragged out."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from engines.sketch.linework import LineArtOptions
from sketchart_desktop.raster.picture_pose import Pose
from sketchart_desktop.ui.pictures.import_dialog import CHOICES, ImportPictureDialog
from sketchart_desktop.ui.pictures.make_ink_dialog import MakeInkDialog
from sketchart_desktop.ui.pictures.reading_dialog import ReadingDialog
from tests.gui.conftest import draw_ring

ROOT = Path(__file__).parents[2]
COPY = Qt.DropAction.CopyAction


def photo(width: int = 300, height: int = 200) -> np.ndarray:
    rgb = np.full((height, width, 3), (60, 70, 90), np.uint8)
    cv2.circle(rgb, (width // 2, height // 2), height // 3, (230, 200, 160), -1, cv2.LINE_AA)
    return np.dstack([rgb, np.full((height, width), 255, np.uint8)])


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.fromarray(photo()[..., :3]).save(path, quality=95)
    return path


def choose(monkeypatch, choice: str | None) -> list[QDialog]:
    """Every question about a picture from now on is answered so; None cancels."""
    asked: list[QDialog] = []

    def answer(dialog: ImportPictureDialog) -> QDialog.DialogCode:
        asked.append(dialog)
        if choice is None:
            return QDialog.DialogCode.Rejected
        dialog.buttons[choice].click()
        return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(ImportPictureDialog, "exec", answer)
    monkeypatch.setattr(ReadingDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    return asked


def drop(window, data: QMimeData) -> bool:
    """Drop something on the window; was it wanted?"""
    at, left, none = QPointF(400, 300), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), COPY, data, left, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(at, COPY, data, left, none))
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_dropped_photo_lies_faintly_under_the_drawing(qtbot, bench, photo_file, monkeypatch) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    asked = choose(monkeypatch, "reference")
    assert drop(window, files(photo_file))
    qtbot.waitUntil(lambda: len(session.drawing.operations) == 1)
    assert set(asked[0].buttons) == set(CHOICES)
    seen = session.painting.layer_pixels("reference")
    assert seen[512, 512, 3] == 255 and seen[20, 512, 3] == 0
    assert np.abs(seen[512, 512, :3].astype(int) - (230, 200, 160)).max() < 8
    mixed = session.painting.composite().pixelColor(512, 512)
    assert abs(mixed.red() - 242) < 8
    assert not window.layers.rows["reference"].swatch.picture.isNull()
    session.undo()
    assert window.layers.rows["reference"].swatch.picture.isNull()


def test_fill_fit_and_remove(bench) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    table = window.actions_table
    assert not table["layer.fit"].isEnabled() and not table["layer.remove"].isEnabled()
    window.pictures.bring_in(photo(), "reference")
    table["layer.fill"].trigger()
    assert session.painting.layer_pixels("reference")[..., 3].min() == 255
    table["layer.fill"].trigger()
    assert len(session.drawing.operations) == 2
    table["layer.fit"].trigger()
    assert session.painting.layer_pixels("reference")[10, 10, 3] == 0
    table["layer.remove"].trigger()
    assert not session.painting.layer_pixels("reference").any()
    session.undo()
    assert session.painting.layer_pixels("reference").any()


def test_the_picture_is_moved_scaled_and_turned_by_hand(bench) -> None:
    made = bench(begin=False)
    window, session, toolbox = made.app.window, made.app.session, made.app.toolbox
    assert not window.actions_table["tool.place"].isEnabled()
    window.pictures.bring_in(photo(), "reference")
    window.actions_table["tool.place"].trigger()
    assert toolbox.tool == "place"
    pose = Pose.of(session.drawing.operations[-1])

    def drag(start: tuple[float, float], end: tuple[float, float], shift: bool = False) -> Pose:
        keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        start_at, end_at = (window.canvas.viewport.to_widget(QPointF(*p)).toPoint() for p in (start, end))
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, keys, start_at)
        for step in (0.5, 1.0):
            at = QPointF(start_at) + QPointF(end_at - start_at) * step
            mouse = QMouseEvent(
                QEvent.Type.MouseMove,
                at,
                window.canvas.mapToGlobal(at),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                keys,
            )
            QApplication.sendEvent(window.canvas, mouse)
        QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, keys, end_at)
        return Pose.of(session.drawing.operations[-1])

    near = 3.0 / window.canvas.viewport.scale
    moved = drag((pose.x, pose.y), (pose.x + 100, pose.y - 60))
    assert (moved.x, moved.y) == pytest.approx((pose.x + 100, pose.y - 60), abs=near)
    assert (moved.width, moved.height) == (pose.width, pose.height)
    corner = moved.point((1, 1))
    small = drag(corner, (moved.x, moved.y))
    assert small.width == pytest.approx(moved.width / 2, abs=2 * near)
    assert small.width / small.height == pytest.approx(moved.width / moved.height, rel=0.02)
    knob = QPointF(*small.point((0, -1))) - QPointF(0, 28 / window.canvas.viewport.scale)
    turned = drag((knob.x(), knob.y()), (small.x + 300, small.y), shift=True)
    assert turned.turn == 90.0
    assert len(session.drawing.operations) == 4
    QTest.keyClick(window.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert Pose.of(session.drawing.operations[-1]).x == turned.x + 10
    for _ in range(4):
        session.undo()
    assert Pose.of(session.drawing.operations[-1]) == pose
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert toolbox.tool == toolbox.drawing_tool
    window.actions_table["tool.place"].trigger()
    window.actions_table["layer.remove"].trigger()
    assert toolbox.tool != "place" and not window.actions_table["tool.place"].isEnabled()


def test_ink_is_made_from_the_picture_to_trace(bench, monkeypatch) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    window.pictures.bring_in(photo(), "reference")
    shown: list[int] = []

    def accept(dialog: MakeInkDialog) -> QDialog.DialogCode:
        shown.append(int((dialog.preview > 127).sum()))
        dialog.line_width.setValue(20)
        dialog.detail.setValue(30)
        assert dialog.options() == LineArtOptions(0.3, 10.0)
        dialog._show_lines()
        shown.append(int((dialog.preview > 127).sum()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(MakeInkDialog, "exec", accept)
    window.actions_table["layer.lines"].trigger()
    assert shown[1] > 1.5 * shown[0] > 0
    ink = session.painting.layer_pixels("ink")
    y, x = np.nonzero(ink[..., 3] > 127)
    radius = np.hypot(x - 512, y - 512)
    assert abs(np.median(radius) - 225) < 16 and np.ptp(radius) < 60
    assert np.abs(ink[y, x, :3].astype(int) - made.app.toolbox.colour_of("ink")).max() < 3
    session.undo()
    assert not session.painting.layer_pixels("ink").any()


def test_without_a_picture_making_ink_asks_for_one(bench, monkeypatch) -> None:
    made = bench(begin=False)
    asked: list[bool] = []
    monkeypatch.setattr(
        "sketchart_desktop.ui.pictures.actions.QFileDialog.getOpenFileName",
        lambda *_: (asked.append(True), ("", ""))[1],
    )
    made.app.window.actions_table["layer.lines"].trigger()
    assert asked == [True]


@pytest.mark.parametrize("choice, layer", [("ink", "ink"), ("colour", "colour")])
def test_a_pasted_picture_becomes_ink_or_colour(qtbot, bench, monkeypatch, choice: str, layer: str) -> None:
    made = bench(begin=False)
    session = made.app.session
    asked = choose(monkeypatch, choice)
    pixels = np.ascontiguousarray(photo())
    QGuiApplication.clipboard().setImage(QImage(pixels.data, 300, 200, 1200, QImage.Format.Format_RGBA8888).copy())
    made.app.window.actions_table["edit.paste"].trigger()
    qtbot.waitUntil(lambda: bool(asked) and len(session.drawing.operations) == 1)
    assert session.painting.layer_pixels(layer).any()


def test_a_pasted_picture_becomes_a_new_drawing_that_is_not_saved(qtbot, bench, monkeypatch) -> None:
    made = bench(begin=False)
    session = made.app.session
    made.app.window.pictures.bring_in(photo(), "new")
    qtbot.waitUntil(lambda: session.size == (300, 200))
    assert session.is_modified and session.path is None


def test_a_picture_opens_as_a_new_drawing_and_cancel_does_nothing(qtbot, bench, photo_file, monkeypatch) -> None:
    made = bench(begin=False)
    window, session = made.app.window, made.app.session
    asked = choose(monkeypatch, None)
    drop(window, files(photo_file))
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert session.is_blank and session.size == (1024, 1024)
    choose(monkeypatch, "new")
    drop(window, files(photo_file))
    qtbot.waitUntil(lambda: session.size == (300, 200))


def test_a_dropped_web_address_says_why_nothing_happens(bench) -> None:
    made = bench(begin=False)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/cats/tabby.jpg?size=large")])
    assert drop(made.app.window, data)
    assert "tabby.jpg is on the web" in made.app.window.status_line._message.text()
    assert made.app.session.is_blank


def test_what_is_no_picture_is_not_taken_and_damage_is_told(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    window = made.app.window
    text, broken, huge = tmp_path / "a.txt", tmp_path / "a.png", tmp_path / "b.png"
    text.write_text("hello")
    broken.write_bytes(b"\x89PNG nonsense")
    sheet = io.BytesIO()
    Image.new("L", (40_000, 300)).save(sheet, "PNG")
    head = bytearray(sheet.getvalue())
    head[16:24] = struct.pack(">II", 30_000, 23_000)  # what it says of its own size
    head[29:33] = struct.pack(">I", zlib.crc32(bytes(head[12:29])))
    huge.write_bytes(head)
    assert not drop(window, files(text)) and not drop(window, files(broken, huge))
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    for path, word in ((broken, "not a picture"), (huge, "30000")):
        assert drop(window, files(path))
        qtbot.waitUntil(lambda word=word: bool(told) and word in told[-1])
    QGuiApplication.clipboard().setText("no picture")
    window.actions_table["edit.paste"].trigger()
    assert "no picture" in window.status_line._message.text()
    assert made.app.session.is_blank


def test_the_drawing_is_copied_as_it_is_seen(bench) -> None:
    made = bench(begin=False)
    draw_ring(made)
    made.app.session.set_layer("ink", opacity=0.5)
    made.app.window.actions_table["edit.copy"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    image = data.imageData()
    assert (image.width(), image.height()) == (1024, 1024)
    assert 120 < image.pixelColor(712, 512).red() < 150


@pytest.mark.parametrize(
    "copying", ["actions_table['edit.copy'].trigger()", "files.copy_artwork(QImage(64, 64, QImage.Format_ARGB32))"]
)
def test_the_program_ends_well_with_a_picture_on_the_clipboard(copying: str) -> None:
    script = (
        "import sys;from PySide6.QtGui import QImage;from PySide6.QtWidgets import QApplication;a=QApplication([]);"
        f"from sketchart_desktop.app import App;p=App(a);p.window.{copying};"
        "assert a.clipboard().mimeData().hasImage();p.end();sys.exit(7)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT, timeout=60).returncode == 7


def test_the_artwork_can_be_dragged_out(qtbot, bench, tmp_path) -> None:
    made = bench()
    window = made.app.window
    assert window.artwork_drag.data() is None
    draw_ring(made)
    qtbot.waitUntil(lambda: window.artwork.artwork is not None)
    data = window.artwork_drag.data()
    (url,) = data.urls()
    with Image.open(url.toLocalFile()) as file:
        assert file.format == "PNG" and file.mode == "RGBA" and file.size == (512, 512)
        assert file.getpixel((256, 256)) == (220, 40, 40, 255)
    assert window.artwork_drag.data().urls()[0] != url
