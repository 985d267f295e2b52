"""The exports of a window: what runs, what waits, what became of the others, and the question when it is closed.

The list stays reachable as long as the window lives, from the status bar and the File menu.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QToolButton, QWidget

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.translation import plural, tr
from pellucid.ui.export_pace import ExportPace
from pellucid.ui.jobs import EXPORT, JobBoard
from pellucid.ui.wording import shortened
from pellucid.ui.workspace import Workspace

_NAME_LENGTH = 32
_MOST_SENTENCES = 3

Entries = tuple[JobEntry, ...]


class Exports(QObject):
    """Takes entries of exports and shows them.

    Args:
        jobs: shows the one in work.
        workspace: says how exports went.
        window: over which the list and the question open.

    Signals:
        cancel_requested(int): stop the export of this number, or take it out if it waits.
        pause_requested(bool): begin no other one, or go on.
        changed(JobEntry): something became of an export.
        cleared(): those that are over are not listed any more.
    """

    cancel_requested = Signal(int)
    pause_requested = Signal(bool)
    changed = Signal(object)
    cleared = Signal()

    def __init__(self, jobs: JobBoard, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._workspace = workspace
        self._window = window
        self._entries: dict[int, JobEntry] = {}
        self._notified = 0  # all exports up to this number have been spoken of
        self._pace = ExportPace()
        self._has_past = self.is_paused = False
        self._box: QMessageBox | None = None
        self._list: QWidget | None = None
        self.stops_unasked = False
        """True lets the window go without asking, as the test driver and signals of the system need it."""
        self.unlisted: Path | None = None
        """A folder whose exports are made for other programs: they show while they are made, and are not listed."""
        self.button = QToolButton(autoRaise=True)
        self.button.setAccessibleName(tr("Show exports"))
        self.button.setToolTip(tr("Show what was exported and what waits for it"))
        self.button.clicked.connect(self.show_list)
        self.button.hide()

    @property
    def entries(self) -> Entries:
        """All that are listed, in the order of asking."""
        return tuple(self._entries.values())

    @property
    def unfinished(self) -> Entries:
        """Those that wait or are made."""
        return tuple(entry for entry in self.entries if not entry.state.is_final)

    @property
    def exported(self) -> set[Path]:
        """Photos of which an export is there."""
        return {entry.source for entry in self.entries if entry.source and entry.state is JobState.DONE}

    @property
    def report(self) -> str:
        """What became of all that are over, a line for each."""
        return "\n".join(_line(entry) for entry in self.entries if entry.state.is_final)

    def load_past(self) -> None:
        """List what was exported before this start, too."""
        if self._has_past:
            return
        from pellucid.document.export_log import read  # noqa: PLC0415 -- not needed to start

        self._has_past = True
        self._entries = {entry.number: entry for entry in read()} | self._entries
        self._refresh()

    def set_paused(self, paused: bool) -> None:
        """Begin no other export, or go on."""
        self.is_paused = paused
        self.pause_requested.emit(paused)
        self._refresh()

    def is_taken(self, target: Path) -> bool:
        """True where a file is there, or will be once the exports are made."""
        return target.exists() or any(entry.target == target for entry in self.unfinished)

    def is_listed(self, target: Path) -> bool:
        """True for an export that the person asked for as such."""
        return self.unlisted is None or not target.is_relative_to(self.unlisted)

    def take(self, entry: JobEntry) -> None:
        """Something became of an export."""
        self._entries[entry.number] = entry
        self._pace.note(entry)
        if entry.state is JobState.DONE and not self.is_listed(entry.target):
            del self._entries[entry.number]
        self._refresh()
        self.changed.emit(entry)
        if entry.state.is_final and not self.unfinished:
            self._notify([each for each in self.entries if each.number > self._notified])
            self._notified = max(self._notified, entry.number)

    def cancel_running(self) -> None:
        """Stop the one that is made; those that wait have their turn."""
        for entry in self.unfinished:
            if entry.state is JobState.RUNNING:
                self.cancel_requested.emit(entry.number)

    def cancel_all(self) -> None:
        """Stop the one that is made, and take out those that wait."""
        for entry in reversed(self.unfinished):  # the one that runs last, so that none of the others begins
            self.cancel_requested.emit(entry.number)

    def clear(self) -> None:
        """List only what waits or is made."""
        from pellucid.document import export_log  # noqa: PLC0415 -- not needed to start

        export_log.clear()
        self._entries = {entry.number: entry for entry in self.unfinished}
        self._refresh()
        self.cleared.emit()

    def show_list(self) -> None:
        """Open the list, or bring it to the front."""
        from pellucid.ui.dialogs.export_list import ExportList  # noqa: PLC0415 -- not needed to start

        self.load_past()
        if self._list is None:
            self._list = ExportList(self, self._window)
        self._list.show()
        self._list.raise_()
        self._list.activateWindow()

    def may_leave(self) -> bool:
        """True where nothing would be lost by closing, or nobody is to be asked."""
        return self.stops_unasked or not self.unfinished

    def shut_down(self, then: Callable[[], None]) -> None:
        """Go on with `then` at once where no export would be lost, else once the person has said so."""
        if self.may_leave():
            then()
            return
        from pellucid.ui.dialogs.confirming import make_question  # noqa: PLC0415 -- not needed to start

        if self._box is not None:
            self._box.raise_()
            return
        count = len(self.unfinished)
        box = make_question(
            self._window,
            tr("Exports"),
            plural("An export is not finished.", "{count} exports are not finished.", count=count),
            tr("Those that are finished stay. What is stopped leaves no file."),
        )
        stop = box.addButton(tr("&Stop and Close"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("&Keep Exporting"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.finished.connect(self._on_answered)
        stop.clicked.connect(then)
        self._box = box
        box.open()

    def _on_answered(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.deleteLater()

    def _refresh(self) -> None:
        unfinished = self.unfinished
        self.button.setText(_summary([entry for entry in self.entries if entry.number > 0], paused=self.is_paused))
        self.button.setVisible(bool(self._entries))
        if not unfinished:
            self._jobs.show_done(EXPORT)
            return
        first, waiting = unfinished[0], len(unfinished) - 1
        name, is_held = shortened(first.target.name, _NAME_LENGTH), self.is_paused and first.state is JobState.WAITING
        text = tr("Paused before {name}", name=name) if is_held else tr("Exporting {name}", name=name)
        remaining_s = self._pace.remaining_s(first.remaining_s, waiting)
        self._jobs.show_progress(
            EXPORT,
            tr("{export}, {waiting} more", export=text, waiting=waiting) if waiting else text,
            0.0 if is_held else first.share,  # what waits for the person does not look like work
            remaining_s,
        )

    def _notify(self, run: list[JobEntry]) -> None:
        """Say how a run of exports went, once the last of them is over."""
        failed = [entry for entry in run if entry.state is JobState.FAILED]
        done = [entry for entry in run if entry.state is JobState.DONE]
        if failed:
            count = (
                tr("{failed} of {count} exports failed. ", failed=len(failed), count=len(run)) if len(run) > 1 else ""
            )
            self._workspace.show_error(count + _sentences(failed))
        elif done:
            count = (
                tr("Exported “{name}”.", name=done[0].target.name)
                if len(done) == 1
                else tr("Exported {count} photos.", count=len(done))
            )
            self._workspace.show_message(
                f"{count} {_sentences(done)}".rstrip(), tr("Open folder"), lambda: open_folder(done[-1].target)
            )
        if failed or done:
            from pellucid.ui.system_notice import tell_elsewhere  # noqa: PLC0415 -- not needed to start

            tell_elsewhere(self._window, tr("Exports are finished"), _summary(run, paused=False))


def open_folder(target: Path) -> None:
    """Show where an export lies, in the file manager of the desktop."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))


