"""Looks at photos that are not open, so that settings can be laid over them: who they are, and what each is to get."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal

from pellucid.foundation.errors import Cancelled, UserFacingError
from pellucid.workers.mailbox import Line
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.io.documents import Document

log = logging.getLogger("pellucid.workers")


@runtime_checkable
class Settings(Protocol):
    """What several photos are to get; a preset, or the settings of another photo."""

    @property
    def label(self) -> str:
        """Name of the undo step."""
        ...

    def over(self, edit: "Edit", /) -> "Edit":
        """The edit of a photo with them."""
        ...


class MeasuredSettings(Protocol):
    """What several photos are to get, each something else, which its pixels decide."""

    @property
    def label(self) -> str:
        """Name of the undo step."""
        ...

    def of(self, document: "Document", /) -> Settings:
        """What this photo is to get; called on the worker's thread."""
        ...


@dataclass(frozen=True)
class SettingsJob:
    """Settings for photos.

    Attributes:
        run: number of this asking.
        paths: files of the photos.
        settings: what they are to get.
    """

    run: int
    paths: tuple[Path, ...]
    settings: Settings | MeasuredSettings


class SettingsWorker(Worker[SettingsJob]):
    """Opens one photo after the other. Only one is held in memory at a time.

    Signals:
        ready: number of a run, facts of one of its photos, and what that is to get (PhotoFacts, Settings).
        unreadable: number of a run, a path, and why it is left as it is (Path, UserFacingError).
        looked_at: a run is through, all its photos or as many as there was time for (int).
    """

    ready = Signal(int, object, object)
    unreadable = Signal(int, object, object)
    looked_at = Signal(int)

    def __init__(self) -> None:
        super().__init__("settings", Line())

    @property
    def is_unwanted(self) -> bool:
        """True once the present run was asked to stop; another that waits has its turn."""
        return self.is_cancelled

    def do(self, job: SettingsJob) -> None:
        """Look at the photos of a run."""
        try:
            for path in job.paths:
                if self.is_unwanted:
                    raise Cancelled
                self._look(job, path)
        finally:
            self.looked_at.emit(job.run)

    def _look(self, job: SettingsJob, path: Path) -> None:
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- decoders wait for the window

        try:
            document = open_document(path)
            settings = job.settings if isinstance(job.settings, Settings) else job.settings.of(document)
        except Cancelled:
            raise
        except Exception as error:
            log.info("%s: no settings", path, exc_info=error)
            self.unreadable.emit(job.run, path, UserFacingError.of(error))
        else:
            self.ready.emit(job.run, document.facts, settings)
