"""How layers show: defaults, changes, and what damaged files may not do."""

from __future__ import annotations

import json

import pytest

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.layerstack import LayerSetting, LayerStack


def test_a_new_stack_shows_all_and_the_reference_faintly() -> None:
    stack = LayerStack()
    assert stack["ink"] == LayerSetting(True, 1.0, False)
    assert stack["reference"].opacity == 0.5
    assert stack["mask"].can_be_drawn_on
    assert not stack.changed("mask", locked=True)["mask"].can_be_drawn_on
    assert not stack.changed("mask", visible=False)["mask"].can_be_drawn_on
    with pytest.raises(KeyError):
        stack["paper"]


def test_it_comes_back_from_json() -> None:
    stack = LayerStack().changed("colour", opacity=0.25, visible=False).changed("ink", locked=True)
    assert LayerStack.from_json(json.loads(json.dumps(stack.to_json()))) == stack
    assert LayerStack.from_json({}) == LayerStack()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"paper": {}},
        {"ink": 3},
        {"ink": {"visible": 1}},
        {"ink": {"opacity": 1.5}},
        {"ink": {"opacity": float("nan")}},
        {"ink": {"locked": "yes"}},
        {"ink": {"colour": 1}},
    ],
)
def test_damaged_settings_are_refused(value: object) -> None:
    with pytest.raises(DrawingFileError):
        LayerStack.from_json(value)
