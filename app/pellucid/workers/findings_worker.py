"""Measures what is wrong with the open photo while nobody wants anything else."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.progress import Progress
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.foundation.findings import Findings
    from pellucid.io.documents import Document

QUIET_MS = 400
"""So long nothing was asked for before it is begun with."""

POLL_S = 0.02


class FindingsWorker(Worker["Document"]):
    """Measures photos; gives way to the canvas between two layers of a network.

    Args:
        engine: shared with canvas and exports.
        is_quiet: false while the canvas is computed; asked on the worker's thread.

    Signals:
        found: what was measured (Findings).
    """

    found = Signal(object)

    def __init__(self, engine: SharedEngine, is_quiet: Callable[[], bool]) -> None:
        super().__init__("findings")
        self._engine = engine
        self._is_quiet = is_quiet

    def do(self, job: "Document") -> None:
        """Measure one photo."""
        from pellucid.engine.findings_of import findings_of  # noqa: PLC0415 -- torch waits for the window

        engine = self._engine.get()
        try:
            self.found.emit(findings_of(job, engine, Progress(self._waited_in_vain)))
        finally:
            engine.release_later()

    def _waited_in_vain(self) -> bool:
        """True where the work is not wanted any more; comes back only once the canvas has what it wants."""
        while not self.is_unwanted and not self._is_quiet():
            time.sleep(POLL_S)
        return self.is_unwanted


class FindingsKeeper(QObject):
    """Says when the open photo is measured, and keeps what was found while it is open.

    Args:
        worker: measures; started and stopped by the owner.
        is_quiet: false while the canvas is computed.

    Signals:
        measuring: a photo was opened and is going to be measured.
        found: what was measured of the open photo (Findings).
        failed: it could not be measured (UserFacingError).
    """

    measuring = Signal()
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: FindingsWorker, is_quiet: Callable[[], bool]) -> None:
        super().__init__()
        self._worker, self._is_quiet = worker, is_quiet
        self._document: Document | None = None
        self.findings: Findings | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._begin)
        worker.found.connect(self._take)
        worker.failed.connect(self._fail)

    def show_photo(self, document: "Document") -> None:
        """Another photo was opened, or this one decoded in another way."""
        self._worker.cancel()
        self._document, self.findings = document, None
        self.measuring.emit()
        self._timer.start()

    def hold(self, _edit: Edit, dragging: bool) -> None:
        """Give way to a slider that moves."""
        if dragging:
            self.give_way()
        elif self._timer.isActive():
            self._timer.start()

    def give_way(self) -> None:
        """Give way to something that a person waits for; once nobody wants anything it is begun anew."""
        if self._document is not None and self.findings is None:
            self._worker.cancel()
            self._timer.start()

    def measure_again(self) -> None:
        """Try once more, after it failed."""
        if self._document is not None:
            self.show_photo(self._document)

    def _begin(self) -> None:
        if self._document is None:
            return
        if self._is_quiet():
            self._worker.post(self._document)
        else:
            self._timer.start()

    def _take(self, findings: "Findings") -> None:
        if self._document is not None and findings.photo == self._document.facts.pixels:
            self.findings = findings
            self.found.emit(findings)

    def _fail(self, error: UserFacingError) -> None:
        self.failed.emit(error)
