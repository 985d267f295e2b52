"""Keeps the open photo's edits saved: soon after each, and when the photo is left. The main thread's side of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pellucid.document.open_photo import OpenPhoto, Record
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.workers.edit_worker import EditWorker, Find, KeepAside, Save, Watch

if TYPE_CHECKING:
    from pellucid.document.edit_store import Saved
    from pellucid.document.sidecar import Sidecar
    from pellucid.io.documents import Document

SOON_MS = 1000
"""After an edit; several in a row are saved together."""

MEANWHILE_MS = 5000
"""While a slider is dragged."""

WATCH_MS = 4000
"""Between two looks at the photo's file."""


class EditKeeper(QObject):
    """Decides when what is saved; the worker does it.

    Args:
        worker: finds and saves; started and stopped by the owner.
        photo: what is open.

    Signals:
        saved: the edits are on the disk now, or are known to be no more or less than there.
        notified: a sentence for the person.
        failed: the edits cannot be saved (UserFacingError); withdrawn by the next `saved`.
        changed_elsewhere: other edits of the open photo were saved meanwhile (Sidecar); `keep_own` or `take_other`.
        photo_changed: the open photo's file is another one now.
    """

    saved = Signal()
    notified = Signal(str)
    failed = Signal(object)
    changed_elsewhere = Signal(object)
    photo_changed = Signal()

    def __init__(self, worker: EditWorker, photo: OpenPhoto) -> None:
        super().__init__()
        self._worker, self._photo = worker, photo
        self._is_asking = False
        self._is_photo_changed = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.keep_now)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self.watch)
        worker.saved.connect(self._on_saved)
        worker.changed_elsewhere.connect(self._on_changed_elsewhere)
        worker.failed.connect(self._on_failed)
        worker.photo_changed.connect(self._on_photo_changed)

    def find(self, document: "Document") -> None:
        """Ask for the edits of a photo that was opened."""
        self._worker.post(Find(document))

    def begin(self) -> None:
        """Another photo is open."""
        self._is_asking = self._is_photo_changed = False
        self._watch.start()

    def keep_soon(self, _edit: object, dragging: bool) -> None:
        """The edits have changed; while a slider is dragged there is more time."""
        if not self._photo.has_unsaved_changes:
            return
        delay_ms = MEANWHILE_MS if dragging else SOON_MS
        if not self._soon.isActive() or self._soon.remainingTime() > delay_ms:
            self._soon.start(delay_ms)

    def keep_now(self) -> None:
        """Save what is not saved, unless the person is just asked what is to stay."""
        self._soon.stop()
        record = self._photo.record()
        if record is not None and self._photo.has_unsaved_changes:
            self._worker.post(Save(record))

    def shut_down(self) -> None:
        """The photo is left: save its edits; while a question about them is open, keep them aside."""
        record = self._photo.record()
        if record is not None and self._is_asking:
            self._worker.post(KeepAside(record, give_way=False))
            self._photo.note_saved(record, self._photo.revision)
            self._is_asking = False
        self.keep_now()

    def keep_own(self) -> None:
        """The person wants these edits; those that were saved elsewhere are kept aside."""
        self._is_asking = False
        record = self._photo.record()
        if record is not None:
            self._worker.post(Save(record, over=True))

    def take_other(self) -> None:
        """The person wants the edits that were saved elsewhere; these are kept aside."""
        self._is_asking = False
        record = self._photo.record()
        if record is not None:
            self._worker.post(KeepAside(record, give_way=True))

    def watch(self) -> None:
        """Look whether the photo's file is still the one that was opened."""
        if self._photo.facts is not None and not self._is_photo_changed:
            self._worker.post(Watch(self._photo.facts))

    def _on_saved(self, record: Record, saved: "Saved") -> None:
        self._photo.note_saved(record, saved.revision)
        self.saved.emit()
        for sentence in saved.notes:
            self.notified.emit(sentence)

    def _on_changed_elsewhere(self, record: Record, other: "Sidecar") -> None:
        if self._photo.is_of(record.facts):
            if not self._is_asking:
                self._is_asking = True
                self.changed_elsewhere.emit(other)
        else:
            self._worker.post(KeepAside(record, give_way=False))  # nobody is left to ask

    def _on_failed(self, error: UserFacingError) -> None:
        self.failed.emit(error)
        self._soon.start(MEANWHILE_MS)  # perhaps there is room then

    def _on_photo_changed(self, facts: PhotoFacts) -> None:
        if self._photo.is_of(facts) and not self._is_photo_changed:
            self._is_photo_changed = True
            self.photo_changed.emit()
