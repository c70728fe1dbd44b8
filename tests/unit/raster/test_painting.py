"""The painter: live ink is replayed ink, undo gives back every pixel, and what is drawn looks as it should."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.history import History
from sketchart_desktop.document.operations import AddStroke, Clear, Fill, ImportImage, Redraw, Reshape
from sketchart_desktop.document.stroke import PAPER, Brush, Stroke, checked_points
from sketchart_desktop.document.symmetry import Symmetry
from sketchart_desktop.files import drawing_files
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.painting import Painting
from tests.drawings import HEIGHT, WIDTH, pixels, random_operation, random_stroke, replayed, stroke


def drawn_live(painting: Painting, one: Stroke, cuts: list[int]) -> AddStroke:
    edges = sorted({1, len(one.points), *(1 + cut % len(one.points) for cut in cuts)})
    painting.begin(replace(one, points=one.points[:1]))
    for start, end in itertools.pairwise(edges):
        painting.extend(one.points[start:end])
    return painting.finish()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), cuts=st.lists(st.integers(0, 100), max_size=12))
def test_live_ink_is_replayed_ink_however_it_comes_in(seed: int, cuts: list[int]) -> None:
    rng = np.random.default_rng(seed)
    ground = [AddStroke(random_stroke(rng, WIDTH, HEIGHT)) for _ in range(2)]
    one = random_stroke(rng, WIDTH, HEIGHT)
    live = replayed(ground)
    assert drawn_live(live, one, cuts) == AddStroke(one)
    assert pixels(live) == pixels(replayed([*ground, AddStroke(one)]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32 - 1),
    steps=st.lists(
        st.sampled_from(["do", "do", "do", "live", "reshape", "undo", "redo", "jump", "cancel", "save"]),
        min_size=3,
        max_size=24,
    ),
    budget=st.sampled_from([0, 200_000, 50_000_000]),
)
def test_any_way_to_a_position_gives_the_same_pixels(tmp_path_factory, seed: int, steps, budget: int) -> None:
    """do, undo, redo, jumps, cancelled strokes, save and reopen, any undo budget: replaying the log is the truth."""
    rng = np.random.default_rng(seed)
    history, painting = History(), Painting(WIDTH, HEIGHT, undo_budget_bytes=budget)
    for step in steps:
        before = pixels(painting)
        if step == "do":
            operation = random_operation(rng, WIDTH, HEIGHT)
            dirty = painting.apply(operation)
            history.do(operation)
        elif step == "live":
            dirty = (QRect(0, 0, WIDTH, HEIGHT),)
            history.do(drawn_live(painting, random_stroke(rng, WIDTH, HEIGHT), rng.integers(0, 20, 4).tolist()))
        elif step == "reshape":
            last = history.done[-1] if history.done else None
            if not isinstance(last, AddStroke) or isinstance(painting._under, type(None)):
                continue
            operation = Reshape(
                replace(random_stroke(rng, WIDTH, HEIGHT), layer=last.stroke.layer, brush=last.stroke.brush)
            )
            dirty = painting.apply(operation)
            history.do(operation)
        elif step == "cancel":
            painting.begin(random_stroke(rng, WIDTH, HEIGHT))
            painting.extend(random_stroke(rng, WIDTH, HEIGHT).points)
            dirty = painting.cancel()
            assert pixels(painting) == before
        elif step == "save":
            path = tmp_path_factory.mktemp("ora") / "a.ora"
            drawing_files.save_file(
                path, Drawing(WIDTH, HEIGHT, history.operations), painting, position=history.position
            )
            opened = drawing_files.open_file(path)
            assert (opened.drawing.operations, opened.position) == (history.operations, history.position)
            painting, dirty = opened.painting, (QRect(0, 0, WIDTH, HEIGHT),)
            painting.undo_budget_bytes = budget
        else:
            if step == "jump" and len(history.operations):
                history = History(history.operations, int(rng.integers(len(history.operations) + 1)))
            elif step == "undo":
                history.undo()
            else:
                history.redo()
            dirty = painting.go_to(history.position, history.operations)
        assert painting.position == history.position
        assert painting.undo_bytes <= budget
        assert_only_inside(before, pixels(painting), dirty)
    assert pixels(painting) == pixels(replayed(history.done))


def test_a_broad_brush_reaches_the_pen_at_once_and_ends_as_its_curve_does() -> None:
    way = [(60, 60), (160, 50), (220, 120), (120, 170)]
    one = stroke(way, Brush("ink", 150.0, hardness=1.0))
    painting = Painting(WIDTH, HEIGHT)
    painting.begin(replace(one, points=one.points[:1]))
    for index in range(1, len(way)):
        painting.extend(one.points[index : index + 1])
        x, y = way[index]
        assert painting.layer("ink").pixelColor(x, y).alpha() == 255, "the ink is under the pen"
    before = pixels(painting)
    dirty = painting.settle()
    after = pixels(painting)
    assert before != after, "until the pen is lifted its last way is shown straight"
    assert_only_inside(before, after, dirty)
    painting.finish()
    assert pixels(painting) == pixels(replayed([AddStroke(one)]))


def test_a_reshaped_stroke_comes_back_as_drawn_with_and_without_undo_tiles(tmp_path) -> None:
    raw = stroke([(40, 40), (150, 60), (260, 40)], Brush("ink", 9.0))
    ground = [AddStroke(stroke([(10, 150), (290, 20)], Brush("ink", 14.0, opacity=0.5)))] * 3
    line = Reshape(stroke([(40, 140), (260, 160)], Brush("ink", 9.0)))
    log = [*ground, AddStroke(raw), line]
    painting = replayed(log)
    assert pixels(painting) == pixels(replayed([*ground, AddStroke(line.stroke)])), "nothing of the raw stroke is left"
    painting.go_to(4, log)
    assert pixels(painting) == pixels(replayed([*ground, AddStroke(raw)]))
    painting.go_to(5, log)
    for position in (4, 5):
        path = tmp_path / f"{position}.ora"
        painting.go_to(position, log)
        drawing_files.save_file(path, Drawing(WIDTH, HEIGHT, tuple(log)), painting, position=position)
        opened = drawing_files.open_file(path).painting
        for there in (9 - position, position, 3, 5):
            opened.go_to(there, log)
            assert pixels(opened) == pixels(replayed(log[:there])), (position, there)
    with pytest.raises(DrawingFileError):
        replayed([*ground, Clear(("mask",)), line])


@pytest.mark.parametrize(("size", "hardness"), [(4.0, 0.9), (24.0, 0.9), (24.0, 0.1)])
def test_a_bucket_fills_to_the_middle_of_the_lines_and_no_farther(size: float, hardness: float) -> None:
    around = [(90, 50), (90, 50), (90, 150), (90, 150), (210, 150), (210, 150), (210, 50), (210, 50), (90, 50)]
    box = AddStroke(stroke(around, Brush("ink", size, hardness=hardness)))
    colour = replayed([box, Fill("colour", 150, 100, (0, 200, 0), to_middle=True)]).layer_pixels("colour")[..., 3]
    assert colour[53:147, 93:207].min() == 255, "nothing shows through, up to the middle"
    assert colour[:48].max() == colour[153:].max() == colour[:, :88].max() == colour[:, 213:].max() == 0
    other = replayed([box, Fill("colour", 20, 20, (0, 200, 0), to_middle=True)]).layer_pixels("colour")[..., 3]
    assert (colour | other).min() == 255, "two fills meet under the line"


def test_a_fill_of_an_older_drawing_looks_as_it_did() -> None:
    old = Fill("colour", 150, 100, (0, 200, 0))
    assert "to_middle" not in old.to_json()
    assert not Fill.from_json(old.to_json()).to_middle
    new = Fill("colour", 150, 100, (0, 200, 0), to_middle=True)
    assert Fill.from_json(new.to_json()) == new


def test_redraw_empties_a_layer_and_leaves_the_others() -> None:
    paint = AddStroke(stroke([(20, 100), (280, 100)], Brush("colour", 40.0), colour=(255, 0, 0), layer="colour"))
    old, new = (AddStroke(stroke([(20, y), (280, y)], Brush("ink", 8.0))) for y in (60, 140))
    painting = replayed([paint, old, Redraw("ink", (new,))])
    assert pixels(painting) == pixels(replayed([paint, new]))
    with pytest.raises(DrawingFileError):
        Redraw("ink", (paint,))


def assert_only_inside(before: dict[str, bytes], after: dict[str, bytes], dirty: Sequence[QRect]) -> None:
    for name, old in before.items():
        changed = (np.frombuffer(old, np.uint32) != np.frombuffer(after[name], np.uint32)).reshape(HEIGHT, WIDTH)
        for rect in dirty:
            changed[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = False
        assert not changed.any(), f"{name} changed at {np.argwhere(changed)[0]} (y, x), told {dirty}"


def test_a_symmetric_stroke_tells_of_each_copy_apart() -> None:
    """One rectangle around all of them would be most of the paper, painted anew at each event."""
    painting = Painting(2000, 2000)
    brush = Brush("ink", 8.0)
    points = checked_points([(1000.0, 150.0, 1.0, 0.0)])
    painting.begin(Stroke(points, brush, (0, 0, 0), "ink", Symmetry("radial", 1000, 1000, 12)))
    dirty = painting.extend([(1015.0, 160.0, 1.0, 0.1)])
    dirty += painting.extend([(1030.0, 170.0, 1.0, 0.2)])
    assert sum(rect.width() * rect.height() for rect in dirty) < 0.02 * 2000 * 2000
    live = painting.settle()
    operation = painting.finish()
    assert len(live) == 11  # the copies reach the pen's end, where the stroke itself is already
    again = Painting(2000, 2000)
    assert len(again.apply(operation)) >= 12
    assert np.array_equal(again.layer_pixels("ink"), painting.layer_pixels("ink"))


def coverage(painting: Painting, layer: str = "ink") -> np.ndarray:
    return painting.layer_pixels(layer)[..., 3] / 255.0


@pytest.mark.parametrize("size", [0.6, 1.0, 2.0, 5.0, 14.0, 60.0])
@pytest.mark.parametrize("angle", [0.0, 0.3, 0.785, 1.2])
def test_a_line_covers_its_area(size: float, angle: float) -> None:
    """Length times width plus the round ends: anti-aliasing neither fattens nor thins (hairlines vary a little)."""
    way = np.array([np.cos(angle), np.sin(angle)]) * 90.0
    start = np.array([100.0, 100.0]) - way / 2 + 0.3
    points = [tuple(start + way * part) for part in (0.0, 0.4, 0.7, 1.0)]
    painting = replayed([AddStroke(stroke(points, Brush("ink", size, hardness=1.0)))])
    assert coverage(painting).sum() == pytest.approx(
        90.0 * size + np.pi * size**2 / 4, rel=0.04 if size >= 2.0 else 0.13
    )


def test_a_curved_line_is_as_even_as_a_ring() -> None:
    """A circle of few samples: every pixel near the exact ring's coverage, most far closer; no beads, no gaps."""
    angles = np.linspace(0, 2 * np.pi, 33)
    points = [(150 + 70 * np.cos(a), 100 + 70 * np.sin(a)) for a in angles]
    drawn = coverage(replayed([AddStroke(stroke(points, Brush("ink", 9.0, hardness=1.0)))]))
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    exact = np.clip(5.0 - np.abs(np.hypot(x - 150, y - 100) - 70), 0, 1)
    seam = np.hypot(x - 220, y - 100) < 12  # the open ends meet here
    difference = np.abs(drawn - exact)[~seam]
    assert difference.max() < 0.2
    assert difference.mean() < 0.002


