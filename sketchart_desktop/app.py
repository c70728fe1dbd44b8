"""Builds every long-lived object, connects them, and runs the window. The only place where ui and workers meet."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import resources
from engines.api import Engine, RenderResult
from engines.devices import Device
from sketchart_desktop.document.pressure import PRESETS, PressureCurve
from sketchart_desktop.files.gallery import Gallery
from sketchart_desktop.preferences import options, paths
from sketchart_desktop.preferences.recent_files import RecentFiles
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.preferences.settings_binding import SettingsBinding
from sketchart_desktop.preferences.shortcuts import ShortcutStore
from sketchart_desktop.preferences.window_layout import WindowLayout
from sketchart_desktop.scheduling.thread_priority import come_first, shorten_pauses
from sketchart_desktop.session.drawing_name import DrawingName
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.session.preview_state import PreviewState
from sketchart_desktop.session.session import Session
from sketchart_desktop.session.teaching import Teaching
from sketchart_desktop.styling.look import Look, StyleChoice
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.brushes import BrushStore
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.files.recovery import Recovery
from sketchart_desktop.ui.preferences.settings import SettingsDialog
from sketchart_desktop.ui.tablet.dialog import PenDialog
from sketchart_desktop.ui.teaching.at_hand import AtHand
from sketchart_desktop.ui.teaching.page import TeachPage
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.choice import Choice
from sketchart_desktop.ui.widgets.error_messages import translated
from sketchart_desktop.ui.widgets.theme import apply_theme
from sketchart_desktop.ui.window.chosen_settings import ChosenSettings
from sketchart_desktop.ui.window.language import Language
from sketchart_desktop.ui.window.main_window import MainWindow
from sketchart_desktop.workers.engine_factory import EngineFactory
from sketchart_desktop.workers.file_thread import FileThread
from sketchart_desktop.workers.heatmap_tracer import HeatmapTracer
from sketchart_desktop.workers.import_thread import StyleImport
from sketchart_desktop.workers.inference_thread import InferenceThread
from sketchart_desktop.workers.live_grid import LiveGrid
from sketchart_desktop.workers.live_naming import Classify, LiveNaming, shipped_classify
from sketchart_desktop.workers.live_preview import LivePreview
from sketchart_desktop.workers.look_thumbnails import LookThumbnails
from sketchart_desktop.workers.style_scan import StyleScan
from sketchart_desktop.workers.trainer_thread import TrainerThread

LOG = logging.getLogger(__name__)
BYTES_PER_MB = 1 << 20


class App(QObject):
    """All long-lived objects of the running program, and the slots that join workers to widgets."""

    def __init__(
        self,
        qt_app: QApplication,
        *,
        engine_factory: Callable[[object, str], Engine] | None = None,
        choices: tuple[StyleChoice, ...] | None = None,
        make_classify: Callable[[], Classify] = shipped_classify,
    ) -> None:
        super().__init__()
        self._qt_app = qt_app
        self._language = Language(qt_app, self)
        self.settings = Settings()
        self._language.use(self.settings.get(options.LANGUAGE))
        tones = apply_theme(qt_app, self.settings.get(options.THEME))
        self.session = Session(*self._new_size(), journal_folder=paths.journal_dir(), parent=self)
        self.brushes = BrushStore(paths.config_dir() / "brushes.json")
        self.toolbox = ToolBox(self, brushes=self.brushes.read())
        self.look = Look(self)
        self.palettes = PaletteLibrary(paths.palettes_dir(), self.look, self)
        self.recent = RecentFiles(paths.state_dir() / "recent.json", self)
        self._engine_factory = EngineFactory(paths.cache_dir(), self.session.interpreter_gate.give_way_for_good)
        self.inference = InferenceThread(
            engine_factory or self._engine_factory, self, interpreter_gate=self.session.interpreter_gate
        )
        self.gallery = Gallery(paths.gallery_dir(), paths.training_dir(), self)
        self.drawings = OpenDrawings(self.session, self)
        self.teaching = Teaching(paths.teaching_dir(), self)
        self.preview = LivePreview(self.session, self.look, self.inference, self)
        self.grid = LiveGrid(self.session, self.look, self.inference, self)
        self.trace = HeatmapTracer(self.preview, self.inference, self)
        self.look_thumbnails = LookThumbnails(self.preview, self.inference, self)
        self.drawing_name = DrawingName(self.drawings, self)
        self.naming = LiveNaming(self.session, self, make=make_classify)
        self.window = MainWindow(
            self.drawings,
            self.look,
            self.toolbox,
            recent=self.recent,
            palettes=self.palettes,
            gallery=self.gallery,
            name=self.drawing_name,
            shortcuts=ShortcutStore(paths.config_dir() / "shortcuts.json"),
            layout=WindowLayout(paths.state_dir() / "window.json"),
        )
        self.files = FileThread(self)
        self.recovery = Recovery(self.session, self.window.files, self.window)
        self.scan = StyleScan(resources.styles_dir(), paths.styles_dir(), self)
        self.style_import = StyleImport(resources.styles_dir(), paths.styles_dir(), self)
        self.trainer = TrainerThread(self.teaching, self)
        self._given_choices = choices
        self._settings_dialog: SettingsDialog | None = None
        self._pen_dialog: PenDialog | None = None
        self._devices: tuple[Device, ...] = ()
        self._problems: tuple[str, ...] = ()
        self._looked = self._had_engine = False
        self._wanted_style = ""
        self._connect()
        self.window.set_tones(tones)
        qt_app.setWindowIcon(app_icon())

    def begin(self) -> None:
        """Start the threads: call it once the window is on screen."""
        come_first()
        self.inference.start()
        self._find_devices()
        if self._given_choices is not None:
            self._styles_found(self._given_choices, ())
        else:
            self.scan.start()

    def end(self) -> bool:
        """Stop the threads, files last written; False when an engine is so busy that it was left behind."""
        self._keep_brushes()
        self.files.stop()
        self.drawings.close_all()
        self.style_import.stop()
        self.trainer.stop()
        self.scan.wait(2000)
        named = self.naming.stop()
        return self.inference.stop() and named

    @Slot(str)
    def _style_installed(self, key: str) -> None:
        """Look again; the new style is then chosen."""
        self.settings.set(options.STYLE, key)
        self._wanted_style = key
        self.scan.wait(2000)
        self.scan.start()

    @Slot(object, object)
    def _styles_found(self, choices: tuple[StyleChoice, ...], problems: tuple[str, ...]) -> None:
        self._looked = True
        self._problems = problems
        for problem in problems:
            LOG.warning("style not used: %s", problem)
        self.look.set_entries(choices, preferred=self.settings.get(options.STYLE))
        if self._wanted_style:
            self.look.choose(self._wanted_style)
            self._wanted_style = ""
        self._show_state()
        shorten_pauses()

    @Slot(object)
    def _artwork_ready(self, result: RenderResult) -> None:
        self.window.show_artwork(result)  # and no word of it: while one draws, the status line takes as long to paint

    @Slot(str)
    def _engine_ready(self, _device: str) -> None:
        if not self._had_engine:
            self._had_engine = True
            shorten_pauses()  # what the first one imported is here to stay too

    @Slot(object)
    def _export_ready(self, result: RenderResult) -> None:
        self.window.files.export_arrived(result.image)

    @Slot(object)
    def _export_failed(self, reason: str) -> None:
        self.window.files.export_failed(reason)

    @Slot()
    def _show_state(self) -> None:
        preview, window = self.preview, self.window
        state = preview.state
        reason = preview.reason
        if self._looked and not self.look.entries:
            state, reason = PreviewState.NO_STYLE, ""
            text = "\n".join(map(translated, self._problems)) or self.tr(
                "You can draw, save and open. Put a style pack into {0}."
            ).format(paths.styles_dir())
            window.artwork.set_message(self.tr("No style to paint with yet"), text, "warning")
        elif state is PreviewState.FAILED:
            window.artwork.set_message(self.tr("Painting failed"), reason, "warning")
        elif state is PreviewState.STALE:
            window.artwork.set_message(self.tr("Getting ready to paint…"), "", "app")
        else:
            window.artwork.set_message(self.tr("Your artwork appears here"), self.tr("It follows every stroke."), "art")
        window.show_state(state, reason, device=preview.device, elapsed_ms=preview.elapsed_ms)

    def _bind_settings(self) -> None:
        """What each setting does. The first two are needed before the window, the style is known after the scan."""
        binding, toolbox, window = SettingsBinding(self.settings, self), self.toolbox, self.window
        binding.bind(options.LANGUAGE, self._use_language, at_start=False)
        binding.bind(options.THEME, self._use_theme, at_start=False)
        binding.bind(options.SHOW_WELCOME, window.first_run.page.show_at_start)
        binding.bind(options.CANVAS_WIDTH_PX, self._use_new_size)
        binding.bind(options.CANVAS_HEIGHT_PX, self._use_new_size)
        binding.bind(options.SMOOTHING_PX, lambda px: toolbox.set_steadiness(reach_px=px))
        binding.bind(options.STEADY_SAMPLES, lambda samples: toolbox.set_steadiness(samples=samples))
        binding.bind(options.SNAP_SHAPES, toolbox.set_snaps_shapes)
        binding.bind(options.FILL_GAP_PX, lambda px: toolbox.set_fill_gap(float(px)))
        binding.bind(options.NAME_DRAWINGS, self._use_naming)
        binding.bind(options.UNDO_MEMORY_MB, lambda mb: self.session.set_undo_budget(mb * BYTES_PER_MB))
        binding.bind(options.PRESSURE_SIZE, toolbox.set_pressure_size)
        binding.bind(options.PRESSURE_OPACITY, toolbox.set_pressure_opacity)
        binding.bind(options.PRESSURE_CURVE, self._use_pressure_curve)
        binding.bind(options.DEVICE, self._use_device)
        binding.bind(options.WORKING_SIZE_PX, self.preview.set_working_size)
        binding.bind(options.PRECISION, self._use_precision)
        binding.bind(options.PAINTING_THREADS, self._use_threads)
        binding.bind(options.STYLE, self.look.choose, at_start=False)
        binding.bind(options.TEACH_KEPT, self.gallery.set_teaches)
        binding.bind(options.PALETTE_LOCKED, self._use_palette_lock)
        binding.begin()

    def _use_language(self, language: str) -> None:
        self._language.use(language)
        self._show_menu_choices()
        self._show_state()

    def _use_theme(self, _theme: str) -> None:
        self._dress()
        self._show_menu_choices()

    def _use_new_size(self, _side_px: int) -> None:
        self.window.files.new_size = self._new_size()

    def _use_naming(self, wanted: bool) -> None:
        self.naming.set_on(wanted)
        self.window.name_line.setVisible(wanted)

    def _use_pressure_curve(self, text: str) -> None:
        self.toolbox.pressure_curve = PressureCurve.read(text)

    def _use_device(self, device: str) -> None:
        self.preview.set_device(device)
        self.grid.set_device(device)
        self._show_menu_choices()

    def _use_precision(self, precision: str) -> None:
        self._engine_factory.precision = precision
        self.preview.reopen()

    def _use_threads(self, threads: int) -> None:
        self._engine_factory.threads = threads
        self.preview.reopen()

    def _use_palette_lock(self, locked: bool) -> None:
        if locked != self.look.values.locked:
            self.look.set_locked(locked)

    @Slot()
    def _open_settings(self) -> None:
        if self._settings_dialog is None:
            at_hand = AtHand(self.gallery, self.drawings, self.look, self.teaching, lambda: self._language.code)
            page = TeachPage(self.teaching, self.drawings, at_hand)
            self._settings_dialog = SettingsDialog(self.settings, self._choices, self.window, more={"training": page})
        self._settings_dialog.open_fresh()

    @Slot()
    def _system_theme_changed(self) -> None:
        if self.settings.get(options.THEME) == "system":
            self._dress()

    def _connect(self) -> None:
        preview, window = self.preview, self.window
        jobs = window.files.jobs
        jobs.job_requested.connect(self.files.submit)
        self.files.done.connect(jobs.job_done)
        self.files.failed.connect(jobs.job_failed)
        self.files.progressed.connect(jobs.job_progressed)
        self.drawings.switching.connect(preview.leave_drawing)
        self.scan.found.connect(self._styles_found)
        styles = window.styles
        styles.import_requested.connect(self.style_import.begin)
        styles.stop_requested.connect(self.style_import.stop)
        self.style_import.found.connect(styles.show_found)
        self.style_import.progressed.connect(styles.show_progress)
        self.style_import.failed.connect(styles.show_failed)
        self.style_import.taken.connect(styles.ask_taken)
        self.style_import.installed.connect(styles.show_installed)
        self.style_import.installed.connect(self._style_installed)
        self.teaching.install_requested.connect(self.style_import.begin)
        self.style_import.installed.connect(self.teaching.style_installed)
        self.style_import.failed.connect(self.teaching.install_failed)
        self.inference.engine_ready.connect(self._engine_ready)
        preview.artwork_ready.connect(self._artwork_ready)
        preview.artwork_emptied.connect(window.empty_artwork)
        preview.state_changed.connect(self._show_state)
        preview.export_ready.connect(self._export_ready)
        preview.export_failed.connect(self._export_failed)
        self._connect_grid()
        self.naming.figures_found.connect(self.drawing_name.show_figures)
        self.drawing_name.changed.connect(self._name_changed)
        self.naming.failed.connect(window.show_message)
        self.palettes.message.connect(window.show_message)
        window.pause_requested.connect(preview.set_paused)
        window.files.export_requested.connect(preview.request_export)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        window.settings_requested.connect(self._open_settings)
        window.actions_table["aid.pen"].triggered.connect(self._open_pen)
        window.first_run.recovery_requested.connect(self.recovery.begin)
        window.recovery_requested.connect(self.recovery.search)
        self._bind_settings()
        self._chosen = ChosenSettings(self.settings, window, look=self.look, toolbox=self.toolbox, parent=self)
        self.toolbox.tool_changed.connect(self._keep_brushes)
        self._show_menu_choices()
        self._show_state()

    def _connect_grid(self) -> None:
        mode, pane = self.window.grid, self.window.grid.pane
        pane.cells_changed.connect(self.grid.show_cells)
        mode.toggled.connect(self.preview.set_patient)
        self.grid.cell_ready.connect(self._cell_ready)
        self.grid.cell_failed.connect(pane.show_reason)
        self.grid.emptied.connect(pane.empty)
        self.look_thumbnails.thumbnail_ready.connect(self.window.style_panel.looks.show_thumbnail)
        self.window.heatmap.wanted.connect(self.trace.set_on)
        self.trace.heatmap_ready.connect(self.window.heatmap.show_heatmap)
        self.trace.heatmap_failed.connect(self.window.heatmap.show_reason)
        self.trace.heatmap_cleared.connect(self.window.heatmap.clear)

    @Slot()
    def _name_changed(self) -> None:
        self.look.set_called(self.drawing_name.chosen)

    @Slot(str, object)
    def _cell_ready(self, key: str, result: RenderResult) -> None:
        self.window.grid.pane.show_picture(key, result.image)

    def _dress(self) -> None:
        tones = apply_theme(self._qt_app, self.settings.get(options.THEME))
        self.window.set_tones(tones)

    def _show_menu_choices(self) -> None:
        menus, theme = self.window.menus, self.settings.get(options.THEME)
        menus.show_choices(theme=theme, language=self._language.code)
        if self._devices:
            menus.show_devices(self._choices("device"), self.settings.get(options.DEVICE))

    def _choices(self, key: str) -> tuple[Choice, ...]:
        """What can be chosen for a setting whose choices are known only now."""
        if key == "style":
            return tuple((e.key, e.name(self._language.code), "") for e in self.look.entries)
        if key != "device":
            return self._curve_choices() if key == "pressure_curve" else ()
        names = {
            "auto": self.tr("Automatic"),
            "cpu": self.tr("CPU (OpenVINO)"),
            "cuda": self.tr("NVIDIA GPU"),
            "mps": self.tr("Apple GPU"),
            "torch-cpu": self.tr("CPU (torch)"),
        }
        return tuple((d.id, names.get(d.id, d.label), d.reason) for d in self._devices)

    def _curve_choices(self) -> tuple[Choice, ...]:
        words = {"soft": self.tr("Soft"), "linear": self.tr("Even"), "firm": self.tr("Firm")}
        known = tuple((curve.text(), words[name], "") for name, curve in PRESETS.items())
        now = self.settings.get(options.PRESSURE_CURVE)
        return known if any(now == text for text, _, _ in known) else (*known, (now, self.tr("My own"), ""))

    @Slot()
    def _open_pen(self) -> None:
        tones = self.window.canvas.tones
        self._pen_dialog = self._pen_dialog or PenDialog(self.settings, tones, self.window)
        self._pen_dialog.set_tones(tones)
        self._pen_dialog.open_fresh()

    def _find_devices(self) -> None:
        # Not at import: looking for GPUs is no part of showing the window.
        from engines import devices

        self._devices = devices.available()
        self._show_menu_choices()

    @Slot()
    def _keep_brushes(self) -> None:
        """Each brush's size, opacity and hardness outlive the program; written when another tool is taken in hand."""
        self.brushes.write(self.toolbox.own_brushes)

    def _new_size(self) -> tuple[int, int]:
        """Of a new drawing: width and height in pixels."""
        return self.settings.get(options.CANVAS_WIDTH_PX), self.settings.get(options.CANVAS_HEIGHT_PX)


def app_icon() -> QIcon:
    return icons.tinted("app", "#3f70d8")
