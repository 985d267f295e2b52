"""The edits of the open photo as the window sees them: the one place where the panel's requests become edits.

A drag amends, its end records, so that a drag is one undo step; dragging and done travel in the same signal, told apart
by its second value. A switch that changes nothing is shown but not recorded, and one that is switched back at once
takes its entry back.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pellucid.document import targets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.history import History, HistoryEntry, describe_change
from pellucid.document.open_photo import OpenPhoto
from pellucid.document.sameness import is_switch, says_same
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import say

if TYPE_CHECKING:
    from pellucid.document.sidecar import Sidecar
    from pellucid.document.versions import Version


class Session(QObject):
    """Edits of the open photo.

    Args:
        parent: of the object.
        photo: what is open; its own where none is given.

    Signals:
        edit_changed(Edit, bool): the edit as it is now; True while a slider is dragged.
        history_changed(): another entry or position.
        saved_changed(): the edits are saved.
        target_changed(str): what is edited from now on: the mask of an id, or the whole photo (empty).
        versions_changed(): named states came, went or have other names.
    """

    edit_changed = Signal(object, bool)
    history_changed = Signal()
    saved_changed = Signal()
    target_changed = Signal(str)
    versions_changed = Signal()

    def __init__(self, parent: QObject | None = None, photo: OpenPhoto | None = None) -> None:
        super().__init__(parent)
        self.photo = photo or OpenPhoto()
        self._revision = 0
        self._target = targets.WHOLE_PHOTO

    @property
    def _history(self) -> History:
        return self.photo.history

    @property
    def edit(self) -> Edit:
        """The edit now, a drag included."""
        return self._history.edit

    @property
    def stack(self) -> EditStack:
        """Its steps."""
        return self.edit.stack

    @property
    def revision(self) -> int:
        """Number that grows with every change of the edit."""
        return self._revision

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """Recorded edits, oldest first."""
        return self._history.entries

    @property
    def position(self) -> int:
        """Index of the present entry."""
        return self._history.position

    @property
    def versions(self) -> "tuple[Version, ...]":
        """Named states."""
        return self.photo.versions

    @property
    def is_clean(self) -> bool:
        """True where the edits are the saved ones."""
        return self.photo.is_clean

    @property
    def undo_label(self) -> str:
        """What undo would take back, or empty."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, or empty."""
        return self._history.redo_label

    def load(
        self, facts: PhotoFacts | None, stored: "Sidecar | None" = None, recovered: "Sidecar | None" = None
    ) -> None:
        """Begin with another photo; or with none.

        Args:
            facts: of the photo.
            stored: its saved edits.
            recovered: those that could not be saved last time: one undo step, told of together with the photo, because
                nobody should do anything for an edit that is not to stay.
        """
        self.aim(targets.WHOLE_PHOTO)
        self.photo.show(facts, stored)
        if recovered is not None:
            self._remember(recovered.edit, say("Recovered edits"))
        self._notify(dragging=False)
        self.versions_changed.emit()

    def take_stored(self, stored: "Sidecar") -> None:
        """The saved edits of the open photo were changed just as it was opened: go on with those."""
        self.load(self.photo.facts, stored)

    def record(self, edit: Edit, label: str) -> None:
        """Make a whole edit the present one, as one undo step."""
        self._record(edit, label)

    def amend(self, edit: Edit) -> None:
        """Show a whole edit while it is being made; `record` ends it."""
        self._history.amend(edit)
        self._notify(dragging=True)

    def forget_amendment(self) -> None:
        """Give up an edit that is being made."""
        self._history.jump(self.position)
        self._notify(dragging=False)

    @property
    def target(self) -> str:
        """What operations are edited for: the id of a mask, or empty for the whole photo."""
        return self._target

    def aim(self, target: str) -> None:
        """Edit operations for a mask from now on, or for the whole photo; a mask that is not there is the latter."""
        target = target if self.edit.mask(target) else targets.WHOLE_PHOTO
        if target != self._target:
            self._target = target
            self.target_changed.emit(target)

    def keep_versions(self, versions: "tuple[Version, ...]") -> None:
        """Keep other named states; the edit and its history stay."""
        if versions != self.photo.versions:
            self.photo.versions = versions
            self.versions_changed.emit()

    def edit_parameters(self, operation: str, parameters: Any, dragging: bool) -> None:
        """Set the parameters of an operation for the target; touching one that is off switches it on there."""
        edit = targets.with_parameters(self.edit, self._target, operation, parameters)
        if dragging:
            self.amend(edit)
        else:
            self._record(edit)

    def choose_source(self, choices: SourceChoices) -> None:
        """Ask for another way of decoding the photo."""
        self._record(replace(self.edit, source=choices))

    def set_enabled(self, operation: str, enabled: bool) -> None:
        """Switch an operation on or off for the target."""
        self._record(targets.with_enabled(self.edit, self._target, operation, enabled))

    def reset(self, operation: str) -> None:
        """Take out what is set of an operation for the target; its controls go back to what they stand for."""
        self._record(targets.reset(self.edit, self._target, operation))

    def revert_to_opened(self) -> None:
        """Go back to the edits that the photo was opened with; this can be undone."""
        self._record(self._history.opened, say("Revert to opened"))

    def revert_to_original(self) -> None:
        """Take all edits out; this can be undone."""
        self._record(Edit(), say("Revert to original"))

    def undo(self) -> None:
        """Take the last edit back; one that is still being made ends first."""
        self._record(self.edit)
        self._history.undo()
        self._notify(dragging=False)

    def redo(self) -> None:
        """Do the next edit again."""
        self._history.redo()
        self._notify(dragging=False)

    def jump(self, position: int) -> None:
        """Go to an entry of the history."""
        self._record(self.edit)
        self._history.jump(position)
        self._notify(dragging=False)

    def note_saved(self) -> None:
        """The edits have been saved, as far as the photo knows."""
        self.saved_changed.emit()

    def _record(self, edit: Edit, label: str = "") -> None:
        if self._remember(edit, label):
            self._notify(dragging=False)

    def _remember(self, edit: Edit, label: str) -> bool:
        """Make an edit the present one; False where it is that already."""
        recorded = self.entries[self.position].edit
        if edit == recorded and self.edit == recorded:
            return False
        if says_same(edit, recorded):
            self._history.amend(edit)
        elif self._takes_back(edit):
            self._history.undo()
        else:
            # Idle switches since the last entry are not what this one is about.
            since = self.edit if says_same(self.edit, recorded) else recorded
            self._history.record(edit, label or describe_change(since, edit))
        return True

    def _takes_back(self, edit: Edit) -> bool:
        """True where the last thing done was a switch, and this is the same one back."""
        if self.position == 0:
            return False
        before, last = (self.entries[place].edit for place in (self.position - 1, self.position))
        return says_same(edit, before) and is_switch(before, last)

    def _notify(self, *, dragging: bool) -> None:
        self._revision += 1
        self.aim(self._target)  # its mask may be gone
        self.edit_changed.emit(self.edit, dragging)
        if not dragging:
            self.history_changed.emit()
