"""How the artwork is to look: style, blend, palette and its lock, the lines kept, the light. Told by signals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from engines.look_choice import LookChoice
from engines.looks.table import LOOKS
from engines.palette import Colour, Palette, roll

if TYPE_CHECKING:
    from engines.sketch.landmarks import LandmarkFile


@dataclass(frozen=True, eq=False)
class StyleChoice:
    """One style that can be chosen. `names` and `descriptions`: texts by language code, `en` always there.

    `pack`: the opened style pack, passed on to the engine untouched. `index` of `count`: the style's place in it.
    `keep_lines`, `light`: the style's own defaults, 0..1. `bank`: artists' palettes for the dice.
    """

    key: str
    names: dict[str, str]
    descriptions: dict[str, str]
    pack_id: str
    index: int
    count: int
    keep_lines: float
    pack: object = None
    thumbnail: Path | None = None
    bank: tuple[Palette, ...] = ()
    light: float = 0.0

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]

    def description(self, language: str) -> str:
        return self.descriptions.get(language) or self.descriptions.get("en", "")

    @property
    def is_lit(self) -> bool:
        """Can its artwork be lit? What paints from a picture has no shapes to light."""
        return getattr(self.pack, "picture", None) is None

    @property
    def follows(self) -> bool:
        """Can it paint on another style's artwork?"""
        picture = getattr(self.pack, "picture", None)
        return picture is not None and picture.wants != "line_art"


@dataclass(frozen=True)
class PackChain:
    """Two packs, the second painting on the first one's artwork; passed on to the engine as a pack is."""

    first: object
    then: object


@dataclass(frozen=True, eq=False)
class ReferencePicture:
    """A picture whose style is taken: uint8 [h, w, 3] RGB, and its file's name."""

    pixels: np.ndarray
    name: str


@dataclass(frozen=True)
class LookValues:
    """Everything but the style itself. `blend`: 0..1, how much of the second style is mixed in; `then_strength`: 0..1,
    how much the style that follows paints over. `by_hand`: the palette was chosen, not rolled. Of styles with a code:
    `dice` is the code's number, `style_code` the
    code itself once it was bent, `reference` the picture whose style it is. `landmarks`: of the drawing, for styles
    that read them. `fill_strength`: 0..1, how far open outlines are filled. `called`: what the person says the drawing
    shows, by id; "" leaves that to the classifier. `medium`: in which look it is rendered (engines.looks), None as
    the style paints it.
    """

    palette: Palette
    locked: bool = False
    keep_lines: float = 0.0
    light: float = 0.0
    blend: float = 0.0
    dice: int = 0
    by_hand: bool = False
    then_strength: float = 1.0
    style_code: tuple[float, ...] = ()
    reference: ReferencePicture | None = None
    landmarks: LandmarkFile | None = None
    fill_strength: float = 0.5
    called: str = ""
    medium: LookChoice | None = None

    @property
    def by_name(self) -> int | None:
        """The number of the dice by which things have the colours of such things; None where the user chose colours."""
        return None if self.by_hand else self.dice


