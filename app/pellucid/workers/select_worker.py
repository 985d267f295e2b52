"""Finds what a click means; the newest stroke takes the place of what is being found."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.progress import Progress
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.selecting import SelectRequest
    from pellucid.io.documents import Document

    SelectJob = tuple[Document, SelectRequest]


class SelectWorker(Worker["SelectJob"]):
    """Looks at unedited photos; of a pair at the left eye, in which masks lie.

    Signals:
        selected: the request (SelectRequest) and its answer (Raster).
    """

    selected = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("select")

    def ask(self, document: "Document | None", request: "SelectRequest") -> None:
        """Find what was touched in the open photo."""
        if document is not None:
            self.post((document, request))

    def do(self, job: "SelectJob") -> None:
        """Answer one request."""
        from pellucid.engine.select import select  # noqa: PLC0415 -- loads torch
        from pellucid.io.stereo import Pair  # noqa: PLC0415 -- whoever opened a document has loaded it

        document, request = job
        source = document.left if isinstance(document, Pair) else document
        self.selected.emit(request, select(source, request, Progress(lambda: self.is_unwanted)))
