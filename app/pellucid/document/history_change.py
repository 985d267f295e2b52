"""What is done to the history of a photo whose edits nobody looks at: another edit recorded, or one taken back."""

from collections.abc import Callable

from pellucid.document.edit import Edit
from pellucid.document.history import History
from pellucid.document.sameness import says_same

Change = Callable[[History], None]


def recording(make: Callable[[Edit], Edit], label: str) -> Change:
    """A change that makes another edit of the present one, as one undo step."""

    def change(history: History) -> None:
        edit = make(history.edit)
        if not says_same(edit, history.edit):
            history.record(edit, label)

    return change


def taking_back(before: Edit, after: Edit) -> Change:
    """A change that takes an edit back where it is still the last one; what was done since stays."""

    def change(history: History) -> None:
        if says_same(history.edit, after) and history.can_undo:
            history.undo()
            if not says_same(history.edit, before):
                history.redo()

    return change
