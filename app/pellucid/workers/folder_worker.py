"""Lists photos, and then looks at one after the other: when it was taken, how it was rated, whether it was edited."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.photo_list import PhotoList
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.translation import tr
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.foundation.progress import Progress

_AT_ONCE = 64
"""Photos that are told of together."""

_PAUSE_S = 0.002
"""Between photos, so that thumbnails and the window come first."""

_FIRST_PAUSE_S = 0.25
"""After photos were listed: the window shows them, opens one, and has the pictures of a screen made."""

_POLL_S = 0.05

FIRST = 200
"""Photos of a folder that are told of before all others are: more than a screen and what is made ready around it."""


@dataclass(frozen=True)
class FolderJob:
    """Photos to look at: those of a folder, or those that are named."""

    folder: Path | None = None
    photos: tuple[Path, ...] = ()


class FolderWorker(Worker[FolderJob]):
    """Answers with paths at once, and with what is known of them as it is found.

    Args:
        is_quiet: false while the person waits for something, as for the pictures of a screen; asked on the worker's
            thread before a photo is looked at.

    Signals:
        begun: a folder with many photos, and the first of them in the order of people (Path, PhotoList); `listed`
            follows.
        listed: a folder, and all its photos in that order (Path, PhotoList).
        noted: photos and what is known of them (dict of Path to PhotoNote).
    """

    begun = Signal(object, object)
    listed = Signal(object, object)
    noted = Signal(object)

    def __init__(self, is_quiet: Callable[[], bool] = lambda: True) -> None:
        super().__init__("folder")
        self._is_quiet = is_quiet
        self._photos = PhotoList()

    def do(self, job: FolderJob) -> None:
        """List a folder."""
        self._photos = PhotoList.of(job.photos)
        if job.folder is not None:
            names = _names_of(job.folder)
            if len(names) > FIRST:
                self.begun.emit(job.folder, PhotoList(job.folder, names[:FIRST]))
            self._photos = PhotoList(job.folder, names)
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

        progress = Progress(lambda: self.is_unwanted)
        progress.wait(_FIRST_PAUSE_S)
        self._wait_for_quiet(progress)
        from pellucid.io.photo_summary import read_summary  # noqa: PLC0415 -- importing it would hold the others up

        sidecars: dict[str, frozenset[str]] = {}
        for photo in self._photos:
            progress.wait(_PAUSE_S)
            self._wait_for_quiet(progress)
            folder = os.path.dirname(photo)  # noqa: PTH120 -- a path for each of thousands takes longer
            if folder not in sidecars:
                sidecars[folder] = _sidecars_in(folder)
            yield photo, PhotoNote(read_summary(photo), is_edited=_is_edited(photo, sidecars[folder]))

    def _wait_for_quiet(self, progress: "Progress") -> None:
        while not self._is_quiet():
            progress.wait(_POLL_S)


def _names_of(folder: Path) -> list[str]:
    from pellucid.foundation.photo_folder import names_in  # noqa: PLC0415 -- loads the formats

    try:
        os.scandir(folder).close()
    except OSError as error:
        raise UnreadableError(
            tr("{folder}: the folder cannot be read: {reason}.", folder=folder, reason=error.strerror or error)
        ) from error
    names = names_in(folder)
    if not names:
        raise UnreadableError(tr("{folder}: there is no photo in this folder.", folder=folder))
    return names


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
