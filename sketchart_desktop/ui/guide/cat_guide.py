"""“Draw a cat in 6 strokes”: takes a beginner by the hand from the first line to a coloured picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot

from sketchart_desktop.session.lesson import Lesson, cat_lesson
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.guide.card import GuideCard
from sketchart_desktop.ui.guide.ghost import GhostOverlay
from sketchart_desktop.ui.widgets.theme import Tones

STROKES = 6
LEAST_INK_PX = 14.0  # thin lines are hard to see for a beginner, and for the generators
COLOUR = (244, 150, 62)


class CatGuide(QObject):
    """Ghost strokes and a card over the canvas. The drawing made stays an ordinary drawing."""

    def __init__(self, session: Session, toolbox: ToolBox, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._toolbox = toolbox
        self._canvas = canvas
        self.lesson = Lesson(session, cat_lesson(), self)
        self.ghost = GhostOverlay(canvas)
        self.card = GuideCard(canvas)
        self.lesson.changed.connect(self._show)
        self.card.next_requested.connect(self._next)
        self.card.end_requested.connect(self.end)
        canvas.installEventFilter(self)

    def set_tones(self, tones: Tones) -> None:
        self.card.set_tones(tones)

    def begin(self) -> None:
        """On the paper that is there: it should be blank."""
        self._toolbox.choose("ink")
        self._toolbox.set_size(max(self._toolbox.brush.size_px, LEAST_INK_PX))
        self._canvas.set_hint_shown(False)
        self._canvas.fit()
        self.lesson.begin()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        self.lesson.end()
        self._canvas.set_hint_shown(True)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _next(self) -> None:
        if self.lesson.step is None:
            self.end()
        else:
            self.lesson.next()

    @Slot()
    def _show(self) -> None:
        lesson = self.lesson
        self.card.setVisible(lesson.is_on)
        self.ghost.show_step(lesson.step)
        if not lesson.is_on:
            return
        colouring = lesson.at >= STROKES
        if lesson.step is not None and colouring and self._toolbox.tool != "colour":
            self._toolbox.choose("colour")
            self._toolbox.set_colour(COLOUR)
        elif not colouring and self._toolbox.chosen == "colour":
            self._toolbox.choose("ink")  # a stroke was undone
        title, text = self._words()
        if lesson.missed and lesson.step is not None:
            text = self.tr("Nearly! Follow the dots, or press Next. Ctrl+Z takes a line back.")
        self.card.say(title, text, step=lesson.at, steps=len(lesson.steps))
        self.card.raise_()

    def _words(self) -> tuple[str, str]:
        words = (
            (self.tr("1. A big round head"), self.tr("Follow the dots with your pen or mouse. Wobbly is fine!")),
            (self.tr("2. One ear"), self.tr("Up to the tip, and down again.")),
            (self.tr("3. The other ear"), self.tr("Watch the right side: your art is growing already.")),
            (self.tr("4. One eye"), self.tr("A small egg.")),
            (self.tr("5. The other eye"), self.tr("Just like the first one.")),
            (self.tr("6. A smile"), self.tr("Like a round letter w. This is the last line.")),
            (
                self.tr("A cat! You made a picture."),
                self.tr("Now add a dab of colour: one firm stroke fills a shape. Soft colour only shades."),
            ),
            (
                self.tr("Beautiful. It is yours."),
                self.tr("Roll the dice for other colours, try another style, or draw whiskers, a hat, a friend."),
            ),
        )
        return words[min(self.lesson.at, len(words) - 1)]

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.ghost.resize(self._canvas.size())
            self.card.settle()
        elif event.type() == QEvent.Type.LanguageChange and self.lesson.is_on:
            self._show()
        return False
