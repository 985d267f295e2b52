"""Copying the settings of a photo and laying them over others; sidecars of photos that are not open, others change."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pellucid.document.edit import Edit
from pellucid.document.sameness import says_same
from pellucid.foundation.translation import plural, say, tr
from pellucid.ui.filmstrip.opener import StripOpener
from pellucid.ui.jobs import SETTINGS
from pellucid.ui.session import Session
from pellucid.ui.window_actions import WindowActions
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.document.settings_report import SettingsReport
    from pellucid.document.settings_transfer import Parts, Paste
    from pellucid.foundation.photo_facts import PhotoFacts

_MOST_SENTENCES = 2


class SettingsCopy(QObject):
    """Chooses what is taken, and asks for it.

    Args:
        session: of the open photo.
        strip: says which photos are meant.
        actions: of the window.
        workspace: says what became of it.
        window: over which the list opens.

    Signals:
        spread_requested(tuple[Path, ...], object): lay settings over these photos; see `give`.
        repair_requested(tuple[Path, ...]): repair in each of these photos what is found in it.
        take_back_requested(): take the last ones back.
        job_reported(str, str, float | None, float | None): see `JobBoard.show_progress`.
        job_done(str): see `JobBoard.show_done`.
    """

    spread_requested = Signal(object, object)
    repair_requested = Signal(object)
    take_back_requested = Signal()
    job_reported = Signal(str, str, object, object)
    job_done = Signal(str)

    def __init__(
        self, session: Session, strip: StripOpener, actions: WindowActions, workspace: Workspace, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._strip, self._actions = session, strip, actions
        self._workspace, self._window = workspace, window
        self._copied: Paste | None = None
        self._present: tuple[tuple[str, Path] | None, Edit] = (None, Edit())
        self._previous = Edit()
        session.edit_changed.connect(self._follow)
        strip.selection_changed.connect(self._refresh)
        self._can_take_back = False
        self._refresh()

    def copy(self) -> None:
        """Choose what is taken of the open photo."""
        edit = self._session.edit
        self._choose(tr("Copy settings"), tr("Copy"), edit, lambda parts: self._keep(edit, parts))

    def paste(self) -> None:
        """Lay what was copied over the photos that are meant."""
        if self._copied is None:
            self._workspace.show_message(tr("Nothing has been copied yet. Copy the settings of a photo first."))
        else:
            self._spread(self._strip.targets, self._copied)

    def paste_previous(self) -> None:
        """Lay the settings of the photo that was open before over those that are meant."""
        from pellucid.document.settings_transfer import Paste, usual_parts  # noqa: PLC0415 -- not needed to start

        parts = usual_parts(self._previous)
        if parts.operations:
            self._spread(self._strip.targets, Paste(self._previous, parts, say("Settings of the previous photo")))
        else:
            self._workspace.show_message(tr("The photo before this one has no settings."))

    def synchronise(self) -> None:
        """Choose what the other selected photos get of the open one."""
        edit, targets = self._session.edit, self._others()
        if not targets:
            self._workspace.show_message(
                tr("Select more photos in the filmstrip first, with Ctrl or Shift and a click.")
            )
            return
        count = plural("{count} other photo", "{count} other photos", count=len(targets))
        self._choose(
            tr("Synchronise settings"),
            tr("Synchronise {count}", count=count),
            edit,
            lambda parts: self._spread(targets, _paste(edit, parts, say("Synchronise settings"))),
        )

    def repair(self) -> None:
        """Repair in each of the photos that are meant what is found in it."""
        if photos := self._strip.targets:
            self._strip.wake()
            self.repair_requested.emit(photos)

    def give(self, settings: object) -> None:
        """Lay settings of any kind over the photos that are meant.

        Args:
            settings: with a `label` for the undo step, and `over(edit)`; as `Paste`, or a preset.
        """
        self._spread(self._strip.targets, settings)

    def take_back(self) -> None:
        """Take the last settings back from all photos that got them."""
        if self._can_take_back:
            self._can_take_back = False
            self._refresh()
            self.take_back_requested.emit()

    def show_progress(self, text: str, share: float) -> None:
        """Photos are given their settings."""
        self.job_reported.emit(SETTINGS, text, share, None)

    def show_finished(self, report: "SettingsReport") -> None:
        """Settings were laid over photos, or taken back."""
        self.job_done.emit(SETTINGS)
        for facts, _, after in report.changed:
            self._note_edited(facts, after)
        self._can_take_back = bool(report.changed) and not report.is_taking_back
        self._refresh()
        sentence = report.sentence
        if report.failures:
            self._workspace.show_error(" ".join((sentence, *report.failures[:_MOST_SENTENCES])))
        elif self._can_take_back:
            self._workspace.show_message(sentence, tr("Undo"), self.take_back)
        else:
            self._workspace.show_message(sentence)

    def _keep(self, edit: Edit, parts: "Parts") -> None:
        self._copied = _paste(edit, parts, say("Paste settings"))
        self._refresh()
        self._workspace.show_message(tr("The settings are copied. Select photos and paste them."))

    def _spread(self, photos: tuple[Path, ...], settings: object) -> None:
        if photos:
            self._strip.wake()
            self.spread_requested.emit(photos, settings)

    def _others(self) -> tuple[Path, ...]:
        facts = self._session.photo.facts
        return tuple(photo for photo in self._strip.targets if facts is None or photo != facts.path)

    def _choose(self, title: str, word: str, edit: Edit, then: Callable[["Parts"], None]) -> None:
        from pellucid.ui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415 -- not needed to start

        dialog = SettingsDialog(title, word, edit, self._window)
        dialog.accepted.connect(lambda: then(dialog.parts))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow(self, edit: Edit, dragging: bool) -> None:
        """Remember the edit of the photo before this one, and say whether this one is edited."""
        facts = self._session.photo.facts
        name = facts.of_edits if facts else None
        if name != self._present[0]:
            self._previous = self._present[1] if self._present[0] else Edit()
        self._present = (name, edit)
        if facts is not None and not dragging:
            self._note_edited(facts, edit)

    def _note_edited(self, facts: "PhotoFacts", edit: Edit) -> None:
        if self._strip.strip is not None:
            self._strip.show_edited(facts.path, edited=not says_same(edit, Edit()))

    def _refresh(self) -> None:
        self._actions["undo_paste"].setEnabled(self._can_take_back)


def _paste(edit: Edit, parts: "Parts", label: str) -> "Paste":
    from pellucid.document.settings_transfer import Paste  # noqa: PLC0415 -- not needed to start

    return Paste(edit, parts, label)
