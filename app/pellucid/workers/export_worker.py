"""Writes photos. Cancelled only by its own button; a cancelled export leaves no file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.engine.session import Engine
    from pellucid.io.documents import Document


@dataclass(frozen=True)
class ExportJob:
    """A photo or a pair, what is done to it, the file to make, and which eye goes into one that holds one."""

    source: "Document"
    edit: "Edit"
    target: Path
    options: ExportOptions
    eye: Eye = Eye.LEFT


class ExportWorker(Worker[ExportJob]):
    """Exports photos.

    Signals:
        progressed: share done, and the remaining seconds or None.
        exported: target, and sentences about what could not be carried over (tuple).
    """

    progressed = Signal(float, object)
    exported = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("export")
        self._engine: Engine | None = None

    def do(self, job: ExportJob) -> None:
        """Render and write one photo."""
        from pellucid.engine.export import Wish, export_document  # noqa: PLC0415 -- torch waits until it is needed
        from pellucid.engine.session import open_engine  # noqa: PLC0415 -- as above

        if self._engine is None:
            self._engine = open_engine()
        progress = Progress(lambda: self.is_cancelled, self.progressed.emit)
        wish = Wish(job.edit, job.target, job.options, job.eye)
        warnings = export_document(job.source, wish, self._engine, progress)
        self.exported.emit(job.target, warnings)
