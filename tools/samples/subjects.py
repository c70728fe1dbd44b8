"""What the samples show: each subject is a function that puts its shapes on a 1024x1024 sheet, back to front."""

from __future__ import annotations

from math import cos, pi, radians, sin

from evaluation.drawings.hand import Points, at
from tools.samples.gestures import Sheet, mirrored, oval

ORANGE, CREAM, PINK, RED = (244, 150, 62), (255, 232, 200), (246, 140, 160), (222, 62, 62)
BROWN, GREEN, LEAF, YELLOW = (140, 88, 56), (98, 178, 84), (60, 150, 80), (252, 200, 60)
SKY, TEAL, WHITE, GREY = (140, 200, 245), (40, 170, 170), (246, 246, 250), (150, 158, 172)


def cat(sheet: Sheet) -> None:
    """A cat that sits and looks at you."""
    tail = at(
        "690,872! 800,880 884,806 878,700 836,640 812,600 842,566 884,590 930,660 940,780 880,900 760,938 660,930!"
    )
    sheet.shape(tail)
    body = at("380,560! 318,660 290,790 296,890 350,936 500,944 660,938 728,890 730,790 706,660 640,560!")
    sheet.shape(body)
    sheet.line(at("626,830 656,786 708,790"))
    for side in (0, 1):
        leg = at("410,700 404,800 388,880 394,926 436,944 480,934 488,890 482,810 482,760")
        sheet.line(leg if side == 0 else mirrored(leg, x=508))
    ear = at("262,300! 246,190 262,92! 352,130 432,196!")
    inner = at("290,248! 284,200 290,150! 340,174 378,204!")
    for flip in (False, True):
        sheet.shape(mirrored(ear, x=510) if flip else ear)
        sheet.shape(mirrored(inner, x=510) if flip else inner)
    head = at("510,180 640,196 744,268 790,380 770,490 680,576 510,606 340,576 250,490 230,380 276,268 380,196")
    sheet.shape(head)
    for flip in (False, True):
        eye = oval(410, 390, 38, 50)
        sheet.shape(mirrored(eye, x=510) if flip else eye)
        sheet.dot(603 if flip else 417, 394, radius=29)
        whiskers: list[Points] = [at("300,470 220,452 150,452"), at("302,506 226,512 164,534")]
        for whisker in whiskers:
            sheet.line(mirrored(whisker, x=510)[::-1] if flip else whisker, size_px=11)
    sheet.shape(at("482,466! 510,458 538,466! 528,488 510,498 492,488"))
    sheet.line(at("510,500 508,520 490,544 460,540"))
    sheet.line(at("510,500 512,520 530,544 560,540"))
    sheet.dab(at("350,280 510,250 670,290"), ORANGE)
    sheet.dab(at("380,640 350,800"), ORANGE)
    sheet.dab(at("650,660 690,740"), ORANGE)
    sheet.dab(at("908,670 912,770"), ORANGE, size_px=32)
    sheet.dab(at("300,180 310,210"), PINK, size_px=30)
    sheet.dab(at("720,180 710,210"), PINK, size_px=30)
    sheet.dab(at("508,478 514,480"), PINK, size_px=18)
    sheet.dab(at("506,660 508,820"), CREAM)


