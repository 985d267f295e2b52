"""Small pictures of photos, kept so that no photo is read again to show it in a list: one cache for the whole program.

Each is a JPEG under the digest of its photo's path, and of the time and the length of that file, so that a photo that
was changed has none; that of an edit has the digest of the edit in its name as well. Names tell nothing of the photos.
"""

import hashlib
import logging
import os
from pathlib import Path

from pellucid.foundation.bounded_folder import BoundedFolder
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.paths import cache_dir

log = logging.getLogger("pellucid.foundation")

THUMBNAIL_PX = 320
"""Of the longer side."""

LIMIT_BYTES = 256 * 2**20
"""Some twenty thousand photos."""

_AWAY = "-"
_EDIT_DIGITS = 32


class ThumbnailCache:
    """Remembers pictures across runs; a folder that cannot be used remembers nothing. Threads may share it.

    Args:
        folder: made when first needed; None for the one of the program.
        limit_bytes: the files together stay at or under this.
    """

    def __init__(self, folder: Path | None = None, limit_bytes: int = LIMIT_BYTES) -> None:
        self._files = BoundedFolder(folder or cache_dir() / "thumbnails", limit_bytes, ".jpg")

    def find(self, photo: Path, edit: str = "") -> Path | None:
        """The picture of a photo as it is now, or of an edit of it, by its digest: a JPEG; or None."""
        file = self._files.path(_name_of(photo, edit))
        return file if file.is_file() else None

    def find_latest(self, photo: Path) -> Path | None:
        """The picture that was kept last; the photo's own disk, which may be slow or away, is not asked."""
        pattern = self._files.path(f"{_path_digest(photo)}-*")
        found = [(file.stat().st_mtime, file) for file in pattern.parent.glob(pattern.name)]
        return max(found)[1] if found else None

    def keep(self, photo: Path, coded: bytes, edit: str = "") -> None:
        """Keep the picture of a photo as it is now; where it cannot be written, there is none.

        Args:
            photo: its path.
            coded: a JPEG.
            edit: the digest of the edit that it shows; empty for none.
        """
        try:
            self._files.put(_name_of(photo, edit), coded)
        except (OSError, UnwritableError) as error:
            log.info("a thumbnail is not kept: %s", error)


def _name_of(photo: Path, edit: str) -> str:
    return f"{state_name(photo)}-{edit[:_EDIT_DIGITS]}" if edit else state_name(photo)


def state_name(photo: Path) -> str:
    """A name for what is kept of a photo as it is now: by its path, and the time and length of its file."""
    try:
        facts = photo.stat()
    except (OSError, ValueError):  # one that is away cannot change
        return f"{_path_digest(photo)}{_AWAY}"
    return f"{_path_digest(photo)}-{facts.st_mtime_ns:x}-{facts.st_size:x}"


def _path_digest(photo: Path) -> str:
    return hashlib.sha256(os.fsencode(photo)).hexdigest()[:32]
