"""Versions in the window: makes, shows, compares and exports them. Page and dialogs are made when they are wanted."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pellucid.document.edit import Edit
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, say, tr
from pellucid.ui.canvas.compare import CompareMode, Side
from pellucid.ui.icons import Icons
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.session import Session
from pellucid.ui.small_pictures import SmallPictures
from pellucid.ui.undo_offer import UndoOffer
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:  # not needed to start
    from pellucid.document.versions import Version, Versions
    from pellucid.ui.versions.page import VersionsPage

NOW = mark("Now")
"""What the present state is called on the photo, where it is no version."""


class VersionsControl(QObject):
    """Joins session, panel and canvas about versions.

    Args:
        session: keeps them.
        dock: has their page.
        pictures: gives their small pictures.
        workspace: compares them on its canvas, and says what became of them.
        icons: for the page.
        window: over which dialogs open.

    Signals:
        compared_changed(Edit or None): what the photo is compared with; None for the photo without edits.
        leave_crop_requested(): what is chosen there is to be kept first.
        export_requested(tuple[Version, ...]): write these.
    """

    compared_changed = Signal(object)
    leave_crop_requested = Signal()
    export_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        dock: EditDock,
        pictures: SmallPictures,
        workspace: Workspace,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._dock, self._pictures = session, dock, pictures
        self._workspace, self._canvas, self._icons, self._window = workspace, workspace.canvas, icons, window
        self._offer = UndoOffer(workspace)
        self._facts: PhotoFacts | None = None
        self._compared = ""
        self._sent: Edit | None = None
        session.versions_changed.connect(self._on_versions_changed)
        session.edit_changed.connect(self._on_edit_changed)

    @property
    def compared(self) -> str:
        """The version that the photo is compared with, or empty."""
        return self._compared

    @cached_property
    def page(self) -> "VersionsPage":
        """The page of the panel."""
        from pellucid.ui.versions.page import VersionsPage  # noqa: PLC0415 -- most photos have no version

        page = VersionsPage(self._icons, self._pictures)
        page.show_requested.connect(self.show)
        page.compare_toggled.connect(lambda name, on: self.compare(name if on else ""))
        page.deed_requested.connect(lambda deed, name: self._deeds[deed](name))
        page.save_requested.connect(self.ask_to_save)
        page.export_requested.connect(self.ask_to_export)
        return page

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo is open, or none; nothing is compared."""
        self.compare("")
        self._facts = facts
        if facts is None:
            self._dock.show_versions(None)

    def ask_to_save(self) -> None:
        """Ask how the present state is to be called."""
        from pellucid.foundation.naming import free_name  # noqa: PLC0415 -- not needed to start

        if self._facts is None:
            return
        self.leave_crop_requested.emit()
        suggested = free_name(tr("Version 1"), (version.name for version in self._session.versions))
        self._ask(tr("Save Version"), suggested, self.save)

    def save(self, name: str) -> None:
        """Let the present state be a version.

        Raises:
            UsageError: the name cannot be shown.
        """
        from pellucid.document.versions import added  # noqa: PLC0415 -- not needed to start

        self._session.keep_versions(added(self._session.versions, name, self._session.edit))
        self._workspace.show_message(tr("“{name}” is saved under Versions.", name=self._session.versions[-1].name))

    def show(self, name: str) -> None:
        """Let the photo be a version, as one entry of the history."""
        version = self._find(name)
        if version is not None:
            self.leave_crop_requested.emit()
            self._session.record(version.edit, say("Version “{name}”", name=name))

    def compare(self, name: str) -> None:
        """Compare the photo with a version; with the photo without edits where the name is empty."""
        version = self._find(name) if name else None
        was_comparing, self._compared = bool(self._compared), version.name if version else ""
        if version is None and not was_comparing:
            return
        self._send()
        if version is None:
            self._canvas.set_compare(CompareMode.OFF)
            return
        own = self._session.edit
        if self._canvas.compare.mode is CompareMode.OFF:
            is_alike = version.edit.framing == own.framing
            self._canvas.set_compare(CompareMode.SPLIT if is_alike else CompareMode.SIDE_BY_SIDE)
        if version.edit.source != own.source:
            self._workspace.show_message(
                tr("“{name}” was made with other settings of the file. It is shown with the present ones.", name=name)
            )

    def rename(self, name: str) -> None:
        """Ask for another name."""
        from pellucid.document.versions import renamed  # noqa: PLC0415 -- whoever has one has loaded it

        def take(wanted: str) -> None:
            before = self._session.versions
            after = renamed(before, name, wanted)
            place = [version.name for version in before].index(name)
            if self._compared == name:
                self._compared = after[place].name
            self._session.keep_versions(after)

        self._ask(tr("Rename Version"), name, take, mark("Rename"))

    def duplicate(self, name: str) -> None:
        """Put a copy behind a version."""
        from pellucid.document.versions import duplicated  # noqa: PLC0415 -- as above

        self._session.keep_versions(duplicated(self._session.versions, name))

    def update(self, name: str) -> None:
        """Let a version be the present state; what it was can be brought back."""
        from pellucid.document.versions import updated  # noqa: PLC0415 -- as above

        self.leave_crop_requested.emit()
        after = updated(self._session.versions, name, self._session.edit)
        self._change(after, tr("“{name}” is the present state now.", name=name))

    def delete(self, name: str) -> None:
        """Take a version away; it can be brought back."""
        from pellucid.document.versions import without  # noqa: PLC0415 -- as above

        self._change(without(self._session.versions, [name]), tr("The version “{name}” is deleted.", name=name))

    def ask_to_export(self, name: str = "") -> None:
        """Ask which versions are to be exported; one is chosen to begin with, or all."""
        from pellucid.ui.versions.export_dialog import VersionsExportDialog  # noqa: PLC0415 -- not needed to start

        if self._facts is None or not self._session.versions:
            return
        chosen = {name} if name else {version.name for version in self._session.versions}
        dialog = VersionsExportDialog(self._session.versions, chosen, self._pictures, self._window)
        dialog.accepted.connect(lambda: self.export_requested.emit(dialog.chosen))
        dialog.open()

    @property
    def _deeds(self) -> dict[str, Callable[[str], None]]:
        return {
            "rename": self.rename,
            "duplicate": self.duplicate,
            "update": self.update,
            "export": self.ask_to_export,
            "delete": self.delete,
        }

    def _change(self, versions: "Versions", sentence: str) -> None:
        """Keep other versions, and offer those from before."""
        before, facts = self._session.versions, self._facts

        def bring_back() -> None:
            if self._facts is facts:
                self._session.keep_versions(before)

        self._session.keep_versions(versions)
        self._offer.make(sentence, versions, bring_back)

    def _find(self, name: str) -> "Version | None":
        return next((version for version in self._session.versions if version.name == name), None)

    def _ask(self, title: str, name: str, does: Callable[[str], object], action: str = mark("Save")) -> None:
        from pellucid.ui.dialogs.name_dialog import NameDialog  # noqa: PLC0415 -- not needed to start

        NameDialog(title, name, does, self._window, tr(action)).open()

    def _on_versions_changed(self) -> None:
        versions = self._session.versions
        self._offer.follow(versions)
        if self._compared and self._find(self._compared) is None:
            self.compare("")
        if self._facts is None or not versions:
            self._dock.show_versions(None)
            return
        self.page.show_versions(versions)
        self._dock.show_versions(self.page)
        self._show_state()
        if self._compared:
            self._send()

    def _on_edit_changed(self, _edit: Edit, dragging: bool) -> None:
        if not dragging and self._session.versions:
            self._show_state()
            if self._compared:
                self._send()

    def _show_state(self) -> None:
        if self._facts is not None:
            self.page.show_state(self._present, self._compared)

    @property
    def _present(self) -> str:
        """The version that the photo is at; empty where it is at none."""
        from pellucid.document.versions import version_of  # noqa: PLC0415 -- whoever has one has loaded it

        versions, edit = self._session.versions, self._session.edit
        same = version_of(tuple(version for version in versions if version.name != self._compared), edit)
        return same.name if same else ""

    def _send(self) -> None:
        """Tell canvas and renderer what the photo is compared with, as it is decoded now."""
        version = self._find(self._compared)
        self._show_state()
        edit = replace(version.edit, source=self._session.edit.source) if version else None
        names = (version.name, self._present or NOW) if version else (Side.BEFORE.value, Side.AFTER.value)
        if edit == self._sent and names == self._canvas.compare.names:
            return
        is_other = edit != self._sent
        self._sent = edit
        self._canvas.compare_with(edit.framing if edit else None, names)
        if is_other:
            self.compared_changed.emit(edit)
