"""Reads colour and noise under the pointer; the newest place takes the place of one that is being read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.readout import ReadoutRequest
    from pellucid.io.documents import Document


@dataclass(frozen=True)
class ReadoutJob:
    """A photo or a pair, the eye that is looked at, and the place."""

    document: "Document"
    eye: Eye
    request: "ReadoutRequest"


class ReadoutWorker(Worker[ReadoutJob]):
    """Answers for the newest place.

    Args:
        engine: shared with canvas and exports.

    Signals:
        read: an answer (Readout).
    """

    read = Signal(object)

    def __init__(self, engine: SharedEngine) -> None:
        super().__init__("readout")
        self._engine = engine

    def ask(self, document: "Document | None", eye: Eye, request: "ReadoutRequest | None") -> None:
        """Read a place of the open photo; None ends what is being read, as while a slider moves."""
        if document is None or request is None:
            self.cancel()
        else:
            self.post(ReadoutJob(document, eye, request))

    def do(self, job: ReadoutJob) -> None:
        """Read one place, unless a newer one comes."""
        from pellucid.engine.export import exported_eye  # noqa: PLC0415 -- torch waits until it is needed
        from pellucid.engine.readout import read_out  # noqa: PLC0415 -- as above

        source = exported_eye(job.document, job.request.edit, job.eye)
        for readout in read_out(source, job.request, self._engine.get(), Progress(lambda: self.is_unwanted)):
            self.read.emit(readout)