def test_half_transparent_strokes_do_not_pile_up_where_they_cross_themselves() -> None:
    eight = [(60, 60), (200, 140), (240, 100), (200, 60), (60, 140), (30, 100), (60, 60)]
    painting = replayed([AddStroke(stroke(eight, Brush("ink", 20.0, opacity=0.5)))])
    assert coverage(painting).max() == pytest.approx(0.5, abs=0.01)


def test_pressure_makes_width_and_strength() -> None:
    rising = [(20 + 10 * i, 100, i / 25) for i in range(26)]
    wide = coverage(replayed([AddStroke(stroke(rising, Brush("ink", 30.0)))]))
    widths = [wide[:, x].sum() for x in range(40, 250, 30)]
    assert all(a < b for a, b in itertools.pairwise(widths))
    pale = Brush("ink", 30.0, pressure_size=False, pressure_opacity=True)
    strong = coverage(replayed([AddStroke(stroke(rising, pale))]))
    strengths = strong[100, 30:260:20]
    assert all(a < b for a, b in itertools.pairwise(strengths))


def test_a_click_is_a_round_dot() -> None:
    dot = coverage(replayed([AddStroke(stroke([(100.5, 80.5)], Brush("ink", 21.0, hardness=1.0)))]))
    assert dot.sum() == pytest.approx(np.pi * 10.5**2, rel=0.01)
    assert (dot == dot[:, ::-1][:, np.r_[WIDTH - 201 : WIDTH, 0 : WIDTH - 201]]).all()