def house(sheet: Sheet) -> None:
    """A house with a tree and the sun."""
    for x1, y1, x2, y2 in (
        (176, 70, 176, 32),
        (258, 104, 290, 76),
        (292, 184, 336, 186),
        (94, 104, 62, 78),
        (60, 184, 20, 186),
        (254, 262, 282, 292),
        (176, 298, 176, 338),
        (98, 262, 70, 292),
    ):
        sheet.line([(x1, y1), ((x1 + x2) / 2 + 2, (y1 + y2) / 2), (x2, y2)])
    sheet.shape(oval(176, 184, 84, 82))
    hill = at("24,910 60,850 180,818 420,796 660,798 860,816 970,850 1000,910 940,960 760,982 512,990 260,982 80,960")
    sheet.shape(hill)
    sheet.shape(at("792,600! 790,720 780,846! 822,856 866,846! 856,720 852,600!"))
    crown = at(
        "700,640 652,588 664,516 706,492 692,420 748,360 820,352 886,384 920,446 912,496 966,530 976,604 "
        "926,650 860,652 824,632 770,662"
    )
    sheet.shape(crown)
    sheet.line(at("752,470 770,446 798,444"), size_px=12)
    sheet.line(at("846,560 872,576 900,566"), size_px=12)
    sheet.shape(at("468,320! 470,176! 546,180! 544,420!"))
    sheet.shape(at("180,500! 178,680 182,860! 400,866 612,860! 614,680 610,500! 400,480"))
    roof = at("392,210! 520,340 672,506! 660,536 628,540! 400,534 160,540! 128,534 118,508! 250,358")
    sheet.shape(roof)
    door = at("430,862! 428,760 432,690 484,646 536,690 540,760 538,862!")
    sheet.shape(door)
    sheet.dot(516, 768, radius=9)
    sheet.shape(at("240,620! 240,740! 360,740! 360,620!"))
    sheet.line(at("300,622 301,680 300,738"), size_px=12)
    sheet.line(at("242,680 300,679 358,680"), size_px=12)
    sheet.shape(oval(392, 424, 44, 44))
    sheet.dab(at("150,170 200,196"), YELLOW)
    sheet.dab(at("300,400 240,500 540,500"), RED)
    sheet.dab(at("210,560 400,580 580,600"), CREAM)
    sheet.dab(at("210,800 380,810"), CREAM)
    sheet.dab(at("484,700 482,820"), BROWN)
    sheet.dab(at("268,648 272,656"), SKY, size_px=30)
    sheet.dab(at("330,712 334,706"), SKY, size_px=30)
    sheet.dab(at("392,420 398,428"), SKY, size_px=30)
    sheet.dab(at("720,560 820,420 900,600"), GREEN)
    sheet.dab(at("824,700 822,800"), BROWN, size_px=30)
    sheet.dab(at("100,920 500,930 920,920"), GREEN)
    sheet.dab(at("504,220 506,250"), BROWN, size_px=30)


def fish(sheet: Sheet) -> None:
    """A round fish with two bubbles."""
    tail = at("730,520! 800,430 900,360 962,350 950,440 908,524 956,610 966,700 900,690 800,616 730,540!")
    sheet.shape(tail)
    sheet.line(at("836,470 876,444 908,430"), size_px=12)
    sheet.line(at("836,572 880,604 910,622"), size_px=12)
    top = at("340,330! 400,226 500,180 600,196! 592,270 640,340 680,390!")
    sheet.shape(top)
    sheet.line(at("450,300 470,250 494,222"), size_px=12)
    sheet.line(at("524,300 536,258 552,226"), size_px=12)
    low = at("430,720! 440,800 500,846 560,840! 556,780 590,710!")
    sheet.shape(low)
    body = at("96,540 130,430 240,336 400,296 560,320 690,410 776,524 690,646 560,726 400,750 240,712 136,636")
    sheet.shape(body)
    sheet.line(at("352,322 400,420 410,530 392,640 350,722"))
    fin = at("462,570! 520,528 590,528 650,556! 614,620 552,644 490,624")
    sheet.shape(fin)
    sheet.line(at("512,574 552,570 590,566"), size_px=12)
    for x, y in ((500, 400), (580, 440), (500, 470), (650, 500)):
        sheet.line([(x - 26, y - 22), (x + 6, y - 18), (x + 14, y + 6), (x - 4, y + 24)], size_px=12)
    sheet.shape(oval(256, 470, 56, 58))
    sheet.dot(246, 476, radius=28)
    sheet.line(at("108,574 150,600 196,598 216,576"))
    sheet.shape(oval(120, 250, 46, 46))
    sheet.shape(oval(214, 150, 28, 28))
    sheet.dab(at("560,370 660,460 600,680 470,690"), ORANGE)
    sheet.dab(at("250,380 330,420"), YELLOW)
    sheet.dab(at("260,640 330,640"), YELLOW)
    sheet.dab(at("830,520 900,400"), RED)
    sheet.dab(at("860,560 920,650"), RED)
    sheet.dab(at("430,280 560,260"), RED)
    sheet.dab(at("490,770 520,800"), RED)
    sheet.dab(at("530,600 580,590"), RED, size_px=30)
    sheet.dab(at("276,440 280,446"), WHITE, size_px=24)
    sheet.dab(at("110,246 130,256"), SKY, size_px=30)
    sheet.dab(at("212,148 216,154"), SKY, size_px=22)


