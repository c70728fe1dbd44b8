"""`sketchart name`: labels in two languages, JSON for programs, one clear line for what is no drawing."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from sketchart_desktop import cli


def star_file(folder: Path, name: str = "star.png") -> Path:
    angles = np.deg2rad(-90 + 144 * np.arange(6))
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 100 + 128
    picture = np.full((256, 256, 3), 255, np.uint8)
    cv2.polylines(picture, [np.round(points).astype(np.int32)], True, (0, 0, 0), 4, cv2.LINE_AA)
    cv2.imwrite(str(folder / name), picture)
    return folder / name


def test_a_drawing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run_command_line(["name", str(star_file(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "star.png: star " in out and "%" in out
    assert cli.run_command_line(["name", str(star_file(tmp_path)), "--language", "ko", "--count", "1"]) == 0
    out = capsys.readouterr().out.strip()
    assert "star.png: 별 " in out and "," not in out.split(": ")[-1]


def test_json_holds_every_file_and_its_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.png"
    broken.write_text("no picture")
    empty = tmp_path / "empty.png"
    cv2.imwrite(str(empty), np.full((64, 64, 3), 255, np.uint8))
    code = cli.run_command_line(
        ["name", "--json", str(star_file(tmp_path)), str(broken), str(empty), str(tmp_path / "missing.png")]
    )
    told = capsys.readouterr()
    rows = json.loads(told.out)
    assert code == 1  # a part of the batch
    assert cli.run_command_line(["name", str(broken)]) == 2
    assert rows[0]["figures"][0]["labels"][0]["id"] == "star"
    assert rows[0]["figures"][0]["labels"][0]["ko"] == "별"
    assert all("problem" in row for row in rows[1:])
    assert len(told.err.strip().splitlines()) == 3
    assert all(name in told.err for name in ("broken.png", "empty.png", "missing.png"))


def test_a_language_without_names_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run_command_line(["name", str(star_file(tmp_path)), "--language", "fr"]) == 2
    assert "en or ko" in capsys.readouterr().err
