"""Everything that works for many photos at once: lists, pictures, settings, and the photo that comes next.

Made when there are several photos; until then a window does without these threads.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from pellucid.workers.ahead import Ahead
from pellucid.workers.edit_worker import EditWorker, Rate
from pellucid.workers.folder_worker import FolderJob, FolderWorker
from pellucid.workers.quiet import Quiet
from pellucid.workers.repairs_for_many import RepairEach
from pellucid.workers.settings_spreader import SettingsSpreader
from pellucid.workers.settings_worker import SettingsWorker
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.thumbnail_worker import Thumbnails
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.open_photo import OpenPhoto
    from pellucid.foundation.photo_summary import Rating


class ManyPhotos:
    """The workers, and the main thread's side of them.

    Args:
        editor: saves edits and ratings.
        photo: the open one.
        engine: measures photos.
        picture_size: of the largest picture that is shown, in device pixels.
        quiet: is told of those whom a person waits for here.
    """

    def __init__(
        self, editor: EditWorker, photo: "OpenPhoto", engine: SharedEngine, picture_size: QSize, quiet: Quiet
    ) -> None:
        self._editor, self._engine = editor, engine
        thumbnails = self.thumbnails = Thumbnails(picture_size)
        is_quiet = Quiet(lambda: thumbnails.is_waited_for)
        self.lister, self.looker, self.ahead = FolderWorker(is_quiet), SettingsWorker(), Ahead(is_quiet)
        lister = self.lister
        quiet.heed(lambda: lister.is_busy, lambda: thumbnails.is_waited_for)
        self.spreader = SettingsSpreader(self.looker, editor, photo)
        self.workers: tuple[Worker[Any], ...] = (
            self.lister,
            self.looker,
            self.ahead.worker,
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

    def rate(self, photo: Path, rating: "Rating") -> None:
        """Write a rating beside a photo."""
        self._editor.post(Rate(photo, rating))
