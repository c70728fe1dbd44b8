"""One open drawing: strokes, undo, files, recovery; and whatever fails leaves it as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject, QRect, Slot

from sketchart_desktop.document.journal import recoverable
from sketchart_desktop.document.operations import AddStroke, Clear, ImportImage
from sketchart_desktop.document.smoothing import Steadiness
from sketchart_desktop.document.stroke import PAPER, Brush
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.session.session import Session
from tests.drawings import pixels, random_stroke, stroke

INK = Brush("ink", 8.0)


class Ear(QObject):
    """Hears what a session tells."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rects: list[QRect] = []
        self.texts: list[str] = []
        self.steps = 0
        session.drawing_changed.connect(self.drawing)
        session.message.connect(self.said)
        session.history_changed.connect(self.stepped)

    @Slot(QRect)
    def drawing(self, rect: QRect) -> None:
        self.rects.append(rect)

    @Slot(str)
    def said(self, text: str) -> None:
        self.texts.append(text)

    @Slot()
    def stepped(self) -> None:
        self.steps += 1


def draw(session: Session, *points: tuple[float, float], layer: str = "ink", brush: Brush = INK, **how) -> None:
    first, *rest = points
    session.begin_stroke(layer, brush, colour=(0, 0, 0), point=(*first, 1.0, 0.0), **how)
    for index, place in enumerate(rest):
        session.extend_stroke([(*place, 1.0, index / 60)])
    session.finish_stroke()


@pytest.fixture
def session() -> Session:
    return Session(200, 160)


def test_a_stroke_is_seen_while_it_is_drawn_and_done_when_it_ends(session: Session) -> None:
    ear = Ear(session)
    assert session.is_blank
    session.begin_stroke("ink", INK, colour=(9, 8, 7), point=(50, 50, 1.0, 0.0))
    session.extend_stroke([(90, 60, 1.0, 0.1)])
    assert session.is_drawing
    assert not session.is_blank
    assert not session.can_undo
    assert session.painting.layer_pixels("ink")[55, 70, 3] == 255
    assert len(ear.rects) == 2
    assert ear.rects[1].contains(70, 55)
    assert ear.rects[1].width() < 100
    session.finish_stroke()
    assert session.can_undo
    assert session.is_modified
    (operation,) = session.drawing.operations
    assert isinstance(operation, AddStroke)
    assert operation.stroke.colour == (9, 8, 7)
    assert tuple(operation.stroke.points[0]) == (50, 50, 1, 0)


def test_undo_and_redo_step_through_strokes(session: Session) -> None:
    draw(session, (20, 20), (100, 30))
    one = pixels(session.painting)
    draw(session, (20, 90), (100, 120))
    two = pixels(session.painting)
    assert session.undo()
    assert pixels(session.painting) == one
    assert session.undo()
    assert session.is_blank
    assert not session.undo()
    assert session.redo()
    assert session.redo()
    assert not session.redo()
    assert pixels(session.painting) == two


def test_undo_during_a_stroke_drops_the_stroke(session: Session) -> None:
    draw(session, (20, 20), (100, 30))
    before = pixels(session.painting)
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(5, 5, 1.0, 0.0))
    session.extend_stroke([(100, 150, 1.0, 0.1)])
    assert session.undo()
    assert pixels(session.painting) == before
    assert len(session.drawing.operations) == 1
    session.cancel_stroke()
    session.finish_stroke()
    session.extend_stroke([(1, 1, 1, 1)])  # a late event
    assert pixels(session.painting) == before


def test_clear_can_be_undone_and_spares_the_reference(session: Session) -> None:
    draw(session, (20, 20), (100, 30))
    session.do(AddStroke(stroke([(50, 50), (60, 90)], layer="reference")))
    before = pixels(session.painting)
    session.clear()
    assert not session.painting.layer_pixels("ink").any()
    assert session.painting.layer_pixels("reference").any()
    session.undo()
    assert pixels(session.painting) == before


def test_modified_follows_the_file(session: Session, tmp_path: Path) -> None:
    assert not session.is_modified
    draw(session, (20, 20), (100, 30))
    assert session.is_modified
    assert session.save(tmp_path / "a.ora")
    assert not session.is_modified
    assert session.title == "a.ora"
    session.undo()
    assert session.is_modified
    session.redo()
    assert not session.is_modified


