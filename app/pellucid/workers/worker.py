"""What the workers have in common: a thread, a mailbox, one catch-all, a clean end."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal

from pellucid.foundation.errors import Cancelled, UserFacingError
from pellucid.workers.mailbox import Mailbox

log = logging.getLogger("pellucid.workers")

Job = TypeVar("Job")

STOP_WAIT_MS = 3000
"""Longest wait for threads to end: together with the rest of a close it stays under five seconds."""


class Worker(QObject, Generic[Job]):
    """Does one job after the other on a thread of its own.

    Subclasses implement `do`. Only `post`, `cancel`, `start` and `stop` are called from the main thread.
    Signals are connected to `mailbox.post`: methods of a worker wait for an event loop, where its thread has only jobs.

    Args:
        name: of the thread.
        mailbox: where jobs come from; without one, a newer job takes the place of one that waits.

    Signals:
        failed: a job ended with an error (UserFacingError).
        finished: a job is over, done, cancelled or failed.
    """

    failed = Signal(object)
    finished = Signal()

    def __init__(self, name: str, mailbox: Mailbox[Job] | None = None) -> None:
        super().__init__()
        self.mailbox: Mailbox[Job] = mailbox or Mailbox()
        self.is_working = False
        self._cancelled = False
        self._thread = QThread()
        self._thread.setObjectName(name)
        self.moveToThread(self._thread)
        self._thread.started.connect(self.serve)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def post(self, job: Job) -> None:
        """Ask for a job; what becomes of one that still waits is the mailbox's affair."""
        self.mailbox.post(job)

    def cancel(self) -> None:
        """Drop a job that waits, and ask the present one to stop; it does at its next check."""
        self.mailbox.empty()
        self._cancelled = True

    def shut_down(self) -> None:
        """Drop what waits, ask the present job to stop, and let the thread end; nothing is done after this."""
        self.cancel()
        self.mailbox.close()
        self._thread.quit()

    def stop(self, deadline: QDeadlineTimer | None = None) -> bool:
        """Shut down and wait for the thread to end; False where it did not in time (`STOP_WAIT_MS` by default)."""
        self.shut_down()
        return self._thread.wait(deadline or QDeadlineTimer(STOP_WAIT_MS))

    @property
    def is_busy(self) -> bool:
        """True while a job is done or waits."""
        return self.is_working or self.mailbox.has_message

    @property
    def is_unwanted(self) -> bool:
        """True where the present job should stop: it was cancelled, or something newer waits."""
        return self.is_cancelled or self.mailbox.has_message

    @property
    def is_cancelled(self) -> bool:
        """True once the present job was asked to stop, or all of them are: the last one may only just have begun."""
        return self._cancelled or self.mailbox.is_closed

    def do(self, job: Job) -> None:
        """Carry out a job, on the worker's thread. May raise anything."""
        raise AssertionError(f"{type(self).__name__} does not say what it does with {job!r}")

    def do_idle(self, job: Job) -> None:
        """Prepare for what may come after a finished job, silently, until something newer waits. May raise anything."""

    def serve(self) -> None:
        """Take jobs until the mailbox is closed."""
        while True:
            job = self.mailbox.take()
            if job is None:
                return
            self.is_working, self._cancelled = True, False
            done = self._guarded(self.do, job)
            self.is_working = False
            self.finished.emit()
            if done:
                self._guarded(self.do_idle, job)

    def _guarded(self, work: Callable[[Job], None], job: Job) -> bool:
        """True where the work was done; what it raises is told."""
        try:
            work(job)
        except Cancelled:
            log.debug("%s: cancelled", self._thread.objectName())
        except Exception as error:  # noqa: BLE001 -- the border of the thread: everything becomes one sentence
            self._notify(error)
        else:
            return True
        return False

    def _notify(self, error: Exception) -> None:
        failure = UserFacingError.of(error)
        if failure.exit_code == 1:
            log.error("%s failed", self._thread.objectName(), exc_info=error)
        else:
            log.info("%s: %s", self._thread.objectName(), failure.sentence)
        self.failed.emit(failure)
