"""The documentation's pictures: the real window, drawn in by pen events, each picture in a process of its own.

`python -m tools.screenshots docs/images`, with a screen of at least 1600 x 1000 and a window manager (virtual ones
will do); names after the folder make those pictures alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

import resources
from engines.looks.table import LOOKS
from engines.palette import dominant_colours
from engines.reading import find_corners
from evaluation.freehand_window import draw_in_window, send_pen
from sketchart_desktop.app import App
from sketchart_desktop.document.openraster import read_ora
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.raster.picture_pose import Pose
from sketchart_desktop.raster.placed_picture import placed_picture
from sketchart_desktop.ui.pictures.reading_dialog import ReadingDialog
from sketchart_desktop.ui.widgets.clipboard import pixels_of

LARGEST_BYTES = 400_000
WINDOW_PX = (1480, 920)
LIMIT_S = 600
PATIENCE_S = 200.0
QUIET_S = 1.5


@dataclass(frozen=True)
class Shot:
    """`prepare` brings the program to what is to be seen, and may answer a dialog to be shown in the window's place.
    `size`: of the window, logical pixels."""

    name: str
    prepare: Callable[[QApplication, App], QWidget | None]
    size: tuple[int, int] = WINDOW_PX
    scale: float = 1.0


def welcome(qt_app: QApplication, app: App) -> None:
    app.window.first_run.show_welcome()


def empty(qt_app: QApplication, app: App) -> None:
    """Blank paper, in a window as small as a netbook's."""
    app.window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def window(qt_app: QApplication, app: App) -> None:
    """The README's: a whole sample, drawn again."""
    draw_in_window(app, _strokes("dinosaur"), 1024)
    _settled(qt_app, app)


def reading(qt_app: QApplication, app: App) -> QWidget:
    """What is asked when a photographed drawing is dropped in."""
    dialog = ReadingDialog(_photo("scan-boat.jpg"), app.window)
    dialog.resize(1000, 640)
    dialog.show()
    return dialog


def scan(qt_app: QApplication, app: App) -> None:
    """The photographed drawing, read, named and finished."""
    path = resources.samples_dir() / "scan-snail.jpg"
    picture = _photo(path.name)
    app.window.files.take_read(picture, corners=find_corners(picture), more=0.5, path=path)
    _until(qt_app, lambda: app.session.can_undo or bool(app.session.drawing.operations))
    app.window.actions_table["view.fit"].trigger()
    _settled(qt_app, app)
    _until(qt_app, lambda: bool(app.drawing_name.labels))


def guide(qt_app: QApplication, app: App) -> None:
    """Three strokes in."""
    app.window.first_run.begin_guide()
    for _ in range(3):
        _ghost_stroke(app)
    _settled(qt_app, app)


def drawing(qt_app: QApplication, app: App) -> None:
    """The pen is on the paper."""
    strokes = _strokes("dinosaur")
    draw_in_window(app, strokes[:-6], 1024)
    app.toolbox.choose("colour")
    app.toolbox.set_size(40)
    app.toolbox.set_colour((250, 196, 60))
    _pen_along(app, np.linspace(890, 940, 8), np.full(8, 125.0))
    send_pen(app, QEvent.Type.TabletRelease, app.window.canvas.viewport.to_widget(QPointF(940, 125)), 0.0)
    app.toolbox.choose("ink")
    turn = np.linspace(0.4, 0.4 + 1.86 * np.pi, 40)  # a sun, nearly round
    _pen_along(app, 915 + 62 * np.cos(turn), 125 + 62 * np.sin(turn))
    _settled(qt_app, app)


