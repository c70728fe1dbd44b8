"""A picture under the hand: what is dragged follows, and what lies across from it stays."""

from __future__ import annotations

import math

import pytest

from sketchart_desktop.document.operations import PlacePicture
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.picture_pose import HANDLES, Pose
from tests.unit.raster.test_placed_picture import picture

POSES = (Pose(50, 40, 60, 30), Pose(50, 40, 60, 30, 30.0), Pose(-10, 80, 200, 20, -135.0))


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("handle", HANDLES)
def test_scaling_keeps_what_lies_across(pose: Pose, handle: tuple[int, int]) -> None:
    away = pose.point((-handle[0], -handle[1]))
    x, y = pose.point(handle)
    for free in (False, True):
        scaled = pose.scaled(handle, (x + 7, y - 4), free=free)
        assert scaled.point((-handle[0], -handle[1])) == pytest.approx(away)
        assert scaled.turn == pose.turn
        if all(handle) and not free:
            assert scaled.width / scaled.height == pytest.approx(pose.width / pose.height)
        if all(handle) and free:
            assert scaled.point(handle) == pytest.approx((x + 7, y - 4))
    assert pose.scaled(handle, (x, y)).point(handle) == pytest.approx((x, y))


@pytest.mark.parametrize("pose", POSES)
def test_a_picture_is_never_turned_inside_out(pose: Pose) -> None:
    for handle in HANDLES:
        x, y = pose.point((-handle[0], -handle[1]))
        for free in (False, True):
            scaled = pose.scaled(handle, (2 * x - pose.point(handle)[0], 2 * y - pose.point(handle)[1]), free=free)
            assert scaled.width > 0 and scaled.height > 0
            assert scaled.width * scaled.height <= pose.width * pose.height


def test_turning_follows_the_hand_or_its_stops() -> None:
    pose = Pose(0, 0, 10, 10)
    assert pose.turned_to((0, -5)).turn == pytest.approx(0)
    assert pose.turned_to((5, 0)).turn == pytest.approx(90)
    assert pose.turned_to((-5, 0)).turn == pytest.approx(-90)
    at = (math.sin(math.radians(40)), -math.cos(math.radians(40)))
    assert pose.turned_to(at).turn == pytest.approx(40) and pose.turned_to(at, stops=True).turn == pytest.approx(45)


def test_inside_is_inside_however_turned() -> None:
    pose = Pose(50, 50, 40, 10, 90.0)
    assert pose.holds((50, 65)) and not pose.holds((65, 50))
    assert pose.inward((50, 65)) == pytest.approx((15, 0))


def test_a_pose_of_a_placed_picture_gives_it_back() -> None:
    placed = PlacePicture("reference", encode_png(picture()), 3, 4, 61, 40, 12.5)
    assert Pose.of(placed).place(placed) == placed
    assert Pose.of(placed).moved(5, -2).place(placed).x == 8
