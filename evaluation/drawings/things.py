"""Food, plants and vehicles."""

from __future__ import annotations

from evaluation.drawings.hand import (
    ARTIST,
    CHILD,
    HOBBY,
    MARKER,
    MOUSE,
    Page,
    Subject,
    at,
    box,
    oval,
)

RED, GREEN, LEAF, BROWN = (222, 62, 62), (110, 186, 90), (60, 150, 80), (150, 100, 62)
YELLOW, CREAM, PINK, BLUE = (252, 206, 76), (252, 234, 200), (248, 160, 186), (84, 144, 226)
TAN, GREY, SKY = (236, 186, 120), (160, 168, 180), (170, 214, 246)


def apple(page: Page) -> None:
    page.loop(
        at(
            "256,166! 220,140 160,146 116,200 112,290 150,384 206,436 256,424! "
            "306,436 362,384 402,290 396,200 350,146 292,140"
        )
    )
    page.line(at("256,166 252,124 270,88"))
    page.loop(at("262,128! 290,84 350,76! 336,118 296,138"), behind=True)
    page.line(at("150,210 142,250 148,280"), size=4)
    page.dab(at("200,230 300,300"), RED)
    page.dab(at("300,106 320,98"), GREEN, size=14)


def ice_cream(page: Page) -> None:
    page.line(at("176,216 150,170 172,110 220,76 256,70 300,78 344,112 362,170 338,216"))
    page.loop(at("158,212 176,236 200,222 222,244 250,224 280,246 304,224 330,238 354,212 256,200"))
    page.line(at("176,236 210,330 256,470! 304,330 336,236"))
    for points in ("196,240 284,392", "232,244 302,350", "276,246 320,300", "316,240 236,400", "278,246 214,346"):
        page.line(at(points), size=3.6)
    page.loop(oval(262, 58, 22, 20), behind=True)
    page.dab(at("210,140 300,130"), PINK)
    page.dab(at("240,320 262,360"), TAN, size=16)


def pizza(page: Page) -> None:
    page.loop(at("80,150! 160,112 256,100 350,112 432,150! 256,470!"))
    page.line(at("98,184 170,150 256,140 340,150 412,184"))
    for x, y, r in ((200, 214, 30), (310, 222, 32), (252, 306, 30)):
        page.loop(oval(x, y, r, r))
    page.line(at("252,190 266,180 262,196"))
    page.line(at("226,270 210,264"))
    page.line(at("300,280 312,292"))
    page.dab(at("200,212 204,216"), RED, size=18)
    page.dab(at("310,222 314,226"), RED, size=18)
    page.dab(at("150,190 240,170"), YELLOW, size=14)


def burger(page: Page) -> None:
    page.loop(at("96,230! 100,160 160,104 256,88 352,104 412,160 416,230! 256,238"))
    page.loop(
        at("84,250 110,232 402,232 428,250 404,272 370,262 340,286 300,264 260,288 220,264 180,286 140,262 108,272"),
        behind=True,
    )
    page.loop(at("92,290 120,276 396,276 420,290 418,322 396,334 116,334 94,322"), behind=True)
    page.loop(at("100,344! 412,344! 408,396 380,424 132,424 104,396"), behind=True)
    for x, y in ((180, 150), (230, 124), (290, 130), (340, 156), (262, 164)):
        page.line(at(f"{x},{y} {x + 9},{y + 7}"))
    page.dab(at("180,190 340,192"), TAN)
    page.dab(at("130,252 380,250"), GREEN, size=12)
    page.dab(at("140,304 370,306"), BROWN, size=16)


def ramen_bowl(page: Page) -> None:
    page.loop(oval(256, 236, 186, 64))
    page.line(at("72,250 90,330 150,410 200,430! 312,430! 366,410 424,330 440,250"), behind=True)
    page.line(at("202,430 206,452! 306,452! 310,430"))
    for points in (
        "120,236 150,214 190,222 214,246 180,262",
        "150,258 190,240 230,250 240,276",
        "210,206 250,196 286,210 270,236",
    ):
        page.line(at(points), size=4)
    page.loop(oval(318, 222, 44, 28))
    page.loop(oval(320, 222, 20, 13))
    page.loop(at("186,176! 226,168! 232,206! 194,212!"))
    page.line(at("300,190 430,40"), behind=False)
    page.line(at("316,194 458,58"))
    for x in (180, 240):
        page.line(at(f"{x},140 {x - 12},116 {x + 8},92 {x - 4},64"), size=3.5)
    page.dab(at("120,340 380,344"), RED)
    page.dab(at("320,222 323,223"), YELLOW, size=14)


