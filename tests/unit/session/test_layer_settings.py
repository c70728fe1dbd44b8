"""Eyes, opacities and locks: what may be drawn, what is saved, what an engine is given."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.journal import recoverable
from sketchart_desktop.document.openraster import read_ora, write_ora
from sketchart_desktop.document.operations import Clear
from sketchart_desktop.document.stroke import PAPER, Brush
from sketchart_desktop.files import drawing_files
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.session.session import MASK_COLOUR, Session

INK, COLOUR, RUBBER = Brush("ink", 10.0), Brush("colour", 40.0), Brush("eraser", 60.0)


@pytest.fixture
def session(qapp) -> Session:
    return Session(200, 200)


def draw(session: Session, layer: str, brush: Brush, y: float = 100.0, colour=(200, 0, 0)) -> None:
    session.begin_stroke(layer, brush, colour=colour, point=(20.0, y, 1.0, 0.0))
    session.extend_stroke([(180.0, y, 1.0, 0.1)])
    session.finish_stroke()


def inked(session: Session, layer: str) -> int:
    return int(session.painting.layer_array(layer)[..., 3].any(axis=1).sum())


@pytest.mark.parametrize("values, word", [({"locked": True}, "locked"), ({"visible": False}, "hidden")])
def test_a_locked_or_hidden_layer_refuses_strokes_in_words(session: Session, values: dict, word: str) -> None:
    said: list[str] = []
    session.message.connect(said.append)
    session.set_layer("ink", **values)
    draw(session, "ink", INK)
    assert not session.drawing.operations and not session.is_drawing
    assert word in said[0] and "Ink" in said[0]
    draw(session, "colour", COLOUR)
    assert len(session.drawing.operations) == 1


def test_a_fill_and_a_clear_spare_locked_layers(session: Session) -> None:
    draw(session, "ink", INK)
    draw(session, "colour", COLOUR)
    session.set_layer("colour", locked=True)
    assert not session.fill("colour", 5, 5, colour=(0, 255, 0))
    assert session.clear()
    assert session.drawing.operations[-1] == Clear(("ink", "mask"))
    assert inked(session, "colour") and not inked(session, "ink")
    session.set_layer("ink", locked=True)
    session.set_layer("mask", locked=True)
    assert not session.clear()


def test_a_rubber_on_paper_spares_the_locked_one(session: Session) -> None:
    draw(session, "ink", INK)
    draw(session, "colour", COLOUR)
    session.set_layer("ink", locked=True)
    before = inked(session, "ink")
    draw(session, PAPER, RUBBER)
    assert inked(session, "ink") == before
    assert session.painting.layer_array("colour")[100, 100, 3] == 0
    session.set_layer("colour", visible=False)
    draw(session, PAPER, RUBBER)
    assert len(session.drawing.operations) == 3


def test_settings_are_no_undo_step_but_count_as_a_change(session: Session, tmp_path: Path) -> None:
    draw(session, "ink", INK)
    assert session.save(tmp_path / "a.ora")
    told: list[bool] = []
    session.layers_changed.connect(lambda: told.append(True))
    session.set_layer("ink", opacity=0.4)
    session.set_layer("ink", opacity=0.4)
    assert told == [True]
    assert session.is_modified
    session.set_layer("ink", opacity=1.0)
    assert not session.is_modified
    session.set_layer("reference", visible=False)
    session.undo()
    session.redo()
    assert not session.stack["reference"].visible
    assert session.save()
    assert not session.is_modified


def test_settings_come_back_with_the_file(session: Session, tmp_path: Path) -> None:
    for layer in ("ink", "colour", "mask"):
        draw(session, layer, INK)
    session.set_layer("ink", opacity=0.35, locked=True)
    session.set_layer("colour", visible=False)
    session.set_layer("mask", visible=False, opacity=0.7)
    assert session.save(tmp_path / "a.ora")
    other = Session(10, 10)
    assert other.open(tmp_path / "a.ora")
    assert other.stack == session.stack
    assert not other.is_modified
    with zipfile.ZipFile(tmp_path / "a.ora") as pack:
        xml = pack.read("stack.xml").decode()
    assert 'name="ink"' in xml and 'opacity="0.35"' in xml and 'edit-locked="true"' in xml
    order = [xml.index(f'name="{name}"') for name in ("mask", "ink", "colour", "paper")]
    assert order == sorted(order)


def test_what_another_program_changed_in_the_stack_counts(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    draw(session, "ink", INK)
    draw(session, "mask", COLOUR)
    session.save(path)
    with zipfile.ZipFile(path) as pack:
        entries = {name: pack.read(name) for name in pack.namelist()}
    entries["stack.xml"] = entries["stack.xml"].replace(b'opacity="1"', b'opacity="0.5"')
    with zipfile.ZipFile(path, "w") as pack:
        for name, content in entries.items():
            pack.writestr(name, content)
    opened = drawing_files.open_file(path)
    assert opened.drawing.operations  # the log is still ours
    assert opened.painting.stack["ink"].opacity == 0.5
    assert opened.painting.stack["mask"].visible


def test_another_programs_file_keeps_its_settings_and_its_paper(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    draw(session, "ink", INK)
    draw(session, "colour", COLOUR)
    session.set_layer("ink", visible=False)
    session.set_layer("colour", opacity=0.5)
    session.save(path)
    contents = read_ora(path)
    drawing = contents.drawing
    assert drawing is not None
    write_ora(tmp_path / "b.ora", drawing, layers=contents.layers, merged_png=contents.merged,
              thumbnail_png=contents.merged, position=1)  # fmt: skip
    with zipfile.ZipFile(tmp_path / "b.ora") as pack:
        entries = {name: pack.read(name) for name in pack.namelist() if not name.startswith("sketchart")}
    with zipfile.ZipFile(tmp_path / "c.ora", "w") as pack:
        for name, content in entries.items():
            pack.writestr(name, content)
    opened = drawing_files.open_file(tmp_path / "c.ora")
    assert opened.drawing.background == (255, 255, 255)
    assert [op.layer for op in opened.drawing.operations] == ["colour", "ink"]  # type: ignore[attr-defined]
    assert not opened.painting.stack["ink"].visible
    assert opened.painting.stack["colour"].opacity == 0.5
    np.testing.assert_array_equal(opened.painting.layer_array("ink"), session.painting.layer_array("ink"))


def test_settings_survive_a_crash(qapp, tmp_path: Path) -> None:
    session = Session(64, 64, journal_folder=tmp_path)
    session.set_layer("ink", opacity=0.25)
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(1.0, 1.0, 1.0, 0.0))
    session.finish_stroke()
    session.set_layer("colour", locked=True)
    assert session._open.journal is not None
    session._open.journal._lock.release()  # as the end of the process does
    left = recoverable(tmp_path)[0]
    other = Session(10, 10)
    assert other.recover(left.drawing, left.position, stack=left.stack)
    assert other.stack == session.stack and other.is_modified


def test_an_engine_is_given_what_is_visible_and_the_mask(session: Session) -> None:
    draw(session, "ink", INK)
    draw(session, "colour", COLOUR, colour=(0, 0, 255))
    size = (100, 100)
    ink, colour, mask = engine_input(session.painting, size)
    assert ink[50, 50, 3] == 255 and tuple(colour[50, 50]) == (0, 0, 255, 255) and mask is None
    session.set_layer("ink", opacity=0.1)
    assert engine_input(session.painting, size).ink[50, 50, 3] == 255
    session.set_layer("ink", visible=False)
    assert not engine_input(session.painting, size).ink.any()
    draw(session, "mask", COLOUR)
    mask = engine_input(session.painting, size).mask
    assert mask is not None and mask[50, 50] == 255 and mask[5, 5] == 0
    assert tuple(session.painting.layer_array("mask")[100, 100, :3]) == MASK_COLOUR
    session.set_layer("mask", visible=False)
    assert engine_input(session.painting, size).mask is None


def test_the_composite_follows_eyes_and_opacity(session: Session) -> None:
    draw(session, "ink", INK, colour=(0, 0, 0))
    session.set_layer("ink", opacity=0.5)
    assert session.painting.composite().pixelColor(100, 100).red() == 128
    session.set_layer("ink", visible=False)
    assert session.painting.composite().pixelColor(100, 100).red() == 255
