"""Asks how to export several photos: as for one, and by which pattern their files are named."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from pellucid.document.export_presets import ExportPreset
from pellucid.foundation import formats
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import Existing, ExportOptions
from pellucid.foundation.geometry import Size
from pellucid.foundation.name_pattern import NameParts, NamePattern
from pellucid.foundation.output_names import Target, planned_targets
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.size_estimate import estimated_bytes, in_words
from pellucid.foundation.translation import mark, plural, tr
from pellucid.ui.dialogs.export_choices import ExportChoices, make_combo, make_label
from pellucid.ui.dialogs.export_frame import ExportFrame
from pellucid.ui.export_settings import Naming

_OWN = {ending: ending for ending in formats.endings_of(*formats.written(), *formats.written(both_eyes=True))}
_ENDINGS = {entry.id: entry.endings[0] for entry in formats.written()}
_SAFE_ENDING = _ENDINGS["TIFF"]
_FORMATS: dict[str | None, str] = {None: mark("As each photo")} | {entry.id: entry.label for entry in formats.written()}
_EXISTING = {
    Existing.UNIQUE: mark("Give the new file a number"),
    Existing.SKIP: mark("Leave the photo out"),
    Existing.OVERWRITE: mark("Replace the file"),
}
_PATTERN_HELP = mark(
    "{name} the photo's name, {date} and {time} when it was taken, {number} counting up ({number:4} with four digits), "
    "{version} the name of the version"
)


@dataclass(frozen=True)
class ManyPhotosToExport:
    """Photos that are exported together.

    Attributes:
        paths: in order.
        taken: when each was taken, as `PhotoSummary.taken`.
        like: the open photo and its size as it is framed, by which the length of all files is estimated; or None.
        rejected_count: of photos beside them that stay out because they are rejected.
    """

    paths: tuple[Path, ...]
    taken: tuple[str, ...]
    like: tuple[PhotoFacts, Size] | None
    rejected_count: int = 0


class ExportManyDialog(ExportFrame):
    """After it was accepted, `targets`, `options` and `naming` hold the choices.

    Args:
        photos: what is exported.
        options: to begin with.
        naming: likewise.
        folder: likewise.
        is_taken: tells the names that another file has, or an export that waits will have.
        parent: the window.
    """

    def __init__(
        self,
        photos: ManyPhotosToExport,
        options: ExportOptions,
        naming: Naming,
        folder: Path,
        is_taken: Callable[[Path], bool],
        parent: QWidget,
    ) -> None:
        count = len(photos.paths)
        super().__init__(plural("Export {count} photo", "Export {count} photos", count=count), folder, parent)
        self._photos, self._like, self._is_taken = photos.paths, photos.like, is_taken
        moments = enumerate(zip(photos.paths, photos.taken, strict=True), 1)
        self._parts = [NameParts(photo.stem, taken, number, count) for number, (photo, taken) in moments]
        self.pattern = QLineEdit(naming.pattern)
        self.pattern.setMinimumWidth(320)
        self.pattern.setAccessibleName(tr("Pattern of the names"))
        self.pattern.setToolTip(tr(_PATTERN_HELP))
        self.example = QLabel(wordWrap=True)
        self.example.setObjectName("small")
        self.example.setAccessibleName(tr("Example of a name"))
        self.existing = make_combo(tr("Files that are there already"), _EXISTING, naming.existing)
        self.choices = ExportChoices(_FORMATS, options.format, options, None, self.form)
        self._lay_out(photos.rejected_count)
        self.pattern.textChanged.connect(lambda _text: self._tell_example())
        self.choices.format_changed.connect(self._tell_example)
        self._tell_example()

    @property
    def naming(self) -> Naming:
        """How they are named."""
        return Naming(self.pattern.text().strip(), self.existing.currentData())

    @property
    def options(self) -> ExportOptions:
        """How they are written."""
        return self.choices.options(overwrite=self.naming.existing is Existing.OVERWRITE)

    @property
    def targets(self) -> list[Target]:
        """The file of each photo.

        Raises:
            UsageError: the pattern makes no names.
        """
        pattern = NamePattern(self.naming.pattern)
        names = [
            pattern.name(parts) + self._ending(photo) for parts, photo in zip(self._parts, self._photos, strict=True)
        ]
        return planned_targets(names, self.folder, self.naming.existing, self._is_taken)

    def needed_bytes(self) -> int | None:
        """About how long all files are together, if they are like the open photo."""
        if self._like is None:
            return None
        facts, size = self._like
        chosen = self.choices.size_choice.output_size
        return len(self._photos) * estimated_bytes(facts, chosen.of(size) if chosen else size, self.options)

    def estimate_text(self, needed: int) -> str:
        """Say that one photo stands for all."""
        return tr("About {needed} if all are like the open photo", needed=in_words(needed))

    def preset(self, name: str) -> ExportPreset:
        """What is chosen, the names included."""
        return ExportPreset(name, self.choices.options(), self.naming.pattern, self.naming.existing)

    def apply(self, preset: ExportPreset) -> None:
        """Choose what a preset says, the names included."""
        super().apply(preset)
        self.pattern.setText(preset.pattern)
        self.existing.setCurrentIndex(self.existing.findData(preset.existing))

    def accept(self) -> None:
        """Close once the names make sense and there is room."""
        if self._tell_example() and self.has_room():
            super().accept()

    def _lay_out(self, rejected_count: int) -> None:
        if rejected_count:
            self.form.addRow("", _note_on_rejected(rejected_count))
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place, 1)
        place.addWidget(self.browse)
        self.form.addRow(make_label(tr("&Names"), self.pattern), self.pattern)
        self.form.addRow("", self.example)
        self.form.addRow(tr("Folder"), place)
        self.form.addRow(tr("&If a file is there"), self.existing)
        self.choices.add_chief_rows()
        self.choices.add_other_rows()
        self.finish(tr("Export {count}", count=len(self._photos)))

    def _tell_example(self) -> bool:
        """Show the first name, or why there is none; True where there is one."""
        try:
            name = NamePattern(self.naming.pattern).name(self._parts[0]) + self._ending(self._photos[0])
        except UsageError as error:
            self.example.setText(str(error))
            self.pattern.setFocus()
            return False
        self.example.setText(name)
        return True

    def _ending(self, photo: Path) -> str:
        """That of the format; of each photo its own, where it can be written."""
        format_name = self.choices.format.currentData()
        return _ENDINGS[format_name] if format_name else _OWN.get(photo.suffix.lower(), _SAFE_ENDING)


def _note_on_rejected(count: int) -> QLabel:
    """Says who stays out, and what brings them in."""
    words = plural(
        "{count} rejected photo stays out. To export it as well, select it and choose Export.",
        "{count} rejected photos stay out. To export them as well, select them and choose Export.",
        count=count,
    )
    note = QLabel(words, wordWrap=True)
    note.setObjectName("small")
    return note
