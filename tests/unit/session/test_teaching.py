"""The stages of a teaching: what is asked of the trainer, what its lines mean, what is found again after a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sketchart_desktop.session.teaching import (
    CURATE,
    ESTIMATE,
    LEARN,
    Teaching,
    TeachingRequest,
    TeachingStage,
    TrainerTask,
)


@pytest.fixture
def asked() -> list[TrainerTask]:
    return []


@pytest.fixture
def teaching(tmp_path: Path, asked: list[TrainerTask]) -> Teaching:
    made = Teaching(tmp_path / "teaching")
    made.task_requested.connect(asked.append)
    return made


def request(tmp_path: Path, **changes: object) -> TeachingRequest:
    known = {
        "places": (tmp_path,),
        "base": tmp_path / "pack",
        "style": "flat",
        "name": "Ink",
        "minutes": 2.0,
        "licence": "--odd",
    }
    return TeachingRequest(**(known | changes))  # type: ignore[arg-type]


def learning(teaching: Teaching, tmp_path: Path) -> None:
    curated(teaching, tmp_path)
    teaching.learn()


def curated(teaching: Teaching, tmp_path: Path) -> None:
    teaching.curate(request(tmp_path))
    teaching.process_told(CURATE, {"event": "done", "report": {"pairs": 3}})
    teaching.process_ended(CURATE, None)


def test_what_is_asked_of_the_trainer_step_by_step(
    teaching: Teaching, asked: list[TrainerTask], tmp_path: Path
) -> None:
    curated(teaching, tmp_path)
    probe = json.loads((tmp_path / "teaching" / "estimate.json").read_text(encoding="utf-8"))
    assert probe["estimate"] and probe["run"] != str(tmp_path / "teaching" / "run")
    teaching.learn()
    assert [task.name for task in asked] == [CURATE, ESTIMATE, LEARN]
    assert asked[0].words[:3] == ("--beside", "curate", str(tmp_path)) and "--licence=--odd" in asked[0].words
    job = json.loads((tmp_path / "teaching" / "job.json").read_text(encoding="utf-8"))
    assert job["style"] == "flat" and job["minutes"] == 2.0 and not job["estimate"] and job["id"] == "ink"


def test_nothing_is_estimated_where_there_is_nothing(
    teaching: Teaching, asked: list[TrainerTask], tmp_path: Path
) -> None:
    teaching.curate(request(tmp_path))
    teaching.process_told(CURATE, {"event": "done", "report": {"pairs": 0}})
    teaching.process_ended(CURATE, None)
    assert teaching.stage is TeachingStage.CURATED and [task.name for task in asked] == [CURATE]


def test_places_that_cannot_be_looked_at_lead_back(teaching: Teaching, tmp_path: Path) -> None:
    teaching.curate(request(tmp_path))
    teaching.process_ended(CURATE, "There is nothing.")
    assert teaching.stage is TeachingStage.SETTING_UP and teaching.problem == "There is nothing."


def test_a_process_that_ends_well_without_a_style_is_no_end(teaching: Teaching, tmp_path: Path) -> None:
    learning(teaching, tmp_path)
    teaching.process_told(LEARN, {"event": "outcome", "base": {}, "new": {}})
    teaching.process_ended(LEARN, None)
    assert teaching.stage is TeachingStage.INTERRUPTED


def test_losses_and_measures_are_kept_in_order(teaching: Teaching, tmp_path: Path) -> None:
    learning(teaching, tmp_path)
    for step in (10, 20):
        losses = {"colour": 0.5, "texture": 0.25}
        teaching.process_told(LEARN, {"event": "progress", "step": step, "steps": 40, "losses": losses, "eta_s": 3.0})
    teaching.process_told(LEARN, {"event": "measured", "base": {"l1": 0.5, "perceptual": 1.0}})
    teaching.process_told(LEARN, {"event": "measured", "step": 20, "new": {"l1": 0.25, "perceptual": 0.5}})
    assert teaching.progress.losses == [(10, 0.75), (20, 0.75)] and teaching.progress.steps == 40
    assert teaching.progress.measures == [(0, 0.5, 1.0), (20, 0.25, 0.5)]


@pytest.mark.parametrize("damage", ["", "{", '{"base": 3}', "[]"])
def test_a_damaged_folder_is_a_new_beginning(tmp_path: Path, damage: str) -> None:
    (tmp_path / "teaching" / "run").mkdir(parents=True)
    (tmp_path / "teaching" / "job.json").write_text(damage)
    assert Teaching(tmp_path / "teaching").stage is TeachingStage.SETTING_UP


def test_thrown_away_is_thrown_away(teaching: Teaching, tmp_path: Path) -> None:
    learning(teaching, tmp_path)
    teaching.pause(True)
    teaching.throw_away()
    assert not (tmp_path / "teaching" / "run").exists() and not (tmp_path / "teaching" / "job.json").exists()
    assert Teaching(tmp_path / "teaching").stage is TeachingStage.SETTING_UP


def test_what_comes_too_late_changes_nothing(teaching: Teaching, tmp_path: Path) -> None:
    learning(teaching, tmp_path)
    teaching.throw_away()
    teaching.process_told(LEARN, {"event": "outcome"})
    teaching.process_ended(LEARN, "killed")
    assert teaching.stage is TeachingStage.SETTING_UP and not teaching.problem and teaching.outcome is None
