"""One thing that can be chosen in a menu or a field."""

from __future__ import annotations

Choice = tuple[str, str, str]  # value, text, why it cannot be chosen or nothing
