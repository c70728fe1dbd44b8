"""What falls out and why, what a second run does again, and what must never be touched."""

from __future__ import annotations

import errno
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.trainer.curation import pictures_to_curate as made
from trainer.curation import curate as curating
from trainer.curation import sources
from trainer.curation.command import main
from trainer.curation.curate import CurationOptions, CurationStep, curate
from trainer.curation.entries import FallOutReason, SourceKind
from trainer.curation.ledger import Ledger, read_ledger
from trainer.curation.perceptual_hash import KnownLikenesses, likeness
from trainer.curation.photo_sketch import PhotoOptions
from trainer.curation.report import EXPLAINED, report_on
from trainer.curation.set_folder import SetError, read_description


def reason_of(ledger: Ledger, name: str) -> FallOutReason | None:
    return next(entry.reason for entry in ledger.entries.values() if entry.name == name)


@pytest.fixture
def rubbish(tmp_path: Path) -> Path:
    """Nine pairs that are good, and one of each kind that is not."""
    place = made.pairs(tmp_path / "in", 9)
    a, b = place / "A", place / "B"
    (a / "broken.png").write_bytes(b"no picture")
    made.save(made.coloured(20), b / "broken.png")
    made.save(made.lines(21), a / "alone.png")
    made.save(made.lines(22).crop((0, 0, 160, 100)), a / "shape.png")
    made.save(made.coloured(22), b / "shape.png")
    made.save(Image.new("RGB", (160, 160), "white"), a / "blank.png")
    made.save(made.coloured(23), b / "blank.png")
    made.save(made.lines(24), a / "flat.png")
    made.save(Image.new("RGB", (160, 160), (90, 120, 160)), b / "flat.png")
    noise = np.random.default_rng(0).integers(0, 256, (160, 160, 3), np.uint8)
    made.save(Image.fromarray(noise), a / "noise.png")
    made.save(made.coloured(25), b / "noise.png")
    made.save(made.lines(26).resize((40, 40)), a / "small.png")
    made.save(made.coloured(26).resize((40, 40)), b / "small.png")
    made.save(made.lines(3).resize((200, 200), Image.Resampling.BICUBIC), a / "zcopy.jpg")
    made.save(made.coloured(3).resize((200, 200), Image.Resampling.BICUBIC), b / "zcopy.jpg")
    crowded = Image.new("L", (160, 160), 255)
    crowded.paste(0, (0, 0, 160, 76))
    made.save(crowded.convert("RGB"), a / "crowded.png")
    made.save(made.coloured(27), b / "crowded.png")
    return place


def test_each_falls_out_for_its_reason(rubbish: Path, tmp_path: Path) -> None:
    ledger = curate([rubbish], tmp_path / "set")
    told = {
        "broken": FallOutReason.UNREADABLE,
        "alone": FallOutReason.NO_PARTNER,
        "shape": FallOutReason.SHAPES_DIFFER,
        "blank": FallOutReason.BLANK,
        "flat": FallOutReason.BLANK,
        "noise": FallOutReason.NOISE,
        "small": FallOutReason.TOO_SMALL,
        "crowded": FallOutReason.CROWDED,
    }
    assert {name: reason_of(ledger, f"A/{name}.png") for name in told} == told
    assert reason_of(ledger, "A/zcopy.jpg") is FallOutReason.COPY
    assert len(ledger.kept()) == 9
    assert next(e.detail for e in ledger.entries.values() if e.reason is FallOutReason.COPY) == "A/3.png"


