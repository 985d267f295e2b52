"""Makes small pictures for a list of photos: what is seen first, and nothing that is not wanted any more.

Several workers share one list of wishes. A picture that lies in the file is shown until a better one is made, and what
was made is kept once no more pictures are waited for.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.thumbnail_cache import ThumbnailCache
from pellucid.workers.mailbox import Line
from pellucid.workers.small_image import small_image
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.io.thumbnails import Thumbnail

log = logging.getLogger("pellucid.workers")

WORKERS = 2

MOST_UNKEPT = 64
"""Pictures that wait to be kept, some 300 KB each."""


@dataclass(frozen=True, eq=False)
class Unkept:
    """A picture that was made and shown, and is not in the cache yet."""

    photo: Path
    picture: "Thumbnail"


class Wishes(Line["Path | Unkept"]):
    """Photos whose pictures are wanted, the most wanted first. A photo that is being done is not handed out again."""

    def __init__(self) -> None:
        super().__init__()
        self._in_work: set[Path] = set()
        self._unkept: list[Unkept] = []

    def want(self, photos: tuple[Path, ...]) -> None:
        """Want these and no others."""
        with self._condition:
            self._items = [photo for photo in photos if photo not in self._in_work]
            self._condition.notify_all()

    def take(self) -> Path | Unkept | None:
        """Wait for a wish, or for something to keep while there is none; None once the list is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._items or self._unkept)
            if self._closed:
                return None
            if not self._items:
                return self._unkept.pop(0)
            photo = self._items.pop(0)
            assert isinstance(photo, Path)
            self._in_work.add(photo)
            return photo

    def keep_later(self, unkept: Unkept) -> bool:
        """Keep a picture once nothing is wished for; False where too many wait for that."""
        with self._condition:
            if len(self._unkept) >= MOST_UNKEPT:
                return False
            self._unkept.append(unkept)
            self._condition.notify()
            return True

    def note_done(self, photo: Path) -> None:
        """A photo is done, one way or the other."""
        with self._condition:
            self._in_work.discard(photo)

    @property
    def is_waited_for(self) -> bool:
        """True while pictures are wished for or made."""
        return bool(self._items or self._in_work)


class ThumbnailWorker(Worker["Path | Unkept"]):
    """Makes one picture after the other.

    Args:
        wishes: shared with other workers.
        cache: likewise; keeps what was made.
        side: the largest size that is shown, in device pixels.

    Signals:
        made: a photo and its picture (Path, QImage); again where a better one follows.
        edited: the picture of a photo does not show its edits yet (Path).
        unreadable: a photo, and why there is none (Path, UserFacingError).
    """

    made = Signal(object, object)
    edited = Signal(object)
    unreadable = Signal(object, object)

    def __init__(self, wishes: Wishes, cache: ThumbnailCache, side: QSize) -> None:
        super().__init__("thumbnails", wishes)
        self._wishes, self._cache, self._side = wishes, cache, side

    def serve(self) -> None:
        """Load the decoders before the first wish comes: the strip is only just being made."""
        from pellucid.io import thumbnails  # noqa: F401, PLC0415 -- decoders wait for the window

        super().serve()

    def do(self, job: Path | Unkept) -> None:
        """Make the picture of a photo, or keep one."""
        if isinstance(job, Unkept):
            self._keep(job)
            return
        try:
            self._make(job)
        except Exception as error:
            log.info("%s: no thumbnail", job, exc_info=error)
            self.unreadable.emit(job, UserFacingError.of(error))
        finally:
            self._wishes.note_done(job)

    def _make(self, photo: Path) -> None:
        from pellucid.document.edit_beside import edit_beside  # noqa: PLC0415 -- only many photos need it
        from pellucid.io import thumbnails  # noqa: PLC0415 -- decoders wait for the window

        edit = edit_beside(photo)
        found = thumbnails.found_thumbnail(photo, self._cache, edit.digest) if edit is not None else None
        if found is not None:
            self.made.emit(photo, small_image(found.pixels, self._side))
            return
        self._make_unedited(photo)
        if edit is not None:
            self.edited.emit(photo)

    def _make_unedited(self, photo: Path) -> None:
        from pellucid.io import thumbnails  # noqa: PLC0415 -- as above

        if thumbnails.is_quickly_made(photo):
            self.made.emit(photo, small_image(thumbnails.made_thumbnail(photo).pixels, self._side))
            return
        found = thumbnails.found_thumbnail(photo, self._cache)
        if found is not None:
            self.made.emit(photo, small_image(found.pixels, self._side))
            return
        embedded = thumbnails.embedded_thumbnail(photo)
        if embedded is not None:
            self.made.emit(photo, small_image(embedded.pixels, self._side))
        made = thumbnails.made_thumbnail(photo)
        self.made.emit(photo, small_image(made.pixels, self._side))
        unkept = Unkept(photo, made)
        if not self._wishes.keep_later(unkept):
            self._keep(unkept)

    def _keep(self, unkept: Unkept) -> None:
        from pellucid.io import thumbnails  # noqa: PLC0415 -- as above

        thumbnails.keep_thumbnail(unkept.photo, unkept.picture, self._cache)


class Thumbnails(QObject):
    """The workers together.

    Args:
        side: the largest size that is shown, in device pixels.
        cache: keeps what was made; None for that of the program.

    Signals:
        made, edited, unreadable: see `ThumbnailWorker`.
    """

    made = Signal(object, object)
    edited = Signal(object)
    unreadable = Signal(object, object)

    def __init__(self, side: QSize, cache: ThumbnailCache | None = None) -> None:
        super().__init__()
        self._wishes, cache = Wishes(), cache or ThumbnailCache()
        self.workers = [ThumbnailWorker(self._wishes, cache, side) for _ in range(WORKERS)]
        for worker in self.workers:
            worker.made.connect(self.made)
            worker.edited.connect(self.edited)
            worker.unreadable.connect(self.unreadable)

    @property
    def is_waited_for(self) -> bool:
        """True while pictures are wished for or made."""
        return self._wishes.is_waited_for

    def want(self, photos: tuple[Path, ...]) -> None:
        """Make the pictures of these photos, in this order, and no others."""
        self._wishes.want(photos)
