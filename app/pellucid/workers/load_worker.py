"""Opens photos: a reduced decode first, where the format has one, then the whole."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled
from pellucid.foundation.geometry import Size
from pellucid.workers.worker import Worker

FIRST_LOOK_PX = 1280


@dataclass(frozen=True)
class LoadJob:
    """A file to open."""

    path: Path


class LoadWorker(Worker[LoadJob]):
    """Opens files.

    Signals:
        glimpsed: path, reduced pixels `(h, w, 3)` uint8, and their size (Size), before the photo is whole.
        opened: the photo (SourceImage).
    """

    glimpsed = Signal(object, object, object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("load")

    def do(self, job: LoadJob) -> None:
        """Decode a file; one that is no longer wanted is dropped."""
        from pellucid.io.decode import open_photo, open_reduced  # noqa: PLC0415 -- decoders wait for the window

        glimpse = open_reduced(job.path, FIRST_LOOK_PX)
        self._check()
        if glimpse is not None:
            self.glimpsed.emit(job.path, glimpse, Size(glimpse.shape[1], glimpse.shape[0]))
        source = open_photo(job.path)
        self._check()
        self.opened.emit(source)

    def _check(self) -> None:
        if self.is_cancelled or self.mailbox.has_news:
            raise Cancelled
