"""Style packs on disk: the manifest, opening with every check, writing, and the library of bundled and installed packs.

A pack is a folder with style.json, generator.onnx, weights.safetensors and thumbnail.png, or the same zipped as
NAME.sketchstyle. Whoever made it is not trusted: see file_checks.py for what is checked in each file. Errors are
StylePackError.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from engines.errors import StylePackError, StyleTakenError
from engines.families.record import Family
from engines.families.table import FAMILIES, Parameters
from engines.packs import archive, file_checks
from engines.packs.manifest import THUMBNAIL, Manifest, PictureInputs
from engines.palette import Palette
from resources.messages import Message

MANIFEST = "style.json"
GENERATOR = "generator.onnx"
STYLE_ENCODER = "style_encoder.onnx"
WEIGHTS = "weights.safetensors"
FINISH, FINISH_PAPER, FINISH_WEIGHTS = "finish.onnx", "finish_paper.onnx", "finish.safetensors"
LONGEST_ID = 40

# What becomes of a pack that already has the id of one to be installed.
OnTaken = Literal["refuse", "replace", "keep_both"]


@dataclass(frozen=True)
class StylePack:
    """A checked pack: its folder and its manifest. `bundled` packs come with the app and cannot be removed."""

    folder: Path
    manifest: Manifest
    bundled: bool = False

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def generator_onnx(self) -> Path:
        return self.folder / GENERATOR

    @property
    def weights(self) -> Path:
        return self.folder / WEIGHTS

    @property
    def thumbnail(self) -> Path:
        return self.folder / THUMBNAIL

    def style_thumbnail(self, index: int) -> Path:
        return self.folder / self.manifest.styles[index].thumbnail

    @cached_property
    def bank(self) -> tuple[Palette, ...]:
        """The artists' palettes that the dice draws from."""
        return tuple(Palette(entry.colours, entry.shares) for entry in self.manifest.palettes)

    @property
    def family(self) -> Family:
        return FAMILIES[self.manifest.family]

    @cached_property
    def parameters(self) -> Parameters:
        return self.family.check(self.manifest.hyper_parameters)

    @property
    def picture(self) -> PictureInputs | None:
        """What a generator of pictures reads; None for one of planes."""
        return self.manifest.inputs if isinstance(self.manifest.inputs, PictureInputs) else None

    @property
    def upscales(self) -> bool:
        """Is it there to enlarge or clean pictures, and no style of its own?"""
        return self.family.upscales or (self.picture is not None and self.picture.scale > 1)

    @property
    def style_encoder_onnx(self) -> Path | None:
        return self.folder / STYLE_ENCODER if self.picture is not None and self.picture.reference else None

    @property
    def finish_onnx(self) -> Path:
        return self.folder / FINISH

    @property
    def finish_paper_onnx(self) -> Path:
        return self.folder / FINISH_PAPER

    @property
    def finish_weights(self) -> Path:
        return self.folder / FINISH_WEIGHTS

    @property
    def required(self) -> tuple[str, ...]:
        """The files that this pack cannot be without."""
        names = [GENERATOR, THUMBNAIL, *(style.thumbnail for style in self.manifest.styles)]
        if self.family.module:
            names.append(WEIGHTS)
        if self.style_encoder_onnx is not None:
            names.append(STYLE_ENCODER)
        if self.manifest.finish is not None:
            names += [FINISH, FINISH_PAPER, FINISH_WEIGHTS]
        return tuple(names)


def text_in(texts: Mapping[str, str], language: str) -> str:
    """A manifest's text in that language ("ko", "ko_KR"), else in English."""
    return texts.get(language) or texts.get(re.split("[_-]", language)[0]) or texts.get("en", "")


def open_pack(folder: Path, *, bundled: bool = False) -> StylePack:
    """The pack in that folder, every file checked (`validate`)."""
    folder = Path(folder)
    path = folder / MANIFEST
    if not path.is_file():
        raise StylePackError("{0} is not a style: it has no {1}.", folder.name, MANIFEST)
    file_checks.check_size(path)
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise StylePackError("The style's {0} is not valid: {1}.", MANIFEST, _first_fault(error)) from error
    except RecursionError as error:
        raise StylePackError("The style's {0} is not valid.", MANIFEST) from error
    pack = StylePack(folder, manifest, bundled)
    validate(pack)
    return pack


