"""A style imported from the window: chosen or dropped, asked about, installed, and chosen in the panel. The
conversion itself is tested with the importers; here a pack made by hand stands for its result.
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QMessageBox, QPushButton

pytest.importorskip("onnx")

from engines.errors import StylePackError
from engines.families.table import importable
from engines.packs.archive import zip_pack
from sketchart_desktop.preferences import paths
from sketchart_desktop.ui.styles import actions
from sketchart_desktop.ui.styles.import_dialog import ImportStyleDialog
from sketchart_desktop.workers import import_thread
from tests.gui.conftest import draw_ring
from tests.unit.engines.picture_packs import picture_pack, same

FOUND = {"event": "done", "family": "cyclegan", "wants": "photo", "terms": "Ask its authors."}


def dropped(window, path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, left, none)
    window.dropEvent(event)
    event.data_kept = data  # the event does not own it
    return event


def import_button(dialog: ImportStyleDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Import")


@pytest.fixture
def checkpoint(tmp_path) -> Path:
    (tmp_path / "latest_net_G.pth").write_bytes(b"weights")
    return tmp_path / "latest_net_G.pth"


def test_a_dropped_checkpoint_is_asked_about_and_becomes_a_style(bench, qtbot, tmp_path, monkeypatch, checkpoint):
    orders = []

    def convert(request, path, library, **_):
        orders.append((request, path))
        return library.install(picture_pack(tmp_path / "zebra", same(), styles=("zebra",)).folder), FOUND

    monkeypatch.setattr(import_thread, "inspect_checkpoint", lambda *_, **__: FOUND)
    monkeypatch.setattr(import_thread, "import_checkpoint", convert)
    app = bench().app
    kept = dropped(app.window, checkpoint)
    dialog = app.window.styles.dialog
    qtbot.waitUntil(lambda: "cyclegan" in dialog._found.text())
    assert dialog._licence.terms.text() == "Ask its authors." and dialog._wants.currentData() == "photo"
    assert not import_button(dialog).isEnabled(), "terms are asked for first"
    for field, text in (
        (dialog._licence.licence_field, "CC0-1.0"),
        (dialog._licence.source_field, "a friend"),
        (dialog._licence.author_field, "me"),
    ):
        field.setText(text)
    assert import_button(dialog).isEnabled()
    import_button(dialog).click()
    qtbot.waitUntil(lambda: app.look.chosen is not None and app.look.chosen.key == "zebra/zebra", timeout=20_000)
    request, path = orders[0]
    assert (request.name, request.licence, request.source, request.wants) == (
        "latest net G",
        "CC0-1.0",
        "a friend",
        "photo",
    )
    assert path == checkpoint and app.window.styles.dialog is None
    assert kept.data_kept is not None


def test_a_refused_checkpoint_is_told_in_words_and_can_be_left(bench, qtbot, monkeypatch, checkpoint):
    def refuse(*_, **__):
        raise StylePackError("It wants to run code, and is refused.")

    monkeypatch.setattr(import_thread, "inspect_checkpoint", refuse)
    app = bench().app
    app.window.styles.take(checkpoint)
    dialog = app.window.styles.dialog
    qtbot.waitUntil(lambda: "refused" in dialog._problem.text())
    assert dialog._problem.isVisible() and not import_button(dialog).isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: app.window.styles.dialog is None)
    assert app.window.isVisible()


@pytest.mark.parametrize("kind", ["code", "shapes", "nan", "3 GB", "truncated"])
def test_each_bad_checkpoint_is_refused_in_words_and_the_window_lives(bench, qtbot, monkeypatch, tmp_path, kind):
    """What the importers' child does is done in the import's thread here, for speed."""
    pytest.importorskip("torch")
    from engines.importers import job
    from engines.importers.convert import convert
    from tests.unit.engines.importers.bad_checkpoints import BAD

    monkeypatch.setattr(job, "run_import", lambda asked, **_: convert(asked, on_progress=lambda _: None))
    make, words = BAD[kind]
    made = bench()
    app = made.app
    kept = dropped(app.window, make(tmp_path))
    dialog = app.window.styles.dialog
    qtbot.waitUntil(lambda: words in dialog._problem.text(), timeout=20_000)
    assert dialog._problem.isVisible() and not import_button(dialog).isEnabled()
    assert not (tmp_path / "harm").exists()
    dialog.reject()
    qtbot.waitUntil(lambda: app.window.styles.dialog is None)
    draw_ring(made)
    assert app.session.is_modified and kept.data_kept is not None


def test_an_address_is_fetched_only_after_asking(bench, qtbot, monkeypatch):
    asked, fetched, seen = [], [], []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def question(*words):
        asked.append(words[-1])
        return answers.pop(0)

    def download(place, folder, **_):
        fetched.append(place)
        (folder / "net.pth").write_bytes(b"weights")
        return folder / "net.pth", "0"

    monkeypatch.setattr(QMessageBox, "question", question)
    monkeypatch.setattr("engines.importers.download.download", download)
    monkeypatch.setattr(import_thread, "inspect_checkpoint", lambda request, path, **_: seen.append(path) or FOUND)
    app = bench().app
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/some/net.pth")])
    assert app.window.styles.address_in(data) == "https://example.org/some/net.pth"
    app.window.styles.take_address("https://example.org/some/net.pth")
    assert asked == ["Download “net.pth” from example.org?"] and not fetched and app.window.styles.dialog is None
    app.window.styles.take_address("https://example.org/some/net.pth")
    dialog = app.window.styles.dialog
    qtbot.waitUntil(lambda: "cyclegan" in dialog._found.text())
    assert fetched == ["https://example.org/some/net.pth"] and seen[0].name == "net.pth"
    assert dialog._licence.source_field.text() == "https://example.org/some/net.pth"
    assert dialog.request().place == "https://example.org/some/net.pth"
    dialog.reject()
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[-1]))
    app.window.styles.take_address("http://example.org/net.pth")
    assert "https://" in told[0]


def choose(box: QComboBox, value: str) -> None:
    """As the user does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_details_say_family_direction_and_range(bench, qtbot, monkeypatch, checkpoint):
    """Folded, and all by itself, unless told otherwise; another family or generator is looked at again."""
    looked, orders = [], []

    def look(request, *_, **__):
        looked.append((request.family, request.direction, request.range, request.wants))
        if request.family == "cyclegan":
            raise StylePackError("The checkpoint is not of the family cyclegan: it has no such weights.")
        return FOUND | {"family": "pix2pix" if request.family == "pix2pix" else "ugatit"}

    def convert(request, *_, **__):
        orders.append(request)
        raise StylePackError("Enough of it.")

    monkeypatch.setattr(import_thread, "inspect_checkpoint", look)
    monkeypatch.setattr(import_thread, "import_checkpoint", convert)
    app = bench().app
    app.window.styles.take(checkpoint)
    dialog = app.window.styles.dialog
    details = dialog._details
    qtbot.waitUntil(lambda: "ugatit" in dialog._found.text())
    assert looked == [("auto", "a2b", "", "")] and not details.family_box.isVisible()
    height = dialog.height()
    details.fold.click()
    assert details.family_box.isVisible() and details.direction_box.isVisible() and details.range_box.isVisible()
    assert dialog.height() > height
    assert {details.family_box.itemData(i) for i in range(details.family_box.count())} == {"auto", *importable()}
    for field in (dialog._licence.licence_field, dialog._licence.source_field, dialog._licence.author_field):
        field.setText("me")
    dialog._wants.setCurrentIndex(dialog._wants.findData("line_art"))
    choose(details.direction_box, "b2a")
    assert not import_button(dialog).isEnabled(), "it is being looked at"
    qtbot.waitUntil(lambda: import_button(dialog).isEnabled())
    assert looked[-1] == ("auto", "b2a", "", "") and dialog.request().wants == "line_art"
    choose(details.family_box, "cyclegan")
    qtbot.waitUntil(dialog._problem.isVisible)
    assert "not of the family cyclegan" in dialog._problem.text() and not import_button(dialog).isEnabled()
    choose(details.family_box, "pix2pix")
    qtbot.waitUntil(lambda: import_button(dialog).isEnabled())
    assert not dialog._problem.isVisible() and not details.direction_box.isEnabled(), "it has one generator"
    assert dialog.request().wants == "photo", "another family wants other things"
    choose(details.family_box, "ugatit")
    choose(details.range_box, "0..255")
    qtbot.waitUntil(lambda: import_button(dialog).isEnabled())
    import_button(dialog).click()
    qtbot.waitUntil(lambda: bool(orders) and dialog._problem.isVisible())
    request = orders[0]
    assert (request.family, request.direction, request.range) == ("ugatit", "b2a", "0..255")
    details.fold.click()
    assert not details.family_box.isVisible()


