"""Presets in the window: shows them on the open photo, puts them on, saves and keeps them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.presets.bar import PresetBar
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings
from pellucid.ui.small_pictures import SmallPictures
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:  # not needed to start
    from pellucid.document.preset_folder import KeptPreset
    from pellucid.document.presets import Preset
    from pellucid.ui.presets.popup import PresetPopup

_PURPOSE = "presets"


class PresetsControl(QObject):
    """Joins session and folder of presets.

    Args:
        session: takes the edits.
        bar: below which the presets open.
        pictures: gives their small pictures.
        workspace: says what became of them.
        settings: remember folders.
        window: over which dialogs open.

    Signals:
        given(Preset): the selected photos are to get it.
        leave_crop_requested(): what is chosen there is to be kept first.
    """

    given = Signal(object)
    leave_crop_requested = Signal()

    def __init__(
        self,
        session: Session,
        bar: PresetBar,
        pictures: SmallPictures,
        workspace: Workspace,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._bar, self._pictures = session, bar, pictures
        self._workspace, self._settings, self._window = workspace, settings, window
        self._selected = 0
        self._facts: PhotoFacts | None = None
        self.popup: PresetPopup | None = None
        """The pictures, once they were asked for."""
        bar.clicked.connect(self.open)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo is open, or none."""
        self._facts = facts
        if self.popup is not None:
            self.popup.hide()

    def set_selected(self, count: int) -> None:
        """Say how many photos are selected."""
        self._selected = count

    def open(self) -> None:
        """Show the presets as they would change the photo."""
        from pellucid.document.preset_folder import list_presets  # noqa: PLC0415 -- not needed to start
        from pellucid.ui.presets.popup import PresetPopup  # noqa: PLC0415 -- as above

        if self._facts is None:
            return
        if self.popup is None:
            self.popup = PresetPopup(self._pictures, self._window)
            self.popup.chosen.connect(lambda kept: self.put_on(kept.preset))
            self.popup.given.connect(lambda kept: self.give(kept.preset))
            self.popup.deed_requested.connect(self._on_deed)
            self.popup.save_requested.connect(self.ask_to_save)
            self.popup.import_requested.connect(self.ask_to_import)
        self._bar.come_into_view()
        beside = self._bar.button if self._bar.button.isVisible() else self._window
        self.popup.open_at(list_presets(), self._session.edit, beside, self._selected)

    def fill_menu(self, menu: QMenu) -> None:
        """List the presets in a menu, for the open photo."""
        self._fill(menu, self.put_on, is_enabled=self._facts is not None)

    def fill_menu_of_many(self, menu: QMenu) -> None:
        """List the presets in a menu, for the selected photos."""
        self._fill(menu, self.give, is_enabled=self._facts is not None or self._selected > 1)

    def _fill(self, menu: QMenu, does: "Callable[[Preset], None]", *, is_enabled: bool) -> None:
        from pellucid.document.preset_folder import list_presets  # noqa: PLC0415 -- not needed to start

        menu.clear()
        for kept in list_presets():
            action = menu.addAction(kept.shown_name.replace("&", "&&"))
            action.triggered.connect(lambda _on, preset=kept.preset: does(preset))
            action.setEnabled(is_enabled)

    def give(self, preset: "Preset") -> None:
        """Put a preset on all photos that are selected."""
        self.leave_crop_requested.emit()
        self.given.emit(preset)

    def put_on(self, preset: "Preset") -> None:
        """Put a preset on the photo, as one entry of the history."""
        if self._facts is None:
            return
        self.leave_crop_requested.emit()
        before = self._session.position
        self._session.record(preset.over(self._session.edit), preset.label)
        if not preset.is_understood:
            self._workspace.show_message(
                tr("Parts of “{name}” were made by a newer Pellucid; the photo has the others.", name=preset.name)
            )
        elif self._session.position == before:
            self._workspace.show_message(tr("The photo is as “{name}” makes it already.", name=preset.name))

    def ask_to_save(self) -> None:
        """Ask what of the present edit is to be a preset."""
        from pellucid.document.preset_folder import list_presets, save_preset  # noqa: PLC0415 -- not needed to start
        from pellucid.foundation.naming import free_name  # noqa: PLC0415 -- as above
        from pellucid.ui.presets.save_dialog import SavePresetDialog  # noqa: PLC0415 -- as above

        if self._facts is None:
            return
        self.leave_crop_requested.emit()

        def save(preset: "Preset") -> None:
            self._workspace.show_message(tr("The preset “{name}” is saved.", name=save_preset(preset).name))

        suggested = free_name(tr("My preset"), (kept.name for kept in list_presets()))
        SavePresetDialog(self._session.edit, suggested, save, self._window).open()

    def ask_to_import(self) -> None:
        """Ask for files, and keep the presets in them."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Import presets"), str(self._settings.folder(_PURPOSE)), _files()
        )
        if names:
            self._settings.set_folder(_PURPOSE, Path(names[0]).parent)
            self.import_from([Path(name) for name in names])

    def import_from(self, files: list[Path]) -> None:
        """Keep the presets in some files; what cannot be read is told."""
        from pellucid.document.preset_folder import import_preset  # noqa: PLC0415 -- not needed to start

        kept, failed = [], []
        for file in files:
            try:
                kept.append(f"“{import_preset(file).name}”")
            except PellucidError as error:
                failed.append(str(error))
        if failed:
            self._workspace.show_error(" ".join(failed))
        elif kept:
            self._workspace.show_message(tr("Imported {names}.", names=", ".join(kept)))

    def export_to(self, preset: "Preset", target: Path) -> None:
        """Write a preset to a file."""
        from pellucid.document.preset_folder import SUFFIX, export_preset  # noqa: PLC0415 -- not needed to start

        if target.suffix.lower() != SUFFIX:
            target = target.with_name(target.name + SUFFIX)
        self._try(
            lambda: export_preset(preset, target), tr("“{name}” lies in {target}.", name=preset.name, target=target)
        )

    def rename(self, kept: "KeptPreset") -> None:
        """Ask for another name."""
        from pellucid.document.preset_folder import rename_preset  # noqa: PLC0415 -- not needed to start
        from pellucid.ui.dialogs.name_dialog import NameDialog  # noqa: PLC0415 -- as above

        def take(name: str) -> None:
            self._workspace.show_message(tr("The preset is called “{name}” now.", name=rename_preset(kept, name).name))

        NameDialog(tr("Rename Preset"), kept.name, take, self._window, tr("Rename")).open()

    def delete(self, kept: "KeptPreset") -> None:
        """Take a preset away; it can be brought back."""
        from pellucid.document.preset_folder import delete_preset, restore_preset  # noqa: PLC0415 -- as above

        try:
            deleted = delete_preset(kept)
        except PellucidError as error:
            self._workspace.show_error(str(error))
            return
        again = tr("“{name}” is back.", name=kept.name)
        self._workspace.show_message(
            tr("The preset “{name}” is deleted.", name=kept.name),
            tr("Undo"),
            lambda: self._try(lambda: restore_preset(deleted), again),
        )

    def _on_deed(self, deed: str, kept: "KeptPreset") -> None:
        deeds: dict[str, Callable[[KeptPreset], None]] = {
            "rename": self.rename,
            "export": self._ask_to_export,
            "delete": self.delete,
        }
        deeds[deed](kept)

    def _ask_to_export(self, kept: "KeptPreset") -> None:
        from pellucid.document.preset_folder import suggest_file  # noqa: PLC0415 -- not needed to start

        folder = self._settings.folder(_PURPOSE)
        suggested = str(folder / suggest_file(kept.preset))
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export the preset"), suggested, _files())
        if name:
            self._settings.set_folder(_PURPOSE, Path(name).parent)
            self.export_to(kept.preset, Path(name))

    def _try(self, work: Callable[[], None], sentence: str) -> None:
        """Do it and say so, or say what went wrong."""
        try:
            work()
        except PellucidError as error:
            self._workspace.show_error(str(error))
        else:
            self._workspace.show_message(sentence)


def _files() -> str:
    from pellucid.document.preset_folder import SUFFIX  # noqa: PLC0415 -- not needed to start

    return tr("Presets (*{ending})", ending=SUFFIX)