def flower(sheet: Sheet) -> None:
    """A flower in a pot."""
    sheet.shape(at("490,400! 484,600 490,760! 532,760! 526,600 530,400!"))
    leaf = at("498,690! 430,560 290,540 230,560! 270,660 370,720 498,704!")
    sheet.shape(leaf)
    sheet.line(at("470,680 390,622 306,588"), size_px=12)
    right = at("524,660! 600,540 730,500 800,516! 764,620 660,690 524,676!")
    sheet.shape(right)
    sheet.line(at("556,648 630,592 724,548"), size_px=12)
    sheet.shape(at("330,780! 352,880 378,978! 512,990 644,978! 670,880 694,780!"))
    sheet.shape(at("296,722! 292,770 302,808! 512,820 722,808! 732,770 728,722! 512,712"))
    petal: Points = at("510,330 450,262 424,170 458,96 512,76 566,96 600,170 574,262")
    for turn in (72, 216, 144, 288, 0):
        sheet.shape(_turned(petal, turn, x=512, y=330, scale=1.0))
    sheet.shape(oval(512, 330, 92, 90))
    sheet.dot(482, 316, radius=12)
    sheet.dot(544, 316, radius=12)
    sheet.line(at("472,352 492,374 514,380 538,372 554,350"))
    for turn in (72, 216, 144, 288, 0):
        spot = _turned(at("500,150 524,200"), turn, x=512, y=330, scale=1.0)
        sheet.dab(spot, PINK)
    sheet.dab(at("470,280 550,282"), YELLOW, size_px=36)
    sheet.dab(at("510,600 511,690"), LEAF, size_px=14)
    sheet.dab(at("300,620 420,676"), GREEN, size_px=30)
    sheet.dab(at("600,660 720,610"), GREEN, size_px=30)
    sheet.dab(at("430,880 600,890"), (208, 110, 70))
    sheet.dab(at("350,766 660,766"), (208, 110, 70))


def cup(sheet: Sheet) -> None:
    """A cup of cocoa with a heart on it."""
    for x in (380, 500, 620):
        sheet.line(
            [
                (x, 310),
                (x - 17, 280),
                (x - 20, 252),
                (x - 10, 226),
                (x + 8, 200),
                (x + 18, 174),
                (x + 14, 146),
                (x, 120),
                (x - 16, 96),
            ]
        )
    outer = at("716,500! 800,470 890,510 916,600 880,700 790,760 690,760!")
    sheet.shape(outer)
    hole = at("720,566! 790,546 836,586 838,636 800,686 706,700!")
    sheet.shape(hole)
    sheet.shape(at("90,880! 170,950 330,976 500,980 670,976 830,950 910,880! 700,868 500,864 300,868"))
    body = at("246,420! 250,560 270,700 316,820 390,900 500,912 610,900 684,820 730,700 750,560 754,420!")
    sheet.shape(body)
    sheet.shape(oval(500, 420, 256, 72))
    sheet.shape(oval(500, 414, 216, 46))
    heart = at("500,770! 430,710 396,650 414,592 462,584 500,622! 538,584 586,592 604,650 570,710")
    sheet.shape(heart)
    sheet.dab(at("310,560 340,720 420,850"), TEAL)
    sheet.dab(at("680,560 650,720 600,840"), TEAL)
    sheet.dab(at("380,470 500,477 620,470"), TEAL, size_px=14)
    sheet.dab(at("380,440 620,436"), BROWN, size_px=36)
    sheet.dab(at("450,630 500,690 550,630"), RED, size_px=36)
    sheet.dab(at("880,560 860,680"), TEAL, size_px=30)
    sheet.dab(at("240,930 500,944 760,930"), CREAM, size_px=30)