def test_reasons_of_drawings_photos_arrays_and_pages(tmp_path: Path) -> None:
    made.ora(tmp_path / "in" / "dabs.ora", 1, filled=False, dabs=True)
    (tmp_path / "in" / "torn.ora").write_bytes(b"PK\x03\x04 torn")
    made.save(made.lines(2), tmp_path / "in" / "lines.png")
    skimage = pytest.importorskip("skimage")
    made.save(Image.fromarray(skimage.data.page()), tmp_path / "in" / "page.png")
    ledger = curate([tmp_path / "in"], tmp_path / "set")
    assert reason_of(ledger, "dabs.ora") is FallOutReason.NO_COLOURS
    assert reason_of(ledger, "torn.ora") is FallOutReason.UNREADABLE
    assert reason_of(ledger, "lines.png") is FallOutReason.NO_COLOURS
    assert reason_of(ledger, "page.png") is FallOutReason.WRITING
    a = np.stack([np.asarray(made.lines(seed), np.float32) / 255 for seed in range(2)])
    b = np.stack([np.asarray(made.coloured(seed), np.float32) / 255 for seed in range(2)])
    b[1, 3, 3] = np.nan
    np.savez(tmp_path / "some.npz", a=a, b=b)
    ledger = curate([tmp_path / "some.npz"], tmp_path / "set2")
    assert reason_of(ledger, "some-1") is FallOutReason.NOT_NUMBERS and len(ledger.kept()) == 1
    wall = 120 + np.kron(np.random.default_rng(1).normal(0, 30, (20, 20, 3)), np.ones((12, 12, 1)))
    made.save(Image.fromarray(wall.clip(0, 255).astype(np.uint8)), tmp_path / "nothing" / "wall.png")
    options = CurationOptions(require_subject=True, photos=PhotoOptions(segmentation="off"))
    ledger = curate([tmp_path / "nothing"], tmp_path / "set3", kind=SourceKind.PHOTOS, options=options)
    assert reason_of(ledger, "wall.png") is FallOutReason.NO_SUBJECT


def test_every_reason_is_explained() -> None:
    assert set(EXPLAINED) == set(FallOutReason)


def test_a_second_run_does_only_what_is_new(rubbish: Path, tmp_path: Path) -> None:
    first = curate([rubbish], tmp_path / "set")
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "set" / "pairs").iterdir()}
    made.save(made.lines(50), rubbish / "A" / "new.png")
    made.save(made.coloured(50), rubbish / "B" / "new.png")
    steps: list[CurationStep] = []
    again = curate([rubbish], tmp_path / "set", on_step=steps.append)
    assert [step.name for step in steps if not step.before] == ["A/new.png"]
    assert {path: path.stat().st_mtime_ns for path in files} == files
    assert len(again.kept()) == 10 and len(again.entries) == len(first.entries) + 1
    held = {entry.id for entry in first.kept().values() if entry.held_out}
    assert held <= {entry.id for entry in again.kept().values() if entry.held_out}, "what is measured on stays so"
    (rubbish / "A" / "new.png").unlink()
    (rubbish / "B" / "new.png").unlink()
    assert len(curate([rubbish], tmp_path / "set").kept()) == 10, "another place's pairs stay"
    assert len(curate([rubbish], tmp_path / "set", prune=True).kept()) == 9
    assert len(read_description(tmp_path / "set").pairs) == 9


def test_other_options_make_the_pairs_anew(rubbish: Path, tmp_path: Path) -> None:
    curate([rubbish], tmp_path / "set")
    ledger = curate([rubbish], tmp_path / "set", options=CurationOptions(side_px=96))
    assert len(ledger.kept()) == 9 and {entry.width for entry in ledger.kept().values()} == {96}