def test_an_eraser_takes_ink_and_colour_but_not_the_reference() -> None:
    lines = [
        AddStroke(stroke([(20, 100), (280, 100)], Brush("ink", 12.0), layer=name)) for name in ("ink", "reference")
    ]
    paint = AddStroke(stroke([(20, 100), (280, 100)], Brush("colour", 40.0), colour=(255, 0, 0), layer="colour"))
    wipe = AddStroke(stroke([(150, 20), (150, 180)], Brush("eraser", 30.0), layer=PAPER))
    painting = replayed([*lines, paint, wipe])
    for name, left in (("ink", 0), ("colour", 0), ("reference", 255)):
        assert painting.layer_pixels(name)[100, 150, 3] == left
        assert painting.layer_pixels(name)[100, 60, 3] == 255
    only = replayed([*lines, paint, AddStroke(stroke([(150, 20), (150, 180)], Brush("eraser", 30.0), layer="ink"))])
    assert only.layer_pixels("ink")[100, 150, 3] == 0
    assert only.layer_pixels("colour")[100, 150, 3] == 255


def box_with_gap(gap: int) -> list[AddStroke]:
    left, right = 150 - gap / 2, 150 + gap / 2
    around = [
        (left, 50),
        (90, 50),
        (90, 50),
        (90, 150),
        (90, 150),
        (210, 150),
        (210, 150),
        (210, 50),
        (210, 50),
        (right, 50),
    ]
    return [AddStroke(stroke(around, Brush("ink", 4.0)))]


