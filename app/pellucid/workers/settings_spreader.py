"""Lays settings over many photos, and takes that back. The main thread's side of it.

A photo that is open when its turn comes is changed in the window; all others get their sidecars changed, by the worker
that saves edits, in whose line nothing can come between. What was done is remembered until something newer is done, so
that all of it can be taken back at once, and each photo has one undo step of it.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.document.history_change import Change, recording, taking_back
from pellucid.document.open_photo import OpenPhoto
from pellucid.document.sameness import says_same
from pellucid.document.settings_report import SettingsReport
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.workers.edit_worker import ChangeStored, EditWorker
from pellucid.workers.settings_worker import MeasuredSettings, Settings, SettingsJob, SettingsWorker

if TYPE_CHECKING:
    from pellucid.document.stored_change import Changed


@dataclass
class _Run:
    label: str
    wanted: int
    is_taking_back: bool = False
    waiting: int = 0
    is_looked_at: bool = False
    same: int = 0
    changed: list[tuple[PhotoFacts, Edit, Edit]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.changed) + self.same + len(self.failures)


class SettingsSpreader(QObject):
    """Hands settings to photos.

    Args:
        looker: opens photos that are not open.
        editor: changes their sidecars.
        photo: the one that is open.

    Signals:
        progressed: what is being done, and the share that is done.
        finished: what became of it (SettingsReport).
        record_wanted: the open photo is to have this edit, as an undo step of this name (Edit, str).
        undo_wanted: the last undo step of the open photo is to be taken back.
        open_changed: the saved edits of a photo were changed that was opened meanwhile (Sidecar).
    """

    progressed = Signal(str, float)
    finished = Signal(object)
    record_wanted = Signal(object, str)
    undo_wanted = Signal()
    open_changed = Signal(object)

    def __init__(self, looker: SettingsWorker, editor: EditWorker, photo: OpenPhoto) -> None:
        super().__init__()
        self._looker, self._editor, self._photo = looker, editor, photo
        self._runs: dict[int, _Run] = {}
        self._asked = 0
        self._last: SettingsReport | None = None
        looker.ready.connect(self._on_ready)
        looker.unreadable.connect(self._on_unreadable)
        looker.looked_at.connect(self._on_looked_at)
        editor.stored_changed.connect(self._on_stored_changed)
        editor.change_failed.connect(self._on_change_failed)

    @property
    def can_take_back(self) -> bool:
        """True where something was done that can be taken back."""
        return self._last is not None and bool(self._last.changed)

    @property
    def is_busy(self) -> bool:
        """True while photos wait for their settings."""
        return bool(self._runs)

    def spread(self, paths: tuple[Path, ...], settings: Settings | MeasuredSettings) -> None:
        """Lay settings over photos; the open one has them at once."""
        number, run = self._begin(settings.label, len(paths))
        facts = self._photo.facts
        if isinstance(settings, Settings) and facts is not None and facts.path in paths:
            self._change_open(run, facts, settings)
            paths = tuple(path for path in paths if path != facts.path)
        if paths:
            self._looker.post(SettingsJob(number, paths, settings))
        else:
            run.is_looked_at = True
        self._tell(number)

    def take_back(self) -> None:
        """Take back what was done last, in every photo where nothing was done since."""
        if self._last is None:
            return
        last, self._last = self._last, None
        number, run = self._begin(last.label, len(last.changed), is_taking_back=True)
        run.is_looked_at = True
        for facts, before, after in last.changed:
            if self._photo.is_of(facts):
                self._take_back_open(run, before, after)
            else:
                self._post(number, facts, taking_back(before, after))
        self._tell(number)

    def cancel(self) -> None:
        """Leave the photos that still wait as they are."""
        self._looker.cancel()
        for number, run in tuple(self._runs.items()):
            run.is_looked_at = True
            self._tell(number)

    def _begin(self, label: str, wanted: int, *, is_taking_back: bool = False) -> tuple[int, _Run]:
        self._asked += 1
        run = self._runs[self._asked] = _Run(label, wanted, is_taking_back)
        return self._asked, run

    def _on_ready(self, number: int, facts: PhotoFacts, settings: Settings) -> None:
        run = self._runs.get(number)
        if run is None:
            return
        if self._photo.is_of(facts):
            self._change_open(run, facts, settings)
            self._tell(number)
        else:
            self._post(number, facts, recording(settings.over, settings.label))

    def _post(self, number: int, facts: PhotoFacts, change: Change) -> None:
        self._runs[number].waiting += 1
        self._editor.post(ChangeStored(facts, change, number))

    def _change_open(self, run: _Run, facts: PhotoFacts, settings: Settings) -> None:
        before = self._photo.edit
        after = settings.over(before)
        if says_same(before, after):
            run.same += 1
            return
        run.changed.append((facts, before, after))
        self.record_wanted.emit(after, settings.label)

    def _take_back_open(self, run: _Run, before: Edit, after: Edit) -> None:
        if says_same(self._photo.edit, after) and self._photo.history.can_undo:
            assert self._photo.facts is not None
            run.changed.append((self._photo.facts, after, before))
            self.undo_wanted.emit()
        else:
            run.same += 1

    def _on_unreadable(self, number: int, _path: Path, error: UserFacingError) -> None:
        if number in self._runs:
            self._runs[number].failures.append(error.sentence)
            self._tell(number)

    def _on_looked_at(self, number: int) -> None:
        if number in self._runs:
            self._runs[number].is_looked_at = True
            self._tell(number)

    def _on_stored_changed(self, number: int, changed: "Changed") -> None:
        run = self._runs[number]
        run.waiting -= 1
        if changed.is_another:
            run.changed.append((changed.facts, changed.before, changed.stored.edit))
            if self._photo.is_of(changed.facts):
                self.open_changed.emit(changed.stored)
        else:
            run.same += 1
        self._tell(number)

    def _on_change_failed(self, number: int, _facts: PhotoFacts, error: UserFacingError) -> None:
        self._runs[number].waiting -= 1
        self._runs[number].failures.append(error.sentence)
        self._tell(number)

    def _tell(self, number: int) -> None:
        run = self._runs[number]
        if not run.is_looked_at or run.waiting:
            self.progressed.emit(
                tr("{label}: {done} of {wanted} photos", label=tr(run.label), done=run.done, wanted=run.wanted),
                run.done / max(1, run.wanted),
            )
            return
        del self._runs[number]
        report = SettingsReport(run.label, tuple(run.changed), run.same, tuple(run.failures), run.is_taking_back)
        self._last = report if run.changed and not run.is_taking_back else None
        self.finished.emit(report)
