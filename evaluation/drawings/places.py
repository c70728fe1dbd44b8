"""Houses and whole scenes: several subjects on one sheet."""

from __future__ import annotations

from evaluation.drawings.hand import CHILD, HOBBY, MARKER, Page, Subject, arc, at, box, oval, star

RED, GREEN, BROWN, YELLOW = (222, 72, 66), (110, 186, 90), (150, 100, 62), (252, 208, 70)
SKY, SEA, CREAM, NIGHT, GREY = (160, 210, 246), (70, 140, 210), (252, 236, 204), (44, 56, 120), (170, 172, 184)


def house(page: Page) -> None:
    page.loop(box(120, 240, 392, 450))
    page.loop(at("90,244! 256,96! 424,244!"))
    page.line(at("330,152 330,90! 372,90! 372,190"), behind=True)
    page.loop(box(222, 330, 292, 450))
    page.dot(278, 392, radius=5)
    for x in (144, 318):
        page.loop(box(x, 276, x + 52, 328))
        page.line(at(f"{x + 26},278 {x + 26},326"))
        page.line(at(f"{x + 2},302 {x + 50},302"))


def castle(page: Page) -> None:
    page.loop(
        at(
            "150,440! 150,250! 180,250! 180,272! 214,272! 214,250! 298,250! "
            "298,272! 332,272! 332,250! 362,250! 362,440!"
        )
    )
    for x in (70, 362):
        left, right = x, x + 80
        page.loop(at(f"{left},440! {left},200! {right},200! {right},440!"), behind=True)
        page.loop(at(f"{left - 12},200! {(left + right) // 2},90! {right + 12},200!"))
        page.loop(at(f"{left + 28},290! {left + 28},256 {left + 40},244 {left + 52},256 {left + 52},290!"))
        page.line(at(f"{(left + right) // 2},90 {(left + right) // 2},50! {right},62! {(left + right) // 2},74"))
    page.loop(at("216,440! 216,370 256,330 296,370 296,440!"))
    page.line(at("236,350 236,440"))
    page.line(at("276,350 276,440"))
    page.dab(at("110,150 112,180"), RED)
    page.dab(at("402,150 404,180"), RED)
    page.dab(at("180,300 330,304"), GREY)


def tent(page: Page) -> None:
    page.loop(at("80,420! 220,120! 360,420!"))
    page.line(at("220,120 350,140 460,390! 360,420"))
    page.line(at("220,122 196,330 170,420"))
    page.line(at("220,122 246,330 270,420"))
    page.line(at("220,120 214,96"))
    page.line(at("80,420 44,446"))
    page.line(at("460,390 490,420"))
    page.dab(at("140,370 160,390"), (240, 150, 60))
    page.dab(at("340,250 380,330"), (240, 150, 60))


def house_sun_tree(page: Page) -> None:
    page.loop(box(70, 270, 250, 430))
    page.loop(at("50,272! 160,160! 270,272!"))
    page.loop(box(140, 350, 186, 430))
    page.loop(box(88, 300, 126, 338))
    page.loop(oval(420, 84, 44, 42))
    for index in range(8):
        start, end = arc(420, 84, 56, 56, start=index * 45, end=index * 45 + 1, count=2)[0], None
        end = arc(420, 84, 84, 84, start=index * 45 + 3, end=index * 45 + 4, count=2)[0]
        page.line([start, end])
    page.line(at("352,432 358,380 350,320"))
    page.line(at("392,432 386,380 394,322"))
    page.loop(at("320,326 290,286 306,236 350,206 400,208 440,240 452,290 424,328 370,334"))
    page.line(at("10,434 130,430 260,436 400,430 502,436"))
    page.loop(at("60,100 40,80 62,58 92,64 112,44 142,52 150,74 172,80 168,102 110,106"))
    page.dab(at("414,80 426,86"), YELLOW)
    page.dab(at("130,230 190,236"), RED)
    page.dab(at("340,260 400,270"), GREEN)
    page.dab(at("210,300 216,400"), CREAM)


def sea_and_boat(page: Page) -> None:
    page.line(at("0,300 70,288 130,302 170,300"))
    page.line(at("344,300 400,290 460,302 512,294"))
    page.loop(at("160,286! 352,286! 320,336 190,336"))
    page.line(at("256,286 258,130"))
    page.loop(at("266,140! 340,270! 266,270!"))
    for y in (370, 420, 470):
        page.line([(x, y + (8 if (x // 40) % 2 else -8)) for x in range(20, 500, 40)])
    page.loop(oval(90, 90, 40, 40))
    page.line(at("360,90 378,76 392,92 408,76 426,88"))
    page.line(at("430,140 444,128 454,140 468,128 482,138"))
    page.loop(at("60,420! 84,400 120,402 140,418 120,436 84,436"))
    page.dab(at("120,400 250,400 400,396"), SEA)
    page.dab(at("210,310 300,312"), BROWN, size=18)
    page.dab(at("88,86 94,92"), YELLOW)


def night_sky(page: Page) -> None:
    page.loop(at("330,70! 260,90 220,150 230,224 280,270 350,272 396,240! 330,236 290,190 288,130"))
    for x, y, r in ((100, 100, 34), (170, 210, 24), (430, 110, 30), (80, 280, 22), (440, 300, 26)):
        page.loop(star(x, y, r))
    page.loop(at("120,400 96,376 120,346 160,352 190,326 236,336 250,362 290,366 296,396 250,412 160,412"))
    page.line(at("0,470 100,440 230,456 340,430 512,460"))
    page.dab(at("256,180 270,220"), YELLOW, size=18)
    page.dab(at("100,100 102,104"), YELLOW, size=14)
    page.dab(at("160,380 240,384"), SKY)


PLACES = {
    "house": Subject(house, HOBBY),
    "castle": Subject(castle, HOBBY),
    "tent": Subject(tent, MARKER),
    "house, sun and tree": Subject(house_sun_tree, CHILD),
    "sea with boat": Subject(sea_and_boat, CHILD),
    "night sky": Subject(night_sky, HOBBY),
}