def test_a_bucket_fills_a_region_and_stops_at_the_line() -> None:
    painting = replayed([*box_with_gap(0), Fill("colour", 150, 100, (0, 200, 0))])
    colour = painting.layer_pixels("colour")
    assert colour[60:140, 100:200, 3].min() == 255
    assert colour[:46, :, 3].max() == 0
    assert colour[:, :86, 3].max() == 0
    assert tuple(colour[100, 150, :3]) == (0, 200, 0)
    # No light seam: wherever the ink lets anything through on the inside, there is paint under it.
    assert colour[52:149, 92:209, 3].min() == 255


@pytest.mark.parametrize(("gap", "spills"), [(6, False), (40, True)])
def test_small_gaps_are_closed_large_ones_are_not(gap: int, spills: bool) -> None:
    painting = replayed([*box_with_gap(gap), Fill("colour", 150, 100, (0, 200, 0), gap_px=8.0)])
    assert (painting.layer_pixels("colour")[10, 10, 3] > 0) == spills
    assert painting.layer_pixels("colour")[100, 150, 3] == 255


def test_a_bucket_on_the_line_or_off_the_paper_does_nothing() -> None:
    painting = replayed([*box_with_gap(0), Fill("colour", 90, 100, (0, 200, 0)), Fill("colour", 5000, 3, (0, 0, 0))])
    assert not painting.layer_pixels("colour").any()


def test_a_damaged_picture_leaves_the_painting_whole() -> None:
    painting = replayed(box_with_gap(0))
    before = pixels(painting)
    png = encode_png(np.full((30, 30, 4), 99, np.uint8))
    with pytest.raises(DrawingFileError):
        painting.apply(ImportImage("ink", png[: len(png) // 2]))
    assert pixels(painting) == before
    assert painting.position == 1
    painting.apply(Clear())  # and it still works


def test_pictures_may_hang_over_the_edge() -> None:
    png = encode_png(np.full((50, 60, 4), 255, np.uint8))
    painting = replayed([ImportImage("ink", png, -20, 180)])
    ink = coverage(painting)
    assert ink.sum() == 40 * 20
    assert ink[180:, :40].min() == 1.0


def test_arrays_are_the_callers_own_and_contiguous() -> None:
    painting = replayed(box_with_gap(0))
    for array in (painting.layer_array("ink"), painting.layer_array("ink", (150, 100)), painting.layer_pixels("ink")):
        assert array.flags.c_contiguous
        assert array.dtype == np.uint8
        array[:] = 0
    assert painting.layer_array("ink").any()
    assert painting.layer_array("ink", (150, 100)).any()
    assert painting.layer_array("ink", (600, 400)).shape == (400, 600, 4)


def test_the_composite_shows_layers_in_order_on_paper() -> None:
    def over(name: str, colour: tuple[int, int, int], x: float) -> AddStroke:
        return AddStroke(stroke([(x, 20), (x, 180)], Brush("ink", 60.0, hardness=1.0), colour=colour, layer=name))

    operations = [over("ink", (0, 0, 0), 100), over("colour", (255, 0, 0), 120), over("reference", (0, 0, 255), 140)]
    painting = replayed(operations)
    painting.stack = painting.stack.changed("reference", opacity=1.0)
    at = [painting.composite().pixelColor(x, 100).getRgb()[:3] for x in (20, 100, 140, 160)]
    assert at == [(255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 0, 255)]
    part = painting.composite(QRect(90, 90, 20, 20), visible=("colour",), paper=False)
    assert (part.width(), part.height()) == (20, 20)
    assert part.pixelColor(1, 10).getRgb() == (255, 0, 0, 255)
    assert painting.composite(visible=("colour",), paper=False).pixelColor(20, 100).alpha() == 0


def test_a_stroke_in_progress_keeps_everything_else_out() -> None:
    painting = Painting(WIDTH, HEIGHT)
    painting.begin(stroke([(5, 5)]))
    with pytest.raises(RuntimeError):
        painting.apply(Clear())
    with pytest.raises(ValueError, match="go there"):
        painting.go_to(0, [])
    painting.finish()
    with pytest.raises(RuntimeError):
        painting.extend([[1, 1, 1, 0]])
    with pytest.raises(RuntimeError):
        painting.finish()