def cake(page: Page) -> None:
    page.loop(oval(256, 246, 140, 44))
    page.line(at("116,250 116,380 180,420 256,428 332,420 396,380 396,250"))
    page.line(at("116,268 134,300 156,280 178,322 206,292 236,330 264,296 296,328 322,292 350,314 372,280 396,268"))
    for x, y in ((200, 190), (256, 180), (312, 190)):
        page.loop(box(x - 8, y, x + 8, y + 58))
        page.loop(at(f"{x},{y - 40}! {x - 12},{y - 16} {x},{y - 4} {x + 12},{y - 16}"))
    page.line(at("70,408 130,446 256,462 382,446 442,408"))
    page.dab(at("180,254 330,252"), PINK)
    page.dab(at("170,380 340,384"), CREAM)


def tulip(page: Page) -> None:
    page.loop(at("186,96! 180,170 196,220 256,246 316,220 332,170 326,96! 292,140! 256,80! 220,140!"))
    page.line(at("256,246 260,340 254,480"))
    page.loop(at("256,440! 200,400 150,320 140,260! 190,300 240,370"))
    page.loop(at("258,450! 310,410 352,340 366,280! 318,320 274,380"))
    page.dab(at("230,170 290,180"), RED)
    page.dab(at("190,350 200,370"), LEAF, size=14)


def cactus(page: Page) -> None:
    page.loop(at("212,360! 206,220 212,130 256,90 300,130 306,220 300,360!"))
    page.line(at("208,280 150,284 124,250 126,190 150,176 168,194 166,232 206,240"), behind=True)
    page.line(at("304,250 356,252 384,220 384,160 362,148 344,162 346,200 306,212"), behind=True)
    page.loop(at("150,360! 362,360! 354,396! 158,396!"))
    page.line(at("168,396 190,480! 322,480! 344,396"))
    for x, y in ((236, 150), (274, 170), (240, 210), (276, 240), (236, 270), (270, 310), (144, 220), (364, 190)):
        page.line(at(f"{x},{y} {x + 6},{y - 9}"), size=3.5)
    page.dab(at("256,140 258,320"), GREEN)
    page.dab(at("200,430 310,432"), (206, 110, 72))


def tree(page: Page) -> None:
    page.line(at("226,480 236,400 228,330"))
    page.line(at("296,480 282,400 292,326"))
    page.loop(
        at(
            "170,330 110,300 104,240 140,206 134,140 190,96 250,84 "
            "320,96 374,140 380,206 412,246 400,304 340,332 256,322"
        )
    )
    page.line(at("180,190 196,170 220,174"))
    page.line(at("300,220 320,206 340,218"))
    page.line(at("220,270 240,258 262,268"))
    page.line(at("180,484 256,476 350,486"))


def leaf(page: Page) -> None:
    page.loop(at("110,400! 96,300 140,190 240,110 400,84! 396,220 330,330 220,400"))
    page.line(at("70,446 110,400 220,280 370,110"))
    for points in ("180,322 184,240", "236,262 246,180", "292,196 300,140", "190,314 280,330", "250,248 340,256"):
        page.line(at(points))


def car(page: Page) -> None:
    page.line(at("130,340 66,336 56,280 90,254 150,244 196,170 330,166 384,244 446,256 462,300 456,338 392,340"))
    page.line(at("206,342 316,342"))
    page.loop(oval(168, 346, 38, 38))
    page.loop(oval(168, 346, 15, 15))
    page.loop(oval(354, 346, 38, 38))
    page.loop(oval(354, 346, 15, 15))
    page.loop(at("174,242! 206,188! 258,188! 258,242!"))
    page.loop(at("272,188! 320,188! 358,242! 272,242!"))
    page.line(at("264,250 266,334"))
    page.line(at("282,268 304,268"))
    page.loop(oval(446, 288, 10, 14))
    page.dab(at("120,290 240,290"), RED)
    page.dab(at("220,214 238,222"), SKY, size=14)


