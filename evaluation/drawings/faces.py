"""Faces and people: what is drawn most, and where everybody sees what is wrong."""

from __future__ import annotations

from evaluation.drawings.hand import ARTIST, CHILD, HOBBY, MOUSE, Page, Subject, arc, at, box, mirrored, oval, star

SKIN, HAIR, RED, BLUE = (250, 214, 180), (96, 62, 44), (226, 66, 66), (84, 144, 226)
PINK, YELLOW, GREEN, GREY = (248, 150, 180), (252, 206, 70), (106, 186, 94), (168, 176, 188)


def smiling_child(page: Page) -> None:
    page.loop(oval(256, 270, 150, 160))
    for x in (200, 312):
        page.loop(oval(x, 240, 19, 26))
        page.dot(x + 3, 246, radius=10)
    page.line(at("256,262 246,296 264,300"))
    page.line(arc(256, 310, 78, 62, start=170, end=10))
    page.line(at("178,316 172,306"))
    page.line(at("334,318 341,308"))
    for points in ("110,240 96,190 130,122 190,86 256,78 330,90 384,130 412,196 402,244", "150,172 196,146 226,118"):
        page.line(at(points))
    page.line(at("226,118 262,150 326,140 362,172"))
    page.line(arc(104, 284, 24, 32, start=290, end=80))
    page.line(arc(408, 284, 24, 32, start=-110, end=110))
    page.dab(at("200,390 256,404 320,380"), SKIN)
    page.dab(at("210,110 300,108"), HAIR)


def webtoon_girl(page: Page) -> None:
    page.line(at("158,214 160,280 182,336 222,378 250,392! 278,378 322,336 346,280 348,214"))
    page.line(at("164,232 186,180 230,130! 238,176 222,214! 268,180 290,130! 304,180 346,232"))
    page.line(at("250,84 178,92 124,142 106,226 108,330 84,430 118,474 150,458 164,388 160,300"))
    page.line(at("250,84 330,90 384,142 402,226 398,330 424,430 392,474 358,458 344,388 348,300"))
    for flip in (False, True):
        upper, lower = at("176,262 196,238 224,240 238,258"), at("188,292 206,302 226,296")
        brow = at("178,218 202,208 232,216")
        for points, size in ((upper, 6.5), (lower, None), (brow, None)):
            page.line(mirrored(points, x=253) if flip else points, size=size)
        page.loop(oval(297 if flip else 209, 268, 15, 25))
        page.dot(297 if flip else 209, 272, radius=9)
    page.line(at("252,306 246,322 254,324"))
    page.line(at("230,348 252,354 276,346"))
    page.line(at("222,378 220,424 160,456 128,500"))
    page.line(at("282,378 284,424 346,456 376,500"))
    page.line(at("220,428 252,456 284,428"))


def grandpa(page: Page) -> None:
    page.loop(at("256,110 178,126 142,190 140,280 166,360 214,410 256,424 300,410 348,360 372,280 370,190 334,126"))
    page.loop(arc(200, 236, 38, 34, start=-150, end=190, count=10))
    page.loop(arc(312, 236, 38, 34, start=-150, end=190, count=10))
    page.line(at("238,230 256,224 274,230"))
    page.dot(202, 240, radius=6)
    page.dot(310, 240, radius=6)
    page.line(at("168,180 196,168 232,184"), size=8)
    page.line(at("282,184 318,168 346,180"), size=8)
    page.line(at("250,246 234,292 256,306 278,294"))
    page.loop(at("256,316 226,312 180,330 158,352! 200,354 236,344 256,334! 276,344 312,354 354,352! 332,330 286,312"))
    page.line(arc(256, 346, 36, 26, start=150, end=30))
    page.line(at("216,150 256,142 300,150"), size=3.5)
    page.line(at("222,134 258,128 292,134"), size=3.5)
    for flip in (False, True):
        ear, hair = at("142,230 112,220 104,262 120,298 150,294"), at("150,176 118,184 110,204 126,208 112,222")
        page.line(mirrored(ear, x=256) if flip else ear, behind=True)
        page.line(mirrored(hair, x=256) if flip else hair, behind=True)
    page.dab(at("220,200 256,190 300,204"), SKIN)
    page.dab(at("210,338 300,340"), (236, 236, 240), size=12)


