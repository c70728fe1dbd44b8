"""The one table of actions: names, keys, icons. Menus, tool strip and shortcut list are drawn from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sketchart_desktop.preferences.shortcuts import Keys, ShortcutStore
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import Tones

CONTEXT = "Actions"
PORTABLE = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True)
class ActionRow:
    """`keys`: portable key sequences, the first is shown in menus. `group`: the menu.

    `canvas_only`: a plain letter key that must not fire while text is typed: it works while the canvas has the focus.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    checkable: bool = False
    canvas_only: bool = False
    tip: str = ""


def _row(id_: str, text: object, keys: str = "", icon: str = "", group: str = "", **more: Any) -> ActionRow:
    return ActionRow(id_, str(text), tuple(keys.split()), icon, group, **more)


ACTIONS: tuple[ActionRow, ...] = (
    _row("file.new", QT_TRANSLATE_NOOP("Actions", "&New drawing…"), "Ctrl+N", "new", "file"),
    _row("file.open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "Ctrl+O", "open", "file"),
    _row("file.save", QT_TRANSLATE_NOOP("Actions", "&Save"), "Ctrl+S", "save", "file"),
    _row("file.save_as", QT_TRANSLATE_NOOP("Actions", "Save &as…"), "Ctrl+Shift+S", "", "file"),
    _row("file.export", QT_TRANSLATE_NOOP("Actions", "&Export artwork…"), "Ctrl+Shift+E", "export", "file"),
    _row("file.recover", QT_TRANSLATE_NOOP("Actions", "&Find unsaved drawings…"), "Ctrl+Alt+U", "", "file"),
    _row("file.close", QT_TRANSLATE_NOOP("Actions", "&Close drawing"), "Ctrl+W", "close", "file"),
    _row("file.next_tab", QT_TRANSLATE_NOOP("Actions", "Next &drawing"), "Ctrl+Tab Ctrl+PgDown", "", "file"),
    _row("file.previous_tab", QT_TRANSLATE_NOOP("Actions", "Previous d&rawing"), "Ctrl+Shift+Tab Ctrl+PgUp", "",
         "file"),
    _row("file.import_style", QT_TRANSLATE_NOOP("Actions", "Import st&yle…"), "Ctrl+Alt+I", "", "file"),
    _row("file.import_folder", QT_TRANSLATE_NOOP("Actions", "Import style from a folder…"), "Ctrl+Alt+N", "", "file"),
    _row("file.import_address", QT_TRANSLATE_NOOP("Actions", "Import style from an address…"), "Ctrl+Alt+A", "",
         "file"),
    _row("file.quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", "", "file"),
    _row("edit.undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z", "undo", "edit"),
    _row("edit.redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo", "edit"),
    _row("edit.clear", QT_TRANSLATE_NOOP("Actions", "&Clear drawing"), "Del", "clear", "edit", canvas_only=True),
    _row("edit.copy", QT_TRANSLATE_NOOP("Actions", "C&opy drawing"), "Ctrl+C", "", "edit"),
    _row("edit.copy_art", QT_TRANSLATE_NOOP("Actions", "Copy art&work"), "Ctrl+Shift+C", "", "edit"),
    _row("edit.paste", QT_TRANSLATE_NOOP("Actions", "&Paste picture…"), "Ctrl+V", "", "edit"),
    _row("edit.settings", QT_TRANSLATE_NOOP("Actions", "Se&ttings…"), "Ctrl+,", "settings", "edit"),
    _row("tool.ink", QT_TRANSLATE_NOOP("Actions", "&Ink pen"), "Shift+B", "ink", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Draws the lines of your picture")),
    _row("tool.pencil", QT_TRANSLATE_NOOP("Actions", "Pe&ncil"), "Shift+P", "pencil", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Soft lines: the harder you press, the darker")),
    _row("tool.colour", QT_TRANSLATE_NOOP("Actions", "&Colour brush"), "C", "colour", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "A dab inside an outline colours that part of the artwork")),
    _row("tool.marker", QT_TRANSLATE_NOOP("Actions", "Mar&ker"), "Shift+K", "marker", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Even, see-through colour, stroke over stroke")),
    _row("tool.airbrush", QT_TRANSLATE_NOOP("Actions", "Air&brush"), "A", "airbrush", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Soft clouds of colour")),
    _row("tool.eraser", QT_TRANSLATE_NOOP("Actions", "&Eraser"), "E", "eraser", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Takes away lines and colour")),
    _row("tool.fill", QT_TRANSLATE_NOOP("Actions", "&Fill"), "F", "fill", "tool", checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Pours colour into an outline, even one with small gaps")),
    _row("tool.line", QT_TRANSLATE_NOOP("Actions", "Straight &line"), "Shift+L", "line", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Drag from end to end (Shift: steps of 15 degrees)")),
    _row("tool.rectangle", QT_TRANSLATE_NOOP("Actions", "&Rectangle"), "Shift+R", "rectangle", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Drag from corner to corner (Shift: a square)")),
    _row("tool.ellipse", QT_TRANSLATE_NOOP("Actions", "Ellip&se"), "Shift+E", "ellipse", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Drag from corner to corner (Shift: a circle)")),
    _row("tool.pick", QT_TRANSLATE_NOOP("Actions", "&Pick colour"), "Shift+I", "pick", "tool",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Takes a colour from the drawing (hold Ctrl)")),
    _row("tool.pan", QT_TRANSLATE_NOOP("Actions", "&Move view"), "H", "pan", "tool", checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Moves the view (hold Space)")),
    _row("brush.last", QT_TRANSLATE_NOOP("Actions", "Back to the brush"), "B", "", "brush", canvas_only=True),
    _row("brush.previous", QT_TRANSLATE_NOOP("Actions", "Previous brush"), "/", "", "brush", canvas_only=True),
    _row("brush.smaller", QT_TRANSLATE_NOOP("Actions", "Smaller brush"), "[", "", "brush", canvas_only=True),
    _row("brush.larger", QT_TRANSLATE_NOOP("Actions", "Larger brush"), "]", "", "brush", canvas_only=True),
    _row("brush.fainter", QT_TRANSLATE_NOOP("Actions", "Fainter brush"), "I", "", "brush", canvas_only=True),
    _row("brush.stronger", QT_TRANSLATE_NOOP("Actions", "Stronger brush"), "O", "", "brush", canvas_only=True),
    _row("brush.swap", QT_TRANSLATE_NOOP("Actions", "Previous colour"), "X", "swap", "brush", canvas_only=True),
    _row("brush.default_colour", QT_TRANSLATE_NOOP("Actions", "First colour"), "D", "", "brush", canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "The colour that the tool began with")),
    _row("layer.import", QT_TRANSLATE_NOOP("Actions", "&Import picture…"), "Ctrl+Alt+O", "import", "layer",
         tip=QT_TRANSLATE_NOOP("Actions", "Brings in a photo or a drawing: to trace, as lines, or as colours")),
    _row("layer.lines", QT_TRANSLATE_NOOP("Actions", "&Make ink from picture…"), "Ctrl+Alt+L", "lines", "layer",
         tip=QT_TRANSLATE_NOOP("Actions", "Draws the lines of the picture to trace into the ink")),
    _row("tool.place", QT_TRANSLATE_NOOP("Actions", "M&ove and turn the picture"), "Ctrl+T", "place", "layer",
         checkable=True, tip=QT_TRANSLATE_NOOP("Actions", "Drag the picture to trace, its corners, or the knob above")),
    _row("layer.fit", QT_TRANSLATE_NOOP("Actions", "&Fit picture into paper"), "Ctrl+Alt+F", "fit", "layer"),
    _row("layer.fill", QT_TRANSLATE_NOOP("Actions", "Fill &paper with picture"), "Ctrl+Alt+P", "fill_paper", "layer"),
    _row("layer.remove", QT_TRANSLATE_NOOP("Actions", "&Remove picture"), "Ctrl+Alt+R", "remove_picture", "layer"),
    _row("layer.above", QT_TRANSLATE_NOOP("Actions", "Layer &above"), "PgUp", "", "layer", canvas_only=True),
    _row("layer.below", QT_TRANSLATE_NOOP("Actions", "Layer &below"), "PgDown", "", "layer", canvas_only=True),
    _row("layer.clear", QT_TRANSLATE_NOOP("Actions", "&Empty this layer"), "Shift+Del", "clear_layer", "layer",
         canvas_only=True, tip=QT_TRANSLATE_NOOP("Actions", "Takes away all that is on the layer drawn on")),
    _row("aid.steady", QT_TRANSLATE_NOOP("Actions", "&Steady hand"), "Shift+S", "steady", "aid", canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Off, light and strong in turn")),
    _row("aid.snap", QT_TRANSLATE_NOOP("Actions", "S&nap to a shape when I hold still"), "Ctrl+Alt+H", "", "aid",
         checkable=True, tip=QT_TRANSLATE_NOOP("Actions", "Rest the pen at the end of a stroke")),
    _row("aid.tidy", QT_TRANSLATE_NOOP("Actions", "&Tidy lines"), "T", "tidy", "aid", canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Smooths wobbles, closes gaps and joins ends of all your lines")),
    _row("aid.symmetry", QT_TRANSLATE_NOOP("Actions", "S&ymmetry on or off"), "Alt+0", "symmetry", "aid"),
    _row("aid.vertical", QT_TRANSLATE_NOOP("Actions", "Mirror &left and right"), "Alt+1", "mirror_across", "aid",
         checkable=True),
    _row("aid.horizontal", QT_TRANSLATE_NOOP("Actions", "Mirror &up and down"), "Alt+2", "mirror_down", "aid",
         checkable=True),
    _row("aid.both", QT_TRANSLATE_NOOP("Actions", "Mirror &both ways"), "Alt+3", "mirror_both", "aid",
         checkable=True),
    _row("aid.radial", QT_TRANSLATE_NOOP("Actions", "Turn &round a centre"), "Alt+4", "radial", "aid",
         checkable=True),
    _row("aid.middle", QT_TRANSLATE_NOOP("Actions", "Symmetry to the &middle"), "Alt+5", "", "aid"),
    _row("aid.pen", QT_TRANSLATE_NOOP("Actions", "&Pen and tablet…"), "Ctrl+Shift+T", "", "aid"),
    _row("view.zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "Ctrl++ Ctrl+= +", "zoom_in", "view"),
    _row("view.zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "Ctrl+- -", "zoom_out", "view"),
    _row("view.actual", QT_TRANSLATE_NOOP("Actions", "&100 %"), "Ctrl+0 1", "actual", "view"),
    _row("view.fit", QT_TRANSLATE_NOOP("Actions", "&Fit in window"), "2 Ctrl+9", "fit", "view"),
    _row("view.fit_width", QT_TRANSLATE_NOOP("Actions", "Fit &width"), "3", "fit_width", "view"),
    _row("view.mirror", QT_TRANSLATE_NOOP("Actions", "&Mirror view"), "M", "", "view", checkable=True,
         canvas_only=True),
    _row("view.turn_left", QT_TRANSLATE_NOOP("Actions", "Turn view &left"), "4", "", "view", canvas_only=True),
    _row("view.turn_reset", QT_TRANSLATE_NOOP("Actions", "Turn view &back"), "5", "", "view", canvas_only=True),
    _row("view.turn_right", QT_TRANSLATE_NOOP("Actions", "Turn view &right"), "6", "", "view", canvas_only=True),
    _row("view.colours", QT_TRANSLATE_NOOP("Actions", "&Colours"), "K", "palette", "view", checkable=True,
         canvas_only=True, tip=QT_TRANSLATE_NOOP("Actions", "Colour wheel, palettes and the colours used last")),
    _row("view.heatmap", QT_TRANSLATE_NOOP("Actions", "Where the style &looked"), "J", "heatmap", "view",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "What in your drawing the artwork under the pen hangs on")),
    _row("view.panels", QT_TRANSLATE_NOOP("Actions", "Show &panels"), "Tab", "panel", "view", checkable=True,
         canvas_only=True),
    _row("view.next_pane", QT_TRANSLATE_NOOP("Actions", "&Next pane"), "F6", "", "view"),
    _row("view.full_screen", QT_TRANSLATE_NOOP("Actions", "F&ull screen"), "F11", "", "view", checkable=True),
    _row("art.pause", QT_TRANSLATE_NOOP("Actions", "&Pause painting"), "P", "pause", "art", checkable=True,
         canvas_only=True, tip=QT_TRANSLATE_NOOP("Actions", "Stops the artwork from following the drawing")),
    _row("art.dice", QT_TRANSLATE_NOOP("Actions", "&Roll the colours"), "R", "dice", "art", canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Rolls other colours for the artwork")),
    _row("art.lock", QT_TRANSLATE_NOOP("Actions", "&Lock the colours"), "L", "lock", "art", checkable=True,
         canvas_only=True, tip=QT_TRANSLATE_NOOP("Actions", "Keeps these colours, whatever is drawn")),
    _row("art.next_style", QT_TRANSLATE_NOOP("Actions", "&Next style"), "S", "", "art", canvas_only=True),
    _row("art.next_look", QT_TRANSLATE_NOOP("Actions", "Next l&ook"), "Alt+S", "", "art", canvas_only=True),
    _row("art.transparent", QT_TRANSLATE_NOOP("Actions", "Show artwork &without paper"), "Ctrl+Shift+A", "checker",
         "art", checkable=True),
    _row("art.keep", QT_TRANSLATE_NOOP("Actions", "&Keep in the gallery"), "Ctrl+K", "keep", "art",
         tip=QT_TRANSLATE_NOOP("Actions", "Keeps this artwork with the drawing that made it")),
    _row("art.gallery", QT_TRANSLATE_NOOP("Actions", "&Gallery…"), "Ctrl+G", "gallery", "art"),
    _row("art.swipe", QT_TRANSLATE_NOOP("Actions", "&Swipe to compare"), "V", "swipe", "art", checkable=True,
         canvas_only=True, tip=QT_TRANSLATE_NOOP("Actions", "A line to drag: the drawing on one side, the artwork "
                                                            "on the other")),
    _row("art.grid", QT_TRANSLATE_NOOP("Actions", "All styles in a &grid"), "G", "grid", "art", checkable=True,
         canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Your drawing in every style; click the one you like")),
    _row("art.overlay", QT_TRANSLATE_NOOP("Actions", "Lay the artwork &over the drawing"), "Q", "overlay", "art",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Draw on top of your artwork")),
    _row("art.window", QT_TRANSLATE_NOOP("Actions", "Artwork in its own &window"), "F9", "own_window", "art",
         checkable=True, tip=QT_TRANSLATE_NOOP("Actions", "For a second screen. Closing it brings the artwork back")),
    _row("art.link", QT_TRANSLATE_NOOP("Actions", "&Move drawing and artwork together"), "Shift+M", "link", "art",
         checkable=True, canvas_only=True,
         tip=QT_TRANSLATE_NOOP("Actions", "Zoom and turn one, and the other follows")),
    _row("help.welcome", QT_TRANSLATE_NOOP("Actions", "&Welcome page"), "Ctrl+F1", "", "help"),
    _row("help.guide", QT_TRANSLATE_NOOP("Actions", "&Draw a cat in 6 strokes"), "Shift+F1", "cat", "help"),
    _row("help.shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "F1", "", "help"),
    _row("help.about", QT_TRANSLATE_NOOP("Actions", "&About Sketchart"), "Ctrl+Shift+F1", "", "help"),
)  # fmt: skip


# Where macOS expects them; elsewhere they stay in their own menus.
MENU_ROLES = {
    "edit.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}


OVER_PICTURE = ("art.keep", "art.swipe", "art.grid", "art.overlay", "art.window", "art.link")  # never loud


class Actions(QObject):
    """The table as live QActions. `canvas_home` owns the plain letter keys, `window` all others.

    `shortcuts`: where the user's own keys are kept; None keeps none.
    """

    def __init__(self, window: QWidget, canvas_home: QWidget, *, shortcuts: ShortcutStore | None = None) -> None:
        super().__init__(window)
        self._shortcuts = shortcuts
        self._rows = {row.id: row for row in ACTIONS}
        self._actions: dict[str, QAction] = {}
        for row in ACTIONS:
            action = QAction(self)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            action.setMenuRole(MENU_ROLES.get(row.id, QAction.MenuRole.NoRole))
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut if row.canvas_only else Qt.ShortcutContext.WindowShortcut
            )
            (canvas_home if row.canvas_only else window).addAction(action)
            self._actions[row.id] = action
            self._bind(row.id, self._first_keys(row))
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def rows(self) -> tuple[ActionRow, ...]:
        return ACTIONS

    def keys(self, action_id: str) -> Keys:
        """The keys an action has now, portable."""
        return tuple(k.toString(PORTABLE) for k in self._actions[action_id].shortcuts())

    def is_own(self, action_id: str) -> bool:
        """Does the action have the keys that the program gave it?"""
        return self.keys(action_id) == self._rows[action_id].keys

    def owners(self, key: str, *, but: str) -> tuple[str, ...]:
        """The other actions that have this key."""
        return tuple(row.id for row in ACTIONS if row.id != but and key in self.keys(row.id))

    def rebind(self, action_id: str, keys: Keys) -> bool:
        """Give an action other keys, and take them from whoever had them. False where they could not be kept."""
        changes: dict[str, Keys] = {action_id: keys}
        for key in keys:
            for owner in self.owners(key, but=action_id):
                left = changes.get(owner, self.keys(owner))
                changes[owner] = tuple(k for k in left if k != key)
        return self._change(changes)

    def trigger_key(self, sequence: QKeySequence, focus: QWidget | None) -> bool:
        """Do as if these keys were pressed while `focus` has the focus; False where no action has them there."""
        for action in self._actions.values():
            if not action.isEnabled() or sequence not in action.shortcuts():
                continue
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut or _has_focus(action, focus):
                action.trigger()
                return True
        return False

    def reset(self, action_id: str) -> bool:
        """Back to the program's own keys."""
        return self.rebind(action_id, self._rows[action_id].keys)

    def reset_all(self) -> bool:
        return self._change({row.id: row.keys for row in ACTIONS})

    def retranslate(self) -> None:
        for row in ACTIONS:
            self._actions[row.id].setText(QCoreApplication.translate(CONTEXT, row.text))
            self._set_tip(row.id)

    def set_tones(self, tones: Tones) -> None:
        """Draw the icons anew in the theme's colours."""
        for row in ACTIONS:
            if row.icon:
                quiet = row.group == "view" or row.id in OVER_PICTURE
                self._actions[row.id].setIcon(icons.icon(row.icon, tones, quiet=quiet))

    def name(self, action_id: str) -> str:
        """The action's text without mnemonic and dots, for tool tips, screen readers and the shortcut list."""
        return re.sub(r"\(&.\)|&|…", "", self._actions[action_id].text())

    def keys_text(self, action_id: str) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(k.toString(native) for k in self._actions[action_id].shortcuts())

    def _first_keys(self, row: ActionRow) -> Keys:
        if self._shortcuts is None:
            return row.keys
        kept = self._shortcuts.keys(row.id)
        if kept is not None:
            return kept
        # A newer version may give this action a key that the user gave to another: the user's word counts.
        taken = self._shortcuts.all_keys()
        return tuple(key for key in row.keys if key not in taken)

    def _change(self, changes: dict[str, Keys]) -> bool:
        for action_id, keys in changes.items():
            self._bind(action_id, keys)
        if self._shortcuts is None:
            return True
        return self._shortcuts.note({i: None if keys == self._rows[i].keys else keys for i, keys in changes.items()})

    def _bind(self, action_id: str, keys: Keys) -> None:
        sequences = [QKeySequence(key, PORTABLE) for key in keys]
        self._actions[action_id].setShortcuts([sequence for sequence in sequences if not sequence.isEmpty()])
        self._set_tip(action_id)

    def _set_tip(self, action_id: str) -> None:
        row, action = self._rows[action_id], self._actions[action_id]
        first = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        lines = [f"{self.name(action_id)} ({first})" if first else self.name(action_id)]
        if row.tip:
            lines.append(QCoreApplication.translate(CONTEXT, row.tip))
        action.setToolTip("\n".join(lines))
        action.setStatusTip("")


def _has_focus(action: QAction, focus: QWidget | None) -> bool:
    homes = [home for home in action.associatedObjects() if isinstance(home, QWidget)]
    return focus is not None and any(home is focus or home.isAncestorOf(focus) for home in homes)
