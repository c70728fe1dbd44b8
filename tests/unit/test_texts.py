"""Texts for users: each can be translated (a plain literal), and each has its Korean."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

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


SHOWN_BY = {
    *("QAction", "QCheckBox", "QLabel", "QMenu", "QPushButton", "QRadioButton", "addAction", "addButton", "addItem"),
    *(
        "addMenu",
        "drawText",
        "setAccessibleDescription",
        "setAccessibleName",
        "setInformativeText",
        "setPlaceholderText",
    ),
    *("setText", "setTitle", "setToolTip", "setWindowTitle", "show_message"),
}
WORDS = re.compile(r"\b[A-Z][a-z]+|[a-z]{2,} [a-z]{2,}")  # no ids, no signs, no units


def test_nothing_is_shown_that_cannot_be_translated() -> None:
    for path in SOURCES:
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        for call in (c for c in calls if _called(c) in SHOWN_BY):
            for given in call.args:
                parts = given.values if isinstance(given, ast.JoinedStr) else [given]
                for text in (p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)):
                    assert not WORDS.search(text.replace("Sketchart", "")), f"{path.name}:{call.lineno}: {text!r}"


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


@pytest.mark.parametrize("file", sorted((ROOT / "resources/translations").glob("*.ts")), ids=lambda p: p.stem)
def test_the_compiled_translation_is_of_now(file) -> None:
    compiled = QTranslator()
    assert compiled.load(str(file.with_suffix(".qm")))
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source, translation = message.findtext("source") or "", message.find("translation")
            assert translation is not None
            forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
            assert compiled.translate(name, source, "", 1 if forms[1:] else -1) in forms, (
                f"{name}: {source!r}: run pyside6-lrelease {file.name}"
            )
