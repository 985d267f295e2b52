"""A change of the edits of a photo that is not open: one undo step in its own sidecar, saved as any other edit is.

What lies there is read anew each time, and a save that another window or program came before is tried again on what
that one saved. No Qt: `workers/edit_worker` runs it.
"""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.document.edit_store import ChangedElsewhere, EditStore
from pellucid.document.history import History
from pellucid.document.history_change import Change
from pellucid.document.open_photo import Record
from pellucid.document.sameness import says_same
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr

_TRIES = 3


@dataclass(frozen=True)
class Changed:
    """What became of the edits of a photo that is not open.

    Attributes:
        facts: of the photo.
        before: its edit until then.
        stored: what is saved now.
        notes: sentences that the person has not been told yet.
    """

    facts: PhotoFacts
    before: Edit
    stored: Sidecar
    notes: tuple[str, ...] = ()

    @property
    def is_another(self) -> bool:
        """False where nothing was to be done."""
        return not says_same(self.before, self.stored.edit)


def change_stored(store: EditStore, facts: PhotoFacts, change: Change) -> Changed:
    """Change the saved edits of a photo.

    Raises:
        UnwritableError: they can be saved nowhere, or others save them all the time.
    """
    for _ in range(_TRIES):
        found = store.find(facts)
        stored = found.stored or Sidecar(SourceIdentity.of(facts), Edit(), 0)
        history = History(stored.edit, stored.history)
        change(history)
        if says_same(history.edit, stored.edit):
            return Changed(facts, stored.edit, stored)
        record = Record(facts, history.edit, history.line, stored.versions, stored.unknown)
        try:
            saved = store.save(record)
        except ChangedElsewhere:
            continue
        after = Sidecar(
            stored.source, record.edit, saved.revision, record.history, record.versions, unknown=record.unknown
        )
        return Changed(facts, stored.edit, after, (*found.notes, *saved.notes))
    raise UnwritableError(
        tr(
            "{edited_as}: another window saves its edits all the time, so they were not changed.",
            edited_as=facts.edited_as,
        )
    )
