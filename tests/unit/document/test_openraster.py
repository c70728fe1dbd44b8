"""OpenRaster files: laid out as the specification asks, saved whole or not at all, and hostile ones refused."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from sketchart_desktop.document import openraster, saving
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.openraster import OraLayer, read_ora, write_ora
from sketchart_desktop.document.operations import AddStroke, Clear
from sketchart_desktop.raster.image_codec import encode_png
from tests.drawings import stroke

PNG = encode_png(np.full((5, 4, 4), 120, np.uint8))
DRAWING = Drawing(40, 30, (AddStroke(stroke([(1, 2), (30, 20)])), Clear(("ink",))), (250, 240, 230))
STACK = '<image version="0.0.5" w="40" h="30"><stack><layer name="ink" src="data/ink.png"/></stack></image>'


def save(path: Path, drawing: Drawing = DRAWING, position: int = 1) -> None:
    layers = {"ink": OraLayer(PNG, 3, 4), "colour": OraLayer(PNG), "mask": OraLayer(PNG, visible=False, opacity=0.5)}
    write_ora(path, drawing, layers=layers, merged_png=PNG, thumbnail_png=PNG, position=position)


def pack(path: Path, entries: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def foreign(path: Path, stack: str = STACK, **more: bytes | str) -> Path:
    named = {name.replace("__", "/").replace("_png", ".png"): content for name, content in more.items()}
    return pack(path, {"mimetype": "image/openraster", "stack.xml": stack, "data/ink.png": PNG, **named})


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    save(tmp_path / "a.ora")
    contents = read_ora(tmp_path / "a.ora")
    assert contents.drawing == DRAWING
    assert contents.position == 1
    assert list(contents.layers) == ["colour", "ink", "mask"]
    assert contents.layers["ink"] == OraLayer(PNG, 3, 4)
    assert contents.layers["mask"] == OraLayer(PNG, visible=False, opacity=0.5)
    assert contents.merged == PNG


def test_the_file_is_laid_out_as_the_specification_asks(tmp_path: Path) -> None:
    save(tmp_path / "a.ora")
    assert (tmp_path / "a.ora").read_bytes()[30:54] == b"mimetypeimage/openraster"
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        infos = file.infolist()
        assert infos[0].filename == "mimetype"
        assert infos[0].compress_type == zipfile.ZIP_STORED
        assert file.testzip() is None
        stack = ElementTree.fromstring(file.read("stack.xml"))
        assert (stack.tag, stack.get("w"), stack.get("h")) == ("image", "40", "30")
        layers = stack.findall("stack/layer")
        assert [layer.get("name") for layer in layers] == ["mask", "ink", "colour"]  # the top first
        for layer in layers:
            Image.open(io.BytesIO(file.read(layer.get("src") or ""))).verify()
        for name in ("mergedimage.png", "Thumbnails/thumbnail.png"):
            assert file.getinfo(name).file_size > 0


def test_a_file_painted_on_by_another_program_opens_as_plain_layers(tmp_path: Path) -> None:
    save(tmp_path / "a.ora")
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        entries = {name: file.read(name) for name in file.namelist()}
    entries["data/ink.png"] = encode_png(np.zeros((5, 4, 4), np.uint8))
    contents = read_ora(pack(tmp_path / "b.ora", entries))
    assert contents.drawing is None
    assert set(contents.layers) == {"ink", "colour", "mask"}


def test_groups_and_equal_names_of_other_programs(tmp_path: Path) -> None:
    layer = '<layer name="{}" src="data/ink.png" x="{}" opacity="0.25" visibility="hidden"/>'
    inner = f"<stack>{layer.format('a', 1)}<stack>{layer.format('b', 2)}{layer.format('a', 3)}</stack></stack>"
    stack = f'<image w="40" h="30">{"<stack>" + inner + layer.format("c", 4) + "</stack>"}</image>'
    contents = read_ora(foreign(tmp_path / "a.ora", stack))
    assert [(name, part.x) for name, part in contents.layers.items()] == [("c", 4), ("a", 3), ("b", 2), ("a 2", 1)]
    assert contents.layers["b"].opacity == 0.25
    assert not contents.layers["b"].visible


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail each system call of a save in turn: the old file stays to the bit, and nothing is left lying about."""
    target = tmp_path / "a.ora"
    save(target)
    old = target.read_bytes()
    bigger = Drawing(40, 30, DRAWING.operations * 5)
    for name in ("fsync", "open_new", "replace", "write"):

        def fail(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            if name == "fsync":
                patch.setattr(saving.os, "fsync", fail)
            elif name == "replace":
                patch.setattr(Path, "replace", fail)
            elif name == "open_new":
                patch.setattr(Path, "open", fail)
            else:
                patch.setattr(openraster.zipfile.ZipFile, "writestr", fail)
            with pytest.raises(DrawingFileError, match="No space left"):
                save(target, bigger)
        assert target.read_bytes() == old
        assert [path.name for path in tmp_path.iterdir()] == ["a.ora"]


def test_a_disk_that_gives_back_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.ora"
    save(target)
    old = target.read_bytes()
    add = openraster._add

    def lossy(file: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
        add(file, name, content[:-1] if name == "data/ink.png" else content, method)

    monkeypatch.setattr(openraster, "_add", lossy)
    with pytest.raises(DrawingFileError):
        save(target)
    assert target.read_bytes() == old


HOSTILE_XML = {
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><image w="4" h="4"><stack>&b;</stack></image>',
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><image w="4" h="4">&a;</image>',
    "no size": "<image><stack/></image>",
    "huge size": '<image w="40000" h="40000"><stack/></image>',
    "odd size": '<image w="nan" h="inf"><stack/></image>',
    "far away": '<image w="4" h="4"><stack><layer src="data/ink.png" x="99999999"/></stack></image>',
    "missing": '<image w="4" h="4"><stack><layer src="data/none.png"/></stack></image>',
    "climbing": '<image w="4" h="4"><stack><layer src="../../etc/passwd"/></stack></image>',
    "opacity": '<image w="4" h="4"><stack><layer src="data/ink.png" opacity="nan"/></stack></image>',
    "not xml": "hello",
    "other": "<svg/>",
    "deep": '<image w="4" h="4">' + "<stack>" * 500 + "</stack>" * 500 + "</image>",
    "crowd": '<image w="4" h="4"><stack>' + '<layer src="data/ink.png"/>' * 600 + "</stack></image>",
}


@pytest.mark.parametrize("kind", HOSTILE_XML)
def test_hostile_lists_of_layers_are_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(DrawingFileError):
        read_ora(foreign(tmp_path / "a.ora", HOSTILE_XML[kind]))


@pytest.mark.parametrize("name", ["../evil.png", "/etc/evil", "C:/evil", "a/../../b", "a\\b"])
def test_names_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    path = foreign(tmp_path / "a.ora")
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(name, b"x")
    with pytest.raises(DrawingFileError, match="forbidden name"):
        read_ora(path)


def test_bombs_are_refused(tmp_path: Path) -> None:
    bomb = foreign(tmp_path / "a.ora", mergedimage_png=bytes(100_000_000))
    with pytest.raises(DrawingFileError):  # zeros of 100 MB are no PNG either: nothing of it may be kept
        read_ora(bomb)
    lying = bytearray(foreign(tmp_path / "b.ora", mergedimage_png=bytes(50_000_000)).read_bytes())
    at = lying.rfind(b"mergedimage.png") - 46  # its entry in the central directory, which now says 10 bytes
    assert lying[at : at + 4] == b"PK\x01\x02"
    lying[at + 24 : at + 28] = struct.pack("<I", 10)
    (tmp_path / "b.ora").write_bytes(lying)
    with pytest.raises(DrawingFileError):
        read_ora(tmp_path / "b.ora")
    crowd = pack(tmp_path / "c.ora", {"mimetype": "image/openraster", **{f"data/{i}": b"" for i in range(1200)}})
    with pytest.raises(DrawingFileError, match="too many parts"):
        read_ora(crowd)


def test_a_layer_of_40000_pixels_is_refused(tmp_path: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    with pytest.raises(DrawingFileError, match="40000 x 40000"):
        read_ora(foreign(tmp_path / "a.ora", data__ink_png=png))


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": "1"},
        {"position": 9},
        {"position": None},
        {"width": 41},
        {"operations": {}},
        {"operations": [{"op": "format_disk"}]},
        {"background": "white"},
    ],
)
def test_damaged_logs_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    save(tmp_path / "a.ora")
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        entries = {name: file.read(name) for name in file.namelist()}
    log = json.loads(entries[openraster.LOG_NAME])
    entries[openraster.LOG_NAME] = json.dumps({**log, **change}).encode()
    with pytest.raises(DrawingFileError):
        read_ora(pack(tmp_path / "b.ora", entries))


def test_damaged_files_raise_one_kind_of_error(tmp_path: Path) -> None:
    """Bits flipped, bytes cut and doubled: read as before, or DrawingFileError; never anything else."""
    save(tmp_path / "a.ora")
    whole = (tmp_path / "a.ora").read_bytes()
    rng = random.Random(7)
    path = tmp_path / "b.ora"
    refused = 0
    for _ in range(600):
        content = bytearray(whole)
        for _ in range(rng.choice([1, 1, 3, 20])):
            content[rng.randrange(len(content))] = rng.randrange(256)
        pick = rng.random()
        if pick < 0.2:
            content = content[: rng.randrange(len(content))]
        elif pick < 0.3:
            at = rng.randrange(len(content))
            content = content[:at] + content[at // 2 :]
        path.write_bytes(content)
        try:
            read_ora(path)
        except DrawingFileError:
            refused += 1
    assert refused > 400
