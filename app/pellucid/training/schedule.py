"""How long a run goes on and how its learning rate moves.

A run is bounded by steps (then it is repeatable to the bit) or by minutes. Both are read as one number, the
share of the run that is done.
"""

import math
import time
from dataclasses import dataclass

LONGEST_STEP_S = 5.0
"""A step longer than this was a pause of the process, not work, and does not count."""


@dataclass(frozen=True)
class Budget:
    """A bound on a run.

    Exactly one of `minutes` and `steps` is positive; both count from the very first step of the run, over
    all its resumptions.
    """

    minutes: float = 0.0
    steps: int = 0

    def share(self, step: int, seconds: float) -> float:
        """Share of the run that is done, 1 or more at its end."""
        return step / self.steps if self.steps else seconds / (60 * self.minutes)


class WorkClock:
    """Counts the seconds spent in steps, across resumptions and without pauses."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._last = time.monotonic()

    def tick(self) -> float:
        """Count the time since the last tick and return the sum."""
        now = time.monotonic()
        if now - self._last <= LONGEST_STEP_S:
            self.seconds += now - self._last
        self._last = now
        return self.seconds


def cosine_rate(share: float, step: int, warmup_steps: int, floor: float = 0.01) -> float:
    """Factor on the learning rate: a linear warm-up, then half a cosine down to `floor`."""
    warm = min(1.0, (step + 1) / warmup_steps)
    return warm * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))
