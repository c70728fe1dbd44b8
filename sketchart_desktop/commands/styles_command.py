"""`sketchart styles list | info | install | import | remove`: what they take and what they say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from engines.packs.stylepack import StylePack
from sketchart_desktop.commands import importing
from sketchart_desktop.commands.console import complain, library_of_styles
from sketchart_desktop.styling.style_import import ImportRequest

app = typer.Typer(help="List, inspect, install and remove styles.", no_args_is_help=True)


@app.command("list")
def list_styles() -> int:
    """Every style that can be used, one per line."""
    library = library_of_styles()
    for pack in library.list():
        for entry in pack.manifest.styles:
            where = "bundled" if pack.bundled else "installed"
            typer.echo(f"{entry.id:<16} {entry.name['en']:<20} {pack.id} {pack.manifest.version} ({where})")
    for problem in library.problems():
        complain(problem)
    return 0


@app.command("info")
def style_info(style: Annotated[str, typer.Argument(metavar="STYLE", help="A style's or a pack's id.")]) -> int:
    """What a style pack is made of and where it comes from."""
    pack, index = library_of_styles().find(style)
    manifest, entry = pack.manifest, pack.manifest.styles[index]
    _tell_rows(
        ("style", f"{entry.id}: {entry.name['en']}"),
        ("about", entry.description.get("en", "")),
        ("keeps lines", f"{entry.keep_lines:.0%}"),
        ("light", f"{entry.light:.0%}"),
        ("pack", f"{pack.id} {manifest.version} ({'bundled' if pack.bundled else 'installed'})"),
        ("all styles", ", ".join(other.id for other in manifest.styles)),
        ("generator", f"{manifest.family}, native size {manifest.native_size}, {_size(pack):.1f} MB"),
        ("palettes", str(len(manifest.palettes))),
        ("author", manifest.author),
        ("licence", manifest.licence),
        ("made from", "; ".join(manifest.sources)),
        ("folder", str(pack.folder)),
    )
    return 0


@app.command("install")
def install_style(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .sketchstyle file or a folder.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace an installed style of the same id.")] = False,
    keep_both: Annotated[bool, typer.Option("--keep-both", help="Give it an id of its own instead.")] = False,
) -> int:
    """Check a style pack and copy it to your styles."""
    on_taken = importing.choice_of(replace=replace, keep_both=keep_both)
    pack = importing.install_style(source, library_of_styles(), on_taken=on_taken)
    typer.echo(f"Installed {pack.id}: {', '.join(entry.id for entry in pack.manifest.styles)}")
    return 0


@app.command("import")
def import_style(
    place: Annotated[str, typer.Argument(metavar="FILE|DIR|URL", help="A checkpoint, .npy folder or https address.")],
    name: Annotated[str, typer.Option(help="What the style is to be called.")],
    family: Annotated[str, typer.Option(help=f"One of {', '.join(importing.CHOICES['family'])}.")] = "auto",
    licence: Annotated[str, typer.Option(help="What may be done with it, for example CC-BY-4.0.")] = "",
    source: Annotated[str, typer.Option(help="Where it comes from.")] = "",
    author: Annotated[str, typer.Option(help="Who trained it.")] = "",
    wants: Annotated[str, typer.Option(help="line_art, coloured_drawing or photo.", show_default="the family's")] = "",
    direction: Annotated[str, typer.Option(help="Of two domains' generators: a2b or b2a.")] = "a2b",
    range: Annotated[str, typer.Option(help="-1..1, 0..1 or 0..255.", show_default="the family's")] = "",
    norm: Annotated[str, typer.Option(help="instance or none, of pix2pix and CycleGAN.", show_default="found")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace an installed style of the same name.")] = False,
) -> int:
    """Turn a public checkpoint (.pth, .pt, .safetensors, .onnx, ncnn, .npy folder) into one of your styles."""
    request = ImportRequest(
        place, name, family=family, licence=licence, source=source, author=author, wants=wants, direction=direction,
        range=range, norm=norm, on_taken=importing.choice_of(replace=replace),
    )  # fmt: skip
    there = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))  # None: no console
    pack = importing.import_style(
        request,
        library_of_styles(),
        tell=lambda text: typer.echo(text, err=True),
        ask=(lambda question: str(typer.prompt(question, err=True))) if there else None,
    )
    typer.echo(f"Imported {pack.id}: {', '.join(entry.id for entry in pack.manifest.styles)}")
    return 0


@app.command("remove")
def remove_style(pack: Annotated[str, typer.Argument(metavar="PACK", help="The pack's id.")]) -> int:
    """Remove a style pack that you installed."""
    library_of_styles().remove(pack)
    typer.echo(f"Removed {pack}")
    return 0


def _size(pack: StylePack) -> float:
    return sum(path.stat().st_size for path in pack.folder.iterdir() if path.is_file()) / 1e6


def _tell_rows(*rows: tuple[str, str]) -> None:
    for name, value in rows:
        if value:
            typer.echo(f"{name:<12} {value}")