def placing(qt_app: QApplication, app: App) -> None:
    """A picture to trace, scaled and turned by hand, and some of its lines drawn over it."""
    _open(qt_app, app, "rocket")
    shown = app.window.artwork.artwork
    assert shown is not None
    picture = pixels_of(shown)
    app.session.new(1024, 1024)
    app.window.pictures.bring_in(picture, "reference")
    app.look.set_palette(dominant_colours(picture[..., :3], picture[..., 3] / 255))
    placed = placed_picture(app.session.drawing.operations)
    assert placed is not None
    pose = Pose(512, 512, 860, 860, 12.0)
    app.session.do(pose.place(placed))
    app.toolbox.choose("ink")
    app.toolbox.set_size(10)
    for operation in [o for o in _strokes("rocket") if o.stroke.layer == "ink"][:-2]:
        places = [((float(px) - 512) / 512, (float(py) - 512) / 512) for px, py, _, _ in operation.stroke.points]
        x, y = np.array([pose.point(place) for place in places]).T
        _pen_along(app, x, y)
        send_pen(app, QEvent.Type.TabletRelease, app.window.canvas.viewport.to_widget(QPointF(x[-1], y[-1])), 0.0)
    app.window.actions_table["tool.place"].trigger()
    _settled(qt_app, app)


def dark(qt_app: QApplication, app: App) -> None:
    _open(qt_app, app, "mushroom")


def light(qt_app: QApplication, app: App) -> None:
    """With the colours open."""
    app.settings.set("theme", "light")
    app.window.actions_table["view.colours"].trigger()
    _open(qt_app, app, "fish")
    app.toolbox.choose("colour")
    for colour in ((38, 140, 92), (250, 196, 60), (58, 176, 190)):
        app.toolbox.set_colour(colour)
        app.toolbox.note_used()


def korean(qt_app: QApplication, app: App) -> None:
    app.settings.set("language", "ko")
    _open(qt_app, app, "flower")


def scaled(qt_app: QApplication, app: App) -> None:
    """150 %."""
    _open(qt_app, app, "rocket")


def grid(qt_app: QApplication, app: App) -> None:
    """Every style on one drawing."""
    window(qt_app, app)
    app.window.actions_table["art.grid"].trigger()
    _until(qt_app, lambda: all(cell.picture is not None for cell in app.window.grid.pane.cells))
    _settled(qt_app, app)


def looks(qt_app: QApplication, app: App) -> None:
    """A look, its sliders, and the drawing in every other one."""
    painted: set[str] = set()
    app.look_thumbnails.thumbnail_ready.connect(lambda id, _: painted.add(id))
    _open(qt_app, app, "house")
    app.look.choose_medium("watercolour")
    app.window.style_panel.show_looks()
    _settled(qt_app, app)
    _until(qt_app, lambda: set(LOOKS) <= painted)


def heatmap(qt_app: QApplication, app: App) -> None:
    """What the dinosaur's belly hangs on."""
    window(qt_app, app)
    shown = app.window
    belly = shown.canvas.viewport.to_widget(QPointF(690, 700)).toPoint()
    QCursor.setPos(shown.canvas.mapToGlobal(belly))
    for _ in range(20):
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    shown.actions_table["view.heatmap"].trigger()
    _until(qt_app, lambda: all(overlay.picture is not None for overlay in shown.heatmap.overlays))


SHOTS = (
    Shot("welcome", welcome),
    Shot("empty", empty, size=(1000, 720)),
    Shot("window", window),
    Shot("reading", reading),
    Shot("scan", scan),
    Shot("guide", guide),
    Shot("drawing", drawing),
    Shot("placing", placing),
    Shot("dark", dark),
    Shot("light", light),
    Shot("korean", korean),
    Shot("grid", grid),
    Shot("heatmap", heatmap),
    Shot("looks", looks),
    Shot("scale-150", scaled, size=(1040, 640), scale=1.5),
)


def main(arguments: list[str]) -> int:
    """`arguments`: the folder, and names if not all."""
    folder = Path(arguments[0])
    wanted = arguments[1:] or [shot.name for shot in SHOTS]
    folder.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        if shot.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as home:
            scale = {"QT_SCALE_FACTOR": str(shot.scale)} if shot.scale != 1.0 else {}
            environment = {**os.environ, **scale, "SKETCHART_HOME": home}
            target = folder / f"{shot.name}.png"
            code = "import sys; from tools.screenshots import take; sys.exit(take(*sys.argv[1:]))"
            command = [sys.executable, "-c", code, shot.name, str(target)]
            if subprocess.run(command, env=environment, timeout=LIMIT_S, check=False).returncode:
                print(f"{shot.name} could not be taken", file=sys.stderr)
                return 1
        print(f"{target} {target.stat().st_size / 1000:.0f} kB")
    return 0