class Look(QObject):
    """What the user chose for the artwork. `changed` tells of anything that makes another picture."""

    styles_changed = Signal()  # the list of styles
    style_changed = Signal()  # another style is chosen, perhaps of another pack
    changed = Signal()  # blend, palette, lock, lines, light, or the style
    shown_palette_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[StyleChoice, ...] = ()
        self._chosen: StyleChoice | None = None
        self._second: StyleChoice | None = None
        self._then: StyleChoice | None = None
        self._values = LookValues(roll(0))
        self._shown_palette = self._values.palette
        self._lines_by_hand: dict[str, float] = {}
        self._light_by_hand: dict[str, float] = {}
        self._palettes_by_hand: dict[str, Palette] = {}
        self._media_by_hand: dict[str, LookChoice] = {}

    @property
    def entries(self) -> tuple[StyleChoice, ...]:
        return self._entries

    @property
    def chosen(self) -> StyleChoice | None:
        return self._chosen

    @property
    def second(self) -> StyleChoice | None:
        """The style that is blended in; always of the chosen style's pack."""
        return self._second

    @property
    def then(self) -> StyleChoice | None:
        """The style that paints on the chosen one's artwork; None for none."""
        return self._then if self._then in self.followers() else None

    @property
    def engine_pack(self) -> object:
        """What the engine is opened with: the chosen style's pack, or a PackChain; None without a style."""
        if self._chosen is None:
            return None
        return self._chosen.pack if self.then is None else PackChain(self._chosen.pack, self.then.pack)

    def followers(self) -> tuple[StyleChoice, ...]:
        """The styles that can follow the chosen one."""
        chosen = self._chosen
        return tuple(e for e in self._entries if e.follows and chosen is not None and e.key != chosen.key)

    def paints_on(self, entry: StyleChoice) -> bool:
        """Is that style to be shown on the chosen one's artwork? It wants a coloured drawing; the chosen one makes such
        of lines."""
        chosen, picture = self._chosen, getattr(entry.pack, "picture", None)
        wants = picture.wants if picture is not None else ""
        return wants == "coloured_drawing" and chosen is not None and not chosen.follows and entry is not chosen

    def adopt(self, key: str) -> None:
        """Choose what a cell of the grid shows: the style on the chosen one's artwork, or alone."""
        entry = self.find(key)
        if entry is not None and self.paints_on(entry):
            self.follow_with(key)
        elif entry is not None:
            self.follow_with("")
            self.choose(key)

    def then_weights(self, entry: StyleChoice | None = None) -> tuple[float, ...]:
        """One weight per style of the following pack, or of that style's; () where none follows."""
        then = entry or self.then
        return () if then is None else tuple(float(place == then.index) for place in range(then.count))

    def follow_with(self, key: str) -> None:
        """Let this style paint on the artwork; "" for none."""
        entry = self.find(key)
        if entry is not self._then and (entry is None or entry in self.followers()):
            self._then = entry
            self.changed.emit()

    def set_then_strength(self, strength: float) -> None:
        self._set(replace(self._values, then_strength=min(max(strength, 0.0), 1.0)))

    @property
    def values(self) -> LookValues:
        return self._values

    @property
    def shown_palette(self) -> Palette:
        """The palette the newest artwork was asked for with: the user's dabs may have led it."""
        return self._shown_palette

    def weights(self) -> tuple[float, ...]:
        """One weight per style of the chosen pack, summing to 1."""
        if self._chosen is None:
            return (1.0,)
        weights = [0.0] * self._chosen.count
        second = self._second if self._second is not None else self._chosen
        weights[self._chosen.index] += 1.0 - self._values.blend
        weights[second.index] += self._values.blend
        return tuple(weights)

    def partners(self) -> tuple[StyleChoice, ...]:
        """The styles the chosen one can be blended with."""
        chosen = self._chosen
        if chosen is None:
            return ()
        return tuple(e for e in self._entries if e.pack_id == chosen.pack_id and e.key != chosen.key)

    def set_entries(self, entries: tuple[StyleChoice, ...], preferred: str = "") -> None:
        """The styles at hand. Keeps the choice where it still exists, else `preferred`, else the first."""
        self._entries = tuple(entries)
        self._then = self.find(self._then.key) if self._then is not None else None
        self.styles_changed.emit()
        wanted = self._chosen.key if self._chosen else preferred
        chosen = self.find(wanted) or (entries[0] if entries else None)
        self._chosen = None
        if chosen is None:
            self.style_changed.emit()
            self.changed.emit()
        else:
            self.choose(chosen.key)

    def find(self, key: str) -> StyleChoice | None:
        return next((e for e in self._entries if e.key == key), None)

    def choose(self, key: str) -> None:
        """Choose a style; lines kept and light follow the style until the user has set them for it."""
        entry = self.find(key)
        if entry is None or entry is self._chosen:
            return
        before, self._chosen = self._chosen, entry
        partners = self.partners()
        if self._second not in partners:
            self._second = partners[0] if partners else None
        self._values = self._values_for(entry, before)
        self.style_changed.emit()
        self.changed.emit()

    def values_of(self, entry: StyleChoice) -> LookValues:
        """What the values would be were this style chosen."""
        return self._values if entry is self._chosen else self._values_for(entry, self._chosen)

    def weights_of(self, entry: StyleChoice) -> tuple[float, ...]:
        """What the weights would be were this style chosen."""
        if entry is self._chosen:
            return self.weights()
        return tuple(float(place == entry.index) for place in range(entry.count))

    def choose_next(self, step: int = 1) -> None:
        if self._entries:
            place = self._entries.index(self._chosen) if self._chosen in self._entries else -step
            self.choose(self._entries[(place + step) % len(self._entries)].key)

    def blend_with(self, key: str) -> None:
        entry = self.find(key)
        if entry in self.partners() and entry is not self._second:
            self._second = entry
            self.changed.emit()

    def set_blend(self, blend: float) -> None:
        self._set(replace(self._values, blend=min(max(blend, 0.0), 1.0)))

    def set_keep_lines(self, keep_lines: float) -> None:
        keep_lines = min(max(keep_lines, 0.0), 1.0)
        if self._chosen is not None:
            self._lines_by_hand[self._chosen.key] = keep_lines
        self._set(replace(self._values, keep_lines=keep_lines))

    def set_light(self, light: float) -> None:
        light = min(max(light, 0.0), 1.0)
        if self._chosen is not None:
            self._light_by_hand[self._chosen.key] = light
        self._set(replace(self._values, light=light))

    def set_fill_strength(self, fill_strength: float) -> None:
        """How far open outlines are filled, 0..1; of the drawing, whatever the style."""
        self._set(replace(self._values, fill_strength=min(max(fill_strength, 0.0), 1.0)))

    def set_called(self, thing: str) -> None:
        """What the person says the drawing shows, by id; "" leaves that to the classifier."""
        self._set(replace(self._values, called=thing))

    def set_medium(self, medium: LookChoice | None) -> None:
        """Render the artwork in this look, so set; None as the style paints it."""
        if medium is not None:
            self._media_by_hand[medium.id] = medium
        self._set(replace(self._values, medium=medium))

    def choose_medium(self, id: str) -> None:
        """The look of that id, as it was last set; "" or one that is not there for none."""
        self.set_medium(self._media_by_hand.get(id, LookChoice(id)) if id in LOOKS else None)

    def choose_next_medium(self) -> None:
        ids = ["", *LOOKS]
        now = self._values.medium.id if self._values.medium is not None else ""
        self.choose_medium(ids[(ids.index(now) + 1) % len(ids)])

    def set_palette(self, palette: Palette) -> None:
        """These colours, the lock notwithstanding; the style remembers them."""
        self._by_hand(palette)
        self._set(replace(self._values, palette=palette, by_hand=True))

    @property
    def remembered_palettes(self) -> dict[str, Palette]:
        """Style key -> the palette it was last given by hand or by the dice."""
        return dict(self._palettes_by_hand)

    def remember_palette(self, key: str, palette: Palette) -> None:
        """What an earlier run remembered: used when the style is chosen."""
        self._palettes_by_hand[key] = palette

    def set_colour(self, index: int, colour: Colour) -> None:
        """Change one colour of the palette as it is shown, and keep it that way: the palette is locked."""
        colours = list(self._shown_palette.colours)
        colours[index] = colour
        palette = Palette(tuple(colours), self._shown_palette.shares)
        self._by_hand(palette)
        self._set(replace(self._values, palette=palette, locked=True, by_hand=True))

    def set_locked(self, locked: bool) -> None:
        """Lock the colours as they are shown now; unlocked, the user's dabs lead them."""
        palette = self._shown_palette if locked else self._values.palette
        self._set(replace(self._values, locked=locked, palette=palette))

    def roll_dice(self, seed: int) -> None:
        """Other colours, the lock notwithstanding: who rolls wants to see what falls."""
        bank = self._chosen.bank if self._chosen is not None else ()
        palette = roll(seed, bank)
        self._by_hand(palette)
        self._set(replace(self._values, palette=palette, dice=seed, by_hand=False, style_code=(), reference=None))

    def set_variant(self, seed: int) -> None:
        """Another code of the style, the colours as they are."""
        self._set(replace(self._values, dice=max(seed, 0), style_code=(), reference=None))

    def set_style_code(self, code: tuple[float, ...]) -> None:
        """The very code."""
        self._set(replace(self._values, style_code=code, reference=None))

    def set_reference(self, reference: ReferencePicture | None) -> None:
        """The style of this picture."""
        self._set(replace(self._values, reference=reference, style_code=()))

    def set_landmarks(self, landmarks: LandmarkFile | None) -> None:
        """Where the drawing's eyes, noses and mouths are."""
        self._set(replace(self._values, landmarks=landmarks))

    def note_shown_palette(self, palette: Palette) -> None:
        """Told by who composes the requests: the palette in use."""
        if palette != self._shown_palette:
            self._shown_palette = palette
            self.shown_palette_changed.emit()

    def _values_for(self, entry: StyleChoice, before: StyleChoice | None) -> LookValues:
        keep_lines = self._lines_by_hand.get(entry.key, entry.keep_lines)
        light = self._light_by_hand.get(entry.key, entry.light)
        values = replace(self._values, keep_lines=keep_lines, light=light, blend=0.0)
        if before is None or before.pack_id != entry.pack_id:
            values = replace(values, style_code=(), reference=None, landmarks=None)
        return values if values.locked else replace(values, palette=self._palette_for(entry, before))

    def _palette_for(self, entry: StyleChoice, before: StyleChoice | None) -> Palette:
        """What the style was given before; else the palette of now, or another pack's first one."""
        if entry.key in self._palettes_by_hand:
            return self._palettes_by_hand[entry.key]
        same_pack = before is not None and before.pack_id == entry.pack_id
        return self._values.palette if same_pack else roll(self._values.dice, entry.bank)

    def _by_hand(self, palette: Palette) -> None:
        if self._chosen is not None:
            self._palettes_by_hand[self._chosen.key] = palette

    def _set(self, values: LookValues) -> None:
        if values != self._values:
            self._values = values
            self.changed.emit()