def validate(pack: StylePack) -> None:
    """Checks all files of the pack against its manifest: names, sizes, hashes, then what is in them."""
    files = pack.manifest.files
    for name in sorted({*pack.required, *files}):
        file_checks.size_limit(name)
        if name not in files:
            raise StylePackError("The style's {0} does not list the file {1}.", MANIFEST, name)
        file_checks.check_size(pack.folder / name)
    for name, wanted_hash in files.items():
        if file_checks.sha256(pack.folder / name) != wanted_hash:
            raise StylePackError("The style's file {0} is damaged or was changed: its SHA-256 is wrong.", name)
    for name in files:
        if name.endswith(".png"):
            file_checks.check_png(pack.folder / name)
    if any(not style.thumbnail.endswith(".png") for style in pack.manifest.styles):
        raise StylePackError("A style's thumbnail is not a PNG picture.")
    if pack.family.tensors is not None:
        file_checks.check_weights(pack.weights, pack.family.tensors(pack.parameters))
    elif pack.family.module:
        file_checks.check_any_weights(pack.weights)
    inputs, outputs = file_checks.INPUTS, file_checks.OUTPUTS
    if pack.picture is not None:
        inputs = ("picture", "style") if pack.picture.style_length else ("picture",)
        outputs = ("art", "heatmap") if pack.picture.heatmap else ("art",)
    file_checks.check_onnx(pack.generator_onnx, inputs, outputs)
    if pack.style_encoder_onnx is not None:
        file_checks.check_onnx(pack.style_encoder_onnx, ("picture",), ("style",))
    if pack.manifest.finish is not None:
        file_checks.check_onnx(pack.finish_onnx, ("art", "paper"), ("finished",))
        file_checks.check_onnx(pack.finish_paper_onnx, ("canvas",), ("paper",))
        file_checks.check_any_weights(pack.finish_weights)


