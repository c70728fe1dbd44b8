"""From photo to sketch: every step does what it says, and every knob turns something."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from pydantic import ValidationError

from tests.unit.trainer.curation import pictures_to_curate as made
from trainer.curation.photo_sketch import PhotoOptions, PhotoSteps, sketch_photo
from trainer.curation.segmentation import deeplab_weights, subject_by_colour, subject_by_deeplab
from trainer.curation.set_folder import SetError

PHOTO, BALL = np.asarray(made.photo(5)), made.photo_and_subject(5)[1]


def canny(**knobs: object) -> PhotoSteps:
    return sketch_photo(PHOTO, PhotoOptions.model_validate({"lines": "canny"} | knobs))


def dark(picture: np.ndarray) -> int:
    return int((picture < 128).sum())


def test_the_subject_is_found_by_its_colours() -> None:
    mask = subject_by_colour(PHOTO)
    assert mask is not None and mask.shape == PHOTO.shape[:2]
    both, either = (mask & BALL).sum(), (mask | BALL).sum()
    assert both / either > 0.8


def test_behind_the_subject_is_nothing() -> None:
    steps = canny()
    assert steps.mask is not None and not steps.cut_out[3, 3, 3] and steps.inverted[3, 3] == 0
    far = cv2.dilate(steps.mask.astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
    assert (steps.sketch[far] == 255).all()
    assert canny(segmentation="off").mask is None


def test_every_knob_turns_something() -> None:
    usual = canny(segmentation="off", low=10, high=30)
    assert canny(segmentation="off", low=10, high=30, blur_px=6).blurred.std() < usual.blurred.std()
    assert dark(canny(segmentation="off", low=200, high=400).sketch) < dark(usual.sketch)
    assert dark(canny(segmentation="off", low=10, high=30, erode_px=6).grown) > dark(usual.grown)
    assert dark(canny(segmentation="off", low=10, high=30, dilate_px=3).sketch) < dark(usual.sketch)
    assert not np.array_equal(canny(segmentation="off", low=10, high=30, aperture=5).edges, usual.edges)
    assert max(canny(side_px=100).sketch.shape) == 100
    faint, sure = (sketch_photo(PHOTO, PhotoOptions(segmentation="off", detail=d)).sketch for d in (1.0, 0.0))
    assert dark(faint) > dark(sure)


@pytest.mark.parametrize("lines", ["canny", "xdog"])
def test_the_sketch_follows_the_balls_edge(lines: str) -> None:
    sketch = sketch_photo(PHOTO, PhotoOptions.model_validate({"lines": lines})).sketch
    outline, _ = cv2.findContours(BALL.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edge = max(outline, key=len).reshape(-1, 2).astype(np.intp)
    near = cv2.erode(sketch, np.ones((11, 11), np.uint8)) < 128
    assert float(near[edge[:, 1], edge[:, 0]].mean()) > 0.85
    assert 0.002 < float((sketch < 128).mean()) < 0.12


def test_impossible_knobs_are_refused() -> None:
    for wrong in ({"low": 9, "high": 3}, {"aperture": 4}, {"subject": ("unicorn",)}, {"blur_px": -1}):
        with pytest.raises(ValidationError):
            PhotoOptions.model_validate(wrong)


def test_deeplab_is_used_only_with_weights_that_are_here(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from torchvision.models.segmentation import deeplabv3_mobilenet_v3_large

    assert deeplab_weights(tmp_path) is None
    with pytest.raises(SetError, match="no weights"):
        sketch_photo(PHOTO, PhotoOptions(segmentation="deeplab"))
    torch.manual_seed(0)
    network = deeplabv3_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=21, aux_loss=True)
    state = network.state_dict()
    state["classifier.4.weight"].zero_()
    state["classifier.4.bias"].copy_(torch.nn.functional.one_hot(torch.tensor(8), 21))  # everything is a cat
    weights = tmp_path / "deeplabv3_mobilenet_v3_large-0.pth"
    torch.save(state, weights)
    assert deeplab_weights(tmp_path) == weights
    mask = subject_by_deeplab(PHOTO, weights, of=("cat",))
    assert mask is not None and mask.all() and subject_by_deeplab(PHOTO, weights, of=("dog",)) is None
    weights.write_bytes(b"no weights")
    with pytest.raises(SetError, match="cannot be used"):
        subject_by_deeplab(PHOTO, weights)
