"""From stroke to artwork with fake engines: the newest drawing wins, failures pass, and no work is done for nothing."""

from __future__ import annotations

import threading

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtWidgets import QApplication

from engines.palette import Palette
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.raster.engine_input import engine_input
from sketchart_desktop.workers import adaptive_resolution, live_preview
from tests.fake_engine import FakeEngine, echo
from tests.gui.conftest import BLUE, RED, choices, draw_ring, mouse_stroke, ring

INK = Brush("ink", 8.0)
DAB = Brush("colour", 60.0)


def line(session, y: float = 300.0, brush: Brush = INK, colour=(0, 0, 0), layer: str = "ink") -> None:
    session.begin_stroke(layer, brush, colour=colour, point=(200.0, y, 1.0, 0.0))
    session.extend_stroke([(300.0 + x, y, 1.0, x / 100) for x in range(0, 300, 20)])
    session.finish_stroke()


def settled(bench) -> bool:
    return bench.app.preview.state == "idle"


def test_a_stroke_in_the_window_becomes_artwork(qtbot, bench) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: settled(made))
    artwork = made.app.window.artwork.artwork
    assert artwork is not None
    colour = artwork.pixelColor(artwork.width() // 2, artwork.height() // 2)
    assert (colour.red(), colour.green(), colour.blue()) == RED
    assert artwork.pixelColor(5, 5).alpha() == 0
    assert "up to date" in made.app.window.status_line.text


def test_the_artwork_is_of_the_newest_drawing_after_many_quick_edits(qtbot, bench) -> None:
    made = bench(lambda pack, device: FakeEngine(delay_s=0.01))
    canvas = made.app.window.canvas
    for number in range(140):  # 5 points each: 700 edits
        y = 100 + number * 5
        mouse_stroke(canvas, [canvas.viewport.to_widget(QPointF(x, y)) for x in (100, 300, 500, 700, 900)])
        if number % 10 == 0:
            qtbot.wait(1)
    qtbot.waitUntil(lambda: settled(made) and not made.app.preview._dirty, timeout=20000)
    engine = made.engines[0]
    ids = [r.request_id for r in engine.requests]
    assert ids == sorted(ids)
    assert len(ids) < 400
    last = engine.requests[-1]
    np.testing.assert_array_equal(last.ink, made.app.session.painting.layer_array("ink", (512, 512)))
    shown = made.app.window.artwork.artwork
    assert shown.size().toTuple() == (512, 512)
    expected = echo(last)
    for x, y in ((256, 256), (60, 60), (5, 5)):
        assert shown.pixelColor(x, y).getRgb()[3] == expected[y, x, 3]


def test_an_equal_drawing_is_not_rendered_again(qtbot, bench) -> None:
    made = bench()
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    count = len(made.engines[0].requests)
    made.app.look.changed.emit()
    made.app.session.drawing_changed.emit(made.app.window.canvas.rect())
    qtbot.wait(300)
    assert settled(made)
    assert len(made.engines[0].requests) == count


def test_the_engine_warms_up_on_blank_paper(qtbot, bench) -> None:
    made = bench()
    qtbot.waitUntil(lambda: bool(made.engines) and bool(made.engines[0].results))
    qtbot.wait(20)
    assert made.app.preview.state == "empty"
    assert made.app.window.artwork.artwork is None
    assert made.engines[0].requests[0].ink.shape == (512, 512, 4)
    made.app.session.new(300, 300)
    made.app.session.clear()
    qtbot.waitUntil(lambda: len(made.engines[0].results) == 2)
    assert made.engines[0].requests[1].ink.shape == (300, 300, 4)


def test_undoing_everything_empties_the_artwork(qtbot, bench) -> None:
    made = bench()
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    made.app.session.undo()
    qtbot.waitUntil(lambda: made.app.preview.state == "empty")
    assert made.app.window.artwork.artwork is None
    made.app.session.redo()
    qtbot.waitUntil(lambda: settled(made))
    assert made.app.window.artwork.artwork is not None


def test_a_failed_render_keeps_the_last_artwork_and_the_next_one_works(qtbot, bench, caplog) -> None:
    bad = threading.Event()
    made = bench(lambda pack, device: FakeEngine(fail=lambda r: bad.is_set()))
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    before = made.app.window.artwork.artwork
    bad.set()
    line(made.app.session, 500)
    qtbot.waitUntil(lambda: made.app.preview.state == "failed")
    assert made.app.window.artwork.artwork is before
    assert "told to fail" in made.app.window.status_line.text
    count = len(made.engines[0].requests)
    qtbot.wait(300)
    assert len(made.engines[0].requests) == count, "a failing drawing is tried over and over"
    bad.clear()
    line(made.app.session, 700)
    qtbot.waitUntil(lambda: settled(made))
    assert made.app.window.artwork.artwork is not before


def test_the_hand_does_not_wait_for_a_slow_engine(qtbot, bench) -> None:
    gate = threading.Event()
    made = bench(lambda pack, device: FakeEngine(gate=gate))
    line(made.app.session)
    qtbot.waitUntil(lambda: bool(made.engines) and made.engines[0].started.is_set())
    line(made.app.session, 500)
    line(made.app.session, 700)
    assert made.app.session.painting.layer("ink").pixelColor(300, 700).alpha() > 200
    assert made.app.preview.state == "working"
    gate.set()
    qtbot.waitUntil(lambda: settled(made) and not made.app.preview._dirty)
    ids = [r.request_id for r in made.engines[0].requests]
    assert len(ids) == 2, "what came up meanwhile is rendered once"


def test_a_style_of_another_pack_chosen_while_rendering(qtbot, bench) -> None:
    gate = threading.Event()

    def make(pack: object, device: str) -> FakeEngine:
        return FakeEngine(gate=gate if pack == "one on disk" else None, device=str(pack))

    made = bench(make, choices("soft", pack="one") + choices("paper", pack="two"))
    line(made.app.session)
    qtbot.waitUntil(lambda: bool(made.engines) and made.engines[0].started.is_set())
    made.app.look.choose("two/paper")
    assert made.app.preview.state == "stale"
    gate.set()
    qtbot.waitUntil(lambda: settled(made))
    assert made.app.preview.device == "two on disk"
    assert made.engines[0].closed
    assert len(made.engines[1].requests) == 1


def test_styles_of_one_pack_share_their_engine_and_blend(qtbot, bench) -> None:
    made = bench()
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    made.app.look.choose("pack/flat")
    qtbot.waitUntil(lambda: made.engines[0].requests[-1].style_weights == (0.0, 1.0))
    assert made.engines[0].requests[-1].keep_lines == 0.25
    made.app.look.set_blend(0.25)
    qtbot.waitUntil(lambda: made.engines[0].requests[-1].style_weights == (0.25, 0.75))
    assert len(made.engines) == 1


def test_pause_stops_and_resume_catches_up(qtbot, bench) -> None:
    made = bench()
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    made.app.preview.set_paused(True)
    qtbot.waitUntil(lambda: made.app.preview.state == "paused")
    count = len(made.engines[0].requests)
    line(made.app.session, 600)
    qtbot.wait(100)
    assert len(made.engines[0].requests) == count
    made.app.preview.set_paused(False)
    qtbot.waitUntil(lambda: settled(made))
    assert len(made.engines[0].requests) == count + 1


def test_dabs_lead_the_palette_unless_it_is_locked(qtbot, bench) -> None:
    made = bench()
    line(made.app.session, 500, DAB, (30, 200, 60), "colour")
    before = made.app.look.values.palette.colours

    def led(palette: Palette) -> bool:
        """The dab is in it, and the palette's main colour keeps its place for what has no dab."""
        return (30, 200, 60) in palette.colours and palette.colours[0] == before[0]

    qtbot.waitUntil(lambda: settled(made) and led(made.engines[0].requests[-1].palette))
    assert led(made.app.look.shown_palette)
    made.app.look.set_palette(Palette.of((BLUE,)))
    made.app.look.note_shown_palette(Palette.of((BLUE,)))
    made.app.look.set_locked(True)
    qtbot.waitUntil(lambda: made.engines[0].requests[-1].palette.colours == (BLUE,))


def test_a_slow_engine_paints_smaller_while_the_pen_moves_and_full_when_it_rests(qtbot, bench, monkeypatch) -> None:
    monkeypatch.setattr(adaptive_resolution, "LIVE_BUDGET_MS", 5.0)
    made = bench(lambda pack, device: FakeEngine(delay_s=0.03))
    session = made.app.session
    for y in (300, 400):  # the first render of a size is not measured
        line(session, y)
        qtbot.waitUntil(lambda: settled(made) and not made.app.preview._dirty)
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(100.0, 700.0, 1.0, 0.0))
    for x in range(110, 600, 10):
        session.extend_stroke([(float(x), 700.0, 1.0, 0.1)])
        qtbot.wait(2)
    small = [r.ink.shape[1] for r in made.engines[0].requests]
    assert min(small) < 512
    assert min(small) >= adaptive_resolution.SMALLEST_SIZE_PX
    qtbot.waitUntil(lambda: made.engines[0].requests[-1].ink.shape[1] == 512)  # still down, but at rest
    session.finish_stroke()
    qtbot.waitUntil(lambda: settled(made) and made.engines[0].requests[-1].ink.shape[1] == 512)


