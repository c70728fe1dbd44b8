"""Only the answer to what is under way counts, and an equal request takes over the key of the one before."""

from __future__ import annotations

import numpy as np

from engines.api import RenderRequest
from engines.palette import Palette
from sketchart_desktop.workers.request_ledger import RequestLedger


def request(number: int, ink: int = 0) -> RenderRequest:
    planes = np.full((8, 8, 4), ink, np.uint8)
    colour = np.zeros((8, 8, 4), np.uint8)
    return RenderRequest(number, planes, colour, Palette.of(((1, 2, 3),)), (1.0,), key=f"k{number}")


def test_an_answer_counts_once_and_only_that_of_the_running_request() -> None:
    ledger = RequestLedger()
    first = ledger.running = request(ledger.new_id())
    assert ledger.settle(first.request_id + 1) is None
    assert ledger.settle(first.request_id) is first
    assert ledger.settle(first.request_id) is None


def test_answers_of_an_engine_that_is_gone_come_too_late() -> None:
    ledger = RequestLedger()
    old = ledger.running = request(ledger.new_id())
    ledger.settled_key = old.key
    ledger.forget_running()
    assert ledger.settled_key == ""
    ledger.running = old
    assert ledger.settle(old.request_id) is None
    new = ledger.running = request(ledger.new_id())
    assert ledger.settle(new.request_id) is new


def test_the_same_picture_has_the_same_key() -> None:
    ledger = RequestLedger()
    assert ledger.known(request(1)).key == "k1"
    assert ledger.known(request(2)).key == "k1"
    assert ledger.known(request(3, ink=255)).key == "k3"
    assert ledger.known(request(4)).key == "k4", "it is compared with the one before alone"
