"""What steadies and doubles the hand, under two buttons of the brush bar: steadiness and symmetry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget, QWidgetAction

from sketchart_desktop.document.smoothing import MOST_SAMPLES, Steadiness
from sketchart_desktop.document.symmetry import LEAST_TURNS, MOST_TURNS
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.widgets.sliders import TitledSlider, WholeSlider

STEADY_LEVELS = {
    "off": Steadiness(),
    "light": Steadiness(reach_px=2.0),
    "strong": Steadiness(reach_px=8.0, samples=30),
}
FARTHEST_REACH_PX = 20
MENU_WIDTH_PX = 250
SYMMETRY_ACTIONS = ("vertical", "horizontal", "both", "radial")


class SteadyMenu(QMenu):
    """Off, light, strong; or by two sliders."""

    def __init__(self, toolbox: ToolBox, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._group = QActionGroup(self)
        self._levels: dict[str, QAction] = {}
        for level in STEADY_LEVELS:
            action = self._levels[level] = QAction(self._group)
            action.setCheckable(True)
            action.setData(level)
            self.addAction(action)
        self.reach = WholeSlider(0, FARTHEST_REACH_PX, parent=self)
        self.samples = WholeSlider(0, MOST_SAMPLES, parent=self)
        self.addSeparator()
        _add_sliders(self, (self.reach, self.samples))
        self.addSeparator()
        self._snap = actions["aid.snap"]
        self.addAction(self._snap)
        self._snap.triggered.connect(toolbox.set_snaps_shapes)
        self._group.triggered.connect(self._chosen)
        self.reach.value_requested.connect(self._reached)
        self.samples.value_requested.connect(self._sampled)
        toolbox.steadiness_changed.connect(self.show_steadiness)
        self.retranslate()

    def retranslate(self) -> None:
        words = {
            "off": self.tr("Hand as it is"),
            "light": self.tr("Lightly steadied"),
            "strong": self.tr("Very steady"),
        }
        for level, action in self._levels.items():
            action.setText(words[level])
        self.reach.set_words(self.tr("Smoothing"), self.tr("Wobbles shorter than this are taken out of your lines"))
        self.reach.set_template(self.tr("{0} px"))
        self.samples.set_words(self.tr("Stabiliser"), self.tr("The line follows the pen as on a string"))
        self.samples.set_template(self.tr("{0} samples"))
        self.show_steadiness()

    @Slot()
    def show_steadiness(self) -> None:
        now = self._toolbox.steadiness
        self.reach.show_value(now.reach_px)
        self.samples.show_value(now.samples)
        self._snap.setChecked(self._toolbox.snaps_shapes)
        level = next((name for name, one in STEADY_LEVELS.items() if one == now), "")
        for name, action in self._levels.items():
            action.setChecked(name == level)

    @Slot()
    def next_level(self) -> None:
        """Off, light, strong, off again; from own values to off."""
        names = list(STEADY_LEVELS)
        at = next((i for i, one in enumerate(STEADY_LEVELS.values()) if one == self._toolbox.steadiness), -1)
        self._use(names[(at + 1) % len(names)])

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._use(action.data())

    @Slot(float)
    def _reached(self, reach_px: float) -> None:
        self._toolbox.set_steadiness(reach_px=reach_px)

    @Slot(float)
    def _sampled(self, samples: float) -> None:
        self._toolbox.set_steadiness(samples=round(samples))

    def _use(self, level: str) -> None:
        one = STEADY_LEVELS[level]
        self._toolbox.set_steadiness(reach_px=one.reach_px, samples=one.samples)


class SymmetryMenu(QMenu):
    """Mirrors, turns, and how many of these."""

    def __init__(self, toolbox: ToolBox, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._guide = toolbox.symmetry
        self._kinds = {kind: actions[f"aid.{kind}"] for kind in SYMMETRY_ACTIONS}
        for kind, action in self._kinds.items():
            action.setData(kind)
            action.triggered.connect(self._chosen)
            self.addAction(action)
        self.turns = WholeSlider(LEAST_TURNS, MOST_TURNS, parent=self)
        self.addSeparator()
        _add_sliders(self, (self.turns,))
        self.addSeparator()
        self.addAction(actions["aid.middle"])
        actions["aid.middle"].triggered.connect(self._guide.to_middle)
        self.turns.value_requested.connect(self._turned)
        self._guide.changed.connect(self.show_symmetry)
        self.retranslate()

    def retranslate(self) -> None:
        self.turns.set_words(self.tr("Turns"), self.tr("How often a turned symmetry repeats what you draw"))
        self.turns.set_template(self.tr("{0} times"))
        self.show_symmetry()

    @Slot()
    def show_symmetry(self) -> None:
        for kind, action in self._kinds.items():
            action.setChecked(kind == self._guide.kind)
        self.turns.show_value(self._guide.turns)
        self.turns.setEnabled(self._guide.kind == "radial")

    @Slot()
    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._guide.choose(action.data())

    @Slot(float)
    def _turned(self, turns: float) -> None:
        self._guide.set_turns(round(turns))


class AidButtons(QWidget):
    """The two buttons; each is lit while its aid is in use."""

    def __init__(self, toolbox: ToolBox, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._actions = actions
        self.steady = SteadyMenu(toolbox, actions, self)
        self.symmetry = SymmetryMenu(toolbox, actions, self)
        self._buttons = {"aid.steady": self._button(self.steady), "aid.symmetry": self._button(self.symmetry)}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setDirection(QVBoxLayout.Direction.LeftToRight)
        layout.setSpacing(2)
        for button in self._buttons.values():
            layout.addWidget(button)
        actions["aid.steady"].triggered.connect(self.steady.next_level)
        actions["aid.symmetry"].triggered.connect(self._toggle_symmetry)
        toolbox.steadiness_changed.connect(self._show)
        toolbox.symmetry.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self.steady.retranslate()
        self.symmetry.retranslate()
        self._buttons["aid.steady"].setToolTip(self.tr("Steady hand"))
        self._buttons["aid.symmetry"].setToolTip(self.tr("Symmetry"))
        for button in self._buttons.values():
            button.setAccessibleName(button.toolTip())
        self._show()

    def show_icons(self) -> None:
        """Take the icons of now: the theme changed."""
        for action_id, button in self._buttons.items():
            button.setIcon(self._actions[action_id].icon())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _button(self, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setMenu(menu)
        button.setCheckable(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIconSize(QSize(21, 21))
        button.setFixedSize(38, 38)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _toggle_symmetry(self) -> None:
        """The plain mirror, or none."""
        guide = self._toolbox.symmetry
        guide.choose(guide.kind or "vertical")

    @Slot()
    def _show(self) -> None:
        steadiness = self._toolbox.steadiness
        self._buttons["aid.steady"].setChecked(steadiness.samples > 1 or steadiness.reach_px > 4.0)
        self._buttons["aid.symmetry"].setChecked(bool(self._toolbox.symmetry.kind))


def _add_sliders(menu: QMenu, sliders: tuple[TitledSlider, ...]) -> None:
    home = QWidget(menu)
    column = QVBoxLayout(home)
    column.setContentsMargins(14, 6, 14, 6)
    column.setSpacing(8)
    for slider in sliders:
        column.addWidget(slider)
    home.setMinimumWidth(MENU_WIDTH_PX)
    action = QWidgetAction(menu)
    action.setDefaultWidget(home)
    menu.addAction(action)