def test_tremor_is_taken_out_but_corners_and_quick_strokes_stay(session: Session) -> None:
    rng = np.random.default_rng(0)
    shaky = [(20 + i * 0.5, 80 + rng.normal(0, 0.7)) for i in range(200)]
    draw(session, *shaky, steadiness=Steadiness(reach_px=2.0))
    draw(session, (20, 20), (120, 20), (120, 140), steadiness=Steadiness(reach_px=2.0))
    first, second = (operation.stroke.points for operation in session.drawing.operations)  # type: ignore[attr-defined]
    assert first[5:, 1].std() < 0.7 * np.std([y for _, y in shaky[5:]])
    assert np.abs(second[:, :2] - [(20, 20), (120, 20), (120, 140)]).max() < 0.01
    assert np.hypot(*(first[-1, :2] - shaky[-1])) < 0.3  # the end is where the pen left


def test_a_resting_pen_adds_nothing(session: Session) -> None:
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(50, 50, 1.0, 0.0))
    for i in range(50):
        session.extend_stroke([(50, 50, 1.0, i / 100)])
    session.finish_stroke()
    (operation,) = session.drawing.operations
    assert len(operation.stroke.points) == 1  # type: ignore[attr-defined]


def test_what_is_saved_comes_back_with_its_history(session: Session, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    for _ in range(6):
        session.do(AddStroke(random_stroke(rng, 200, 160)))
    session.undo()
    session.undo()
    assert session.save(tmp_path / "a.ora")
    other = Session()
    ear = Ear(other)
    assert other.open(tmp_path / "a.ora")
    assert other.size == (200, 160)
    assert ear.rects == [QRect(0, 0, 200, 160)]
    assert pixels(other.painting) == pixels(session.painting)
    for step in (session.redo, other.redo, session.undo, other.undo, session.undo, other.undo):
        assert step()
    assert pixels(other.painting) == pixels(session.painting)
    while session.undo():
        assert other.undo()
    assert other.is_blank


def test_a_save_that_fails_changes_nothing(session: Session, tmp_path: Path) -> None:
    ear = Ear(session)
    draw(session, (20, 20), (100, 30))
    assert not session.save(tmp_path / "no such folder" / "a.ora")
    assert session.is_modified
    assert session.path is None
    assert "a.ora" in ear.texts[0]
    with pytest.raises(ValueError, match="path"):
        session.save()


@pytest.mark.parametrize("name", ["empty.ora", "text.ora", "half.ora", "empty.png", "text.png", "a.pdf", "missing.png"])
def test_an_open_that_fails_changes_nothing(session: Session, tmp_path: Path, name: str) -> None:
    draw(session, (20, 20), (100, 30))
    session.save(tmp_path / "good.ora")
    good = (tmp_path / "good.ora").read_bytes()
    content = {"empty": b"", "text": b"hello", "half": good[: len(good) // 2], "a": b"%PDF-1.4"}.get(name.split(".")[0])
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before, drawing, path = pixels(session.painting), session.drawing, session.path
    ear = Ear(session)
    assert not session.open(tmp_path / name)
    assert pixels(session.painting) == before
    assert (session.drawing, session.path, session.is_modified) == (drawing, path, False)
    assert len(ear.texts) == 1
    assert name in ear.texts[0]
    assert not ear.rects
    assert session.undo()


def test_a_picture_opens_as_ink_and_colour(session: Session, tmp_path: Path) -> None:
    picture = np.full((90, 120, 3), 255, np.uint8)
    picture[30:60, 30:90] = (250, 60, 40)
    picture[28:31, 28:92] = picture[59:62, 28:92] = 0
    Image.fromarray(picture).save(tmp_path / "a.png")
    assert session.open(tmp_path / "a.png")
    assert session.size == (120, 90)
    assert session.path is None  # saving must not write an .ora over a .png
    assert not session.is_modified
    ink, colour = session.painting.layer_pixels("ink"), session.painting.layer_pixels("colour")
    assert ink[29, 60, 3] > 200
    assert ink[45, 60, 3] == 0
    assert tuple(colour[45, 60]) == (250, 60, 40, 255)
    assert not colour[10, 10].any()


def by_another_program(path: Path, *, ink_is: str) -> Path:
    """A file of ours without what only we write, its ink layer under another name."""
    with zipfile.ZipFile(path) as file:
        entries = {name: file.read(name) for name in file.namelist() if not name.startswith("sketchart/")}
    entries["stack.xml"] = entries["stack.xml"].replace(b'name="ink"', f'name="{ink_is}"'.encode())
    target = path.with_name("b.ora")
    with zipfile.ZipFile(target, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return target


def test_another_programs_layers_go_where_their_names_say(session: Session, tmp_path: Path) -> None:
    draw(session, (20, 20), (100, 30))
    draw(session, (20, 120), (100, 130), layer="colour", brush=Brush("colour", 30.0))
    session.save(tmp_path / "a.ora")
    other = Session()
    assert other.open(by_another_program(tmp_path / "a.ora", ink_is="Line Art"))
    assert pixels(other.painting) == pixels(session.painting)
    assert all(isinstance(operation, ImportImage) for operation in other.drawing.operations)


def test_unknown_layers_of_another_program_are_split_as_a_picture(session: Session, tmp_path: Path) -> None:
    draw(session, (20, 20), (150, 30))
    session.save(tmp_path / "a.ora")
    other = Session()
    assert other.open(by_another_program(tmp_path / "a.ora", ink_is="Layer 1"))
    assert other.painting.layer_pixels("ink")[25, 85, 3] > 200


def test_new_paper_forgets_and_impossible_paper_is_refused(session: Session) -> None:
    ear = Ear(session)
    draw(session, (20, 20), (100, 30))
    assert not session.new(40_000, 40_000)
    assert session.size == (200, 160)
    assert session.can_undo
    assert session.new(64, 48)
    assert session.size == (64, 48)
    assert session.is_blank
    assert not session.can_undo
    assert ear.rects[-1] == QRect(0, 0, 64, 48)


def test_a_crash_loses_at_most_the_stroke_being_drawn(tmp_path: Path) -> None:
    crashed = Session(200, 160, journal_folder=tmp_path)
    draw(crashed, (20, 20), (100, 30))
    crashed.do(Clear(("colour",)))
    draw(crashed, (20, 60), (100, 70))
    crashed.undo()
    kept = pixels(crashed.painting)
    crashed.begin_stroke("ink", INK, colour=(0, 0, 0), point=(5, 5, 1.0, 0.0))
    assert crashed._open.journal is not None
    crashed._open.journal._lock.release()
    crashed._open.journal._file.close()
    (found,) = recoverable(tmp_path)
    fresh = Session(journal_folder=tmp_path)
    assert fresh.recover(found.drawing, found.position)
    assert pixels(fresh.painting) == kept
    assert fresh.is_modified
    assert fresh.redo()
    fresh._open.journal._lock.release()  # type: ignore[union-attr]
    assert len(recoverable(tmp_path)) == 2  # crashing again right after recovery loses nothing either


def test_a_saved_or_closed_drawing_leaves_no_journal(tmp_path: Path) -> None:
    session = Session(200, 160, journal_folder=tmp_path / "journals")
    draw(session, (20, 20), (100, 30))
    session.save(tmp_path / "a.ora")
    session._open.journal._lock.release()  # type: ignore[union-attr]
    assert recoverable(tmp_path / "journals") == []
    again = Session(200, 160, journal_folder=tmp_path / "journals")
    draw(again, (20, 20), (100, 30))
    again.close()
    assert list((tmp_path / "journals").glob("*")) == []


def test_an_operation_that_cannot_be_done_is_told(session: Session) -> None:
    ear = Ear(session)
    draw(session, (20, 20), (100, 30))
    before = pixels(session.painting)
    whole = encode_png(np.random.default_rng(0).integers(0, 255, (40, 40, 4), dtype=np.uint8))
    assert not session.do(ImportImage("ink", whole[: len(whole) // 2]))
    assert len(ear.texts) == 1
    assert pixels(session.painting) == before
    assert len(session.drawing.operations) == 1


def test_a_rubber_works_on_the_paper_and_a_pen_does_not_fail_there(session: Session) -> None:
    draw(session, (20, 80), (180, 80))
    draw(session, (100, 20), (100, 140), layer=PAPER, brush=Brush("eraser", 30.0))
    assert session.painting.layer_pixels("ink")[80, 100, 3] == 0
    draw(session, (100, 20), (100, 140), layer=PAPER)
    assert session.painting.layer_pixels("ink")[80, 100, 3] == 255


def test_a_stroke_that_flies_off_the_world_ends_there(session: Session) -> None:
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(50, 50, 1.0, 0.0))
    session.extend_stroke([(90, 60, 1.0, 0.1)])
    session.extend_stroke([(1e7, 60, 1.0, 0.2)])
    assert not session.is_drawing
    assert len(session.drawing.operations) == 1
