"""The language of the window: our translations and Qt's own, exchanged while the program runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

import resources

# Qt's own words for which its translations lag behind: ours have them.
QT_WORDS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)


class Language(QObject):
    """Texts on screen are told by Qt's LanguageChange event."""

    def __init__(self, qt_app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._qt_app = qt_app
        self._translators: list[QTranslator] = []

    @property
    def code(self) -> str:
        """Of now, two letters."""
        return QLocale().name()[:2]

    def use(self, language: str) -> None:
        """`system`, or a language code."""
        code = QLocale.system().name() if language == "system" else language
        for old in self._translators:
            self._qt_app.removeTranslator(old)
        self._translators = []
        QLocale.setDefault(QLocale(code))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file in (Path(qt_folder) / f"qtbase_{code[:2]}.qm", resources.translation(code)):
            translator = QTranslator(self)
            if file is not None and translator.load(str(file)):
                self._qt_app.installTranslator(translator)
                self._translators.append(translator)
