"""All looks, one line each, in the order in which they are shown. Adding one: docs/how-to/look.md."""

from __future__ import annotations

from engines.errors import EngineError
from engines.look_choice import BACKGROUNDS, LookChoice
from engines.looks.cel import cel
from engines.looks.clay import clay
from engines.looks.cutout import cutout
from engines.looks.dry_media import chalk, coloured_pencil, crayon
from engines.looks.ink_wash import ink_wash
from engines.looks.paint import gouache, oil
from engines.looks.pixel_art import pixel_art
from engines.looks.print_media import comic, manga
from engines.looks.record import LookEntry, LookSlider
from engines.looks.stained_glass import stained_glass
from engines.looks.watercolour import watercolour


def _slider(key: str, english: str, korean: str, default: float = 0.5) -> LookSlider:
    return LookSlider(key, {"en": english, "ko": korean}, default)


_LINES = _slider("lines", "Line weight", "선 굵기")
_ROWS = (
    LookEntry(
        "watercolour",
        {"en": "Watercolour", "ko": "수채화"},
        (
            _slider("wetness", "Wetness", "물기"),
            _slider("granulation", "Granulation", "알갱이"),
            _slider("edges", "Dark edges", "짙은 가장자리"),
        ),
        watercolour,
    ),
    LookEntry(
        "gouache",
        {"en": "Gouache", "ko": "과슈"},
        (_slider("tones", "Tones", "명암"), _slider("brush", "Dry brush", "마른 붓"), _LINES),
        gouache,
    ),
    LookEntry(
        "oil",
        {"en": "Oil", "ko": "유화"},
        (
            _slider("stroke", "Stroke size", "붓 자국 크기"),
            _slider("impasto", "Thick paint", "두꺼운 물감"),
            _slider("colour", "Broken colour", "색 변화"),
        ),
        oil,
    ),
    LookEntry(
        "coloured-pencil",
        {"en": "Coloured pencil", "ko": "색연필"},
        (
            _slider("pressure", "Pressure", "누르는 힘"),
            _slider("hatching", "Hatching", "빗금"),
            _slider("grain", "Paper grain", "종이결"),
        ),
        coloured_pencil,
    ),
    LookEntry(
        "crayon",
        {"en": "Crayon", "ko": "크레용"},
        (
            _slider("pressure", "Pressure", "누르는 힘"),
            _slider("roughness", "Rough paper", "거친 종이"),
            _slider("strokes", "Strokes", "획"),
        ),
        crayon,
    ),
    LookEntry(
        "ink-wash",
        {"en": "Ink and wash", "ko": "수묵담채"},
        (_slider("wash", "Wash", "먹 농도"), _slider("colour", "Colour", "색"), _slider("brush", "Brush", "붓 강약")),
        ink_wash,
    ),
    LookEntry(
        "webtoon",
        {"en": "Webtoon cel", "ko": "웹툰 셀"},
        (_slider("shadow", "Shadow", "그림자"), _slider("highlight", "Highlight", "하이라이트"), _LINES),
        cel,
        background="clear",
    ),
    LookEntry(
        "manga",
        {"en": "Manga", "ko": "흑백 만화"},
        (_slider("tone", "Screentone", "스크린톤"), _slider("hatching", "Hatching", "빗금"), _LINES),
        manga,
    ),
    LookEntry(
        "comic",
        {"en": "Comic", "ko": "코믹"},
        (_slider("dots", "Dot size", "망점 크기"), _slider("colour", "Colour", "색"), _LINES),
        comic,
    ),
    LookEntry(
        "cut-out",
        {"en": "Paper cut-out", "ko": "종이 오리기"},
        (
            _slider("depth", "Depth", "깊이"),
            _slider("fibres", "Fibres", "종이결"),
            _slider("rim", "Cut rim", "자른 테두리"),
        ),
        cutout,
    ),
    LookEntry(
        "pixel-art",
        {"en": "Pixel art", "ko": "픽셀 아트"},
        (
            _slider("size", "Pixel size", "픽셀 크기", 0.4),
            _slider("colours", "Colours", "색 수"),
            _slider("dither", "Dither", "디더링", 0.0),
        ),
        pixel_art,
    ),
    LookEntry(
        "clay",
        {"en": "Clay", "ko": "찰흙"},
        (
            _slider("depth", "Depth", "깊이"),
            _slider("marks", "Finger marks", "손자국"),
            _slider("gloss", "Gloss", "윤기"),
        ),
        clay,
    ),
    LookEntry(
        "stained-glass",
        {"en": "Stained glass", "ko": "스테인드글라스"},
        (_slider("glow", "Glow", "빛"), _slider("streaks", "Streaks", "유리결"), _slider("lead", "Lead", "납선 굵기")),
        stained_glass,
    ),
    LookEntry(
        "chalk",
        {"en": "Chalk board", "ko": "분필"},
        (_slider("filling", "Filling", "채움"), _slider("dust", "Dust", "가루"), _LINES),
        chalk,
    ),
)
LOOKS = {entry.id: entry for entry in _ROWS}


def checked(choice: LookChoice) -> LookEntry:
    """The chosen look's line. Raises EngineError where there is none, or no such slider or background."""
    entry = LOOKS.get(choice.id)
    if entry is None:
        raise EngineError("There is no look called {0}. Looks: {1}.", choice.id[:80], ", ".join(LOOKS))
    keys = [slider.key for slider in entry.sliders]
    for key, value in choice.values:
        if key not in keys:
            raise EngineError("The look {0} has no slider {1}. It has: {2}.", entry.id, key[:80], ", ".join(keys))
        if not 0 <= value <= 1:
            raise EngineError("{0} has to lie between 0 and 1.", key)
    if choice.background and choice.background not in BACKGROUNDS:
        known = ", ".join(BACKGROUNDS)
        raise EngineError("There is no background called {0}. Backgrounds: {1}.", choice.background[:80], known)
    return entry
