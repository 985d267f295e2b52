"""Asks where and how to export. It checks what it can know; what a format can hold is for `io` to say."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation import formats
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice, Sharpening
from pellucid.foundation.eyes import Eye
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.photo_folder import EXPORT_MARK
from pellucid.ui.dialogs.size_choice import SizeChoice
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.output.pane import OutputPane

_ONE_EYE = {entry.id: entry.endings[0] for entry in formats.written()}
_TWO_EYES = {entry.id: entry.endings[0] for entry in formats.written(both_eyes=True)}
_ENDINGS = _ONE_EYE | _TWO_EYES
_FORMATS = formats.endings_of(*formats.written(), *formats.written(both_eyes=True))
_LABELS = {entry.id: entry.label for entry in formats.written()}
_LABELS_OF_TWO = {entry.id: f"{entry.label}, both views" for entry in formats.written(both_eyes=True)}
_DEEP = 16
_PREVIEW_PX = 384
_PROFILES = {
    ProfileChoice.SOURCE: "As in the photo",
    ProfileChoice.SRGB: "sRGB",
    ProfileChoice.DISPLAY_P3: "Display P3",
}
_METADATA = {
    MetadataChoice.ALL: "Keep all",
    MetadataChoice.WITHOUT_LOCATION: "Keep all but the location",
    MetadataChoice.NONE: "None",
}

_SHARPENINGS = {
    Sharpening.NONE: "Nothing",
    Sharpening.SCREEN: "Screen",
    Sharpening.PRINT: "Print",
}


def suggest_target(photo: Path, folder: Path, format_name: str, is_taken: Callable[[Path], bool]) -> Path:
    """Name an export after its photo, with a number where that name is taken."""
    base = f"{photo.stem}{EXPORT_MARK}"
    candidate = folder / f"{base}{_ENDINGS[format_name]}"
    number = 2
    while is_taken(candidate):
        candidate = folder / f"{base}-{number}{_ENDINGS[format_name]}"
        number += 1
    return candidate


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
    return _LABELS_OF_TWO | {name: f"{label}, the {eye.value} view" for name, label in _LABELS.items()}


class ExportDialog(QDialog):
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
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._facts = facts
        self._may_overwrite = False
        self._is_taken = is_taken
        format_name = format_for(facts, options)
        target = suggest_target(facts.path, folder, format_name, is_taken)
        self._folder = target.parent
        self._name = QLineEdit(target.name)
        self._name.setMinimumWidth(320)
        self._name.setAccessibleName("File name")
        self._browse = QPushButton("Folder…")
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._on_browse)
        self._place = ElidedLabel(str(self._folder))
        self._format = _make_combo("Format", _offered(facts, eye), format_name)
        self._depth = _make_combo("Depth", {None: "As in the photo", 8: "8 bit", 16: "16 bit"}, options.depth)
        self._profile = _make_combo("Profile", _PROFILES, options.profile)
        self._metadata = _make_combo("Metadata", _METADATA, options.metadata)
        self._proof = QCheckBox("Tell how it was made")
        self._proof.setToolTip(
            "Write into the file's XMP history what was done: operations and their settings, networks, and the version "
            "of Pellucid. No names that you gave, and no times."
        )
        self._proof.setChecked(options.proof)
        self.size_choice = SizeChoice(facts.size, options.size)
        self._sharpening = _make_combo("Sharpening", _SHARPENINGS, options.sharpening)
        self.preview = OutputPane(self)
        self.preview.setFixedSize(_PREVIEW_PX, _PREVIEW_PX)
        self.preview.hide()
        self.shows_preview = QCheckBox("Sho&w preview")
        self.shows_preview.setToolTip("Show the middle of the result, pixel by pixel; drag it to see more")
        self._quality = QSpinBox(minimum=1, maximum=100, value=options.quality)
        self._quality.setAccessibleName("Quality")
        self._quality_slider = QSlider(Qt.Orientation.Horizontal)
        self._quality_slider.setRange(1, 100)
        self._quality_slider.setValue(options.quality)
        self._quality_slider.setAccessibleName("Quality slider")
        self._quality_slider.valueChanged.connect(self._quality.setValue)
        self._quality.valueChanged.connect(self._quality_slider.setValue)
        self._form = QFormLayout()
        self._lay_out()
        self._format.currentIndexChanged.connect(self._on_format_changed)
        self._name.editingFinished.connect(self._follow_name)
        self._on_format_changed()
        self.shows_preview.toggled.connect(self._on_preview_toggled)
        self.size_choice.changed.connect(self._fit)
        self.size_choice.changed.connect(self.looks_changed)
        self._sharpening.currentIndexChanged.connect(lambda _index: self.looks_changed.emit())

    @property
    def target(self) -> Path:
        """File to write."""
        return self._folder / self._name.text().strip()

    @property
    def options(self) -> ExportOptions:
        """How to write it."""
        return ExportOptions(
            format=self._format.currentData(),
            depth=self._depth.currentData(),
            quality=self._quality.value(),
            profile=self._profile.currentData(),
            metadata=self._metadata.currentData(),
            size=self.size_choice.output_size,
            sharpening=self._sharpening.currentData(),
            overwrite=self._may_overwrite,
            proof=self._proof.isChecked(),
        )

    def accept(self) -> None:
        """Close once the target makes sense; replacing a file is asked first, replacing the photo is refused."""
        if not self._name.text().strip():
            self._name.setFocus()
            return
        self._follow_name()
        if not self._is_taken(self.target):
            super().accept()
        elif self.target.exists() and any(self.target.samefile(path) for path in self._own_files()):
            QMessageBox.warning(self, "Export", "That is the photo itself, which never changes. Choose another name.")
        elif self._ask_to_replace():
            self._may_overwrite = True
            super().accept()

    def _own_files(self) -> list[Path]:
        """Files of the photo that are still there."""
        partner = self._facts.stereo.partner if self._facts.stereo else None
        return [path for path in (self._facts.path, partner) if path is not None and path.exists()]

    def _lay_out(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._name)
        name.addWidget(self._browse)
        quality = QHBoxLayout()
        quality.setSpacing(8)
        quality.addWidget(self._quality_slider)
        quality.addWidget(self._quality)
        self._quality_row = quality
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.addRow(_make_label("&Name", self._name), name)
        self._form.addRow("Folder", self._place)
        self._form.addRow("&Format", self._format)
        self._form.addRow(_make_label("&Quality", self._quality), quality)
        self._form.addRow(_make_label("Si&ze", self.size_choice.measure), self.size_choice)
        self._form.addRow("&Sharpen for", self._sharpening)
        self._form.addRow("", self.shows_preview)
        self._form.addRow("&Depth", self._depth)
        self._form.addRow("&Profile", self._profile)
        self._form.addRow("&Metadata", self._metadata)
        self._form.addRow("", self._proof)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        export = buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(16)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addLayout(self._form)
        upper.addWidget(self.preview, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(upper)
        layout.addWidget(buttons)

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
        self._fit()
        self.looks_changed.emit()

    def _fit(self) -> None:
        """Be as large as what is shown now; a row that went leaves no gap."""
        for changed in (self.size_choice, self):
            if (layout := changed.layout()) is not None:
                layout.activate()  # it holds the dialog to the size of the rows that were there
        self.adjustSize()

    def _on_format_changed(self) -> None:
        format_name = self._format.currentData()
        stem = Path(self._name.text()).stem or f"{self._facts.path.stem}{EXPORT_MARK}"
        self._name.setText(stem + _ENDINGS[format_name])
        self._form.setRowVisible(self._quality_row, formats.by_id(format_name).lossy)
        has_choice = _DEEP in formats.by_id(format_name).depths
        self._depth.setEnabled(has_choice)
        if not has_choice:
            self._depth.setCurrentIndex(self._depth.findData(8))
        self._depth.setToolTip("" if has_choice else f"{self._format.currentText()} has 8 bits")
        self._fit()

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Export to", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self._place.show_text(chosen)

    def _ask_to_replace(self) -> bool:
        answer = QMessageBox.question(
            self,
            "Replace file?",
            f"“{self.target.name}” is already there. Replace it?",
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Yes


def _make_label(text: str, control: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(control)
    return label


def _make_combo(name: str, labels: Mapping[Any, str], chosen: object) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for value, label in labels.items():
        combo.addItem(label, value)
    combo.setCurrentIndex(max(0, list(labels).index(chosen)))
    return combo
