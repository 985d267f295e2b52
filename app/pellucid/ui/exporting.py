"""Asks how to export one photo or many and remembers the answer, so that the next export is one key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pellucid.foundation.eyes import Eye
from pellucid.foundation.framing import Framing
from pellucid.foundation.paths import absolute, data_dir
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.eye_control import EyeControl
from pellucid.ui.settings import Settings

if TYPE_CHECKING:
    from pellucid.document.versions import Versions
    from pellucid.foundation.export_options import ExportOptions
    from pellucid.ui.dialogs.export_many_dialog import ExportManyDialog


_OF_VERSIONS = "{name}-{version}"
"""How versions are named, where the person's own pattern does not tell them apart."""


class Exporting(QObject):
    """Export of the open photo.

    Args:
        settings: remembers the choices.
        eyes: say which eye of a pair is exported.
        is_taken: tells the names that another file has, or an export that waits will have.
        window: over which the dialog opens.

    Signals:
        export_requested(Path, ExportOptions): write the open photo.
        file_requested(Path, Path, ExportOptions): write another photo; its file, and the one to make.
        notified(str): a sentence for the person.
        version_requested(Path, ExportOptions, Edit): write this edit of the photo in the place of the present one.
        dialog_opened(ExportDialog): choices are being made.
    """

    export_requested = Signal(object, object)
    file_requested = Signal(object, object, object)
    notified = Signal(str)
    version_requested = Signal(object, object, object)
    dialog_opened = Signal(object)

    def __init__(self, settings: Settings, eyes: EyeControl, is_taken: Callable[[Path], bool], window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._eyes = eyes
        self._is_taken = is_taken
        self._window = window
        self._facts: PhotoFacts | None = None
        self._folder: Path | None = None
        self._framing = Framing()

    @property
    def facts(self) -> PhotoFacts | None:
        """The photo that can be exported, or None."""
        return self._facts

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Say which photo is open; the first export of each is suggested beside it."""
        self._facts = facts

    def set_framing(self, framing: Framing) -> None:
        """Say how the photo is framed, which decides its full size."""
        self._framing = framing

    def ask(self) -> None:
        """Export by dialog."""
        from pellucid.ui.dialogs.export_dialog import ExportDialog  # noqa: PLC0415 -- not needed to start

        if self._facts is None:
            return
        options = self._settings.export_options()
        facts = replace(self._facts, size=self._framing.on(self._facts.size).output_size)
        dialog = ExportDialog(facts, options, self._target_folder(), self._is_taken, self._window, self.eye)
        dialog.accepted.connect(lambda: self.export(dialog.target, dialog.options))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def ask_for(self, photos: tuple[Path, ...], taken: Callable[[Path], str], rejected_count: int = 0) -> None:
        """Export photos by dialog.

        Args:
            photos: in order; a single one, of which none was rejected beside, is the open photo.
            taken: tells when a photo was taken, as `PhotoSummary.taken`.
            rejected_count: of photos beside them that stay out because they are rejected.
        """
        if len(photos) + rejected_count < 2:
            self.ask()
            return
        from pellucid.ui.dialogs.export_many_dialog import (  # noqa: PLC0415 -- not needed to start
            ExportManyDialog,
            ManyPhotosToExport,
        )

        like = (self._facts, self._framing.on(self._facts.size).output_size) if self._facts else None
        dialog = ExportManyDialog(
            ManyPhotosToExport(photos, tuple(taken(photo) for photo in photos), like, rejected_count),
            self._settings.export_options(),
            self._settings.export_naming(),
            self._folder or _folder_for(photos[0]),
            self._is_taken,
            self._window,
        )
        dialog.accepted.connect(lambda: self._export_many(photos, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_many(self, photos: tuple[Path, ...], dialog: "ExportManyDialog") -> None:
        options, naming = dialog.options, dialog.naming
        self._folder = dialog.folder
        self._settings.set_export_options(options)
        self._settings.set_export_naming(naming)
        targets = dialog.targets
        for photo, target in zip(photos, targets, strict=True):
            if not target.is_skipped:
                self.file_requested.emit(photo, absolute(target.path), options)
        skipped = sum(target.is_skipped for target in targets)
        if skipped:
            self.notified.emit(
                tr(
                    "{skipped} of {count} photos are left out: their files are there already.",
                    skipped=skipped,
                    count=len(photos),
                )
            )

    @property
    def eye(self) -> Eye:
        """The view of a pair that is exported where a file has room for one."""
        return self._eyes.view.eye

    def usual_options(self, facts: PhotoFacts) -> "tuple[ExportOptions, str]":
        """The last choices as they suit a photo, and the ending of their files."""
        from pellucid.foundation import formats  # noqa: PLC0415 -- as above
        from pellucid.ui.dialogs.export_dialog import format_for  # noqa: PLC0415 -- as above

        options = self._settings.export_options()
        format_name = format_for(facts, options)
        return replace(options, format=format_name), formats.by_id(format_name).endings[0]

    def again(self) -> None:
        """Export with the last choices, under a new name."""
        from pellucid.ui.dialogs.export_dialog import suggest_target  # noqa: PLC0415 -- as above

        if self._facts is None:
            return
        options, _ending = self.usual_options(self._facts)
        target = suggest_target(self._facts.path, self._target_folder(), str(options.format), self._is_taken)
        self.export(target, options)

    def export_versions(self, versions: "Versions", taken: str = "") -> None:
        """Export several versions with the last choices, each under a name of its own.

        The person's pattern names them, if it has the version in it.

        Args:
            versions: of the open photo.
            taken: when that was taken, as `PhotoSummary.taken`.
        """
        from pellucid.foundation.name_pattern import NameParts, NamePattern  # noqa: PLC0415 -- not needed to start
        from pellucid.ui.dialogs.free_target import free_target  # noqa: PLC0415 -- as above

        if self._facts is None:
            return
        pattern = NamePattern(self._settings.export_naming().pattern)
        if not pattern.uses("version"):
            pattern = NamePattern(_OF_VERSIONS)
        options, ending = self.usual_options(self._facts)
        for number, version in enumerate(versions, 1):
            stem = pattern.name(NameParts(self._facts.path.stem, taken, number, len(versions), version.name))
            target = free_target(stem, self._target_folder(), ending, self._is_taken)
            self.version_requested.emit(absolute(target), options, version.edit)

    def export(self, target: Path, options: "ExportOptions") -> None:
        """Ask for an export and remember its choices."""
        target = absolute(target)
        self._folder = target.parent
        self._settings.set_export_options(options)
        self.export_requested.emit(target, options)

    def _target_folder(self) -> Path:
        return self._folder or (_folder_for(self._facts.path) if self._facts else Path.home())


def _folder_for(photo: Path) -> Path:
    """Where the first export of a photo is suggested: beside it, unless it lies where nobody would look for one."""
    if not photo.is_relative_to(data_dir()):
        return photo.parent
    from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 -- not needed to start

    pictures = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
    return pictures if pictures.is_dir() else Path.home()
