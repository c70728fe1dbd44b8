"""Texts for users: each can be translated (a plain literal), and each has its Korean."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "sketchart_desktop").rglob("*.py"))
PLACE = re.compile(r"\{\d*\}|%n")


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def texts() -> tuple[tuple[str, str, str], ...]:
    """(where, context, text) of every tr(), translate() and QT_TRANSLATE_NOOP() in the program."""
    found = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for parent in [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef))]:
            for node in ast.walk(parent):
                if not isinstance(node, ast.Call):
                    continue
                name, where = _called(node), f"{path.name}:{node.lineno}"
                if name == "tr" and isinstance(parent, ast.ClassDef):
                    assert node.args, where
                    text = node.args[0]
                    # An f-string, a sum or a variable never finds its translation: tr("... {0}").format(x) does.
                    assert isinstance(text, ast.Constant) and isinstance(text.value, str), (
                        f"{where}: tr() of no literal"
                    )
                    found.append((where, parent.name, text.value))
                elif name == "QT_TRANSLATE_NOOP" and parent is tree:
                    context, text = (ast.literal_eval(a) for a in node.args)
                    found.append((where, context, text))
                elif name == "translate" and parent is tree and len(node.args) > 1:
                    context, text = node.args[:2]
                    if isinstance(text, ast.Constant):
                        assert isinstance(context, ast.Constant), f"{where}: translate() without a literal context"
                        found.append((where, context.value, text.value))
                    else:
                        assert not isinstance(text, ast.JoinedStr | ast.BinOp), f"{where}: translate() of no literal"
    return tuple(found)


def test_texts_are_literals_that_lupdate_can_find() -> None:
    assert len(texts()) > 250


def test_places_in_texts_are_numbered() -> None:
    for where, _, text in texts():
        braces = re.findall(r"\{[^}]*\}", text)
        assert all(re.fullmatch(r"\{\d\}", brace) for brace in braces), f"{where}: {text!r}"


@pytest.mark.parametrize("file", sorted((ROOT / "resources/translations").glob("*.ts")), ids=lambda p: p.stem)
def test_every_text_is_translated(file) -> None:
    root = ElementTree.parse(file).getroot()
    known: dict[tuple[str, str], str] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            if translation.get("type") in ("vanished", "obsolete"):
                continue
            source = message.findtext("source") or ""
            text = "".join(translation.itertext()).strip() if translation.get("type") != "unfinished" else ""
            known[(context.findtext("name") or "", source)] = text
            if text:
                assert sorted(set(PLACE.findall(text))) == sorted(set(PLACE.findall(source))), f"{source!r}: {text!r}"
    missing = sorted({(c, t) for _, c, t in texts() if not known.get((c, t))})
    assert not missing, f"{len(missing)} texts lack a translation, run pyside6-lupdate: {missing[:5]}"
