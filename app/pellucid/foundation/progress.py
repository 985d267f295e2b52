"""Progress and cancelling of long work: one object goes down, nothing comes up.

Work calls `report` after each part; `report` raises `Cancelled` when somebody asked to stop.
"""

import time
from collections.abc import Callable

from pellucid.foundation.errors import Cancelled

POLL_S = 0.005


class Progress:
    """Progress of one piece of work.

    Args:
        is_cancelled: asked at every report.
        notify: takes the share done (0 to 1) and the remaining seconds, None while unknown.
    """

    def __init__(
        self,
        is_cancelled: Callable[[], bool] = lambda: False,
        notify: Callable[[float, float | None], None] = lambda _share, _remaining: None,
    ) -> None:
        self.is_cancelled = is_cancelled
        self._notify = notify
        self._started = time.monotonic()

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked to stop."""
        if self.is_cancelled():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Wait a while, as long as nobody asks to stop."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.check()
            time.sleep(POLL_S)

    def halves(self) -> tuple["Progress", "Progress"]:
        """Two pieces of this work, at once or one after the other, each half of it."""
        shares = [0.0, 0.0]

        def notifier(place: int) -> Callable[[float, float | None], None]:
            def notify(share: float, _remaining: float | None) -> None:
                shares[place] = share
                self.report(sum(shares) / 2)

            return notify

        return Progress(self.is_cancelled, notifier(0)), Progress(self.is_cancelled, notifier(1))

    def report(self, share: float) -> None:
        """Report the share done, 0 to 1, and check."""
        self.check()
        spent = time.monotonic() - self._started
        self._notify(share, spent / share * (1 - share) if share > 0.02 else None)

    def part(self, start: float, end: float) -> "Progress":
        """Progress of a part of this work, told as a share of the whole; start and end are 0 to 1."""
        return Progress(self.is_cancelled, lambda share, _remaining: self.report(start + share * (end - start)))


class Meter:
    """Progress of work in pieces that weigh differently.

    Args:
        progress: of all of it.
        total: weight of all pieces.
    """

    def __init__(self, progress: Progress, total: float) -> None:
        self._progress = progress
        self._total = max(total, 1e-9)
        self._done = 0.0

    def done(self, weight: float) -> None:
        """Report that a piece is done, and check; 0 to report that work has begun."""
        self._done += weight
        self._progress.report(self._share(self._done))

    def part(self, weight: float) -> Progress:
        """Progress of the next piece, told as a share of the whole; `done` is still to be called for it."""
        return self._progress.part(self._share(self._done), self._share(self._done + weight))

    def _share(self, done: float) -> float:
        return min(1.0, done / self._total)
