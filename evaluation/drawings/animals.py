"""Animals."""

from __future__ import annotations

from evaluation.drawings.hand import ARTIST, CHILD, HOBBY, MARKER, MOUSE, Page, Subject, arc, at, mirrored, oval

ORANGE, BROWN, CREAM, PINK = (242, 152, 66), (146, 96, 62), (252, 232, 204), (246, 160, 176)
TEAL, GREEN, YELLOW, GREY, RED = (54, 170, 176), (110, 180, 90), (250, 208, 76), (160, 170, 186), (222, 76, 70)


def cat(page: Page) -> None:
    page.loop(at("256,128 196,132 150,170 132,226 148,280 196,312 256,320 318,312 364,280 380,226 364,170 316,132"))
    for flip in (False, True):
        for points in ("150,172 142,96! 212,132", "160,150 158,118! 188,136"):
            page.line(mirrored(at(points), x=256) if flip else at(points), behind=points.startswith("150"))
        for points in ("176,250 120,240", "176,264 116,270", "178,278 126,300"):
            page.line(mirrored(at(points), x=256) if flip else at(points), size=3.4)
    page.loop(oval(212, 220, 17, 23))
    page.loop(oval(300, 220, 17, 23))
    page.dot(214, 224, radius=9)
    page.dot(298, 224, radius=9)
    page.loop(at("246,258! 268,258! 257,270"))
    page.line(at("257,270 256,280 240,288 226,280"))
    page.line(at("256,280 272,288 288,280"))
    page.line(at("190,310 166,370 160,440 176,470 256,476 336,470 352,440 346,370 322,310"), behind=True)
    page.line(at("226,380 224,440 232,474"))
    page.line(at("288,380 290,440 282,474"))
    page.line(at("350,440 400,440 430,400 424,350 400,336"), behind=True)
    page.line(at("340,472 420,466 456,410 446,344 410,320 396,336"), behind=True)
    page.dab(at("220,160 292,158"), ORANGE)
    page.dab(at("190,400 196,430"), ORANGE)
    page.dab(at("256,340 256,420"), CREAM)


def dog(page: Page) -> None:
    page.loop(at("180,150 140,190 128,240 96,262 90,292 112,310 160,308 206,300 240,262 248,200 226,158"))
    page.loop(at("206,156! 250,164 276,210 268,270 242,286 224,250 214,200"))
    page.dot(166, 214, radius=8)
    page.loop(oval(98, 268, 15, 12))
    page.line(at("104,296 140,292 164,280"))
    page.line(at("240,282 300,256 380,262 416,290 428,340 422,452"), behind=True)
    page.line(at("200,302 206,360 202,456 236,458 240,380"), behind=True)
    page.line(at("240,380 280,392 330,388 366,378! 372,456 420,456"))
    page.line(at("418,290 446,262 456,220 440,210 426,248 408,272"))
    page.line(at("186,306 210,324 250,318 262,284"), behind=True)
    page.dab(at("180,180 200,230"), BROWN)
    page.dab(at("246,200 246,240"), (92, 60, 44), size=18)
    page.dab(at("290,320 380,320"), BROWN)


def rabbit(page: Page) -> None:
    page.loop(oval(256, 250, 92, 84))
    page.line(at("206,182 176,110 178,44 208,30 232,70 240,170"), behind=True)
    page.line(at("272,170 286,70 314,34 340,52 336,118 304,184"), behind=True)
    page.line(at("206,160 194,100 204,60"))
    page.line(at("304,160 318,110 318,66"))
    page.dot(222, 240, radius=9)
    page.dot(290, 240, radius=9)
    page.loop(oval(256, 268, 10, 7))
    page.line(at("256,276 256,290 238,300 226,292"))
    page.line(at("256,290 274,300 286,292"))
    page.loop(at("246,298! 245,318! 267,318! 266,298!"))
    page.loop(at("204,320 164,370 156,430 190,474 256,482 322,474 356,430 348,370 308,320"), behind=True)
    page.loop(oval(206, 476, 42, 20))
    page.loop(oval(306, 476, 42, 20))
    page.loop(oval(366, 420, 24, 24), behind=True)


def bird(page: Page) -> None:
    page.loop(at("150,150 116,180 110,230 140,300 210,350 290,348 350,300 400,250! 340,250 280,220 230,170 196,144"))
    page.loop(at("112,196! 64,212! 114,226!"), behind=True)
    page.dot(156, 192, radius=8)
    page.loop(at("190,236 220,300 290,310 340,270! 290,262 240,240"))
    page.line(at("226,272 260,284 290,282"), size=3.5)
    page.loop(at("392,256! 464,226! 448,262! 470,290! 384,276!"), behind=True)
    page.line(at("220,350 214,396! 196,404"), behind=True)
    page.line(at("214,396 232,406"))
    page.line(at("262,352 260,398! 242,406"), behind=True)
    page.line(at("260,398 278,406"))
    page.line(at("40,420 140,408 280,408 470,420"))


