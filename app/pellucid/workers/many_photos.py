"""Everything that works for many photos at once: lists, pictures, settings, and the photo that comes next.

Made when there are several photos; until then a window does without these threads.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt

from pellucid.foundation.thumbnail_cache import ThumbnailCache
from pellucid.workers.ahead import Ahead
from pellucid.workers.edit_worker import EditWorker, Rate
from pellucid.workers.edited_thumbnail_worker import EditedThumbnailWorker
from pellucid.workers.folder_worker import FolderJob, FolderWorker
from pellucid.workers.noise_worker import NoiseWorker
from pellucid.workers.quiet import Quiet
from pellucid.workers.repairs_for_many import RepairEach
from pellucid.workers.settings_spreader import SettingsSpreader
from pellucid.workers.settings_worker import SettingsWorker
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.thumbnail_worker import Thumbnails
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.open_photo import OpenPhoto, Record
    from pellucid.document.stored_change import Changed
    from pellucid.foundation.photo_summary import Rating
    from pellucid.io.documents import Document


class ManyPhotos:
    """The workers, and the main thread's side of them.

    Args:
        editor: saves edits and ratings.
        photo: the open one.
        engine: measures photos.
        picture_size: of the largest picture that is shown, in device pixels.
        quiet: is told of those whom a person waits for here.
        open_document: the photo on the canvas.
    """

    def __init__(
        self,
        editor: EditWorker,
        photo: "OpenPhoto",
        engine: SharedEngine,
        picture_size: QSize,
        quiet: Quiet,
        open_document: Callable[[], "Document | None"],
    ) -> None:
        self._editor, self._engine = editor, engine
        cache = ThumbnailCache()
        thumbnails = self.thumbnails = Thumbnails(picture_size, cache)
        self.edited = EditedThumbnailWorker(engine, cache, picture_size, quiet, open_document)
        thumbnails.edited.connect(self.edited.post, Qt.ConnectionType.DirectConnection)
        is_quiet = Quiet(lambda: thumbnails.is_waited_for)
        self.lister, self.looker, self.ahead = FolderWorker(is_quiet), SettingsWorker(), Ahead(is_quiet)
        self.noise = NoiseWorker(quiet)
        lister = self.lister
        quiet.heed(lambda: lister.is_busy, lambda: thumbnails.is_waited_for)
        self.spreader = SettingsSpreader(self.looker, editor, photo)
        self.workers: tuple[Worker[Any], ...] = (
            self.lister,
            self.looker,
            self.ahead.worker,
            self.noise,
            self.edited,
            *self.thumbnails.workers,
        )
        """To be started and stopped with all others."""

    def look(self, folder: Path | None, photos: tuple[Path, ...]) -> None:
        """Look at the photos of a folder, or at these."""
        self.lister.post(FolderJob(folder, photos))

    def repair(self, photos: tuple[Path, ...]) -> None:
        """Repair in each of these photos what is found in it."""
        looker = self.looker
        self.spreader.spread(photos, RepairEach(self._engine, lambda: looker.is_unwanted))

    def measure_noise(self, photos: tuple[Path, ...]) -> None:
        """Measure the noise of these photos, in this order, and of no others."""
        self.noise.cancel()
        if photos:
            self.noise.post(photos)

    def note_saved(self, record: "Record", _saved: object) -> None:
        """The edits of a photo were saved: its picture follows them. May be called on any thread."""
        self.edited.post(record.facts.path)

    def note_changed(self, _run: int, changed: "Changed") -> None:
        """Likewise where the stored edits of a photo that is not open were changed."""
        self.edited.post(changed.facts.path)

    def rate(self, photo: Path, rating: "Rating") -> None:
        """Write a rating beside a photo."""
        self._editor.post(Rate(photo, rating))
