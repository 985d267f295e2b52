"""Whether the person waits for anything. Those who only prepare something ask, and begin or go on once nobody does."""

from collections.abc import Callable


class Quiet:
    """True when called while nobody waits. Threads may ask.

    Args:
        is_waited_for: each true while somebody waits for one thing.
    """

    def __init__(self, *is_waited_for: Callable[[], bool]) -> None:
        self._is_waited_for = is_waited_for

    def heed(self, *is_waited_for: Callable[[], bool]) -> None:
        """Ask these as well from now on."""
        self._is_waited_for = (*self._is_waited_for, *is_waited_for)

    def __call__(self) -> bool:
        """True where nobody waits."""
        return not any(is_waited_for() for is_waited_for in self._is_waited_for)