def rocket(sheet: Sheet) -> None:
    """A rocket under way, and two stars."""
    sheet.shape(_star(176, 250, 84))
    sheet.shape(_star(850, 210, 62))
    sheet.shape(_star(872, 610, 44))
    flame = at("430,800! 402,866 430,930! 462,912 470,940 512,1000! 556,940 562,912 594,930! 622,866 594,800!")
    sheet.shape(flame)
    inner = at("470,800! 456,850 486,876 512,922! 538,876 568,850 554,800!")
    sheet.shape(inner)
    fin = at("380,560! 290,620 236,720 240,830! 310,774 410,760!")
    sheet.shape(fin)
    sheet.shape(mirrored(fin, x=512))
    body = at("512,40! 428,120 370,250 352,400 366,560 408,740! 512,756 616,740! 658,560 672,400 654,250 596,120")
    sheet.shape(body)
    sheet.line(at("388,216 450,240 512,246 574,240 636,216"))
    sheet.line(at("384,648 450,666 512,670 574,666 640,648"))
    sheet.shape(at("404,742! 420,806! 512,818 604,806! 620,742! 512,756"))
    sheet.shape(oval(512, 410, 96, 96))
    sheet.shape(oval(512, 410, 64, 64))
    sheet.line(at("482,400 490,378 512,366"), size_px=12)
    sheet.dab(at("512,110 460,190 560,190"), RED)
    sheet.dab(at("420,300 396,420 430,600"), WHITE)
    sheet.dab(at("600,300 630,420 600,600"), WHITE)
    sheet.dab(at("440,704 590,704"), RED, size_px=30)
    sheet.dab(at("330,650 280,760"), RED)
    sheet.dab(at("694,650 744,760"), RED)
    sheet.dab(at("450,782 580,782"), GREY, size_px=26)
    sheet.dab(at("436,400 450,450"), GREY, size_px=18)
    sheet.dab(at("520,420 530,430"), SKY, size_px=36)
    sheet.dab(at("430,860 446,890"), ORANGE, size_px=30)
    sheet.dab(at("594,860 580,890"), ORANGE, size_px=30)
    sheet.dab(at("510,836 514,870"), YELLOW, size_px=30)
    sheet.dab(at("172,250 184,262"), YELLOW, size_px=36)
    sheet.dab(at("846,212 854,218"), YELLOW, size_px=30)
    sheet.dab(at("870,612 874,616"), YELLOW, size_px=26)


def dinosaur(sheet: Sheet) -> None:
    """A small dinosaur with a big smile."""
    spikes = (
        (452, 106, -8),
        (366, 172, -42),
        (330, 300, -72),
        (316, 424, -76),
        (268, 542, -58),
        (186, 636, -50),
        (116, 676, -36),
    )
    for x, y, turn in spikes:
        sheet.shape(
            _turned(
                [
                    (x - 64, y + 100),
                    (x - 64, y + 100),
                    (x - 20, y - 6),
                    (x, y - 44),
                    (x, y - 44),
                    (x + 24, y - 2),
                    (x + 64, y + 100),
                    (x + 64, y + 100),
                ],
                turn,
                x=x,
                y=y + 30,
                scale=0.95,
            )
        )
    far = at("610,800! 618,880 606,936 620,964 680,972 730,962 738,926 700,896 708,800!")
    sheet.shape(far)
    body = at(
        "540,84 440,116 372,200 366,320 362,430 320,540 230,640 120,706 44,720! 96,800 200,838 310,850 "
        "360,890 352,940 372,968 440,976 500,966 510,926 500,884 560,880 640,862 706,780 716,660 680,560 "
        "664,474 720,458 830,440 896,380 900,280 836,196 740,170 700,120 620,84"
    )
    sheet.shape(body)
    belly = at("574,590 552,660 552,780 584,872")
    sheet.line(belly)
    for y, left, right in ((664, 554, 712), (734, 552, 714), (800, 560, 692)):
        sheet.line([(left, y), ((left + right) / 2, y + 16), (right, y + 2)], size_px=12)
    sheet.line(at("672,474 620,476 590,458"))
    sheet.line(at("896,352 820,384 720,384 640,350"))
    arm = at("520,530 556,596 620,636 700,640 748,606 736,560 690,562 640,548 606,500")
    sheet.shape(arm, open_end=True)
    sheet.line(at("712,570 704,590"), size_px=12)
    sheet.line(at("392,800 410,738 464,716 512,752 510,840"))
    sheet.shape(oval(610, 212, 50, 56))
    sheet.dot(622, 216, radius=27)
    sheet.dot(846, 268, radius=9)
    sheet.dot(404, 560, radius=12)
    sheet.dot(440, 606, radius=9)
    sheet.dot(380, 628, radius=9)
    sheet.dab(at("480,180 450,340 470,480"), GREEN)
    sheet.dab(at("720,250 800,320"), GREEN)
    sheet.dab(at("320,700 240,760 150,774"), GREEN)
    sheet.dab(at("440,800 460,930"), GREEN)
    sheet.dab(at("632,690 630,710"), CREAM, size_px=36)
    sheet.dab(at("630,766 634,776"), CREAM, size_px=36)
    sheet.dab(at("620,836 626,840"), CREAM, size_px=30)
    sheet.dab(at("640,596 690,604"), GREEN, size_px=26)
    sheet.dab(at("650,920 690,940"), GREEN, size_px=36)
    for x, y, turn in spikes:
        sheet.dab(_turned([(x, y + 2), (x + 2, y + 8)], turn, x=x, y=y + 30, scale=0.95), ORANGE, size_px=22)
    sheet.dab(at("590,190 594,196"), WHITE, size_px=22)


