"""Makes the parts of the output preview; what is newer takes the place of what is being made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.output_request import OutputRequest
    from pellucid.io.documents import Document


@dataclass(frozen=True)
class OutputJob:
    """A photo or a pair, the eye that is looked at, and what is wanted of it."""

    document: "Document"
    eye: Eye
    request: "OutputRequest"


class OutputWorker(Worker[OutputJob]):
    """Renders parts of finished pictures.

    Args:
        engine: shared with canvas and exports.

    Signals:
        made: a part of the newest request, or of one just before it (OutputTile).
    """

    made = Signal(object)

    def __init__(self, engine: SharedEngine) -> None:
        super().__init__("output")
        self._engine = engine

    def ask(self, document: "Document | None", eye: Eye, request: "OutputRequest") -> None:
        """Post what is wanted of the open photo, if one is open; a request without parts only ends the one before."""
        if document is not None:
            self.post(OutputJob(document, eye, request))

    def do(self, job: OutputJob) -> None:
        """Make all parts of one request, unless a newer one comes."""
        from pellucid.engine.output_preview import preview_output  # noqa: PLC0415 -- torch waits until it is needed

        if not job.request.parts:
            return
        progress = Progress(lambda: self.is_unwanted)
        for tile in preview_output(job.document, job.eye, job.request, self._engine.get(), progress):
            self.made.emit(tile)
