"""Opens photos: a reduced decode first, where the format has one, then the whole."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, SourceChoices
from pellucid.workers.worker import Worker

FIRST_LOOK_PX = 1280

SIDE_BY_SIDE = (".jps", ".pns")


@dataclass(frozen=True)
class LoadJob:
    """A file to open, with that of the right eye where the eyes are two files, and what decoding is asked for."""

    path: Path
    right: Path | None = None
    choices: SourceChoices = AS_THE_FILE_SAYS


class LoadWorker(Worker[LoadJob]):
    """Opens files.

    Signals:
        glimpsed: path, reduced pixels `(h, w, 3)` uint8, and the size of the whole photo (Size), before it is open.
        opened: the photo or the pair (Document).
    """

    glimpsed = Signal(object, object, object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("load")

    def do(self, job: LoadJob) -> None:
        """Decode a file; one that is no longer wanted is dropped."""
        from pellucid.io.decode import open_reduced  # noqa: PLC0415 -- decoders wait for the window
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- as above

        # Of eyes side by side it would show both; and where two photos do not go together, the one before is to stay.
        is_hidden = job.right is not None or job.path.suffix.lower() in SIDE_BY_SIDE
        glimpse = None if is_hidden else open_reduced(job.path, FIRST_LOOK_PX)
        self._check()
        if glimpse is not None:
            self.glimpsed.emit(job.path, glimpse.pixels, glimpse.full_size)
        document = open_document(job.path, job.right, choices=job.choices)
        self._check()
        self.opened.emit(document)

    def _check(self) -> None:
        if self.is_unwanted:
            raise Cancelled
