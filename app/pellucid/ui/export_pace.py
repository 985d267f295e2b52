"""How long all exports that wait will take, from how long those before took. No Qt."""

import time
from collections.abc import Callable

from pellucid.foundation.job_entry import JobEntry, JobState

_LATEST = 20
"""Exports that count: others may be of another kind."""


class ExportPace:
    """Watches exports.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: dict[int, float] = {}
        self._took: list[float] = []

    def note(self, entry: JobEntry) -> None:
        """Something became of an export."""
        if entry.state is JobState.RUNNING:
            self._begun.setdefault(entry.number, self._clock())
        elif entry.state.is_final:
            begun = self._begun.pop(entry.number, None)
            if begun is not None and entry.state is JobState.DONE:
                self._took = [*self._took, self._clock() - begun][-_LATEST:]

    def remaining_s(self, first_s: float | None, waiting: int) -> float | None:
        """Seconds until all are made; None while nobody can know.

        Args:
            first_s: left of the one that is made, if that is known.
            waiting: how many come after it.
        """
        if not self._took or waiting == 0:
            return first_s
        mean = sum(self._took) / len(self._took)
        return (mean if first_s is None else first_s) + waiting * mean
