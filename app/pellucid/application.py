"""The window and the workers; `editor` makes them, and `wires` connects them.

Order of the end: the window has closed, edits are saved, workers are cancelled and waited for.
"""

import logging
import os
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

from pellucid.document.edit import Edit
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.geometry import Size
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS
from pellucid.ui.main_window import MainWindow
from pellucid.ui.render_status import RENDER, RenderStatus
from pellucid.workers.display_worker import DisplayWorker
from pellucid.workers.edit_keeper import EditKeeper
from pellucid.workers.edit_worker import EditWorker
from pellucid.workers.export_worker import ExportJob, ExportWorker
from pellucid.workers.findings_worker import FindingsKeeper, FindingsWorker
from pellucid.workers.horizon_worker import HorizonWorker
from pellucid.workers.load_worker import LoadJob, LoadWorker
from pellucid.workers.look_worker import LookWorker
from pellucid.workers.output_worker import OutputWorker
from pellucid.workers.photo_reference import PhotoFile, PhotoReference
from pellucid.workers.quiet import Quiet
from pellucid.workers.readout_worker import ReadoutWorker
from pellucid.workers.render_scheduler import RenderScheduler
from pellucid.workers.render_worker import RenderWorker
from pellucid.workers.select_worker import SelectWorker
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import STOP_WAIT_MS, Worker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.document.found_edits import Found
    from pellucid.foundation.export_options import ExportOptions
    from pellucid.io.documents import Document
    from pellucid.workers.many_photos import ManyPhotos

