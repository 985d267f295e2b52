"""Finds and saves edits, off the main thread. Nothing that is to be saved is ever dropped, not even at the end."""

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.document.open_photo import Record
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.workers.mailbox import Mailbox
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit_store import EditStore
    from pellucid.io.documents import Document


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


EditJob = Find | Save | KeepAside | Watch


class EditMailbox(Mailbox[EditJob]):
    """First in, first out; newer edits of a photo take the place of those that still wait. Closed, it is emptied."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: list[EditJob] = []

    def post(self, item: EditJob) -> None:
        """Put a job at the end."""
        with self._condition:
            self._jobs = [waiting for waiting in self._jobs if not _replaces(item, waiting)]
            self._jobs.append(item)
            self._condition.notify()

    def take(self) -> EditJob | None:
        """Wait for the job whose turn it is; None once the mailbox is closed and nothing waits."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._jobs)
            return self._jobs.pop(0) if self._jobs else None

    def empty(self) -> None:
        """Drop nothing: edits are to be saved."""

    @property
    def has_message(self) -> bool:
        """True where a job waits, or the end has come."""
        return self._closed or bool(self._jobs)


class EditWorker(Worker[EditJob]):
    """Runs an `EditStore`.

    Signals:
        found: the document, and what is known of its edits (Document, Found).
        saved: a record, and what became of it (Record, Saved).
        changed_elsewhere: a record that waits for an answer, and the edits that are there (Record, Sidecar).
        kept_aside: where edits are kept (Path).
        photo_changed: facts of a photo that is no more what was opened (PhotoFacts).
    """

    found = Signal(object, object)
    saved = Signal(object, object)
    changed_elsewhere = Signal(object, object)
    kept_aside = Signal(object)
    photo_changed = Signal(object)

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
        else:
            try:
                self.saved.emit(job.record, store.save(job.record, over=job.over))
            except ChangedElsewhere as changed:
                self.changed_elsewhere.emit(job.record, changed.other)

    def _watch(self, job: Watch) -> None:
        from pellucid.io.documents import is_as_opened  # noqa: PLC0415 -- whoever opened a photo has loaded it

        if not is_as_opened(job.facts):
            self.photo_changed.emit(job.facts)


def _replaces(job: EditJob, waiting: EditJob) -> bool:
    if isinstance(job, Watch):
        return isinstance(waiting, Watch)
    if not isinstance(job, Save) or not isinstance(waiting, Save):
        return False
    return job.record.facts.fingerprint == waiting.record.facts.fingerprint and job.over >= waiting.over
