"""The photo that will probably be opened next is decoded while the present one is looked at. One is held, no more."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.geometry import Size
from pellucid.workers.load_worker import LoadJob, first_look
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.io.documents import Document

DELAY_MS = 400
"""After a photo is shown, whose own pixels come first."""

Stamp = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A photo that is decoded already.

    Attributes:
        job: what was asked for.
        stamp: time and length of its file when it was read.
        document: the photo.
        pixels: `(h, w, 4)` uint8 sRGB and an alpha of 255, to be shown at once, without a copy.
        size: of the whole photo.
    """

    job: LoadJob
    stamp: Stamp
    document: "Document"
    pixels: "NDArray[np.uint8]"
    size: Size


class AheadWorker(Worker[LoadJob]):
    """Decodes photos that nobody has asked for yet.

    Signals:
        prepared: a photo (Prepared).
    """

    prepared = Signal(object)

    def __init__(self) -> None:
        super().__init__("ahead")

    def do(self, job: LoadJob) -> None:
        """Decode a file; what is wrong with it is told when it is opened."""
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- decoders wait for the window

        try:
            stamp = stamp_of(job.path)
            document = open_document(job.path, choices=job.choices)
            if not self.is_unwanted:
                self.prepared.emit(Prepared(job, stamp, document, first_look(document), document.facts.size))
        except (PellucidError, OSError):
            return


class Ahead(QObject):
    """Holds the photo that comes next, if it is ready. The main thread's side of it.

    Args:
        is_quiet: false while the person waits for something that comes first.
    """

    def __init__(self, is_quiet: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._is_quiet = is_quiet
        self.worker = AheadWorker()
        self._held: Prepared | None = None
        self._wanted: Path | None = None
        self._wait = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._wait.timeout.connect(self._ask)
        self.worker.prepared.connect(self._on_prepared)

    def prepare(self, path: Path | None) -> None:
        """Decode this photo soon; None lets go of what is held."""
        self._wanted = path
        if self._held is not None and self._held.job.path != path:
            self._held = None
        if path is not None and self._held is None:
            self._wait.start()
        else:
            self._wait.stop()

    def take(self, job: LoadJob) -> Prepared | None:
        """The photo, where it is ready and its file is as it was; it is not held any more."""
        held, self._held = self._held, None
        self._wait.stop()
        self.worker.cancel()
        if held is None or held.job != job:
            return None
        try:
            return held if stamp_of(job.path) == held.stamp else None
        except OSError:
            return None

    def _ask(self) -> None:
        if self._wanted is None:
            return
        if self._is_quiet():
            self.worker.post(LoadJob(self._wanted))
        else:
            self._wait.start()

    def _on_prepared(self, prepared: Prepared) -> None:
        if prepared.job.path == self._wanted:
            self._held = prepared


def stamp_of(path: Path) -> Stamp:
    """Time and length of a file.

    Raises:
        OSError: it is not there.
    """
    facts = path.stat()
    return facts.st_mtime_ns, facts.st_size