def robot_face(page: Page) -> None:
    page.loop(box(120, 140, 392, 400))
    page.loop(box(160, 190, 240, 260))
    page.loop(box(272, 190, 352, 260))
    page.dot(202, 226, radius=14)
    page.dot(312, 226, radius=14)
    page.loop(box(170, 316, 342, 362))
    for x in (205, 240, 274, 308):
        page.line(at(f"{x},318 {x + 1},360"))
    page.line(at("256,138 255,84"))
    page.loop(oval(255, 64, 20, 20))
    page.loop(box(84, 230, 119, 310))
    page.loop(box(393, 230, 428, 310))


def stick_figure(page: Page) -> None:
    page.loop(oval(256, 112, 54, 54))
    page.dot(238, 104, radius=5)
    page.dot(274, 104, radius=5)
    page.line(arc(256, 116, 26, 20, start=160, end=20))
    page.line(at("256,168 258,250 255,332"))
    page.line(at("256,206 200,240 150,208"))
    page.line(at("256,206 312,236 366,200"))
    page.line(at("255,332 222,396 196,462 172,464"))
    page.line(at("255,332 290,398 316,462 342,460"))


def princess(page: Page) -> None:
    page.loop(oval(256, 146, 56, 60))
    page.loop(at("206,102! 200,50! 230,78! 256,36! 284,78! 312,50! 306,102!"))
    page.line(at("204,126 176,160 182,230 164,282"), behind=True)
    page.line(at("308,126 338,160 330,230 350,282"), behind=True)
    page.dot(236, 146, radius=6)
    page.dot(278, 146, radius=6)
    page.line(arc(256, 160, 26, 18, start=160, end=20))
    page.loop(at("226,206! 288,206! 284,270! 400,470! 330,482 256,486 180,482 112,470! 230,270!"))
    page.line(at("230,270 256,278 284,270"))
    page.line(at("160,390 200,408 250,390 300,410 350,388"))
    page.line(at("136,432 190,450 250,434 310,452 376,430"))
    page.line(at("226,216 172,260 150,310"))
    page.line(at("288,216 342,256 372,296"))
    page.loop(star(392, 272, 34))
    page.dab(at("236,70 276,70"), YELLOW, size=14)
    page.dab(at("200,430 256,340 310,430"), PINK)
    page.dab(at("256,220 256,250"), (190, 120, 220), size=18)
    page.dab(at("240,120 270,120"), SKIN, size=16)


def footballer(page: Page) -> None:
    page.loop(oval(232, 92, 46, 50))
    page.line(at("188,82 196,44 236,32 272,50 278,84"))
    page.dot(244, 90, radius=4)
    page.dot(266, 92, radius=4)
    page.line(at("240,116 252,124 266,116"))
    page.loop(at("206,144! 258,144! 286,250! 276,276 190,276! 194,200!"))
    page.line(at("232,168 226,210"), size=9)
    page.loop(at("206,146! 150,196 116,176! 104,200 152,236 200,192!"), behind=True)
    page.loop(at("258,146! 312,186 350,150! 368,170 318,228 270,192!"), behind=True)
    page.loop(at("190,276! 278,276! 330,314! 300,350! 240,318! 216,350! 166,330!"))
    page.loop(at("170,340! 150,410 120,448! 92,446 88,464 140,470! 178,410 206,350!"), behind=True)
    page.loop(at("322,322! 392,362 404,412! 430,404 438,424 392,446! 366,386 300,348!"), behind=True)
    page.loop(oval(444, 462, 34, 34), behind=True)
    page.loop(star(444, 462, 17, depth=0.8))
    page.dab(at("236,220 250,250"), RED)
    page.dab(at("220,300 270,300"), BLUE, size=18)
    page.dab(at("228,70 240,72"), SKIN, size=16)


PEOPLE = {
    "smiling child": Subject(smiling_child, CHILD),
    "webtoon girl": Subject(webtoon_girl, ARTIST),
    "grandpa": Subject(grandpa, HOBBY),
    "robot face": Subject(robot_face, MOUSE),
    "stick figure": Subject(stick_figure, CHILD),
    "princess": Subject(princess, CHILD),
    "footballer": Subject(footballer, HOBBY),
}
