"""Makes small pictures of what edits make of photos, while nobody waits for anything.

Steps on tone and colour run on a small copy, as for the pictures of presets and versions. What the canvas has found out
of the open photo, as its haze, is not found out again.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal

from pellucid.foundation.errors import Cancelled
from pellucid.foundation.progress import Progress
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS
from pellucid.foundation.thumbnail_cache import ThumbnailCache
from pellucid.workers.mailbox import Line
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.small_image import small_image
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.io.documents import Document
    from pellucid.io.thumbnails import Thumbnail

log = logging.getLogger("pellucid.workers")

_POLL_S = 0.05
_MOST = 1000


class EditedLine(Line[Path]):
    """Photos whose pictures are to follow their edits; each stands in it once, the newest wish last."""

    def post(self, item: Path) -> None:
        """Want a picture; where too many are wanted, those that were wanted first are given up."""
        with self._condition:
            self._items = [*(photo for photo in self._items if photo != item), item][-_MOST:]
            self._condition.notify()


class EditedThumbnailWorker(Worker[Path]):
    """Makes one picture after the other.

    Args:
        engine: shared with canvas and exports.
        cache: shared with other pictures.
        side: the largest size that is shown, in device pixels.
        is_quiet: false while the person waits for something; asked on the worker's thread.
        open_document: the photo on the canvas, so that it is not decoded again; called on the worker's thread.

    Signals:
        made: a photo and its picture as it is edited now, or unedited where it is not (Path, QImage).
    """

    made = Signal(object, object)

    def __init__(
        self,
        engine: SharedEngine,
        cache: ThumbnailCache,
        side: QSize,
        is_quiet: Callable[[], bool],
        open_document: Callable[[], "Document | None"],
    ) -> None:
        super().__init__("edited thumbnails", EditedLine())
        self._engine, self._cache, self._side = engine, cache, side
        self._is_quiet, self._open_document = is_quiet, open_document

    @property
    def is_unwanted(self) -> bool:
        """True once all is to stop; another photo that waits has its turn."""
        return self.is_cancelled

    def do(self, job: Path) -> None:
        """Make the picture of a photo, as often as somebody comes between."""
        progress = Progress(lambda: self.is_unwanted)
        while True:
            while not self._is_quiet():
                progress.wait(_POLL_S)
            try:
                self._make(job)
            except Cancelled:
                progress.check()
            except Exception as error:
                log.info("%s: no picture of its edits", job, exc_info=error)
                return
            else:
                return

    def _make(self, photo: Path) -> None:
        from pellucid.document.edit_beside import edit_beside  # noqa: PLC0415 -- only edited photos need it
        from pellucid.io import thumbnails  # noqa: PLC0415 -- decoders wait for the window

        edit = edit_beside(photo)
        if edit is None:
            found = thumbnails.kept_thumbnail(photo, self._cache)
        else:
            found = thumbnails.found_thumbnail(photo, self._cache, edit.digest) or self._rendered(photo, edit)
        self.made.emit(photo, small_image(found.pixels, self._side))

    def _rendered(self, photo: Path, edit: "Edit") -> "Thumbnail":
        from pellucid.engine.thumbnails import thumbnail_of  # noqa: PLC0415 -- torch waits for the window
        from pellucid.io import thumbnails  # noqa: PLC0415 -- as above

        progress = Progress(lambda: self.is_unwanted or not self._is_quiet())
        pixels = thumbnail_of(self._document(photo, edit), edit, self._engine.get(), progress)
        made = thumbnails.Thumbnail(pixels[..., :3].copy())
        thumbnails.keep_thumbnail(photo, made, self._cache, edit.digest)
        return made

    def _document(self, photo: Path, edit: "Edit") -> "Document":
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- as above

        shown = self._open_document()
        if shown is not None and shown.facts.path == photo and edit.source == AS_THE_FILE_SAYS:
            return shown
        return open_document(photo, choices=edit.source)
