"""The window, the workers, and every wire between rooms; `editor` makes them.

Order of the end: the window has closed, edits are kept for recovery, workers are cancelled and waited for.
"""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.atomic import discard_unfinished
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.errors import PellucidError, UserFacingError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.main_window import MainWindow
from pellucid.workers.export_worker import ExportJob, ExportWorker
from pellucid.workers.load_worker import LoadJob, LoadWorker
from pellucid.workers.look_worker import LookWorker
from pellucid.workers.photo_reference import PhotoReference
from pellucid.workers.render_scheduler import RenderScheduler
from pellucid.workers.render_worker import RenderWorker
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import STOP_WAIT_MS

if TYPE_CHECKING:
    from pellucid.io.documents import Document

log = logging.getLogger("pellucid.application")

AUTOSAVE_MS = 10_000
RECOVERED = "Edits that were not saved last time are back. Undo takes them away."

DECODERS_DELAY_MS, TORCH_DELAY_MS = 50, 300
"""Importing them holds the interpreter for long stretches; the window's first moments come before it."""


class Application(QObject):
    """The window, the workers, and the photo they share.

    Args:
        window: the editor's window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        engine = SharedEngine()
        self.loader, self.renderer = LoadWorker(), RenderWorker(engine)
        self.exporter, self.teacher = ExportWorker(engine), LookWorker()
        self._workers = (self.loader, self.renderer, self.exporter, self.teacher)
        self.scheduler = RenderScheduler(self.renderer)
        self._revision = 0
        self._kept = EditStack()
        self._autosave = QTimer(self, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self.keep_edits)

    def start(self, start: EditorStart) -> None:
        """Start the threads, those that import torch last, so that the new window answers meanwhile; open photos."""
        self._autosave.start()
        QTimer.singleShot(DECODERS_DELAY_MS, self, lambda: self.loader.start())  # noqa: PLW0108 -- else Qt drops it
        QTimer.singleShot(TORCH_DELAY_MS, self._start_torch_users)
        self.open_all(start)

    def open_all(self, start: EditorStart) -> None:
        """Open what a start names; nothing if it names none."""
        if start.right is not None:
            self.window.pairs.choose(start.files[0], start.right)
        elif start.files:
            self.window.door.choose(start.files)

    def _start_torch_users(self) -> None:
        self.renderer.start()
        self.exporter.start()
        self.teacher.start()

    def stop(self) -> None:
        """Keep the edits, cancel everything, and wait for the threads."""
        self._autosave.stop()
        self.keep_edits()
        for worker in self._workers:
            worker.leave()
        deadline = QDeadlineTimer(STOP_WAIT_MS)
        if not all(worker.stop(deadline) for worker in self._workers):
            log.info("a worker is still in the middle of a tile; not waiting for it")
            logging.shutdown()
            discard_unfinished()
            os._exit(0)  # neither a long tile nor a hanging driver may keep the program; files are whole or absent

    def is_busy(self) -> bool:
        """True while a worker works or has work waiting."""
        return any(worker.is_busy for worker in self._workers)

    def open_photo(self, path: Path, right: Path | None = None) -> None:
        """Open a photo, or two as a pair, in the place of the present one."""
        self.keep_edits()
        self.renderer.cancel()  # what it does for the present photo while idle would slow the opening down
        self.window.show_loading(path)
        self.loader.post(LoadJob(path, right))

    def show_opened(self, source: "Document") -> None:
        """Show an opened photo with its saved edits; unsaved ones from the last time are made again on top."""
        saved, recovered, self._revision = self._stored_edits(source.facts)
        self._kept = saved
        self.scheduler.show_photo(source, Edit(stack=saved))
        self.window.show_done("open")
        self.window.show_photo(source.facts, Edit(stack=saved))
        if recovered is not None:
            self._bring_back(recovered)

    def export(self, target: Path, options: ExportOptions) -> None:
        """Export the present photo."""
        if self.scheduler.document is not None:
            photo, eye = PhotoReference(self.scheduler.document), self.window.eyes.view.eye
            self.exporter.post(ExportJob(photo, self.window.session.edit, target, options, eye))

    def save_sidecar(self) -> None:
        """Write the edits beside the photo."""
        if self.scheduler.document is None:
            return
        from pellucid.document import recovery, sidecar  # noqa: PLC0415 -- the window does without, as below

        facts, stack = self.scheduler.document.facts, self.window.session.stack
        try:
            sidecar.write(
                sidecar.sidecar_path(facts.edited_as), stack, sidecar.SourceIdentity.of(facts), self._revision + 1
            )
        except PellucidError as error:
            self.window.show_failed("save", UserFacingError.of(error))
            return
        self._revision += 1
        recovery.drop(facts.fingerprint)
        self._kept = stack
        self.window.set_saved()

    def drop_edits(self) -> None:
        """Forget edits that the person discarded: they do not come back."""
        if self.scheduler.document is None:
            return
        from pellucid.document import recovery  # noqa: PLC0415

        recovery.drop(self.scheduler.document.facts.fingerprint)
        self._kept = self.window.session.stack

    def keep_edits(self) -> None:
        """Keep edits that are not saved, so that a crash costs at most the last ten seconds."""
        source, shown, stack = self.scheduler.document, self.window.facts, self.window.session.stack
        if source is None or shown is None or shown.fingerprint != source.facts.fingerprint:
            return  # another photo is on its way; its window does not hold these edits any more
        if stack == self._kept:
            return
        from pellucid.document import recovery, sidecar  # noqa: PLC0415

        try:
            recovery.keep(stack, sidecar.SourceIdentity.of(source.facts), self._revision)
            self._kept = stack
        except PellucidError as error:
            log.info("edits are not kept: %s", error)

    def cancel(self, job: str) -> None:
        """Cancel a job by its name; of the exports the one that is made."""
        open_, render, _, teach = (worker.cancel for worker in self._workers)
        {"open": open_, "render": render, "export": self.window.exports.cancel_running, "teach": teach}[job]()

    def on_load_failed(self, error: UserFacingError) -> None:
        """A photo could not be opened; the present one stays, and goes on to become exact."""
        self.window.show_failed("open", error)
        self.scheduler.show_again()

    def on_render_progressed(self, share: float, remaining_s: float | None) -> None:
        """Exact tiles of the visible region come in."""
        self.window.show_progress("render", "Rendering", share, remaining_s)

    def on_render_finished(self) -> None:
        """The canvas has all that can be had, or something newer is on its way."""
        if not self.renderer.mailbox.has_news:
            self.window.show_done("render")

    def on_render_failed(self, error: UserFacingError) -> None:
        """The canvas cannot be rendered."""
        self.window.show_failed("render", error)

    def on_device_found(self, name: str, note: str) -> None:
        """Say what computes, and why not something faster: aloud once, then only to who asks."""
        self.window.status.show_device(name, note)
        if self.window.settings.is_new_of_device(note):
            self.window.show_failed("device", UserFacingError(note, 0))

    def _bring_back(self, recovered: EditStack) -> None:
        """Make unsaved edits again, on top of the saved ones: they can be undone, and are still to be saved."""
        session = self.window.session
        for gone in {step.operation for step in session.stack.steps} - {step.operation for step in recovered.steps}:
            session.reset(gone)
        for step in recovered.steps:
            session.edit_parameters(step.operation, step.parameters, dragging=False)
            session.set_enabled(step.operation, step.enabled)
        self._kept = session.stack
        self.window.stage.show_news(RECOVERED)

    def _stored_edits(self, facts: PhotoFacts) -> tuple[EditStack, EditStack | None, int]:
        """Saved edits, unsaved ones where there are any, and the revision of the saved ones."""
        from pellucid.document import recovery, sidecar  # noqa: PLC0415

        path = sidecar.sidecar_path(facts.edited_as)
        stack, revision = EditStack(), 0
        try:
            if path.exists():
                stored = sidecar.read(path)
                stack, revision = stored.stack, stored.revision
            recovered = recovery.offer(facts.fingerprint, facts.edited_as)
        except PellucidError as error:
            self.window.show_failed("open", UserFacingError.of(error))
            return stack, None, revision
        return stack, recovered, revision


def connect_rooms(app: Application) -> None:
    """Every wire between rooms. Down: wishes of the window. Up: facts from the workers.

    Receivers of the workers' signals are methods of objects of the main thread, so that Qt hands them over there.
    """
    window = app.window
    window.open_requested.connect(app.open_photo)
    window.pairs.pair_requested.connect(app.open_photo)
    window.eyes.view_chosen.connect(app.scheduler.show_eyes)
    window.eyes.swap_requested.connect(app.scheduler.swap_eyes)
    window.export_requested.connect(app.export)
    window.sidecar_requested.connect(app.save_sidecar)
    window.unsaved.discarded.connect(app.drop_edits)
    window.cancel_requested.connect(app.cancel)
    window.view_changed.connect(app.scheduler.show_view)
    window.overlay_requested.connect(app.scheduler.show_overlay)
    window.session.edit_changed.connect(app.scheduler.show_edit)
    window.canvas.slices_changed.connect(lambda: app.scheduler.show_on(window.canvas.slices))

    app.loader.glimpsed.connect(window.show_first_look)
    app.loader.opened.connect(app.show_opened)
    app.loader.failed.connect(app.on_load_failed)
    app.scheduler.eyes_swapped.connect(window.show_swapped)
    app.scheduler.frame_ready.connect(window.eyes.take)
    app.renderer.progressed.connect(app.on_render_progressed)
    app.renderer.finished.connect(app.on_render_finished)
    app.renderer.failed.connect(app.on_render_failed)
    app.renderer.device_found.connect(app.on_device_found)
    app.exporter.changed.connect(window.exports.take)
    window.exports.cancel_requested.connect(app.exporter.queue.cancel)

    window.looks.teach_requested.connect(app.teacher.post)
    app.teacher.progressed.connect(window.looks.show_progress)
    app.teacher.taught.connect(window.looks.show_taught)
    app.teacher.failed.connect(window.looks.show_failed)
