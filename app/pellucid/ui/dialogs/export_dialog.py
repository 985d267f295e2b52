"""Asks where and how to export a photo. It checks what it can know; what a format can hold is for `io` to say."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMessageBox, QWidget

from pellucid.foundation import formats
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.photo_folder import EXPORT_MARK
from pellucid.foundation.size_estimate import estimated_bytes
from pellucid.foundation.translation import mark, tr
from pellucid.ui.dialogs.confirming import is_confirmed
from pellucid.ui.dialogs.export_choices import ExportChoices, make_label
from pellucid.ui.dialogs.export_frame import ExportFrame
from pellucid.ui.dialogs.free_target import free_target
from pellucid.ui.output.pane import OutputPane

_ONE_EYE = {entry.id: entry.endings[0] for entry in formats.written()}
_TWO_EYES = {entry.id: entry.endings[0] for entry in formats.written(both_eyes=True)}
_ENDINGS = _ONE_EYE | _TWO_EYES
_FORMATS = formats.endings_of(*formats.written(), *formats.written(both_eyes=True))
_LABELS = {entry.id: entry.label for entry in formats.written()}
_LABELS_OF_TWO = {entry.id: entry.label for entry in formats.written(both_eyes=True)}
_OF_ONE = {Eye.LEFT: mark("{format}, the left view"), Eye.RIGHT: mark("{format}, the right view")}
_PREVIEW_PX = 384


def suggest_target(photo: Path, folder: Path, format_name: str, is_taken: Callable[[Path], bool]) -> Path:
    """Name an export after its photo, with a number where that name is taken."""
    return free_target(f"{photo.stem}{EXPORT_MARK}", folder, _ENDINGS[format_name], is_taken)


def format_for(facts: PhotoFacts, options: ExportOptions) -> str:
    """Format to begin with: the one chosen last, else the photo's own, else TIFF, which loses nothing.

    A pair begins with a format for both eyes: its own, or MPO.
    """
    if facts.stereo is not None:
        wanted = (options.format, facts.stereo.container, "MPO")
        return next(name for name in wanted if name in _TWO_EYES)
    wanted = (options.format, facts.format, "TIFF")
    return next(name for name in wanted if name in _ONE_EYE)


def _offered(facts: PhotoFacts, eye: Eye) -> dict[str, str]:
    """Formats and how they are called; of a pair, with what becomes of its eyes."""
    if facts.stereo is None:
        return _LABELS
    of_two = {name: tr("{format}, both views", format=tr(label)) for name, label in _LABELS_OF_TWO.items()}
    return of_two | {name: tr(_OF_ONE[eye], format=tr(label)) for name, label in _LABELS.items()}


class ExportDialog(ExportFrame):
    """After it was accepted, `target` and `options` hold the choices. The facts have the size of the framed photo.

    Signals:
        looks_changed(): the preview came or went, or what it is to show is another.
    """

    looks_changed = Signal()

    def __init__(
        self,
        facts: PhotoFacts,
        options: ExportOptions,
        folder: Path,
        is_taken: Callable[[Path], bool],
        parent: QWidget,
        eye: Eye = Eye.LEFT,
    ) -> None:
        format_name = format_for(facts, options)
        target = suggest_target(facts.path, folder, format_name, is_taken)
        super().__init__(tr("Export"), target.parent, parent)
        self._facts = facts
        self._may_overwrite = False
        self._is_taken = is_taken
        self._name = QLineEdit(target.name)
        self._name.setMinimumWidth(320)
        self._name.setAccessibleName(tr("File name"))
        self.choices = ExportChoices(_offered(facts, eye), format_name, options, facts.size, self.form)
        self.size_choice = self.choices.size_choice
        self._format = self.choices.format
        self.preview = OutputPane(self)
        self.preview.setFixedSize(_PREVIEW_PX, _PREVIEW_PX)
        self.preview.hide()
        self.shows_preview = QCheckBox(tr("Sho&w preview"))
        self.shows_preview.setToolTip(tr("Show the middle of the result, pixel by pixel; drag it to see more"))
        self._lay_out()
        self.choices.format_changed.connect(self._on_format_changed)
        self.choices.looks_changed.connect(self.looks_changed)
        self._name.editingFinished.connect(self._follow_name)
        self.shows_preview.toggled.connect(self._on_preview_toggled)
        self._on_format_changed()

    @property
    def target(self) -> Path:
        """File to write."""
        return self.folder / self._name.text().strip()

    @property
    def options(self) -> ExportOptions:
        """How to write it."""
        return self.choices.options(overwrite=self._may_overwrite)

    def needed_bytes(self) -> int:
        """About how long the file will be."""
        return estimated_bytes(self._facts, self.size_choice.result, self.options)

    def accept(self) -> None:
        """Close once the target makes sense; replacing a file is asked first, replacing the photo is refused."""
        if not self._name.text().strip():
            self._name.setFocus()
            return
        self._follow_name()
        if self.target.exists() and any(self.target.samefile(path) for path in self._own_files()):
            message = tr("That is the photo itself, which never changes. Choose another name.")
            QMessageBox.warning(self, tr("Export"), message)
            return
        is_taken = self._is_taken(self.target)
        if (is_taken and not self._ask_to_replace()) or not self.has_room():
            return
        self._may_overwrite = is_taken
        super().accept()

    def _own_files(self) -> list[Path]:
        """Files of the photo that are still there."""
        partner = self._facts.stereo.partner if self._facts.stereo else None
        return [path for path in (self._facts.path, partner) if path is not None and path.exists()]

    def _lay_out(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._name)
        name.addWidget(self.browse)
        self.form.addRow(make_label(tr("&Name"), self._name), name)
        self.form.addRow(tr("Folder"), self.place)
        self.choices.add_chief_rows()
        self.form.addRow("", self.shows_preview)
        self.choices.add_other_rows()
        self.beside.addWidget(self.preview)
        self.finish(tr("Export"))

    def _follow_name(self) -> None:
        """The typed ending of a format chooses it; where there is none, that of the format is put behind."""
        name = self._name.text().strip()
        chosen = self._format.findData(_FORMATS.get(Path(name).suffix.lower()))
        if chosen < 0:
            self._name.setText(name + _ENDINGS[self._format.currentData()] if name else "")
        elif chosen != self._format.currentIndex():
            self._format.setCurrentIndex(chosen)
            self._name.setText(name)  # an ending such as .jpeg or .PNG stays as it was typed

    def _on_preview_toggled(self, shown: bool) -> None:
        self.preview.setVisible(shown)
        self.fit()
        self.looks_changed.emit()

    def _on_format_changed(self) -> None:
        stem = Path(self._name.text()).stem or f"{self._facts.path.stem}{EXPORT_MARK}"
        self._name.setText(stem + _ENDINGS[self._format.currentData()])

    def _ask_to_replace(self) -> bool:
        return is_confirmed(
            self, tr("Replace file?"), tr("“{name}” is already there. Replace it?", name=self.target.name)
        )