log = logging.getLogger("pellucid.application")

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
        engine = self._engine = SharedEngine()
        self.loader, self.renderer = LoadWorker(), RenderWorker(engine)
        self.exporter, self.teacher = ExportWorker(engine), LookWorker()
        self.editor, self.surveyor, self.finisher = EditWorker(), HorizonWorker(), OutputWorker(engine)
        renderer, loader = self.renderer, self.loader  # without a way back to this object, which would outlive them
        self.quiet = Quiet(lambda: renderer.is_busy, lambda: loader.is_busy)
        self.measurer = FindingsWorker(engine, self.quiet)
        self.reader, self.selector, self.colorist = ReadoutWorker(engine), SelectWorker(), DisplayWorker()
        onlookers = (self.surveyor, self.finisher, self.measurer, self.reader, self.selector)
        self._torch_users = (self.renderer, self.exporter, self.teacher, *onlookers)
        self._workers: tuple[Worker[Any], ...] = (self.editor, self.loader, self.colorist, *self._torch_users)
        self.scheduler = RenderScheduler(self.renderer)
        self.findings = FindingsKeeper(self.measurer, self.quiet)
        self.render_status = RenderStatus(window, lambda: renderer.is_busy)
        self._job = LoadJob(Path())
        self.keeper = EditKeeper(self.editor, window.session.photo)

    @cached_property
    def many(self) -> "ManyPhotos":
        """Those who work for several photos, made and started when there are several."""
        from pellucid.ui.filmstrip.delegate import PICTURE  # noqa: PLC0415 -- not needed to start
        from pellucid.workers.many_photos import ManyPhotos  # noqa: PLC0415 -- as above

        photo, scheduler, size = self.window.session.photo, self.scheduler, PICTURE * self.window.devicePixelRatioF()
        many = ManyPhotos(self.editor, photo, self._engine, size, self.quiet, lambda: scheduler.document)
        self._workers = (*self._workers, *many.workers)
        for worker in many.workers:
            worker.start()
        return many

    def start(self, start: EditorStart) -> None:
        """Start the threads, those that import torch last, so that the new window answers meanwhile; open photos."""
        QTimer.singleShot(DECODERS_DELAY_MS, self, self._start_readers)
        QTimer.singleShot(TORCH_DELAY_MS, self._start_torch_users)
        self.open_all(start)

    def open_all(self, start: EditorStart) -> None:
        """Open what a start names; nothing if it names none."""
        if start.right is not None:
            self.window.pairs.choose(start.files[0], start.right)
        elif start.files:
            self.window.opener.choose(start.files)

    def _start_readers(self) -> None:
        self.loader.start()
        self.editor.start()
        self.colorist.start()
        self.window.color_display.follow()

    def _start_torch_users(self) -> None:
        for worker in self._torch_users:
            worker.start()

    def stop(self) -> None:
        """Save the edits, cancel everything else, and wait for the threads."""
        self.keeper.shut_down()
        for worker in self._workers:
            worker.shut_down()
        deadline = QDeadlineTimer(STOP_WAIT_MS)
        if not all(worker.stop(deadline) for worker in self._workers):
            log.info("a worker is still in the middle of a tile; not waiting for it")
            from pellucid.foundation.atomic import discard_unfinished  # noqa: PLC0415 -- not needed to start

            logging.shutdown()
            discard_unfinished()
            os._exit(0)  # neither a long tile nor a hanging driver may keep the program; files are whole or absent

    def is_busy(self) -> bool:
        """True while a worker works or has work waiting."""
        return any(worker.is_busy for worker in self._workers)

    def open_photo(self, path: Path, right: Path | None = None) -> None:
        """Open a photo, or two as a pair, in the place of the present one."""
        self.keeper.shut_down()
        self.renderer.cancel()  # what it does for the present photo while idle would slow the opening down
        self._load(LoadJob(path, right))
        self.window.show_loading(path)

    def _load(self, job: LoadJob) -> None:
        self._job = job
        prepared = self.many.ahead.take(job) if self.window.strip.is_awake else None
        if prepared is None:
            self.loader.post(job)
            return
        self.loader.cancel()
        self.window.show_first_look(job.path, prepared.pixels, prepared.size)
        self.keeper.find(prepared.document)

    def show_first_look(self, path: Path, pixels: "NDArray[np.uint8]", size: Size) -> None:
        """Show a reduced picture of the photo that is being opened; one of another photo comes too late."""
        if path == self._job.path:
            self.window.show_first_look(path, pixels, size)

    def follow_choices(self, edit: Edit, dragging: bool) -> None:
        """Decode the present photo again where its edits ask for another way of decoding than the one shown."""
        document = self.scheduler.document
        if dragging or document is None or document.facts.stereo is not None:
            return
        if document.facts.path != self._job.path or edit.source == self._job.choices:
            return  # another photo is on its way, or this one as it is wanted
        self.keeper.shut_down()
        self.renderer.cancel()
        self.window.show_loading(document.facts.path)
        self._load(replace(self._job, choices=edit.source))

    def show_opened(self, source: "Document", found: "Found") -> None:
        """Show an opened photo with what is known of its edits; they may ask for another way of decoding it first."""
        if source.facts.path != self._job.path:
            return  # a newer one is on its way
        shown = found.recovered or found.stored
        choices = shown.edit.source if shown else AS_THE_FILE_SAYS
        if choices != self._job.choices:
            self._load(replace(self._job, choices=choices))
            return
        self.scheduler.show_photo(source, shown.edit if shown else Edit())
        self.findings.show_photo(source)
        self.window.show_done("open")
        self.window.show_photo(source.facts, found.stored, found.recovered)
        self.keeper.begin()
        self.window.notices.show_found(found)
        if self.window.strip.is_awake:
            self.many.ahead.prepare(self.window.strip.ahead)

    def export(self, target: Path, options: "ExportOptions", edit: Edit | None = None) -> None:
        """Export the present photo, as it is edited now or in another way."""
        if self.scheduler.document is not None:
            edit, eye = edit or self.window.session.edit, self.window.eyes.view.eye
            photo = PhotoReference(self.scheduler.document, edit.source)
            is_logged = self.window.exports.is_listed(target)
            self.exporter.post(ExportJob(photo, edit, target, options, eye, is_logged))

    def export_file(self, path: Path, target: Path, options: "ExportOptions") -> None:
        """Export a photo, with its saved edits unless it is the present one."""
        document = self.scheduler.document
        if document is not None and document.facts.path == path:
            self.export(target, options)
        else:
            self.exporter.post(ExportJob(PhotoFile(path), None, target, options, self.window.eyes.view.eye))

    def find_horizon(self) -> None:
        """Look how far the present photo is tilted."""
        if self.scheduler.document is not None:
            self.surveyor.post(self.scheduler.document)

    def cancel(self, job: str) -> None:
        """Cancel a job by its name; of the exports the one that is made."""
        cancels = {"open": self.loader.cancel, RENDER: self.renderer.cancel, "teach": self.teacher.cancel}
        settings = {"settings": lambda: self.many.spreader.cancel()}  # noqa: PLW0108 -- made when first asked for
        (cancels | settings | {"export": self.window.exports.cancel_running})[job]()
        if job == RENDER:
            self.render_status.on_finished()  # where it had not begun, nothing else says so

    def on_load_failed(self, error: UserFacingError) -> None:
        """A photo could not be opened; the present one stays, and goes on to become exact."""
        self.window.show_failed("open", error)
        self.scheduler.show_again()
