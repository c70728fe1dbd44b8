"""Any picture of a drawing becomes solid closed black lines and clean colours, however it was drawn and taken."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.reading import Kind, Note, find_corners, read_drawing
from resources import samples_dir
from tests.reading_inputs import (
    SIDE,
    closed_areas,
    figure,
    lit_paper,
    on_paper,
    on_table,
    pencil,
    ring,
    ruled,
    specks,
)

AREAS = 4  # head, body, two ears of `figure`; where they overlap there may be three more
RED, BLUE, GREEN = (214, 60, 60), (60, 90, 200), (80, 170, 90)


def check_closed(reading, *, areas: int = AREAS) -> None:
    assert closed_areas(reading.ink) >= areas
    assert specks(reading.ink) == 0
    assert not reading.colour.any()


@pytest.mark.parametrize("width", [1, 3, 8, 14, 24, 40, 60])
@pytest.mark.parametrize("soft", [True, False])
@pytest.mark.parametrize(
    "ink, paper",
    [
        ((0, 0, 0), (255, 255, 255)),
        ((40, 60, 190), (250, 248, 240)),
        ((90, 90, 90), (255, 255, 255)),
        ((20, 15, 10), (196, 164, 120)),
    ],
)
def test_lines_of_any_width_are_solid_and_leave_no_colour(width: int, soft: bool, ink, paper) -> None:
    cover = ring(512, width, soft=soft)
    reading = read_drawing(on_paper(cover, ink, paper))
    middle = cv2.erode((cover > 0.99).astype(np.uint8), np.ones((3, 3))) > 0
    if middle.any():
        assert reading.ink[middle].min() > 240
    far = cv2.dilate((cover > 0).astype(np.uint8), np.ones((5, 5))) == 0
    assert not reading.ink[far].any()
    assert not reading.colour.any()
    assert closed_areas(reading.ink) == 1
    assert reading.kind is Kind.DRAWING


def test_forms_of_files_do_not_matter() -> None:
    """1-bit, grey, transparent, black ground, white on clear: always the same lines."""
    cover = figure(512, 5)
    plain = read_drawing(on_paper(cover)).ink
    clear = np.zeros((512, 512, 4), np.uint8)
    clear[..., 3] = np.rint(cover * 255)
    white = clear.copy()
    white[..., :3] = 255
    forms = {
        "grey": 255 - np.rint(cover * 255).astype(np.uint8),
        "clear": clear,
        "white on clear": white,
        "chalk": on_paper(cover, (255, 255, 255), (12, 14, 12)),
        "green board": on_paper(cover, (240, 240, 230), (30, 62, 50)),
        "one bit": np.where(cover > 0.5, 0, 255).astype(np.uint8),
    }
    for name, picture in forms.items():
        reading = read_drawing(picture)
        assert np.abs(reading.ink.astype(int) - plain).mean() < 3.0, name
        assert not reading.colour.any(), name
        assert (Note.INVERTED in reading.notes) == (name in ("white on clear", "chalk", "green board"))


def test_dabs_stay_hints_and_lines_stay_ink() -> None:
    cover = figure(512, 4)
    rgb = on_paper(cover)
    for centre, colour in (((256, 350), RED), ((256, 180), GREEN), ((158, 104), BLUE)):
        cv2.circle(rgb, centre, 14, colour, -1, cv2.LINE_AA)
    reading = read_drawing(rgb)
    for centre, colour in (((256, 350), RED), ((256, 180), GREEN), ((158, 104), BLUE)):
        assert np.abs(reading.colour[centre[1], centre[0], :3].astype(int) - colour).max() < 4
        assert reading.colour[centre[1], centre[0], 3] == 255
        assert reading.ink[centre[1], centre[0]] == 0
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3
    assert (reading.colour[..., 3] > 0).mean() < 0.012


@pytest.mark.parametrize("width", [4, 14, 30])
def test_filled_areas_are_colour_up_to_their_outline(width: int) -> None:
    rgb = np.full((512, 512, 3), 255, np.uint8)
    cv2.circle(rgb, (256, 256), 180, (250, 190, 60), -1, cv2.LINE_AA)
    cv2.circle(rgb, (256, 256), 180, (0, 0, 0), width, cv2.LINE_AA)
    reading = read_drawing(rgb)
    assert tuple(reading.colour[256, 256]) == (250, 190, 60, 255)
    distance = np.hypot(*(np.indices((512, 512)) - 256))
    assert reading.colour[distance < 180 - width / 2 - 2, 3].min() == 255
    assert not reading.colour[distance > 180 + width / 2 + 4].any()
    painted = reading.colour[..., 3] > 0
    assert np.abs(reading.colour[painted][:, :3].astype(int) - (250, 190, 60)).max() < 12
    assert reading.ink[np.abs(distance - 180) < width / 2 - 1.5].min() > 240
    assert not reading.ink[distance < 180 - width / 2 - 3].any()


def test_coloured_outlines_of_coloured_areas() -> None:
    rgb = np.full((512, 512, 3), 255, np.uint8)
    cv2.circle(rgb, (256, 256), 150, (250, 210, 90), -1, cv2.LINE_AA)
    cv2.circle(rgb, (256, 256), 150, (110, 60, 30), 6, cv2.LINE_AA)
    reading = read_drawing(rgb)
    assert closed_areas(reading.ink) == 1
    assert np.abs(reading.colour[256, 256, :3].astype(int) - (250, 210, 90)).max() < 4
    assert reading.kind is Kind.COLOURED


def test_solid_black_stays_black_and_alone() -> None:
    rgb = on_paper(figure(512, 3))
    cv2.ellipse(rgb, (256, 130), (100, 40), 0, 0, 360, (0, 0, 0), -1, cv2.LINE_AA)
    reading = read_drawing(rgb)
    assert reading.ink[110:150, 200:300].min() == 255
    assert not reading.colour.any()


@pytest.mark.parametrize("paper", [(236, 232, 224), (250, 236, 186), (168, 166, 160), (196, 164, 120)])
@pytest.mark.parametrize("ink", [(40, 40, 44), (50, 70, 170), (190, 50, 60)])
def test_pens_on_paper_under_a_lamp(paper, ink) -> None:
    rgb = on_paper(figure(SIDE, 3) * 0.85, ink, lit_paper(colour=paper))
    check_closed(read_drawing(rgb))


@pytest.mark.parametrize("strength", [0.3, 0.45, 0.7])
def test_pencil_on_grainy_paper(strength: float) -> None:
    rgb = on_paper(pencil(figure(512, 3.5), strength=strength), (60, 60, 64), lit_paper(512, lamp=0.2))
    check_closed(read_drawing(rgb))


@pytest.mark.parametrize("squared", [False, True])
@pytest.mark.parametrize("lit", [False, True])
def test_rules_on_the_paper_are_no_lines(squared: bool, lit: bool) -> None:
    paper = lit_paper(512, lamp=0.15, grain=1.0) if lit else np.float32((250, 250, 252))
    rgb = ruled(on_paper(figure(512, 4), (20, 20, 30), paper), apart=26, squared=squared)
    reading = read_drawing(rgb)
    assert Note.RULES in reading.notes
    check_closed(reading)
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3


def test_a_shadow_and_a_fold_are_no_lines() -> None:
    paper = lit_paper(512, lamp=0.1)
    shadow = np.zeros((512, 512), np.float32)
    cv2.fillPoly(shadow, [np.array([[0, 330], [512, 260], [512, 512], [0, 512]])], 1.0)
    paper *= 1.0 - 0.4 * cv2.GaussianBlur(shadow, (0, 0), 14)[..., None]
    fold = cv2.GaussianBlur(np.eye(512, dtype=np.float32), (0, 0), 9)
    paper *= 1.0 - (0.14 * fold / fold.max())[..., None]
    reading = read_drawing(on_paper(figure(512, 4) * 0.9, (30, 30, 40), paper))
    check_closed(reading)
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3


def test_printed_dots_are_shading() -> None:
    cover = figure(512, 4)
    rgb = on_paper(cover)
    dots = np.zeros((512, 512), np.uint8)
    dots[260::7, ::7] = 1
    rgb[cv2.dilate(dots, np.ones((2, 2), np.uint8)) > 0] = 0
    reading = read_drawing(rgb)
    assert Note.TONE in reading.notes
    assert reading.shading[300:480, 40:470].mean() > 200 and not reading.shading[:200].any()
    assert specks(reading.ink) <= 3
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3


def test_hatching_is_shading() -> None:
    rgb = on_paper(figure(512, 5) * 0.9, (30, 30, 34), lit_paper(512, lamp=0.1))
    for offset in range(-120, 120, 7):
        start, end = (256 + offset - 40, 440), (256 + offset + 40, 300)
        inside = [p for p in (start, end) if ((p[0] - 256) / 135) ** 2 + ((p[1] - 348) / 95) ** 2 < 1]
        if len(inside) == 2:
            cv2.line(rgb, start, end, (110, 110, 114), 2, cv2.LINE_AA)
    reading = read_drawing(rgb)
    assert Note.HATCHING in reading.notes
    assert (reading.ink[320:380, 220:290] > 90).mean() < 0.1
    assert closed_areas(reading.ink) >= AREAS


@pytest.mark.parametrize(
    "corners",
    [
        [(0.12, 0.1), (0.85, 0.16), (0.9, 0.88), (0.08, 0.92)],
        [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)],
    ],
)
def test_the_sheet_is_found_and_laid_straight(corners) -> None:
    sheet = on_paper(figure(600, 6) * 0.9, (30, 30, 60), lit_paper(600, lamp=0.15))
    picture = on_table(sheet, corners, 900)
    found = find_corners(picture)
    assert np.abs(found - np.float32(corners)).max() < 0.025
    reading = read_drawing(picture)
    assert Note.STRAIGHTENED in reading.notes
    check_closed(reading)
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3
    by_hand = read_drawing(picture, np.float32(corners))
    assert closed_areas(by_hand.ink) >= AREAS


def test_frames_and_scanner_edges_are_cut_away() -> None:
    framed = cv2.copyMakeBorder(on_paper(figure(512, 4)), 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(8, 8, 8))
    edge = cv2.copyMakeBorder(on_paper(figure(512, 4)), 0, 40, 0, 28, cv2.BORDER_CONSTANT, value=(60, 58, 55))
    panel = on_paper(figure(512, 4))
    cv2.rectangle(panel, (10, 10), (501, 501), (0, 0, 0), 4)
    for picture in (framed, edge, panel):
        reading = read_drawing(picture)
        check_closed(reading)
        assert AREAS <= closed_areas(reading.ink) <= AREAS + 3
        assert (
            max(reading.ink[0].mean(), reading.ink[-1].mean(), reading.ink[:, 0].mean(), reading.ink[:, -1].mean()) < 30
        )


def test_crayon_areas_are_colour_on_real_paper() -> None:
    paper = lit_paper(512, lamp=0.2)
    rng = np.random.default_rng(1)
    wax = np.zeros((512, 512), np.float32)
    cv2.ellipse(wax, (256, 348), (136, 96), 0, 0, 360, 0.75, -1)
    wax *= np.clip(0.8 + 0.3 * cv2.GaussianBlur(rng.normal(0, 1, wax.shape).astype(np.float32), (0, 0), 1), 0.3, 1)
    painted = paper * (1 - wax[..., None]) + np.float32((230, 120, 50)) * wax[..., None]
    reading = read_drawing(on_paper(figure(512, 6) * 0.95, (20, 20, 24), painted))
    assert reading.kind is Kind.COLOURED
    r, g, b = reading.colour[348, 256, :3].astype(int)
    assert r > g + 30 > b + 40
    assert reading.colour[300:400, 200:320, 3].mean() > 230
    assert reading.colour[100:220, 200:310, 3].mean() < 10
    assert closed_areas(reading.ink) >= AREAS


def test_line_weights_stay() -> None:
    cover = np.zeros((512, 512), np.float32)
    cv2.line(cover, (60, 150), (450, 150), 1.0, 4)
    cv2.line(cover, (60, 350), (450, 350), 1.0, 16)
    for rgb in (on_paper(cover), on_paper(cover * 0.9, (30, 30, 30), lit_paper(512, lamp=0.2))):
        ink = read_drawing(rgb).ink
        thin, wide = ((ink[rows, 200:300] > 127).sum(axis=0).mean() for rows in (slice(100, 200), slice(300, 400)))
        assert 3.0 < thin < 8.0 and 13.0 < wide < 22.0


def test_more_and_fewer_lines() -> None:
    cover = figure(512, 4)
    faint = np.zeros((512, 512), np.float32)
    cv2.line(faint, (40, 494), (470, 480), 1.0, 3, cv2.LINE_AA)
    rgb = on_paper(np.maximum(cover * 0.9, faint * 0.12), (40, 40, 40), lit_paper(512, lamp=0.1, grain=1.0))
    few, many = (read_drawing(rgb, more=more).ink[466:505] for more in (0.0, 1.0))
    assert not (few > 90).any()
    assert (many > 90).sum() > 300


def test_what_is_no_drawing_is_said() -> None:
    rng = np.random.default_rng(0)
    coarse = rng.uniform(0, 255, (9, 9, 3)).astype(np.float32)
    photo = cv2.resize(coarse, (400, 400), interpolation=cv2.INTER_CUBIC) + rng.normal(0, 6, (400, 400, 3))
    assert read_drawing(np.clip(photo, 0, 255).astype(np.uint8)).kind is Kind.PHOTO
    page = np.full((700, 500, 3), 252, np.uint8)
    for row in range(12):
        cv2.putText(
            page, "the quick brown fox jumps", (30, 60 + 50 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (10, 10, 10), 2
        )
    assert read_drawing(page).kind is Kind.TEXT
    for sheet in (
        np.full((200, 300, 3), 255, np.uint8),
        np.zeros((200, 300), np.uint8),
        np.zeros((64, 64, 4), np.uint8),
        lit_paper(300).astype(np.uint8),
    ):
        reading = read_drawing(sheet)
        assert reading.kind is Kind.EMPTY
        assert not reading.ink.any() and not reading.colour.any()
    full = np.zeros((300, 300, 3), np.uint8)
    full[:150], full[150:] = (90, 170, 230), (90, 160, 80)
    cv2.circle(full, (150, 150), 70, (240, 200, 70), -1)
    cv2.circle(full, (150, 150), 70, (0, 0, 0), 4)
    reading = read_drawing(full)
    assert reading.kind is Kind.PICTURE
    assert (reading.ink > 127).any() and (reading.colour[..., 3] > 0).mean() > 0.8


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (3, 900), (17, 5)])
def test_odd_sizes_are_read_without_a_warning(shape, recwarn) -> None:
    rng = np.random.default_rng(0)
    for picture in (
        np.zeros(shape, np.uint8),
        np.full((*shape, 3), 255, np.uint8),
        rng.integers(0, 256, (*shape, 4), dtype=np.uint8),
    ):
        reading = read_drawing(picture)
        assert reading.ink.shape == reading.colour.shape[:2] == reading.shading.shape
    assert not [w for w in recwarn if issubclass(w.category, RuntimeWarning)]


def test_large_scans_are_read_at_the_size_that_is_needed() -> None:
    cover = cv2.resize(figure(1024, 4), (6000, 4000), interpolation=cv2.INTER_LINEAR)
    reading = read_drawing(np.where(cover > 0.5, 0, 255).astype(np.uint8), side_px=1024)
    assert reading.size == (1024, 682)
    assert Note.REDUCED in reading.notes
    assert AREAS <= closed_areas(reading.ink) <= AREAS + 3


def test_wishes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError):
        read_drawing(np.zeros((9, 9), np.uint8), more=1.5)


def test_little_paper_is_enough() -> None:
    """Nearly all of it painted: the paper's colour is taken from what is left, in no more time than else."""
    rng = np.random.default_rng(3)
    rgb = np.clip(np.full((240, 240, 3), (60, 40, 30)) + rng.normal(0, 4, (240, 240, 3)), 0, 255).astype(np.uint8)
    rgb[:14, :14] = (250, 248, 240)
    assert read_drawing(rgb).ink.shape == (240, 240)


@pytest.mark.parametrize("name", ["scan-snail.jpg", "scan-boat.jpg"])
def test_a_sheet_on_a_table_close_to_the_edge_of_the_photo(name):
    photo = cv2.cvtColor(cv2.imread(str(samples_dir() / name)), cv2.COLOR_BGR2RGB)
    reading = read_drawing(photo)
    assert reading.kind is Kind.DRAWING and Note.STRAIGHTENED in reading.notes
    height, width = reading.ink.shape
    assert 0.005 < (reading.ink > 127).mean() < 0.06
    rim = np.ones((height, width), bool)
    rim[height // 40 : -height // 40, width // 40 : -width // 40] = False
    assert not (reading.ink[rim] > 127).any(), "neither the table nor the sheet's edge is a line"
