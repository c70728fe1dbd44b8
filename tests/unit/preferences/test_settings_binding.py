"""Every setting does something: at the start where wanted, and at each change, with a value of its own type."""

from __future__ import annotations

from pathlib import Path

import pytest

from sketchart_desktop.preferences import options
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.preferences.settings_binding import SettingsBinding


def test_values_are_applied_at_the_start_and_when_they_change(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(options.SMOOTHING_PX, 3)
    heard: list[object] = []
    binding = SettingsBinding(settings)
    binding.bind(options.THEME, heard.append, at_start=False)
    binding.bind(options.SMOOTHING_PX, heard.append)
    for option in options.options():
        if option not in (options.THEME, options.SMOOTHING_PX):
            binding.bind(option, lambda _value: None)
    settings.set(options.SMOOTHING_PX, 4)
    assert heard == []
    binding.begin()
    assert heard == [4.0]
    settings.set("theme", "dark")
    settings.set(options.SMOOTHING_PX, 5)
    assert heard == [4.0, "dark", 5.0]
    assert isinstance(heard[-1], float)


def test_a_setting_that_does_nothing_or_two_things_is_a_mistake(tmp_path: Path) -> None:
    binding = SettingsBinding(Settings(tmp_path / "settings.json"))
    binding.bind(options.THEME, print)
    with pytest.raises(ValueError, match="theme"):
        binding.bind(options.THEME, print)
    with pytest.raises(ValueError, match=r"language.*palette_locked"):
        binding.begin()
