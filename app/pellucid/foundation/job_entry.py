"""What a queue of exports tells of each of them: plain values, for the window as for tests."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pellucid.foundation.translation import mark


class JobState(Enum):
    """Where a job stands; the value is its word for people."""

    WAITING = mark("Waiting")
    RUNNING = mark("Running")
    DONE = mark("Done")
    FAILED = mark("Failed")
    CANCELLED = mark("Cancelled")

    @property
    def is_final(self) -> bool:
        """True where nothing more comes."""
        return self not in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class JobEntry:
    """A job as its queue knows it.

    Attributes:
        number: counts up in the order of asking, from 1.
        target: the file it makes.
        state: where it stands.
        share: part that is done, 0 to 1; None while unknown.
        remaining_s: seconds left; None while unknown.
        sentence: why it failed, or what could not be carried over; else empty.
        source: the photo that it is made from; None where nobody has said.
    """

    number: int
    target: Path
    state: JobState = JobState.WAITING
    share: float | None = None
    remaining_s: float | None = None
    sentence: str = ""
    source: Path | None = None
