"""A mailbox that loses nothing: first in, first out, each job with an entry, and each cancellable by its number."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.workers.mailbox import Mailbox


class HasTarget(Protocol):
    """A job that makes a file."""

    @property
    def target(self) -> Path:
        """The file to make."""
        ...

    @property
    def source(self) -> Path | None:
        """The file it is made from."""
        ...


Job = TypeVar("Job", bound=HasTarget)


@dataclass
class _Running:
    """The entry of the job in work, and whether it was asked to stop."""

    entry: JobEntry
    is_stopping: bool = False


class JobQueue(Mailbox[Job]):
    """Hands jobs from the main thread to one worker, in their order, and tells what becomes of each.

    Args:
        note: takes every new state of an entry, on the thread that brought it about. Of one entry they come in order
            where notes from the worker's thread are passed on to the main thread's event loop.
    """

    def __init__(self, note: Callable[[JobEntry], None]) -> None:
        super().__init__()
        self._note = note
        self._asked = 0
        self._jobs: dict[int, tuple[Job, JobEntry]] = {}  # that wait, in their order
        self._running: _Running | None = None
        self._is_paused = False

    def pause(self, paused: bool) -> None:
        """Let no other job begin until this is called again with False; the one in work goes on to its end."""
        with self._condition:
            self._is_paused = paused
            self._condition.notify_all()

    def post(self, item: Job) -> None:
        """Put a job at the end."""
        with self._condition:
            self._asked += 1
            entry = JobEntry(self._asked, item.target, source=item.source)
            self._jobs[entry.number] = (item, entry)
            self._condition.notify()
        self._note(entry)

    def take(self) -> Job | None:
        """Wait for the job whose turn it is; None once the queue is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or (self._jobs and not self._is_paused))
            if self._closed:
                return None
            job, entry = self._jobs.pop(next(iter(self._jobs)))
            self._running = _Running(replace(entry, state=JobState.RUNNING))
        self._note(self._running.entry)
        return job

    def cancel(self, number: int) -> None:
        """Take out a job that waits, or ask the one in work to stop; one that is over stays as it is."""
        with self._condition:
            if self._running is not None and self._running.entry.number == number:
                self._running.is_stopping = True
                return
            _, entry = self._jobs.pop(number, (None, None))
        if entry is not None:
            self._note(replace(entry, state=JobState.CANCELLED))

    def empty(self) -> None:
        """Take out all that wait."""
        with self._condition:
            waiting = list(self._jobs)
        for number in waiting:
            self.cancel(number)

    def cancel_running(self) -> None:
        """Ask the job in work to stop; those that wait have their turn."""
        with self._condition:
            if self._running is not None:
                self._running.is_stopping = True

    def report(self, share: float, remaining_s: float | None) -> None:
        """Tell of the job in work."""
        assert self._running is not None
        self._running.entry = replace(self._running.entry, share=share, remaining_s=remaining_s)
        self._note(self._running.entry)

    def finish(self, state: JobState, sentence: str = "") -> None:
        """The job in work is over, one way or another."""
        with self._condition:
            assert self._running is not None
            entry, self._running = self._running.entry, None
        self._note(replace(entry, state=state, remaining_s=None, sentence=sentence))

    @property
    def is_stopping(self) -> bool:
        """True once the job in work was asked to stop, or all are."""
        running = self._running
        return self._closed or (running is not None and running.is_stopping)

    @property
    def has_message(self) -> bool:
        """True where a job waits, or the end has come."""
        return self._closed or bool(self._jobs)

    @property
    def is_busy(self) -> bool:
        """True where a job waits or is in work."""
        return bool(self._jobs) or self._running is not None
