"""A message that offers *Undo*, for as long as that takes back what the message says."""

from collections.abc import Callable

from pellucid.foundation.translation import tr
from pellucid.ui.workspace import Workspace


class UndoOffer:
    """Makes such messages, and takes the last one back once something else was done.

    Args:
        workspace: shows them.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sentence = ""
        self._state: object = None

    def make(self, sentence: str, state: object, undo: Callable[[], object]) -> None:
        """Say what was done, and offer to take it back.

        Args:
            sentence: what was done.
            state: what there is since then; compared by value.
            undo: takes it back.
        """
        self._sentence, self._state = sentence, state
        self._workspace.show_message(sentence, tr("Undo"), undo)

    def follow(self, state: object) -> None:
        """What there is now; of another state than the offered one, *Undo* would take back something else."""
        if self._sentence and state != self._state:
            self._workspace.withdraw(self._sentence)
            self._sentence, self._state = "", None
