"""Ids of imported styles: names of folders, and another one for another name."""

from __future__ import annotations

import re

import pytest

from sketchart_desktop.styling.style_import import id_of

NAMES = (
    *(
        "수채화",
        "연필화",
        "수채화 2",
        "水彩",
        "Акварель",
        "акварель!",
        "Café",
        "Candy",
        "style",
        "ß",
        "日本 ink",
        "中国 ink",
    ),
    *("x" * 41, "x" * 42, "latest net G", "!!!", "???"),
)


def test_every_name_has_an_id_of_its_own_that_a_folder_can_have():
    ids = [id_of(name) for name in NAMES]
    assert len(set(ids)) == len(NAMES)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", id) for id in ids)


@pytest.mark.parametrize(("name", "id"), [
    ("Candy", "candy"), ("latest net G", "latest-net-g"), ("Café Crème", "cafe-creme"), ("a_b c.d", "a-b-c-d"),
])  # fmt: skip
def test_plain_names_stay_as_they_are(name, id):
    assert id_of(name) == id


def test_a_name_typed_in_another_way_is_the_same_one():
    assert id_of("\u1109\u116e\u110e\u1162") == id_of("수채")
