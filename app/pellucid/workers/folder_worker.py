"""Lists photos, and then looks at one after the other: when it was taken, how it was rated, whether it was edited."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.photo_note import PhotoNote
from pellucid.workers.worker import Worker

_AT_ONCE = 64
"""Photos that are told of together."""

_PAUSE_S = 0.002
"""Between photos, so that thumbnails and the window come first."""

_FIRST_PAUSE_S = 0.25
"""After photos were listed: the window shows them, opens one, and has the pictures of a screen made."""


@dataclass(frozen=True)
class FolderJob:
    """Photos to look at: those of a folder, or those that are named."""

    folder: Path | None = None
    photos: tuple[Path, ...] = ()


class FolderWorker(Worker[FolderJob]):
    """Answers with paths at once, and with what is known of them as it is found.

    Signals:
        listed: a folder, and its photos in the order of people (Path, tuple).
        noted: photos and what is known of them (dict of Path to PhotoNote).
    """

    listed = Signal(object, object)
    noted = Signal(object)

    def __init__(self) -> None:
        super().__init__("folder")
        self._photos: tuple[Path, ...] = ()

    def do(self, job: FolderJob) -> None:
        """List a folder."""
        self._photos = job.photos
        if job.folder is not None:
            self._photos = _photos_of(job.folder)
            self.listed.emit(job.folder, self._photos)

    def do_idle(self, _job: FolderJob) -> None:
        """Look at the photos."""
        found: dict[Path, PhotoNote] = {}
        for photo, note in self._notes():
            found[photo] = note
            if len(found) == _AT_ONCE:
                self.noted.emit(found)
                found = {}
        if found:
            self.noted.emit(found)

    def _notes(self) -> Iterator[tuple[Path, PhotoNote]]:
        from pellucid.foundation.progress import Progress  # noqa: PLC0415 -- waits for the window
        from pellucid.io.photo_summary import read_summary  # noqa: PLC0415 -- decoders wait for the window

        progress = Progress(lambda: self.is_unwanted)
        progress.wait(_FIRST_PAUSE_S)
        sidecars: dict[str, frozenset[str]] = {}
        for photo in self._photos:
            progress.wait(_PAUSE_S)
            folder = os.path.dirname(photo)  # noqa: PTH120 -- a path for each of thousands takes longer
            if folder not in sidecars:
                sidecars[folder] = _sidecars_in(folder)
            yield photo, PhotoNote(read_summary(photo), is_edited=_is_edited(photo, sidecars[folder]))


def _photos_of(folder: Path) -> tuple[Path, ...]:
    from pellucid.foundation.photo_folder import photos_in  # noqa: PLC0415 -- loads the formats

    try:
        os.scandir(folder).close()
    except OSError as error:
        raise UnreadableError(f"{folder}: the folder cannot be read: {error.strerror or error}.") from error
    photos = tuple(photos_in(folder))
    for photo in photos:
        hash(photo)  # a path remembers it, and ten thousand are a moment that the window should not wait for
    if not photos:
        raise UnreadableError(f"{folder}: there is no photo in this folder.")
    return photos


def _sidecars_in(folder: str) -> frozenset[str]:
    from pellucid.document.sidecar import SUFFIX  # noqa: PLC0415 -- only edited photos need it

    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.name.endswith(SUFFIX))
    except OSError:
        return frozenset()


def _is_edited(photo: Path, sidecars: frozenset[str]) -> bool:
    from pellucid.document import sidecar  # noqa: PLC0415 -- as above
    from pellucid.document.edit import Edit  # noqa: PLC0415 -- as above
    from pellucid.document.sameness import says_same  # noqa: PLC0415 -- as above

    beside = sidecar.sidecar_path(photo)
    if beside.name not in sidecars:
        return False
    try:
        return not says_same(sidecar.read(beside).edit, Edit())
    except UnreadableError:
        return True  # somebody's edits; opening the photo says what is wrong with them
