"""docs/shortcuts.md, written from the table of actions: `python -m tools.shortcut_list docs/shortcuts.md`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sketchart_desktop.ui.actions import ACTIONS, ActionRow

MENUS = {
    "file": "File",
    "edit": "Edit",
    "tool": "Tools",
    "brush": "Brush",
    "aid": "Aids",
    "layer": "Layers",
    "view": "View",
    "art": "Artwork",
    "help": "Help",
}
HEAD = """# Keys

Every key can be changed: *Help, Keyboard shortcuts* (`F1`) searches them, warns of conflicts and goes back. On macOS,
read Cmd for Ctrl. Keys marked * work while drawing or artwork have the focus, so that letters can still be typed.
This page is written by `python -m tools.shortcut_list docs/shortcuts.md`; a test holds it to the program.

## Held, and with the mouse

| to | do |
|---|---|
| move the view | `Space` and drag, the middle button, or the arrow keys |
| zoom at the cursor | the wheel, or `Ctrl` + `Space` (or the middle button) and drag |
| turn the view | `Shift` + `Space` (or the middle button) and drag |
| pick a colour from the drawing | `Ctrl` or `Alt` and click |
| make the brush larger or smaller | `Shift` and drag to the right or left |
| draw straight, or a square, or a circle | hold `Shift` after you have begun |
| drop the stroke you are drawing | `Esc` |
| move, scale or turn the picture to trace | `Ctrl+T`, then drag it, its corners or the knob; `Shift` for steps |
| rub out | the other end of the pen |
| undo, redo on a touch screen | tap with two, with three fingers |
"""


def document() -> str:
    """The whole page, Markdown."""
    parts = [HEAD]
    for group, title in MENUS.items():
        rows = [row for row in ACTIONS if row.group == group]
        parts.append(f"\n## {title}\n\n| to | press |\n|---|---|\n" + "".join(_line(row) for row in rows))
    return "".join(parts)


def _line(row: ActionRow) -> str:
    name = re.sub(r"&|…", "", row.text)
    keys = " or ".join(f"`{key}`" for key in row.keys)
    star = " *" if row.canvas_only and keys else ""
    return f"| {name} | {keys}{star} |\n"


def main(arguments: list[str]) -> int:
    Path(arguments[0]).write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
