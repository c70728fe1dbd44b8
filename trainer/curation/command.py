"""`python -m trainer curate PLACE... --out SET`, which `sketchart curate` runs: pictures in, a set and a report out."""

from __future__ import annotations

import argparse
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import ValidationError

from trainer.curation.curate import CurationOptions, CurationStep, curate
from trainer.curation.entries import FallOutError, SourceEntry, SourceKind
from trainer.curation.making import on_paper
from trainer.curation.photo_sketch import PhotoOptions, sketch_photo
from trainer.curation.report import report_on
from trainer.curation.segmentation import CLASSES, deeplab_weights
from trainer.curation.set_folder import SetError
from trainer.curation.sources import entries_in, kind_of
from trainer.curation.thumbnails import boxed
from trainer.job import tell
from trainer.reporting import TerminalReport

STEPS_SHOWN = 12  # photos of which the steps are written
STEP_PX = 384


def main(words: list[str]) -> int:
    """Exit code 0 when the set has something to learn from, 1 when it has nothing, 2 when the order is at fault, 130
    when it was interrupted; what is done stays done."""
    order = _parser().parse_args(words)
    try:
        return _curate(order)
    except SetError as error:
        if order.json:
            tell("error", text=str(error), message=error.message.to_json())
        print(f"sketchart: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sketchart curate",
        description="Make a set to teach a style from: drawings, pictures, photos, pairs. Originals are only read; "
        "a second run does only what is new.",
    )
    parser.add_argument("places", nargs="+", type=Path, metavar="PLACE", help="a drawing, a picture or a folder")
    parser.add_argument("--out", "-o", type=Path, required=True, help="the set's folder")
    kinds = [kind.value for kind in SourceKind]
    parser.add_argument("--as", dest="kind", choices=kinds, help="what the places hold (default: looks)")
    parser.add_argument("--licence", default="", help="what may be done with the pictures, and so with the style")
    parser.add_argument("--side", type=int, default=768, metavar="PX", help="no picture is made larger (default: 768)")
    parser.add_argument("--most", type=int, metavar="N", help="stop at so many pairs")
    parser.add_argument("--prune", action="store_true", help="what no place has any more leaves the set")
    parser.add_argument("--json", action="store_true", help="progress and report as lines of JSON")
    photos, usual = parser.add_argument_group("from photo to sketch"), PhotoOptions()
    photos.add_argument("--segmentation", choices=["off", "colour", "deeplab"], default=usual.segmentation)
    photos.add_argument("--subject", action="append", choices=CLASSES[1:], metavar="CLASS", help="for deeplab")
    photos.add_argument("--require-subject", action="store_true", help="leave out photos of nothing in particular")
    photos.add_argument("--lines", choices=["canny", "xdog"], default=usual.lines)
    photos.add_argument("--blur", type=float, default=usual.blur_px, metavar="PX", help="before Canny")
    photos.add_argument("--low", type=float, default=usual.low, help="Canny's lower threshold")
    photos.add_argument("--high", type=float, default=usual.high, help="Canny's upper threshold")
    photos.add_argument("--aperture", type=int, choices=[3, 5, 7], default=usual.aperture, help="of Canny's Sobel")
    photos.add_argument("--erode", type=int, default=usual.erode_px, metavar="PX", help="lines grow, gaps close")
    photos.add_argument("--dilate", type=int, default=usual.dilate_px, metavar="PX", help="then lines are thinned")
    photos.add_argument("--detail", type=float, default=usual.detail, help="of xdog, 0 to 1")
    photos.add_argument("--steps", type=Path, metavar="FOLDER", help="write every step of the first photos as pictures")
    return parser


def _options(order: argparse.Namespace) -> CurationOptions:
    """Raises SetError with the first fault in words."""
    try:
        photos = PhotoOptions(
            side_px=order.side,
            segmentation=order.segmentation,
            subject=tuple(order.subject or ()),
            weights=deeplab_weights() if order.segmentation == "deeplab" else None,
            lines=order.lines,
            blur_px=order.blur,
            low=order.low,
            high=order.high,
            aperture=order.aperture,
            erode_px=order.erode,
            dilate_px=order.dilate,
            detail=order.detail,
        )
        return CurationOptions(side_px=order.side, photos=photos, require_subject=order.require_subject)
    except ImportError as error:
        raise SetError("Segmentation by DeepLabv3 needs more packages: pip install 'sketchart[train]'") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = " ".join(map(str, fault["loc"])) or "options"
        raise SetError("{0}: {1}.", place, fault["msg"].removeprefix("Value error, ")) from error


def _curate(order: argparse.Namespace) -> int:
    options = _options(order)
    kind = SourceKind(order.kind) if order.kind else None
    if order.most is not None and order.most < 1:
        raise SetError("At least one pair is wanted, not {0}.", order.most)
    stopped = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopped
        stopped = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if order.steps is not None:
        _show_steps(order, kind, options.photos)
    terminal = TerminalReport()

    def on_step(step: CurationStep) -> None:
        if order.json:
            reason = "" if step.reason is None else step.reason.value
            tell("progress", preparing=step.name, step=step.done, steps=step.total, reason=reason, before=step.before)
        else:
            terminal.preparing("the set", step.done, step.total or step.done)

    ledger = curate(
        order.places,
        order.out,
        kind=kind,
        licence=order.licence.strip(),
        options=options,
        prune=order.prune,
        most=order.most,
        on_step=on_step,
        should_stop=lambda: stopped,
    )
    report = report_on(order.out, ledger)
    if order.json:
        tell("done", path=str(order.out), report=asdict(report))
    else:
        terminal.done(order.out)
        print(report.text())
    if stopped:
        return 130
    return 0 if report.pairs or report.pictures else 1


def _show_steps(order: argparse.Namespace, kind: SourceKind | None, options: PhotoOptions) -> None:
    order.steps.mkdir(parents=True, exist_ok=True)
    entries: list[SourceEntry] = []
    for place in order.places:
        if not place.exists():
            raise SetError("There is nothing at {0}.", str(place))
        entries += list(entries_in(place, kind or kind_of(place)))[: STEPS_SHOWN - len(entries)]
    for entry in entries:
        try:
            picture = entry.load().finished
        except FallOutError:
            continue
        if picture is not None:
            stem = "".join(sign if sign.isalnum() else "-" for sign in Path(entry.name).stem)
            Image.fromarray(steps_sheet(on_paper(picture), options)).save(order.steps / f"{stem}.png")


def steps_sheet(photo: np.ndarray, options: PhotoOptions) -> np.ndarray:
    """uint8 [h, w, 3]: photo, mask, cut-out, inverted grey, blurred, edges, grown and thinned, side by side."""
    steps = sketch_photo(photo, options)
    mask = np.zeros(steps.edges.shape, np.uint8) if steps.mask is None else steps.mask.astype(np.uint8) * 255
    shown = (steps.photo, mask, steps.cut_out, steps.inverted, steps.blurred, steps.edges, steps.grown, steps.sketch)
    return np.hstack([boxed(np.dstack([one] * 3) if one.ndim == 2 else one, STEP_PX) for one in shown])
