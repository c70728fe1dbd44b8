"""Sets read for teaching: what is left out, what is refused, what is held out; variants and patterns."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.unit.trainer.teaching.conftest import SIDE_PX, drawing, write_pair
from trainer.curation.set_folder import SetDescription, SetError, SetPair, ink_path, target_path, write_description
from trainer.teaching.material import read_material
from trainer.teaching.patterns import canvas_patterns
from trainer.teaching.usual_look import usual_grain
from trainer.teaching.variants import PairVariant, other_hand


def test_a_set_is_read_with_what_is_held_out(set_folder: Path) -> None:
    material = read_material(set_folder)
    assert [len(material.pairs), len(material.held_out)] == [5, 2] and material.apart
    assert material.licence == "CC0-1.0" and not material.skipped
    pair = material.pairs[0]
    ink, _, target = drawing(0)
    assert np.array_equal(pair.ink, 255 - ink) and np.array_equal(pair.target[:, :, :3], target)
    assert pair.colour is not None and material.pairs[2].colour is None


def test_pairs_that_cannot_be_used_are_left_out_and_named(set_folder: Path) -> None:
    ink_path(set_folder, "disc-0").write_bytes(b"rubbish")
    target_path(set_folder, "disc-1").unlink()
    ink_path(set_folder, "disc-3").write_bytes(b"")
    material = read_material(set_folder)
    assert [pair.id for pair in material.pairs] == ["disc-2", "disc-4"]
    assert len(material.skipped) == 3 and all("disc-" in sentence for sentence in material.skipped)


def test_a_set_of_rubbish_is_refused_in_words(set_folder: Path) -> None:
    for number in range(5):
        ink_path(set_folder, f"disc-{number}").write_bytes(b"rubbish")
    with pytest.raises(SetError, match="nothing to learn from"):
        read_material(set_folder)
    with pytest.raises(SetError, match="no folder"):
        read_material(set_folder / "none")


def test_some_are_held_out_where_the_set_does_not_say(tmp_path: Path) -> None:
    for number in range(10):
        write_pair(tmp_path, f"n{number}", number)
    write_description(tmp_path, SetDescription(pairs=tuple(SetPair(id=f"n{number}") for number in range(10))))
    material = read_material(tmp_path)
    assert [len(material.pairs), len(material.held_out)] == [8, 2]
    assert not {pair.id for pair in material.pairs} & {pair.id for pair in material.held_out}


def test_with_few_pairs_all_are_learnt_and_measured_and_it_is_said(tmp_path: Path) -> None:
    write_pair(tmp_path, "one", 1)
    write_description(tmp_path, SetDescription(pairs=(SetPair(id="one"),)))
    material = read_material(tmp_path)
    assert material.pairs == material.held_out and not material.apart


def test_changed_drawings_change_the_digest(set_folder: Path) -> None:
    before = read_material(set_folder).digest
    assert read_material(set_folder).digest == before
    write_pair(set_folder, "disc-0", 77)
    assert read_material(set_folder).digest != before


def test_ruled_paper_is_found_to_a_fraction_of_a_pixel_and_in_phase() -> None:
    pages = []
    for number in range(6):
        page = np.full((512, 512, 4), 255, np.uint8)
        page[::17, :, :3] = 150
        rng = np.random.default_rng(number)
        x, y = rng.integers(50, 300, 2)
        page[y : y + 150, x : x + 130, :3] = rng.integers(0, 255, 3)
        pages.append(page)
    across, down, _, phase = canvas_patterns(pages)[0][0]
    times = down * 17
    assert abs(times - round(times)) < 2e-3 and abs(across) < 1e-4
    # The lines are where all waves are darkest, at row 0: the phase is half a turn away.
    assert abs(abs(phase) - np.pi) < 0.1


def test_pictures_with_nothing_in_common_have_no_pattern() -> None:
    rng = np.random.default_rng(1)
    pages = [
        np.dstack([rng.integers(0, 255, (512, 512, 3)), np.full((512, 512), 255)]).astype(np.uint8) for _ in "abcdef"
    ]
    assert sum(len(pattern) for pattern in canvas_patterns(pages)) == 0


@pytest.mark.parametrize(("coarse_px", "strength"), [(0.0, 0.03), (0.6, 0.02), (0.9, 0.03)])
def test_grain_is_found_as_strong_and_as_coarse_as_it_is(coarse_px: float, strength: float) -> None:
    rng = np.random.default_rng(0)
    variants = []
    for _ in range(3):
        noise = rng.standard_normal((256, 256)).astype(np.float32)
        if coarse_px:
            noise = cv2.GaussianBlur(noise, (0, 0), coarse_px)
        target = np.full((4, 256, 256), 255, np.uint8)
        target[:3] = np.clip(200 + noise * (255 * strength / noise.std()), 0, 255).round()
        art, known = np.zeros((8, 256, 256), np.uint8), np.full((256, 256), 255, np.uint8)
        variants.append(PairVariant(art, target, known, np.eye(2, 3), (240, 240)))
    grain, grain_px = usual_grain(variants)
    assert np.allclose(grain, strength, rtol=0.1) and abs(grain_px - coarse_px) < 0.1
    plain = PairVariant(art, np.full_like(target, 255), known, np.eye(2, 3), (240, 240))
    assert not usual_grain([plain])[0].any()


def test_another_hand_draws_the_same_lines_nearly() -> None:
    ink = 255 - drawing(3)[0]
    for number in range(12):
        other = other_hand(ink, np.random.default_rng(number))
        assert other.shape == (SIDE_PX, SIDE_PX) and 0.5 < other.sum() / ink.sum() < 2