def test_a_folder_of_weights_can_be_chosen_from_the_menu(bench, qtbot, monkeypatch, tmp_path):
    told, seen = [], []
    folder = tmp_path / "hayao"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[-1]))
    monkeypatch.setattr(import_thread, "inspect_checkpoint", lambda request, path, **_: seen.append(path) or FOUND)
    window = bench().app.window
    action = window.actions_table["file.import_folder"]
    action.trigger()
    assert told == ["The folder hayao holds no weights as .npy files."] and window.styles.dialog is None
    (folder / "conv01_1.weight.npy").write_bytes(b"")
    action.trigger()
    qtbot.waitUntil(lambda: "cyclegan" in window.styles.dialog._found.text())
    assert seen == [folder] and window.styles.dialog._name.text() == "hayao"
    window.styles.dialog.reject()


def test_a_folder_of_weights_can_be_dropped(bench, tmp_path):
    window = bench().app.window
    assert not window.styles.can_take(tmp_path)
    (tmp_path / "conv01_1.weight.npy").write_bytes(b"")
    assert window.styles.can_take(tmp_path)


def test_cancel_stops_what_runs(bench, qtbot, monkeypatch, checkpoint):
    stopped = []

    def slow(*_, should_stop, **__):
        while not should_stop():
            time.sleep(0.01)
        stopped.append(True)
        raise StylePackError("The import was stopped.")

    monkeypatch.setattr(import_thread, "inspect_checkpoint", slow)
    app = bench().app
    app.window.styles.take(checkpoint)
    qtbot.waitUntil(app.style_import.isRunning)
    app.window.styles.dialog.reject()
    assert stopped and not app.style_import.isRunning()


