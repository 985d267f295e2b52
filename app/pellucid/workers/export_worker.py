"""Writes photos, one after the other in the order of asking. Each can be cancelled; a cancelled one leaves no file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled, UserFacingError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.progress import Progress
from pellucid.workers.job_queue import JobQueue
from pellucid.workers.photo_reference import PhotoFile, PhotoReference
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.foundation.export_options import ExportOptions
    from pellucid.io.documents import Document


@dataclass(frozen=True)
class ExportJob:
    """A photo or a pair and what to make of it.

    Attributes:
        photo: an open one, or the file of one that is not, which is exported with its saved edits.
        edit: of an open photo, as it is when it is asked for; None for the saved ones.
        target: the file to make.
        options: how.
        eye: of a pair.
        is_logged: it stays in the list of exports after the program has ended.
    """

    photo: PhotoReference | PhotoFile
    edit: "Edit | None"
    target: Path
    options: "ExportOptions"
    eye: Eye = Eye.LEFT
    is_logged: bool = True

    @property
    def source(self) -> Path:
        """The photo's file."""
        return self.photo.path

    def opened(self) -> "tuple[Document, Edit]":
        """The photo and its edits.

        Raises:
            PellucidError: see `PhotoReference.get` and `PhotoFile.get`.
        """
        if isinstance(self.photo, PhotoFile):
            return self.photo.get()
        assert self.edit is not None
        return self.photo.get(), self.edit


class ExportWorker(Worker[ExportJob]):
    """Exports photos. Nothing that is asked for is dropped, and one that fails does not stop those after it.

    Args:
        engine: shared with the preview.

    Signals:
        changed: an export was asked for, or something became of it (JobEntry).
    """

    changed = Signal(object)

    def __init__(self, engine: SharedEngine) -> None:
        self.queue: JobQueue[ExportJob] = JobQueue(self._note)
        super().__init__("export", self.queue)
        self._engine = engine
        self._is_logged = True

    @property
    def is_busy(self) -> bool:
        """True while an export is made or waits, and until it has told how it went."""
        return self.queue.is_busy or self.is_working

    def cancel(self) -> None:
        """Take out all exports that wait, and ask the present one to stop."""
        self.queue.empty()
        self.queue.cancel_running()

    def do(self, job: ExportJob) -> None:
        """Render and write one photo, and tell how it went."""
        self._is_logged = job.is_logged
        try:
            warnings = self._export(job)
        except Cancelled:
            self.queue.finish(JobState.CANCELLED)
            raise
        except Exception as error:
            self.queue.finish(JobState.FAILED, UserFacingError.of(error).sentence)
            raise
        self.queue.finish(JobState.DONE, " ".join(warnings))

    def _export(self, job: ExportJob) -> tuple[str, ...]:
        progress = Progress(lambda: self.queue.is_stopping, self.queue.report)
        progress.check()
        from pellucid.engine.export import ExportRequest, export_document  # noqa: PLC0415 -- torch waits until it is needed

        document, edit = job.opened()
        request = ExportRequest(edit, job.target, job.options, job.eye)
        return export_document(document, request, self._engine.get(), progress)

    def _note(self, entry: JobEntry) -> None:
        if self._is_logged and entry.state in (JobState.DONE, JobState.FAILED):
            from pellucid.document.export_log import add  # noqa: PLC0415 -- not needed to start

            add(entry)
        self.changed.emit(entry)