def test_the_working_size_keeps_the_shape_of_the_canvas(qtbot, bench) -> None:
    made = bench()
    made.app.session.new(800, 1600)
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    assert made.engines[0].requests[-1].ink.shape == (512, 256, 4)
    assert made.app.window.artwork.sheet.toTuple() == (800, 1600)


def test_export_is_painted_at_its_own_size_and_the_preview_goes_on(qtbot, bench) -> None:
    made = bench()
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    with qtbot.waitSignal(made.app.preview.export_ready) as export:
        made.app.preview.request_export(1024, 1024)
    assert export.args[0].image.shape == (1024, 1024, 4)
    assert made.app.window.artwork.artwork.width() == 512
    line(made.app.session, 800)
    qtbot.waitUntil(lambda: settled(made) and not made.app.preview._dirty)
    assert made.engines[0].requests[-1].ink.shape[1] == 512


def test_export_without_an_engine_says_so(qtbot, bench) -> None:
    made = bench(styles=())
    with qtbot.waitSignal(made.app.preview.export_failed) as failure:
        made.app.preview.request_export(512, 512)
    assert "style" in failure.args[0]


def test_a_device_that_does_not_open_is_told_and_another_can_be_chosen(qtbot, bench, caplog) -> None:
    def make(pack: object, device: str) -> FakeEngine:
        if device == "cuda":
            raise RuntimeError("no such GPU")
        return FakeEngine(device=device)

    made = bench(make)
    line(made.app.session)
    qtbot.waitUntil(lambda: settled(made))
    made.app.preview.set_device("cuda")
    qtbot.waitUntil(lambda: made.app.preview.state == "failed")
    assert "no such GPU" in made.app.window.status_line.text
    made.app.preview.set_device("cpu")
    qtbot.waitUntil(lambda: settled(made))
    assert made.app.preview.device == "cpu"


