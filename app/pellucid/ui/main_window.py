"""The main window: shows a photo in its parts, tells requests as signals and takes facts as calls.

It knows no worker and no engine; `wires.connect_rooms` connects it. What it does itself is only about showing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.frame import Frame
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.action_wiring import connect_actions, connect_requests
from pellucid.ui.exporting import Exporting
from pellucid.ui.eye_control import EyeControl, swap_message
from pellucid.ui.frame_fit import FrameFit
from pellucid.ui.jobs import OPEN
from pellucid.ui.looks_control import LooksControl
from pellucid.ui.panel.operation_panel import FOLDED_AT_FIRST
from pellucid.ui.window_parts import WindowParts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.document.sidecar import Sidecar


class MainWindow(WindowParts):
    """The window of one photo.

    Signals (requests):
        open_requested(Path): open this photo; of several that were dropped, the first.
        export_requested(Path, ExportOptions): export to this target.
        save_requested(): do not wait any longer with saving the edits.
        cancel_requested(str): stop the job `open`, `render`, `export` or `teach`.
        view_changed(Viewport): what a pane shows now, in device pixels; at most once a turn of the event loop.
        overlay_requested(str, str): show this map of this operation; both empty for none.
        clipping_requested(bool): tell clipped pixels, or no more.
        closing(): the window goes; workers are to be stopped.
    """

    open_requested = Signal(object)
    export_requested = Signal(object, object)
    save_requested = Signal()
    cancel_requested = Signal(str)
    view_changed = Signal(object)
    overlay_requested = Signal(str, str)
    clipping_requested = Signal(bool)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_laid_out = False
        self._is_leaving = False
        self.eyes = EyeControl(self.commands, self.status, self.settings, self.show_frame, self)
        self.exporting = Exporting(self.settings, self.eyes, self.exports.is_taken, self)
        self.looks = LooksControl(self.session, self.dock.operations, self.settings, lambda: self._is_laid_out, self)
        self._connect_parts()
        connect_actions(self)
        connect_requests(self)
        self.settings.restore_place(self)
        self._show_nothing()
        FrameFit(self)
        self.dock.operations.fold(self.settings.folded(FOLDED_AT_FIRST))

    @property
    def facts(self) -> PhotoFacts | None:
        """Facts of the open photo; None where there is none, or but a quick preview of the next one."""
        return self.session.photo.facts if self._is_laid_out else None

    @property
    def is_settled(self) -> bool:
        """True where no photo is opened, no job runs, no slider is moved, and the newest frame is on the screen."""
        return self.jobs.is_idle and not self.dock.operations.is_changing and self.workspace.is_settled

    def show_loading(self, path: Path) -> None:
        """A photo is being opened; the one before stays until there is something to be seen of the new one."""
        self.opener.note_opened(path)
        self.strip.note_opened(path)
        self.workspace.show_loading(path.name)

    def show_first_look(self, path: Path, pixels: "NDArray[np.uint8]", full_size: Size) -> None:
        """Show a reduced picture, `(h, w, 3 or 4)` uint8 sRGB, until frames come; nothing can be edited before that."""
        self.setWindowTitle(f"{path.name}[*] – Pellucid")
        self.workspace.show_photo()
        self.canvas.show_first_look(pixels, full_size)  # painted at once: the panel takes as long, and waits for it
        self._set_facts(None)

    def show_photo(self, facts: PhotoFacts, *edits: "Sidecar | None") -> None:
        """A photo is open, with its saved edits and those that could not be saved; see `Session.load`."""
        self.opener.note_opened(facts.path)
        self.strip.note_opened(facts.path)
        self.settings.add_recent(facts.path)
        if self._is_laid_out:
            # The pixels of the photo before must not stand under the name of this one.
            self.canvas.clear()
        self._lay_out(facts)
        self.session.load(facts, *edits)
        if facts.warnings:
            self.workspace.show_message(" ".join(facts.warnings))

    def show_swapped(self, facts: PhotoFacts) -> None:
        """The eyes of the open pair have changed places; its edits and its view stay."""
        self.session.photo.facts = facts
        self.setWindowTitle(f"{facts.path.name}[*] – Pellucid")
        self.exporting.set_photo(facts)
        self.status.show_photo(facts)
        self.eyes.set_photo(facts)
        self.workspace.show_message(swap_message(facts))

    def show_frame(self, frame: Frame) -> None:
        """Show what the render thread made; a frame of another photo is dropped."""
        if self.facts is None or not self.facts.is_seen_in(frame.photo):
            return
        self.canvas.show_frame(frame)
        self.maps.note_overlay(frame.overlay)
        self.dock.histogram.show_histogram(frame.histogram, self.canvas.exactness())
        self.status.show_exactness(self.canvas.exactness(), self.canvas.note())

    def show_progress(self, job: str, text: str, share: float | None, remaining_s: float | None) -> None:
        """Take a report on a job; see `JobBoard.show_progress`."""
        self.jobs.show_progress(job, text, share, remaining_s)

    def show_done(self, job: str) -> None:
        """A job is over."""
        self.jobs.show_done(job)

    def show_failed(self, job: str, error: UserFacingError) -> None:
        """Say calmly what went wrong."""
        self.jobs.show_done(job)
        if job == OPEN:
            self.workspace.end_loading()
            former = self.session.photo.facts
            if former is None:
                self._show_nothing()
            elif not self._is_laid_out:
                self.canvas.clear()  # of the quick preview of what does not open
                self._lay_out(former)
        self.workspace.show_error(error.sentence)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 -- Qt's name
        """Ask about exports that are not finished, then go; edits are saved by themselves."""
        if not self._is_leaving and not self.exports.may_leave():
            event.ignore()
            self.exports.shut_down(self._close_for_good)
            return
        self.settings.keep_place(self)
        self.settings.set_folded(self.dock.operations.folded)
        self.canvas.release()
        event.accept()
        self.closing.emit()

    def _connect_parts(self) -> None:
        self.opener.chosen.connect(self._on_photos_chosen)
        self.canvas.view_changed.connect(self._on_view_changed)
        self.session.edit_changed.connect(self._on_edit_changed)
        self.session.history_changed.connect(self._on_history_changed)
        self.session.saved_changed.connect(lambda: self.setWindowModified(not self.session.is_clean))
        panel = self.dock.operations
        self.canvas.keep_surface_while(lambda: panel.is_changing)
        panel.parameters_edited.connect(self.session.edit_parameters)
        panel.enabled_edited.connect(self.session.set_enabled)
        panel.reset_requested.connect(self.session.reset)
        self.dock.source.choices_edited.connect(self.session.choose_source)
        self.dock.history.jump_requested.connect(self.session.jump)

    def _set_facts(self, facts: PhotoFacts | None) -> None:
        self._is_laid_out = facts is not None
        self.maps.hide()
        self.status.clear()
        for part in (self.exporting, *self.parts_of_photo):
            part.set_photo(facts)
        self.commands.set_has_photo(facts is not None, facts is not None and facts.stereo is not None)
        self.eyes.set_photo(facts)

    def _lay_out(self, facts: PhotoFacts) -> None:
        self.setWindowTitle(f"{facts.path.name}[*] – Pellucid")
        self._set_facts(facts)
        self.workspace.show_photo()
        self.canvas.set_photo(facts.size)
        self.status.show_photo(facts)

    def _show_nothing(self) -> None:
        self._set_facts(None)
        self.session.load(None)
        self.workspace.start_page.show_recent(self.settings.recent())
        self.workspace.show_empty()
        self.setWindowTitle("Pellucid[*]")

    def _close_for_good(self) -> None:
        self._is_leaving = True
        self.close()

    def _on_photos_chosen(self, paths: tuple[Path, ...]) -> None:
        if len(paths) > 1:
            self.strip.show_photos(paths)
        self.open_requested.emit(paths[0])

    def _on_edit_changed(self, edit: Edit, _dragging: bool) -> None:
        self.dock.operations.show_edit(edit, self.session.target)
        self.crop.follow(edit)
        self.dock.source.show_choices(edit.source)
        self.setWindowModified(not self.session.is_clean)

    def _on_history_changed(self) -> None:
        session = self.session
        self.dock.history.show_entries(session.entries if self._is_laid_out else (), session.position)
        self.setWindowModified(not session.is_clean)
        self.commands.set_history(session.undo_label, session.redo_label)

    def _on_view_changed(self, view: Viewport) -> None:
        self.status.show_zoom(view.zoom)
        if self._is_laid_out:
            self.status.show_exactness(self.canvas.exactness(), self.canvas.note())
        self.view_changed.emit(view)