def bus(page: Page) -> None:
    page.loop(at("70,130 90,112 430,112 448,130 450,350! 66,350!"))
    for x in (96, 172, 248):
        page.loop(box(x, 150, x + 62, 220))
    page.loop(box(340, 150, 424, 344))
    page.line(at("382,152 382,342"))
    page.line(at("68,256 336,256"))
    for x in (150, 330):
        page.loop(oval(x, 360, 40, 40))
        page.loop(oval(x, 360, 14, 14))
    page.dab(at("120,300 240,304"), YELLOW)
    page.dab(at("124,180 130,190"), SKY, size=16)


def boat(page: Page) -> None:
    page.loop(at("86,320! 430,320! 384,400 340,412 170,412 130,398"))
    page.line(at("250,320 252,80"))
    page.loop(at("264,96! 404,296! 264,296!"))
    page.loop(at("240,140! 240,296! 140,296!"))
    page.line(at("252,80 290,62 254,56"))
    page.line(at("30,430 80,414 130,432 180,416 230,434 280,416 330,434 380,416 430,432 480,418"))
    page.dab(at("140,350 360,356"), BROWN)
    page.dab(at("296,220 300,260"), RED)


def bicycle(page: Page) -> None:
    for x in (136, 376):
        page.loop(oval(x, 340, 88, 88))
        page.loop(oval(x, 340, 8, 8))
        for points in ("{0},340 {1},268", "{0},340 {2},402", "{0},340 {3},330"):
            page.line(at(points.format(x, x + 30, x - 52, x + 78)), size=2.6)
    page.line(at("136,340! 240,346! 338,222! 196,222! 136,340!"))
    page.line(at("240,346 182,190"))
    page.line(at("156,188 180,180 214,190"), size=9)
    page.line(at("376,340 330,190! 306,176 340,170 366,182"))
    page.loop(oval(240, 346, 20, 20))
    page.line(at("240,346 262,386! 246,388 280,386"))


def plane(page: Page) -> None:
    page.loop(at("44,270 70,230 140,212 340,206 452,150! 470,160 444,250 380,284 240,306 110,310"))
    page.loop(at("200,262! 290,262! 250,390! 204,400!"))
    page.line(at("230,208 270,130! 306,132! 316,206"), behind=True)
    page.line(at("60,252 90,262 124,240 116,220"))
    for x in (170, 212, 254, 296, 338):
        page.loop(oval(x, 240, 10, 11))
    page.dab(at("350,260 400,240"), BLUE)
    page.dab(at("130,286 180,290"), (240, 240, 244))


def train(page: Page) -> None:
    page.loop(box(280, 130, 420, 360))
    page.loop(at("100,220! 280,220! 280,360! 100,360!"))
    page.line(at("100,226 84,290 100,354"))
    page.loop(at("128,218! 122,150! 110,130! 184,130! 172,150! 168,218!"), behind=True)
    page.loop(box(310, 164, 392, 240))
    page.loop(at("262,130! 262,106! 440,106! 440,130!"))
    page.loop(at("96,360! 52,410! 110,410!"))
    for x, r in ((160, 32), (236, 32), (360, 46)):
        page.loop(oval(x, 410 - r + 20, r, r))
        page.loop(oval(x, 410 - r + 20, r / 3, r / 3))
    page.line(at("150,112 130,84 160,66 190,80 200,50 236,46 246,76 226,96 176,104 152,112"))
    page.line(at("30,434 480,434"))
    page.dab(at("140,270 240,290"), GREEN)
    page.dab(at("300,300 390,300"), RED)


THINGS = {
    "apple": Subject(apple, HOBBY),
    "ice cream": Subject(ice_cream, CHILD),
    "pizza": Subject(pizza, MARKER),
    "burger": Subject(burger, HOBBY),
    "ramen bowl": Subject(ramen_bowl, ARTIST),
    "cake": Subject(cake, CHILD),
    "tulip": Subject(tulip, HOBBY),
    "cactus": Subject(cactus, MARKER),
    "tree": Subject(tree, CHILD),
    "leaf": Subject(leaf, ARTIST),
    "car": Subject(car, HOBBY),
    "bus": Subject(bus, CHILD),
    "boat": Subject(boat, MOUSE),
    "bicycle": Subject(bicycle, HOBBY),
    "plane": Subject(plane, MOUSE),
    "train": Subject(train, HOBBY),
}