def _sentences(entries: list[JobEntry]) -> str:
    """What is to be said of some exports: each sentence once, and not more than a few."""
    sentences = list(dict.fromkeys(entry.sentence for entry in entries if entry.sentence))
    more = [tr("The list of exports has the others.")] if len(sentences) > _MOST_SENTENCES else []
    return " ".join(sentences[:_MOST_SENTENCES] + more)


def _line(entry: JobEntry) -> str:
    """What became of an export, in a line of a report."""
    source = f"{entry.source} → " if entry.source else ""
    words = f"{tr(entry.state.value)}\t{source}{entry.target}"
    return f"{words}\t{entry.sentence}" if entry.sentence else words


def _summary(entries: Sequence[JobEntry], *, paused: bool) -> str:
    """All exports in a few words."""
    unfinished = [entry for entry in entries if not entry.state.is_final]
    if unfinished:
        return (
            tr("{count} to export, paused", count=len(unfinished))
            if paused
            else tr("{count} to export", count=len(unfinished))
        )
    done, failed = (sum(entry.state is state for entry in entries) for state in (JobState.DONE, JobState.FAILED))
    parts = [tr("{done} exported", done=done)] if done or not failed else []
    return ", ".join([*parts, tr("{failed} failed", failed=failed)] if failed else parts)