def fish(page: Page) -> None:
    page.loop(at("70,260 120,190 200,152 290,164 356,216 390,256 356,300 290,350 200,362 120,326"))
    page.loop(at("384,256! 420,196 466,170! 450,256 470,346! 420,318"), behind=True)
    page.line(at("180,164 212,220 214,290 180,352"))
    page.loop(oval(134, 238, 20, 20))
    page.dot(132, 240, radius=8)
    page.line(at("74,276 100,286 122,280"))
    page.line(at("210,152 250,104 310,112 326,184"), behind=True)
    for x, y in ((250, 220), (300, 230), (250, 262), (300, 272), (250, 304), (340, 252)):
        page.line(arc(x, y, 17, 17, start=-70, end=80), size=4)
    for x, y, r in ((66, 170, 12), (46, 130, 9), (72, 96, 15)):
        page.loop(oval(x, y, r, r))
    page.dab(at("260,190 300,320"), ORANGE)
    page.dab(at("150,200 140,300"), YELLOW)
    page.dab(at("430,256 440,262"), RED)


def turtle(page: Page) -> None:
    page.loop(at("96,330! 110,240 170,170 250,148 330,170 386,240 398,330! 250,346"))
    page.loop(at("250,200! 300,230! 292,284! 210,284! 202,230!"))
    for points in ("250,200 250,150", "300,230 358,196", "292,284 322,338", "210,284 178,340", "202,230 142,198"):
        page.line(at(points))
    page.line(at("392,290 420,240 466,236 480,276 456,306 398,322"), behind=True)
    page.dot(448, 262, radius=7)
    page.line(at("478,284 460,292 448,286"))
    page.line(at("140,342 128,390 182,396 194,348"), behind=True)
    page.line(at("306,346 316,396 370,390 362,340"), behind=True)
    page.line(at("98,322 60,344 98,340"), behind=True)
    page.dab(at("250,230 254,256"), GREEN)
    page.dab(at("140,280 160,300"), GREEN)
    page.dab(at("440,250 430,290"), (190, 214, 120), size=14)


def elephant(page: Page) -> None:
    page.loop(
        at("200,130 150,150 116,200 112,270 106,350 84,392 60,388 58,420 100,428 140,392 156,320 200,300 240,260")
    )
    page.loop(at("208,130! 262,110 306,150 306,230 262,276 216,250 200,190"))
    page.dot(156, 210, radius=7)
    page.line(at("140,300 152,326 186,336"), behind=True)
    page.line(at("296,140 370,132 430,180 448,270 446,440! 380,442! 376,350"), behind=True)
    page.line(at("376,350 330,366 280,360! 282,442! 214,442! 210,300"), behind=True)
    page.line(at("444,240 474,270 478,320 470,340"))
    for x in (228, 248, 268, 394, 412, 430):
        page.line(arc(x, 440, 8, 9, start=180, end=360), size=3.5)


def snail(page: Page) -> None:
    page.loop(oval(270, 240, 120, 116))
    page.line(
        at("276,244 262,232 280,216 304,236 292,276 252,284 222,252 236,198 290,178 340,214 338,290 280,330 210,310")
    )
    page.line(at("166,300 130,330 96,300 84,240 104,206 138,216 146,260"), behind=True)
    page.line(at("96,300 100,370 150,396 300,400 440,398 472,384 420,364 370,330"), behind=True)
    page.line(at("98,210 82,164"))
    page.dot(80, 156, radius=8)
    page.line(at("122,206 128,158"))
    page.dot(130, 150, radius=8)
    page.line(at("96,256 110,264 122,256"))
    page.dab(at("200,200 330,180"), ORANGE)
    page.dab(at("150,370 300,382"), YELLOW, size=14)


def butterfly(page: Page) -> None:
    page.loop(at("256,170 244,190 246,330 256,370 266,330 268,190"))
    for flip in (False, True):
        wings = ("246,230! 210,140 130,90 70,110 72,190 130,250", "246,262! 170,260 110,300 110,370 160,400 220,350")
        for points in wings:
            page.loop(mirrored(at(points), x=256) if flip else at(points), behind=True)
        for x, y, r in ((130, 160, 28), (162, 330, 22)):
            page.loop(oval(512 - x if flip else x, y, r, r))
        feeler = at("252,172 240,120 206,96")
        page.line(mirrored(feeler, x=256) if flip else feeler)
    page.dab(at("190,190 200,220"), (130, 120, 230))
    page.dab(at("130,156 132,162"), YELLOW, size=16)


def penguin(page: Page) -> None:
    page.loop(at("256,70 196,88 166,150 150,260 150,370 190,440 256,452 322,440 362,370 362,260 346,150 316,88"))
    page.line(
        at("256,150 214,126 186,166 196,220 178,300 190,390 256,424 322,390 334,300 316,220 326,166 298,126 256,150")
    )
    page.dot(226, 170, radius=9)
    page.dot(286, 170, radius=9)
    page.loop(at("232,200! 280,200! 256,232!"))
    for flip in (False, True):
        wing, foot = at("156,210 110,280 104,350 150,330"), at("200,444 170,480 240,480 238,452")
        page.line(mirrored(wing, x=256) if flip else wing, behind=True)
        page.line(mirrored(foot, x=256) if flip else foot, behind=True)
    page.dab(at("240,90 280,96"), (60, 70, 96), size=18)
    page.dab(at("256,212 258,214"), ORANGE, size=14)


ANIMALS = {
    "cat": Subject(cat, HOBBY),
    "dog": Subject(dog, ARTIST),
    "rabbit": Subject(rabbit, CHILD),
    "bird": Subject(bird, HOBBY),
    "fish": Subject(fish, CHILD),
    "turtle": Subject(turtle, MARKER),
    "elephant": Subject(elephant, HOBBY),
    "snail": Subject(snail, CHILD),
    "butterfly": Subject(butterfly, MOUSE),
    "penguin": Subject(penguin, ARTIST),
}