def mushroom(sheet: Sheet) -> None:
    """A toadstool with a face."""
    grass: list[Points] = [
        at("180,950! 190,880 160,820! 224,860 250,950!"),
        at("230,950! 262,860 300,800! 302,880 300,950!"),
    ]
    for blade in grass:
        sheet.shape(blade)
        sheet.shape(mirrored(blade, x=512))
    stem = at("392,560! 380,680 350,800 330,900 370,956 512,970 654,956 694,900 674,800 644,680 632,560!")
    sheet.shape(stem)
    skirt = at(
        "360,560! 340,620 356,660 400,640 440,676 480,648 520,680 562,648 604,672 636,640 676,654 682,610 664,560!"
    )
    sheet.shape(skirt)
    cap = at(
        "76,500 104,350 210,190 360,96 512,72 664,96 814,190 920,350 948,500 900,566 780,590 512,598 244,590 124,566"
    )
    sheet.shape(cap)
    sheet.shape(oval(500, 220, 92, 76))
    sheet.shape(oval(270, 360, 76, 70, tilt=-20))
    sheet.shape(oval(736, 330, 82, 70, tilt=24))
    sheet.shape(oval(500, 470, 74, 58))
    sheet.shape(oval(884, 500, 34, 46, tilt=-14))
    sheet.dot(448, 770, radius=16)
    sheet.dot(576, 770, radius=16)
    sheet.line(at("478,806 496,830 514,834 534,828 548,806"))
    sheet.dab(at("300,240 380,160"), RED)
    sheet.dab(at("624,190 622,350 392,354"), RED)
    sheet.dab(at("150,490 300,548 720,556"), RED)
    sheet.dab(at("882,494 886,504"), WHITE, size_px=30)
    sheet.dab(at("470,220 530,224"), WHITE)
    sheet.dab(at("260,360 284,354"), WHITE)
    sheet.dab(at("720,326 756,336"), WHITE)
    sheet.dab(at("484,470 520,470"), WHITE)
    sheet.dab(at("420,880 600,890"), CREAM)
    sheet.dab(at("400,610 620,612"), CREAM, size_px=30)
    for x in (206, 264, 758, 816):
        sheet.dab([(x, 908), (x + 2, 926)], GREEN, size_px=18)


def _turned(points: Points, degrees: float, *, x: float, y: float, scale: float) -> Points:
    c, s = cos(radians(degrees)) * scale, sin(radians(degrees)) * scale
    return [(x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c) for px, py in points]


def _star(x: float, y: float, radius: float) -> Points:
    points: Points = []
    for k in range(10):
        reach = radius if k % 2 == 0 else radius * 0.52
        point = (x + reach * sin(k * pi / 5 + 0.12), y - reach * cos(k * pi / 5 + 0.12))
        points += [point, point]
    return points


SUBJECTS = {
    "cat": cat,
    "cup": cup,
    "dinosaur": dinosaur,
    "fish": fish,
    "flower": flower,
    "house": house,
    "mushroom": mushroom,
    "rocket": rocket,
}
