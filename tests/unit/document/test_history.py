"""Undo as a pointer, checked against a plain list of states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketchart_desktop.document.history import History
from sketchart_desktop.document.operations import Fill


def operation(number: int) -> Fill:
    return Fill("colour", number, 0, (0, 0, 0))


@given(st.lists(st.sampled_from(["do", "undo", "redo", "clean"]), max_size=60))
def test_history_is_a_list_of_states(steps) -> None:
    history, states, at, clean, count = History(), [()], 0, (), 0
    for step in steps:
        if step == "do":
            count += 1
            history.do(operation(count))
            states = [*states[: at + 1], (*states[at], operation(count))]
            at += 1
        elif step == "undo":
            assert (history.undo() is not None) == (at > 0)
            at = max(0, at - 1)
        elif step == "redo":
            assert (history.redo() is not None) == (at + 1 < len(states))
            at = min(len(states) - 1, at + 1)
        else:
            history.begin_save()
            history.mark_saved()
            clean = states[at]
        assert history.done == states[at]
        assert history.position == at
        assert history.can_undo == (at > 0)
        assert history.can_redo == (at + 1 < len(states))
        assert history.is_clean == (states[at] == clean)


def test_a_position_outside_the_log_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="position"):
        History([operation(1)], 2)


def test_a_recovered_drawing_is_modified_wherever_it_goes() -> None:
    history = History([operation(1), operation(2)])
    history.mark_modified()
    assert not history.is_clean
    history.undo()
    assert not history.is_clean
