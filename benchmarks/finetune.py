"""A style taught in minutes: three made-up styles that no pack has seen, few drawings, held-out ones to judge by.

python -m benchmarks.finetune [--styles pop blueprint pastel] [--drawings 20 5] [--minutes 5] [--out FOLDER]

For each, prints a Markdown row: held-out L1 and perceptual distance of the base style and of the taught one, and
pictures of 256 x 256 pixels learnt from in a second, against a plain pix2pix loop in the same run; writes contact
sheets into FOLDER.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
import torch.nn.functional as F

import resources
from engines.networks.pix2pix import PatchDiscriminator, Pix2PixGenerator
from evaluation.contact_sheet import Column, sheet, write
from evaluation.taught_styles import STYLES, write_set
from trainer.job import TeachJob
from trainer.reporting import TerminalReport
from trainer.run import Progress
from trainer.teaching.export import export_taught
from trainer.teaching.loop import Taught, teach
from trainer.teaching.measures import over_white

BASE_STYLE = "flat"
SIZE_PX = 256
PLAIN_S = 20.0  # how long pix2pix is measured
SHOWN = 6
CELL_PX = 256
HEAD = (
    "| style | drawings | L1: base | taught | change | perceptual: base | taught | change | steps | pictures/s | "
    "pix2pix | times as many |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


class Pace(TerminalReport):
    """Told as to a person; remembers how fast it went at the end."""

    pieces_per_s = 0.0

    def progress(self, p: Progress) -> None:
        self.pieces_per_s = p.images_per_s
        super().progress(p)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--styles", nargs="+", choices=sorted(STYLES), default=list(STYLES))
    parser.add_argument("--drawings", nargs="+", type=int, default=[20, 5])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("out/finetune"))
    order = parser.parse_args()
    rows = []
    for style in order.styles:
        for count in order.drawings:
            rows.append(one_style(style, count, minutes=order.minutes, threads=order.threads, out=order.out))
            print(rows[-1], flush=True)
    print("\n".join([HEAD, *rows]))


def one_style(style: str, count: int, *, minutes: float, threads: int, out: Path) -> str:
    """Taught, judged, shown: its row."""
    with TemporaryDirectory() as work:
        material = write_set(style, Path(work) / "set", learnt=count)
        job = TeachJob(
            material=material,
            base=resources.styles_dir() / "flagship",
            style=BASE_STYLE,
            name=f"{style} of {count}",
            run=Path(work) / "run",
            out=out / f"{style}-{count}.sketchstyle",
            minutes=minutes,
            threads=threads,
        )
        report = Pace()
        began = time.monotonic()
        taught = teach(job, report, should_stop=lambda: False)
        export_taught(taught, job)
        print(f"{style}, {count} drawings: {(time.monotonic() - began) / 60:.1f} min in all, written: {job.out}")
    contact_sheet(taught, out / f"{style}-{count}.webp", title=f"{style}: {count} drawings, {minutes:g} minutes")
    ours = report.pieces_per_s * (taught.plan.crop_px / SIZE_PX) ** 2
    theirs = plain_pictures_per_s(taught)
    old, new = taught.champion, taught.challenger
    cells = (
        *(style, count, f"{old.l1:.4f}", f"{new.l1:.4f}", f"{new.l1 / old.l1 - 1:+.0%}"),
        *(f"{old.perceptual:.4f}", f"{new.perceptual:.4f}", f"{new.perceptual / old.perceptual - 1:+.0%}"),
        *(taught.step, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f}"),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def contact_sheet(taught: Taught, path: Path, *, title: str) -> None:
    """Held-out drawings: as drawn, by the base style, taught, and as the style itself has them."""
    columns = []
    for one in taught.examiner.held_out[:SHOWN]:
        drawn = np.repeat(255 - one.pair.ink[:, :, None], 3, axis=2)
        if one.pair.colour is not None:
            drawn = np.minimum(over_white(one.pair.colour), drawn)
        painted = taught.examiner.painted(taught.network, one)
        pictures = (drawn, over_white(one.base), painted, over_white(one.pair.target))
        columns.append(Column(one.pair.id, pictures))
    title += ". Rows: a drawing it never saw, the base, taught, the style itself"
    print(write(sheet(title, columns, across=SHOWN, cell=CELL_PX), path))


def plain_pictures_per_s(taught: Taught) -> float:
    """Pictures a second of the paper's loop (Isola et al. 2017): U-Net-256, PatchGAN, Adam, batches of one."""
    torch.manual_seed(0)
    generator, discriminator = Pix2PixGenerator(in_channels=3), PatchDiscriminator(6)
    adams = [torch.optim.Adam(n.parameters(), lr=2e-4, betas=(0.5, 0.999)) for n in (generator, discriminator)]
    pairs = taught.material.pairs
    done, began = 0, time.monotonic()
    while time.monotonic() - began < PLAIN_S:
        pair = pairs[done % len(pairs)]
        drawn, wanted = (
            F.interpolate(torch.from_numpy(a.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None], SIZE_PX)
            for a in (np.repeat(255 - pair.ink[:, :, None], 3, axis=2), over_white(pair.target))
        )
        art = generator(drawn)
        fooled = _against(discriminator(torch.cat([drawn, art], 1)), 1.0)
        adams[0].zero_grad()
        (fooled + 100 * (art - wanted).abs().mean()).backward()
        adams[0].step()
        genuine = _against(discriminator(torch.cat([drawn, wanted], 1)), 1.0)
        found_out = _against(discriminator(torch.cat([drawn, art.detach()], 1)), 0.0)
        adams[1].zero_grad()
        (0.5 * (genuine + found_out)).backward()
        adams[1].step()
        done += 1
    return done / (time.monotonic() - began)


def _against(logits: torch.Tensor, wanted: float) -> torch.Tensor:
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, wanted))


if __name__ == "__main__":
    main()
