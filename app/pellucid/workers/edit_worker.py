"""Finds and saves edits, off the main thread. Nothing that is to be saved is ever dropped, not even at the end."""

import importlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.document.open_photo import Record
from pellucid.foundation.errors import RefusedError, UserFacingError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.workers.mailbox import Line
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit_store import EditStore
    from pellucid.document.history_change import Change
    from pellucid.foundation.photo_summary import Rating
    from pellucid.io.documents import Document

log = logging.getLogger("pellucid.workers")


@dataclass(frozen=True)
class Find:
    """Look for the edits of a photo that has just been decoded."""

    document: "Document"


@dataclass(frozen=True)
class Save:
    """Save edits; `over` those that were saved elsewhere, which are kept aside."""

    record: Record
    over: bool = False


@dataclass(frozen=True)
class KeepAside:
    """Keep edits aside, because those that were saved elsewhere stay; see `EditStore.keep_aside`."""

    record: Record
    give_way: bool


@dataclass(frozen=True)
class Watch:
    """Look whether a photo is on the disk as it was when it was opened."""

    facts: PhotoFacts


@dataclass(frozen=True)
class ChangeStored:
    """Change the saved edits of a photo that is not open; see `stored_change.change_stored`.

    Attributes:
        facts: of the photo.
        change: what is done to its history.
        run: number of what is done to several photos at once.
    """

    facts: PhotoFacts
    change: "Change"
    run: int


@dataclass(frozen=True)
class Rate:
    """Write the rating of a photo where other programs find it."""

    photo: Path
    rating: "Rating"


EditJob = Find | Save | KeepAside | Watch | ChangeStored | Rate


class EditMailbox(Line[EditJob]):
    """First in, first out; newer edits of a photo take the place of those that still wait. Closed, it is emptied.

    A photo that is opened or saved does not wait for changes of hundreds of others, but for one of its own.
    """

    def post(self, item: EditJob) -> None:
        """Put a job at the end."""
        with self._condition:
            self._items = [waiting for waiting in self._items if not _replaces(item, waiting)]
            self._items.append(item)
            self._condition.notify()

    def take(self) -> EditJob | None:
        """Wait for the job whose turn it is; None once the mailbox is closed and nothing waits."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._items)
            return self._items.pop(self._next()) if self._items else None

    def empty(self) -> None:
        """Drop nothing: edits are to be saved."""

    def _next(self) -> int:
        urgent = next((job for job in self._items if not isinstance(job, ChangeStored | Rate)), self._items[0])
        photo = _photo_of(urgent)
        return next(place for place, job in enumerate(self._items) if _photo_of(job) == photo)


class EditWorker(Worker[EditJob]):
    """Runs an `EditStore`.

    Signals:
        found: the document, and what is known of its edits (Document, Found).
        saved: a record, and what became of it (Record, Saved).
        changed_elsewhere: a record that waits for an answer, and the edits that are there (Record, Sidecar).
        kept_aside: where edits are kept (Path).
        photo_changed: facts of a photo that is no more what was opened (PhotoFacts).
        stored_changed: number of a run, and what became of a photo of it (Changed).
        change_failed: number of a run, facts of a photo of it, and why it stays as it was (UserFacingError).
        rated: a photo, and the rating that it has, which is not the wanted one where that could not be written (Path,
            Rating).
        rating_failed: a photo, and why its rating could not be written (Path, UserFacingError).
    """

    found = Signal(object, object)
    saved = Signal(object, object)
    changed_elsewhere = Signal(object, object)
    kept_aside = Signal(object)
    photo_changed = Signal(object)
    stored_changed = Signal(int, object)
    change_failed = Signal(int, object, object)
    rated = Signal(object, object)
    rating_failed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("edits", EditMailbox())
        self._store: EditStore | None = None

    def serve(self) -> None:
        """Load what it takes before the first photo is there, then take jobs."""
        importlib.import_module("pellucid.document.edit_store")
        super().serve()

    def do(self, job: EditJob) -> None:
        """Find, save, keep aside or watch."""
        from pellucid.document.edit_store import ChangedElsewhere, EditStore  # noqa: PLC0415 -- waits for the window

        store = self._store = self._store or EditStore()
        if isinstance(job, Find):
            self.found.emit(job.document, store.find(job.document.facts))
        elif isinstance(job, KeepAside):
            self.kept_aside.emit(store.keep_aside(job.record, give_way=job.give_way))
        elif isinstance(job, Watch):
            self._watch(job)
        elif isinstance(job, ChangeStored):
            self._change(store, job)
        elif isinstance(job, Rate):
            self._rate(job)
        else:
            try:
                self.saved.emit(job.record, store.save(job.record, over=job.over))
            except ChangedElsewhere as changed:
                self.changed_elsewhere.emit(job.record, changed.other)

    def _change(self, store: "EditStore", job: ChangeStored) -> None:
        from pellucid.document.stored_change import change_stored  # noqa: PLC0415 -- as above

        try:
            self.stored_changed.emit(job.run, change_stored(store, job.facts, job.change))
        except Exception as error:
            log.info("%s: not changed", job.facts.path, exc_info=error)
            self.change_failed.emit(job.run, job.facts, UserFacingError.of(error))

    def _rate(self, job: Rate) -> None:
        from pellucid.io.ratings import read_rating, write_rating  # noqa: PLC0415 -- decoders wait for the window

        try:
            try:
                write_rating(job.photo, job.rating, read_rating(job.photo))
            except RefusedError:  # another program wrote it just now
                write_rating(job.photo, job.rating, read_rating(job.photo))
        except Exception as error:
            log.info("%s: not rated", job.photo, exc_info=error)
            self.rating_failed.emit(job.photo, UserFacingError.of(error))
        self.rated.emit(job.photo, read_rating(job.photo).rating)

    def _watch(self, job: Watch) -> None:
        from pellucid.io.documents import is_as_opened  # noqa: PLC0415 -- whoever opened a photo has loaded it

        if not is_as_opened(job.facts):
            self.photo_changed.emit(job.facts)


def _photo_of(job: EditJob) -> str:
    """What tells jobs of one photo from those of others; copies of it count as one, as they may share a place."""
    if isinstance(job, Rate):
        return str(job.photo)
    if isinstance(job, Find):
        return job.document.facts.fingerprint
    return (job.record.facts if isinstance(job, Save | KeepAside) else job.facts).fingerprint


def _replaces(job: EditJob, waiting: EditJob) -> bool:
    if isinstance(job, Watch):
        return isinstance(waiting, Watch)
    if not isinstance(job, Save) or not isinstance(waiting, Save):
        return False
    return job.record.facts.of_edits == waiting.record.facts.of_edits and job.over >= waiting.over