def test_pairs_with_one_picture_are_held_out_together(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for seed in range(8):
        made.save(made.coloured(seed), place / "photo" / "cup" / f"n{seed}.jpg")
        for number in range(3):
            made.save(made.lines(100 + 10 * seed + number), place / "sketch" / "cup" / f"n{seed}-{number}.png")
    pairs = curate([place], tmp_path / "set").kept().values()
    held = Counter(entry.target for entry in pairs if entry.held_out)
    assert held and not set(held) & {entry.target for entry in pairs if not entry.held_out}


def test_the_report_counts_and_shows(rubbish: Path, tmp_path: Path) -> None:
    ledger = curate([rubbish], tmp_path / "set", licence="CC0-1.0")
    report = report_on(tmp_path / "set", ledger)
    assert report.pairs == 9 and report.fell_out["blank"] == 2 and report.licence == "CC0-1.0" and report.few
    assert report.sides_px == (160, 160, 160) and report.held_out == 2
    assert set(report.sheets) == {"kept", *report.fell_out}
    assert all((tmp_path / "set" / sheet).stat().st_size > 200 for sheet in report.sheets.values())
    shown = {one.reason for one in report.left_out if one.thumbnail}
    assert {"blank", "copy", "noise", "crowded", "too small"} <= shown
    assert json.loads((tmp_path / "set" / "report" / "report.json").read_text())["pairs"] == 9
    assert "1 left out: noise, such as A/noise.png" in report.text()


def test_the_set_may_not_lie_in_its_sources_nor_among_other_files(rubbish: Path, tmp_path: Path) -> None:
    for out in (rubbish, rubbish / "set"):
        with pytest.raises(SetError, match="must not lie"):
            curate([rubbish], out)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("mine")
    with pytest.raises(SetError, match="something else"):
        curate([rubbish], tmp_path / "letters")
    assert (tmp_path / "letters" / "a.txt").read_text() == "mine"


def test_a_full_disk_is_told_and_what_was_done_stays(
    rubbish: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = curating._write_png, []

    def fills_up(path: Path, picture: np.ndarray) -> None:
        if len(written) >= 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(path, picture)

    monkeypatch.setattr(curating, "_write_png", fills_up)
    with pytest.raises(SetError, match="disk is full"):
        curate([rubbish], tmp_path / "set")
    monkeypatch.setattr(curating, "_write_png", write)
    assert len(read_ledger(tmp_path / "set").kept()) == 2
    assert len(curate([rubbish], tmp_path / "set").kept()) == 9


def test_copies_are_known_recoloured_ones_are_not() -> None:
    known = KnownLikenesses()
    ink, target = np.asarray(made.lines(1).convert("L")), np.asarray(made.coloured(1))
    known.add("one", likeness(ink, target))
    again = np.asarray(made.coloured(1).resize((300, 300)))
    assert known.copy_of(likeness(np.asarray(made.lines(1).convert("L").resize((300, 300))), again)) == "one"
    assert known.copy_of(likeness(ink, np.ascontiguousarray(target[..., ::-1]))) is None
    assert known.copy_of(likeness(np.asarray(made.lines(2).convert("L")), np.asarray(made.coloured(2)))) is None


def test_the_command_says_what_it_did(rubbish: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(rubbish), "--out", str(tmp_path / "set"), "--licence", "CC0"]) == 0
    assert "9 pairs" in capsys.readouterr().out
    assert main([str(rubbish), "--out", str(tmp_path / "set"), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["event"] == "done" and lines[-1]["report"]["pairs"] == 9
    assert {line["reason"] for line in lines[:-1]} >= {"", "noise", "copy"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gone", "--out", "set"], "nothing at"),
        (["in", "--out", "set", "--low", "9", "--high", "3"], "low is above high"),
        (["in", "--out", "set", "--detail", "4"], "detail"),
        (["in", "--out", "set", "--as", "sketchy"], "nothing that could be taken"),
        (["in", "--out", "set", "--most", "0"], "At least one pair"),
    ],
)
def test_bad_orders_get_one_clear_line(
    rubbish: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words, told
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(words)
    captured = capsys.readouterr()
    assert code in (1, 2)
    assert told in captured.err + captured.out and "Traceback" not in captured.err


def test_the_steps_of_a_photo_can_be_looked_at(tmp_path: Path) -> None:
    made.save(made.photo(1), tmp_path / "in" / "ball.jpg")
    words = [str(tmp_path / "in"), "--out", str(tmp_path / "set"), "--as", "photos", "--steps", str(tmp_path / "steps")]
    assert main(words) == 0
    assert Image.open(tmp_path / "steps" / "ball.png").size == (8 * 384, 384)


def test_a_heap_of_pictures_is_begun_before_all_of_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(12):
        made.save(made.coloured(seed), tmp_path / "in" / f"{seed:02d}.png")
    read: list[Path] = []
    digest = sources.digest_of_files

    def counted(paths: list[Path]) -> str:
        read.extend(paths)
        return digest(paths)

    monkeypatch.setattr(sources, "digest_of_files", counted)
    seen: list[tuple[int, int, int]] = []
    curate([tmp_path / "in"], tmp_path / "set", on_step=lambda s: seen.append((s.done, s.total, len(read))))
    assert [(done, total) for done, total, _ in seen] == [(number, 12) for number in range(1, 13)]
    assert seen[0][2] < 12