def test_a_dropped_pack_is_installed_at_once_and_a_bad_one_told(bench, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[-1]))
    pack = picture_pack(tmp_path / "zebra", same(), styles=("zebra",))
    archive = tmp_path / "zebra.sketchstyle"
    zip_pack(pack.folder.iterdir(), archive)
    shutil.rmtree(pack.folder)
    app = bench().app
    app.window.styles.take(archive)
    qtbot.waitUntil(lambda: app.look.chosen is not None and app.look.chosen.key == "zebra/zebra", timeout=20_000)
    assert (paths.styles_dir() / "zebra" / "style.json").is_file()
    archive.write_bytes(b"nonsense")
    app.window.styles.take(archive)
    qtbot.waitUntil(lambda: bool(told))
    assert "not a style file" in told[0] and app.look.chosen.key == "zebra/zebra"


@pytest.mark.parametrize(("answer", "folders"), [
    ("replace", ["zebra"]), ("keep_both", ["zebra", "zebra-2"]), ("", ["zebra"]),
])  # fmt: skip
def test_a_style_of_the_same_id_is_asked_about(bench, qtbot, tmp_path, monkeypatch, answer, folders):
    asked = []
    monkeypatch.setattr(actions, "ask_taken", lambda _, words, **more: asked.append((words, more)) or answer)
    app = bench().app
    for author in ("one", "two"):
        pack = picture_pack(tmp_path / author / "zebra", same(), styles=("zebra",))
        told = json.loads((pack.folder / "style.json").read_text(encoding="utf-8"))
        (pack.folder / "style.json").write_text(json.dumps(told | {"author": author}), encoding="utf-8")
        zip_pack(pack.folder.iterdir(), tmp_path / f"{author}.sketchstyle")
        app.window.styles.take(tmp_path / f"{author}.sketchstyle")
        qtbot.waitUntil(lambda: bool(asked) or (paths.styles_dir() / "zebra").exists(), timeout=20_000)
        qtbot.waitUntil(lambda: not app.style_import.isRunning(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    qtbot.waitUntil(lambda: sorted(p.name for p in paths.styles_dir().iterdir()) == folders, timeout=20_000)
    qtbot.waitUntil(lambda: not app.style_import.isRunning(), timeout=20_000)
    assert len(asked) == 1 and "already" in asked[0][0] and asked[0][1] == {"replaceable": True}
    author = json.loads((paths.styles_dir() / "zebra" / "style.json").read_text(encoding="utf-8"))["author"]
    assert author == ("two" if answer == "replace" else "one")


def test_the_import_button_says_why_it_is_grey(bench, qtbot, monkeypatch, checkpoint):
    monkeypatch.setattr(import_thread, "inspect_checkpoint", lambda *_, **__: FOUND)
    app = bench().app
    app.window.styles.take(checkpoint)
    dialog = app.window.styles.dialog
    qtbot.waitUntil(lambda: "cyclegan" in dialog._found.text())
    button, reason = import_button(dialog), dialog._reason
    assert not button.isEnabled() and reason.text() == button.toolTip() == "Still needed: Licence, Source, Author."
    dialog._licence.licence_field.setText("CC0-1.0")
    dialog._licence.source_field.setText("a friend")
    assert reason.text() == "Still needed: Author." and reason.isVisible()
    dialog._licence.author_field.setText("me")
    assert button.isEnabled() and not reason.isVisible() and not button.toolTip()
    dialog.look()
    assert reason.text() == "The checkpoint is being looked at."
    dialog.reject()


def test_a_file_of_another_program_is_taken_to_say_what_it_is(bench, tmp_path):
    window = bench().app.window
    for name in ("model.t7", "model.h5", "frozen.pb"):
        assert window.styles.can_take(tmp_path / name)
