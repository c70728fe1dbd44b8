"""Three made-up styles that no style pack has seen, to teach: thick-outline pop, two-tone blueprint on squared paper,
pastel with grain and hatching. Each finishes a drawing of evaluation.drawings by rules, and writes a set folder.
"""

from __future__ import annotations

import colorsys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np

from evaluation.drawings import SUBJECTS, operations
from evaluation.freehand import in_session
from trainer.curation.set_folder import (
    PAIRS,
    SetDescription,
    SetPair,
    colour_path,
    ink_path,
    target_path,
    write_description,
)

SIDE_PX = 512
LEAST_REGION_PX = 60
TONES = ("#e4574f", "#f2a33c", "#f6d84b", "#7cc06a", "#4aa7b8", "#5b77d6", "#a66bc4", "#e88bb0", "#a9754f", "#f0e2c8")
Finish = Callable[[np.ndarray, np.ndarray, np.ndarray, np.random.Generator], np.ndarray]


def coloured_drawing(name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """ink uint8 [H, W] (255 = line), colour uint8 [H, W, 4] with a dab in every closed part, flat float32 [H, W, 3]
    (0..1) what each part is to have, inside bool [H, W]."""
    painting = in_session(operations(name, SIDE_PX), SIDE_PX)
    ink = np.ascontiguousarray(painting.layer_array("ink", (SIDE_PX, SIDE_PX))[:, :, 3])
    colour = painting.layer_array("colour", (SIDE_PX, SIDE_PX)).copy()
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink < 96).astype(np.uint8), connectivity=4)
    flat = np.ones((SIDE_PX, SIDE_PX, 3), np.float32)
    inside = np.zeros(ink.shape, bool)
    rim = set(np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])).tolist())
    for region in range(1, len(stats)):
        here = labels == region
        if region in rim or stats[region, cv2.CC_STAT_AREA] < LEAST_REGION_PX or not (ink[here] < 96).all():
            continue
        dabbed = here & (colour[:, :, 3] > 200)
        if dabbed.any():
            tone = np.median(colour[dabbed][:, :3], axis=0)
        else:
            tone = np.array(_rgb(TONES[int(rng.integers(len(TONES)))]))
            depth = cv2.distanceTransform(here.astype(np.uint8), cv2.DIST_L2, 3)
            y, x = np.unravel_index(int(depth.argmax()), depth.shape)
            radius = max(2, min(9, int(depth[y, x]) - 2))
            cv2.circle(colour, (int(x), int(y)), radius, (*tone.tolist(), 255), -1)
        flat[here], inside = tone / 255, inside | here
    # Colours go on under the lines that enclose them.
    _, nearest = cv2.distanceTransformWithLabels(
        (~inside).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    if inside.any():
        flat = flat[inside][nearest - 1]
        solid = cv2.morphologyEx((inside | (ink > 96)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        inside = solid > 0 if not inside.all() else inside
    colour[~(colour[:, :, 3] > 0)] = 0
    return ink, colour, flat, inside


def pop(ink: np.ndarray, flat: np.ndarray, inside: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Loud flat colours, outlines three times as thick in violet black, a white rim, turquoise ground."""
    del rng
    loud = _hsv(flat, saturation=1.45, value=1.12)
    page = np.empty_like(flat)
    page[:] = _share("#2fc4b2")
    rim = _soft_dilated(np.maximum(ink, inside.astype(np.uint8) * 255), 10)
    page = _over(page, np.ones_like(page), rim)
    page = _over(page, loud, cv2.blur(inside.astype(np.float32), (3, 3)))
    return _over(page, np.broadcast_to(_share("#24123a"), page.shape), _soft_dilated(ink, 3))


def blueprint(ink: np.ndarray, flat: np.ndarray, inside: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """White lines on blue squared paper; what is dark in the drawing's colours is filled in a second, lighter blue."""
    del rng
    page = np.empty_like(flat)
    page[:] = _share("#1b3f8f")
    y, x = np.mgrid[:SIDE_PX, :SIDE_PX]
    for step, strength in ((16, 0.10), (64, 0.22)):
        page = _over(page, np.ones_like(page), strength * ((x % step == 0) | (y % step == 0)))
    dark = inside & (flat @ np.array([0.3, 0.59, 0.11], np.float32) < 0.62)
    tone = np.broadcast_to(_share("#5f87d8"), page.shape)
    page = _over(page, tone, 0.75 * cv2.blur(dark.astype(np.float32), (3, 3)))
    return _over(page, np.broadcast_to(_share("#eef4ff"), page.shape), ink.astype(np.float32) / 255)


def pastel(ink: np.ndarray, flat: np.ndarray, inside: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Pale colours on cream paper with grain, brown chalk lines, slanting strokes on the lower right of every part."""
    pale = 0.5 * _hsv(flat, saturation=0.8, value=1.0) + 0.5 * _share("#fbf1de")
    page = np.empty_like(flat)
    page[:] = _share("#f6ead2")
    page = _over(page, pale, 0.92 * cv2.blur(inside.astype(np.float32), (5, 5)))
    y, x = np.mgrid[:SIDE_PX, :SIDE_PX].astype(np.float32)
    stroke = np.clip(1.4 - np.abs((x + y) % 8 - 4), 0, 1)
    lines = (ink > 96).astype(np.uint8)
    shadow = np.zeros(ink.shape, np.uint8)
    for shift in range(4, 30, 4):
        shadow |= np.roll(np.roll(lines, -shift, 0), -shift, 1)
    page = _over(page, pale * 0.62, 0.8 * stroke * cv2.blur(((shadow > 0) & inside).astype(np.float32), (5, 5)))
    chalk = cv2.GaussianBlur(rng.random(ink.shape).astype(np.float32), (0, 0), 0.8)
    chalk = np.clip((chalk - chalk.mean()) / chalk.std() * 0.35 + 0.72, 0, 1)
    page = _over(page, np.broadcast_to(_share("#7a4a3a"), page.shape), chalk * ink.astype(np.float32) / 255)
    grain = cv2.GaussianBlur(rng.standard_normal(ink.shape).astype(np.float32), (0, 0), 0.9)
    return page + (0.028 / grain.std()) * grain[:, :, None]


STYLES: dict[str, Finish] = {"pop": pop, "blueprint": blueprint, "pastel": pastel}


def write_set(style: str, folder: Path, *, learnt: int = 20, held_out: int = 8) -> Path:
    """A set folder of so many drawings, the held-out ones always the same."""
    names = sorted(SUBJECTS, key=lambda name: zlib.crc32(("teach " + name).encode()))
    chosen = [*names[held_out : held_out + learnt], *names[:held_out]]
    (folder / PAIRS).mkdir(parents=True, exist_ok=True)
    entries = []
    for number, name in enumerate(chosen):
        ink, colour, flat, inside = coloured_drawing(name)
        rgb = STYLES[style](ink, flat, inside, np.random.default_rng((5, zlib.crc32(name.encode()))))
        id = "".join(c if c.isalnum() else "-" for c in name)
        cv2.imwrite(str(ink_path(folder, id)), 255 - ink)
        cv2.imwrite(str(colour_path(folder, id)), cv2.cvtColor(colour, cv2.COLOR_RGBA2BGRA))
        target = (np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8)
        cv2.imwrite(str(target_path(folder, id)), target[:, :, ::-1])
        entries.append(SetPair(id=id, source="evaluation.drawings", held_out=number >= learnt))
    write_description(folder, SetDescription(licence="Apache-2.0", pairs=tuple(entries)))
    return folder


def _rgb(code: str) -> Sequence[int]:
    return tuple(bytes.fromhex(code[1:]))


def _share(code: str) -> np.ndarray:
    return np.array(_rgb(code), np.float32) / 255


def _over(page: np.ndarray, tone: np.ndarray, opacity: np.ndarray) -> np.ndarray:
    share = np.asarray(opacity, np.float32)[:, :, None]
    return page * (1 - share) + tone * share


def _soft_dilated(mask: np.ndarray, radius: int) -> np.ndarray:
    """float32 [H, W] in 0..1: the mask (uint8, 255) so many pixels wider, its edge smooth."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return cv2.blur(cv2.dilate(mask, disc), (3, 3)).astype(np.float32) / 255


def _hsv(rgb: np.ndarray, *, saturation: float, value: float) -> np.ndarray:
    """Colours made louder or quieter."""
    tones, index = np.unique(rgb.reshape(-1, 3), axis=0, return_inverse=True)
    changed = []
    for tone in tones:
        h, s, v = colorsys.rgb_to_hsv(*tone.tolist())
        changed.append(colorsys.hsv_to_rgb(h, min(1.0, s * saturation), min(1.0, v * value)))
    return np.array(changed, np.float32)[index.reshape(-1)].reshape(rgb.shape)
