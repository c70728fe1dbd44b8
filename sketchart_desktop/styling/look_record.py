"""A look written down, to be put on again later: style, blend, palette and its lock, lines, light, dice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from engines.errors import EngineError
from engines.look_choice import LookChoice
from engines.looks.table import checked
from engines.palette import Palette
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.limits import colour
from sketchart_desktop.styling.look import Look

LONGEST_TEXT = 200
DICE_LIMIT = 2**31


@dataclass(frozen=True)
class LookRecord:
    """`by_name`: things had the colours of such things, by the number of the dice; else the palette was chosen.

    `style`, `second`: keys, "" for none. `style_name`: in English, for when the style is no longer there."""

    style: str
    style_name: str
    second: str
    palette: Palette
    locked: bool
    keep_lines: float
    blend: float
    dice: int
    then: str = ""
    then_strength: float = 1.0
    light: float = 0.0
    fill_strength: float = 0.5
    by_name: bool = False
    medium: LookChoice | None = None

    @staticmethod
    def of(look: Look) -> LookRecord:
        """As the artwork on screen was painted: with the palette that is shown."""
        chosen, second, values = look.chosen, look.second, look.values
        return LookRecord(
            chosen.key if chosen is not None else "",
            chosen.name("en") if chosen is not None else "",
            second.key if second is not None and values.blend > 0 else "",
            look.shown_palette,
            values.locked,
            values.keep_lines,
            values.blend,
            values.dice,
            look.then.key if look.then is not None else "",
            values.then_strength,
            values.light,
            values.fill_strength,
            values.by_name is not None,
            values.medium,
        )

    def put_on(self, look: Look) -> bool:
        """Make the look this one; False where its style is not installed any more: then the style stays as it is."""
        there = look.find(self.style) is not None
        if there:
            look.choose(self.style)
            if self.second:
                look.blend_with(self.second)
            look.set_blend(self.blend if not self.second or look.find(self.second) is not None else 0.0)
            look.set_keep_lines(self.keep_lines)
            look.set_light(self.light)
            look.set_fill_strength(self.fill_strength)
            look.follow_with(self.then)
            look.set_then_strength(self.then_strength)
        look.set_medium(self.medium)
        if self.by_name:
            look.roll_dice(self.dice)
        else:
            look.set_palette(self.palette)
        look.note_shown_palette(self.palette)
        look.set_locked(self.locked)
        return there

    def to_json(self) -> dict[str, Any]:
        return {
            "style": self.style,
            "style_name": self.style_name,
            "second": self.second,
            "colours": [list(c) for c in self.palette.colours],
            "shares": list(self.palette.shares),
            "locked": self.locked,
            "keep_lines": self.keep_lines,
            "blend": self.blend,
            "dice": self.dice,
            "then": self.then,
            "then_strength": self.then_strength,
            "light": self.light,
            "fill_strength": self.fill_strength,
            "by_name": self.by_name,
            "medium": None if self.medium is None else medium_to_json(self.medium),
        }

    @staticmethod
    def from_json(value: Any) -> LookRecord:
        """Raises DrawingFileError for anything that `to_json` cannot have written."""
        if not isinstance(value, dict):
            raise DrawingFileError("The look is missing.")
        colours, shares = value.get("colours"), value.get("shares")
        if not isinstance(colours, list) or not isinstance(shares, list) or not isinstance(value.get("locked"), bool):
            raise DrawingFileError("The look is damaged.")
        try:
            palette = Palette(tuple(colour(c) for c in colours), tuple(_share(s) for s in shares))
        except ValueError as error:
            raise DrawingFileError("The palette is damaged.") from error
        dice = value.get("dice")
        if isinstance(dice, bool) or not isinstance(dice, int) or not 0 <= dice < DICE_LIMIT:
            raise DrawingFileError("The look is damaged.")
        return LookRecord(
            text_of(value, "style"),
            text_of(value, "style_name"),
            text_of(value, "second"),
            palette,
            value["locked"],
            _share(value.get("keep_lines"), low=0.0),
            _share(value.get("blend"), low=0.0),
            dice,
            text_of(value, "then") if "then" in value else "",  # the first galleries had no chains
            _share(value.get("then_strength", 1.0), low=0.0),
            _share(value.get("light", 0.0), low=0.0),  # nor light
            _share(value.get("fill_strength", 0.5), low=0.0),  # nor open shapes filled
            value.get("by_name") is True,
            _medium(value.get("medium")),
        )


def medium_to_json(medium: LookChoice) -> dict[str, Any]:
    values = dict(medium.values)
    return {"id": medium.id, "values": values, "background": medium.background, "seed": medium.seed}


def _medium(value: Any) -> LookChoice | None:
    """The first galleries had none, and a look that is not known here is left out. Raises DrawingFileError."""
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("values"), dict):
        raise DrawingFileError("The look is damaged.")
    values = tuple(sorted((str(key), _share(one, low=0.0)) for key, one in value["values"].items()))
    seed = value.get("seed")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < DICE_LIMIT:
        raise DrawingFileError("The look is damaged.")
    choice = LookChoice(text_of(value, "id"), values, text_of(value, "background"), seed)
    try:
        checked(choice)
    except EngineError:
        return None
    return choice


def text_of(value: dict[str, Any], key: str) -> str:
    """A short text of a JSON object. Raises DrawingFileError."""
    text = value.get(key)
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise DrawingFileError("“{0}” is missing or damaged.", key)
    return text


def _share(value: Any, *, low: float = 1e-9) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DrawingFileError("A number is missing.")
    if not math.isfinite(value) or not low <= value <= 1.0:
        raise DrawingFileError("A number is out of range.")
    return float(value)
