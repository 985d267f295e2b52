"""The one owner of what is open: the photo's facts, its edit with history and versions, and what of it is saved.

Window, scheduler and store ask it. It lives on the main thread; what leaves it, a `Record`, is frozen.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.document.edit import Edit
from pellucid.document.history import History, HistoryLine
from pellucid.document.sameness import says_same
from pellucid.foundation.photo_facts import PhotoFacts

if TYPE_CHECKING:
    from pellucid.document.sidecar import Sidecar
    from pellucid.document.versions import Version


@dataclass(frozen=True)
class Record:
    """Everything about a photo's edits that is saved.

    Attributes:
        facts: of the photo.
        edit: what is done to it, a change that is just being made included.
        history: how it came to that.
        versions: named states.
        unknown: what a newer version said besides, as compact JSON.
    """

    facts: PhotoFacts
    edit: Edit
    history: HistoryLine
    versions: "tuple[Version, ...]" = ()
    unknown: str = ""


class OpenPhoto:
    """What is open. Nothing is at first."""

    def __init__(self) -> None:
        self.facts: PhotoFacts | None = None
        self.show(None)

    def show(self, facts: PhotoFacts | None, stored: "Sidecar | None" = None) -> None:
        """Another photo is open, with the edits saved of it; or none is."""
        self.facts = facts
        self.history = History(stored.edit, stored.history) if stored else History(Edit())
        self.versions: tuple[Version, ...] = _uniquely_named(stored.versions) if stored and stored.versions else ()
        self.revision = stored.revision if stored else 0
        self._unknown = stored.unknown if stored else ""
        self._saved = self._state

    @property
    def edit(self) -> Edit:
        """What is done to the photo now, a change that is just being made included."""
        return self.history.edit

    @property
    def is_clean(self) -> bool:
        """True where the present edit is the saved one, however it was reached."""
        return says_same(self.edit, self._saved[0])

    @property
    def has_unsaved_changes(self) -> bool:
        """True where something is not saved, be it an entry of the history only."""
        return self._state != self._saved

    def record(self) -> Record | None:
        """What there is to be saved now; None where nothing is open."""
        if self.facts is None:
            return None
        return Record(self.facts, self.edit, self.history.line, self.versions, self._unknown)

    def is_of(self, facts: PhotoFacts) -> bool:
        """True where these facts are those of the open photo, and not of a copy with edits of its own."""
        return self.facts is not None and self.facts.of_edits == facts.of_edits

    def note_saved(self, record: Record, revision: int) -> None:
        """A record was saved; where it is of another photo, nobody minds."""
        if self.is_of(record.facts):
            self._saved, self.revision = (record.edit, record.history, record.versions), revision

    @property
    def _state(self) -> "tuple[Edit, HistoryLine, tuple[Version, ...]]":
        return self.edit, self.history.line, self.versions


def _uniquely_named(versions: "tuple[Version, ...]") -> "tuple[Version, ...]":
    from pellucid.document.versions import uniquely_named  # noqa: PLC0415 -- most photos have none

    return uniquely_named(versions)
