"""Opens photos: a reduced picture first, from a quick decode where the format has one, then the whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, SourceChoices
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.io.documents import Document

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
        glimpsed: path, reduced pixels `(h, w, 3 or 4)` uint8, and the size of the whole photo (Size), before `opened`.
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
        if glimpse is None:  # the whole is here, but what renders it may still be loading
            self.glimpsed.emit(job.path, first_look(document), document.facts.size)
        self.opened.emit(document)

    def _check(self) -> None:
        if self.is_unwanted:
            raise Cancelled


def first_look(document: "Document") -> "NDArray[np.uint8]":
    """What stands on the canvas until frames come: `(h, w, 4)` uint8 sRGB, of a pair the left eye."""
    import numpy as np  # noqa: PLC0415 -- decoders wait for the window

    from pellucid.io import icc  # noqa: PLC0415 -- as above
    from pellucid.io.stereo import Pair  # noqa: PLC0415 -- as above

    photo = document.left if isinstance(document, Pair) else document
    small: NDArray[np.uint8] = icc.to_samples(photo.glimpse(FIRST_LOOK_PX), 8)
    return np.dstack((small, np.full(small.shape[:2], 255, np.uint8)))
