"""Every look: deterministic, fixed to the canvas, the same at every size, fit for any drawing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.compositing.lighting import Light
from engines.errors import EngineError
from engines.look_choice import BACKGROUNDS, LookChoice
from engines.looks.rendering import rendered
from engines.looks.table import LOOKS, checked

SIDE_PX = 256


def drawing(height: int = SIDE_PX, width: int = SIDE_PX) -> tuple[np.ndarray, np.ndarray, Light]:
    """A lit ball of two colours in an outline: artwork, ink, light."""
    unit = max(height, width) / 256
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cx, cy, radius = width / 2, height / 2, 0.36 * min(height, width)
    away = np.hypot(x + 0.5 - cx, y + 0.5 - cy)
    image = np.zeros((height, width, 4), np.uint8)
    image[..., :3] = np.where((x < cx)[..., None], (225, 70, 50), (60, 150, 220))
    image[..., 3] = np.clip((radius - away + 0.5) * 255, 0, 255)
    ink = np.zeros_like(image)
    ink[..., 3] = np.clip((2.2 * unit - np.abs(away - radius) + 0.5) * 255, 0, 255)
    lean = np.clip((x - cx + y - cy) / max(2 * radius, 1), -1, 1) * (away < radius)
    shadow, bright = ((255 * np.clip(sign * lean, 0, 1)).astype(np.uint8) for sign in (1, -1))
    return image, ink, Light(shadow, bright)


@pytest.mark.parametrize("id", LOOKS)
class TestEveryLook:
    def test_the_same_twice_and_another_seed_only_another_accident(self, id: str) -> None:
        one = rendered(*drawing(), LookChoice(id))
        assert np.array_equal(one, rendered(*drawing(), LookChoice(id)))
        assert one.shape == (SIDE_PX, SIDE_PX, 4) and one.dtype == np.uint8
        assert one[..., :3].std() > 20, "nothing is to be seen"

    def test_a_small_stroke_changes_nothing_far_from_it(self, id: str) -> None:
        image, ink, light = drawing()
        before = rendered(image, ink, light, LookChoice(id)).astype(int)
        more = ink.copy()
        cv2.line(more, (8, 236), (22, 244), (0, 0, 0, 255), 3)
        after = rendered(image, more, light, LookChoice(id)).astype(int)
        assert np.abs(after - before)[:160, 90:].mean() <= 0.5

    def test_the_same_picture_at_twice_the_size(self, id: str) -> None:
        small = rendered(*drawing(), LookChoice(id, background="white")).astype(np.float32)
        large = rendered(*drawing(2 * SIDE_PX, 2 * SIDE_PX), LookChoice(id, background="white"))
        smaller = cv2.resize(large, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
        # Off the grain: what is left of both when it is smoothed away.
        one, other = (cv2.GaussianBlur(picture, (0, 0), 4) for picture in (small, smaller))
        assert np.abs(one - other).mean() < 6

    def test_each_slider_changes_the_picture(self, id: str) -> None:
        for slider in LOOKS[id].sliders:
            low, high = (rendered(*drawing(), LookChoice(id).with_value(slider.key, v)).astype(int) for v in (0, 1))
            assert np.abs(low - high).mean() > 0.15, slider.key

    @pytest.mark.parametrize("size", [(1, 1), (3, 40), (250, 187), (64, 1024)])
    def test_any_size(self, id: str, size: tuple[int, int]) -> None:
        assert rendered(*drawing(*size), LookChoice(id)).shape == (*size, 4)

    @pytest.mark.parametrize("full", [False, True])
    def test_empty_and_full_drawings(self, id: str, full: bool) -> None:
        image = np.full((96, 96, 4), 255 if full else 0, np.uint8)
        ink = np.full((96, 96, 4), 255 if full else 0, np.uint8)
        assert rendered(image, ink, None, LookChoice(id)).shape == (96, 96, 4)

    def test_backgrounds(self, id: str) -> None:
        made = {name: rendered(*drawing(), LookChoice(id, background=name)) for name in BACKGROUNDS}
        assert all((made[name][..., 3] == 255).all() for name in ("own", "white", "scene"))
        if id != "stained-glass":  # there the background is glass too
            assert made["clear"][2:20, 2:20, 3].max() == 0 and made["clear"][100:150, 100:150, 3].mean() > 150
            assert (made["white"][2:20, 2:20] > 250).all()

    def test_names(self, id: str) -> None:
        entry = LOOKS[id]
        assert {"en", "ko"} <= entry.names.keys() and 2 <= len(entry.sliders) <= 3
        assert all({"en", "ko"} <= slider.names.keys() for slider in entry.sliders)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LookChoice("oils"), "no look called oils"),
        (LookChoice("oil", (("wetness", 0.5),)), "no slider wetness"),
        (LookChoice("oil", (("stroke", 1.5),)), "between 0 and 1"),
        (LookChoice("oil", background="sea"), "no background called sea"),
    ],
)
def test_what_is_not_there_is_refused_in_words(choice: LookChoice, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        checked(choice)
