"""How long a run goes on and how its learning rate moves.

A run is bounded by steps (then it is repeatable to the bit) or by minutes. Both are read as one number, the
share of the run that is done. A recipe names its schedule: `cosine`, which knows its end from the first step, or
`cool_down`, which stays level until the last part, so that a later, longer run can go on from where that part began.
"""

import math
import time
from dataclasses import dataclass

LONGEST_STEP_S = 30.0
"""A step longer than this was a pause of the process, not work, and does not count. Busy machines take up to 10 s."""


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


@dataclass(frozen=True)
class Schedule:
    """Factors on the learning rate of a recipe.

    Args:
        name: `cosine` or `cool_down`.
        warmup_steps: steps of the linear rise at the start.
        cool_down_share: last part of a `cool_down` run in which the rate falls, 0 to 1.

    Raises:
        ValueError: another name.
    """

    name: str
    warmup_steps: int
    cool_down_share: float = 0.0

    def __post_init__(self) -> None:
        if self.name not in {"cosine", "cool_down"}:
            raise ValueError(f"“{self.name}” is no schedule; known are cosine and cool_down")

    def factor(self, share: float, step: int) -> float:
        """Factor on the learning rate at a step, where `share` of the run is done."""
        if self.name == "cosine":
            return cosine_rate(share, step, self.warmup_steps)
        return cool_down_rate(share, step, self.warmup_steps, self.cool_down_share)

    def is_cooling(self, share: float) -> bool:
        """Whether the last part of a `cool_down` run has begun."""
        return self.name == "cool_down" and share >= 1 - self.cool_down_share


def cosine_rate(share: float, step: int, warmup_steps: int, floor: float = 0.01) -> float:
    """Factor on the learning rate: a linear warm-up, then half a cosine down to `floor`."""
    return _warm(step, warmup_steps) * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * min(1.0, share))))


def cool_down_rate(share: float, step: int, warmup_steps: int, cool_down_share: float, floor: float = 0.01) -> float:
    """Factor on the learning rate: a linear warm-up, level, then a straight line down to `floor`."""
    left = 1 - share
    return _warm(step, warmup_steps) * (1.0 if left > cool_down_share else max(floor, left / cool_down_share))


def _warm(step: int, warmup_steps: int) -> float:
    return min(1.0, (step + 1) / warmup_steps)
