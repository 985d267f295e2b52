"""The edits of the open photo as the window sees them: the one place where the panel's wishes become edits.

It owns the history. A drag amends, its end records, so that a drag is one undo step; dragging and done travel in the
same signal, told apart by its second value. A switch that changes nothing is shown but not recorded, and one that is
switched back at once takes its entry back.
"""

from typing import Any

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.history import History, HistoryEntry, describe_change
from pellucid.document.sameness import is_switch, says_same


class Session(QObject):
    """Edits of one photo.

    Signals:
        edit_changed(Edit, bool): the edit as it is now; True while a slider is dragged.
        history_changed(): another entry, position or saved state.
    """

    edit_changed = Signal(object, bool)
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(Edit())
        self._saved = Edit()
        self._revision = 0

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
    def is_clean(self) -> bool:
        """True where the edits are the saved ones."""
        return says_same(self.edit, self._saved)

    @property
    def undo_label(self) -> str:
        """What undo would take back, or empty."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, or empty."""
        return self._history.redo_label

    def load(self, edit: Edit) -> None:
        """Begin with the edits of another photo; they count as saved."""
        self._history = History(edit)
        self._saved = edit
        self._tell(dragging=False)

    def edit_parameters(self, operation: str, parameters: Any, *, dragging: bool) -> None:
        """Set the parameters of an operation; touching one that is off switches it on."""
        stack = self.stack.with_parameters(operation, parameters).with_enabled(operation, True)
        if dragging:
            self._history.amend(self.edit.with_stack(stack))
            self._tell(dragging=True)
        else:
            self._record_stack(stack)

    def set_enabled(self, operation: str, enabled: bool) -> None:
        """Switch an operation on or off."""
        self._record_stack(self.stack.with_enabled(operation, enabled))

    def reset(self, operation: str) -> None:
        """Take an operation out; its controls go back to their defaults."""
        self._record_stack(self.stack.without(operation))

    def reset_all(self) -> None:
        """Take all operations out."""
        self._record(Edit())

    def undo(self) -> None:
        """Take the last edit back; one that is still being made ends first."""
        self._record(self.edit)
        self._history.undo()
        self._tell(dragging=False)

    def redo(self) -> None:
        """Do the next edit again."""
        self._history.redo()
        self._tell(dragging=False)

    def jump(self, position: int) -> None:
        """Go to an entry of the history."""
        self._record(self.edit)
        self._history.jump(position)
        self._tell(dragging=False)

    def mark_clean(self) -> None:
        """The edits have been saved."""
        self._saved = self.edit
        self.history_changed.emit()

    def _record_stack(self, stack: EditStack) -> None:
        self._record(self.edit.with_stack(stack))

    def _record(self, edit: Edit) -> None:
        recorded = self.entries[self.position].edit
        if edit == recorded and self.edit == recorded:
            return
        if says_same(edit, recorded):
            self._history.amend(edit)
        elif self._takes_back(edit):
            self._history.undo()
        else:
            # Idle switches since the last entry are not what this one is about.
            since = self.edit if says_same(self.edit, recorded) else recorded
            self._history.record(edit, describe_change(since, edit))
        self._tell(dragging=False)

    def _takes_back(self, edit: Edit) -> bool:
        """True where the last thing done was a switch, and this is the same one back."""
        if self.position == 0:
            return False
        before, last = (self.entries[place].edit for place in (self.position - 1, self.position))
        return says_same(edit, before) and is_switch(before, last)

    def _tell(self, *, dragging: bool) -> None:
        self._revision += 1
        self.edit_changed.emit(self.edit, dragging)
        if not dragging:
            self.history_changed.emit()
