"""The flagship's benchmarks: what the rivals are told, what an ablation takes away, how tables and the document come
about."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from benchmarks import ablation, contact_sheet
from benchmarks.flagship_sheets import DOCUMENT, PLACES, filled
from benchmarks.flagship_table import MEASURES, markdown
from benchmarks.pix2pix_trial import drawing_planes, input_planes
from engines.tensors import PLANES
from trainer.recipe import read_recipe


def test_pix2pix_sees_lines_over_dabs_and_is_told_palette_and_style() -> None:
    planes = torch.zeros(1, len(PLANES), 4, 4)
    planes[0, PLANES.index("hint_red")] = 1
    planes[0, PLANES.index("hint_confidence"), :, 2:] = 1
    planes[0, PLANES.index("ink"), 0] = 1
    seen = drawing_planes(planes, torch.full((1, 4, 4), 0.5), torch.tensor([[0.0, 1.0]]))
    assert seen.shape == (1, input_planes(2), 4, 4)
    assert seen[0, :3, 0].eq(-1).all(), "lines are black"
    assert seen[0, :3, 1, 0].tolist() == [1, 1, 1] and seen[0, :3, 1, 3].tolist() == [1, -1, -1]
    assert seen[0, 3:19].eq(0).all() and seen[0, 19].eq(-1).all() and seen[0, 20].eq(1).all()


def test_raw_dabs_stay_where_they_are() -> None:
    colour = np.zeros((8, 8, 4), np.uint8)
    colour[2, 3] = (255, 0, 51, 255)
    planes = ablation.raw_dabs(colour, np.ones((8, 8), np.uint8))
    assert planes[:, 2, 3].tolist() == np.array([1, 0, 0.2, 1], np.float32).tolist() and planes[3].sum() == 1


def test_each_variant_takes_away_one_thing() -> None:
    recipe = ablation.small(read_recipe(Path("flagship")))
    assert [s.size_px for s in recipe.stages] == [128, 128] and recipe.stages[1].perceptual
    looks = ablation.VARIANTS["looks"].recipe(recipe)
    assert not any(s.perceptual or s.adversarial for s in looks.stages)
    assert ablation.VARIANTS["freehand"].recipe(recipe).variety.freehand == 0
    assert ablation.VARIANTS["whole"].recipe(recipe) is recipe
    planes = np.ones((1, len(PLANES), 4, 4), np.float32)
    change = ablation.VARIANTS["regions"].planes
    assert change is not None
    change(None, planes)  # type: ignore[arg-type]
    assert not planes[0, PLANES.index("region")].any() and planes.sum() == (len(PLANES) - 1) * 16


def test_tables_have_a_line_per_kind_of_drawing() -> None:
    row = {"dabs": dict.fromkeys(MEASURES, 0.5), "no dabs": {"l1": 0.25}, "gflop": 12.0}
    lines = markdown({"ours": row}).splitlines()
    assert len(lines) == 4 and len({line.count("|") for line in lines}) == 1
    assert "0.25" in lines[3] and "12" in lines[2]


def test_the_document_has_every_place_and_is_filled_again_and_again(tmp_path: Path) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in document for name in PLACES)
    (tmp_path / PLACES["table"]).write_text("| a |\n")
    (tmp_path / PLACES["freehand"]).write_text("told")
    once = filled(document, tmp_path)
    assert "<!-- table -->\n| a |\n<!-- end -->" in once and "```\ntold\n```" in once
    assert filled(once, tmp_path) == once


def test_sheets_for_documents_stay_small(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (900, 900, 3), np.uint8)
    path = contact_sheet.write(Image.fromarray(noise), tmp_path / "noise.webp")
    assert path.stat().st_size <= 400_000
