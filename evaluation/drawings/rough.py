"""Bad on purpose, and unfinished: shaky, gappy, doubled, scribbled, overshooting; or left after a few strokes."""

from __future__ import annotations

from dataclasses import replace

from evaluation.drawings.animals import bird, cat
from evaluation.drawings.faces import smiling_child
from evaluation.drawings.hand import (
    BOLD,
    CHILD,
    HASTY,
    HOBBY,
    SHAKY,
    SKETCHY,
    Page,
    Subject,
    arc,
    at,
    box,
    oval,
    star,
)
from evaluation.drawings.places import house
from evaluation.drawings.things import apple, tulip

RED, GREEN, YELLOW, BLUE = (222, 66, 66), (110, 186, 90), (252, 208, 70), (90, 150, 230)


def mug(page: Page) -> None:
    page.loop(oval(230, 150, 116, 34))
    page.line(at("114,152 120,300 130,400 170,424 290,424 330,400 340,300 346,152"))
    page.line(at("346,190 420,190 440,260 416,330 340,336"))
    page.line(at("344,222 396,224 408,262 392,300 342,306"))
    page.loop(at("230,330! 190,290 196,256 222,256 230,272! 240,256 266,258 270,290"))


def scribbled_sun(page: Page) -> None:
    for _ in range(3):
        page.loop(oval(256, 256, 100, 98))
    for index in range(11):
        points = [arc(256, 256, r, r, start=index * 33, end=index * 33 + 1, count=2)[0] for r in (116, 150, 190)]
        page.line(points)
    page.scribble(256, 180, 120, 150, rows=13, size=3.5)
    page.dot(222, 232, radius=9)
    page.dot(292, 232, radius=9)


def ghost(page: Page) -> None:
    page.line(
        at("120,440 130,230 180,120 256,90 336,122 384,230 396,440 350,400 310,444 262,402 212,446 168,400 118,442")
    )
    page.scribble(210, 216, 30, 46, rows=9, size=4)
    page.scribble(306, 216, 30, 46, rows=9, size=4)
    page.line(at("220,310 256,330 294,308"))
    page.scribble(256, 462, 300, 26, rows=9, size=3)


def lone_star(page: Page) -> None:
    page.line(at("256,70! 336,420! 80,200! 432,196! 172,424! 256,70!"))


def flower(page: Page) -> None:
    page.loop(oval(256, 190, 44, 42))
    for index in range(6):
        x, y = arc(256, 190, 86, 86, start=index * 60, end=index * 60 + 1, count=2)[0]
        page.loop(oval(x, y, 46, 42, tilt=index * 60), behind=True)
    page.line(at("256,300 250,380 262,486"))
    page.line(at("256,420 310,370 350,376 316,416 258,438"))
    page.dab(at("250,184 262,196"), YELLOW)


def only_a_head(page: Page) -> None:
    page.loop(oval(256, 220, 120, 136))
    page.line(arc(256, 216, 112, 40, start=170, end=10), size=2.6)
    page.line(at("256,88 262,220 256,352"), size=2.6)
    page.line(at("196,226 212,216 232,226"))


def half_a_car(page: Page) -> None:
    page.line(at("256,170 200,172 152,244 90,254 56,282 66,338 128,342"))
    page.loop(oval(168, 348, 38, 38))
    page.line(at("206,344 262,342"))
    page.line(at("174,242 206,190 256,188"))
    page.dab(at("100,296 180,284"), RED)


def bare_tree(page: Page) -> None:
    page.line(at("220,480 236,380 228,290 180,220 130,190"))
    page.line(at("300,480 284,380 292,290 340,216 392,196"))
    page.line(at("236,296 256,210 246,130"))
    page.line(at("276,300 282,220 300,140"))
    page.line(at("180,220 176,170"))


def begun_fish(page: Page) -> None:
    page.line(at("350,300 290,350 200,362 120,326 70,260 120,190 200,152 290,164 340,200"))
    page.loop(oval(134, 238, 20, 20))


def two_circles(page: Page) -> None:
    page.loop(oval(190, 200, 96, 92))
    page.loop(oval(330, 320, 110, 100), behind=True)


def half_a_house(page: Page) -> None:
    page.loop(at("90,244! 256,96! 424,244!"))
    page.line(at("120,246 122,450! 260,452"))
    page.loop(box(150, 290, 204, 340))
    page.dab(at("220,190 290,196"), BLUE)
    page.dab(at("60,470 200,480"), GREEN)


def half_stars(page: Page) -> None:
    page.loop(star(180, 170, 90))
    page.line(star(350, 340, 80)[:13])


ROUGH = {
    "shaky mug": Subject(mug, SHAKY),
    "shaky smiling child": Subject(smiling_child, replace(SHAKY, wobble=5.0)),
    "apple with gaps": Subject(apple, HASTY),
    "house with gaps": Subject(house, HASTY),
    "sketchy cat": Subject(cat, SKETCHY),
    "sketchy flower": Subject(flower, SKETCHY),
    "overshooting house": Subject(house, BOLD),
    "scribbled sun": Subject(scribbled_sun, CHILD),
    "scribbled ghost": Subject(ghost, CHILD),
    "star in one line": Subject(lone_star, BOLD),
    "small bird in a corner": Subject(bird, HOBBY, scale=0.36, right=310, down=40),
    "tiny tulip": Subject(tulip, CHILD, scale=0.25, right=60, down=350),
    "cat past the edge": Subject(cat, HOBBY, scale=1.5, right=-40, down=-60),
}
UNFINISHED = {
    "only a head": Subject(only_a_head, HOBBY),
    "half a car": Subject(half_a_car, HOBBY),
    "bare tree": Subject(bare_tree, CHILD),
    "begun fish": Subject(begun_fish, CHILD),
    "two circles": Subject(two_circles, HOBBY),
    "half a house": Subject(half_a_house, HOBBY),
    "a star and a half": Subject(half_stars, CHILD),
}
