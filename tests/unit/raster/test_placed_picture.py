"""Pictures brought into a drawing: their place on the paper, what each layer takes, and undo."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import Clear, PlacePicture, operation_from_json
from sketchart_desktop.raster import placed_picture
from sketchart_desktop.raster.image_codec import encode_png, paint_of
from sketchart_desktop.raster.painting import Painting


def picture(width: int = 60, height: int = 40) -> np.ndarray:
    """Left half red, right half blue."""
    rgba = np.zeros((height, width, 4), np.uint8)
    rgba[...] = (255, 0, 0, 255)
    rgba[:, width // 2 :] = (0, 0, 255, 255)
    return rgba


@pytest.mark.parametrize(
    "size, how, box",
    [
        ((60, 40), "fit", (0, 17, 100, 67)),
        ((60, 40), "fill", (-25, 0, 150, 100)),
        ((4000, 4000), "fit", (0, 0, 100, 100)),
        ((1, 1000), "fit", (49, 0, 1, 100)),
    ],
)
def test_boxes(size: tuple[int, int], how: str, box: tuple[int, ...]) -> None:
    found = placed_picture.box_for(size, (100, 100), how)
    assert np.abs(np.subtract(found, box)).max() <= 1


def test_a_placed_picture_takes_the_place_of_the_one_before_and_can_be_undone() -> None:
    painting = Painting(100, 100)
    first, second = (
        placed_picture.tracing_operation(picture(), (100, 100)),
        placed_picture.tracing_operation(picture(40, 60), (100, 100)),
    )
    operations = [first, second, Clear(("reference",))]
    painting.apply(first)
    seen = painting.layer_pixels("reference")
    assert tuple(seen[50, 10]) == (255, 0, 0, 255) and tuple(seen[50, 90]) == (0, 0, 255, 255)
    assert seen[5, 50, 3] == 0
    painting.apply(second)
    assert painting.layer_pixels("reference")[50, 10, 3] == 0
    painting.apply(operations[2])
    assert not painting.layer_pixels("reference").any()
    painting.go_to(1, operations)
    np.testing.assert_array_equal(painting.layer_pixels("reference"), seen)
    fresh = Painting(100, 100)
    fresh.apply(operation_from_json(first.to_json()))
    np.testing.assert_array_equal(fresh.layer_pixels("reference"), seen)


def test_filling_covers_the_paper_however_long_the_picture() -> None:
    for size in ((60, 40), (3, 2000), (5000, 2)):
        painting = Painting(64, 48)
        painting.apply(placed_picture.tracing_operation(picture(*size), (64, 48), placed_picture.FILL))
        assert painting.layer_pixels("reference")[..., 3].min() > 250


def test_the_same_picture_is_found_and_moved() -> None:
    placed = placed_picture.tracing_operation(picture(), (100, 100))
    other = placed_picture.moved(placed, (100, 100), placed_picture.FILL)
    assert other.png == placed.png and other.width > placed.width
    assert placed_picture.placed_picture([placed, other]) is other
    assert placed_picture.placed_picture([placed, Clear(("ink",))]) is placed
    assert placed_picture.placed_picture([placed, Clear(("reference", "ink"))]) is None
    assert placed_picture.placed_picture([]) is None


def test_a_large_picture_is_kept_no_finer_than_the_paper_shows() -> None:
    placed = placed_picture.tracing_operation(picture(3000, 2000), (100, 100))
    assert len(placed.png) < 20_000
    painting = Painting(100, 100)
    painting.apply(placed)
    assert painting.layer_pixels("reference")[50, 50, 3] == 255


@pytest.mark.parametrize(
    "size, box", [((60, 40), (20, 30, 60, 40)), ((300, 200), (20, 30, 60, 40)), ((6, 4), (20, 30, 60, 40))]
)
def test_a_turned_picture_lies_where_its_corners_say(size: tuple[int, int], box: tuple[int, ...]) -> None:
    """A quarter turn: what was left is now above."""
    placed = PlacePicture("reference", encode_png(picture(*size)), *box, turn=90.0)
    painting = Painting(100, 100)
    painting.apply(placed)
    seen = painting.layer_pixels("reference")
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(seen[..., 3]))
    assert np.abs(np.subtract((left, top, left + width, top + height), (30, 20, 70, 80))).max() <= 1
    assert seen[22:78, 32:68, 3].min() == 255
    assert tuple(seen[25, 50]) == (255, 0, 0, 255) and tuple(seen[75, 50]) == (0, 0, 255, 255)
    again = operation_from_json(placed.to_json())
    assert again == placed and "turn" not in replace(placed, turn=0.0).to_json()


def test_a_slightly_turned_picture_is_nearly_where_it_was() -> None:
    straight, turned = Painting(100, 100), Painting(100, 100)
    placed = placed_picture.tracing_operation(picture(), (100, 100))
    straight.apply(placed)
    turned.apply(replace(placed, turn=0.001))
    gap = np.abs(np.subtract(*(p.layer_pixels("reference").astype(int)[20:80] for p in (straight, turned))))
    assert (gap.max(axis=2) > 8).mean() < 0.05
    turned.apply(replace(placed, turn=45.0, x=-400))
    assert not turned.layer_pixels("reference").any()


@pytest.mark.parametrize(
    "change",
    [
        {"width": 0},
        {"turn": 400.0},
        {"turn": "x"},
        {"turn": float("nan")},
        {"x": 10**9},
        {"png": "????"},
        {"layer": "paper"},
        {"height": 1.5},
        {"png": None},
        {"y": None},
    ],
)
def test_damaged_placings_are_refused(change: dict) -> None:
    value = {**PlacePicture("reference", encode_png(picture()), 0, 0, 10, 10).to_json(), **change}
    with pytest.raises(DrawingFileError):
        operation_from_json(value)


def drawn_picture() -> np.ndarray:
    rgba = np.full((100, 100, 4), 255, np.uint8)
    cv2.circle(rgba, (50, 50), 30, (250, 180, 60, 255), -1)
    cv2.circle(rgba, (50, 50), 30, (0, 0, 0, 255), 3)
    return rgba


def test_each_layer_takes_its_part_of_a_drawn_picture() -> None:
    rgba = drawn_picture()
    painting = Painting(100, 100)
    for layer in ("colour", "ink"):
        painting.apply(placed_picture.import_operation(rgba, layer, (100, 100)))
    ink, colour = painting.layer_pixels("ink"), painting.layer_pixels("colour")
    assert ink[50, 20, 3] > 200 and ink[50, 50, 3] == 0 and ink[5, 5, 3] == 0
    assert tuple(colour[50, 50]) == (250, 180, 60, 255) and colour[5, 5, 3] == 0
    assert not paint_of(np.full((4, 4, 4), 255, np.uint8)).any()


def test_a_photo_in_the_ink_becomes_lines() -> None:
    rng = np.random.default_rng(0)
    rgba = np.full((120, 160, 4), 120, np.uint8)
    rgba[..., :3] = np.clip(rng.normal(90, 4, (120, 160, 3)), 0, 255)
    cv2.circle(rgba, (80, 60), 35, (220, 220, 210, 255), -1, cv2.LINE_AA)
    rgba[..., 3] = 255
    painting = Painting(160, 120)
    painting.apply(placed_picture.import_operation(rgba, "ink", (160, 120)))
    ink = painting.layer_pixels("ink")[..., 3]
    assert 200 < (ink > 127).sum() < 2500
    assert ink[60, 80] == 0


def test_pictures_larger_than_the_paper_are_shrunk_and_smaller_ones_centred() -> None:
    wide = placed_picture.import_operation(picture(400, 100), "colour", (100, 100))
    small = placed_picture.import_operation(picture(20, 20), "colour", (100, 100))
    assert (wide.x, wide.y) == (0, 37) or (wide.x, wide.y) == (0, 38)  # type: ignore[attr-defined]
    assert (small.x, small.y) == (40, 40)  # type: ignore[attr-defined]


def test_line_art_is_cut_to_what_is_drawn() -> None:
    coverage = np.zeros((50, 60), np.uint8)
    assert placed_picture.ink_operation(coverage, (0, 0, 0)) is None
    coverage[10:20, 30:33] = 200
    operation = placed_picture.ink_operation(coverage, (255, 0, 0))
    assert operation is not None and (operation.x, operation.y) == (30, 10)
    painting = Painting(60, 50)
    painting.apply(operation)
    assert tuple(painting.layer_pixels("ink")[15, 31]) == (255, 0, 0, 200)