def take(name: str, target: str) -> int:
    """One picture, in this process."""
    shot = next(shot for shot in SHOTS if shot.name == name)
    qt_app = QApplication(sys.argv[:1])
    app = App(qt_app)
    app.settings.set("theme", "dark")
    app.window.resize(*shot.size)
    app.window.show()
    app.begin()
    _wait_for(qt_app, app, "empty")  # and for the engine's first, blank picture
    shown = shot.prepare(qt_app, app) or app.window
    qt_app.processEvents()
    # How long this computer took, beside whatever else it does, is no part of the documentation.
    app.window.status_line.show_engine(app.preview.device, 0.0)
    picture = shown.grab()
    path = Path(target)
    picture.save(str(path))
    _shrink(path)
    app.window.hide()
    if not app.end():
        os._exit(0)  # as the program itself does: a render that is still running belongs to nobody
    return 0


def _shrink(path: Path) -> None:
    """Without loss where that is small enough, else with 256 colours."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    image.save(path, optimize=True)
    if path.stat().st_size > LARGEST_BYTES:
        image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG).save(
            path, optimize=True
        )


def _strokes(sample: str) -> list[AddStroke]:
    drawn = read_ora(resources.samples_dir() / f"{sample}.ora").drawing
    assert drawn is not None
    return [operation for operation in drawn.operations if isinstance(operation, AddStroke)]


def _photo(name: str) -> np.ndarray:
    with Image.open(resources.samples_dir() / name) as opened:
        return np.asarray(opened.convert("RGBA"))


def _open(qt_app: QApplication, app: App, sample: str) -> None:
    app.session.open_copy(resources.samples_dir() / f"{sample}.ora")
    _settled(qt_app, app)


def _wait_for(qt_app: QApplication, app: App, state: str) -> None:
    """Let the program run until it has been in that state for a while."""
    ends = time.monotonic() + PATIENCE_S
    quiet_since = time.monotonic()
    while time.monotonic() < ends and time.monotonic() - quiet_since < QUIET_S:
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if app.preview.state != state or not app.preview.device:
            quiet_since = time.monotonic()


def _until(qt_app: QApplication, done: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > ends:
            raise SystemExit("this computer is too busy: what was to be seen did not come")
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _settled(qt_app: QApplication, app: App) -> None:
    app.window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    _wait_for(qt_app, app, "idle")
    if app.preview.state != "idle":
        raise SystemExit("this computer is too busy: the artwork did not come")


def _pen_along(app: App, x: np.ndarray, y: np.ndarray) -> None:
    """Along these canvas points; the pen stays on the paper."""
    places = [app.window.canvas.viewport.to_widget(QPointF(float(a), float(b))) for a, b in zip(x, y, strict=True)]
    send_pen(app, QEvent.Type.TabletPress, places[0], 0.6)
    for place in places[1:]:
        send_pen(app, QEvent.Type.TabletMove, place, 0.6)


def _ghost_stroke(app: App) -> None:
    """What the guide asks for, with a little wobble."""
    points = app.window.first_run.guide.ghost.points()
    wobble = np.random.default_rng(5).normal(0, 1.2, (len(points), 2))
    places = [point + QPointF(*map(float, shift)) for point, shift in zip(points, wobble, strict=True)][::3] + points[
        -1:
    ]
    send_pen(app, QEvent.Type.TabletPress, places[0], 0.6)
    for place in places[1:]:
        send_pen(app, QEvent.Type.TabletMove, place, 0.6)
    send_pen(app, QEvent.Type.TabletRelease, places[-1], 0.0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