def test_while_no_engine_is_open_a_stroke_composes_nothing(qtbot, bench, monkeypatch) -> None:
    composed = []

    def counted(painting, size):
        composed.append(size)
        return engine_input(painting, size)

    gate = threading.Event()

    def make(pack: object, device: str) -> FakeEngine:
        gate.wait(20)
        return FakeEngine(device=device)

    made = bench(make)
    qtbot.waitUntil(lambda: made.app.preview.state == "empty")
    monkeypatch.setattr(live_preview, "engine_input", counted)
    session = made.app.session
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(200.0, 300.0, 1.0, 0.0))
    for x in range(210, 400, 10):
        session.extend_stroke([(float(x), 300.0, 1.0, 0.1)])
        qtbot.wait(1)
    assert made.app.preview.state == "stale"
    assert not composed, "the hand waited for a request that nobody could paint"
    session.finish_stroke()
    gate.set()
    qtbot.waitUntil(lambda: settled(made))
    assert composed
    np.testing.assert_array_equal(made.engines[0].requests[-1].ink, session.painting.layer_array("ink", (512, 512)))


def test_closing_while_rendering_ends_in_two_seconds(qtbot, bench) -> None:
    gate = threading.Event()
    made = bench(lambda pack, device: FakeEngine(gate=gate))
    draw_ring(made)
    qtbot.waitUntil(lambda: bool(made.engines) and made.engines[0].started.is_set())
    threading.Timer(0.5, gate.set).start()
    assert made.app.end()
    QApplication.processEvents()


