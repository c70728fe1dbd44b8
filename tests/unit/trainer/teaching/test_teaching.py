"""A whole teaching in small: it learns, resumes to the bit, is stopped and refused in order, and its pack paints."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.errors import StylePackError
from engines.packs.stylepack import StylePack, open_pack
from engines.palette import Palette
from tests.unit.trainer.teaching.conftest import SIDE_PX, drawing, write_pair
from trainer import checkpoints
from trainer.job import PAUSE, STOP, JobError, TeachJob, ask, read_job
from trainer.teaching.command import main, run_job
from trainer.teaching.export import id_of


class Listening:
    """A report that remembers, and may do something at a step."""

    def __init__(self, at_step=None) -> None:
        self.events: list[tuple[str, dict]] = []
        self.steps: list[int] = []
        self._at_step = at_step or (lambda _: None)

    def preparing(self, what: str, done: int, total: int) -> None: ...

    def says(self, text: str) -> None: ...

    def told(self, event: str, text: str, **fields: object) -> None:
        self.events.append((event, fields))

    def progress(self, p) -> None:
        self.steps.append(p.step)
        self._at_step(p.step)

    def done(self, path: Path) -> None:
        self.events.append(("done", {"path": path}))

    def of(self, event: str) -> list[dict]:
        return [fields for name, fields in self.events if name == event]


@pytest.fixture
def job(set_folder: Path, pack: StylePack, tmp_path: Path) -> TeachJob:
    return TeachJob(
        material=set_folder,
        base=pack.folder,
        style="flat",
        name="My hand",
        run=tmp_path / "run",
        out=tmp_path / "mine.sketchstyle",
        steps=12,
        threads=1,
        seed=3,
        save_every_s=0,
    )


def finish_weights(path: Path, into: Path) -> dict[str, np.ndarray]:
    from engines.packs.archive import unzip_pack

    unzip_pack(path, into)
    return load_file(into / "finish.safetensors")


def test_it_learns_writes_a_pack_and_the_engine_paints_it(job: TeachJob, tmp_path: Path, capsys) -> None:
    longer = job.model_copy(update={"steps": 60, "out": tmp_path / "mine"})
    report = Listening()
    assert run_job(longer, report) == 0, capsys.readouterr().err
    (outcome,) = report.of("outcome")
    assert outcome["beats_base"] is True
    assert outcome["new"]["l1"] < 0.7 * outcome["base"]["l1"]
    taught = open_pack(tmp_path / "mine")
    assert taught.manifest.licence == "CC0-1.0" and taught.manifest.finish is not None
    assert json.loads(taught.manifest.recipe)["taught"]["beats_base"] is True
    assert "Beats its base: yes" in (taught.folder / "MODEL_CARD.md").read_text()

    ink, colour, target = drawing(99)
    lines = np.dstack([np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8), 255 - ink])
    request = RenderRequest(1, lines, colour, Palette.of(((200, 60, 40),)), (1.0,))
    pictures = []
    for device in ("cpu", "torch-cpu"):
        engine = open_engine(taught, device, precision="f32")
        pictures.append(engine.render(request).image)
        again = engine.render(request).image
        assert np.array_equal(again, pictures[-1])  # the noise is anchored to the canvas
        engine.close()
    assert np.abs(pictures[0].astype(int) - pictures[1]).max() <= 2
    # The paper is yellow outside the figure too, as in what it learnt from.
    corner = pictures[0][1:7, 1:7].reshape(-1, 4).mean(axis=0)
    assert corner[3] > 200 and corner[0] - corner[2] > 50
    assert np.abs(pictures[0][:, :, :3].astype(int) - target).mean() < 60


@pytest.mark.slow
def test_a_killed_teaching_goes_on_to_the_same_bits(job: TeachJob, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("trainer.teaching.loop.TELL_EVERY_S", 0.0)
    assert run_job(job, Listening()) == 0
    whole = finish_weights(job.out, tmp_path / "a")

    class Killed(BaseException):
        pass

    def die(step: int) -> None:
        if step == 8:
            raise Killed

    second = job.model_copy(update={"run": tmp_path / "run2", "out": tmp_path / "again.sketchstyle"})
    # What was found by time in one run is found by time in the other: the plan is part of the run.
    second.run.mkdir()
    shutil.copy(job.run / "plan.json", second.run)
    with pytest.raises(Killed):
        run_job(second, Listening(die))
    assert not second.out.exists()
    report = Listening()
    assert run_job(second, report) == 0
    assert report.steps[0] == 8  # the step that was told before it was saved
    resumed = finish_weights(second.out, tmp_path / "b")
    assert whole.keys() == resumed.keys()
    assert all(np.array_equal(whole[name], resumed[name]) for name in whole)


def test_stop_keeps_what_was_learnt(job: TeachJob, monkeypatch) -> None:
    monkeypatch.setattr("trainer.teaching.loop.TELL_EVERY_S", 0.0)
    report = Listening(lambda step: ask(job.run, STOP) if step == 5 else None)
    assert run_job(job, report) == 0
    (outcome,) = report.of("outcome")
    assert report.steps[-1] == 5 and outcome["stopped_early"] and job.out.exists()


def test_it_pauses_and_goes_on(job: TeachJob, monkeypatch) -> None:
    monkeypatch.setattr("trainer.teaching.loop.TELL_EVERY_S", 0.0)
    paused: list[float] = []

    def sleep(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) == 3:
            ask(job.run, PAUSE, wanted=False)

    monkeypatch.setattr("trainer.teaching.loop.time.sleep", sleep)
    report = Listening(lambda step: ask(job.run, PAUSE) if step == 4 else None)
    assert run_job(job, report) == 0
    assert len(paused) == 3 and report.steps[-1] == 12
    assert [name for name, _ in report.events if name in ("paused", "continued")] == ["paused", "continued"]


def test_changed_drawings_do_not_go_on_in_an_old_run(job: TeachJob, set_folder: Path, capsys) -> None:
    assert run_job(job, Listening()) == 0
    write_pair(set_folder, "disc-0", 50)
    assert run_job(job, Listening()) == 2
    assert "were changed since this teaching began" in capsys.readouterr().err


def test_a_full_disk_is_told_in_words_and_what_was_saved_stays(job: TeachJob, monkeypatch, capsys) -> None:
    saved: list[int] = []
    save = checkpoints.save

    def fills_up(folder: Path, step: int, state: dict) -> Path:
        if len(saved) == 4:
            raise OSError(28, "No space left on device")
        saved.append(step)
        return save(folder, step, state)

    monkeypatch.setattr("trainer.run.checkpoints.save", fills_up)
    assert run_job(job, Listening()) == 2
    assert "The disk is full" in capsys.readouterr().err
    state = checkpoints.load_latest(job.run)
    assert state is not None and state["step"] == saved[-1]
    monkeypatch.setattr("trainer.run.checkpoints.save", save)
    assert run_job(job, Listening()) == 0 and job.out.exists()


def test_a_disk_that_is_full_only_when_the_style_is_written(job: TeachJob, monkeypatch, capsys) -> None:
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("trainer.teaching.command._carry_out", full)
    assert run_job(job, Listening()) == 2
    assert "disk is full" in capsys.readouterr().err


def test_too_little_memory_is_told_in_words(job: TeachJob, monkeypatch, capsys) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr("trainer.teaching.learner.FinishLearner.learn", too_much)
    assert run_job(job, Listening()) == 2
    assert "too little memory" in capsys.readouterr().err


def test_the_estimate_trains_and_writes_nothing(job: TeachJob) -> None:
    report = Listening()
    assert run_job(job.model_copy(update={"estimate": True, "steps": None, "minutes": 2}), report) == 0
    (found,) = report.of("estimate")
    assert found["steps"] > 0 and found["step_s"] > 0 and found["drawings"] == 5
    assert not job.run.exists() and not job.out.exists()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"material": Path("nowhere")}, "no folder"),
        ({"style": "baroque"}, "has no style baroque"),
        ({"base": Path("nowhere")}, "is not a style"),
    ],
)
def test_what_cannot_be_taught_is_refused_in_words(job: TeachJob, change: dict, fault: str, capsys) -> None:
    assert run_job(job.model_copy(update=change), Listening()) == 2
    assert fault in capsys.readouterr().err
    assert not job.out.exists()


def test_the_command_takes_the_same_words(set_folder: Path, pack: StylePack, tmp_path: Path, capsys) -> None:
    words = [str(set_folder), "--base", str(pack.folder), "--steps", "2", "--threads", "1", "--json"]
    words += ["--run", str(tmp_path / "r"), "--out", str(tmp_path / "mine")]
    assert main(words) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert {"estimate", "progress", "preview", "measured", "outcome", "done"} <= events
    assert main([str(set_folder), "--minutes", "-1"]) == 2
    assert "minutes" in capsys.readouterr().err


def test_a_folder_of_pairs_becomes_a_set_first(job: TeachJob, tmp_path: Path, capsys) -> None:
    import cv2

    for side in "AB":
        (tmp_path / "mine" / side).mkdir(parents=True)
    for number in range(3):
        ink, _, target = drawing(number, side=192)
        cv2.imwrite(str(tmp_path / "mine" / "A" / f"n{number}.png"), ink)
        cv2.imwrite(str(tmp_path / "mine" / "B" / f"n{number}.png"), target[:, :, ::-1])
    report = Listening()
    asked = job.model_copy(update={"material": tmp_path / "mine", "steps": 2, "licence": "CC0-1.0"})
    assert run_job(asked, report) == 0, capsys.readouterr().err
    assert job.out.exists() and (job.run / "set" / "set.json").exists()


def test_a_teaching_from_the_window_is_read(tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    told = {"kind": "teach", "material": "s", "base": "b", "name": "N", "run": "r", "out": "o"}
    path.write_text(json.dumps(told))
    assert isinstance(read_job(path), TeachJob)
    path.write_text(json.dumps({**told, "minutes": 0}))
    with pytest.raises(JobError, match="minutes"):
        read_job(path)


def test_a_forged_finish_is_refused(job: TeachJob, tmp_path: Path) -> None:
    from tests.unit.engines.pack_builders import rehash

    out = tmp_path / "mine"
    assert run_job(job.model_copy(update={"steps": 2, "out": out}), Listening()) == 0
    (out / "finish.onnx").write_bytes((out / "generator.onnx").read_bytes())
    rehash(out)
    with pytest.raises(StylePackError, match="inputs or outputs"):
        open_pack(out)
    (out / "finish.onnx").unlink()
    with pytest.raises(StylePackError, match="missing"):
        open_pack(out)


@pytest.mark.parametrize(
    ("name", "id"), [("My Style!", "my-style"), ("", "taught"), ("수채화", "taught"), ("é 2", "e-2")]
)
def test_names_become_ids(name: str, id: str) -> None:
    assert id_of(name) == id


def test_untrained_the_artwork_stays() -> None:
    from engines.families.finishing import CANVAS_PLANES, FinishParameters
    from engines.networks.finishing import FinishingNetwork

    torch.manual_seed(0)
    network = FinishingNetwork(FinishParameters()).eval()
    art = torch.rand(1, 8, 64, 64)
    with torch.inference_mode():
        painted = network(art, network.paper(torch.randn(1, CANVAS_PLANES, 32, 32)))
    assert float((painted - art[:, :4]).abs().mean()) < 0.12
