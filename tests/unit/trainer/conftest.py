"""A tiny icon set of boxes and discs, so that the trainer's tests need no network and seconds only."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.datasets import subjects as subjects_room
from trainer.flagship.recipe import Recipe

COLOURS = ("#e33", "#3a3", "#36e", "#ec2", "#a3c", "#2bb", "#f84", "#888")


def icon_set(*, shaded: bool) -> dict:
    """Forty subjects of two shapes each; the shaded drawing is the flat one moved a little, as the real sets are."""
    icons = {}
    for i in range(40):
        a, b = COLOURS[i % 8], COLOURS[(i * 3 + 1) % 8]
        x = 4 + i % 5
        body = f'<path fill="{a}" d="M{x} 6h18v18h-18z"/><circle cx="{x + 9}" cy="15" r="{3 + i % 4}" fill="{b}"/>'
        if shaded:
            body = f'<g transform="translate(0.6 -0.4)">{body}</g>'
        icons[f"subject-{i:02d}"] = {"body": body}
    icons["subject-01-dark"] = icons["subject-01"]
    return {"icons": icons, "width": 32, "height": 32}


@pytest.fixture
def tiny_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects_room, "fetch", lambda name, _cache: icon_set(shaded=name == "fluent"))
    # One worker process would not see the patched function's module state anyway: prepare in this process.
    monkeypatch.setattr(subjects_room, "ProcessPoolExecutor", _InProcess)


class _InProcess:
    def __init__(self, *_: object, **__: object) -> None: ...

    def __enter__(self) -> _InProcess:
        return self

    def __exit__(self, *_: object) -> None: ...

    def map(self, function, orders, chunksize: int = 1):
        return map(function, orders)


@pytest.fixture
def tiny_recipe() -> Recipe:
    words = {"en": "Tiny", "ko": "작은"}
    style = {"name": words, "description": words, "lines": "fluent-flat"}
    return Recipe.model_validate(
        {
            "name": "tiny",
            "pack_name": words,
            "seed": 3,
            "precision": "32-true",
            "network": {"styles": 2, "widths": [8, 12], "blocks": [0, 1], "condition": 8, "unshuffle": 4},
            "styles": [{"id": "soft", "target": "fluent", **style}, {"id": "flat", "target": "fluent-flat", **style}],
            "stages": [
                {
                    "steps": 6,
                    "size_px": 64,
                    "batch": 4,
                    "window": 8,
                    "uses": 2,
                    "learning_rate": 2e-3,
                    "final_learning_rate": 1e-3,
                },
                {
                    "steps": 4,
                    "size_px": 64,
                    "batch": 4,
                    "window": 8,
                    "uses": 2,
                    "learning_rate": 1e-3,
                    "final_learning_rate": 1e-4,
                    "adversarial": True,
                },
            ],
        }
    )


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared: preparing the tiny sets is the slowest part."""
    return tmp_path_factory.mktemp("material")