def test_a_ring_is_drawn_whole(bench) -> None:
    made = bench(begin=False)
    draw_ring(made, radius=300)
    ink = made.app.session.painting.layer("ink")
    for x, y in ring(512, 512, 300, 16):
        assert ink.pixelColor(int(x), int(y)).alpha() > 100


class Paints(QObject):
    """Notes which of its widgets are painted."""

    def __init__(self, **widgets) -> None:
        super().__init__()
        self.order: list[str] = []
        self._names = {widget: name for name, widget in widgets.items()}
        for widget in widgets.values():
            widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.order.append(self._names[watched])
        return False


def test_ink_that_waits_to_be_painted_comes_before_the_next_request(qtbot, bench) -> None:
    made = bench(lambda pack, device: FakeEngine(gate=threading.Event()))
    session, preview, canvas = made.app.session, made.app.preview, made.app.window.canvas
    qtbot.waitUntil(lambda: bool(made.engines))
    engine = made.engines[0]
    engine.gate.set()
    line(session)
    qtbot.waitUntil(lambda: settled(made))
    engine.gate.clear()
    engine.started.clear()
    line(session, 350.0)
    qtbot.waitUntil(engine.started.is_set)
    qtbot.wait(50)
    paints = Paints(canvas=canvas, artwork=made.app.window.artwork)
    order = paints.order
    preview.artwork_ready.connect(lambda _result: order.append("ready"))
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(200.0, 500.0, 1.0, 0.0))
    session.extend_stroke([(500.0, 500.0, 1.0, 0.1)])
    engine.gate.set()
    made.app.inference._jobs.close()
    made.app.inference.wait(10_000)  # its result is posted by now, and nobody has looked at it
    qtbot.waitUntil(lambda: "artwork" in order)
    assert order[:3] == ["canvas", "ready", "artwork"]


def test_the_artwork_is_not_painted_in_one_go_with_the_ink(qtbot, bench) -> None:
    made = bench()
    window = made.app.window
    draw_ring(made)
    qtbot.waitUntil(lambda: settled(made))
    qtbot.wait(50)
    paints = Paints(canvas=window.canvas, artwork=window.artwork)
    window.artwork.set_artwork(np.zeros((64, 64, 4), np.uint8))
    window.canvas.update()
    QApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)
    assert paints.order == ["canvas"]
    qtbot.waitUntil(lambda: paints.order == ["canvas", "artwork"])


def test_between_two_renders_of_one_stroke_the_window_is_told_of_no_rest(qtbot, bench) -> None:
    made = bench(lambda pack, device: FakeEngine(delay_s=0.02))
    session, preview, states = made.app.session, made.app.preview, []
    preview.state_changed.connect(states.append)
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(100.0, 500.0, 1.0, 0.0))
    for x in range(110, 700, 4):
        session.extend_stroke([(float(x), 500.0, 1.0, x / 1000)])
        qtbot.wait(2)
    session.finish_stroke()
    qtbot.waitUntil(lambda: settled(made) and not preview._dirty)
    assert len(made.engines[0].requests) > 5
    assert states.count("idle") <= 2  # at the end, small and then at full size