def write_pack(folder: Path, manifest: Mapping[str, Any], *, files: Mapping[str, Path | bytes]) -> StylePack:
    """Writes a pack whole or not at all: `manifest` without `files`, whose hashes are taken here; `files` name -> bytes
    or path.

    What is written is opened and checked before it takes the folder's place.
    """
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder.parent) as work:
        new = Path(work) / folder.name
        new.mkdir()
        for name, content in files.items():
            file_checks.size_limit(name)
            target = new / name
            target.write_bytes(content) if isinstance(content, bytes) else shutil.copyfile(content, target)
        hashes = {name: file_checks.sha256(new / name) for name in sorted(files)}
        text = json.dumps({**manifest, "files": hashes}, ensure_ascii=False, indent=1)
        (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
        pack = open_pack(new)
        _take_place(new, folder)
    return StylePack(folder, pack.manifest)


class StyleLibrary:
    """The packs a user can choose from: those that came with the app, then those installed into `user_dir`."""

    def __init__(self, bundled_dir: Path, user_dir: Path) -> None:
        self._bundled_dir = Path(bundled_dir)
        self._user_dir = Path(user_dir)
        self._packs: tuple[StylePack, ...] | None = None
        self._problems: tuple[str, ...] = ()

    def list(self) -> tuple[StylePack, ...]:
        """All packs that pass the checks, bundled ones first, each folder's by name. Read once; `refresh` reads
        again.
        """
        if self._packs is None:
            self.refresh()
        return self._packs or ()

    def problems(self) -> tuple[str, ...]:
        """One sentence for each folder that holds no usable pack."""
        self.list()
        return self._problems

    def refresh(self) -> None:
        packs: dict[str, StylePack] = {}
        problems = []
        for parent, bundled in ((self._bundled_dir, True), (self._user_dir, False)):
            for folder in sorted(parent.iterdir()) if parent.is_dir() else ():
                if not folder.is_dir() or folder.name.startswith((".", "_")):
                    continue
                try:
                    pack = open_pack(folder, bundled=bundled)
                except (StylePackError, OSError) as error:
                    problems.append(Message("{0}: {1}", folder.name, str(error)))
                else:
                    packs.setdefault(pack.id, pack)
        self._packs, self._problems = tuple(packs.values()), tuple(problems)

    def find(self, id: str) -> tuple[StylePack, int]:
        """The pack and the style's number in it, by "style", "pack/style", "pack" (its first style) or, in whatever
        case, the style's name as it is shown in any language."""
        packs = self.list()
        for pack in packs:
            for index, style in enumerate(pack.manifest.styles):
                if id in (style.id, f"{pack.id}/{style.id}"):
                    return pack, index
        for pack in packs:
            if id == pack.id:
                return pack, 0
        for pack in packs:
            for index, style in enumerate(pack.manifest.styles):
                if id.casefold() in (name.casefold() for name in style.name.values()):
                    return pack, index
        known = ", ".join(style.id for pack in packs for style in pack.manifest.styles) or "none"
        raise StylePackError("There is no style called {0}. Styles here: {1}.", repr(id[:80]), known)

    def taken(self, id: str) -> StylePack | None:
        """The pack that has this id already."""
        return next((pack for pack in self.list() if pack.id == id), None)

    def free(self, id: str, name: str) -> tuple[str, str]:
        """Id and name for one more pack of that id and name: themselves while they are free, else ID-2 and NAME 2,
        and so on.
        """
        number, free = 1, id
        while self.taken(free) is not None:
            number += 1
            free = f"{id[: LONGEST_ID - 1 - len(str(number))].rstrip('-')}-{number}"
        return free, name if number == 1 else f"{name} {number}"

    def install(self, source: Path, *, on_taken: OnTaken = "refuse", named: tuple[str, str] | None = None) -> StylePack:
        """Checks a pack (a folder or a .sketchstyle file) and copies it in.

        Another pack of its id is replaced, or stays and the new one gets an id and a name of its own (`keep_both`), or
        raises StyleTakenError. A pack that is there already, file by file, is left as it is. `named`: id and name that
        it gets instead of its own.
        """
        source = Path(source)
        if not source.exists():
            raise StylePackError("There is no file or folder {0}.", source.name)
        self._user_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=self._user_dir) as work:
            new = Path(work) / "pack"
            if source.is_dir():
                archive.copy_pack(source, new)
            else:
                archive.unzip_pack(source, new)
            pack = open_pack(new)
            if named is not None and named != (pack.id, pack.manifest.name["en"]):
                pack = _renamed(pack, *named)
            if (other := self.taken(pack.id)) is not None:
                if other.manifest == pack.manifest and not other.bundled:
                    return other
                if on_taken == "keep_both":
                    pack = _renamed(pack, *self.free(pack.id, pack.manifest.name["en"]))
                elif on_taken == "refuse" or other.bundled:
                    raise taken_by(other)
            # Only what the manifest lists: nothing else of the source stays.
            for path in new.iterdir():
                if path.name != MANIFEST and path.name not in pack.manifest.files:
                    path.unlink()
            _take_place(new, self._user_dir / pack.id)
        self.refresh()
        return self.find(f"{pack.id}/{pack.manifest.styles[0].id}")[0]

    def remove(self, id: str) -> None:
        """Removes an installed pack by its id."""
        pack = next((pack for pack in self.list() if pack.id == id), None)
        if pack is None:
            raise StylePackError("There is no style pack called {0}.", repr(id[:80]))
        if pack.bundled:
            raise StylePackError("The style {0} came with the app and cannot be removed.", id)
        shutil.rmtree(pack.folder)
        self.refresh()


def taken_by(pack: StylePack) -> StyleTakenError:
    """What is told of an id that this pack has."""
    if not pack.bundled:
        return StyleTakenError("There is a style called {0} already.", pack.manifest.name["en"])
    error = StyleTakenError("The style {0} came with the app and cannot be replaced.", pack.id)
    error.replaceable = False
    return error


def _renamed(pack: StylePack, id: str, name: str) -> StylePack:
    """The pack in its folder under another id and English name; a single style of the old id or name goes along."""
    told = json.loads((pack.folder / MANIFEST).read_text(encoding="utf-8"))
    for entry in told["styles"]:
        if len(told["styles"]) == 1 or entry["id"] == pack.id:
            entry["id"] = id
        if entry["name"]["en"] == pack.manifest.name["en"]:
            entry["name"] = {"en": name}
    told |= {"id": id, "name": {"en": name}}
    (pack.folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return open_pack(pack.folder)


def _take_place(new: Path, folder: Path) -> None:
    """Puts the folder `new` where `folder` is or will be; if that fails, the old one stays."""
    if not folder.exists():
        new.replace(folder)
        return
    old = new.parent / "replaced"
    folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        old.replace(folder)
        raise


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]
