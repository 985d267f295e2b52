"""Measures how noisy photos are, one after the other, so that they can be sorted by it; only while that is wanted."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.foundation.noise_levels import NoiseLevels

log = logging.getLogger("pellucid.workers")

_POLL_S = 0.05
_AT_ONCE = 32
"""Levels that are kept together."""


class NoiseWorker(Worker[tuple[Path, ...]]):
    """Measures photos; other photos take the place of those that wait.

    Args:
        is_quiet: false while the person waits for something; asked on the worker's thread before each photo.

    Signals:
        measured: a photo, and its noise in levels of 255; None where it cannot be read (Path, float or None).
    """

    measured = Signal(object, object)

    def __init__(self, is_quiet: Callable[[], bool]) -> None:
        super().__init__("noise")
        self._is_quiet = is_quiet

    def do(self, job: tuple[Path, ...]) -> None:
        """First tell what is known already, then measure the rest."""
        from pellucid.foundation.noise_levels import NoiseLevels  # noqa: PLC0415 -- not needed to start
        from pellucid.foundation.progress import Progress  # noqa: PLC0415 -- as above

        progress, levels = Progress(lambda: self.is_unwanted), NoiseLevels()
        unknown: list[Path] = []
        for photo in job:
            progress.check()
            level = levels.find(photo)
            if level is None:
                unknown.append(photo)
            else:
                self.measured.emit(photo, level)
        try:
            for number, photo in enumerate(unknown, 1):
                while not self._is_quiet():
                    progress.wait(_POLL_S)
                progress.check()
                self._measure(photo, levels)
                if number % _AT_ONCE == 0:
                    levels.save()
        finally:
            levels.save()

    def _measure(self, photo: Path, levels: "NoiseLevels") -> None:
        from pellucid.engine.findings_of import flat_noise_of  # noqa: PLC0415 -- torch waits for the window
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- decoders wait for the window

        try:
            level = flat_noise_of(open_document(photo))
        except Cancelled:
            raise
        except Exception as error:
            log.info("%s: its noise is not known", photo, exc_info=error)
            self.measured.emit(photo, None)
        else:
            levels.add(photo, level)
            self.measured.emit(photo, level)
