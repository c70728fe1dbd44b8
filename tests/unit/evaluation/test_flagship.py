"""The flagship's benchmarks: what the rivals are told, what an ablation takes away, how tables and the document come
about."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import resources
from engines.packs.stylepack import open_pack
from engines.palette import Palette
from engines.sketch.input_planes import PLANES
from evaluation import ablation, contact_sheet, flagship_card, flagship_colours
from evaluation.flagship_sheets import DOCUMENT, PLACES, filled
from evaluation.flagship_table import MEASURES, markdown
from evaluation.pix2pix_trial import drawing_planes, input_planes
from trainer.evaluation.held_out import Drawn
from trainer.recipe_files import read_recipe


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
    plain = ablation.VARIANTS["adversarial"].recipe(recipe)
    assert recipe.stages[1].adversarial and not any(s.adversarial for s in plain.stages) and plain.stages[1].perceptual
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


def test_the_ablation_makes_one_row_and_tells_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {part: dict.fromkeys(MEASURES, 0.5) for part in ("dabs", "no dabs")}
    row = parts | {"trained": {"minutes": 2, "steps": 3, "pictures": 4}}
    made = []

    class Kept(ablation.TableMaterial):
        def __init__(self, _recipe, _cache, out: Path, **_) -> None:
            self.out = out

    monkeypatch.setattr(ablation, "TableMaterial", Kept)
    monkeypatch.setattr(ablation, "row", lambda _bench, name, _minutes: made.append(name) or row)
    for only in ("whole", "adversarial", "adversarial"):
        assert ablation.main(["--cache", "nowhere", "--out", str(tmp_path), "--only", only]) == 0
    table = (tmp_path / "ablation.md").read_text()
    assert made == ["whole", "adversarial"] and "| whole | dabs" in table and "| no adversarial loss | dabs" in table


RED, BLUE, PINK = (220, 40, 40), (40, 60, 220), (225, 45, 55)


def halves(*colours: tuple[int, int, int]) -> np.ndarray:
    """Premultiplied RGBA of stripes side by side in a clear frame: float32 [40, 40, 4]."""
    picture = np.zeros((40, 40, 4), np.float32)
    for number, colour in enumerate(colours):
        step = 32 // len(colours)
        picture[4:36, 4 + number * step : 4 + (number + 1) * step] = (*(np.array(colour) / 255), 1)
    return picture


def drawing(style: int, *colours: tuple[int, int, int]) -> Drawn:
    blank = np.zeros((40, 40), np.uint8)
    palette = Palette.of(tuple(dict.fromkeys(colours)))
    return Drawn("stripes", style, blank, np.zeros((40, 40, 4), np.uint8), palette, halves(*colours))


def test_two_colours_are_shown_where_both_are_seen_and_clearly_different() -> None:
    whole, inside = halves(RED, BLUE)[:, :, :3], halves(RED)[:, :, 3] > 0.5
    both = Palette.of((RED, BLUE))
    assert flagship_colours.shown(whole, inside, both) == [0, 1] and flagship_colours.two_shown(whole, inside, both)
    assert flagship_colours.shown(halves(RED)[:, :, :3], inside, both) == [0]
    # A speck is not shown, what is unlike all colours is none of them, and two reds are one colour.
    speck = halves(RED)[:, :, :3]
    speck[4:9, 4:9] = np.array(BLUE) / 255
    assert not flagship_colours.two_shown(speck, inside, both)
    assert flagship_colours.shown(halves((30, 200, 60))[:, :, :3], inside, both) == []
    alike = halves(RED, PINK)[:, :, :3]
    assert flagship_colours.shown(alike, inside, Palette.of((RED, PINK))) == [0, 1]
    assert not flagship_colours.two_shown(alike, inside, Palette.of((RED, PINK)))
    assert flagship_colours.shown(whole, np.zeros((40, 40), bool), both) == []


def test_subjects_count_whose_artist_used_two_colours() -> None:
    drawings = [drawing(0, RED, BLUE), drawing(0, RED, PINK), drawing(1, RED, BLUE), drawing(1, BLUE, RED)]
    answers = iter([halves(RED, BLUE), halves(RED), halves(RED, BLUE)])
    found = flagship_colours.two_colours(lambda _drawn, dabs: halves() if dabs else next(answers), drawings)
    assert found["subjects"] == 3 and found["share"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["styles"] == [{"subjects": 1, "share": 1.0}, {"subjects": 2, "share": 0.5}]
    assert flagship_colours.two_colours(lambda d, _: d.target, [])["share"] == 0


def test_two_rolls_differ_as_much_as_their_palettes() -> None:
    bank = (Palette.of((RED,)), Palette.of((BLUE,)))
    drawings = [drawing(0, RED, BLUE) for _ in range(6)]
    deaf = flagship_colours.two_rolls(lambda _d, _dabs: halves(RED), drawings, bank)
    led = flagship_colours.two_rolls(lambda d, _dabs: halves(d.palette.colours[0]), drawings, bank)
    assert deaf["median"] == 0 and led["median"] > 10 and led["in_palette"] == 1 > deaf["in_palette"]
    row = {"two_colours": flagship_colours.two_colours(lambda d, _: d.target, drawings), "two_rolls": led}
    assert "Soft 100% of 6" in flagship_colours.in_words("ours", row, ("Soft",))
    assert flagship_colours.in_words("another", {}, ("Soft",)) == ""


def test_the_card_of_the_pack_is_given_what_was_measured_again_and_again(tmp_path: Path) -> None:
    folder, results, pictures = tmp_path / "pack", tmp_path / "results", tmp_path / "pictures"
    shutil.copytree(resources.styles_dir() / "flagship", folder)
    before = open_pack(folder)
    older = (folder / flagship_card.CARD).read_text(encoding="utf-8")
    results.mkdir()
    pictures.mkdir()
    (pictures / "growing.webp").write_bytes(b"")
    for number in ("0.5", "0.25"):
        (results / "table.md").write_text(f"| l1 |\n|---|\n| {number} |\n")
        pack = flagship_card.renew(folder, results=results, pictures=pictures)
    card = (folder / flagship_card.CARD).read_text(encoding="utf-8")
    assert card.count(flagship_card.BEGIN) == 1 and "| 0.25 |" in card and "0.5 |" not in card.split("## Measured")[1]
    assert older.split(flagship_card.BEGIN)[0].strip() in card and "../pictures/growing.webp" in card
    assert open_pack(folder).manifest == pack.manifest
    same = {"files": {}}
    assert pack.manifest.model_copy(update=same) == before.manifest.model_copy(update=same)
